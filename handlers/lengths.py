"""How much one message of Telegram's holds, and words shortened to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from domain.vietnamese import units_long
from texts.catalogue import Html

A_MESSAGE = 4096  # UTF-16 units of a message of Telegram's, once its markup is read


def cut(text: str, room: int) -> str:
    """The text within so many UTF-16 units; shortened it ends in "…"."""
    if units_long(text) <= room:
        return text
    return f"{text.encode('utf-16-le')[: 2 * max(room - 1, 0)].decode('utf-16-le', 'ignore')}…"


def long(piece: Html) -> int:
    """How many UTF-16 units are left of it once its markup is read."""
    return units_long(unescape(re.sub("<[^>]+>", "", piece)))


def fitted(make: Callable[..., Html], *texts: str, most: int = A_MESSAGE) -> Html:
    """What `make` says of the texts, the longest of them shortened until one message holds it.

    A notice that is too long is refused by Telegram, and nobody ever reads any of it.
    """
    made = make(*texts)
    while (over := long(made) - most) > 0 and any(units_long(text) > 1 for text in texts):
        sizes = sorted(map(units_long, texts))
        longest = sizes[-1]
        second = sizes[-2] if len(sizes) > 1 else 0
        less = min(over, max(longest - second, -(-over // len(texts))))
        place = [units_long(text) for text in texts].index(longest)
        texts = (*texts[:place], cut(texts[place], longest - less), *texts[place + 1 :])
        made = make(*texts)
    return made
