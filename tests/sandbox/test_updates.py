"""Updates are kept until they are confirmed."""

import asyncio

import httpx
import pytest
from telegram import Bot
from telegram.error import Conflict

from sandbox.world import World
from tests.sandbox.conftest import LAN, MINH, picture


async def test_unconfirmed_updates_are_given_again(world: World, bot: Bot) -> None:
    for word in ("một", "hai", "ba"):
        world.say(LAN, word)
    first = await bot.get_updates()
    assert [one.message.text for one in first if one.message] == ["một", "hai", "ba"]
    assert [one.update_id for one in await bot.get_updates()] == [one.update_id for one in first]


async def test_an_offset_confirms_all_below_it(world: World, bot: Bot) -> None:
    world.say(LAN, "một")
    world.say(LAN, "hai")
    [first] = await bot.get_updates(limit=1)
    [second] = await bot.get_updates(offset=first.update_id + 1)
    assert second.message is not None
    assert second.message.text == "hai"
    assert await bot.get_updates(offset=second.update_id + 1) == ()
    assert world.updates_waiting == 0


async def test_a_negative_offset_keeps_the_last_ones(world: World, bot: Bot) -> None:
    for word in ("một", "hai", "ba"):
        world.say(LAN, word)
    assert len(await bot.get_updates(offset=-1)) == 1
    assert world.updates_waiting == 1


async def test_a_waiting_reader_is_woken_by_a_message(world: World, bot: Bot) -> None:
    reading = asyncio.create_task(bot.get_updates(timeout=20))
    for _ in range(50):  # turns of the loop, no time: the call goes through several awaits
        await asyncio.sleep(0)
    world.say(LAN, "dậy")
    [update] = await reading
    assert update.message is not None
    assert update.message.text == "dậy"


async def test_the_later_of_two_readers_wins(world: World, bot: Bot) -> None:
    reading = asyncio.create_task(world.get_updates(timeout=20))
    await asyncio.sleep(0)
    later = asyncio.create_task(world.get_updates(timeout=20))
    with pytest.raises(Exception, match="terminated by other getUpdates request"):
        await reading
    world.say(LAN, "một")
    assert len(await later) == 1


async def test_getupdates_is_closed_while_a_webhook_is_set(world: World, bot: Bot) -> None:
    await bot.set_webhook("https://example.org/telegram", secret_token="s")
    with pytest.raises(Conflict):
        await bot.get_updates()
    assert (await bot.get_webhook_info()).url == "https://example.org/telegram"
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_kinds_that_the_bot_does_not_want_are_not_kept(world: World, bot: Bot) -> None:
    await bot.get_updates(allowed_updates=["message"])
    world.block(LAN)
    world.say(MINH, "hi")
    assert [bool(one.message) for one in await bot.get_updates()] == [True]


async def test_a_webhook_is_posted_to_until_it_takes_the_update(world: World) -> None:
    from sandbox.api import make_app

    seen: list[tuple[int, str | None]] = []
    taken = asyncio.Event()

    def receive(request: httpx.Request) -> httpx.Response:
        seen.append((len(request.content), request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        taken.set()
        return httpx.Response(200)

    app = make_app(world, transport=httpx.MockTransport(receive))
    async with app.router.lifespan_context(app):
        world.webhook = {"url": "https://example.org/telegram", "secret_token": "s3"}
        world.say(LAN, "một")
        await asyncio.wait_for(taken.wait(), 5)
    assert seen[0][1] == "s3"


async def test_every_kind_of_message_parses(world: World, bot: Bot) -> None:
    asked = world.say(LAN, "/gopy")
    world.say(LAN, "trả lời", reply_to=asked)
    world.edit(LAN, asked, "/khen")
    world.send_photo(LAN, picture(), caption="ảnh", media_group_id="7")
    world.send_photo(LAN, b"not decodable")
    world.send_document(LAN, "a.pdf", b"%PDF", "application/pdf", caption="x")
    for kind in ("sticker", "poll", "contact", "location", "voice", "video", "dice"):
        world.send_other(LAN, kind)
    world.forward(LAN, "chuyển", "Ông Ba")
    world.say_in_group(-500, LAN, "@vidan_test_bot ơi")
    world.tap(LAN, asked, "forged")
    world.push({"message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}})
    updates = await bot.get_updates()
    assert len(updates) == 17
    assert updates[0].message is not None
    assert updates[0].message.entities[0].type == "bot_command"
    assert updates[2].edited_message is not None
    assert len({one.update_id for one in updates}) == len(updates)
    group = updates[14].message
    assert group is not None
    assert (group.chat.type, group.entities[0].type) == ("group", "mention")


async def test_a_photo_keeps_its_bytes_in_the_largest_size(world: World) -> None:
    data = picture(kind="JPEG")
    world.send_photo(LAN, data)
    [update] = world.take_updates()
    sizes = update["message"]["photo"]
    assert world.file(sizes[-1]["file_id"]) == data
    assert [one["width"] for one in sizes] == [90, 320, 800, 1600]


async def test_waiting_for_a_message_needs_no_polling(world: World, bot: Bot) -> None:
    asked = world.say(LAN, "?")
    waiting = asyncio.create_task(world.wait_for_message(LAN, asked))
    await bot.send_message(LAN, "!")
    assert (await waiting).text == "!"
    with pytest.raises(TimeoutError):
        await world.wait_for_message(LAN, 99, timeout=0)


async def test_nobody_unknown_can_speak(world: World) -> None:
    with pytest.raises(LookupError):
        world.say(5, "?")
    with pytest.raises(LookupError):
        world.tap(LAN, 5, "?")
