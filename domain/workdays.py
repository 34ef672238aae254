"""Working time: days as the State works them, hours with a lunch break, public holidays and Tết."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib import util
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

# Each province sets its own; these are common in the south.
MORNING = (time(7, 30), time(11, 30))
AFTERNOON = (time(13, 30), time(17, 0))
SATURDAY = 5
A_DAY = timedelta(days=1)
NO_TIME = timedelta()
_FARTHEST = 4000  # days looked at: where nobody ever works there are no deadlines
_YEARS = range(1995, 2100)  # as far as the package knows today's rules and the moon


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """When the province works. All instants are aware; what returns is UTC; days are local.

    `free` are days off besides the public ones, `worked` days worked although they would be free; a day
    in both is free. `hours` are the pieces of a working day, in order, none overlapping.
    """

    zone: ZoneInfo
    free: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    hours: tuple[tuple[time, time], ...] = (MORNING, AFTERNOON)

    @property
    def day_long(self) -> timedelta:
        """The working time of one day."""
        day = date(2000, 1, 1)  # any: pieces of a day are as long on each
        pieces = [datetime.combine(day, end) - datetime.combine(day, start) for start, end in self.hours]
        return sum(pieces, NO_TIME)

    def is_workday(self, day: date) -> bool:
        """Whether the local day is worked."""
        if day in self.free:
            return False
        if day in self.worked:
            return True
        off, made_up = public_days(day.year)
        return day in made_up or (day.weekday() < SATURDAY and day not in off)

    def worktime(self, since: datetime, until: datetime) -> timedelta:
        """The working time between two instants; nothing where `until` is not after `since`."""
        passed, since, until = NO_TIME, since.astimezone(UTC), until.astimezone(UTC)
        for start, end in self._pieces(since, until):
            passed += max(min(end, until) - max(start, since), NO_TIME)
        return passed

    def after(self, since: datetime, worked: timedelta) -> datetime:
        """The first instant from `since` on by which so much working time has passed.

        So `worktime(since, after(since, t)) == t`, and no time at all moves nothing.
        Raises ValueError where no such instant comes within ten years.
        """
        left, since = worked, since.astimezone(UTC)  # in UTC: a clock set back meanwhile is no working time
        if left <= NO_TIME:
            return since
        for start, end in self._pieces(since, None):
            begun = max(start, since)
            if end - begun >= left:
                return begun + left
            left -= end - begun
        raise ValueError("no working days")

    def close(self, since: datetime, days: int) -> datetime:
        """The end of work on the n-th working day after the local day of `since`.

        The day itself is not counted: Law on Receiving Citizens 2013, Art. 28 (10 working days from the day
        of receipt), with Civil Code 2015, Art. 147 (the first day of a term in days is not counted).
        Raises ValueError as `after` does.
        """
        day = self._local(since).date()
        for _ in range(days):
            day = self._workday(day, A_DAY)
        return self._instant(day, self.hours[-1][1])

    def eve(self, due: datetime) -> datetime:
        """The beginning of work on the last working day before the local day of `due`."""
        return self._instant(self._workday(self._local(due).date(), -A_DAY), self.hours[0][0])

    def days_after(self, due: datetime, now: datetime, most: int) -> int:
        """How many working days have ended since the local day of `due`, counted up to `most`."""
        day, ended = self._local(due).date() + A_DAY, 0
        while ended < most and self._instant(day, self.hours[-1][1]) <= now:
            ended += self.is_workday(day)
            day += A_DAY
        return ended

    def workdays(self, after: date, until: date) -> int:
        """How many days are worked after the one local day, up to the other and with it."""
        days = (after + A_DAY * number for number in range(1, (until - after).days + 1))
        return sum(self.is_workday(day) for day in days)

    def beside(self, at: datetime, step: timedelta) -> datetime:
        """The same local time on the next working day that way. Raises ValueError as `after` does."""
        local = self._local(at)
        return self._instant(self._workday(local.date(), step), local.time())

    def is_daytime(self, now: datetime, until: time) -> bool:
        """Whether people may be written to: on a working day, from its beginning until that local time."""
        local = self._local(now)
        return self.is_workday(local.date()) and self.hours[0][0] <= local.time() < until

    def _pieces(self, since: datetime, until: datetime | None) -> Iterator[tuple[datetime, datetime]]:
        """The stretches of work that end after `since`, up to the local day of `until`, in UTC."""
        day = self._local(since).date()
        last = self._local(until).date() if until else day + _FARTHEST * A_DAY
        while day <= last:
            if self.is_workday(day):
                for start, end in self.hours:
                    if (ends := self._instant(day, end)) > since:
                        yield self._instant(day, start), ends
            day += A_DAY

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(self.zone)

    def _instant(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self.zone).astimezone(UTC)

    def _workday(self, day: date, step: timedelta) -> date:
        """The next working day that way."""
        for _ in range(_FARTHEST):
            day += step
            if self.is_workday(day):
                return day
        raise ValueError("no working days")


@cache
def public_days(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Vietnam's public holidays of the year with Tết and what is given in lieu, and the weekend days worked
    instead: Labour Code 2019, Art. 112, and the yearly swaps, as the `holidays` package knows them.
    """
    if year not in _YEARS:
        return frozenset(), frozenset()
    known = _vietnam()(years=year)
    return frozenset(known), frozenset(day for day in known.weekend_workdays if day.year == year)


@cache
def _vietnam() -> Any:
    """The package's class for Vietnam, loaded when the first deadline is reckoned.

    From its own file: imported by its full name it brings 200 other countries into memory.
    """
    name = "holidays_of_vietnam"
    package = util.find_spec("holidays")
    if package is None or package.origin is None:
        raise ImportError("holidays")
    spec = util.spec_from_file_location(name, Path(package.origin).parent / "countries" / "vietnam.py")
    if spec is None or spec.loader is None:
        raise ImportError(name)
    sys.modules[name] = module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Vietnam
