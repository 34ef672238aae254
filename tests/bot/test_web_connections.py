"""Connections to LISTEN, over real sockets: who keeps us waiting is let go, whoever asks is served."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from structlog.testing import capture_logs

from bot import web
from tests.talk import Town

SHORT = 0.2  # seconds of patience
LONG = 30.0  # longer than any test
ASK = b"GET /healthz HTTP/1.1\r\nHost: bot\r\n\r\n"
SECRET = "delivery-secret_1"
LARGE = 64 << 20  # bytes: more than the buffers between two sockets of this machine hold


@dataclass
class Site:
    """Three pages: one at once, one when it is told to, one that is long."""

    told: asyncio.Event = field(default_factory=asyncio.Event)
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def app(self) -> Starlette:
        """Its routes."""
        pages = {"/healthz": self.health, "/slow": self.slow, "/large": self.large}
        return Starlette(routes=[Route(path, page) for path, page in pages.items()])

    async def health(self, _request: Request) -> Response:
        """At once."""
        return Response("ok")

    async def slow(self, _request: Request) -> Response:
        """When it is told to."""
        self.asked.set()
        await self.told.wait()
        return Response("slow")

    async def large(self, _request: Request) -> Response:
        """More than is read."""
        return Response(b"x" * LARGE)


@dataclass(frozen=True)
class Caller:
    """Somebody who has connected."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def asks(self, words: bytes = ASK) -> str:
        """Send the words; the answer's first line and headers, its short body read too."""
        self.writer.write(words)
        async with asyncio.timeout(LONG / 3):
            head = (await self.reader.readuntil(b"\r\n\r\n")).decode().lower()
            length = head.partition("content-length: ")[2].partition("\r\n")[0]
            await self.reader.readexactly(int(length or 0))
        return head

    async def is_let_go(self) -> bool:
        """Whether the other side ends it; raises TimeoutError where it does not."""
        async with asyncio.timeout(LONG / 3):
            try:
                while await self.reader.read(1 << 20):
                    pass
            except ConnectionError:
                return True
        return True


@asynccontextmanager
async def called(port: int) -> AsyncIterator[Caller]:
    """A connection to that port."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield Caller(reader, writer)
    finally:
        writer.transport.abort()


@pytest.mark.parametrize(
    "words",
    [
        b"",
        b"P",
        b"POST /telegram HTTP/1.1\r\nHost: bot\r\nX-Slow",
        ASK,
        ASK + b"GET /he",
        b"GET /healthz HTTP/1.1\r\nHost: bot\r\nContent-Length: 99\r\n\r\n{",
    ],
)
async def test_who_shows_no_whole_header_is_let_go(words: bytes) -> None:
    async with web.serving(Site().app, "127.0.0.1:0", patience=SHORT) as port, called(port) as silent:
        if words:
            silent.writer.write(words)
        assert await silent.is_let_go()


async def test_a_header_that_drips_in_does_not_gain_time_by_each_drop() -> None:
    async def drips(caller: Caller, until: asyncio.Task[bool]) -> None:
        caller.writer.write(b"GET /healthz HTTP/1.1\r\n")
        while not until.done():
            caller.writer.write(b"X: y\r\n")
            await asyncio.wait([until], timeout=SHORT / 4)

    async with web.serving(Site().app, "127.0.0.1:0", patience=SHORT) as port, called(port) as slow:
        let_go = asyncio.create_task(slow.is_let_go())
        await drips(slow, let_go)
        assert await let_go


async def test_who_asks_in_time_again_and_again_stays_and_a_long_answer_is_waited_for() -> None:
    site = Site()
    async with web.serving(site.app, "127.0.0.1:0", patience=SHORT) as port, AsyncExitStack() as stack:
        busy, silent = [await stack.enter_async_context(called(port)) for _ in range(2)]
        for _ in range(3):
            assert "200 ok" in await busy.asks()
        answer = asyncio.create_task(busy.asks(b"GET /slow HTTP/1.1\r\nHost: bot\r\n\r\n"))
        await site.asked.wait()
        assert await silent.is_let_go()  # so longer than the patience has passed
        site.told.set()
        assert "200 ok" in await answer
        assert "200 ok" in await busy.asks()


async def test_who_does_not_read_the_answer_is_let_go() -> None:
    async with web.serving(Site().app, "127.0.0.1:0", patience=SHORT) as port:
        with socket.create_connection(("127.0.0.1", port), LONG / 3) as deaf:
            deaf.sendall(b"GET /large HTTP/1.1\r\nHost: bot\r\n\r\n")
            for _ in range(2):  # each time a silent one is let go a patience has passed
                async with called(port) as silent:
                    assert await silent.is_let_go()
            read = await asyncio.to_thread(_all_of, deaf)
    assert 0 < read < LARGE


def _all_of(sock: socket.socket) -> int:
    """How many bytes come until the end."""
    read = 0
    try:
        while piece := sock.recv(1 << 20):
            read += len(piece)
    except ConnectionError:
        return read
    return read


async def test_silent_connections_however_many_do_not_shut_out_who_asks() -> None:
    with capture_logs() as logged:
        await _crowded()
    assert [line["event"] for line in logged] == ["connections_crowded"]


async def _crowded() -> None:
    async with (
        web.serving(Site().app, "127.0.0.1:0", patience=LONG, most=8) as port,
        AsyncExitStack() as stack,
    ):
        regular = await stack.enter_async_context(called(port))
        assert "200 ok" in await regular.asks()
        crowd = [await stack.enter_async_context(called(port)) for _ in range(40)]
        newest = await stack.enter_async_context(called(port))
        assert "200 ok" in await newest.asks()
        assert await crowd[0].is_let_go()
        assert await regular.is_let_go()  # the longest silent go first, whoever they are
        assert "200 ok" in await crowd[-1].asks()


async def test_who_is_being_served_is_not_sent_away_for_others() -> None:
    site = Site()
    async with (
        web.serving(site.app, "127.0.0.1:0", patience=LONG, most=4) as port,
        AsyncExitStack() as stack,
    ):
        slow = b"GET /slow HTTP/1.1\r\nHost: bot\r\n\r\n"
        served = [await stack.enter_async_context(called(port)) for _ in range(3)]
        answers = []
        for caller in served:
            site.asked.clear()
            answers.append(asyncio.create_task(caller.asks(slow)))
            await site.asked.wait()
        late = await stack.enter_async_context(called(port))
        assert "503 service unavailable" in await late.asks()
        site.told.set()
        assert all("200 ok" in head for head in await asyncio.gather(*answers))


@pytest.fixture
async def port(town: Town) -> AsyncIterator[int]:
    """Where the whole program answers."""
    async with web.serving(web.application(town.program), "127.0.0.1:0", patience=LONG) as port:
        yield port


@pytest.fixture
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """The whole program, to which Telegram delivers, and which is not ready yet."""
    town = await Town.build(
        tmp_path_factory.mktemp("town"),
        webhook_url="https://bot.example.vn",
        webhook_secret=SECRET,
        metrics_token="figures-for-those-who-may",
    )
    yield town
    await town.close()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("GET / HTTP/1.1", 404),
        ("GET /telegram HTTP/1.1", 405),
        ("GET /metrics HTTP/1.1", 403),
        ("POST /telegram HTTP/1.1\r\nContent-Length: 2", 403),
    ],
)
async def test_who_is_refused_is_let_go(port: int, words: str, code: int) -> None:
    async with called(port) as caller:
        answer = await caller.asks(f"{words}\r\nHost: bot\r\n\r\n".encode())
        assert answer.startswith(f"http/1.1 {code} ")
        assert "connection: close" in answer
        assert await caller.is_let_go()


async def test_who_may_deliver_keeps_the_connection_even_where_we_cannot_take_it(port: int) -> None:
    async with called(port) as caller:
        deliver = (
            f"POST /telegram HTTP/1.1\r\nHost: bot\r\n{web.SECRET}: {SECRET}\r\nContent-Length: 2\r\n\r\n"
        )
        answer = await caller.asks(f"{deliver}{{}}".encode())
        assert answer.startswith("http/1.1 503 ")
        assert "connection: close" not in answer
        assert "200 ok" in await caller.asks()


def test_a_short_answer_leaves_at_once_and_waits_for_no_more() -> None:
    with web._listener("127.0.0.1:0") as listener, socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0
