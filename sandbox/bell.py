"""Wakes those who wait, from code that cannot await."""

from __future__ import annotations

import asyncio


class Bell:
    """A condition whose notice is a plain call: what people do in the sandbox is synchronous.

    asyncio.Condition wants its lock held, hence an await, before it may notify.
    """

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()
        self.closed = False

    def ring(self) -> None:
        """Wake everyone who waits now."""
        for one in self._waiting:
            if not one.done():
                one.set_result(None)
        self._waiting.clear()

    def close(self) -> None:
        """Wake everyone for good: later waits return at once."""
        self.closed = True
        self.ring()

    async def wait(self, timeout: float) -> bool:
        """Wait for the next ring, at most `timeout` seconds; return whether it rang."""
        if self.closed or timeout <= 0:
            return False
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            # Not wait_for: it swallows a cancellation that comes together with a ring.
            async with asyncio.timeout(timeout):
                await future
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(future)
        return not self.closed
