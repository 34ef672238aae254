"""What an operator's program reopens is handled once, whatever the bot's does at that moment."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.inbox import Inbox
from tests.services.office import Office, at
from tests.storage.meanwhile import Meanwhile

NOW = at("2026-10-20 09:00")
FIRST, SECOND = "7KDA3MPX", "7KDA3MPY"


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """The bot's program, on a fresh database."""
    office = await Office.open(tmp_path)
    yield office
    await office.close()


@pytest.fixture
async def operator(office: Office) -> AsyncIterator[Office]:
    """The operator's program, with a connection of its own to the same file."""
    operator = office.twin()
    yield operator
    await operator.close()


async def _failed(inbox: Inbox, updates: dict[int, str]) -> None:
    """These updates came and failed, each under its reference; those without one only came."""
    said = [{"update_id": number, "message": {"from": {"id": 7}, "text": "x"}} for number in updates]
    for one in await inbox.keep(said, NOW):
        if updates[one.key.update]:
            await inbox.fail(one.key, updates[one.key.update], "KeyError")


async def test_reopened_at_any_moment_of_a_start_an_update_is_given_once(
    office: Office, operator: Office
) -> None:
    happened, step, inbox = True, 0, office.services.inbox
    while happened:
        step += 1
        numbers = [step * 10 + place for place in range(3)]
        await _failed(inbox, dict(zip(numbers, (SECOND, FIRST, ""), strict=True)))
        await operator.services.inbox.reopen(FIRST)
        start = Meanwhile(inbox.recover(), step, lambda: operator.services.inbox.reopen(SECOND))
        given = await start
        happened = start.happened
        if not happened:  # the start had ended before
            await operator.services.inbox.reopen(SECOND)
        given += await inbox.take_up()
        assert [one.key.update for one in given] == [*numbers[1:], numbers[0]]
        for one in given:
            await inbox.finish(one.key)
    assert step > 1  # it was reopened while a start was under way, too


async def test_a_start_gives_what_waits_and_what_was_reopened_in_the_order_it_came(
    office: Office, operator: Office
) -> None:
    inbox = office.services.inbox
    await _failed(inbox, {3: "", 2: SECOND, 1: ""})
    await operator.services.inbox.reopen(SECOND)
    assert [one.key.update for one in await inbox.recover()] == [1, 2, 3]
    assert await inbox.take_up() == []


async def test_of_two_who_look_at_once_only_one_is_given_what_was_reopened(
    office: Office, operator: Office
) -> None:
    await _failed(office.services.inbox, {1: FIRST, 2: SECOND})
    await operator.services.inbox.reopen(FIRST)
    await operator.services.inbox.reopen(SECOND)
    looks = [office.services.inbox.take_up() for _ in range(2)]
    given = await asyncio.gather(*looks, operator.services.inbox.take_up())
    assert sorted(one.key.update for some in given for one in some) == [1, 2]
