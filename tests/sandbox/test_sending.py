"""What the bot sends arrives as Telegram would show it."""

import json

import httpx
import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    ReplyKeyboardMarkup,
)
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError, TimedOut

from sandbox.world import World
from tests.sandbox.conftest import LAN, bot_for, make_world, picture


async def test_the_library_reads_who_the_bot_is(bot: Bot) -> None:
    assert (bot.first_name, bot.username, bot.id) == ("Vì Dân", "vidan_test_bot", 1)


async def test_a_sent_text_is_shown_in_the_chat(world: World, bot: Bot) -> None:
    sent = await bot.send_message(LAN, "Chào bà con")
    shown = world.messages(LAN)[-1]
    assert sent.message_id == shown.message_id
    assert (shown.text, shown.from_bot, shown.edited, shown.deleted) == ("Chào bà con", True, False, False)


async def test_a_reply_names_what_it_replies_to(world: World, bot: Bot) -> None:
    asked = world.say(LAN, "Có ai không?")
    sent = await bot.send_message(LAN, "Có ạ", reply_to_message_id=asked)
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "Có ai không?"
    assert world.messages(LAN)[-1].reply_to == asked


async def test_a_reply_to_nothing_is_refused_unless_it_may_go_without(world: World, bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(LAN, "?", reply_to_message_id=99)
    await bot.send_message(LAN, "!", reply_to_message_id=99, allow_sending_without_reply=True)
    assert world.messages(LAN)[-1].reply_to is None


async def test_buttons_are_shown_and_given_back(world: World, bot: Bot) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Gửi", callback_data="send")]])
    sent = await bot.send_message(LAN, "Gửi chứ?", reply_markup=keyboard)
    assert sent.reply_markup == keyboard
    assert world.messages(LAN)[-1].reply_markup == {
        "inline_keyboard": [[{"text": "Gửi", "callback_data": "send"}]]
    }


async def test_a_reply_keyboard_is_shown_and_not_given_back(world: World, bot: Bot) -> None:
    sent = await bot.send_message(LAN, "Chọn", reply_markup=ReplyKeyboardMarkup([["Góp ý", "Khen"]]))
    assert sent.reply_markup is None
    markup = world.messages(LAN)[-1].reply_markup
    assert markup is not None
    assert markup["keyboard"] == [[{"text": "Góp ý"}, {"text": "Khen"}]]


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "Message text is empty"), ("  \n", "Message text is empty"), ("😀" * 2049, "Message is too long")],
)
async def test_a_text_of_no_or_too_many_utf16_units_is_refused(bot: Bot, text: str, reason: str) -> None:
    with pytest.raises(BadRequest, match=reason):
        await bot.send_message(LAN, text)


async def test_length_counts_after_parsing(bot: Bot) -> None:
    sent = await bot.send_message(LAN, f"<b>{'a' * 4096}</b>", parse_mode="HTML")
    assert len(sent.text or "") == 4096


async def test_button_data_of_more_than_64_bytes_is_refused(bot: Bot) -> None:
    fits = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="ă" * 32)]])
    await bot.send_message(LAN, "x", reply_markup=fits)
    with pytest.raises(BadRequest, match="Button_data_invalid"):
        await bot.send_message(
            LAN, "x", reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="ă" * 33)]])
        )


async def test_a_photo_comes_in_several_sizes_with_its_caption(world: World, bot: Bot) -> None:
    data = picture()
    sent = await bot.send_photo(LAN, data, caption="<i>Biểu đồ</i>", parse_mode="HTML")
    assert [size.width for size in sent.photo] == [90, 320, 800, 1600]
    assert (sent.caption, sent.caption_entities[0].type) == ("Biểu đồ", "italic")
    assert world.file(sent.photo[-1].file_id) == data
    again = await bot.send_photo(LAN, sent.photo[-1].file_id)
    assert again.photo == sent.photo


async def test_what_is_no_picture_is_refused_as_a_photo(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(LAN, b"text")
    with pytest.raises(BadRequest, match="Photo_invalid_dimensions"):
        await bot.send_photo(LAN, picture(2100, 100))


async def test_a_long_caption_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_photo(LAN, picture(40, 40), caption="a" * 1025)


async def test_a_document_keeps_name_and_bytes_and_can_be_downloaded(world: World, bot: Bot) -> None:
    sent = await bot.send_document(LAN, b"%PDF-1.7", filename="báo cáo.pdf", caption="Tháng 11")
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.mime_type) == ("báo cáo.pdf", "application/pdf")
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"%PDF-1.7"
    assert world.file(sent.document.file_id) == b"%PDF-1.7"


async def test_an_album_shares_one_group(world: World, bot: Bot) -> None:
    sent = await bot.send_media_group(LAN, [InputMediaPhoto(picture(40, 30), caption="a") for _ in range(3)])
    assert len({one.media_group_id for one in sent}) == 1
    assert [one.media_group_id for one in world.messages(LAN)] == [one.media_group_id for one in sent]


async def test_an_album_that_is_wrong_in_part_sends_nothing(world: World, bot: Bot) -> None:
    with pytest.raises(BadRequest):
        await bot.send_media_group(LAN, [InputMediaPhoto(picture(40, 30)), InputMediaPhoto(b"no picture")])
    with pytest.raises(BadRequest, match="can't be mixed"):
        await bot.send_media_group(LAN, [InputMediaPhoto(picture(40, 30)), InputMediaDocument(b"x")])
    assert world.messages(LAN) == []


async def test_an_unknown_chat_and_a_blocked_bot_are_told_apart(world: World, bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(4242, "ai đó?")
    world.block(LAN)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(LAN, "Chào")
    world.unblock(LAN)
    await bot.send_message(LAN, "Chào")
    changes = [one["my_chat_member"]["new_chat_member"]["status"] for one in world.take_updates()]
    assert changes == ["kicked", "member"]


async def test_a_person_who_never_wrote_cannot_be_written_to() -> None:
    world = make_world(started=False)
    async with bot_for(world) as bot:
        with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
            await bot.send_message(LAN, "Chào")
        world.say(LAN, "/start")
        await bot.send_message(LAN, "Chào")


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
async def test_an_ordered_fault_comes_once_and_then_no_more(world: World, bot: Bot) -> None:
    world.fail_next(
        "sendMessage", code=429, description="Too Many Requests: retry after 3", retry_after=3, times=2
    )
    for _ in range(2):
        with pytest.raises(RetryAfter):
            await bot.send_message(LAN, "1")
    await bot.send_message(LAN, "2")
    assert [one.text for one in world.messages(LAN)] == ["2"]


async def test_a_fault_after_the_fact_leaves_the_message_there(world: World, bot: Bot) -> None:
    world.fail_next("sendMessage", code=504, description="Gateway Timeout", after=True)
    with pytest.raises((TimedOut, TelegramError)):
        await bot.send_message(LAN, "đã tới")
    assert [one.text for one in world.messages(LAN)] == ["đã tới"]
    assert world.calls[-1][0] == "sendMessage"


async def test_methods_that_are_not_imitated_are_refused_by_name(http: httpx.AsyncClient) -> None:
    answer = await http.post("/bot1:test/sendDice", json={"chat_id": LAN})
    assert answer.status_code == 501
    assert answer.json() == {
        "ok": False,
        "error_code": 501,
        "description": "Not Implemented: the sandbox does not imitate method 'sendDice'",
    }


async def test_a_wrong_token_is_unauthorized(http: httpx.AsyncClient) -> None:
    answer = await http.get("/bot2:other/getMe")
    assert (answer.status_code, answer.json()["description"]) == (401, "Unauthorized")


async def test_unknown_parameters_are_refused(http: httpx.AsyncClient) -> None:
    answer = await http.post("/bot1:test/sendMessage", json={"chat_id": LAN, "text": "a", "txt": "b"})
    assert answer.status_code == 400
    assert "'txt'" in answer.json()["description"]


@pytest.mark.parametrize("way", ["query", "form", "json"])
async def test_parameters_come_in_the_query_a_form_or_json(
    world: World, http: httpx.AsyncClient, way: str
) -> None:
    markup = {"force_reply": True}
    body = {"chat_id": str(LAN), "text": "a", "reply_markup": json.dumps(markup)}
    url = "/bot1:test/sendmessage"
    if way == "query":
        answer = await http.get(url, params=body)
    elif way == "form":
        answer = await http.post(url, data=body)
    else:
        answer = await http.post(url, json={"chat_id": LAN, "text": "a", "reply_markup": markup})
    assert answer.json()["ok"] is True
    assert world.messages(LAN)[-1].reply_markup == markup
    assert world.calls[-1][1]["reply_markup"] == markup


async def test_a_too_big_request_says_when_to_come_again(world: World, http: httpx.AsyncClient) -> None:
    world.fail_next("sendMessage", code=429, description="Too Many Requests: retry after 7", retry_after=7)
    answer = await http.post("/bot1:test/sendMessage", json={"chat_id": LAN, "text": "a"})
    assert answer.json()["parameters"] == {"retry_after": 7}
