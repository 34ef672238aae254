"""References of failed updates, as people copy them from a screen or read them out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from domain.vietnamese import fold

# A reference is made of `receipt.ALPHABET`, which knows no 0 O, 1 I L, 2 Z, 5 S, 8 B, G, U. Where one of
# these is typed, or one sign was taken for another, all of a row here count as one.
_ALIKE = ("0OQD", "1ILJ", "6G", "8B3", "UVY")
_ONE = {ord(sign): ord(row[0]) for row in _ALIKE for sign in row}


def plain(typed: str) -> str:
    """What was typed without case, spaces, dashes and quotes: "7kda-3mpx" is 7KDA3MPX."""
    return re.sub(r"[^0-9A-Z]", "", fold(typed).upper())


def meant(typed: str, known: Iterable[str]) -> str | None:
    """The reference that was meant: the very one, else the only one that looks alike, else None."""
    word, references = plain(typed), list(known)
    if word in references:
        return word
    alike = [one for one in references if one.translate(_ONE) == word.translate(_ONE)]
    return alike[0] if len(alike) == 1 else None
