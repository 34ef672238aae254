"""Answers that do not come: how a connection ends when Telegram says nothing, or not all."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from typing import ClassVar

import httpx
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from sandbox.faults import Half, Lost, Silence

WIRE = "wire"  # the key in the request's state under which the server gives the connection
_BEGUN = b'{"ok":true,"result":{"message_id":'
_LOOK = 0.5  # seconds after which a silence looks whether the sandbox stops
_RESET = struct.pack("ii", 1, 0)  # SO_LINGER on, no time: closing sends RST


class Wire(H11Protocol):
    """uvicorn's HTTP, with the connection within the application's reach."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn does
        """Remember the connection for the requests that come over it."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, WIRE: transport}


class NoAnswer(Response):
    """Ends the connection as the fault says instead of answering.

    In memory there is no connection: the transport error that a client would see is raised at once. Another
    server than `sandbox.server` gives no way to the connection either, and uvicorn makes that error a 500.
    """

    _ERRORS: ClassVar[dict[type[Lost], Callable[[], httpx.TransportError]]] = {
        Silence: lambda: httpx.ReadTimeout("no answer came"),
        Half: lambda: httpx.RemoteProtocolError(
            "peer closed connection without sending complete message body"
        ),
    }

    def __init__(self, fault: Lost, closed: Callable[[], bool]) -> None:
        """`closed` tells that the sandbox stops: a silence ends then."""
        super().__init__()
        self._fault = fault
        self._closed = closed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Do it."""
        wire: asyncio.Transport | None = scope.get("state", {}).get(WIRE)
        if wire is None:
            raise self._ERRORS.get(type(self._fault), lambda: httpx.ReadError("connection reset"))()
        if isinstance(self._fault, Half):
            length = str(len(_BEGUN) * 4).encode()
            head = [(b"content-type", b"application/json"), (b"content-length", length)]
            await send({"type": "http.response.start", "status": 200, "headers": head})
            await send({"type": "http.response.body", "body": _BEGUN, "more_body": True})
            wire.close()
        else:
            if isinstance(self._fault, Silence):
                await self._wait(receive)
            _reset(wire)
        await _gone(receive)

    async def _wait(self, receive: Receive) -> None:
        """Say nothing until the bot has gone or the sandbox stops."""
        while not self._closed():
            with suppress(TimeoutError):
                async with asyncio.timeout(_LOOK):
                    return await _gone(receive)
        return None


def _reset(wire: asyncio.Transport) -> None:
    with suppress(OSError, AttributeError):
        wire.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    wire.abort()


async def _gone(receive: Receive) -> None:
    """Return when the other side is gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
