"""Forms: where a person stands is computed from the answers they have given.

The next question is the first whose name is not among the answers and whose `when` holds; editing is
deleting one answer. So back, edit, skip, a restart and another replica need no state of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

Answers = dict[str, Any]
WAS = "was"  # among the answers: the one being edited, as it was


def _always(_: Answers) -> bool:
    return True


def _as_typed(text: str) -> Any:
    return text


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One question.

    `read` turns typed text into the answer kept (JSON) or raises Invalid; `options` are the values that
    buttons offer; `free` tells whether other text than an option's label may be typed, `names` whether it
    is somebody's name ("Huy" is one, and no word to cancel with).
    """

    name: str
    read: Callable[[str], Any] = _as_typed
    options: tuple[str, ...] = ()
    free: bool = True
    names: bool = False
    when: Callable[[Answers], bool] = _always
    columns: int = 1


@dataclass(frozen=True, kw_only=True)
class Form:
    """Questions in their order; with `review` the person sees all answers before they count."""

    name: str
    asks: tuple[Ask, ...]
    review: bool = False

    def next(self, answers: Answers) -> Ask | None:
        """The question to put now; None where nothing is left to ask."""
        return next((ask for ask in self.asks if ask.name not in answers and ask.when(answers)), None)

    def ask(self, name: str) -> Ask | None:
        """The question of that name."""
        return next((ask for ask in self.asks if ask.name == name), None)

    def given(self, answers: Answers) -> list[Ask]:
        """The questions answered so far, in order."""
        return [ask for ask in self.asks if ask.name in answers and ask.when(answers)]

    def before(self, answers: Answers) -> Ask | None:
        """The question answered last before the one that is put now."""
        current = self.next(answers)
        at = self.asks.index(current) if current else len(self.asks)
        return next((ask for ask in reversed(self.given(answers)) if self.asks.index(ask) < at), None)

    def back(self, answers: Answers) -> Answers:
        """One step back: from an edit to the answer as it was, else without the answer before."""
        if WAS in answers:
            return {**without(answers, WAS), **answers[WAS]}
        last = self.before(answers)
        return without(answers, last.name) if last else answers

    def edit(self, answers: Answers, name: str) -> Answers:
        """The answers with one to be asked again; its old value comes back with `back`."""
        return {**without(answers, name), WAS: {name: answers[name]}}


def without(answers: Answers, name: str) -> Answers:
    """The answers less one: it will be asked again."""
    return {kept: value for kept, value in answers.items() if kept != name}


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A form under way. `version` counts its changes; a button carries it, so a stale tap changes nothing.

    `changed_at` is when it was last touched, None before it was kept.
    """

    id: str
    form: str
    version: int
    answers: Answers
    changed_at: datetime | None = None

    def having(self, **answers: Any) -> Draft:
        """The draft with these answers added."""
        return replace(self, answers={**self.answers, **answers})
