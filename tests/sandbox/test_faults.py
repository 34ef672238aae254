"""Faults to order: what the bot sees, and what was done all the same."""

import asyncio
from collections.abc import Awaitable

import httpx
import pytest
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut

from sandbox.faults import Delay, Drop, Fault, Half, Refuse, Silence
from sandbox.server import serving
from sandbox.world import World
from tests.sandbox.conftest import LAN, bot_for, make_world, turns


async def said(world: World) -> list[str | None]:
    """Return the texts of Lan's chat."""
    return [one.text for one in world.messages(LAN)]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(
    ("fault", "error"), [(Silence, TimedOut), (Drop, NetworkError), (Half, NetworkError)]
)
async def test_a_lost_answer_in_memory_is_the_transports_own_error(
    world: World, bot: Bot, fault: type[Fault], error: type[TelegramError], after: bool
) -> None:
    world.order(fault(after=after), "sendMessage")
    with pytest.raises(error):
        await bot.send_message(LAN, "một")
    assert await said(world) == (["một"] if after else [])
    await bot.send_message(LAN, "hai")
    assert (await said(world))[-1] == "hai"


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(
    ("fault", "error"),
    [(Silence, httpx.ReadTimeout), (Drop, httpx.ReadError), (Half, httpx.RemoteProtocolError)],
)
async def test_a_lost_answer_on_a_socket_ends_the_connection_so(
    world: World, fault: type[Fault], error: type[Exception], after: bool
) -> None:
    world.order(fault(after=after), "sendMessage")
    send = {"chat_id": LAN, "text": "một"}
    async with (
        serving(world) as root,
        httpx.AsyncClient(base_url=root, timeout=httpx.Timeout(5, read=0.2), trust_env=False) as http,
    ):
        with pytest.raises(error):
            await http.post("/bot1:test/sendMessage", json=send)
        assert await said(world) == (["một"] if after else [])
        assert (await http.post("/bot1:test/sendMessage", json=send)).status_code == 200


async def test_a_sandbox_that_stops_leaves_no_one_in_silence(world: World) -> None:
    world.order(Silence(after=True), "sendMessage")
    async with httpx.AsyncClient(trust_env=False, timeout=5) as http:
        async with serving(world) as root:
            send = {"chat_id": LAN, "text": "một"}
            asking = asyncio.create_task(http.post(f"{root}/bot1:test/sendMessage", json=send))
            await world.wait_for_message(LAN, 0)
        with pytest.raises(httpx.TransportError):
            await asking


@pytest.mark.parametrize("after", [False, True])
async def test_a_slow_answer_waits_before_or_after_the_work(after: bool) -> None:
    waited: list[tuple[float, int]] = []

    async def sleep(seconds: float) -> None:
        waited.append((seconds, len(world.messages(LAN))))

    world = make_world(sleep=sleep)
    world.order(Delay(seconds=7.5, after=after), "sendMessage")
    async with bot_for(world) as bot:
        await bot.send_message(LAN, "một")
    assert waited == [(7.5, 1 if after else 0)]
    assert await said(world) == ["một"]


async def test_an_order_for_every_method_lasts_until_it_is_cleared(world: World, bot: Bot) -> None:
    world.order(Refuse(code=500, description="Internal Server Error"), times=None)
    world.fail_next("getMe", code=502, description="Bad Gateway")
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.get_me()
    for _ in range(3):
        with pytest.raises(NetworkError, match="Internal Server Error"):
            await bot.get_me()
    world.clear_faults()
    assert (await bot.get_me()).id == 1
    assert [name for name, _ in world.refusals] == ["getMe"] * 4


async def test_in_an_outage_everything_is_refused_and_nothing_is_lost(world: World, bot: Bot) -> None:
    world.send_document(LAN, "a.txt", b"a", "text/plain")
    [update] = await bot.get_updates()
    assert update.message is not None
    assert update.message.document is not None
    file = await bot.get_file(update.message.document.file_id)
    waiting = asyncio.create_task(bot.get_updates(offset=update.update_id + 1, timeout=20))
    await turns()
    world.begin_outage()
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await waiting
    world.say(LAN, "có ai không")
    calls: list[Awaitable[object]] = [
        bot.get_me(),
        bot.send_message(LAN, "x"),
        bot.get_updates(),
        file.download_as_bytearray(),
    ]
    for call in calls:
        with pytest.raises(NetworkError, match="Bad Gateway"):
            await call
    world.end_outage()
    assert await file.download_as_bytearray() == b"a"
    assert [one.message.text for one in await bot.get_updates() if one.message] == ["có ai không"]


async def test_faults_are_ordered_over_http_too(world: World, http: httpx.AsyncClient) -> None:
    async def order(**body: object) -> int:
        return (await http.post("/page/fault", json=body)).status_code

    send = {"chat_id": LAN, "text": "a"}
    refuse = {
        "kind": "refuse",
        "code": 429,
        "description": "Too Many Requests: retry after 3",
        "retry_after": 3,
    }
    assert await order(**refuse, method="sendMessage", times=2) == 200
    for _ in range(2):
        answer = await http.post("/bot1:test/sendMessage", json=send)
        assert answer.json()["parameters"] == {"retry_after": 3}
    assert (await http.post("/bot1:test/sendMessage", json=send)).status_code == 200
    assert await order(kind="drop", after=True, times=None) == 200
    for _ in range(2):
        with pytest.raises(httpx.ReadError):
            await http.post("/bot1:test/sendMessage", json=send)
    assert await order(kind="clear") == 200
    assert len(await said(world)) == 3
    assert await order(kind="outage") == 200
    assert (await http.get("/bot1:test/getMe")).status_code == 502
    assert await order(kind="back") == 200
    assert (
        await order(kind="hold") == await order(kind="release") == await order(kind="double", times=2) == 200
    )
    assert (
        await order(kind="earthquake")
        == await order(kind="delay")
        == await order(kind="drop", speed=3)
        == 400
    )
    assert (await http.get("/bot1:test/getMe")).status_code == 200


async def test_no_other_site_orders_faults(world: World, http: httpx.AsyncClient) -> None:
    answer = await http.post(
        "/page/fault", json={"kind": "outage"}, headers={"Origin": "http://evil.example"}
    )
    assert answer.status_code == 403
    answer = await http.post("/page/fault", json={"kind": "outage"}, headers={"Host": "evil.example"})
    assert answer.status_code == 403
    assert world.faults.outage is None
