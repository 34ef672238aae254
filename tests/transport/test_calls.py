"""What goes over the wire when all is well."""

from __future__ import annotations

import asyncio
import io
from urllib.parse import unquote

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, InputMediaPhoto
from telegram.request import HTTPXRequest

from tests.transport.conftest import Make, bot_on
from tests.transport.server import FILE, MESSAGE, TOKEN, Heard, Server, answer, waits, writes


def last(server: Server, method: str) -> Heard:
    """The newest call of the method."""
    return [heard for heard in server.heard if heard.method == method][-1]


async def test_words_numbers_and_keyboards_arrive_as_they_were_given(bot: Bot, server: Server) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Gửi", callback_data="a:1")]])
    text = 'Đồng chí & bà con <b>"100%"</b> + 🙏'
    sent = await bot.send_message(5, text, reply_markup=keyboard, disable_notification=True)
    assert sent.message_id == MESSAGE["message_id"]
    heard = last(server, "sendMessage")
    assert heard.verb == "POST"
    assert heard.path == f"/bot{TOKEN}/sendMessage"
    assert heard.fields == {
        "chat_id": 5,
        "text": text,
        "disable_notification": True,
        "reply_markup": {"inline_keyboard": [[{"text": "Gửi", "callback_data": "a:1"}]]},
    }


async def test_a_call_without_parameters_has_no_body(bot: Bot, server: Server) -> None:
    assert (await bot.get_me()).username == "vidan_bot"
    assert last(server, "getMe").body == b""


async def test_a_call_says_who_asks(bot: Bot, server: Server) -> None:
    await bot.send_message(5, "a")  # answered with a cookie
    await bot.send_message(5, "b")
    heard = last(server, "sendMessage")
    assert heard.headers["user-agent"].startswith("python-telegram-bot v")
    # They differ: PTB's backend gives cookies back, ours takes none. Telegram sets none.
    assert ("cookie" in heard.headers) is isinstance(bot.request, HTTPXRequest)


async def test_a_file_goes_as_a_form_with_its_name(bot: Bot, server: Server) -> None:
    await bot.send_document(5, FILE, filename='Báo cáo "quý 3".xlsx', caption="Số liệu\r\n--x")
    heard = last(server, "sendDocument")
    assert int(heard.headers["content-length"]) == len(heard.body)
    assert heard.parts["chat_id"].data == b"5"
    assert heard.parts["caption"].data.decode() == "Số liệu\r\n--x"
    document = heard.parts["document"]
    assert document.data == FILE
    assert document.name == "Báo cáo %22quý 3%22.xlsx"
    assert document.kind == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def test_an_album_carries_each_photo_under_the_name_its_entry_refers_to(
    bot: Bot, server: Server
) -> None:
    photos = [bytes([n]) * 100_000 for n in range(3)]
    sent = await bot.send_media_group(5, [InputMediaPhoto(photo) for photo in photos], caption="Ảnh")
    assert [message.message_id for message in sent] == [7, 8]
    heard = last(server, "sendMediaGroup")
    media = heard.fields["media"]
    assert media[0]["caption"] == "Ảnh"
    names = [entry["media"].removeprefix("attach://") for entry in media]
    assert [heard.parts[name].data for name in names] == photos


async def test_a_file_of_many_megabytes_and_an_open_file_arrive_whole(bot: Bot, server: Server) -> None:
    large = FILE * 20
    await bot.send_document(5, large, filename="a.bin")
    assert last(server, "sendDocument").parts["document"].data == large
    with io.BytesIO(FILE) as file:
        await bot.send_document(5, InputFile(file, "b.bin", read_file_handle=False))
    assert last(server, "sendDocument").parts["document"].data == FILE


async def test_a_file_is_fetched(bot: Bot, server: Server) -> None:
    file = await bot.get_file("f")
    assert bytes(await file.download_as_bytearray()) == FILE
    heard = last(server, "file")
    assert heard.verb == "GET"
    assert unquote(heard.path) == f"/file/bot{TOKEN}/photos/1.jpg"
    assert heard.body == b""


async def test_a_connection_is_used_again(bot: Bot, server: Server) -> None:
    for _ in range(5):
        await bot.send_message(5, "a")
        await bot.send_photo(5, FILE)
    assert server.connections == 1


async def test_many_calls_at_once_share_the_connections_there_may_be(make: Make, server: Server) -> None:
    async with bot_on(make(4, pool_timeout=30), server) as bot:
        server.next("sendMessage", *[waits] * 4)
        calls = [asyncio.create_task(bot.send_message(5, str(n))) for n in range(100)]
        await server.until(lambda: server.counts["sendMessage"] == 4)
        server.released.set()
        await asyncio.gather(*calls)
    assert sorted(int(h.fields["text"]) for h in server.heard if h.method == "sendMessage") == list(
        range(100)
    )
    assert server.most_open == 4


async def test_a_long_poll_waits_longer_than_other_calls(make: Make, server: Server) -> None:
    async with make(read_timeout=0.05) as backend:
        server.next("getUpdates", waits)
        asyncio.get_running_loop().call_later(0.1, server.released.set)
        assert await bot_on(backend, server).get_updates(timeout=1, read_timeout=5) == ()


async def test_an_answer_may_come_in_pieces_without_a_length(bot: Bot, server: Server) -> None:
    pieces = (b'{"ok":true,"result":{"id":1,', b'"is_bot":true,"first_name":"Lan"}}', b"")
    body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    server.next("getMe", writes(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body))
    assert (await bot.get_me()).first_name == "Lan"


@pytest.mark.parametrize("code", [301, 302, 307])
async def test_nobody_is_followed_elsewhere(bot: Bot, server: Server, code: int) -> None:
    server.next("getMe", writes(answer(code, b"", f"Location: {server.url}/bot{TOKEN}/elsewhere")))
    with pytest.raises(Exception, match=str(code)):
        await bot.get_me()
    assert server.counts["elsewhere"] == 0
