"""Networks that fail: what is raised, what was sent, and that the next call works."""

from __future__ import annotations

import asyncio
import socket
import traceback
from collections.abc import Awaitable

import pytest
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.transport import AiohttpRequest, NotSent, Unsure
from tests.transport.conftest import Make, bot_on
from tests.transport.server import FILE, TOKEN, Act, Server, answer, waits, writes

GOOD = b'{"ok":true,"result":true}'
HALF = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + GOOD


async def fails(call: Awaitable[object], cause: type[Exception] = Unsure) -> TelegramError:
    """What the call raises; ours tells whether Telegram may have seen the call."""
    with pytest.raises(TelegramError) as raised:
        await call
    beneath = raised.value.__cause__
    assert isinstance(beneath, cause) or type(beneath).__module__ == "httpx"
    return raised.value


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(writes(HALF, then="close"), id="a body cut short"),
        pytest.param(writes(HALF, then="reset"), id="a reset amid the body"),
        pytest.param(writes(HALF[:20], then="close"), id="a head cut short"),
        pytest.param(writes(b"", then="close"), id="no answer at all"),
        pytest.param(writes(b"", then="reset"), id="a reset before the answer"),
        pytest.param(writes(b"SSH-2.0-OpenSSH_9.6\r\n\r\n", then="close"), id="not HTTP"),
        pytest.param(
            writes(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", then="close"),
            id="broken chunks",
        ),
        pytest.param(writes(answer(200, GOOD, "Content-Encoding: gzip")), id="not the gzip it says"),
    ],
)
async def test_a_broken_answer_is_a_network_error_sent_once(bot: Bot, server: Server, act: Act) -> None:
    await bot.send_message(5, "before")  # so that it happens on a kept connection
    server.next("sendMessage", act)
    error = await fails(bot.send_message(5, "a"))
    assert type(error) is NetworkError
    assert (await bot.send_message(5, "b")).message_id == 7
    assert [h.fields["text"] for h in server.heard if h.method == "sendMessage"] == ["before", "a", "b"]


async def test_a_timeout_after_sending_sends_nothing_twice(bot: Bot, server: Server) -> None:
    server.next("sendMessage", waits)
    error = await fails(bot.send_message(5, "a", read_timeout=0.05))
    assert type(error) is TimedOut
    await server.gone()  # the connection went with it
    await bot.send_message(5, "b")
    assert [h.fields["text"] for h in server.heard if h.method == "sendMessage"] == ["a", "b"]


async def test_a_timeout_may_come_amid_the_answer(bot: Bot, server: Server) -> None:
    server.next("sendMessage", writes(HALF))
    assert type(await fails(bot.send_message(5, "a", read_timeout=0.05))) is TimedOut
    assert (await bot.send_message(5, "b")).message_id == 7


async def test_an_upload_that_stands_still_times_out(make: Make, server: Server) -> None:
    server.deaf = True
    async with make() as backend:
        bot = bot_on(backend, server)
        # What both ends' buffers swallow, some megabytes, does not stand still.
        error = await fails(bot.send_document(5, FILE * 60, write_timeout=0.1))
        assert type(error) is TimedOut
        server.deaf = False
        assert (await bot.send_message(5, "b")).message_id == 7


async def test_nobody_listens(bot: Bot, server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    bot_elsewhere = Bot(TOKEN, f"http://127.0.0.1:{port}/bot", request=bot.request)
    assert type(await fails(bot_elsewhere.get_me(), NotSent)) is NetworkError


async def test_a_handshake_that_never_comes_is_a_timeout(make: Make, server: Server) -> None:
    server.deaf = True
    server.url = server.url.replace("http", "https")
    async with make(connect_timeout=0.05) as backend:
        assert type(await fails(bot_on(backend, server).get_me(), NotSent)) is TimedOut


async def test_who_finds_no_free_connection_in_time_sent_nothing(make: Make, server: Server) -> None:
    async with bot_on(make(1), server) as bot:
        server.next("sendMessage", waits)
        first = asyncio.create_task(bot.send_message(5, "a"))
        await server.until(lambda: server.counts["sendMessage"] == 1)
        assert (
            type(await fails(bot.send_message(5, "b", pool_timeout=0.05, connect_timeout=0.05), NotSent))
            is TimedOut
        )
        server.released.set()
        await first
    assert server.counts["sendMessage"] == 1


async def test_a_connection_the_server_closed_meanwhile_is_not_used(bot: Bot, server: Server) -> None:
    for n in range(5):
        body = b'{"ok":true,"result":{"message_id":7,"date":1,"chat":{"id":5,"type":"private"}}}'
        server.next("sendMessage", writes(answer(200, body), then="close"))
        await bot.send_message(5, str(n))
        await server.gone()
        for _ in range(10):  # the end is in the client's socket; the loop needs a turn to hand it over
            await asyncio.sleep(0)
    assert server.counts["sendMessage"] == 5


async def test_a_download_is_asked_for_once_more_where_its_connection_was_lost(server: Server) -> None:
    # They differ: aiohttp repeats a GET on a kept connection, PTB's backend raises. It changes nothing there.
    async with AiohttpRequest() as backend:
        file = await bot_on(backend, server).get_file("f")
        server.next("file", writes(b"", then="close"))
        assert bytes(await file.download_as_bytearray()) == FILE
    assert server.counts["file"] == 2


async def test_what_is_raised_does_not_tell_the_token(make: Make, server: Server) -> None:
    async with make() as backend:
        bot = bot_on(backend, server)
        server.next("sendMessage", writes(b"nonsense\r\n\r\n"), writes(b"", then="reset"), waits)
        errors = [await fails(bot.send_message(5, "a", read_timeout=0.05)) for _ in range(3)]
        server.deaf = True
        server.url = server.url.replace("http", "https")
        errors.append(await fails(bot_on(backend, server).get_me(connect_timeout=0.05), NotSent))
    assert TOKEN not in "".join(line for error in errors for line in traceback.format_exception(error))
