"""The webhook: registered at start with its secret, looked after, never fought for, left in place."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from telegram.error import InvalidToken

from bot import persevere, webhook
from tests.people import LAN
from tests.talk import Town

ADDRESS, SECRET = "https://bot.example.vn/telegram", "delivery-secret_1"


@pytest.fixture
async def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    """A program that takes its updates by webhook and looks after it without a pause."""
    monkeypatch.setattr(webhook, "LOOK", 0)
    monkeypatch.setattr(persevere, "FIRST_PAUSE", 0)
    town = await Town.build(tmp_path, webhook_url="https://bot.example.vn", webhook_secret=SECRET)
    yield town
    await town.close()


def calls(town: Town, method: str) -> list[dict[str, object]]:
    """What the bot asked of this method."""
    return [params for name, params in town.world.calls if name.lower() == method.lower()]


async def looks(town: Town, times: int) -> None:
    """The webhook is looked after until it was looked at so many times more."""
    assert town.program.webhook
    wanted = len(calls(town, "getWebhookInfo")) + times
    running = asyncio.create_task(town.program.webhook.run())
    while len(calls(town, "getWebhookInfo")) < wanted and not running.done():
        await asyncio.wait([running], timeout=0.01)
    running.cancel()
    [ended] = await asyncio.gather(running, return_exceptions=True)
    if not isinstance(ended, asyncio.CancelledError):
        raise ended or AssertionError


async def test_it_is_registered_once_with_its_secret_and_the_kinds_that_are_wanted(town: Town) -> None:
    await looks(town, 3)
    [asked] = calls(town, "setWebhook")
    assert (town.world.webhook["url"], town.world.webhook["secret_token"]) == (ADDRESS, SECRET)
    assert set(asked) == {"url", "secret_token", "allowed_updates", "max_connections"}
    assert "callback_query" in str(asked["allowed_updates"])


async def test_what_waited_for_a_start_is_not_dropped(town: Town) -> None:
    town.world.say(LAN.id, "/start")
    await looks(town, 1)
    assert town.world.updates_waiting == 1


async def test_one_that_somebody_deleted_is_registered_again(town: Town) -> None:
    await looks(town, 1)
    await town.program.application.bot.delete_webhook()
    await looks(town, 2)
    assert town.world.webhook["url"] == ADDRESS


async def test_one_that_another_program_took_is_not_fought_for(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    await looks(town, 1)
    await town.program.application.bot.set_webhook("https://another.example.vn/telegram")
    await looks(town, 3)
    assert town.world.webhook["url"] == "https://another.example.vn/telegram"
    assert capsys.readouterr().err.count("BOT_TOKEN") == 1


async def test_a_refusal_is_tried_again_until_it_is_taken(town: Town) -> None:
    words = "Bad Request: bad webhook: Failed to resolve host: Name or service not known"
    town.world.fail_next("setWebhook", code=400, description=words, times=2)
    await looks(town, 1)
    assert town.world.webhook["url"] == ADDRESS


async def test_a_token_that_telegram_knows_no_more_ends_it(town: Town) -> None:
    await looks(town, 1)
    town.world.fail_next("getWebhookInfo", code=401, description="Unauthorized")
    with pytest.raises(InvalidToken):
        await looks(town, 2)


async def test_it_stays_in_place_when_nobody_looks_any_more(town: Town) -> None:
    await looks(town, 1)
    assert town.world.webhook["url"] == ADDRESS
    assert calls(town, "deleteWebhook") == []
