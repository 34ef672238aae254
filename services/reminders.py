"""The daily reminder: kind, only to who recorded nothing today, never in public."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.errors import Invalid
from domain.forms import Draft
from domain.notice import Notice, NoticeKind
from domain.person import Act
from services.drafts import Drafts
from services.zone import Zone
from storage import outbox, people, reminders
from storage.database import Database
from storage.outbox import Promise

LATEST = time(22, 0)  # nobody is reminded at night
SNOOZE = timedelta(hours=1)
LONGEST_PAUSE = timedelta(days=366)  # a year of study
A_PAGE = 200  # promised in one transaction


@dataclass(frozen=True, kw_only=True)
class Setting:
    """When a person is reminded; `paused_until` is the last local day without."""

    at: time
    paused_until: date | None


class Reminders:
    """What is due, whether it still holds, and how a person sets it."""

    def __init__(self, database: Database, drafts: Drafts, zone: Zone, default: time) -> None:
        """`default` is local time, for who set none."""
        self._database = database
        self._drafts = drafts
        self._zone = zone
        self._default = default

    async def enqueue_due(self, now: datetime, *, dry_run: bool = False) -> int:
        """Promise today's reminder to every officer whose time has come; how many. Safe to repeat.

        A day that has passed, or the night, is not made up for: a late reminder helps nobody.
        """
        local = self._zone.local(now)
        if _minute(local) > LATEST:
            return 0
        promised = 0
        last: str | None = ""
        while last is not None:  # a few at a time: nobody's answer waits for all of them
            due, last = await self._due(local, last, now)
            promised += len(due) if dry_run else await self._promise(local.date(), due, now)
        return promised

    async def _promise(self, day: date, due: Sequence[Promise], now: datetime) -> int:
        if not due:
            return 0
        async with self._database.transaction() as tx:
            return await outbox.add_once(tx, reminders.EVENT, str(day), NoticeKind.REMINDER, due, now)

    async def holds(self, notice: Notice, now: datetime) -> bool:
        """Whether a reminder is still wanted: same day, nothing recorded, no leave, still an officer."""
        person, day = notice.params["person"], date.fromisoformat(notice.params["day"])
        local = self._zone.local(now)
        if local.date() != day or _minute(local) > LATEST:
            return False
        async with self._database.reading() as tx:
            return await reminders.wanted(tx, person, day, now)

    async def setting(self, act: Act) -> Setting:
        """The speaker's own."""
        person, _ = act.by.officer()
        async with self._database.reading() as tx:
            at, paused = await people.reminder_settings(tx, person)
        return Setting(
            at=_time(at) if at else self._default, paused_until=date.fromisoformat(paused) if paused else None
        )

    async def set_time(self, act: Act, at: time, draft: Draft | None = None) -> None:
        """Remind the speaker at that local time from now on (a pause ends). Raises Invalid at night."""
        person, _ = act.by.officer()
        if at > LATEST:
            raise Invalid("reminder-too-late", latest=f"{LATEST:%H:%M}")
        async with self._database.transaction(act.update) as tx:
            if draft:
                await self._drafts.take(tx, act, draft)
            await people.set_reminder(tx, person, at=f"{at:%H:%M}")

    async def pause(self, act: Act, days: int) -> date:
        """No reminders today and on the days after, `days` in all; the last such day."""
        person, _ = act.by.officer()
        if not 0 < days <= LONGEST_PAUSE.days:
            raise Invalid("reminder-pause-odd", most=LONGEST_PAUSE.days)
        last = self._zone.day(act.at) + timedelta(days=days - 1)
        async with self._database.transaction(act.update) as tx:
            _, until = await people.reminder_settings(tx, person)
            last = max(last, date.fromisoformat(until)) if until else last  # shortens no leave
            await people.set_reminder(tx, person, paused_until=last)
        return last

    async def snooze(self, act: Act) -> datetime:
        """Remind the speaker once more in an hour; when that is. Raises Invalid where that is night."""
        person, _ = act.by.officer()
        again = act.at + SNOOZE
        day = self._zone.day(act.at)
        if _minute(self._zone.local(again)) > LATEST or self._zone.day(again) != day:
            raise Invalid("reminder-too-late", latest=f"{LATEST:%H:%M}")
        async with self._database.transaction(act.update) as tx:
            before = await outbox.occurrence(tx, reminders.EVENT, person, str(day))
            waits = await outbox.waits_until(tx, before) if before else None
            if waits:
                return waits  # pressed twice: one more reminder, not two
            params = {"person": person, "day": str(day)}
            notice = await outbox.add(tx, act.by.key, NoticeKind.REMINDER, params, again)
            if before:  # the newest is the one that becomes a thank-you
                await outbox.occurs_as(tx, reminders.EVENT, person, str(day), notice)
        return again

    async def _due(self, local: datetime, after: str, now: datetime) -> tuple[list[Promise], str | None]:
        """What the tables say is due by that local instant: some of it, and after whom the rest comes."""
        day, minute, default = local.date(), f"{local:%H:%M}", f"{self._default:%H:%M}"
        async with self._database.studying() as tx:
            rows = await reminders.due(tx, day, minute, default, now, after=after, most=A_PAGE)
        due = {
            row.id: Promise(row.id, row.key, {"person": row.id, "day": str(day)})
            for row in rows
            # Who joined this evening, after the hour, is not reminded at once.
            if row.since <= self._zone.instant(day, _time(row.at))
        }
        return list(due.values()), rows[-1].id if len(rows) == A_PAGE else None


def read_time(typed: str) -> time:
    """17:30, 17h30, 17h, 5 giờ... as a local time. Raises Invalid."""
    found = re.fullmatch(r"\s*(\d{1,2})\s*(?:[:hg.]|giờ|gio)?\s*(\d{2})?\s*", typed.casefold())
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:  # noqa: PLR2004 - a clock's own bounds
        raise Invalid("time-unreadable")
    return time(int(found[1]), int(found[2] or 0))


def _time(stored: str) -> time:
    return time.fromisoformat(stored)


def _minute(local: datetime) -> time:
    return local.time().replace(second=0, microsecond=0)
