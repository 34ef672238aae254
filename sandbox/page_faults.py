"""Faults ordered over HTTP, for tests that talk to a sandbox in another process.

POST /page/fault with JSON, loopback only and not from another site, like everything of the page:
`{"kind": "refuse", "code": 429, "description": "…", "retry_after": 3, "method": "sendMessage", "times": 1}`,
`delay` with `seconds`, `silence`, `drop`, `half`; each may say `after`. `times` null means until `clear`.
And, with nothing more, `outage` and `back`, `hold` and `release`, `double` with `times`, `clear`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.faults import EVERY, Delay, Drop, Fault, Half, Refuse, Silence
from sandbox.world import World

_FAULTS: dict[str, type[Fault]] = {
    "refuse": Refuse,
    "delay": Delay,
    "silence": Silence,
    "drop": Drop,
    "half": Half,
}


class Ordering:
    """The endpoint. Bad orders raise ValueError, KeyError or TypeError."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._plain: dict[str, Callable[..., None]] = {
            "outage": world.begin_outage,
            "back": world.end_outage,
            "hold": world.hold_updates,
            "release": world.release_updates,
            "double": world.double_updates,
            "clear": world.clear_faults,
        }

    async def fault(self, request: Request) -> Response:
        """Order one fault."""
        body: dict[str, Any] = dict(await request.json())
        kind = str(body.pop("kind"))
        if kind in self._plain:
            self._plain[kind](**body)
        else:
            method, times = str(body.pop("method", EVERY)), body.pop("times", 1)
            self._world.order(_FAULTS[kind](**body), method, None if times is None else int(times))
        return JSONResponse({"ok": True})
