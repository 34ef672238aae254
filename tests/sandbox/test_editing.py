"""Edits, deletions, and answers to presses."""

from datetime import timedelta

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
)
from telegram.error import BadRequest

from sandbox.methods_commands import commands_for
from sandbox.world import World
from tests.sandbox.conftest import LAN, MINH, picture

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Gửi", callback_data="send")]])


async def test_an_edit_changes_the_text_and_takes_the_buttons(world: World, bot: Bot) -> None:
    sent = await bot.send_message(LAN, "một", reply_markup=KEYBOARD)
    edited = await sent.edit_text("<b>hai</b>", parse_mode="HTML")
    assert isinstance(edited, Message)
    assert edited.edit_date is not None
    shown = world.messages(LAN)[-1]
    assert (shown.text, shown.edited, shown.reply_markup) == ("hai", True, None)


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot) -> None:
    sent = await bot.send_message(LAN, "một", reply_markup=KEYBOARD)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_text("một", reply_markup=KEYBOARD)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_reply_markup(KEYBOARD)


async def test_taking_the_buttons_away_leaves_no_edited_mark(world: World, bot: Bot) -> None:
    sent = await bot.send_message(LAN, "một", reply_markup=KEYBOARD)
    await sent.edit_reply_markup(None)
    shown = world.messages(LAN)[-1]
    assert (shown.edited, shown.reply_markup) == (False, None)


async def test_captions_and_media_can_be_changed(world: World, bot: Bot) -> None:
    sent = await bot.send_photo(LAN, picture(40, 30), caption="một")
    await sent.edit_caption("hai")
    assert world.messages(LAN)[-1].caption == "hai"
    data = picture(50, 30)
    await sent.edit_media(InputMediaPhoto(data, caption="ba"))
    shown = world.messages(LAN)[-1]
    assert shown.photo is not None
    assert (shown.caption, world.file(shown.photo[-1]["file_id"])) == ("ba", data)
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await sent.edit_text("bốn")


async def test_what_is_not_the_bots_or_not_there_cannot_be_edited(world: World, bot: Bot) -> None:
    mine = world.say(LAN, "của tôi")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("x", LAN, mine)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", LAN, 99)


async def test_a_deleted_message_keeps_nothing_of_what_it_said(world: World, bot: Bot) -> None:
    sent = await bot.send_message(LAN, "bí mật")
    await sent.delete()
    [shown] = world.messages(LAN)
    assert (shown.deleted, shown.text) == (True, None)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await sent.delete()


async def test_after_two_days_a_message_stays(world: World, bot: Bot) -> None:
    sent = await bot.send_message(LAN, "cũ")
    world.clock_offset = timedelta(hours=49)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await sent.delete()


async def test_dates_follow_the_sandboxs_clock(world: World, bot: Bot) -> None:
    before = await bot.send_message(LAN, "nay")
    world.clock_offset = timedelta(days=30)
    after = await bot.send_message(LAN, "mai")
    assert (after.date - before.date).days in {29, 30}


async def test_a_press_carries_its_message_and_is_answered_once(world: World, bot: Bot) -> None:
    sent = await bot.send_message(LAN, "Gửi?", reply_markup=KEYBOARD)
    number = world.tap(LAN, sent.message_id, "send")
    [update] = await bot.get_updates()
    query = update.callback_query
    assert query is not None
    assert isinstance(query.message, Message)
    assert (query.data, query.message.text, query.from_user.id) == ("send", "Gửi?", LAN)
    await query.answer("Đã gửi", show_alert=True)
    assert [(one.id, one.text, one.show_alert) for one in world.answers] == [(number, "Đã gửi", True)]
    with pytest.raises(BadRequest, match="Query is too old"):
        await query.answer()
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query("123")


async def test_a_press_on_a_deleted_message_finds_it_inaccessible(world: World, bot: Bot) -> None:
    sent = await bot.send_message(LAN, "Gửi?", reply_markup=KEYBOARD)
    await sent.delete()
    world.tap(LAN, sent.message_id, "send")
    [update] = await bot.get_updates()
    assert update.callback_query is not None
    assert update.callback_query.message is not None
    assert update.callback_query.message.is_accessible is False


async def test_the_menu_shows_the_narrowest_list_in_the_persons_language(world: World, bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("gopy", "Góp ý")])
    await bot.set_my_commands([BotCommand("suggest", "Suggest")], language_code="en")
    await bot.set_my_commands([BotCommand("hopthu", "Hộp thư")], scope=BotCommandScopeChat(LAN))
    assert [one["command"] for one in commands_for(world, LAN)] == ["hopthu"]
    assert [one["command"] for one in commands_for(world, MINH)] == ["suggest"]
    await bot.delete_my_commands(scope=BotCommandScopeChat(LAN))
    assert [one["command"] for one in commands_for(world, LAN)] == ["gopy"]
    assert [one.command for one in await bot.get_my_commands()] == ["gopy"]
    assert world.commands["default", "en"] == [{"command": "suggest", "description": "Suggest"}]


async def test_bad_commands_are_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Bot_command_invalid"):
        await bot.set_my_commands([BotCommand("GópÝ", "x")])


async def test_descriptions_and_chat_actions_are_taken(world: World, bot: Bot) -> None:
    await bot.set_my_description("Mỗi ngày làm một việc tốt vì dân")
    await bot.set_my_short_description("Vì dân")
    await bot.set_chat_menu_button()
    await bot.send_chat_action(LAN, "typing")
    assert world.profile["short_description", ""] == "Vì dân"
    with pytest.raises(BadRequest, match="Wrong parameter action"):
        await bot.send_chat_action(LAN, "dancing")
