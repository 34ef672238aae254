"""The daily reminder: kind, only to who recorded nothing today, never in public."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.errors import Invalid
from domain.forms import Draft
from domain.notice import Notice, NoticeKind
from domain.person import Act, Role
from services.drafts import Drafts
from services.zone import Zone
from storage import deeds, outbox, people
from storage.database import Database

LATEST = time(22, 0)  # nobody is reminded at night
SNOOZE = timedelta(hours=1)
LONGEST_PAUSE = timedelta(days=366)  # a year of study


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
        day = local.date()
        if _minute(local) > LATEST:
            return 0
        async with self._database.reading() as tx:
            due = await self._due(tx, day, local.time())
        if not due or dry_run:
            return len(due)
        async with self._database.transaction() as tx:
            due = await self._due(tx, day, local.time())  # asked again: another may have been faster
            for person, key in due.items():
                notice = await outbox.add(
                    tx, key, NoticeKind.REMINDER, {"person": person, "day": str(day)}, now
                )
                await outbox.occur(tx, "reminder", person, str(day), now, notice)
        return len(due)

    async def holds(self, notice: Notice, now: datetime) -> bool:
        """Whether a reminder is still wanted: same day, nothing recorded, no leave, still an officer."""
        person, day = notice.params["person"], date.fromisoformat(notice.params["day"])
        local = self._zone.local(now)
        if local.date() != day or _minute(local) > LATEST:
            return False
        async with self._database.reading() as tx:
            return person in await self._wanted(tx, day)

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
            before = await outbox.occurrence(tx, "reminder", person, str(day))
            waits = await outbox.waits_until(tx, before) if before else None
            if waits:
                return waits  # pressed twice: one more reminder, not two
            params = {"person": person, "day": str(day)}
            notice = await outbox.add(tx, act.by.key, NoticeKind.REMINDER, params, again)
            if before:  # the newest is the one that becomes a thank-you
                await outbox.occurs_as(tx, "reminder", person, str(day), notice)
        return again

    async def _due(self, tx: AsyncConnection, day: date, now: time) -> dict[str, str]:
        reminded = await outbox.occurred(tx, "reminder", str(day))
        wanted = await self._wanted(tx, day)
        due = {}
        for person, (key, at, since) in wanted.items():
            when = _time(at) if at else self._default
            # Who joined this evening, after the hour, is not reminded at once.
            if person not in reminded and when <= now and since <= self._zone.instant(day, when):
                due[person] = key
        return due

    async def _wanted(self, tx: AsyncConnection, day: date) -> dict[str, tuple[str, str | None, datetime]]:
        """Officers (key, own time, since) who want reminding that day and recorded nothing on it."""
        officers = await people.reminded(tx, Role.OFFICER, day)
        done = await deeds.persons_on_day(tx, day)
        return {row.id: (row.key, row.remind_at, row.since) for row in officers if row.id not in done}


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
