"""Lanes: in order for each person, side by side for all, and a failure is nobody else's trouble."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot import lanes
from bot.lanes import TRIES, Lanes
from bot.metrics import Metrics
from domain.errors import Invalid, Temporary
from domain.person import UpdateKey
from services.inbox import Arrived
from storage.tables import inbox
from tests.services.office import Office, at

LAN, HOA = 101, 102
NOW = at("2026-10-20 09:00")


@dataclass
class Desk:
    """Lanes over a real inbox; `does` is what a handler would do with an update's text."""

    office: Office
    width: int = 64
    done: list[str] = field(default_factory=list)
    sorry: list[tuple[str, str]] = field(default_factory=list)
    after: int = 0
    number: int = 0
    does: Callable[[str, UpdateKey], Awaitable[None]] | None = None

    def __post_init__(self) -> None:
        self.lanes = Lanes(
            self.office.services.inbox, self._process, self._apologise, self._count, Metrics(), self.width
        )

    async def come(self, who: int, *texts: str) -> None:
        """A person's updates arrive."""
        self.number += len(texts)
        updates: list[dict[str, Any]] = [
            {"update_id": self.number - len(texts) + n, "message": {"from": {"id": who}, "text": text}}
            for n, text in enumerate(texts)
        ]
        self.lanes.put(await self.office.services.inbox.keep(updates, NOW))

    async def rows(self) -> dict[int, tuple[str, str | None, str | None]]:
        """State, reference and reason of every update."""
        async with self.office.database.reading() as tx:
            found = await tx.execute(
                select(inbox.c.update_id, inbox.c.state, inbox.c.reference, inbox.c.reason)
            )
            return {row.update_id: (row.state, row.reference, row.reason) for row in found}

    def _text(self, arrived: Arrived) -> str:
        return str(self.office.services.inbox.opened(arrived)["message"]["text"])

    async def _process(self, arrived: Arrived) -> None:
        text = self._text(arrived)
        if self.does:
            await self.does(text, arrived.key)
        self.done.append(text)

    async def _apologise(self, arrived: Arrived, reference: str) -> None:
        self.sorry.append((self._text(arrived), reference))

    def _count(self) -> None:
        self.after += 1


@pytest.fixture
async def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    """All services; nobody pauses before trying again."""
    monkeypatch.setattr(lanes, "PAUSE", 0)
    office = await Office.open(tmp_path)
    yield office
    await office.close()


async def test_each_persons_updates_are_taken_in_order(office: Office) -> None:
    desk = Desk(office)

    async def slower_at_first(text: str, _: UpdateKey) -> None:
        for _step in range(20 - int(text[1:])):
            await asyncio.sleep(0)

    desk.does = slower_at_first
    for number in range(10):
        await desk.come(LAN, f"L{number}")
        await desk.come(HOA, f"H{number}")
    await desk.lanes.idle()
    assert [text for text in desk.done if text[0] == "L"] == [f"L{n}" for n in range(10)]
    assert [text for text in desk.done if text[0] == "H"] == [f"H{n}" for n in range(10)]
    assert {state for state, _, _ in (await desk.rows()).values()} == {"done"}
    assert desk.after == 20


async def test_a_person_who_takes_long_delays_nobody_else(office: Office) -> None:
    desk, let_go, heard = Desk(office), asyncio.Event(), asyncio.Event()

    async def does(text: str, _: UpdateKey) -> None:
        if text == "long":
            await let_go.wait()
        elif text == "other":
            heard.set()

    desk.does = does
    await desk.come(LAN, "long", "behind")
    await desk.come(HOA, "other")
    await heard.wait()
    assert "behind" not in desk.done
    let_go.set()
    await desk.lanes.idle()
    assert desk.done == ["other", "long", "behind"]


async def test_who_sends_much_goes_to_the_end_of_the_line_each_time(office: Office) -> None:
    desk = Desk(office, width=1)
    await desk.come(LAN, *(f"L{n}" for n in range(20)))
    await desk.come(HOA, "H0")
    await desk.lanes.idle()
    assert desk.done.index("H0") <= 3


async def test_no_more_are_under_way_than_the_width(office: Office) -> None:
    desk, under_way, most = Desk(office, width=4), 0, 0

    async def does(_: str, __: UpdateKey) -> None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0)
        under_way -= 1

    desk.does = does
    for who in range(20):
        await desk.come(1000 + who, "x")
    await desk.lanes.idle()
    assert most <= 4
    assert len(desk.done) == 20


async def test_a_failing_update_gets_a_reference_and_blocks_nobody(office: Office) -> None:
    desk = Desk(office)

    async def does(text: str, _: UpdateKey) -> None:
        if text == "bad":
            raise KeyError("PLANTED")

    desk.does = does
    await desk.come(LAN, "before", "bad", "after")
    await desk.come(HOA, "other")
    await desk.lanes.idle()
    assert sorted(desk.done) == ["after", "before", "other"]
    ((text, reference),) = desk.sorry
    rows = await desk.rows()
    assert (text, rows[1]) == ("bad", ("failed", reference, "KeyError"))
    assert len(reference) == 8
    assert [state for state, _, _ in rows.values()].count("done") == 3
    assert desk.after == 4


async def test_an_apology_that_fails_too_stops_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def process(arrived: Arrived) -> None:
        raise ZeroDivisionError

    async def sorry(arrived: Arrived, reference: str) -> None:
        raise ConnectionError

    over = Lanes(office.services.inbox, process, sorry, lambda: None, Metrics())
    updates = [{"update_id": n, "message": {"from": {"id": LAN}}} for n in range(2)]
    over.put(await office.services.inbox.keep(updates, NOW))
    await over.idle()
    assert {state for state, _, _ in (await Desk(office).rows()).values()} == {"failed"}


async def test_a_temporary_failure_is_tried_again(office: Office) -> None:
    desk, tries = Desk(office), 0

    async def does(_: str, __: UpdateKey) -> None:
        nonlocal tries
        tries += 1
        if tries < TRIES:
            raise Temporary("database-away")

    desk.does = does
    await desk.come(LAN, "x")
    await desk.lanes.idle()
    assert (tries, desk.done, desk.sorry) == (TRIES, ["x"], [])


async def test_a_temporary_failure_that_stays_fails_in_the_end(office: Office) -> None:
    desk, tries = Desk(office), 0

    async def does(_: str, __: UpdateKey) -> None:
        nonlocal tries
        tries += 1
        raise Temporary("workshop-failed")

    desk.does = does
    await desk.come(LAN, "x")
    await desk.lanes.idle()
    assert (tries, len(desk.sorry)) == (TRIES, 1)
    assert (await desk.rows())[0][::2] == ("failed", "Temporary")


async def test_a_database_that_is_away_is_waited_for_however_long(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.lanes.PAUSE", 0.001)
    monkeypatch.setattr("bot.lanes.LONGEST_PAUSE", 0.002)
    desk, tries = Desk(office), 0

    async def does(_: str, __: UpdateKey) -> None:
        nonlocal tries
        tries += 1
        if tries < 20 * TRIES:
            raise Temporary("database-away")

    desk.does = does
    await desk.come(LAN, "x")
    await desk.lanes.idle()
    assert (tries, desk.done, desk.sorry) == (20 * TRIES, ["x"], [])


async def test_another_error_is_not_tried_again(office: Office) -> None:
    desk, tries = Desk(office), 0

    async def does(_: str, __: UpdateKey) -> None:
        nonlocal tries
        tries += 1
        raise Invalid("words-too-few")

    desk.does = does
    await desk.come(LAN, "x")
    await desk.lanes.idle()
    assert (tries, len(desk.sorry)) == (1, 1)


async def test_an_effect_committed_before_a_failure_is_not_had_twice(office: Office) -> None:
    desk, effects = Desk(office), 0

    async def does(_: str, key: UpdateKey) -> None:
        nonlocal effects
        async with office.database.transaction(key):
            pass
        effects += 1
        raise Temporary("reply-not-sent")

    desk.does = does
    await desk.come(LAN, "x")
    await desk.lanes.idle()
    assert (effects, desk.sorry) == (1, [])
    assert (await desk.rows())[0][0] == "done"


async def test_a_stop_lets_what_is_under_way_end_and_keeps_the_rest_for_the_next_start(
    office: Office,
) -> None:
    desk, begun, let_go = Desk(office), asyncio.Event(), asyncio.Event()

    async def does(_: str, __: UpdateKey) -> None:
        begun.set()
        await let_go.wait()

    desk.does = does
    await desk.come(LAN, "first", "second")
    await begun.wait()
    stopping = asyncio.create_task(desk.lanes.stop())
    let_go.set()
    await stopping
    assert desk.done == ["first"]
    waiting = await office.services.inbox.waiting()
    assert [arrived.key.update for arrived in waiting] == [1]
    again = Desk(office)
    again.lanes.put(waiting)
    await again.lanes.idle()
    assert again.done == ["second"]


async def test_what_does_not_end_in_time_is_cut_off_and_stays_in_the_inbox(office: Office) -> None:
    desk, begun = Desk(office), asyncio.Event()

    async def does(_: str, __: UpdateKey) -> None:
        begun.set()
        await asyncio.Event().wait()

    desk.does = does
    await desk.come(LAN, "endless")
    await begun.wait()
    await desk.lanes.stop(patience=0)
    assert (desk.done, desk.sorry) == ([], [])
    assert (await desk.rows())[0][0] == "new"
