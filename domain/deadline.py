"""What is to happen to a case that waits for an answer: reminded of, told to its sender, reported upwards."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from domain.case import CaseKind
from domain.workdays import A_DAY, Calendar

LATER = 5  # working days: the new date a sender is told where the unit gave none
A_LEVEL = 3  # working days from one level to the next: issue of the campaign's own
PARTS = 4  # of a crime report's hours: one to be read in before its desk is reminded, or the next level hears
TOLD_MOST = 3  # times its sender is told that it is late; the last time without a new date
LEVELS_MOST = 20  # times those above are: at last the same ones again
SHORT = 2  # working days: of so short a time nobody is reminded at half of it
EVENING = time(20)  # local: later only a crime is worth a message


class Waiting(NamedTuple):
    """A case that waits for an answer, by a deadline that counts from `since`.

    `read` tells whether somebody of its desk read it; instants are aware.
    """

    id: str
    kind: CaseKind
    since: datetime
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
        return self.of(stamp(due_at))

    def of(self, mark: str) -> str:
        """The same by the deadline's stamp."""
        return f"{self.what}{self.number or ''}:{mark}"


def stamp(at: datetime) -> str:
    """An instant within a key: in UTC, to the minute."""
    return f"{at.astimezone(UTC):%y%m%d%H%M}"


def carried(said: Collection[str], old: datetime, new: datetime) -> set[str]:
    """The keys to be added where a deadline was moved: what was said of the old one holds for the new one.

    Only its eve comes again.
    """
    whats = (key.partition(":")[0] for key in said if key.endswith(f":{stamp(old)}"))
    return {f"{what}:{stamp(new)}" for what in whats if what != "eve"} - set(said)


def moved(
    due_at: datetime, since: datetime, day: date, before: Calendar, after: Calendar, now: datetime
) -> datetime:
    """The deadline once the local day is off, or worked, otherwise than the calendar had it `before`.

    A working day later, or sooner, where the day is one of those it counts; then it leaves the next working
    day to answer in. Instants are aware.
    """
    first, last = (at.astimezone(after.zone).date() for at in (since, due_at))
    if before.is_workday(day) == after.is_workday(day) or not first < day <= last:
        return due_at
    if before.is_workday(day):
        return after.beside(due_at, A_DAY)
    return max(after.beside(due_at, -A_DAY), min(due_at, after.close(now, 1)))


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
        self._counted: dict[tuple[date, date], int] = {}

    def horizon(self, days: int, hours: int) -> datetime:
        """Of what falls due later nothing is due now, if deadlines are at most so long."""
        half = self._calendar.after(self._now, self._calendar.day_long * max(days, SHORT))
        return max(half, self._now + timedelta(hours=hours))

    def steps(self, one: Waiting, done: Collection[str] = ()) -> list[Step]:
        """What is due of the case and not `done`, which are keys."""
        if one.kind is CaseKind.CRIME:
            steps, climbed = self._crime(one)
        elif self._quiet:
            return []
        else:
            steps, climbed = self._late(one) if self._now >= one.due_at else (self._soon(one), -1)
        mark = stamp(one.due_at)
        steps = [step for step in steps if step.of(mark) not in done]
        return [*steps, *_levels(climbed, mark, done)]

    def _soon(self, one: Waiting) -> list[Step]:
        days = self._days(one)
        if days >= SHORT and self._now >= self._eve(one.due_at):
            return [Step("eve")]
        return [Step("half")] if days > SHORT and one.due_at <= self._half(days) else []

    def _late(self, one: Waiting) -> tuple[list[Step], int]:
        """What is said of it, and up to which level."""
        ended = self._days_after(one.due_at)
        told = min(ended // LATER, TOLD_MOST - 1)
        return [Step("late"), Step("told", told)], ended // A_LEVEL

    def _crime(self, one: Waiting) -> tuple[list[Step], int]:
        """The same of word of a crime; no level before it is late."""
        hours, passed = one.due_at - one.since, self._now - one.due_at
        part = hours / PARTS
        if passed < timedelta():
            if one.read:
                return [Step("eve")] if passed >= -part else [], -1
            parts = (passed + hours) // part
            return [Step("read", parts)] if parts > 0 else [], -1
        # Unread it goes up at once and fast, nights too; once somebody is at it, a day is a level.
        return [Step("late"), Step("told")], passed // (hours if one.read else part)

    def _days(self, one: Waiting) -> int:
        """How many working days the case was given."""
        first, last = self._local(one.since), self._local(one.due_at)
        if (first, last) not in self._counted:
            self._counted[first, last] = self._calendar.workdays(first, last)
        return self._counted[first, last]

    def _eve(self, due_at: datetime) -> datetime:
        day = self._local(due_at)
        if day not in self._eves:
            self._eves[day] = self._calendar.eve(due_at)
        return self._eves[day]

    def _days_after(self, due_at: datetime) -> int:
        day = self._local(due_at)
        if day not in self._ended:
            self._ended[day] = self._calendar.days_after(due_at, self._now, A_LEVEL * LEVELS_MOST)
        return self._ended[day]

    def _half(self, days: int) -> datetime:
        """What is due until then has half of so many days left, or less."""
        if days not in self._halves:
            self._halves[days] = self._calendar.after(self._now, self._calendar.day_long * days / 2)
        return self._halves[days]

    def _local(self, at: datetime) -> date:
        return at.astimezone(self._calendar.zone).date()


def _levels(climbed: int, mark: str, done: Collection[str]) -> list[Step]:
    """The levels up to that one that were not told: below one that was all were."""
    found: list[Step] = []
    for number in range(min(climbed, LEVELS_MOST - 1), -1, -1):
        step = Step("up", number)
        if step.of(mark) in done:
            break
        found.append(step)
    return found[::-1]
