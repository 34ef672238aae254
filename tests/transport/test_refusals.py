"""What Telegram refuses becomes PTB's own error, whichever backend asked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from tests.transport.server import FILE, Server, answer, refuses, writes


async def test_too_many_requests_tell_how_long_to_wait(bot: Bot, server: Server) -> None:
    server.next("sendMessage", refuses(429, "Too Many Requests: retry after 7", retry_after=7))
    with pytest.raises(RetryAfter) as raised:
        await bot.send_message(5, "a")
    assert raised.value.retry_after == timedelta(seconds=7)


@pytest.mark.parametrize(
    ("code", "description", "kind"),
    [
        (400, "Bad Request: chat not found", BadRequest),
        (401, "Unauthorized", InvalidToken),
        (403, "Forbidden: bot was blocked by the user", Forbidden),
        (404, "Not Found", InvalidToken),
        (409, "Conflict: terminated by other getUpdates request", Conflict),
        (413, "Request Entity Too Large", NetworkError),
        (500, "Internal Server Error", NetworkError),
        (502, "Bad Gateway", NetworkError),
    ],
)
async def test_a_refusal_keeps_its_kind_and_telegrams_words(
    bot: Bot, server: Server, code: int, description: str, kind: type[TelegramError]
) -> None:
    server.next("sendMessage", refuses(code, description))
    with pytest.raises(TelegramError) as raised:
        await bot.send_message(5, "a")
    assert type(raised.value) is kind
    assert description.removeprefix("Bad Request: ").casefold() in raised.value.message.casefold()
    await bot.send_message(5, "b")
    assert server.connections == 1, "a refusal is an answer: the connection stays"


async def test_a_group_that_moved_tells_where_to(bot: Bot, server: Server) -> None:
    server.next("sendMessage", refuses(400, "Bad Request: group moved", migrate_to_chat_id=-100))
    with pytest.raises(ChatMigrated) as raised:
        await bot.send_message(5, "a")
    assert raised.value.new_chat_id == -100


@pytest.mark.parametrize("code", [500, 502, 503, 504])
async def test_a_gateways_page_is_a_network_error(bot: Bot, server: Server, code: int) -> None:
    page = b"<html><h1>nginx</h1></html>"
    server.next("sendMessage", writes(answer(code, page, "Content-Type: text/html")))
    with pytest.raises(NetworkError, match=str(code)):
        await bot.send_message(5, "a")


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"ok":true,"result":', b"\xff\xfe\x00"])
async def test_an_answer_that_is_no_json_is_an_error_and_the_next_call_works(
    bot: Bot, server: Server, body: bytes
) -> None:
    server.next("sendMessage", writes(answer(200, body)))
    with pytest.raises(TelegramError, match="Invalid server response"):
        await bot.send_message(5, "a")
    assert (await bot.send_message(5, "b")).message_id == 7


async def test_a_file_that_is_not_there_is_refused(bot: Bot, server: Server) -> None:
    file = await bot.get_file("f")
    server.next("file", refuses(404, "Not Found"))
    with pytest.raises(TelegramError):
        await file.download_as_bytearray()
    assert bytes(await file.download_as_bytearray()) == FILE
