"""The clock and the ticker."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import DRAFTS_KEPT, Clock, Ticker
from domain.notice import NoticeKind
from domain.person import Act, Role
from services.inbox import KEPT
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


async def test_tidying_forgets_done_updates_and_drafts_nobody_touched(office: Office) -> None:
    lan = await office.services.people.speaker(101, "Lan")
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
    clock.move(old.at + DRAFTS_KEPT + SECOND)
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
