"""The pace: as fast as Telegram allows, and no faster. Time here is virtual."""

from __future__ import annotations

import asyncio
import gc
import random
import sys
from collections.abc import Iterable
from contextlib import suppress

import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.chats import A_CHAT, BURST
from bot.pace import ANY, PATIENCE, Pace, PutOff
from bot.reach import LONGEST, SHORTEST
from tests.bot import virtual

TINY = 1e-6


async def _sent(
    pace: Pace, chats: Iterable[int], each: int = 1, takes: float = 0.0
) -> dict[int, list[float]]:
    """When each chat's messages went, the chats side by side and each one's in order."""
    times: dict[int, list[float]] = {chat: [] for chat in chats}

    async def in_order(chat: int) -> None:
        while len(times[chat]) < each:
            try:
                async with pace.turn(chat):
                    times[chat].append(virtual.now())
                    await asyncio.sleep(takes)
            except PutOff:
                await asyncio.sleep(1)

    await asyncio.gather(*(in_order(chat) for chat in times))
    return times


def _together(times: dict[int, list[float]]) -> list[float]:
    return sorted(t for one in times.values() for t in one)


def _most_within(times: Iterable[float], seconds: float) -> int:
    """The most messages in any window of that length."""
    ordered = sorted(times)
    return max(sum(start <= one < start + seconds - TINY for one in ordered) for start in ordered)


def test_over_all_chats_thirty_go_in_a_second_and_nearly_all_of_that_is_used() -> None:
    async def story() -> None:
        times = _together(await _sent(Pace(30), range(300), takes=0.05))
        assert _most_within(times, 1) == 30
        assert max(times) < 299 / 30 / 0.98

    virtual.run(story())


def test_they_flow_evenly_and_not_in_bursts() -> None:
    async def story() -> None:
        times = _together(await _sent(Pace(30), range(120), takes=0.05))
        assert _most_within(times, 0.1) <= 7

    virtual.run(story())


@pytest.mark.parametrize("seed", range(5))
def test_a_server_that_counts_arrivals_never_sees_more_than_thirty_in_a_second(seed: int) -> None:
    """Ways there and back that vary a lot, and a loop that is busy at times."""
    random.seed(seed)

    async def story() -> None:
        pace, arrived = Pace(30), list[float]()

        async def send(chat: int) -> None:
            async with pace.turn(chat):
                await asyncio.sleep(random.uniform(0.01, 0.02) + random.choice((0, 0, 0, 0.2)))
                arrived.append(virtual.now())
                await asyncio.sleep(random.uniform(0.01, 0.02))

        await asyncio.gather(*(send(chat) for chat in range(400)))
        assert _most_within(arrived, 1) <= 30
        assert len(arrived) / (max(arrived) - min(arrived)) > 25

    virtual.run(story())


def test_a_slow_upload_takes_one_place_and_delays_nobody() -> None:
    async def story() -> None:
        pace = Pace(30)
        slow = asyncio.create_task(_sent(pace, [7], takes=10))
        times = _together(await _sent(pace, range(100, 400)))
        assert max(times) < 300 / 29 + 0.1
        assert len(_together(await slow)) == 1

    virtual.run(story())


def test_slow_direct_answers_leave_room_for_a_notice() -> None:
    async def story() -> None:
        pace, waited = Pace(30), []

        async def answers(chat: int) -> None:
            with pace.direct(chat):
                await asyncio.sleep(4)

        async def chatter() -> None:
            for number in range(400):  # forty a second, each answered after four seconds
                tasks.append(asyncio.create_task(answers(number)))
                await asyncio.sleep(0.025)

        tasks: list[asyncio.Task[None]] = []
        talking = asyncio.create_task(chatter())
        for number in range(3):
            await asyncio.sleep(2)
            begun = virtual.now()
            async with pace.turn(10_000 + number):
                waited.append(virtual.now() - begun)
        await talking
        await asyncio.gather(*tasks)
        assert max(waited) < 1

    virtual.run(story())


def test_the_urgent_go_before_those_who_wait_already() -> None:
    async def story() -> None:
        pace, order = Pace(30), list[str]()

        async def send(name: str, chat: int, urgency: int) -> None:
            async with pace.turn(chat, urgency=urgency):
                order.append(name)

        reminders = [asyncio.create_task(send("reminder", chat, 2)) for chat in range(60)]
        await asyncio.sleep(0.5)
        gone = len(order)
        await asyncio.gather(send("digest", 100, 1), send("answer", 101, 0))
        await asyncio.gather(*reminders)
        assert order[gone : gone + 2] == ["answer", "digest"]

    virtual.run(story())


def test_a_chat_gets_its_burst_at_once_and_then_one_a_second() -> None:
    async def story() -> None:
        times = (await _sent(Pace(1000), [7], BURST + 4))[7]
        assert times[BURST - 1] < 0.1
        assert times[BURST:] == pytest.approx([A_CHAT * n for n in (1, 2, 3, 4)], abs=0.02)

    virtual.run(story())


def test_a_chat_that_was_quiet_regains_its_burst() -> None:
    async def story() -> None:
        pace = Pace(1000)
        await _sent(pace, [7], BURST)
        await asyncio.sleep(BURST * A_CHAT)
        start = virtual.now()
        times = (await _sent(pace, [7], BURST + 1))[7]
        assert times[BURST - 1] - start < 0.1
        assert times[BURST] - start == pytest.approx(A_CHAT, abs=0.02)

    virtual.run(story())


def test_a_group_never_gets_more_than_twenty_in_a_minute() -> None:
    async def story() -> None:
        times = (await _sent(Pace(30), [-7], 60))[-7]
        assert _most_within(times, 60) == 20
        assert times[2] < 0.2

    virtual.run(story())


def test_a_busy_chat_delays_no_other() -> None:
    async def story() -> None:
        pace = Pace(30)
        busy = asyncio.create_task(_sent(pace, [7], BURST + 5))
        await asyncio.sleep(0.5)  # the burst is gone: the busy chat waits for its own second now
        start = virtual.now()
        times = _together(await _sent(pace, range(100, 130)))
        assert max(times) - start < 1.2
        assert (await busy)[7][-1] == pytest.approx(5 * A_CHAT, abs=0.2)

    virtual.run(story())


def test_who_must_wait_long_for_their_own_chat_is_put_off_and_holds_no_place() -> None:
    async def story() -> None:
        pace = Pace(30)
        await _sent(pace, [-7], 3)
        with pytest.raises(PutOff) as put:
            async with pace.turn(-7):
                raise AssertionError("too early")
        assert put.value.seconds == pytest.approx(3.5, abs=0.2)

    virtual.run(story())


def test_a_hold_stops_everyone_for_as_long_as_telegram_asks() -> None:
    async def story() -> None:
        pace = Pace(30)
        await _sent(pace, range(5))
        start = virtual.now()
        pace.hold(17)
        assert pace.room() == 0
        await asyncio.sleep(17 - PATIENCE)
        times = _together(await _sent(pace, range(100, 160)))
        assert min(times) - start == pytest.approx(17)
        assert _most_within(times, 1) == 30

    virtual.run(story())


def test_a_hold_sends_back_those_who_wait_for_their_turn_already() -> None:
    async def story() -> None:
        pace = Pace(30)
        waiting = asyncio.create_task(_sent(pace, range(60)))
        await asyncio.sleep(0.5)
        held = virtual.now()
        pace.hold(10)
        times = _together(await waiting)
        assert [t for t in times if held + TINY < t < held + 10 - TINY] == []
        assert _most_within(times, 1) <= 30

    virtual.run(story())


def test_a_shorter_hold_does_not_cut_a_longer_one_short() -> None:
    async def story() -> None:
        pace = Pace(30)
        pace.hold(20)
        pace.hold(3)
        await asyncio.sleep(20 - PATIENCE)
        assert (await _sent(pace, [1]))[1] == pytest.approx([20])

    virtual.run(story())


def test_a_refusal_in_a_turn_holds_everyone() -> None:
    async def story() -> None:
        pace = Pace(30)
        with pytest.raises(RetryAfter):
            async with pace.turn(1):
                raise RetryAfter(5)
        assert pace.room() == 0
        await asyncio.sleep(3)
        assert _together(await _sent(pace, [2])) == pytest.approx([5])

    virtual.run(story())


async def _fail(pace: Pace, chat: int, takes: float = 0.0) -> None:
    with suppress(NetworkError):
        async with pace.turn(chat):
            await asyncio.sleep(takes)
            raise NetworkError("Internal Server Error")


def test_while_telegram_is_away_one_after_the_other_looks_whether_it_is_back() -> None:
    async def story() -> None:
        pace, looks = Pace(30), list[float]()
        while virtual.now() < 300:
            if pace.room():
                await _fail(pace, len(looks))
                looks.append(virtual.now())
            await asyncio.sleep(0.1)
        assert pace.reach.away
        assert looks[1] - looks[0] == pytest.approx(SHORTEST, abs=0.2)
        assert looks[-1] - looks[-2] == pytest.approx(LONGEST, abs=0.2)
        assert len(looks) < 20
        await asyncio.sleep(LONGEST)
        await _sent(pace, [1])
        assert (pace.reach.away, pace.room()) == (False, ANY)

    virtual.run(story())


def test_many_who_find_telegram_away_at_once_count_as_one_look() -> None:
    async def story() -> None:
        pace = Pace(30)
        await asyncio.gather(*(_fail(pace, chat, takes=2.0) for chat in range(20)))
        assert pace.reach.pause == SHORTEST

    virtual.run(story())


def test_one_call_that_fails_while_others_are_answered_holds_nobody() -> None:
    async def story() -> None:
        pace = Pace(30)
        slow = asyncio.create_task(_fail(pace, 1, takes=5))
        await asyncio.sleep(3)
        await _sent(pace, [2])
        await slow
        assert (pace.reach.away, pace.room()) == (False, ANY)

    virtual.run(story())


def test_what_telegram_refuses_tells_that_it_is_there() -> None:
    async def story() -> None:
        pace = Pace(30)
        await _fail(pace, 1)
        await asyncio.sleep(1)
        with pytest.raises(BadRequest):
            async with pace.turn(2):
                raise BadRequest("Bad Request: chat not found")
        assert not pace.reach.away

    virtual.run(story())


def test_direct_answers_wait_for_nobody_and_the_others_leave_room_for_them() -> None:
    async def story() -> None:
        pace, direct = Pace(30), list[float]()

        async def answers() -> None:
            for chat in range(1000, 1060):
                with pace.direct(chat):
                    direct.append(virtual.now())
                await asyncio.sleep(0.1)

        start = virtual.now()
        _, times = await asyncio.gather(answers(), _sent(pace, range(200)))
        assert max(direct) - start == pytest.approx(5.9)
        assert _most_within([*direct, *_together(times)], 1) <= 31  # one came unasked within the second

    virtual.run(story())


def test_however_much_chatter_there_is_the_postman_keeps_a_sixth() -> None:
    async def story() -> None:
        pace = Pace(30)

        async def chatter() -> None:
            for chat in range(1000):
                with pace.direct(chat):
                    await asyncio.sleep(0.01)

        talking = asyncio.create_task(chatter())
        await asyncio.sleep(2)
        start = virtual.now()
        times = _together(await _sent(pace, range(10_000, 10_020)))
        assert max(times) - start < 4.5
        await talking

    virtual.run(story())


def test_answers_that_no_notice_follows_leave_nothing_behind() -> None:
    async def story() -> int:
        pace = Pace(30)

        async def blocks_after(answers: int) -> int:
            for _ in range(answers):
                with pace.direct(1):
                    pass
                await asyncio.sleep(0.2)
            gc.collect()
            return sys.getallocatedblocks()

        return -await blocks_after(500) + await blocks_after(5000)

    assert virtual.run(story()) < 500


def test_a_direct_answer_is_refused_here_while_telegram_has_told_us_to_wait() -> None:
    async def story() -> None:
        pace = Pace(30)
        pace.hold(4.2)
        with pytest.raises(RetryAfter, match="5"), pace.direct(1):
            raise AssertionError("sent")
        await asyncio.sleep(4.3)
        with pace.direct(1):
            assert pace.room() == ANY

    virtual.run(story())


def test_who_gives_up_waiting_leaves_their_place_to_the_next() -> None:
    async def story() -> None:
        pace = Pace(30)
        waiting = [asyncio.create_task(_sent(pace, [chat])) for chat in range(60)]
        await asyncio.sleep(0.2)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        start = virtual.now()
        times = _together(await _sent(pace, range(100, 130)))
        assert max(times) - start < 1.3

    virtual.run(story())


def test_of_many_chats_none_that_waits_is_forgotten() -> None:
    async def story() -> None:
        pace = Pace(1_000_000)
        await _sent(pace, [7], BURST)
        for chat in range(10_000, 20_010):
            async with pace.turn(chat):
                pass
        times = (await _sent(pace, [7], 2))[7]
        assert times == pytest.approx([A_CHAT, 2 * A_CHAT], abs=0.1)

    virtual.run(story())


def test_an_album_counts_as_many_messages_as_it_has_pictures() -> None:
    async def story() -> None:
        pace = Pace(30)
        for chat in range(9):
            async with pace.turn(chat, messages=10):
                pass
        assert virtual.now() > 1.9

    virtual.run(story())
