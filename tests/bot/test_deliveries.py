"""Deliveries to the webhook: committed before Telegram hears so, and nobody else delivers anything."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from bot import intake as intake_module
from bot import web
from sandbox.webhook import deliver
from tests.bot.away import states, without
from tests.people import HOA, LAN
from tests.talk import Town

SECRET, BEARER = "delivery-secret_1", "figures-for-those-who-may"
HEADERS = {web.SECRET: SECRET}


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """The whole program, to which Telegram delivers."""
    town = await Town.build(
        tmp_path,
        webhook_url="https://bot.example.vn",
        webhook_secret=SECRET,
        metrics_token=BEARER,
    )
    await town.open()
    await town.program.intake.recover()
    yield town
    await town.close()


def client(app: ASGIApp, peer: str = "127.0.0.1") -> httpx.AsyncClient:
    """Whoever calls from that address."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, client=(peer, 4711)), base_url="http://bot")


async def posts(town: Town, body: Any, headers: dict[str, str] = HEADERS) -> httpx.Response:
    """Somebody posts to the webhook."""
    async with client(web.application(town.program)) as caller:
        given = {"content": body} if isinstance(body, bytes) or hasattr(body, "__aiter__") else {"json": body}
        return await caller.post("/telegram", headers=headers, **given)


def next_update(town: Town, text: str = "/start") -> dict[str, Any]:
    """What Telegram would deliver when Lan writes."""
    town.world.say(LAN.id, text)
    [update] = town.world.take_updates()
    return update


async def test_updates_come_by_webhook_and_are_answered(town: Town) -> None:
    program = town.program
    assert program.webhook
    registering = asyncio.create_task(program.webhook.run())
    transport = httpx.ASGITransport(web.application(program))
    async with deliver(town.world, transport):
        lan = town.world.say(LAN.id, "/start")
        hoa = town.world.say(HOA.id, "/trogiup")
        await town.world.wait_for_message(LAN.id, lan)
        await town.world.wait_for_message(HOA.id, hoa)
        while town.world.updates_waiting:  # until Telegram has heard that the last one arrived
            await asyncio.wait([registering], timeout=0.01)
    registering.cancel()
    await asyncio.gather(registering, return_exceptions=True)
    assert town.world.webhook["url"] == "https://bot.example.vn/telegram"
    assert town.world.updates_waiting == 0


async def test_a_delivery_is_committed_before_telegram_hears_that_it_arrived(
    town: Town, tmp_path: Path
) -> None:
    update, app, seen = next_update(town), web.application(town.program), []

    async def watched(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Any) -> None:
            if message["type"] == "http.response.start":
                seen.append((message["status"], set(states(tmp_path))))
            await send(message)

        await app(scope, receive, sent)

    async with client(watched) as caller:
        await caller.post("/telegram", headers=HEADERS, json=update)
    await town.program.lanes.idle()
    assert seen == [(200, {update["update_id"]})]


async def test_what_is_delivered_twice_has_its_effect_once(town: Town) -> None:
    update = next_update(town)
    both = await asyncio.gather(posts(town, update), posts(town, update))
    await town.program.lanes.idle()
    again = await posts(town, update)
    await town.settles()
    assert [answer.status_code for answer in (*both, again)] == [200] * 3
    assert len(town.who(LAN).messages) == 1


async def test_while_the_database_is_away_telegram_keeps_it_and_brings_it_again(
    town: Town, tmp_path: Path
) -> None:
    update = next_update(town)
    async with without("inbox", tmp_path):
        refused = await posts(town, update)
    assert (refused.status_code, refused.content, refused.headers["retry-after"]) == (503, b"", "2")
    assert states(tmp_path) == {}
    assert (await posts(town, update)).status_code == 200
    await town.settles()
    assert len(town.who(LAN).messages) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {web.SECRET: ""},
        {web.SECRET: SECRET[:-1]},
        {web.SECRET: SECRET + "x"},
        {web.SECRET: SECRET.upper()},
        {web.SECRET: b"\xff\xfe"},
        {"Authorization": f"Bearer {SECRET}"},
    ],
)
async def test_who_does_not_know_the_secret_delivers_nothing_and_learns_nothing(
    town: Town, tmp_path: Path, headers: dict[str, str]
) -> None:
    answer = await posts(town, next_update(town), headers)
    assert (answer.status_code, answer.content) == (403, b"")
    assert states(tmp_path) == {}


async def test_a_delivery_that_is_too_large_is_left_off_before_it_has_arrived(
    town: Town, tmp_path: Path
) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 65536
            yield b" " * 65536

    answer = await posts(town, endless())
    assert (answer.status_code, answer.content) == (413, b"")
    assert sent <= web.LARGEST + 2 * 65536
    assert states(tmp_path) == {}


async def test_a_delivery_that_does_not_end_is_given_up(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "SLOWEST", 0.05)

    async def stuck() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    assert (await posts(town, stuck())).status_code == 408


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"\xff\xfe\xfd",
        b"[" * 200_000,
        b"[]",
        b"{}",
        b'{"update_id": "7"}',
        b'{"update_id": true}',
        b'{"update_id": -1}',
        b'{"update_id": 1' + b"0" * 5000 + b"}",
    ],
)
async def test_what_is_no_update_is_refused(town: Town, tmp_path: Path, body: bytes) -> None:
    answer = await posts(town, body)
    assert (answer.status_code, answer.content) == (400, b"")
    assert states(tmp_path) == {}


async def test_a_delivery_that_nobody_can_read_fails_alone(town: Town, tmp_path: Path) -> None:
    fine = next_update(town)
    odd = {"update_id": fine["update_id"] + 1, "message": {"message_id": [], "chat": "?", "text": "\ud800"}}
    assert (await posts(town, json.dumps(odd).encode())).status_code == 200
    assert (await posts(town, fine)).status_code == 200
    await town.settles()
    assert states(tmp_path)[fine["update_id"]] == "done"
    assert len(town.who(LAN).messages) == 1


async def test_a_full_memory_takes_no_deliveries(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake_module, "MOST_WAITING", 0)
    answer = await posts(town, next_update(town))
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert states(tmp_path) == {}


async def test_before_the_start_and_after_the_stop_deliveries_are_sent_back(tmp_path: Path) -> None:
    town = await Town.build(tmp_path, webhook_url="https://bot.example.vn", webhook_secret=SECRET)
    update = next_update(town)
    answers = [await posts(town, update)]
    await town.program.intake.recover()
    await town.program.intake.stop(1)
    answers.append(await posts(town, update))
    assert [answer.status_code for answer in answers] == [503, 503]
    assert states(tmp_path) == {}
    await town.close()


async def test_without_a_webhook_there_is_no_way_to_deliver(tmp_path: Path) -> None:
    town = await Town.build(tmp_path)
    await town.program.intake.recover()
    assert (await posts(town, next_update(town), {web.SECRET: ""})).status_code == 404
    await town.close()
