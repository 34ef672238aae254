"""How much one message of Telegram's holds; words shortened to it, or divided among several."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

from domain.vietnamese import units_long
from texts.catalogue import Html

A_MESSAGE = 4096  # UTF-16 units of a message of Telegram's, once its markup is read
_TAG = re.compile(r"<(/?)(\w+)[^>]*>")
_WORD = re.compile(r"<[^>]+>|&#?\w+;|[^<&\s]{1,500}\s?|\s|[<&]")  # or a tag, or a sign that is escaped


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


def pieces(text: Html, most: int = A_MESSAGE) -> list[Html]:
    """The whole text in messages that hold it: divided where a line ends, else between words.

    What is marked up stays so in each of them.
    """
    if 2 * len(text) <= most or long(text) <= most:
        return [text]
    made, room = [""], most
    held: list[str] = []  # the tags that are open
    for bit in _bits(text, most):
        size = long(Html(bit))
        if size > room:
            made[-1] += "".join(f"</{_name(tag)}>" for tag in reversed(held))
            made.append("".join(held))
            room = most
        made[-1] += bit
        room -= size
        for tag in _TAG.finditer(bit):
            held = held[:-1] if tag[1] else [*held, tag[0]]
    return [Html(piece) for piece in made]


def _bits(text: Html, most: int) -> Iterator[str]:
    """Its lines; of one that is longer than a message its words."""
    for line in text.splitlines(keepends=True):
        yield from [line] if long(Html(line)) <= most else _WORD.findall(line)


def _name(tag: str) -> str:
    found = _TAG.match(tag)
    return found[2] if found else ""
