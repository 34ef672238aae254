"""Faults of the way itself, over sockets on the transport of production: nobody can know whether it arrived.

Each for a direct answer and for a notice: what the person sees, what the operator sees, what is kept, how it
recovers.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, MutableMapping
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Row, func, select
from structlog.testing import capture_logs
from telegram.request import BaseRequest

from bot.transport import AiohttpRequest
from domain.notice import NoticeKind
from domain.person import Role
from handlers import context
from sandbox.faults import Delay, Drop, Fault, Half, Silence
from sandbox.world import World
from storage.tables import deeds
from storage.tables import outbox as rows
from tests.bot.away import states
from tests.journeys.test_opinion import opinion
from tests.people import HOA, LAN, MINH, NGAN
from tests.roads import over_sockets
from tests.talk import Someone, Town, said

Told = MutableMapping[str, Any]
DEED = "/viectot Giúp cụ bà qua đường ở chợ"
# Each with how many copies the person sees in the end: two where the first had arrived.
LOST = [
    (Silence(), 1),
    (Silence(after=True), 2),
    (Drop(), 1),
    (Drop(after=True), 2),
    (Half(), 1),
    (Half(after=True), 2),
    (Delay(seconds=1, after=True), 2),
]


@asynccontextmanager
async def _impatient(world: World) -> AsyncIterator[tuple[str, BaseRequest]]:
    """A socket, and a transport that waits for an answer as long as a test can."""
    async with over_sockets(world) as (root, _):
        yield root, AiohttpRequest(read_timeout=0.3)


@pytest.fixture
async def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    """The whole program at the end of that road."""
    monkeypatch.setattr(Town, "road", staticmethod(_impatient))
    town = await Town.build(tmp_path)
    await town.open()
    yield town
    await town.close()


@pytest.fixture
def told() -> Iterator[list[Told]]:
    """What the operator reads in the log."""
    with capture_logs() as lines:
        yield lines


async def _rows(town: Town, kind: NoticeKind) -> list[Row[*tuple[Any, ...]]]:
    async with town.program.database.reading() as tx:
        return list(await tx.execute(select(rows).where(rows.c.kind == kind.value)))


async def _row(town: Town, kind: NoticeKind) -> Row[*tuple[Any, ...]]:
    (row,) = await _rows(town, kind)
    return row


async def _deeds(town: Town) -> int:
    async with town.program.database.reading() as tx:
        return (await tx.execute(select(func.count()).select_from(deeds))).scalar_one()


def _ambiguous(town: Town) -> float | None:
    return town.program.metrics.registry.get_sample_value("vidan_sends_ambiguous_total")


def _events(told: list[Told]) -> list[str]:
    return [one["event"] for one in told]


async def _later(town: Town) -> None:
    town.moves(town.program.clock.now() + timedelta(minutes=1))
    await town.settles()


def _receipts(minh: Someone) -> list[str]:
    return [said(message) for message in minh.messages if "Đã ghi" in said(message)]


@pytest.mark.parametrize(("fault", "copies"), LOST)
async def test_a_direct_answer_nobody_confirmed_comes_again_counted_and_its_deed_is_recorded_once(
    town: Town, told: list[Told], fault: Fault, copies: int
) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    town.world.order(fault, "sendMessage")
    await minh.says(DEED)
    assert len(_receipts(minh)) == copies - 1
    kept = await _row(town, NoticeKind.REPLY)
    assert (kept.state, kept.unsure, kept.sealed is None) == ("waiting", 1, False)
    assert (_ambiguous(town), _events(told).count("answer_ambiguous")) == (1, 1)
    await _later(town)
    kept = await _row(town, NoticeKind.REPLY)
    assert (kept.state, kept.sealed) == ("sent", None)
    assert (len(_receipts(minh)), await _deeds(town), _ambiguous(town)) == (copies, 1, 1)
    assert "update_failed" not in _events(told)


@pytest.mark.parametrize(("fault", "copies"), LOST)
async def test_a_notice_nobody_confirmed_comes_again_and_is_counted(
    town: Town, told: list[Told], fault: Fault, copies: int
) -> None:
    ngan, lan = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN)
    await opinion(lan)
    before = len(lan.messages)
    town.world.order(fault, "sendMessage")
    await ngan.taps("Nhận xử lý")
    assert len(lan.messages) - before == copies - 1
    row = await _row(town, NoticeKind.STEP)
    assert (row.state, row.unsure, bool(row.reason)) == ("waiting", 1, True)
    assert (_ambiguous(town), _events(told).count("notice_ambiguous")) == (1, 1)
    await _later(town)
    row = await _row(town, NoticeKind.STEP)
    assert (row.state, row.unsure, len(lan.messages) - before) == ("sent", 1, copies)
    assert _ambiguous(town) == 1


async def test_a_direct_answer_slower_than_our_patience_is_as_one_that_was_lost(
    town: Town, told: list[Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    monkeypatch.setattr(context, "PATIENCE", 0.05)
    town.world.order(Delay(seconds=0.2, after=True), "sendMessage")
    await minh.says(DEED)
    monkeypatch.undo()
    kept = await _row(town, NoticeKind.REPLY)
    assert (kept.state, kept.unsure, _ambiguous(town)) == ("waiting", 1, 1)
    assert "answer_ambiguous" in _events(told)
    await _later(town)
    assert (len(_receipts(minh)), await _deeds(town)) == (2, 1)


async def test_what_is_only_late_is_neither_counted_nor_said_again(town: Town, told: list[Told]) -> None:
    ngan, lan = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN)
    town.world.order(Delay(seconds=0.05, after=True), "sendMessage", times=None)
    await opinion(lan)
    await ngan.taps("Nhận xử lý")
    await _later(town)
    assert len({said(message) for message in lan.messages}) == len(lan.messages)
    assert (_ambiguous(town), [one for one in _events(told) if "ambiguous" in one]) == (0, [])


@pytest.mark.parametrize(("code", "doubts"), [(502, True), (500, False)])
async def test_what_is_said_before_an_outage_is_answered_after_it_and_nothing_is_lost(
    town: Town, told: list[Told], code: int, doubts: bool
) -> None:
    ngan, lan = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN)
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    await opinion(lan)
    before = len(lan.messages)
    town.world.say(MINH.id, DEED)
    message, data = ngan.button("Nhận xử lý")
    town.world.tap(NGAN.id, message.message_id, data)
    await town.program.intake.poll(0)
    town.world.begin_outage(code, "Bad Gateway" if code == 502 else "Internal Server Error")
    await town.program.lanes.idle()
    while await town.program.postman.round():
        await town.program.postman.idle()
    replies, step = await _rows(town, NoticeKind.REPLY), await _row(town, NoticeKind.STEP)
    assert {row.state for row in (*replies, step)} == {"waiting"}
    assert {row.unsure > 0 for row in replies} == {
        doubts
    }  # a gateway's word says nothing of who is behind it
    assert (_receipts(minh), len(lan.messages), await _deeds(town)) == ([], before, 1)
    assert ("answer_ambiguous" in _events(told)) is doubts
    assert "telegram_away" in _events(told)
    town.world.end_outage()
    await town.who(HOA).says("/start")  # the first to be answered tells that Telegram is back
    await _later(town)
    assert "telegram_back" in _events(told)
    assert (len(_receipts(minh)), len(lan.messages)) == (1, before + 1)
    assert {row.state for row in await _rows(town, NoticeKind.REPLY)} == {"sent"}


async def test_updates_held_back_are_answered_once_when_they_come(town: Town, tmp_path: Path) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    kept = len(states(tmp_path))
    town.world.hold_updates()
    await minh.says(DEED)
    assert (_receipts(minh), len(states(tmp_path))) == ([], kept)
    town.world.release_updates()
    await town.settles()
    assert (len(_receipts(minh)), await _deeds(town)) == (1, 1)
    assert set(states(tmp_path).values()) == {"done"}


async def test_an_update_that_comes_twice_has_one_effect_one_answer_and_one_notice(
    town: Town, told: list[Told], tmp_path: Path
) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    ngan, lan = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN)
    await opinion(lan)
    before, kept = len(lan.messages), len(states(tmp_path))
    town.world.double_updates(2)
    await minh.says(DEED)
    await ngan.taps("Nhận xử lý")
    await _later(town)
    assert (len(_receipts(minh)), await _deeds(town), len(lan.messages)) == (1, 1, before + 1)
    assert len(states(tmp_path)) == kept + 2
    assert set(states(tmp_path).values()) == {"done"}
    assert "update_failed" not in _events(told)
