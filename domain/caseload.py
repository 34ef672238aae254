"""What lies on a desk: in which piles it is sorted, how long is left, what may be done with a case now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.case import OPEN, WAITING, Case, CaseKind, CaseState, Topic
from domain.rights import Action
from domain.vietnamese import fold
from domain.workdays import Calendar

A_PAGE = 5  # cases listed at once
SOON = 2  # working days
MOST_WORDS = 12  # looked for at once


class Pile(StrEnum):
    """The piles in which a desk looks through its cases."""

    OPEN = "open"
    NEW = "new"
    MINE = "mine"  # taken by the speaker, or given to them
    ASKED = "asked"  # the sender is to answer first
    SOON = "soon"  # the deadline is near
    OVERDUE = "overdue"
    PASSED = "passed"  # passed on to us, not yet accepted
    PROPOSED = "proposed"  # an answer waits for a second pair of eyes
    ALL = "all"  # those that are over, too


@dataclass(frozen=True, kw_only=True)
class Filter:
    """Which cases are listed. `unit` handles them, `taken_by` is a person's id, `text` was typed."""

    pile: Pile = Pile.OPEN
    unit: str = ""
    kind: CaseKind | None = None
    topic: Topic | None = None
    taken_by: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How far somebody sees: all in `units`, and in `own` what they took.

    Never what speaks of them, or is kept from a unit in which they serve.
    """

    person: str
    units: frozenset[str]
    own: frozenset[str] = frozenset()
    serves: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Left:
    """How long until the deadline, or since it.

    Working days before it, days of the calendar after it; a word about a crime has hours, as it counts day
    and night.
    """

    days: int
    hours: int
    late: bool
    in_hours: bool


def left(case: Case, now: datetime, calendar: Calendar) -> Left | None:
    """How long the case has; None where no clock runs: no deadline, or it is not for the desk to act."""
    if case.due_at is None or case.state not in WAITING:
        return None
    late = case.due_at <= now
    today, last = (at.astimezone(calendar.zone).date() for at in (now, case.due_at))
    days = (today - last).days
    if not late:
        days = calendar.workdays(today, last)
    hours = int(abs(case.due_at - now) / timedelta(hours=1))
    return Left(days=days, hours=hours, late=late, in_hours=case.kind is CaseKind.CRIME)


def soon(now: datetime, calendar: Calendar) -> datetime:
    """Until when a deadline is near. Raises ValueError where nobody ever works."""
    return calendar.close(now, SOON)


def looked_for(typed: str) -> list[str]:
    """What was typed as the words looked for: folded, letters and digits only."""
    return re.findall(r"[^\W_]+", fold(typed))[:MOST_WORDS]


def possible(case: Case) -> frozenset[Action]:
    """What its state lets be done with a case, whoever may do it."""
    if case.state is CaseState.WITHDRAWN:
        return frozenset({Action.SEE})
    always = {Action.SEE, Action.NOTE, Action.TOPIC, Action.ASK_NAME}
    if case.state not in OPEN:
        return frozenset(always)
    found = {
        *always,
        *(Action.ANSWER, Action.ASSIGN, Action.PASS, Action.SAME, Action.ESCALATE, Action.READY),
    }
    if case.taken_by is None or case.passed_by:
        found.add(Action.TAKE)
    if case.state is not CaseState.ASKED:
        found.add(Action.ASK)
    if case.state is CaseState.ANSWERED:
        found.add(Action.CLOSE)
    if case.due_at is not None and case.state in WAITING and case.kind is not CaseKind.CRIME:
        found.add(Action.POSTPONE)
    return frozenset(found)
