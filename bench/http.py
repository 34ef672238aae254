"""HTTP/1.1 as Bot API clients speak it: kept connections, requests with a length; no more, to be fast."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from typing import cast
from urllib.parse import unquote_plus

_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d+)", re.IGNORECASE)
_TYPE = re.compile(rb"\r\ncontent-type:[ \t]*([^\r;]+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding:[ \t]*chunked", re.IGNORECASE)
_END = b"\r\n\r\n"


class Call:
    """One request: `method` is the Bot API's, in lower case."""

    __slots__ = ("_body", "_kind", "line", "method")

    def __init__(self, line: bytes, kind: bytes, body: bytes) -> None:
        """`line` is the path with its query, `kind` the body's content type."""
        self.line = line
        path, _, query = line.partition(b"?")
        self.method = path.rpartition(b"/")[2].lower()
        self._kind, self._body = (kind, body) if body else (b"application/x-www-form-urlencoded", query)

    def field(self, name: bytes) -> str | None:
        """A parameter as text (a JSON one as its JSON); None where it was not sent."""
        if self._kind.startswith(b"application/json"):
            value = json.loads(self._body or b"{}").get(name.decode())
            return value if value is None or isinstance(value, str) else json.dumps(value)
        if self._kind.startswith(b"multipart/"):
            found = re.search(
                rb'name="' + name + rb'"[^\r]*(?:\r\n[^\r]+)*\r\n\r\n(.*?)\r\n--', self._body, re.DOTALL
            )
            return found[1].decode() if found else None
        sign = name + b"="
        for part in self._body.split(b"&"):
            if part.startswith(sign):
                return unquote_plus(part[len(sign) :].decode())
        return None


class Wire(asyncio.Protocol):
    """A connection: hands each complete request on, in order."""

    def __init__(self, serve: Callable[[Wire, Call], None]) -> None:
        """`serve` answers by `reply`, now or later."""
        self._serve = serve
        self._buffer = b""
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to write."""
        self._transport = cast(asyncio.WriteTransport, transport)  # uvloop's is one in all but its bases

    def connection_lost(self, error: Exception | None) -> None:
        """Nobody is there any more."""
        self._transport = None

    def data_received(self, data: bytes) -> None:
        """Take in what came; a request may come in pieces, or several at once."""
        data = self._buffer + data if self._buffer else data
        start = 0
        while (end := data.find(_END, start)) >= 0:
            head = data[start : end + 2]
            if _CHUNKED.search(head):
                self.reply(
                    b'{"ok":false,"error_code":411,"description":"a length is needed"}',
                    b"411 Length Required",
                )
                return
            found = _LENGTH.search(head)
            body, until = end + 4, end + 4 + (int(found[1]) if found else 0)
            if len(data) < until:
                break
            line, kind = head.split(b" ", 2)[1], _TYPE.search(head)
            start = until
            self._serve(self, Call(line, kind[1].lower() if kind else b"", data[body:until]))
        self._buffer = data[start:]

    def reply(self, body: bytes, status: bytes = b"200 OK") -> None:
        """Answer with JSON; lost where the client has gone."""
        if self._transport is not None:
            self._transport.write(
                b"HTTP/1.1 %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
                % (status, len(body), body)
            )
