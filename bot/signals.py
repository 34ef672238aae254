"""What SIGINT and SIGTERM ask for: the first, to stop in good order; the second, to hurry."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress

_ASKED = (signal.SIGINT, signal.SIGTERM)


class Signals:
    """Made in the task that starts the program. While that is starting, a signal ends the start."""

    def __init__(self) -> None:
        self.told = asyncio.Event()
        self.hurry = asyncio.Event()
        self._starting = asyncio.current_task()

    def listen(self) -> None:
        """From now on they mean this; Python's own meaning is a KeyboardInterrupt anywhere."""
        for sign in _ASKED:
            with suppress(NotImplementedError):  # Windows has no such handlers
                asyncio.get_running_loop().add_signal_handler(sign, self.heard)

    def forget(self) -> None:
        """They mean again what they meant."""
        for sign in _ASKED:
            with suppress(NotImplementedError):
                asyncio.get_running_loop().remove_signal_handler(sign)

    def started(self) -> None:
        """Whoever awaits `told` ends the program from now on."""
        self._starting = None

    def heard(self) -> None:
        """One of them came."""
        if self.told.is_set():
            self.hurry.set()
        elif self._starting:
            self._starting.cancel()
        self.told.set()
