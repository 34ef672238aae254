"""A Bot API server faster than any client: it serves a stream of updates and counts the replies."""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import math
import sys
import time
from collections import Counter
from collections.abc import Sequence

from bench.http import Call, Wire
from bench.updates import deeds, strangers
from sandbox.limits import Limits, Rates

BATCH = 100  # Telegram's own
_BOT = '{"id":1,"is_bot":true,"first_name":"Bench","username":"bench_bot"}'
_ME = (
    _BOT[:-1] + ',"can_join_groups":true,"can_read_all_group_messages":false,"supports_inline_queries":false,'
    '"can_connect_to_business":false,"has_main_web_app":false}'
)
_HOOK = '{"url":"","has_custom_certificate":false,"pending_update_count":0}'
_TRUE = b'{"ok":true,"result":true}'
_SENDS = (b"sendmessage", b"editmessagetext")


def _ok(result: str) -> bytes:
    return b'{"ok":true,"result":%b}' % result.encode()


class Server:
    """Telegram as the bench needs it: `done` is set when each update has had its reply."""

    def __init__(
        self, updates: Sequence[bytes], expected: int, *, latency: float = 0.0, judge: Limits | None = None
    ) -> None:
        """`expected` replies end the run; `latency` (seconds) delays each answer; `judge` refuses by pace."""
        self._updates = updates
        self._expected = expected
        self._latency = latency
        self._judge = judge
        self._confirmed = 0
        self._message = 0
        self._listener: asyncio.Server | None = None
        self.first_poll = self.last_reply = 0.0  # time.monotonic()
        self.polled, self.done = asyncio.Event(), asyncio.Event()
        self.replies: Counter[str] = Counter()  # by chat
        self.sent_at: list[float] = []
        self.calls: Counter[str] = Counter()
        self.refused = 0  # 429s
        self._fixed = {b"getme": _ok(_ME), b"getwebhookinfo": _ok(_HOOK), b"getmycommands": _ok("[]")}

    async def open(self, port: int = 0) -> int:
        """Listen on loopback; the port."""
        loop = asyncio.get_running_loop()
        self._listener = await loop.create_server(lambda: Wire(self._serve), "127.0.0.1", port, backlog=1024)
        gc.collect()
        gc.freeze()  # the stream is not walked again while we measure
        return int(self._listener.sockets[0].getsockname()[1])

    def close(self) -> None:
        """Listen no more."""
        if self._listener:
            self._listener.close()
        gc.unfreeze()

    @property
    def replied(self) -> int:
        """How many replies came."""
        return len(self.sent_at)

    @property
    def seconds(self) -> float:
        """From the first getUpdates to the last expected reply."""
        return self.last_reply - self.first_poll

    def _serve(self, wire: Wire, call: Call) -> None:
        self.calls[call.method.decode()] += 1
        if call.method == b"getupdates":
            self._poll(wire, call)
        elif call.method in _SENDS:
            self._send(wire, call)
        else:
            self._answer(wire, self._fixed.get(call.method, _TRUE))

    def _answer(self, wire: Wire, body: bytes, status: bytes = b"200 OK") -> None:
        if self._latency:
            asyncio.get_running_loop().call_later(self._latency, wire.reply, body, status)
        else:
            wire.reply(body, status)

    def _poll(self, wire: Wire, call: Call) -> None:
        if not self.polled.is_set():
            self.first_poll = time.monotonic()
            self.polled.set()
        offset = int(call.field(b"offset") or 0)
        self._confirmed = max(self._confirmed, offset - 1)
        limit = int(call.field(b"limit") or BATCH)
        batch = self._updates[self._confirmed : self._confirmed + limit]
        if batch:
            self._answer(wire, b'{"ok":true,"result":[%b]}' % b",".join(batch))
            return
        hold = float(call.field(b"timeout") or 0)
        asyncio.get_running_loop().call_later(hold + self._latency, wire.reply, b'{"ok":true,"result":[]}')

    def _send(self, wire: Wire, call: Call) -> None:
        chat, now = call.field(b"chat_id") or "0", time.monotonic()
        refused_for = self._judge.check(int(chat), is_group=False) if self._judge else None
        if refused_for is not None:
            self.refused += 1
            wait = math.ceil(refused_for)
            self._answer(
                wire,
                b'{"ok":false,"error_code":429,"description":"Too Many Requests: retry after %d",'
                b'"parameters":{"retry_after":%d}}' % (wait, wait),
                b"429 Too Many Requests",
            )
            return
        self._message += 1
        markup = call.field(b"reply_markup")
        self._answer(
            wire,
            _ok(
                f'{{"message_id":{2 * self._message + 1},"from":{_BOT},"date":{int(time.time())},'
                f'"chat":{{"id":{chat},"first_name":"Lan","type":"private"}},'
                f'"text":{json.dumps(call.field(b"text"), ensure_ascii=False)}'
                + (f',"reply_markup":{markup}}}' if markup else "}")
            ),
        )
        self.replies[chat] += 1
        self.sent_at.append(now)
        if self.replied == self._expected:
            self.last_reply = time.monotonic()
            self.done.set()


def main(words: Sequence[str] | None = None) -> None:
    """Serve by hand: `python -m bench.server --updates 6000`; figures are told at the end."""
    parser = argparse.ArgumentParser("python -m bench.server", description=main.__doc__)
    parser.add_argument("--port", type=int, default=8099)
    parser.add_argument("--updates", type=int, default=6000)
    parser.add_argument("--strangers", action="store_true", help="each update from another citizen")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds that each call takes")
    parser.add_argument("--strict", type=int, default=0, help="messages a second over all chats")
    asyncio.run(_by_hand(parser.parse_args(words)))


async def _by_hand(options: argparse.Namespace) -> None:
    stream = (strangers if options.strangers else deeds)(options.updates, int(time.time()))
    judge = Limits(rates=Rates(a_second=options.strict)) if options.strict else None
    server = Server(stream, options.updates, latency=options.latency, judge=judge)
    port = await server.open(options.port)
    sys.stdout.write(f"listening on http://127.0.0.1:{port}\n")
    await server.done.wait()
    figures = {
        "updates": options.updates,
        "seconds": round(server.seconds, 3),
        "per_second": round(options.updates / server.seconds, 1),
        "people": len(server.replies),
        "refused": server.refused,
        "calls": dict(server.calls),
    }
    sys.stdout.write(f"{json.dumps(figures)}\n")
    server.close()


if __name__ == "__main__":
    main()
