"""The pace Telegram allows: about 30 messages a second over all chats, 1 a second in a chat."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic

BURST = 5  # messages at once in one chat; Telegram tolerates short bursts
A_CHAT = 1.0  # seconds a message, in the long run
_MOST_CHATS = 10_000  # remembered; older ones have long regained their burst


class Pace:
    """Hands out turns; `hold` stops everyone."""

    def __init__(self, per_second: float, burst: int = BURST, clock: Callable[[], float] = monotonic) -> None:
        """`per_second` is MESSAGES_PER_SECOND; `burst` how many may go at once in one chat."""
        self._gap = 1 / per_second
        self._burst = burst
        self._clock = clock
        self._next = self._held = 0.0
        self._chats: dict[int, float] = {}  # chat -> when its bucket is full again

    async def turn(self, chat: int) -> None:
        """Return when a message to the chat may go."""
        await asyncio.sleep(self._own(chat))
        while True:
            # A slot of the whole is taken only when the chat's own second has come: nobody waits for it.
            now = self._clock()
            at = max(now, self._next)
            self._next = at + self._gap
            await asyncio.sleep(at - now)
            if self._clock() >= self._held:
                return

    def _own(self, chat: int) -> float:
        now = self._clock()
        full = max(self._chats.get(chat, 0.0), now)
        at = max(now, full - (self._burst - 1) * A_CHAT)
        self._chats[chat] = max(full, at) + A_CHAT
        if len(self._chats) > _MOST_CHATS:
            self._chats = {one: when for one, when in self._chats.items() if when > now}
        return at - now

    def hold(self, seconds: float) -> None:
        """Nobody sends for so long: what Telegram's retry_after asks. Who waits already takes a new turn."""
        self._held = max(self._held, self._clock() + seconds)
        self._next = max(self._next, self._held)
