"""A unit's answer: how long it may be, what must be filled in, and what of it tells it from other answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from domain.case import LONGEST, SHORTEST
from domain.errors import Invalid
from domain.vietnamese import fold, nfc, units_long

LONGEST_ANSWER = 4096  # UTF-16 units: the longest message that Telegram lets anybody write
LONGEST_TITLE, LONGEST_LEVEL = 40, 70
BLANK = "___"  # what the writer of a ready answer leaves to be filled in
PLACEHOLDERS = ("code", "unit", "above", "date")  # in braces: receipt, unit, the unit above it, today
_SIGNATURE, _TYPED = "\n\n— ", "\n\n- "
_BRACES = re.compile(r"\{\s*(\w*)\s*\}")
# What differs though nothing else was done: receipts, numbers and dates, signs.
_CODE = re.compile(r"\b[0-9a-z]{4}-[0-9a-z]{4}\b")
_SIGNS = re.compile(r"[^\w\s]|[\d_]")


def answer_text(text: str, *, pictured: bool = False) -> str:
    """An answer's text as kept; beneath pictures as short as one likes. Who did it is not counted.

    Raises Invalid where it says too little or too much, or holds a blank.
    """
    text = nfc(text)
    body = unsigned(text)
    if not pictured and (len(re.findall(r"\w+", body)) < SHORTEST or not essence(body)):
        raise Invalid("words-too-few", least=SHORTEST)
    if units_long(body) > LONGEST_ANSWER:
        raise Invalid("answer-too-long", most=LONGEST_ANSWER, over=units_long(body) - LONGEST_ANSWER)
    if BLANK in text or any(name in PLACEHOLDERS for name in _BRACES.findall(text)):
        raise Invalid("answer-unfilled")
    return text


def level_text(text: str) -> str:
    """Who did it, as typed. Raises Invalid where it is empty or no name: a sentence is more of the answer."""
    text = " ".join(nfc(text).split())
    if not any(char.isalpha() for char in text) or len(text) > LONGEST_LEVEL or text[-1] in ".!?…":
        raise Invalid("level-odd", most=LONGEST_LEVEL)
    return text


def parts(text: str, most: int = LONGEST) -> list[str]:
    """The text in as few pieces as fit `most` UTF-16 units each, cut where a sentence ends if it can be."""
    found: list[str] = []
    while units_long(text) > most:
        cut = _cut(text, most)
        found.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*found, text] if text or not found else found


def _cut(text: str, most: int) -> int:
    room = len(text.encode("utf-16-le")[: most * 2].decode("utf-16-le", errors="ignore"))
    piece = text[:room]
    for sign in ("\n", ". ", "! ", "? ", " "):
        at = piece.rfind(sign)
        if at > room // 2:  # a tiny first piece helps nobody
            return at + len(sign)
    return room


def ready_text(text: str) -> str:
    """A ready answer as kept. Raises Invalid for an unknown placeholder, for too little or too much."""
    text = nfc(text)
    if len(re.findall(r"\w+", text)) < SHORTEST:
        raise Invalid("words-too-few", least=SHORTEST)
    if units_long(text) > LONGEST:
        raise Invalid("words-too-many", most=LONGEST)
    for name in _BRACES.findall(text):
        if name not in PLACEHOLDERS:
            raise Invalid("ready-placeholder", typed=name[:20])
    return text


def title_text(text: str) -> str:
    """A ready answer's title. Raises Invalid where it is empty or too long for a button."""
    text = " ".join(nfc(text).split())
    if not any(char.isalpha() for char in text) or len(text) > LONGEST_TITLE:
        raise Invalid("ready-title", most=LONGEST_TITLE)
    return text


def filled(text: str, values: Mapping[str, str]) -> str:
    """A ready answer with its placeholders filled in, each once: a value's own braces stay what they are."""
    return _BRACES.sub(lambda found: values.get(found[1], found[0]), text)


@lru_cache(maxsize=512)  # a unit's earlier answers are compared with each new one
def essence(text: str) -> str:
    """What is compared of an answer: its words, folded, without receipt codes, numbers and signs."""
    return " ".join(_SIGNS.sub(" ", _CODE.sub(" ", fold(text))).split())


def apart(words: str, usual: Iterable[str]) -> str:
    """The essence of an answer without that of ready answers in it: what was said of this case alone."""
    rest = f" {words} "
    for one in sorted(usual, key=len, reverse=True):
        rest = rest.replace(f" {one} ", " ", 1) if one else rest
    return rest.strip()


def added(ready: str, more: str) -> str:
    """A ready answer with what was written to it below; what holds most of its words is the whole, anew."""
    own = set(essence(ready).split())
    anew = len(own & set(essence(more).split())) * 4 > len(own) * 3
    return more if anew else f"{ready}\n{more}"


def signed(body: str, line: str) -> str:
    """The answer with who did it beneath: nothing that was typed looks like that. Beneath nothing it says
    nothing.
    """
    body = body.replace(_SIGNATURE, _TYPED)
    return f"{body}{_SIGNATURE}{line}" if line and body else body


def unsigned(text: str) -> str:
    """The answer alone: whose work it was says nothing about what was done.

    Only what `signed` put there is left out, one line at the very end.
    """
    body, _, line = text.rpartition(_SIGNATURE)
    return body if body and "\n" not in line else text
