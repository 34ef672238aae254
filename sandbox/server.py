"""The sandbox on a socket: loopback only, for it knows no passwords."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from types import FrameType
from typing import Any

import uvicorn
from starlette.applications import Starlette

from sandbox.api import make_app
from sandbox.wire import Wire
from sandbox.world import World

HOST = "127.0.0.1"


class Server(uvicorn.Server):
    """Ends the long polls first: otherwise stopping waits for every one of them."""

    def __init__(self, app: Starlette, world: World, port: int, **logging: Any) -> None:
        """`logging` are uvicorn's options for it; without any it writes warnings to standard error."""
        super().__init__(
            uvicorn.Config(
                app,
                host=HOST,
                port=port,
                http=Wire,  # so that a fault can cut the connection
                access_log=False,
                timeout_graceful_shutdown=2,
                timeout_keep_alive=75,
                **logging or {"log_level": "warning"},
            )
        )
        self._world = world

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop as a signal asks."""
        self._world.bell.close()
        super().handle_exit(sig, frame)


class _Inside(Server):
    """Leaves the signals to the program it runs in."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serving(world: World, app: Starlette | None = None) -> AsyncIterator[str]:
    """Serve a world on a free port while the block runs; give its root, like "http://127.0.0.1:40123".

    Who connects before it has quite started waits for it.
    """
    listener = socket.create_server((HOST, 0))
    port = listener.getsockname()[1]
    # The logging is the program's, which this is a guest of.
    server = _Inside(app or make_app(world), world, port, log_config=None)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield f"http://{HOST}:{port}"
    finally:
        world.bell.close()
        server.should_exit = True
        await task
        listener.close()
