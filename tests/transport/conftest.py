"""The two backends, and a real Bot over each of them."""

from __future__ import annotations

import asyncio
import os
import ssl
import stat
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from telegram import Bot
from telegram.request import BaseRequest, HTTPXRequest

from bot.loop import factory
from bot.transport import AiohttpRequest
from tests.transport.server import TOKEN, Server, serving

Make = Callable[..., BaseRequest]


def ours(connections: int = 8, *, tls: ssl.SSLContext | None = None, **waits: float | None) -> BaseRequest:
    """The product's."""
    return AiohttpRequest(connections, tls=tls, **waits)


def ptbs(connections: int = 8, *, tls: ssl.SSLContext | None = None, **waits: Any) -> BaseRequest:
    """PTB's own."""
    return HTTPXRequest(connections, httpx_kwargs={"verify": tls} if tls else None, **waits)


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Each test runs on Python's loop and on the program's: transports differ between them."""
    return {"python": asyncio.new_event_loop, "program": factory() or asyncio.new_event_loop}


@pytest.fixture(autouse=True)
def _a_plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture(params=[ours, ptbs], ids=["aiohttp", "httpx"])
def make(request: pytest.FixtureRequest) -> Make:
    """Makes a backend: connections, timeouts, certificates."""
    made: Make = request.param
    return made


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """The other end."""
    async with serving() as server:
        yield server


def bot_on(backend: BaseRequest, server: Server) -> Bot:
    """A Bot, not yet initialized, whose every call takes this backend."""
    url = server.url
    return Bot(TOKEN, f"{url}/bot", f"{url}/file/bot", request=backend, get_updates_request=backend)


@pytest.fixture
async def bot(make: Make, server: Server) -> AsyncIterator[Bot]:
    """A Bot with a backend as it comes."""
    async with bot_on(make(), server) as bot:
        yield bot


def sockets() -> int:
    """How many sockets this process holds."""
    count = 0
    for number in os.listdir("/dev/fd"):
        try:
            count += stat.S_ISSOCK(os.fstat(int(number)).st_mode)
        except OSError:
            continue  # the listing's own
    return count


async def sockets_left(hoped: int) -> int:
    """How many sockets this process holds, once the loop had some turns to let go of what was closed."""
    for _ in range(100):
        if sockets() == hoped:
            break
        await asyncio.sleep(0)
    return sockets()
