"""A bare echo without any framework: how fast the server is, so that it is not what we measure."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from urllib.parse import urlsplit

import uvloop

AT_ONCE = 64


class Caller:
    """One kept-alive connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def to(cls, url: str) -> Caller:
        """Connect."""
        parts = urlsplit(url)
        return cls(*await asyncio.open_connection(parts.hostname, parts.port))

    async def call(self, method: str, **params: object) -> bytes:
        """Call a method of the Bot API; the raw answer."""
        body = json.dumps(params).encode()
        head = f"POST /bot1:bench/{method} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        self._writer.write(head.encode() + b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        head_back = await self._reader.readuntil(b"\r\n\r\n")
        length = head_back.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        return await self._reader.readexactly(int(length))


async def main() -> None:
    """Poll until SIGTERM."""
    url = os.environ["BOT_API_URL"]
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, os._exit, 0)
    messages: asyncio.Queue[dict[str, dict[str, object]]] = asyncio.Queue(1000)
    polling = await Caller.to(url)
    echoes = [asyncio.create_task(echo(await Caller.to(url), messages)) for _ in range(AT_ONCE)]
    offset = 0
    while echoes:
        for update in json.loads(await polling.call("getUpdates", offset=offset, timeout=10))["result"]:
            offset = update["update_id"] + 1
            await messages.put(update["message"])


async def echo(caller: Caller, messages: asyncio.Queue[dict[str, dict[str, object]]]) -> None:
    """Say the same back."""
    while True:
        message = await messages.get()
        json.loads(await caller.call("sendMessage", chat_id=message["chat"]["id"], text=message["text"]))


if __name__ == "__main__":
    uvloop.run(main())
