"""Vietnamese as people type, search and sort it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

# The alphabet's own order; w, f, j, z stand where a dictionary puts foreign letters.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTERS = {letter: place for place, letter in enumerate(_ALPHABET)}
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # category Cc but for tab and newline
# Signs that turn the direction of writing: no word here needs one, and they dress up what is read.
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_DIGITS = re.compile("[0-9]{1,18}")  # of 63 bits; a ready answer's own number has up to 16
_MARKS = re.compile("[\u0300-\u036f]")  # of Latin letters
_UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Cs", "Co", "Cn"}
_FILLERS = "\u3164\u115f\u1160\uffa0\u2800"  # letters by category that show nothing
_AFTER_SIGNS = 1000  # digits and signs come before letters
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền, hỏi, ngã, sắc, nặng


def nfc(text: str) -> str:
    """The text as the program keeps it: NFC, outer white space off, no control characters but newlines, and
    written in one direction.
    """
    return unicodedata.normalize("NFC", _TURNS.sub("", _CONTROLS.sub("", text))).strip()


def visible(text: str) -> bool:
    """Whether there is anything to see: no zero-width signs and fillers alone."""
    return any(c not in _FILLERS and unicodedata.category(c) not in _UNSEEN for c in text)


def units_long(text: str) -> int:
    """The length as Telegram counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def whole(text: str) -> int | None:
    """The whole number that the digits 0-9 say; None for anything else, and for more than a table holds."""
    return int(text) if _DIGITS.fullmatch(text) else None


def fold(text: str) -> str:
    """For search and comparison: no diacritics, no case, đ as d, one space between words.

    "gop y" meets "Góp ý" and "hoà" meets "hòa", because the tone's place no longer matters.
    """
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text.casefold())).replace("đ", "d")
    if not bare.isascii():  # other scripts have marks of their own
        bare = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(bare.split())


def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Order by the Vietnamese alphabet first, by tone second (a à ả ã á ạ ă …)."""
    letters: list[int] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFC", text.casefold()):
        parts = unicodedata.normalize("NFD", char)
        tone = next((_TONES[p] for p in parts if p in _TONES), 0)
        base = unicodedata.normalize("NFC", "".join(p for p in parts if p not in _TONES))
        if base:
            letters.append(_LETTERS[base] + _AFTER_SIGNS if base in _LETTERS else ord(base[0]))
            tones.append(tone)
    return tuple(letters), tuple(tones)


def number(value: float, decimals: int = 0) -> str:
    """7139 as 7.139 and 9.24 as 9,24 (both languages write numbers as the country does)."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def day(value: date) -> str:
    """dd/mm/yyyy."""
    return f"{value:%d/%m/%Y}"


def moment(value: datetime) -> str:
    """HH:MM dd/mm/yyyy of an aware time already in the zone to show."""
    return f"{value:%H:%M %d/%m/%Y}"
