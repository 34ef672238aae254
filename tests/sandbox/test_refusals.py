"""Limits: each refusal with its code and Telegram's own words."""

import struct
import zlib
from datetime import timedelta
from typing import Any

import httpx
import pytest

from sandbox.params import Params, Upload
from sandbox.world import World
from tests.sandbox.conftest import LAN, picture, refusal

SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def inline(*rows: list[str], data: str = "x") -> dict[str, Any]:
    """Return an inline keyboard of these labels."""
    return {"inline_keyboard": [[{"text": text, "callback_data": data} for text in row] for row in rows]}


def large_picture() -> bytes:
    """Return a PNG of more than 10 MB: a small picture with a long chunk that viewers skip."""
    data = picture(40, 30)
    body = bytes(10 * 1024 * 1024)
    chunk = struct.pack(">I", len(body)) + b"saFe" + body + struct.pack(">I", zlib.crc32(b"saFe" + body))
    return data[:33] + chunk + data[33:]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "<i> \n</i>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "<i></i>" * 5000, "parse_mode": "HTML"}, "text is too long"),
        ({"text": "a", "parse_mode": "XML"}, "unsupported parse_mode"),
        (
            {"text": "ă<x>a</x>", "parse_mode": "HTML"},
            'can\'t parse entities: Unsupported start tag "x" at byte offset 2',
        ),
        (
            {"text": "<b>a", "parse_mode": "html"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (
            {"text": "<b>a</i>", "parse_mode": "HTML"},
            'can\'t parse entities: Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
        ),
        (
            {"text": "a", "entities": [{"type": "bold", "offset": 1, "length": 1}]},
            "entity begins after the end of the text at UTF-16 offset 1",
        ),
        (
            {"text": "a", "entities": [{"type": "bold", "offset": 0, "length": 2}]},
            "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 2",
        ),
        (
            {"text": "a", "entities": [{"type": "loud", "offset": 0, "length": 1}]},
            "can't parse MessageEntity: Unsupported type specified",
        ),
        (
            {"text": "a", "parse_mode": "HTML", "entities": [{"type": "bold", "offset": 0, "length": 1}]},
            "the sandbox takes parse_mode or entities, not both",
        ),
        ({"text": "a", "reply_markup": inline(["Gửi"], data="ă" * 33)}, "BUTTON_DATA_INVALID"),
        (
            {"text": "a", "reply_markup": inline(["Gửi"], data="")},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"text": "a", "reply_markup": inline([" "])}, "inline keyboard button text must be non-empty"),
        ({"text": "a", "reply_markup": {"keyboard": [[""]]}}, "keyboard button text must be non-empty"),
        ({"text": "a", "reply_markup": inline(["a"] * 9)}, "reply markup is too long"),
        ({"text": "a", "reply_markup": inline(*[["a"] * 8] * 13)}, "reply markup is too long"),
        ({"text": "a", "reply_markup": inline(*[["Ấp Bào Sen " * 9] * 4] * 20)}, "reply markup is too long"),
        (
            {"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "a", "url": "nowhere"}]]}},
            "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
        ),
        (
            {
                "text": "a",
                "reply_markup": {"inline_keyboard": [[{"text": "a", "url": "t.me", "callback_data": "b"}]]},
            },
            "the sandbox takes one action a button, not url and callback_data",
        ),
        (
            {
                "text": "a",
                "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "b", "style": "pink"}]]},
            },
            "can't parse inline keyboard button: invalid button style specified",
        ),
        ({"text": "a", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    ],
)
async def test_a_message_that_is_over_a_limit_is_refused(
    world: World, call: dict[str, Any], words: str
) -> None:
    assert await refusal(world, "sendMessage", chat_id=LAN, **call) == (400, f"Bad Request: {words}")
    assert world.messages(LAN) == []


async def test_what_just_fits_is_taken(world: World) -> None:
    for call in (
        {"text": f"<b>{'ấ' * 4096}</b>", "parse_mode": "HTML"},
        {"text": "😀" * 2048},
        {"text": "a", "reply_markup": inline(*[["a"] * 8] * 12, ["a"] * 4, data="a" * 40)},
        {"text": "a", "reply_markup": inline(["Gửi"], data="ă" * 32)},
    ):
        await world.call("sendMessage", Params({"chat_id": LAN} | call))
    assert len(world.messages(LAN)) == 4


async def test_a_caption_has_1024_units_after_parsing(world: World) -> None:
    photo = {"photo": picture(40, 30)}
    long = await refusal(world, "sendPhoto", photo, chat_id=LAN, caption="ấ" * 1025)
    assert long == (400, "Bad Request: message caption is too long")
    fits = Params(
        {"chat_id": LAN, "caption": f"<i>{'ấ' * 1024}</i>", "parse_mode": "HTML"},
        {"photo": Upload("a.png", "image/png", photo["photo"])},
    )
    await world.call("sendPhoto", fits)
    assert len(world.messages(LAN)[-1].caption or "") == 1024


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "file must be non-empty"),
        (b"text", "IMAGE_PROCESS_FAILED"),
        (picture(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (picture(9990, 600), "PHOTO_INVALID_DIMENSIONS"),
    ],
)
async def test_what_telegram_takes_for_no_photo_is_refused(world: World, data: bytes, words: str) -> None:
    assert await refusal(world, "sendPhoto", {"photo": data}, chat_id=LAN) == (400, f"Bad Request: {words}")


async def test_a_photo_has_at_most_ten_megabytes(world: World) -> None:
    data = large_picture()
    words = f"file of size {len(data)} bytes is too big for a photo; the maximum size is 10485760 bytes"
    assert await refusal(world, "sendPhoto", {"photo": data}, chat_id=LAN) == (400, f"Bad Request: {words}")
    await world.call(
        "sendDocument", Params({"chat_id": LAN}, {"document": Upload("a.png", "image/png", data)})
    )


async def test_a_file_to_download_has_at_most_twenty_megabytes(world: World) -> None:
    world.send_document(LAN, "a.bin", bytes(20 * 1024 * 1024 + 1), "application/octet-stream")
    document = world.messages(LAN)[-1].document or {}
    refused = await refusal(world, "getFile", file_id=document["file_id"])
    assert refused == (400, "Bad Request: file is too big")


async def test_an_upload_has_at_most_fifty_megabytes(http: httpx.AsyncClient) -> None:
    files = {"document": ("a.bin", bytes(50 * 1024 * 1024 + 1))}
    answer = await http.post("/bot1:test/sendDocument", data={"chat_id": LAN}, files=files)
    assert (answer.status_code, answer.json()["description"]) == (413, "Request Entity Too Large")


async def test_an_album_has_two_to_ten_of_one_kind(world: World) -> None:
    world.send_photo(LAN, picture(40, 30))
    sizes = world.messages(LAN)[0].photo or []
    photo = {"type": "photo", "media": sizes[-1]["file_id"]}
    for media, words in (
        ([], "there are no messages to send"),
        ([photo], "the sandbox takes albums of 2 to 10 items, as the manual has it"),
        ([photo] * 11, "too many messages to send as an album"),
        ([photo, photo | {"type": "document"}], "document can't be mixed with other media types"),
        (
            [photo, photo | {"show_caption_above_media": True}],
            "parameter show_caption_above_media must be the same for all messages",
        ),
    ):
        assert await refusal(world, "sendMediaGroup", chat_id=LAN, media=media) == (
            400,
            f"Bad Request: {words}",
        )
    await world.call("sendMediaGroup", Params({"chat_id": LAN, "media": [photo] * 10}))
    assert len(world.messages(LAN)) == 11


async def test_a_file_that_nothing_refers_to_is_refused(world: World) -> None:
    refused = await refusal(world, "sendMessage", {"extra": b"x"}, chat_id=LAN, text="a")
    assert refused == (400, "Bad Request: file 'extra' is attached and nothing refers to it")
    refused = await refusal(world, "sendMessage", {"text": b"x"}, chat_id=LAN)
    assert refused == (
        400,
        "Bad Request: the sandbox takes no file as parameter 'text' of method 'sendMessage'",
    )


async def test_edits_are_refused_in_telegrams_words(world: World) -> None:
    asked = world.say(LAN, "của Lan")
    sent = await world.call(
        "sendMessage", Params({"chat_id": LAN, "text": "một", "reply_markup": inline(["a"])})
    )
    number = sent["message_id"]
    for call, words in (
        ({"message_id": 99, "text": "a"}, "message to edit not found"),
        ({"message_id": asked, "text": "a"}, "message can't be edited"),
        ({"message_id": number, "text": "một", "reply_markup": inline(["a"])}, SAME),
        ({"message_id": number, "text": ""}, "message text is empty"),
    ):
        assert await refusal(world, "editMessageText", chat_id=LAN, **call) == (400, f"Bad Request: {words}")
    refused = await refusal(world, "editMessageCaption", chat_id=LAN, message_id=number, caption="a")
    assert refused == (400, "Bad Request: there is no caption in the message to edit")
    refused = await refusal(world, "deleteMessage", chat_id=LAN, message_id=99)
    assert refused == (400, "Bad Request: message to delete not found")


async def test_a_press_is_answered_once_and_within_fifteen_seconds(world: World) -> None:
    sent = await world.call(
        "sendMessage", Params({"chat_id": LAN, "text": "?", "reply_markup": inline(["a"])})
    )
    once, late = (world.tap(LAN, sent["message_id"], "x") for _ in range(2))
    refused = await refusal(world, "answerCallbackQuery", callback_query_id=once, text="a" * 201)
    assert refused == (400, "Bad Request: MESSAGE_TOO_LONG")
    world.clock_offset += timedelta(seconds=14)
    await world.call("answerCallbackQuery", Params({"callback_query_id": once, "text": "a" * 200}))
    twice = await refusal(world, "answerCallbackQuery", callback_query_id=once)
    world.clock_offset += timedelta(seconds=2)
    too_late = await refusal(world, "answerCallbackQuery", callback_query_id=late)
    assert twice == too_late == (400, f"Bad Request: {TOO_OLD}")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"command": "/", "description": "a"}, "command must be non-empty"),
        ({"command": "a" * 33, "description": "a"}, "command length must not exceed 32"),
        ({"command": "GópÝ", "description": "a"}, "BOT_COMMAND_INVALID"),
        ({"command": "gopy", "description": " "}, "command description must be non-empty"),
        ({"command": "gopy", "description": "a" * 257}, "command description length must not exceed 256"),
    ],
)
async def test_a_bad_command_is_refused(world: World, row: dict[str, str], words: str) -> None:
    assert await refusal(world, "setMyCommands", commands=[row]) == (400, f"Bad Request: {words}")
    many = [{"command": f"c{n}", "description": "a"} for n in range(101)]
    assert await refusal(world, "setMyCommands", commands=many) == (400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
