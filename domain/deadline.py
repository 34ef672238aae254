"""What is to happen to a case that waits for an answer: reminded of, told to its sender, reported upwards."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from domain.case import CaseKind
from domain.workdays import Calendar

LATER = 5  # working days: the new date a sender is told where the unit gave none
A_LEVEL = 3  # working days from one level to the next: issue of the campaign's own
PARTS = 4  # of a crime report's hours: one to be read in before its desk is reminded, or the next level hears
TOLD_MOST = 3  # times its sender is told that it is late
LEVELS_MOST = 20  # times those above are: at last the same ones again
SHORT = 2  # working days: of so short a time nobody is reminded at half of it
EVENING = time(20)  # local: later only a crime is worth a message


class Waiting(NamedTuple):
    """A case that waits for an answer. `read` tells whether a human saw it; instants are aware."""

    id: str
    handler: str
    kind: CaseKind
    due_at: datetime
    read: bool


class Step(NamedTuple):
    """One thing to do once. `what`: half, eve, read, late (to the desk), told (to the sender), up (to those
    above); `number` counts from 0.
    """

    what: str
    number: int = 0

    def key(self, due_at: datetime) -> str:
        """Its name among what happened to the case: with a new deadline it happens anew."""
        return f"{self.what}{self.number or ''}:{stamp(due_at)}"


def stamp(at: datetime) -> str:
    """An instant within a key: in UTC, to the minute."""
    return f"{at.astimezone(UTC):%y%m%d%H%M}"


class Ladder:
    """What is due at one instant, of one look at all that waits.

    Only the newest of what reminds of the same is due: who was away hears it once. Each level above is told.
    """

    def __init__(self, calendar: Calendar, now: datetime) -> None:
        """`now` is aware."""
        self._calendar = calendar
        self._now = now
        self._quiet = not calendar.is_daytime(now, EVENING)  # only crimes are spoken of
        # Reckoned once in a look: thousands of cases have a few days among them.
        self._eves: dict[date, datetime] = {}
        self._ended: dict[date, int] = {}
        self._halves: dict[int, datetime] = {}

    def horizon(self, days: int, hours: int) -> datetime:
        """Of what falls due later nothing is due now, if deadlines are at most so long."""
        half = self._calendar.after(self._now, self._calendar.day_long * max(days, SHORT))
        return max(half, self._now + timedelta(hours=hours))

    def steps(self, one: Waiting, allowed: int) -> list[Step]:
        """What is due of the case; it was allowed so many working days (of a crime: hours)."""
        if one.kind is CaseKind.CRIME:
            return self._crime(one, timedelta(hours=allowed))
        if self._quiet:
            return []
        return self._late(one) if self._now >= one.due_at else self._soon(one, allowed)

    def _soon(self, one: Waiting, days: int) -> list[Step]:
        if days >= SHORT and self._now >= self._eve(one.due_at):
            return [Step("eve")]
        return [Step("half")] if days > SHORT and one.due_at <= self._half(days) else []

    def _late(self, one: Waiting) -> list[Step]:
        ended = self._days_after(one.due_at)
        told = min(ended // LATER, TOLD_MOST - 1)
        return [Step("late"), Step("told", told), *_levels(ended // A_LEVEL)]

    def _crime(self, one: Waiting, hours: timedelta) -> list[Step]:
        part, passed = hours / PARTS, self._now - one.due_at
        if passed < timedelta():
            if one.read:
                return [Step("eve")] if passed >= -part else []
            parts = (passed + hours) // part
            return [Step("read", parts)] if parts > 0 else []
        # Unread it goes up at once and fast, nights too; once somebody is at it, a day is a level.
        return [Step("late"), Step("told"), *_levels(passed // (hours if one.read else part))]

    def _eve(self, due_at: datetime) -> datetime:
        day = due_at.astimezone(self._calendar.zone).date()
        if day not in self._eves:
            self._eves[day] = self._calendar.eve(due_at)
        return self._eves[day]

    def _days_after(self, due_at: datetime) -> int:
        day = due_at.astimezone(self._calendar.zone).date()
        if day not in self._ended:
            self._ended[day] = self._calendar.days_after(due_at, self._now, A_LEVEL * LEVELS_MOST)
        return self._ended[day]

    def _half(self, days: int) -> datetime:
        """What is due until then has half of so many days left, or less."""
        if days not in self._halves:
            self._halves[days] = self._calendar.after(self._now, self._calendar.day_long * days / 2)
        return self._halves[days]


def _levels(passed: int) -> list[Step]:
    return [Step("up", number) for number in range(min(passed, LEVELS_MOST - 1) + 1)]
