"""A Bot API on a real socket that behaves as it is told: well, badly, or not at all."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import ssl
import struct
from collections import Counter, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast
from urllib.parse import parse_qsl

TOKEN = "1:verysecret"
FILE = bytes(range(256)) * 1024
CHAT = {"id": 5, "type": "private", "first_name": "Lan"}
MESSAGE = {"message_id": 7, "date": 1_790_000_000, "chat": CHAT, "text": "xin chào"}
RESULTS: dict[str, Any] = {
    "getMe": {"id": 1, "is_bot": True, "first_name": "Vì Dân", "username": "vidan_bot"},
    "sendMediaGroup": [MESSAGE, MESSAGE | {"message_id": 8}],
    "getFile": {"file_id": "f", "file_unique_id": "u", "file_path": "photos/1.jpg"},
    "getUpdates": [],
}


class Part(NamedTuple):
    """A field of a form; `name` and `kind` are a file's."""

    data: bytes
    name: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Heard:
    """One request as it came over the wire."""

    verb: str
    path: str
    headers: dict[str, str]
    body: bytes = b""

    @property
    def method(self) -> str:
        """The Bot API's method, or "file"."""
        return "file" if self.path.startswith("/file/") else self.path.rpartition("/")[2]

    @property
    def fields(self) -> dict[str, Any]:
        """The parameters, whichever way they came: JSON, or a form whose fields hold JSON or words."""
        kind = self.headers["content-type"]
        if kind == "application/json":
            return dict(json.loads(self.body))
        if kind == "application/x-www-form-urlencoded":
            return {name: _value(value.encode()) for name, value in parse_qsl(self.body.decode())}
        return {name: _value(part.data) for name, part in self.parts.items() if not part.name}

    @property
    def parts(self) -> dict[str, Part]:
        """The fields of multipart/form-data."""
        mark = re.search(r'boundary="?([^";]+)', self.headers["content-type"])
        assert mark, self.headers
        pieces = self.body.split(b"--" + mark[1].encode())
        assert pieces[0] == b""
        assert pieces[-1] == b"--\r\n"
        found = {}
        for piece in pieces[1:-1]:
            head, _, data = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
            words = head.decode()
            named = dict(re.findall(r'(name|filename)="([^"]*)"', words))
            kind = re.search(r"Content-Type: (\S+)", words)
            found[named["name"]] = Part(
                data.removesuffix(b"\r\n"), named.get("filename", ""), kind[1] if kind else ""
            )
        return found


Act = Callable[["Server", Heard, asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Server:
    """What came in, and what is to be done with the next calls: `plan[method]`, else a good answer."""

    url: str = ""
    heard: list[Heard] = field(default_factory=list)
    plan: dict[str, deque[Act]] = field(default_factory=dict)
    connections: int = 0
    open: set[asyncio.StreamWriter] = field(default_factory=set)
    most_open: int = 0
    deaf: bool = False  # connections are accepted and nothing is read
    released: asyncio.Event = field(default_factory=asyncio.Event)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def counts(self) -> Counter[str]:
        """How often each method arrived in full."""
        return Counter(one.method for one in self.heard)

    def next(self, method: str, *acts: Act) -> None:
        """Do these with the next calls of the method."""
        self.plan.setdefault(method, deque()).extend(acts)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Return once it holds; asked whenever a request came or a connection opened or ended."""
        async with self.changed:
            await asyncio.wait_for(self.changed.wait_for(holds), 5)

    async def gone(self) -> None:
        """Return once no connection is open."""
        await self.until(lambda: not self.open)

    async def tell(self) -> None:
        """Somebody may be waiting for what just happened."""
        async with self.changed:
            self.changed.notify_all()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, to its end."""
        self.connections += 1
        self.open.add(writer)
        self.most_open = max(self.most_open, len(self.open))
        await self.tell()
        try:
            if self.deaf:
                await self._stand_still(cast("asyncio.Transport", writer.transport))
            while heard := await _read(reader):
                self.heard.append(heard)
                await self.tell()
                acts = self.plan.get(heard.method)
                await (acts.popleft() if acts else well)(self, heard, reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # they broke off
        finally:
            writer.transport.abort()
            self.open.discard(writer)
            await self.tell()

    async def _stand_still(self, transport: asyncio.Transport) -> None:
        transport.pause_reading()
        await self.released.wait()
        if not transport.is_closing():
            transport.resume_reading()


@asynccontextmanager
async def serving(tls: ssl.SSLContext | None = None) -> AsyncIterator[Server]:
    """The server while the block lasts, on a free port of this machine."""
    server, tasks = Server(), set[asyncio.Task[None]]()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        tasks.add(task)
        await server.serve(reader, writer)

    listener = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    port = listener.sockets[0].getsockname()[1]
    server.url = f"{'https' if tls else 'http'}://127.0.0.1:{port}"
    try:
        yield server
    finally:
        listener.close()
        server.released.set()
        for writer in server.open:
            writer.transport.abort()
        await asyncio.gather(*tasks)


async def _read(reader: asyncio.StreamReader) -> Heard | None:
    """The next request; None where the connection ended between two."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.strip().split("\r\n")
    verb, path, _ = first.split(" ")
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
    return Heard(verb, path, headers, await reader.readexactly(int(headers.get("content-length", 0))))


def _value(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        return data.decode()


def answer(status: int, body: bytes, *headers: str) -> bytes:
    """A whole HTTP answer."""
    lines = (f"HTTP/1.1 {status} Whatever", f"Content-Length: {len(body)}", *headers)
    return "\r\n".join((*lines, "", "")).encode() + body


async def well(
    server: Server, heard: Heard, _reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    """Answer as Telegram does."""
    if heard.method == "file":
        writer.write(answer(200, FILE))
    else:
        result = RESULTS.get(heard.method, MESSAGE)
        writer.write(answer(200, json.dumps({"ok": True, "result": result}).encode(), "Set-Cookie: a=b"))
    await writer.drain()


def refuses(code: int, description: str, **parameters: Any) -> Act:
    """Answer with an error of the Bot API."""
    body = {"ok": False, "error_code": code, "description": description}
    return writes(
        answer(code, json.dumps(body | ({"parameters": parameters} if parameters else {})).encode())
    )


def writes(data: bytes, *, then: str = "") -> Act:
    """Write these bytes; then go on, or "close" or "reset" the connection."""

    async def act(
        _server: Server, _heard: Heard, _reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        writer.write(data)
        await writer.drain()
        if then == "reset":
            linger = struct.pack("ii", 1, 0)  # what is closed so is reset
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        if then:
            raise ConnectionAbortedError

    return act


async def waits(
    server: Server, heard: Heard, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    """Answer well, but only once the test says `released`, or the caller is gone."""
    told, left = asyncio.ensure_future(server.released.wait()), asyncio.ensure_future(reader.read(1))
    await asyncio.wait({told, left}, return_when=asyncio.FIRST_COMPLETED)
    told.cancel()
    if left.done():
        raise ConnectionAbortedError
    left.cancel()
    await asyncio.gather(left, return_exceptions=True)
    await well(server, heard, reader, writer)
