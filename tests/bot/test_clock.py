"""The clock and the ticker."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.clock import DRAFTS_KEPT, Clock, Ticker
from domain.notice import NoticeKind
from domain.person import Act, Role
from services.inbox import KEPT
from services.outbox import Outcome
from storage import outbox
from storage.tables import outbox as rows
from tests.bot import virtual
from tests.services.office import Office, at
from tests.storage.ground import drivers_threads_ended

SECOND = timedelta(seconds=1)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """All services, with three units."""
    office = await Office.open(tmp_path)
    yield office
    await office.close()


def _ticker(office: Office, clock: Clock, woken: list[datetime]) -> Ticker:
    return Ticker(office.services, clock, office.settings.zone, lambda: woken.append(clock.now()))


def test_a_clock_shows_the_instant_in_utc() -> None:
    assert abs(Clock().now() - datetime.now(UTC)) < SECOND
    assert Clock().now().tzinfo is UTC


def test_a_clock_starts_where_it_is_told_and_goes_on_from_there() -> None:
    clock = Clock(at("2026-10-20 09:00"))
    first = clock.now()
    assert timedelta() <= first - at("2026-10-20 09:00") < SECOND
    assert clock.now() > first


def test_a_clock_moves_forward_and_back() -> None:
    clock = Clock()
    for when in ("2027-01-01 00:00", "2026-10-01 07:30"):
        clock.move(at(when))
        assert timedelta() <= clock.now() - at(when) < SECOND


async def test_a_tick_promises_what_is_due_once_and_wakes_the_postman(office: Office) -> None:
    await office.joins(201, Role.OFFICER)
    await office.joins(401, Role.COMMANDER, "CAT")
    clock, woken = Clock(at("2026-11-01 17:00")), list[datetime]()
    ticker = _ticker(office, clock, woken)
    await ticker.tick()
    await ticker.tick()
    assert await office.promised(NoticeKind.REMINDER) == 1
    assert await office.promised(NoticeKind.DIGEST) == 1
    assert len(woken) == 2


async def test_the_start_catches_up_what_was_missed(office: Office) -> None:
    await office.joins(401, Role.COMMANDER, "CAT")
    ticker = _ticker(office, Clock(at("2026-11-03 03:00")), [])
    await ticker.start()
    ticker.stop()
    ticker.stop()
    assert await office.promised(NoticeKind.DIGEST) == 1


class Wall(Clock):
    """A clock on the wall, which goes with the loop's time and may be set."""

    def __init__(self, start: datetime) -> None:
        super().__init__()
        self.shown = start

    def now(self) -> datetime:
        """What it shows."""
        return self.shown + timedelta(seconds=virtual.now())

    def set(self, by: timedelta) -> None:
        """Put it forward, or back."""
        self.shown += by


async def _ticks(folder: Path, start: str, days: timedelta) -> tuple[list[float], Office, Callable[[], None]]:
    """Tick for three minutes, set the clock, tick for three more: when the ticks were."""
    office = await Office.open(folder)
    await office.joins(201, Role.OFFICER)
    wall, times = Wall(at(start)), list[float]()
    ticker = Ticker(office.services, wall, office.settings.zone, lambda: times.append(virtual.now()))
    await ticker.start()
    await asyncio.sleep(170)
    wall.set(days)
    await asyncio.sleep(180)
    return times, office, ticker.stop


@pytest.mark.parametrize(
    ("what", "by", "promised"),
    [
        ("an hour back", timedelta(hours=-1), 1),
        ("an hour forward", timedelta(hours=1), 1),
        ("a month back, as with an empty battery", timedelta(days=-30), 2),
        ("two days asleep", timedelta(days=2), 2),
    ],
)
def test_whatever_becomes_of_the_clock_the_next_tick_comes_within_a_minute(
    tmp_path: Path, what: str, by: timedelta, promised: int
) -> None:
    async def story() -> None:
        times, office, stop = await _ticks(tmp_path, "2026-10-20 17:00", by)
        stop()
        assert max(after - before for before, after in pairwise([*times, virtual.now()])) <= 60 + 1e-6
        assert await office.promised(NoticeKind.REMINDER) == promised
        await office.close()

    virtual.run(story())


def test_ticks_come_at_full_minutes(tmp_path: Path) -> None:
    async def story() -> None:
        times, office, stop = await _ticks(tmp_path, "2026-10-20 08:00:15", timedelta())
        stop()
        assert times == pytest.approx([0, 45, 105, 165, 225, 285, 345])
        await office.close()

    virtual.run(story())


async def test_tidying_is_done_once_a_day_by_whoever_comes_first_and_is_made_up_for(
    office: Office, tmp_path: Path
) -> None:
    twin = office.twin()
    done = []
    for when in ("2026-10-20 03:29", "2026-10-20 09:00", "2026-10-20 09:01", "2026-10-21 03:30"):
        for one in (office, twin):
            with capture_logs() as lines:
                await _ticker(one, Clock(at(when)), []).tidy_once()
            done += [when[8:] for line in lines if line["event"] == "tidied"]
    await twin.close()
    assert done == ["20 09:00", "21 03:30"]


async def test_tidying_forgets_notices_long_settled_and_keeps_what_an_operator_asks_for(
    office: Office,
) -> None:
    start = at("2026-07-01 09:00")
    async with office.database.transaction() as tx:
        for state in ("sent", "dropped", "unreachable", "failed", "waiting"):
            one = await outbox.add(tx, state, NoticeKind.REMINDER, {}, start)
            if state != "waiting":
                await outbox.settle(tx, one, Outcome(state), start)
        await outbox.occur(tx, "reminder", "p", "2026-07-01", start)
        await outbox.occur(tx, "digest", "p:CAT", "2026-06", start)
    left = []
    for days in (29, 31, 91):
        await _ticker(office, Clock(start + timedelta(days=days)), []).tidy()
        async with office.database.reading() as tx:
            left.append(sorted(await tx.scalars(select(rows.c.to))))
    assert left == [
        ["dropped", "failed", "sent", "unreachable", "waiting"],
        ["failed", "unreachable", "waiting"],
        ["waiting"],
    ]
    async with office.database.reading() as tx:
        assert await outbox.occurred(tx, "reminder", "2026-07-01") == {}
        assert await outbox.occurred(tx, "digest", "2026-06") == {"p:CAT": None}


async def test_tidying_forgets_done_done_updates_and_drafts_nobody_touched(office: Office) -> None:
    lan = await office.services.people.speaker(101, "Lan", at("2026-10-20 09:00"))
    old = Act(by=lan, at=at("2026-10-01 09:00"))
    await office.services.drafts.open(old, "suggest", {})
    (arrived,) = await office.services.inbox.keep(
        [{"update_id": 1, "message": {"from": {"id": 101}}}], old.at
    )
    await office.services.inbox.finish(arrived.key)
    clock = Clock(old.at + KEPT)
    await _ticker(office, clock, []).tidy()
    assert await office.services.drafts.active(lan.key) is not None
    assert await office.services.inbox.keep([{"update_id": 1}], clock.now()) != []
    clock.move(old.at + DRAFTS_KEPT + timedelta(days=1))  # the day is kept, no instant
    await _ticker(office, clock, []).tidy()
    assert await office.services.drafts.active(lan.key) is None


async def test_a_tick_without_a_database_stops_nothing(office: Office, tmp_path: Path) -> None:
    await office.database.close()
    for file in tmp_path.glob("vidan.db*"):
        file.unlink()
    (tmp_path / "vidan.db").mkdir()
    woken: list[datetime] = []
    ticker = _ticker(office, Clock(at("2026-11-01 17:00")), woken)
    async with drivers_threads_ended():
        await ticker.start()
        ticker.stop()
    assert len(woken) == 1  # the postman is woken all the same
