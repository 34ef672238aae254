"""Direct answers: what Telegram has taken is not said again because something later went wrong."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import lanes
from domain.errors import Temporary
from domain.notice import NoticeKind
from domain.person import Role
from handlers import patience
from sandbox.faults import Drop
from services.inbox import Arrived
from storage.tables import outbox as rows
from tests.bot.away import full_disk, states
from tests.journeys.test_opinion import opinion
from tests.people import LAN, NGAN
from tests.talk import Someone, Town, code_in, said


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody pauses long before trying again."""
    for module in (lanes, patience):
        monkeypatch.setattr(module, "PAUSE", 0.005)
        monkeypatch.setattr(module, "LONGEST_PAUSE", 0.005)


class _Tries:
    """How often the lane has an update handled; while `missing` is above 0 a try fails after its answers."""

    def __init__(self, town: Town, missing: int = 0) -> None:
        self.number, self._missing = 0, missing
        self._real = town.program.lanes._process
        town.program.lanes._process = self

    async def __call__(self, arrived: Arrived) -> None:
        self.number += 1
        await self._real(arrived)
        if self.number <= self._missing:
            raise Temporary("workshop-failed")


async def _heard(someone: Someone, words: str) -> None:
    """The words are in the inbox, and nobody has handled them yet."""
    someone.town.world.say(someone.id, words)
    await someone.town.program.intake.poll(0)


async def _turns(number: int) -> None:
    """So many tries of a lane that pauses shortly."""
    for _ in range(number):
        await asyncio.sleep(patience.PAUSE)


@pytest.mark.parametrize("words", ["/theodoi CODE", "/trogiup"])
async def test_while_the_disk_is_full_a_question_is_answered_once_and_done_when_there_is_room(
    town: Town, tmp_path: Path, words: str
) -> None:
    lan = town.who(LAN)
    await opinion(lan)
    before, tries = len(lan.messages), _Tries(town)
    await _heard(lan, words.replace("CODE", code_in(said(lan.last))))
    with full_disk(tmp_path / "vidan.db"):
        async with asyncio.timeout(20):
            while len(lan.messages) == before:
                await _turns(1)
        await _turns(30)
        assert len(lan.messages) == before + 1
        assert "new" in states(tmp_path).values()
    await town.settles()
    assert (len(lan.messages), tries.number) == (before + 1, 1)
    assert set(states(tmp_path).values()) == {"done"}


async def test_what_was_shown_while_the_disk_was_full_is_answered_by_replying_to_it(
    town: Town, tmp_path: Path
) -> None:
    ngan, lan = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN)
    await opinion(lan)
    await _heard(lan, f"/theodoi {code_in(said(lan.last))}")
    with full_disk(tmp_path / "vidan.db"):
        await _turns(20)
    await town.settles()
    await lan.says("Còn thêm cái đèn ở đầu cầu nữa", reply_to=lan.last)
    ngan.has_seen("Còn thêm cái đèn ở đầu cầu nữa")


async def test_an_answer_that_may_have_arrived_is_not_tried_again_while_it_cannot_be_written_down(
    town: Town, tmp_path: Path
) -> None:
    lan = town.who(LAN)
    await lan.says("/start")
    before, tries = len(lan.messages), _Tries(town)
    town.world.order(Drop(after=True), "sendMessage")
    await _heard(lan, "/trogiup")
    with full_disk(tmp_path / "vidan.db"):
        await _turns(30)
    await town.settles()
    town.moves(town.program.clock.now() + timedelta(minutes=1))
    await town.settles()
    assert (len(lan.messages) - before, tries.number) == (2, 1)  # at least once, and once more at most


@pytest.mark.parametrize("words", ["/trogiup", "/hopthu"])  # a list is kept for an hour only
async def test_an_answer_to_words_that_waited_a_day_is_tried_again_from_now_on(
    town: Town, words: str
) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    before = len(ngan.messages)
    town.world.say(NGAN.id, words)
    now = town.program.clock.now() + timedelta(hours=20)
    town.moves(now)
    town.world.fail_next(
        "sendMessage", code=429, description="Too Many Requests: retry after 1", retry_after=1
    )
    await town.settles()
    async with town.program.database.reading() as tx:
        (due,) = await tx.scalars(select(rows.c.due_at).where(rows.c.kind == NoticeKind.REPLY.value))
    assert timedelta(seconds=1) <= due - now < timedelta(seconds=11)
    assert len(ngan.messages) == before
    town.moves(now + timedelta(minutes=1))
    while town.pace.room() == 0:  # until Telegram's second is over
        await _turns(1)
    await town.settles()
    assert len(ngan.messages) == before + 1


async def _presses(town: Town, *, late: bool = False) -> list[str]:
    """Lan presses a button; its handling fails twice after it was answered. What Telegram was asked to do."""
    lan = town.who(LAN)
    await lan.says("/gopy")
    message, data = lan.button("hủy")
    tries, before, refused = _Tries(town, missing=2), len(town.world.calls), len(town.world.refusals)
    town.world.tap(LAN.id, message.message_id, data)
    if late:
        town.moves(town.program.clock.now() + timedelta(seconds=40))
    await town.settles()
    assert tries.number == 3
    asked = [name for name, _ in town.world.calls[before:]]
    return asked + [name for name, _ in town.world.refusals[refused:]]


async def test_a_press_is_answered_once_however_often_its_update_is_tried(town: Town, tmp_path: Path) -> None:
    assert (await _presses(town)).count("answerCallbackQuery") == 1
    assert set(states(tmp_path).values()) == {"done"}


async def test_a_press_too_old_to_be_answered_is_not_tried_again_and_has_its_effect(
    town: Town, tmp_path: Path
) -> None:
    asked = await _presses(town, late=True)
    assert [name for name, _ in town.world.refusals] == ["answerCallbackQuery"]
    assert asked.count("answerCallbackQuery") == 1
    assert "too old" in town.world.refusals[0][1].description
    assert set(states(tmp_path).values()) == {"done"}
    town.who(LAN).has_seen("hủy")
