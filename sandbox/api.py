"""The HTTP side of the Bot API, and the whole application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.body import read_params
from sandbox.clock import Clock
from sandbox.errors import ApiError
from sandbox.faults import UnansweredError
from sandbox.page import page_routes
from sandbox.webhook import deliver
from sandbox.wire import NoAnswer
from sandbox.world import World


def make_app(
    world: World, clock_url: str | None = None, *, transport: httpx.AsyncBaseTransport | None = None
) -> Starlette:
    """Return the sandbox as an ASGI application: Bot API, downloads, chat page.

    `clock_url` is where the bot's own clock is asked and set; `transport` stands in for the network in tests.
    """
    bot = _BotApi(world)
    routes = [
        Route("/bot{token}/{method}", bot.call, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", bot.download),
        *page_routes(world, Clock(world, clock_url, transport)),
    ]

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with deliver(world, transport):
            yield
        world.bell.close()

    return Starlette(routes=routes, lifespan=lifespan, exception_handlers={HTTPException: _refuse})


class _BotApi:
    def __init__(self, world: World) -> None:
        self._world = world

    async def call(self, request: Request) -> Response:
        """Answer one call, with the error code as HTTP status, as Telegram does."""
        try:
            self._check(request)
            params = await read_params(request)
            result = await self._world.call(request.path_params["method"], params)
        except ApiError as error:
            after = {"Retry-After": str(error.retry_after)} if error.retry_after is not None else None
            return JSONResponse(error.to_api(), status_code=error.code, headers=after)
        except UnansweredError as lost:
            return NoAnswer(lost.fault, lambda: self._world.bell.closed)
        return JSONResponse({"ok": True, "result": result})

    async def download(self, request: Request) -> Response:
        """Give the bytes of a file that getFile named."""
        try:
            self._check(request)
            self._world.faults.refuse_in_outage()
        except ApiError as error:
            return JSONResponse(error.to_api(), status_code=error.code)
        stored = self._world.shelf.at(request.path_params["path"])
        if stored is None:
            return JSONResponse(ApiError(404, "Not Found").to_api(), status_code=404)
        return Response(stored.data, media_type="application/octet-stream")

    def _check(self, request: Request) -> None:
        if request.path_params["token"] != self._world.token:
            raise ApiError(401, "Unauthorized")


async def _refuse(_request: Request, error: Exception) -> Response:
    code = error.status_code if isinstance(error, HTTPException) else 500
    detail = error.detail if isinstance(error, HTTPException) else "Internal Server Error"
    return JSONResponse(ApiError(code, detail).to_api(), status_code=code)
