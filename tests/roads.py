"""The two ways from the program to the sandbox: in memory, and over a real socket as in production."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import httpx
import uvicorn
from telegram.request import BaseRequest, HTTPXRequest
from uvicorn.server import ServerState

from bot.transport import AiohttpRequest
from sandbox.api import make_app
from sandbox.wire import Wire
from sandbox.world import World

Road = Callable[[World], AbstractAsyncContextManager[tuple[str, BaseRequest]]]


@asynccontextmanager
async def in_memory(world: World) -> AsyncIterator[tuple[str, BaseRequest]]:
    """The Bot API's root and PTB's own backend, with no network."""
    yield "http://127.0.0.1", HTTPXRequest(httpx_kwargs={"transport": httpx.ASGITransport(make_app(world))})


@asynccontextmanager
async def over_sockets(world: World) -> AsyncIterator[tuple[str, BaseRequest]]:
    """The Bot API's root on this machine and the program's backend; leave once the backend is shut down.

    It is uvicorn's protocol as the sandbox serves it, without its server: that one looks ten times a second
    whether to stop, which is long for a test.
    """
    config = uvicorn.Config(make_app(world), access_log=False, log_config=None)
    config.load()
    state = ServerState()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Wire(config, state, {}), "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", AiohttpRequest()
    for _ in range(100):  # the loop's turns, until it has noticed that the other side closed
        if state.connections:
            await asyncio.sleep(0)
    assert not state.connections
