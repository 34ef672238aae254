"""Receipt codes: short, read aloud or copied by hand without a slip going unseen."""

from __future__ import annotations

import re
from random import Random

from domain.errors import Invalid
from domain.vietnamese import fold

# 23 signs, none of which looks like another (no 0 O, 1 I L, 2 Z, 5 S, 8 B, U V together, G with 6);
# a prime number, so that the two check characters find every pair of wrong or swapped signs.
ALPHABET = "34679ACDEFHJKMNPQRTVWXY"
_SIZE = len(ALPHABET)
_BODY = 6


def make(random: Random) -> str:
    """A new code such as 4KAD-7XMP; 23⁶ = 148 million possible. `random` should be a SystemRandom."""
    body = [random.randrange(_SIZE) for _ in range(_BODY)]
    return _shown([*body, *_checks(body)])


def parse(typed: str) -> str:
    """The code in its one form, however it was typed (case, hyphens, spaces).

    Raises Invalid where its check characters show a slip: it is then not looked up at all.
    """
    signs = re.sub(r"[\s\-–—._]", "", fold(typed)).upper()
    if len(signs) != _BODY + 2 or any(sign not in ALPHABET for sign in signs):
        raise Invalid("code-unreadable")
    places = [ALPHABET.index(sign) for sign in signs]
    if _checks(places[:_BODY]) != places[_BODY:]:
        raise Invalid("code-slip")
    return _shown(places)


def _checks(body: list[int]) -> list[int]:
    """Two check values c0, c1 with Σ sign = 0 and Σ place·sign = 0 modulo 23.

    Any one wrong sign and any two swapped break one of the two sums.
    """
    total = sum(body) % _SIZE
    weighted = sum(place * sign for place, sign in enumerate(body, start=1)) % _SIZE
    # Places 7 and 8: c0 + c1 = -total and 7·c0 + 8·c1 = -weighted, so c1 = 7·total - weighted.
    last = (7 * total - weighted) % _SIZE
    return [(-total - last) % _SIZE, last]


def _shown(places: list[int]) -> str:
    signs = "".join(ALPHABET[place] for place in places)
    return f"{signs[:4]}-{signs[4:]}"
