"""Faults made to order: the next calls fail the way Telegram, or the way to it, fails.

Fault                 what goes wrong with one call; `after`: once it is done, which the bot cannot know
├── Refuse            answered with an error: 429, 502, 403 …
├── Delay             answered, but late
└── Lost              no answer comes at all
    ├── Silence       the connection stays open and says nothing: what ends it is the bot's own timeout
    ├── Drop          the connection is reset
    └── Half          the connection is cut in the middle of the answer
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sandbox.errors import ApiError

EVERY = "*"
Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that goes wrong with a call, before it is done or `after`."""

    after: bool = False

    async def strike(self, sleep: Sleep) -> None:
        """Do the harm: wait, or raise ApiError or UnansweredError. `sleep` waits so many seconds."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Refuse(Fault):
    """An error in Telegram's words, as 429 with `retry_after` or 502 "Bad Gateway"."""

    code: int
    description: str
    retry_after: int | None = None
    migrated_to: int | None = None

    async def strike(self, sleep: Sleep) -> None:
        """Raise the ApiError."""
        raise ApiError(self.code, self.description, self.retry_after, migrated_to=self.migrated_to)


@dataclass(frozen=True, kw_only=True)
class Delay(Fault):
    """The answer is so many seconds late."""

    seconds: float

    async def strike(self, sleep: Sleep) -> None:
        """Wait."""
        await sleep(self.seconds)


@dataclass(frozen=True, kw_only=True)
class Lost(Fault):
    """No answer comes; how the connection ends is the kind's."""

    async def strike(self, sleep: Sleep) -> None:
        """Raise UnansweredError, which the server turns into a connection that ends so."""
        raise UnansweredError(self)


@dataclass(frozen=True, kw_only=True)
class Silence(Lost):
    """The server never answers."""


@dataclass(frozen=True, kw_only=True)
class Drop(Lost):
    """The connection is reset without an answer."""


@dataclass(frozen=True, kw_only=True)
class Half(Lost):
    """The head and the beginning of an answer come, then the connection is cut."""


class UnansweredError(Exception):
    """The call gets no answer; `fault` says how the connection ends."""

    def __init__(self, fault: Lost) -> None:
        super().__init__(type(fault).__name__)
        self.fault = fault


@dataclass
class _Order:
    fault: Fault
    times: int | None


class Faults:
    """Orders waiting for their call: those for the method before those for every method, oldest first."""

    def __init__(self) -> None:
        self._orders: dict[str, list[_Order]] = {}
        self.outage: ApiError | None = None  # while set, everything is refused with it

    def order(self, fault: Fault, method: str = EVERY, times: int | None = 1) -> None:
        """Let the next `times` calls of `method` meet `fault`; None: every one until `clear`."""
        self._orders.setdefault(method.lower(), []).append(_Order(fault, times))

    def clear(self) -> None:
        """Forget all orders and end the outage."""
        self._orders.clear()
        self.outage = None

    def take(self, method: str) -> Fault | None:
        """Return what goes wrong with this call of `method`, counted off. Raises ApiError in an outage."""
        self.refuse_in_outage()
        for name in (method.lower(), EVERY):
            waiting = self._orders.get(name)
            if waiting:
                first = waiting[0]
                if first.times is not None:
                    first.times -= 1
                    if first.times <= 0:
                        waiting.pop(0)
                return first.fault
        return None

    def refuse_in_outage(self) -> None:
        """Raise the outage's ApiError while there is one."""
        if self.outage is not None:
            raise ApiError(self.outage.code, self.outage.description, self.outage.retry_after)
