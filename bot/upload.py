"""Files on their way to Telegram: a form written piece by piece, so that a standstill is noticed."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import aiohttp
from aiohttp.abc import AbstractStreamWriter
from telegram.request import RequestData

PIECE = 1 << 16  # bytes that must leave within one write timeout
_QUOTED = str.maketrans(
    {'"': "%22", "\\": "\\\\", "\r": "%0D", "\n": "%0A"}
)  # file names, as PTB's own backend


class Upload(aiohttp.Payload):
    """The body of one call with files; its size is known, so it goes with a Content-Length."""

    def __init__(
        self, request_data: RequestData, patience: float | None, under_way: set[asyncio.WriteTransport]
    ) -> None:
        """`patience`: seconds a piece may take, None is endless; `under_way`: what is being written to."""
        mark = uuid4().hex
        body = b"".join(_form(request_data, mark))
        super().__init__(body, content_type=f"multipart/form-data; boundary={mark}")
        self._size = len(body)
        self._patience = patience
        self._under_way = under_way

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        """The form as text; aiohttp's interface wants it."""
        return bytes(self._value).decode(encoding, errors)

    async def write(self, writer: AbstractStreamWriter) -> None:
        """Write it all. Raises TimeoutError, OSError, CancelledError; the connection is gone then."""
        body, transport = memoryview(self._value), writer.transport
        if transport is None:
            raise ConnectionResetError
        self._under_way.add(transport)
        transport.set_write_buffer_limits(1, 0)  # what is drained has left us; 0 would stop TLS for good
        try:
            for start in range(0, len(body), PIECE):
                async with asyncio.timeout(self._patience):
                    await writer.write(body[start : start + PIECE])
                    await writer.drain()
            transport.set_write_buffer_limits()
        except BaseException:
            transport.abort()  # closing would wait for a peer that may have stopped reading
            raise
        finally:
            self._under_way.discard(transport)


def _form(request_data: RequestData, mark: str) -> list[bytes]:
    """The parts of multipart/form-data (RFC 7578); names of files stay UTF-8, as Telegram reads them."""
    field = f"--{mark}\r\nContent-Disposition: form-data; name="
    parts = [
        f'{field}"{name}"\r\n\r\n{value}\r\n'.encode() for name, value in request_data.json_parameters.items()
    ]
    for name, (file, content, kind) in request_data.multipart_data.items():
        head = f'{field}"{name}"; filename="{file.translate(_QUOTED)}"\r\nContent-Type: {kind}\r\n\r\n'
        parts += (head.encode(), content if isinstance(content, bytes) else content.read(), b"\r\n")
    return [*parts, f"--{mark}--\r\n".encode()]
