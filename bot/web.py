"""What answers on LISTEN: the webhook, and what whoever watches the bot asks.

Refusals have no body: who may know reads the log.
"""

from __future__ import annotations

import asyncio
import errno
import hmac
import json
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import IPv6Address, ip_address
from typing import Any

import uvicorn
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.connections import MOST, PATIENCE, Connection, Server
from bot.intake import shaped
from bot.wiring import Program
from domain.errors import BadSetting, Failed

PATH = "/telegram"
SECRET = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 1 << 20  # bytes of a delivery; Telegram's largest update has some tens of thousands
SLOWEST = 10.0  # seconds for a delivery to arrive in full
# Without this Telegram doubles its pause, up to two minutes, and a restart would be felt for as long
# (telegram-bot-api, WebhookActor::on_update_error).
_AGAIN = {"Retry-After": "2"}
_RELAYED = ("forwarded", "via", "x-real-ip")
_OURS_TO_MEND = 500  # from here on Telegram comes again, and its connection stays


def application(program: Program) -> Starlette:
    """The routes; `/telegram` is there only where WEBHOOK_URL is set."""
    door = _Door(program)
    routes = [
        Route("/healthz", door.health),
        Route("/readyz", door.ready),
        Route("/metrics", door.figures),
    ]
    if program.webhook:
        routes.append(Route(PATH, door.telegram, methods=["POST"]))
    app = Starlette(routes=routes, exception_handlers={HTTPException: _refuse})
    app.router.redirect_slashes = False
    return app


@asynccontextmanager
async def serving(
    app: Starlette, address: str, *, patience: float = PATIENCE, most: int = MOST
) -> AsyncIterator[int]:
    """Answer on "host:port" while the block lasts; yields the port (0 in `address`: a free one).

    A connection that keeps us waiting for `patience` seconds is ended; with `most` connections whoever asks
    is told 503. Raises BadSetting where the address cannot be had. Leaving takes 2.5 seconds at the longest.
    """
    listener = _listener(address)
    config = uvicorn.Config(
        app,
        http=Connection,
        access_log=False,
        log_config=None,  # our own log takes the secrets out of every line
        log_level="warning",
        lifespan="off",
        ws="none",
        proxy_headers=False,  # who calls is who connects: /metrics rests on it
        server_header=False,
        limit_concurrency=most,
        timeout_keep_alive=60,  # the connection's own patience ends first
        timeout_graceful_shutdown=2,
    )
    server = Server(config, patience=patience, most=most)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        await task


class _Door:
    def __init__(self, program: Program) -> None:
        self._program = program
        self._intake = program.intake
        self._secret = program.settings.webhook_secret.encode()
        self._bearer = program.settings.metrics_token.encode()

    async def telegram(self, request: Request) -> Response:
        """Commit an update, then say 200. Whatever else is said, Telegram brings it again."""
        if not _same(request.headers.get(SECRET, ""), self._secret):
            raise HTTPException(403)
        if not self._intake.open or self._intake.full:
            raise HTTPException(503, headers=_AGAIN)
        update = _parsed(await _body(request))
        try:
            await self._intake.take([update])
        except Failed:
            raise HTTPException(503, headers=_AGAIN) from None
        self._intake.heard()
        return Response()

    async def health(self, _request: Request) -> Response:
        """The loop runs, or nobody would answer."""
        return Response("ok\n", media_type="text/plain")

    async def ready(self, _request: Request) -> Response:
        """What holds and what does not; 503 while anything does not."""
        checks = await self._program.watch.ready() | {"intake": self._intake.fresh}
        return JSONResponse(checks, 200 if all(checks.values()) else 503)

    async def figures(self, request: Request) -> Response:
        """The figures: to who shows METRICS_TOKEN; where there is none, to this machine itself.

        With a token no address is trusted: a proxy on this machine may not say whom it speaks for.
        """
        given = request.headers.get("authorization", "")
        allowed = _same(given, b"Bearer " + self._bearer) if self._bearer else _from_here(request)
        if not allowed:
            raise HTTPException(403)
        program = self._program
        try:
            program.metrics.outbox(*await program.watch.overdue(program.clock.now()))
        except Failed:
            program.metrics.outbox(float("nan"), float("nan"))  # not known; the others still are
        return Response(generate_latest(program.metrics.registry), media_type=CONTENT_TYPE_PLAIN_0_0_4)


async def _body(request: Request) -> bytes:
    """What was sent, counted while it arrives: a header may lie or be missing."""
    read = bytearray()
    try:
        async with asyncio.timeout(SLOWEST):
            async for chunk in request.stream():
                read += chunk
                if len(read) > LARGEST:
                    raise HTTPException(413)
    except TimeoutError:
        raise HTTPException(408) from None
    except ClientDisconnect:
        raise HTTPException(400) from None
    return bytes(read)


def _parsed(body: bytes) -> dict[str, Any]:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        update = None
    if not shaped(update):
        raise HTTPException(400)
    return update


def _same(given: str, wanted: bytes) -> bool:
    """In a time that tells nothing of where they differ. Header values are latin-1."""
    return hmac.compare_digest(given.encode("latin-1"), wanted)


def _from_here(request: Request) -> bool:
    """Whether this machine itself calls, and no proxy on it for somebody else."""
    relayed = any(name in _RELAYED or name.startswith("x-forwarded") for name in request.headers)
    if relayed or request.client is None:
        return False
    peer = ip_address(request.client.host)
    if isinstance(peer, IPv6Address) and peer.ipv4_mapped:
        peer = peer.ipv4_mapped
    return peer.is_loopback


def _listener(address: str) -> socket.socket:
    host, _, port = address.rpartition(":")
    host = host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, int(port)), family=family, backlog=1024)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise BadSetting("listen-taken", address=address) from error
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        raise BadSetting("listen-impossible", address=address, reason=reason or "") from error
    # Who is accepted here inherits it. asyncio sets it only for sockets made with a protocol number.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


async def _refuse(_request: Request, error: Exception) -> Response:
    """Whoever asks for what they cannot have is let go: a kept connection is for who may deliver."""
    if not isinstance(error, HTTPException):
        return Response(status_code=500)
    kept = error.status_code >= _OURS_TO_MEND
    headers = {**(error.headers or {}), **({} if kept else {"Connection": "close"})}
    return Response(status_code=error.status_code, headers=headers)
