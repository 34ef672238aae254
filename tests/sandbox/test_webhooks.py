"""setWebhook and its kin, and what a bot may ask to be spared."""

import asyncio

import pytest
from telegram import Bot
from telegram.error import BadRequest, Conflict

from sandbox.errors import ApiError
from sandbox.params import Params
from sandbox.world import World
from tests.sandbox.conftest import LAN

HERE = "https://example.org/telegram"


async def test_a_webhook_is_told_of_without_its_secret(bot: Bot) -> None:
    await bot.set_webhook(HERE, secret_token="a_B-9", max_connections=500, ip_address="203.0.113.5")
    info = await bot.get_webhook_info()
    assert (info.url, info.max_connections, info.ip_address) == (HERE, 100, "203.0.113.5")
    assert "a_B-9" not in str(info)
    await bot.delete_webhook()
    assert (await bot.get_webhook_info()).url == ""
    await bot.set_webhook(HERE)
    assert (await bot.get_webhook_info()).max_connections == 40
    await bot.set_webhook("")
    assert (await bot.get_webhook_info()).url == ""


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://example.org/telegram", "bad webhook: An HTTPS URL must be provided for webhook"),
        ("https://example.org:8080/", "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
        ("https://", "invalid webhook URL specified"),
        ("https://example.org:port/", "invalid webhook URL specified"),
    ],
)
async def test_a_bad_address_is_refused(world: World, url: str, words: str) -> None:
    with pytest.raises(ApiError) as refused:
        await world.call("setWebhook", Params({"url": url}))
    assert refused.value.description == f"Bad Request: {words}"
    assert world.webhook == {}


async def test_this_machine_may_go_without_https_and_with_any_port(world: World) -> None:
    for url in ("http://127.0.0.1:8080/telegram", "http://localhost:9/telegram"):
        await world.call("setWebhook", Params({"url": url}))
        assert world.webhook["url"] == url


@pytest.mark.parametrize(
    ("secret", "words"),
    [("a" * 257, "secret token is too long"), ("a b", "secret token contains unallowed characters")],
)
async def test_a_bad_secret_is_refused(world: World, secret: str, words: str) -> None:
    with pytest.raises(ApiError) as refused:
        await world.call("setWebhook", Params({"url": HERE, "secret_token": secret}))
    assert refused.value.description == f"Bad Request: {words}"
    await world.call("setWebhook", Params({"url": HERE, "secret_token": "aZ_-9" * 51}))
    assert world.webhook["secret_token"] == "aZ_-9" * 51


async def test_the_two_ways_exclude_each_other_in_telegrams_words(world: World, bot: Bot) -> None:
    waiting = asyncio.create_task(world.get_updates(timeout=20))
    await asyncio.sleep(0)
    await bot.set_webhook(HERE)
    with pytest.raises(ApiError) as ended:
        await waiting
    assert (ended.value.code, ended.value.description) == (409, "Conflict: terminated by setWebhook request")
    with pytest.raises(Conflict) as refused:
        await bot.get_updates()
    assert refused.value.message == (
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )


async def test_a_second_poller_ends_the_first_in_telegrams_words(world: World) -> None:
    first = asyncio.create_task(world.get_updates(timeout=20))
    await asyncio.sleep(0)
    second = asyncio.create_task(world.get_updates(timeout=20))
    with pytest.raises(ApiError) as ended:
        await first
    assert (ended.value.code, ended.value.description) == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )
    world.say(LAN, "a")
    assert len(await second) == 1


async def test_pending_updates_are_kept_unless_told_to_drop_them(world: World, bot: Bot) -> None:
    world.say(LAN, "một")
    await bot.set_webhook(HERE)
    assert (await bot.get_webhook_info()).pending_update_count == 1
    await bot.delete_webhook()
    assert len(await bot.get_updates()) == 1
    await bot.set_webhook(HERE, drop_pending_updates=True)
    assert (await bot.get_webhook_info()).pending_update_count == 0


async def test_a_change_of_the_kinds_counts_for_what_comes_later(world: World, bot: Bot) -> None:
    world.block(LAN)
    await bot.set_webhook(HERE, allowed_updates=["message"])
    assert (await bot.get_webhook_info()).allowed_updates == ("message",)
    world.unblock(LAN)
    world.say(LAN, "một")
    await bot.delete_webhook()
    kinds = [(bool(one.my_chat_member), bool(one.message)) for one in await bot.get_updates()]
    assert kinds == [(True, False), (False, True)]


async def test_kinds_that_were_ordered_stay_until_they_are_ordered_anew(world: World, bot: Bot) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    await bot.get_updates()
    world.say(LAN, "một")
    assert world.updates_waiting == 0
    await bot.get_updates(allowed_updates=[])
    world.say(LAN, "hai")
    assert world.push({"message_reaction": {}}) == 0
    assert world.updates_waiting == 1
    await bot.get_updates(allowed_updates=["message_reaction"])
    assert world.push({"message_reaction": {}}) > 0


async def test_a_kind_that_telegram_does_not_have_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="The sandbox knows no update of kind 'messages'"):
        await bot.get_updates(allowed_updates=["message", "messages"])
