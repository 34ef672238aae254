"""Chats that nobody can write to any more: blocked, deleted, left behind."""

from typing import Any

import httpx
import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden

from sandbox.world import World
from tests.sandbox.conftest import LAN, MINH, refusal

GROUP = -500


async def test_closed_chats_are_told_apart(world: World) -> None:
    send: dict[str, Any] = {"text": "a"}
    assert await refusal(world, "sendMessage", chat_id=4242, **send) == (400, "Bad Request: chat not found")
    assert await refusal(world, "sendMessage", chat_id="@vidan", **send) == (
        400,
        "Bad Request: chat not found",
    )
    world.block(LAN)
    blocked = await refusal(world, "sendMessage", chat_id=LAN, **send)
    assert blocked == (403, "Forbidden: bot was blocked by the user")
    world.deactivate(MINH)
    gone = await refusal(world, "sendMessage", chat_id=MINH, **send)
    assert gone == (403, "Forbidden: user is deactivated")
    with pytest.raises(LookupError):
        world.say(MINH, "?")


async def test_a_bot_that_was_thrown_out_of_a_group_cannot_write_there(world: World, bot: Bot) -> None:
    world.say_in_group(GROUP, LAN, "a")
    await bot.send_message(GROUP, "chào")
    world.kick_from_group(GROUP, LAN)
    with pytest.raises(Forbidden, match="Forbidden: bot was kicked from the group chat"):
        await bot.send_message(GROUP, "chào")
    change = world.take_updates()[-1]["my_chat_member"]
    assert (change["chat"]["id"], change["new_chat_member"]["status"]) == (GROUP, "kicked")
    with pytest.raises(LookupError):
        world.kick_from_group(-1, LAN)


async def test_a_group_that_became_a_supergroup_names_its_new_id(world: World, bot: Bot) -> None:
    world.say_in_group(GROUP, LAN, "a")
    new_id = world.migrate(GROUP)
    assert new_id == -1000000000500
    assert await refusal(world, "sendMessage", chat_id=GROUP, text="a") == (
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
    )
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(GROUP, "chào")
    assert moved.value.new_chat_id == new_id
    sent = await bot.send_message(new_id, "chào")
    assert sent.chat.type == "supergroup"
    told = [one.message for one in await bot.get_updates() if one.message][-2:]
    assert [(one.migrate_to_chat_id, one.migrate_from_chat_id) for one in told] == [
        (new_id, None),
        (None, GROUP),
    ]
    world.kick_from_group(new_id, LAN)
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(new_id, "chào")


async def test_a_bare_answer_names_the_code_and_the_new_chat(world: World, http: httpx.AsyncClient) -> None:
    world.say_in_group(GROUP, LAN, "a")
    new_id = world.migrate(GROUP)
    answer = await http.post("/bot1:test/sendMessage", json={"chat_id": GROUP, "text": "a"})
    assert answer.status_code == 400
    assert answer.json()["parameters"] == {"migrate_to_chat_id": new_id}


async def test_the_library_hears_of_a_bad_file(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Wrong file identifier/http url specified"):
        await bot.send_photo(LAN, "AgACAgIAAxkBAAI999999")
