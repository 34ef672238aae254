"""A share of `make fuzz`: what Telegram may send, and what it never should, by both ways of intake."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fuzz.doors import Delivery, Door, Polling
from tests.fuzz.feed import Feed, feeding
from tests.fuzz.make import make
from tests.fuzz.tally import Tally
from tests.fuzz.updates import BROKEN
from tests.people import LAN

HERE = {"id": LAN.id, "type": "private"}
USER = {"id": LAN.id, "is_bot": False, "first_name": "Lan"}
HELP = {"message": {"message_id": 1, "date": 1_792_461_600, "chat": HERE, "from": USER, "text": "/trogiup"}}
UNREADABLE: dict[str, dict[str, Any]] = {
    "a message without a number": {"message": {"date": 0, "chat": HERE, "from": USER, "text": "x"}},
    "a message without a date": {"message": {"message_id": 1, "chat": HERE, "from": USER, "text": "x"}},
    "a message nowhere": {"message": {"message_id": 1, "date": 0, "from": USER, "text": "x"}},
    "a chat that is a number": {"message": {"message_id": 1, "date": 0, "chat": 10**20, "from": USER}},
    "a press without an id": {"callback_query": {"from": USER, "chat_instance": "x", "data": "m:gopy"}},
}


@pytest.fixture
async def feed(tmp_path: Path) -> AsyncIterator[Feed]:
    """A town in which something is going on."""
    async with feeding(tmp_path, Tally()) as feed:
        yield feed


def doors(feed: Feed) -> tuple[Door, Door]:
    """Both ways in."""
    return Polling(), Delivery(feed.stage.town)


def within(part: Any) -> Iterator[Any]:
    """Every object and list of it, itself included."""
    if isinstance(part, dict | list):
        yield part
        for inner in part.values() if isinstance(part, dict) else part:
            yield from within(inner)


async def test_hundreds_of_odd_updates_by_both_ways_stop_nothing(feed: Feed) -> None:
    made: list[dict[str, Any]] = []
    make(300, 2026, made.append)
    for number, start in enumerate(range(0, len(made), 50)):
        await feed.give(doors(feed)[number % 2], made[start : start + 50])
    assert feed.tally.fed == 300
    assert feed.tally.clean, feed.tally


def test_no_two_updates_share_a_part_so_breaking_one_breaks_no_other() -> None:
    made: list[dict[str, Any]] = []
    make(150, 2026, made.append)
    parts = [id(part) for update in made for part in within(update)]
    assert len(set(parts)) == len(parts)


async def test_updates_nobody_can_read_are_kept_and_hold_nobody_up(feed: Feed) -> None:
    lan, tally = feed.stage.town.who(LAN), feed.tally
    for door in doors(feed):
        for what, update in UNREADABLE.items():
            shown = lan.last.message_id
            await feed.give(door, [update | {BROKEN: True}, HELP])
            assert lan.last.message_id > shown, f"the one after {what} was answered"
    assert sum(finding.count for finding in tally.broken.values()) == 2 * len(UNREADABLE)
    assert tally.clean, tally
