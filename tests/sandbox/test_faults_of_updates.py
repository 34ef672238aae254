"""Updates that are held back, come twice, or find nobody at the webhook."""

import asyncio
import json
from collections.abc import Callable, Iterator

import httpx
from telegram import Bot

from sandbox.api import make_app
from sandbox.world import World
from tests.sandbox.conftest import LAN, MINH, bot_for, make_world, turns

Answer = Callable[[httpx.Request], httpx.Response]


async def test_updates_that_are_held_come_when_they_are_released(world: World, bot: Bot) -> None:
    world.hold_updates()
    world.say(LAN, "một")
    assert await bot.get_updates() == ()
    waiting = asyncio.create_task(bot.get_updates(timeout=20))
    await turns()
    world.say(LAN, "hai")
    await turns()
    assert not waiting.done()
    world.release_updates()
    assert [one.message.text for one in await waiting if one.message] == ["một", "hai"]


async def test_an_update_that_is_doubled_comes_again_after_it_was_confirmed(world: World, bot: Bot) -> None:
    world.double_updates()
    world.say(LAN, "một")
    world.say(LAN, "hai")
    first = await bot.get_updates()
    assert [one.message.text for one in first if one.message] == ["một", "hai"]
    [again] = await bot.get_updates(offset=first[-1].update_id + 1)
    assert again.update_id == first[0].update_id
    assert await bot.get_updates(offset=first[-1].update_id + 1) == ()


class Hook:
    """A webhook's other end: it answers as it is told and remembers what came."""

    def __init__(self, answer: Answer = lambda _request: httpx.Response(200)) -> None:
        self._answer = answer
        self.texts: list[str] = []
        self.rang = asyncio.Event()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.texts.append(json_of(request)["message"]["text"])
        self.rang.set()
        return self._answer(request)

    async def has(self, count: int) -> list[str]:
        """Wait until so many came, at most 5 seconds; return them."""
        async with asyncio.timeout(5):
            while len(self.texts) < count:
                self.rang.clear()
                await self.rang.wait()
        return self.texts


def json_of(request: httpx.Request) -> dict[str, dict[str, str]]:
    """Return what was posted."""
    body: dict[str, dict[str, str]] = json.loads(request.content)
    return body


async def test_the_webhook_gets_doubles_too(world: World) -> None:
    hook = Hook()
    app = make_app(world, transport=httpx.MockTransport(hook))
    world.webhook = {"url": "https://example.org/telegram"}
    async with app.router.lifespan_context(app):
        world.double_updates()
        world.say(LAN, "một")
        world.say(LAN, "hai")
        assert await hook.has(3) == ["một", "một", "hai"]
    assert world.updates_waiting == 0


async def test_the_webhook_hears_nothing_while_updates_are_held_or_telegram_is_away(world: World) -> None:
    hook = Hook()
    app = make_app(world, transport=httpx.MockTransport(hook))
    world.webhook = {"url": "https://example.org/telegram"}
    async with app.router.lifespan_context(app):
        world.hold_updates()
        world.say(LAN, "một")
        await turns()
        assert hook.texts == []
        world.begin_outage()
        world.release_updates()
        await turns()
        assert hook.texts == []
        world.end_outage()
        assert await hook.has(1) == ["một"]


async def test_a_webhook_that_fails_is_posted_to_again_and_the_failure_is_told() -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    world = make_world(sleep=sleep)
    answers: Iterator[httpx.Response | httpx.TransportError] = iter(
        [httpx.Response(503), httpx.ReadTimeout("late"), httpx.ConnectError("no"), httpx.Response(200)]
    )

    def answer(_request: httpx.Request) -> httpx.Response:
        one = next(answers)
        if isinstance(one, Exception):
            raise one
        return one

    hook = Hook(answer)
    app = make_app(world, transport=httpx.MockTransport(hook))
    world.webhook = {"url": "https://example.org/telegram"}
    told: list[str] = []
    async with app.router.lifespan_context(app), bot_for(world) as bot:
        world.say(LAN, "một")
        assert await hook.has(4) == ["một"] * 4
        told.append((await bot.get_webhook_info()).last_error_message or "")
    assert told == ["Connection refused"]
    assert len(waited) == 3


async def test_one_chat_that_is_slow_holds_up_no_other_and_keeps_its_order(world: World) -> None:
    came: list[str] = []
    rang, may_go = asyncio.Event(), asyncio.Event()

    async def receive(request: httpx.Request) -> httpx.Response:
        came.append(json_of(request)["message"]["text"])
        rang.set()
        if came[-1] == "Lan 1":
            await may_go.wait()
        return httpx.Response(200)

    app = make_app(world, transport=httpx.MockTransport(receive))
    world.webhook = {"url": "https://example.org/telegram"}
    async with app.router.lifespan_context(app):
        for person, text in ((LAN, "Lan 1"), (LAN, "Lan 2"), (MINH, "Minh 1"), (MINH, "Minh 2")):
            world.say(person, text)
        await turns()
        assert came == ["Lan 1", "Minh 1", "Minh 2"]
        may_go.set()
        async with asyncio.timeout(5):
            while len(came) < 4:
                rang.clear()
                await rang.wait()
    assert came[-1] == "Lan 2"
    assert world.updates_waiting == 0
