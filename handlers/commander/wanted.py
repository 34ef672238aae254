"""What somebody wants to see of their desk: carried by a button, or meant by typed words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from domain import receipt
from domain.case import CaseKind, Topic
from domain.caseload import Filter, Pile, looked_for
from domain.errors import Invalid
from domain.vietnamese import fold
from handlers.context import Talk

MOST_BYTES = 40  # of the words looked for: they stand in buttons, which take 64
_SOUGHT = "="  # stands before words where else the pile stands


@dataclass(frozen=True)
class Wanted:
    """A page of a list; the first is 0."""

    chosen: Filter
    page: int = 0

    def at(self, page: int) -> Wanted:
        """Another page of it."""
        return replace(self, page=page)

    def by(self, *, unit: str = "", kind: str = "", topic: str = "") -> Wanted:
        """The first page of what is narrowed so."""
        old = self.chosen
        kinds = CaseKind(kind) if kind else old.kind
        topics = Topic(topic) if topic else old.topic
        return Wanted(replace(old, unit=unit or old.unit, kind=kinds, topic=topics))

    def data(self, what: str = "list") -> tuple[str, ...]:
        """What a button carries: at most 60 bytes."""
        chosen = self.chosen
        pile = f"{_SOUGHT}{chosen.text}" if chosen.text else chosen.pile.value
        return ("h", what, pile, chosen.unit, chosen.kind or "", chosen.topic or "", str(self.page))

    @classmethod
    def read(cls, data: tuple[str, ...]) -> Wanted:
        """The same from the parts of a pressed button. Raises Invalid where somebody made them up."""
        try:
            _, _, pile, unit, kind, topic, page = data
            if pile.startswith(_SOUGHT):
                return cls(sought(pile[1:]), int(page))
            kinds, topics = CaseKind(kind) if kind else None, Topic(topic) if topic else None
            return cls(Filter(pile=Pile(pile), unit=unit, kind=kinds, topic=topics), int(page))
        except ValueError as error:
            raise Invalid("button-stale") from error


def sought(typed: str) -> Filter:
    """All cases in which the words stand, those that are over too. Raises Invalid for no words."""
    words, kept = looked_for(typed), ""
    for word in words:
        longer = f"{kept} {word}".strip()
        if len(longer.encode()) > MOST_BYTES:
            break
        kept = longer
    if not kept:
        raise Invalid("inbox-no-words")
    return Filter(pile=Pile.ALL, text=kept)


async def meant(talk: Talk) -> Wanted | str:
    """What was typed behind the command: a list, the first case (an empty text), or a receipt code.

    A code, a sender's alias, a pile (with the number of its page), the name of a kind, a topic or a unit, a
    pile and such a name, else words to look for. Raises Invalid for a code with a slip.
    """
    typed, page = talk.text, 0
    code = _code(typed)
    if code:
        return code
    numbered = re.fullmatch(r"(.*\S)\s+(\d{1,3})", typed)
    if numbered and _pile(talk, numbered[1]):
        typed, page = numbered[1], int(numbered[2]) - 1
    language = talk.who.language
    if alias := await talk.services.caseload.by_alias(talk.act, typed):
        return alias
    if _among(typed, talk.texts.words(language, "words-inbox-first")):
        return ""
    if pile := _pile(talk, typed):
        return Wanted(Filter(pile=pile), max(page, 0))
    opening, _, rest = typed.partition(" ")
    if _among(opening, talk.texts.words(language, "words-inbox-find")):
        return Wanted(sought(rest))
    return await _named(talk, typed) or await _narrowed(talk, typed) or Wanted(sought(typed))


def after(typed: str, words: Iterable[str]) -> str | None:
    """What was typed after one of the words, the longest of them first; None where it begins with none."""
    spoken = typed.split()
    for word in sorted(words, key=len, reverse=True):
        size = len(word.split())
        if fold(" ".join(spoken[:size])) == fold(word):
            return " ".join(spoken[size:])
    return None


async def _named(talk: Talk, typed: str) -> Wanted | None:
    """The open cases of a kind, on a topic or of a unit."""
    return _sort(talk, typed) or await _unit(talk, typed)


async def _narrowed(talk: Talk, typed: str) -> Wanted | None:
    """A pile, and by what it is narrowed: "mới phản ánh"."""
    for pile in Pile:
        rest = after(typed, talk.texts.words(talk.who.language, f"words-pile-{pile}"))
        found = await _named(talk, rest) if rest else None
        if found:
            return Wanted(replace(found.chosen, pile=pile))
    return None


def _code(typed: str) -> str:
    """The receipt code typed; empty for other words. Raises Invalid for one with a slip."""
    try:
        return receipt.parse(typed)
    except Invalid as error:
        if error.key == "code-slip" and re.search(r"[\d-]", typed):
            raise
        return ""


def _pile(talk: Talk, typed: str) -> Pile | None:
    for pile in Pile:
        if _among(typed, talk.texts.words(talk.who.language, f"words-pile-{pile}")):
            return pile
    return None


def _sort(talk: Talk, typed: str) -> Wanted | None:
    """The open cases of the kind or on the topic of that name."""
    for kind in CaseKind:
        if _names(talk.plain(f"option-kind-{kind}"), typed):
            return Wanted(Filter(kind=kind))
    for topic in Topic:
        if _names(talk.plain(f"option-topic-{topic}"), typed):
            return Wanted(Filter(topic=topic))
    return None


async def _unit(talk: Talk, typed: str) -> Wanted | None:
    """The open cases of the unit of that name, where one alone is meant."""
    found = await talk.services.units.search(typed)
    return Wanted(Filter(unit=found[0].code)) if len(found) == 1 else None


def _among(typed: str, words: Iterable[str]) -> bool:
    return fold(typed) in map(fold, words)


def _names(label: str, typed: str) -> bool:
    """Whether that is the label or one of its parts, without the sign before it."""
    parts = [fold(re.sub(r"[^\w\s]", "", part)) for part in [label, *label.split(",")]]
    return fold(typed) in parts
