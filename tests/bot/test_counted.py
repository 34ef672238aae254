"""Direct answers: they wait for nobody, they count, and Telegram's word to one holds all."""

from __future__ import annotations

import asyncio
import itertools

import pytest
from telegram import Bot, InputMediaPhoto
from telegram.error import NetworkError, RetryAfter

from bot.chats import BURST
from bot.counted import CountedRequest
from bot.metrics import Metrics
from bot.pace import ANY, Pace
from bot.transport import NotSent, Unsure
from handlers.wire import MaybeDone, write
from tests.bot import virtual
from tests.bot.post import Telegram, refusal, too_many

ME = {"id": 1, "is_bot": True, "first_name": "Vì Dân", "username": "vidan_bot"}


def _bot(metrics: Metrics | None = None, **telegram: object) -> tuple[Bot, Telegram, Pace]:
    pace, server = Pace(30), Telegram(**telegram)  # type: ignore[arg-type] # one of its fields
    return Bot("1:test", request=CountedRequest(server, pace, metrics)), server, pace


async def _postman(pace: Pace, messages: int) -> float:
    """Seconds until so many notices of the postman's went."""
    start = virtual.now()
    for chat in range(5000, 5000 + messages):
        async with pace.turn(chat):
            pass
    return virtual.now() - start


def test_what_handlers_answer_leaves_the_postman_so_much_less() -> None:
    async def story() -> None:
        bot, _, pace = _bot(takes=0.0)
        alone = await _postman(pace, 30)
        await asyncio.sleep(5)
        for chat in range(10):
            await write(bot, chat, "Dạ")
            await bot.send_message(100 + chat, "Dạ")
        assert await _postman(pace, 30) > alone + 0.4

    virtual.run(story())


def test_an_album_counts_as_its_pictures_and_what_is_no_message_counts_nothing() -> None:
    async def story() -> None:
        bot, server, pace = _bot(takes=0.0)
        server.plan = lambda method, _chat: (
            None if method == "sendMessage" else (200, {"ok": True, "result": []})
        )
        for chat in (5, 6, 7):
            await bot.send_media_group(
                chat, [InputMediaPhoto("a"), InputMediaPhoto("b"), InputMediaPhoto("c")]
            )
        album = await _postman(pace, 30)
        await asyncio.sleep(5)
        for _ in range(9):
            await bot.get_my_commands()
        assert await _postman(pace, 30) < album

    virtual.run(story())


def test_a_refusal_for_pace_holds_the_postman_and_all_who_answer() -> None:
    async def story() -> None:
        bot, server, pace = _bot()
        server.plan = lambda method, _chat: (
            (200, {"ok": True, "result": ME})
            if method == "getMe"
            else too_many(9)
            if virtual.now() < 1
            else None
        )
        with pytest.raises(RetryAfter):
            await write(bot, 5, "Dạ")
        assert pace.room() == 0
        tried = len(server.tried)
        with pytest.raises(RetryAfter):
            await write(bot, 6, "Dạ")
        assert len(server.tried) == tried  # refused here: Telegram is not asked again too early
        await bot.get_me()  # nor is anything else held
        await asyncio.sleep(9.1)
        assert await write(bot, 6, "Dạ") == 1

    virtual.run(story())


def test_a_refusal_for_pace_of_a_pressed_buttons_answer_holds_everybody_and_is_counted() -> None:
    async def story() -> None:
        metrics = Metrics()
        bot, server, pace = _bot(metrics)
        server.plan = lambda method, _chat: too_many(9) if method == "answerCallbackQuery" else None
        with pytest.raises(RetryAfter):
            await bot.answer_callback_query("press")
        assert pace.room() == 0
        with pytest.raises(RetryAfter):
            await write(bot, 6, "Dạ")
        assert server.arrived == []
        assert metrics.registry.get_sample_value("vidan_held_seconds_total") == 9
        await asyncio.sleep(9.1)
        assert await write(bot, 6, "Dạ") == 1

    virtual.run(story())


def test_menus_that_are_refused_for_pace_hold_nobody() -> None:
    async def story() -> None:
        bot, server, pace = _bot()
        server.plan = lambda method, _chat: too_many(3600) if method == "setMyCommands" else None
        with pytest.raises(RetryAfter):
            await bot.set_my_commands([])
        assert pace.room() == ANY
        assert await write(bot, 6, "Dạ") == 1

    virtual.run(story())


@pytest.mark.parametrize(
    ("fault", "counted"), [(Unsure(), 1), (refusal(504, "Gateway Timeout"), 1), (NotSent(), 0)]
)
def test_a_direct_answer_that_may_have_arrived_is_told_apart_and_counted(
    fault: Exception | tuple[int, dict[str, object]], counted: int
) -> None:
    async def story() -> None:
        metrics = Metrics()
        bot, server, _ = _bot(metrics)
        server.plan = lambda _method, _chat: fault
        with pytest.raises(NetworkError) as lost:
            await write(bot, 5, "Dạ")
        assert isinstance(lost.value, MaybeDone) is bool(counted)
        assert metrics.registry.get_sample_value("vidan_sends_ambiguous_total") == counted

    virtual.run(story())


@pytest.mark.parametrize("kind", ["500", "no way there"])
def test_an_answer_that_finds_telegram_away_tells_the_postman_and_one_that_arrives_too(kind: str) -> None:
    async def story() -> None:
        bot, server, pace = _bot()
        fault = NotSent() if kind == "no way there" else refusal(500, "Internal Server Error")
        server.plan = lambda _method, _chat: fault
        with pytest.raises(NetworkError):
            await write(bot, 5, "Dạ")
        assert (pace.reach.away, pace.room()) == (True, 1)
        server.plan = lambda _method, _chat: None
        await write(bot, 5, "Dạ")
        assert (pace.reach.away, pace.room()) == (False, ANY)

    virtual.run(story())


def test_a_group_that_became_a_supergroup_is_followed() -> None:
    async def story() -> None:
        bot, server, pace = _bot()
        moved = {"parameters": {"migrate_to_chat_id": -1007}}
        code, body = refusal(400, "Bad Request: group chat was upgraded to a supergroup chat")
        server.plan = lambda _method, chat: (code, body | moved) if chat == -7 else None
        await write(bot, -7, "Dạ")
        await bot.send_message(-7, "Dạ", disable_notification=True)
        async with pace.turn(-7):
            await write(bot, -7, "Dạ")
        assert [(call.chat, call.text) for call in server.arrived] == [(-1007, "Dạ")] * 3

    virtual.run(story())


def test_it_opens_and_closes_what_it_passes_on_to() -> None:
    async def story() -> None:
        bot, server, _ = _bot()
        me = {
            "ok": True,
            "result": {"id": 1, "is_bot": True, "first_name": "Vì Dân", "username": "vidan_bot"},
        }
        server.plan = lambda _method, _chat: (200, me)
        async with bot:
            assert bot.username == "vidan_bot"
            assert bot.request.read_timeout == server.read_timeout

    virtual.run(story())


def test_who_taps_fast_waits_a_moment_and_stops_nobody() -> None:
    async def story() -> None:
        bot, _, pace = _bot(takes=0.0)
        went: list[float] = []
        for _ in range(8):
            await bot.send_message(5, "a")
            went.append(virtual.now())
        assert went[BURST - 1] < 0.1  # the burst at once
        assert all(1 < late - early < 1.2 for early, late in itertools.pairwise(went[BURST:]))
        begun = virtual.now()
        await bot.send_message(6, "b")
        assert virtual.now() - begun < 0.1
        assert pace.room() > 0

    virtual.run(story())
