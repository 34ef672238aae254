"""Entities that Telegram finds by itself in plain text: commands, links, mentions, hashtags, addresses."""

from __future__ import annotations

import re
from typing import Any

# Order matters: the first that matches a place keeps it.
_KINDS = (
    (
        "url",
        re.compile(r"(?:https?://|(?<![\w.@/])(?:t\.me|www\.[\w-]+\.\w+)/)[^\s<>\"]*[^\s<>\".,;:!?)\]…]"),
    ),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("bot_command", re.compile(r"(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w/@])@[A-Za-z0-9_]{4,32}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w/#&])#(?=\w*[^\W\d_])\w{1,255}")),
)
# Telegram finds nothing inside these.
_CLOSED = {"code", "pre", "text_link", "text_mention"}


def utf16_length(text: str) -> int:
    """Return the length as Telegram counts it: emoji outside the basic plane count twice."""
    return len(text.encode("utf-16-le")) // 2


def detect(text: str, given: list[dict[str, Any]] | None = None) -> list[dict[str, Any]]:
    """Return `given` entities with those found in `text`, by offset, outer before inner."""
    taken = [(one["offset"], one["offset"] + one["length"]) for one in given or [] if one["type"] in _CLOSED]
    found = []
    for kind, pattern in _KINDS:
        for match in pattern.finditer(text):
            start = utf16_length(text[: match.start()])
            end = start + utf16_length(match.group())
            if all(end <= left or start >= right for left, right in taken):
                taken.append((start, end))
                found.append({"type": kind, "offset": start, "length": end - start})
    return sorted([*(given or []), *found], key=lambda one: (one["offset"], -one["length"]))
