"""One person's flood: memory stays bounded, nothing is lost or overtaken, and the others hardly notice."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Iterable
from pathlib import Path

import pytest

from bot import intake, lanes
from bot.lanes import BEYOND, SHARE
from bot.metrics import Metrics
from domain.errors import Temporary
from domain.person import UpdateKey
from services.inbox import Arrived, Inbox
from tests.bot.letterbox import NOW, Post, said
from tests.people import EVERYONE, LAN
from tests.services.office import Office
from tests.talk import Town

MANY = 600
WHOLE = 50
DELAY = 0.1  # seconds that a thousand messages of one person may cost another


class _Waits(Post):
    """Intake whose handlers wait to be let go."""

    def __init__(self, inbox: Inbox) -> None:
        super().__init__(inbox)
        self.go = asyncio.Event()

    async def _handle(self, arrived: Arrived) -> None:
        await self.go.wait()
        await super()._handle(arrived)


@pytest.fixture
async def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    """All services; of what waits few are held as they came."""
    monkeypatch.setattr(lanes, "WHOLE", WHOLE)
    office = await Office.open(tmp_path)
    yield office
    await office.close()


def _whole() -> int:
    """How many updates lie in memory with what they hold."""
    gc.collect()
    return sum(isinstance(one, Arrived) and bool(one.sealed) for one in gc.get_objects())


async def _floods(post: Post) -> None:
    for start in range(0, MANY, 100):
        await post.intake.take([said(number, f"{number}") for number in range(start, start + 100)])


async def test_of_a_flood_only_a_part_lies_in_memory_and_all_of_it_is_handled_in_order(
    office: Office,
) -> None:
    post = _Waits(office.services.inbox)
    await _floods(post)
    assert _whole() <= WHOLE + 1  # and the one under way
    post.go.set()
    await post.lanes.idle()
    assert post.handled == [f"{number}" for number in range(MANY)]
    assert await office.services.inbox.waiting() == []


async def test_a_flood_left_by_the_last_stop_is_taken_up_without_lying_in_memory(office: Office) -> None:
    before = _Waits(office.services.inbox)
    await _floods(before)
    await before.lanes.stop(patience=0)
    post = _Waits(office.services.inbox)
    assert await post.intake.recover() == MANY
    assert _whole() <= 1
    post.go.set()
    await post.lanes.idle()
    assert post.handled == [f"{number}" for number in range(MANY)]


async def test_who_floods_counts_for_little_but_not_for_nothing(office: Office) -> None:
    over = lanes.Lanes(office.services.inbox, _never, _sorry, lambda: None, Metrics())
    over.put(_bare(LAN.id, range(SHARE + 10 * BEYOND)))
    over.put(_bare(7, range(90_000, 90_003)))
    assert over.waiting == SHARE + 10 + 3
    most = (intake.MOST_WAITING - over.waiting) * BEYOND
    over.put(_bare(LAN.id, range(100_000, 100_000 + most)))
    assert over.waiting == intake.MOST_WAITING  # now Telegram keeps the rest
    await over.stop(patience=0)
    assert over.waiting == 0


async def test_a_count_of_what_waits_goes_down_with_every_turn(office: Office) -> None:
    post = _Waits(office.services.inbox)
    over = lanes.Lanes(office.services.inbox, post._handle, _sorry, lambda: None, Metrics())
    for start in range(0, 400, 100):
        over.put(await office.services.inbox.keep([said(start + n) for n in range(100)], NOW))
    assert over.waiting == SHARE + (400 - 1 - SHARE) // BEYOND  # one is under way
    post.go.set()
    await over.idle()
    assert over.waiting == 0


async def test_what_was_settled_meanwhile_by_another_program_is_passed_over(office: Office) -> None:
    post = _Waits(office.services.inbox)
    await post.intake.take([said(number, f"{number}") for number in range(WHOLE + 2)])
    [gone] = [one for one in await office.services.inbox.waiting() if one.key.update == WHOLE + 1]
    await office.services.inbox.finish(gone.key)
    post.go.set()
    await post.lanes.idle()
    assert post.handled == [f"{number}" for number in range(WHOLE + 1)]


async def test_a_database_that_is_away_when_a_turn_comes_is_waited_for(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.patience.PAUSE", 0)
    inbox = _Away(office.database, office.services.custody, office.services.inbox.bot)
    post = _Waits(inbox)
    await post.intake.take([said(number, f"{number}") for number in range(WHOLE + 5)])
    post.go.set()
    await post.lanes.idle()
    assert (len(post.handled), inbox.away) == (WHOLE + 5, 0)


class _Away(Inbox):
    """Cannot be read a few times."""

    away = 3

    async def whole(self, update: int) -> Arrived | None:
        """Fail, or read."""
        if self.away:
            self.away -= 1
            raise Temporary("database-away")
        return await super().whole(update)


async def test_a_thousand_messages_of_one_person_delay_nobody_by_a_tenth_of_a_second(town: Town) -> None:
    others = EVERYONE[1:8]
    for person in EVERYONE[:8]:
        await _answered(town, person.id)  # whatever is done once is done
    alone = min([await _answered(town, person.id) for person in others])
    await _asks(town, LAN.id, 1_000)
    delays = []
    for _ in range(3):  # the machine may be busy with something else
        delays.append(max([await _answered(town, person.id) for person in others]) - alone)
        assert town.program.lanes.waiting > SHARE  # Lan's wait still
        if delays[-1] < DELAY:
            break
    assert min(delays) < DELAY


async def _asks(town: Town, person: int, times: int) -> None:
    for _ in range(times):
        town.world.say(person, "/trogiup")
    while town.world.updates_waiting and await town.program.intake.poll(0):
        pass


async def _answered(town: Town, person: int) -> float:
    """Seconds from the person's question to its answer."""
    before = len(town.world.messages(person))
    begun = time.perf_counter()
    await _asks(town, person, 1)
    assert await town.world.wait_for_message(person, town.world.messages(person)[before].message_id)
    return time.perf_counter() - begun


def _bare(who: int, numbers: Iterable[int]) -> Iterable[Arrived]:
    return [Arrived(UpdateKey(1, number), str(who)) for number in numbers]


async def _never(_: Arrived) -> None:
    await asyncio.Event().wait()


async def _sorry(_: Arrived, __: str) -> None:
    raise AssertionError
