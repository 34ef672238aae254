"""The pace: as fast as Telegram allows, and no faster. Time here is virtual."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import pytest

from bot.pace import BURST, Pace
from tests.bot import virtual

TINY = 1e-6


async def _sent(pace: Pace, chats: Iterable[int], each: int = 1) -> dict[int, list[float]]:
    """When each chat's messages went, the chats side by side and each one's in order."""
    times: dict[int, list[float]] = {chat: [] for chat in chats}

    async def in_order(chat: int) -> None:
        for _ in range(each):
            await pace.turn(chat)
            times[chat].append(virtual.now())

    await asyncio.gather(*(in_order(chat) for chat in times))
    return times


def _most_within(times: Iterable[float], seconds: float) -> int:
    """The most messages in any window of that length."""
    ordered = sorted(times)
    return max(sum(start <= one < start + seconds - TINY for one in ordered) for start in ordered)


def test_over_all_chats_thirty_go_in_a_second() -> None:
    async def story() -> None:
        times = [t for one in (await _sent(Pace(30, clock=virtual.now), range(120))).values() for t in one]
        assert _most_within(times, 1) == 30
        assert max(times) == pytest.approx(119 / 30)

    virtual.run(story())


def test_a_chat_gets_its_burst_at_once_and_then_one_a_second() -> None:
    async def story() -> None:
        times = (await _sent(Pace(1000, clock=virtual.now), [7], BURST + 4))[7]
        assert times[BURST - 1] < 0.1
        assert times[BURST:] == pytest.approx([1, 2, 3, 4], abs=0.02)

    virtual.run(story())


def test_a_chat_that_was_quiet_regains_its_burst() -> None:
    async def story() -> None:
        pace = Pace(1000, clock=virtual.now)
        await _sent(pace, [7], BURST)
        await asyncio.sleep(BURST)
        start = virtual.now()
        times = (await _sent(pace, [7], BURST + 1))[7]
        assert times[BURST - 1] - start < 0.1
        assert times[BURST] - start == pytest.approx(1, abs=0.02)

    virtual.run(story())


def test_a_busy_chat_delays_no_other() -> None:
    async def story() -> None:
        pace = Pace(30, clock=virtual.now)
        busy = asyncio.create_task(_sent(pace, [7], BURST + 5))
        await asyncio.sleep(0.5)  # the burst is gone: the busy chat waits for its own second now
        start = virtual.now()
        times = await _sent(pace, range(100, 130))
        assert max(t for one in times.values() for t in one) - start < 1.2
        assert (await busy)[7][-1] == pytest.approx(5, abs=0.2)

    virtual.run(story())


def test_while_a_chat_waits_for_its_second_the_whole_stays_within_the_allowance() -> None:
    async def story() -> None:
        pace = Pace(30, clock=virtual.now)
        times = await _sent(pace, range(20), BURST + 2)
        together = [t for one in times.values() for t in one]
        assert _most_within(together, 1) <= 31
        assert all(_most_within(one, 1) <= BURST for one in times.values())

    virtual.run(story())


def test_a_hold_stops_everyone_for_as_long_as_telegram_asks() -> None:
    async def story() -> None:
        pace = Pace(30, clock=virtual.now)
        await _sent(pace, range(5))
        start = virtual.now()
        pace.hold(17)
        times = [t for one in (await _sent(pace, range(100, 160))).values() for t in one]
        assert min(times) - start == pytest.approx(17)
        assert _most_within(times, 1) == 30

    virtual.run(story())


def test_a_hold_stops_those_too_who_wait_for_their_turn_already() -> None:
    async def story() -> None:
        pace = Pace(30, clock=virtual.now)
        waiting = asyncio.create_task(_sent(pace, range(60)))
        await asyncio.sleep(0.5)
        held = virtual.now()
        pace.hold(10)
        times = [t for one in (await waiting).values() for t in one]
        assert [t for t in times if held + TINY < t < held + 10 - TINY] == []

    virtual.run(story())


def test_a_shorter_hold_does_not_cut_a_longer_one_short() -> None:
    async def story() -> None:
        pace = Pace(30, clock=virtual.now)
        pace.hold(20)
        pace.hold(3)
        times = await _sent(pace, [1])
        assert times[1] == pytest.approx([20])

    virtual.run(story())


def test_of_many_chats_none_that_waits_is_forgotten() -> None:
    async def story() -> None:
        pace = Pace(1_000_000, clock=virtual.now)
        await _sent(pace, [7], BURST)
        for chat in range(10_000, 20_010):
            await pace.turn(chat)
        times = (await _sent(pace, [7], 2))[7]
        assert times == pytest.approx([1, 2], abs=0.1)

    virtual.run(story())
