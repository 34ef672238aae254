"""What a sender's few words mean: a verdict, stars, or nothing but thanks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from domain.case import Case, CaseState, Verdict
from domain.vietnamese import fold, nfc
from handlers.context import Talk

_BETWEEN = ".,!…~-–—;:)'\"“”"  # signs that say nothing; a question mark, or a sad face, does
_KIND = "👍👌🙏❤💖💕💐🌷🌹🌸🌺😊🙂☺😄😁😀🥰😍😘🤗🤝👏🎉✅🫶💯✌💪"
_ON_SIGNS = ("Mn", "Cf", "Sk")  # what only colours or joins the sign before it


def among(words: str, listed: Iterable[str]) -> bool:
    """Whether they are one of those listed."""
    return bare(words) in map(bare, listed)


def verdict(talk: Talk, words: str) -> str:
    """The verdict typed; empty where the words are none."""
    language = talk.who.language
    found = (one.value for one in Verdict if among(words, talk.texts.words(language, f"words-verdict-{one}")))
    return next(found, "")


def stars(talk: Talk, words: str) -> int:
    """The number of stars typed: "5 sao"; 0 where none were."""
    found = re.fullmatch(r"([1-5])\s?(\D+)", bare(words.replace("⭐", " sao ")))
    named = talk.texts.words(talk.who.language, "words-stars")
    return int(found[1]) if found and among(found[2], named) else 0


def thanks(talk: Talk, case: Case, words: str) -> bool:
    """Whether they thank or say "yes, fine", and nothing else: "cảm ơn nhiều nghen", "Dạ", "👍".

    A "yes" to a question of the unit is its answer. In doubt a human reads it.
    """
    if not _kindly_signed(words):
        return False
    language, spoken = talk.who.language, bare(words)
    yes, beside_yes = talk.texts.words(language, "words-yes"), talk.texts.words(language, "words-yes-more")
    beside = (*talk.texts.words(language, "words-thanks-more"), *yes, *beside_yes)
    if _consists(spoken, talk.texts.words(language, "words-thanks"), beside):
        return True
    return case.state is not CaseState.ASKED and (not spoken or _consists(spoken, yes, beside_yes))


def bare(words: str) -> str:
    """Folded, without signs."""
    return " ".join(re.sub(r"[^\w\s]", " ", fold(words)).split())


def _kindly_signed(words: str) -> bool:
    """Whether there are only signs that say nothing, or kind ones."""
    signs = {
        sign for sign in re.findall(r"[^\w\s]", nfc(words)) if unicodedata.category(sign) not in _ON_SIGNS
    }
    return bool(words.strip(f"{_BETWEEN} \n")) and signs <= {*_KIND, *_BETWEEN}


def _consists(spoken: str, some: Iterable[str], more: Iterable[str]) -> bool:
    """Whether they are some of these words and, maybe, some of those, and no others."""
    left = _less(f" {spoken} ", some)
    return left != f" {spoken} " and not _less(left, more).strip()


def _less(spoken: str, listed: Iterable[str]) -> str:
    """The words without those listed, the longest first."""
    for word in sorted(map(bare, listed), key=len, reverse=True):
        while f" {word} " in spoken:
            spoken = spoken.replace(f" {word} ", "  ")
    return spoken
