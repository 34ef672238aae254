"""Which of the desk's verbs words begin with: for certain, or so nearly that nobody else may read them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches
from typing import NamedTuple

from domain.vietnamese import fold, nfc
from handlers.cards import REST
from texts.catalogue import LANGUAGES, Catalogue

FORM = "form"  # a button of a form: it means something there alone
INTERNAL = (  # what follows is never the sender's
    *("note", "pass", "back", "up", "same", "assign", "officer"),
    *("late", "name", "approve", "sendback", "echo"),
)
TYPED = ("take", "close", "ask", "topic", "ready", *INTERNAL)
LABELS: Mapping[str, str] = {  # what each button of the desk says, typed as it stands there: its verb
    "button-take": "take",
    "button-do-accept": "take",
    "button-answer": "answer",
    "button-close": "close",
    **{f"button-do-{verb}": verb for verb in ("back", *REST)},
    "button-read-draft": "draft",
    "button-approve": "approve",
    "button-send-back": "sendback",
    "button-answer-repeats": "echo",
    "button-more": "more",
    "button-less": "less",
    "button-photos": "photos",
    "button-next-case": "next",
    "button-first-case": "next",
    **dict.fromkeys(("option-level-own", "option-level-higher", "option-photos-none"), FORM),
    **dict.fromkeys(("button-send", "button-edit", "button-back", "button-cancel"), FORM),
}
_WITH_WORDS = (*TYPED, "answer")  # words can follow; the others stand alone
BARE = ("take", "close", "ready")  # said alone, they may as well stand beneath a photo
LONGEST_VERB = 20  # characters before the colon: longer, and it is a sentence of an answer
_NUMBERED: Mapping[str, tuple[Mapping[str, int], ...]] = {  # one and many: a language may say them otherwise
    "button-answer-repeats": ({"count": 1}, {"count": 2}),
    "button-photos": ({"photos": 1}, {"photos": 2}),
}
_NUMBER = re.compile(r"\d+")
_OPENING = 60  # characters of the first line in which words name what is internal
_NEARLY = 0.85  # how like a verb a mistyped one is
_LEAST = 6  # characters of a verb that can be told though mistyped
_COLONS = re.compile("[:：︓﹕∶꞉ː]")
_SIGNS, _SIGNS_AFTER = re.compile(r"[\W_]+"), re.compile(r"[\W_]+$")
_BEFORE = re.compile(r"^[\W_]+")  # bullets, quotes, pictures
_AFTER = re.compile(r"^\s*[-–—.,;=>/|(\[]")  # signs as people type them
_HOI, _NGA = "\u0309", "\u0303"  # tones that sound alike in the South, and are often typed one for another


class Meant(NamedTuple):
    """A verb and what follows it; `sure` where nothing else can be meant."""

    verb: str
    rest: str
    sure: bool


def meant(texts: Catalogue, said: str) -> Meant | None:
    """The verb of the desk that the words begin with, in either language; None where there is none.

    For certain: the verb alone or with a colon; what a button says is one, too. Doubtful: it has another sign
    or a new line after it; one of INTERNAL has more words after it, or is mistyped before a colon; the first
    line speaks of a note.
    """
    head, *rest = _COLONS.split(said, maxsplit=1)
    words = [(v, word) for v in TYPED for code in LANGUAGES for word in texts.words(code, f"words-verb-{v}")]
    lone, after = _lone(head), "".join(rest).strip()
    for verb, word in [*words, *_labels(texts)]:
        known = lone == _lone(word) and "\n" not in head.strip()
        if known and (not after or verb in _WITH_WORDS):
            return Meant(verb, after, sure=True)
    remarks = [word for code in LANGUAGES for word in texts.words(code, "words-remark")]
    if rest and lone in map(fold, remarks):
        return Meant("note", "", sure=False)
    return _doubtful(texts, _clean(said), words) or (_mistyped(lone, words) if rest else None)


def _labels(texts: Catalogue) -> list[tuple[str, str]]:
    """The verbs by what their buttons say in either language, with whatever number stands in it."""
    return [
        (verb, texts.plain(code, key, **values))
        for key, verb in LABELS.items()
        for code in LANGUAGES
        for values in _NUMBERED.get(key, ({},))
    ]


def _lone(words: str) -> str:
    """Words as they are compared: folded, without signs around them, any number as good as another."""
    return _NUMBER.sub("0", fold(_SIGNS_AFTER.sub("", _clean(words))))


def _doubtful(texts: Catalogue, said: str, words: list[tuple[str, str]]) -> Meant | None:
    honest = [word for code in LANGUAGES for word in texts.words(code, "words-no-verb")]
    usual = any(_begins(said, word) is not None for word in honest)
    for verb, word in sorted(words, key=lambda one: -len(one[1])):
        after = _begins(said, word)
        if after is None:
            continue
        signed = bool(_AFTER.match(after)) or after.lstrip(" \t").startswith("\n")
        inside = verb in INTERNAL or (verb == "ask" and " " in word)  # "hỏi lại anh Minh …"
        if signed or (inside and not usual):
            return Meant(verb, "", sure=False)
    first_line, _, _ = said.partition("\n")
    opening = f" {fold(_SIGNS.sub(' ', first_line[:_OPENING]))} "
    for verb, word in words:
        if verb == "note" and " " in word and f" {fold(word)} " in opening:
            return Meant(verb, "", sure=False)
    return None


def _mistyped(head: str, words: list[tuple[str, str]]) -> Meant | None:
    """ "gi chú: …" """
    known = {fold(word): verb for verb, word in words if verb in INTERNAL and len(word) >= _LEAST}
    near = get_close_matches(head, known, n=1, cutoff=_NEARLY) if len(head) <= LONGEST_VERB else []
    return Meant(known[near[0]], "", sure=False) if near else None


def _begins(said: str, word: str) -> str | None:
    """What follows the word where the words begin with it; None where they do not.

    Tones count where any was typed: "chuyện" is no "chuyển". Not one of hỏi and ngã for the other.
    """
    size = len(word.split())
    found = re.match(r"\w+" + r"[^\S\n]+\w+" * (size - 1), said)
    if found is None:
        return None
    typed = " ".join(found[0].casefold().split())
    same = _spelled(typed) == _spelled(word) or (typed.isascii() and typed == fold(word))
    return said[found.end() :] if same else None


def _spelled(word: str) -> str:
    bare = unicodedata.normalize("NFD", word.casefold()).replace(_NGA, _HOI)
    return unicodedata.normalize("NFC", bare)


def _clean(said: str) -> str:
    """Without what cannot be seen, and without signs before the first word."""
    seen = "".join(char for char in nfc(said) if unicodedata.category(char) != "Cf")
    return _BEFORE.sub("", seen)
