"""Connections to LISTEN: each must ask for something soon, or it makes room for those who do.

uvicorn waits for the header of a first request for ever and counts who says nothing among those it can serve:
a few hundred silent connections would shut Telegram out.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from bot.logs import logger

log = logger("web")
PATIENCE = 10.0  # seconds for a request's header to arrive in full, and for an answer to be read further
MOST = 512  # connections at once
_TOLD_AGAIN = 60.0  # seconds between two lines of the log that say so


class Crowd(ServerState):
    """What the connections of a server share: how long each may keep us waiting, and who does so now."""

    def __init__(self, patience: float, most: int) -> None:
        """`patience` in seconds; `most` connections at once."""
        super().__init__()
        self.patience = patience
        self.waited_for: dict[Connection, None] = {}  # the longest first
        self._most = most
        self._told = -inf

    def make_room(self, now: float) -> None:
        """Drop who keeps us waiting longest where no place is left; `now` is the loop's time.

        So the newest gets in, and whoever asks at once is served: uvicorn says 503 at `most` connections.
        """
        while len(self.connections) >= self._most and self.waited_for:
            next(iter(self.waited_for)).drop()
            if now - self._told > _TOLD_AGAIN:
                self._told = now
                log.warning("connections_crowded", most=self._most)


class Connection(H11Protocol):
    """uvicorn's, but it ends where nothing was asked, or what was answered is not read, for too long."""

    def __init__(
        self,
        config: uvicorn.Config,
        server_state: Crowd,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        """As uvicorn makes it, on a server whose state is a Crowd."""
        super().__init__(config, server_state, app_state, _loop)
        self._crowd = server_state
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's
        """Somebody is there; the first request is waited for."""
        super().connection_made(transport)
        self._crowd.make_room(self.loop.time())
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is there any more."""
        super().connection_lost(exc)
        self._rest()

    def handle_events(self) -> None:
        """Take up what arrived: part of a header, a request, part of its body."""
        super().handle_events()
        self._watch()

    def on_response_complete(self) -> None:
        """Answered; the next request is waited for."""
        super().on_response_complete()
        self._watch()

    def pause_writing(self) -> None:
        """The peer does not read what we answer."""
        super().pause_writing()
        self._watch()

    def resume_writing(self) -> None:
        """The peer has read most of it."""
        super().resume_writing()
        self._watch()

    def drop(self) -> None:
        """End it at once, whatever is half written."""
        self._rest()
        self.connections.discard(self)  # now: the one that gets its place may ask before this one is closed
        self.transport.abort()

    def _watch(self) -> None:
        """Whose turn is it? Only while it is the peer's the time runs."""
        at_work = self.cycle is not None and not self.cycle.response_complete
        if at_work and not self.flow.write_paused:
            self._rest()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(self._crowd.patience, self.drop)
            self._crowd.waited_for[self] = None

    def _rest(self) -> None:
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None
            del self._crowd.waited_for[self]


class Server(uvicorn.Server):
    """Leaves the signals to the program, which stops it."""

    def __init__(self, config: uvicorn.Config, *, patience: float = PATIENCE, most: int = MOST) -> None:
        """The numbers are a Crowd's; `config` names Connection as its protocol."""
        super().__init__(config)
        self.server_state = Crowd(patience, most)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield
