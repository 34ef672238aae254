"""Draws what a digest shows and cleans photos, in a child process: neither memory nor time of the bot's."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from domain.errors import Permanent, Temporary

_Result = TypeVar("_Result")
_Given = TypeVar("_Given")
LONGEST = 60.0  # seconds for one piece of work


class Workshop:
    """One child process, started with the first piece of work and renewed now and then."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    async def make(self, craft: Callable[[_Given], _Result], given: _Given) -> _Result:
        """`craft(given)` in the child; both must be importable and picklable.

        Raises Temporary where the child died, Permanent where it takes too long, and what `craft` raises.
        """
        if self._pool is None:
            # "spawn": a forked child would hold the bot's sockets and database.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(
                max_workers=1, mp_context=context, max_tasks_per_child=200, initializer=_leave_ctrl_c
            )
        try:
            async with asyncio.timeout(LONGEST):
                return await asyncio.get_running_loop().run_in_executor(self._pool, craft, given)
        except BrokenProcessPool as error:
            self.close()
            raise Temporary("workshop-failed") from error
        except TimeoutError as error:
            for child in multiprocessing.active_children():
                child.kill()  # it would go on for ever, and take a core with it
            self.close()
            raise Permanent("workshop-stuck") from error

    def close(self) -> None:
        """Let the child go; the next piece of work starts another."""
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def _leave_ctrl_c() -> None:
    """A terminal sends Ctrl-C to the child too; the bot ends it in its own time."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
