"""Whatever the clock does, nothing that is due is skipped or doubled."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.clock import Clock, Ticker
from bot.joining import build_services
from bot.settings import Settings
from domain.notice import NoticeKind
from domain.period import Period
from domain.person import Role
from services.reminders import LATEST
from storage import people
from storage.tables import outbox, snapshots
from storage.vault import new_key
from tests.bot.post import MEMORY
from tests.services.office import Office
from tests.storage import ground

FROM = datetime(2026, 10, 23, 20, 0, tzinfo=UTC)  # in Berlin the clocks go back on the 25th
SPAN = 11 * 24 * 60  # minutes: into November, so a digest falls due as well
ZONES = ("Asia/Ho_Chi_Minh", "Europe/Berlin")
OFFICERS = {201: None, 202: time(2, 30), 203: time(22, 0)}  # their own times; None is the default
DEFAULT, DIGEST = time(17, 0), time(7, 30)


async def _office(folder: Path, zone: str) -> Office:
    database = ground.fresh(folder)
    await ground.with_units(database)
    given = {"_env_file": None, "bot_token": "1:test", "secret_key": new_key(), "data_dir": folder}
    made = Settings.model_validate(given | {"database_url": database.url, "timezone": zone})
    office = Office(settings=made, database=database, services=build_services(made, database))
    for number, own in OFFICERS.items():
        who = await office.joins(number, Role.OFFICER)
        if own and who.person:
            async with database.transaction() as tx:
                await people.set_reminder(tx, who.person, at=f"{own:%H:%M}")
    await office.joins(401, Role.COMMANDER, "CAT")
    return office


async def _promised(office: Office) -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """How many reminders of each (person, day), and how many digests of each month."""
    async with office.database.reading() as tx:
        reminders = await tx.scalars(
            select(outbox.c.params).where(outbox.c.kind == NoticeKind.REMINDER.value)
        )
        periods = dict((await tx.execute(select(snapshots.c.id, snapshots.c.period))).all())
        digests = await tx.scalars(select(outbox.c.params).where(outbox.c.kind == NoticeKind.DIGEST.value))
        return (
            Counter((one["person"], one["day"]) for one in reminders),
            Counter(str(periods[one["snapshot"]]) for one in digests),
        )


def _due(now: datetime, zone: ZoneInfo) -> tuple[int, date, str | None]:
    """What must have been promised at the latest by a tick at that instant: how many officers' reminders of
    which day, and the digest of which month.
    """
    local = now.astimezone(zone)
    minute = local.time().replace(second=0, microsecond=0)
    officers = sum((own or DEFAULT) <= minute <= LATEST for own in OFFICERS.values())
    period = Period.holding(local.date()).previous
    fell_due = datetime.combine(period.next.first, DIGEST, zone) <= local
    return officers, local.date(), str(period) if fell_due else None


async def _lived(zone: str, ticks: Sequence[tuple[int, bool]]) -> None:
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        office = await _office(Path(folder), zone)
        running = [office]
        for minutes, restarts in ticks:
            if restarts:  # or a second program beside the first
                running.append(office.twin())
            now = FROM + timedelta(minutes=minutes)
            await Ticker(running[-1].services, _at(now), office.settings.zone, lambda: None).tick()
            officers, day, month = _due(now, office.settings.zone)
            reminders, digests = await _promised(office)
            assert sum(count for (_, of), count in reminders.items() if of == str(day)) >= officers
            assert month is None or digests[month] == 1
        reminders, digests = await _promised(office)
        assert {*reminders.values(), *digests.values()} <= {1}
        for one in running:
            await one.close()


def _at(now: datetime) -> Clock:
    clock = Clock()
    clock.move(now)
    return clock


TICKS = st.lists(st.tuples(st.integers(0, SPAN), st.booleans()), min_size=1, max_size=10)


@settings(max_examples=20, deadline=None)
@given(zone=st.sampled_from(ZONES), ticks=TICKS)
def test_ticks_at_any_instants_and_by_any_programs_promise_each_thing_once(
    zone: str, ticks: list[tuple[int, bool]]
) -> None:
    asyncio.run(_lived(zone, ticks))


def test_minute_by_minute_through_the_hour_that_comes_twice() -> None:
    night = int((datetime(2026, 10, 24, 23, 0, tzinfo=UTC) - FROM).total_seconds() // 60)
    asyncio.run(_lived("Europe/Berlin", [(minute, False) for minute in range(night, night + 240, 5)]))


def test_an_hour_set_forward_over_what_is_due_and_back_again() -> None:
    evening = int((datetime(2026, 10, 24, 9, 50, tzinfo=UTC) - FROM).total_seconds() // 60)
    hour = [(evening + step, False) for step in (0, 5, 65, 70, 11, 15, 20, 75, 80)]
    asyncio.run(_lived("Asia/Ho_Chi_Minh", hour))
