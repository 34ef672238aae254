"""A loop whose time goes by only when everybody sleeps: minutes of waiting take no time at all.

While a thread works for it (a commit of the database's), its time stands still.
"""

from __future__ import annotations

import asyncio
import selectors
import sys
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor
from typing import Any, TypeVar, TypeVarTuple, Unpack

_T = TypeVar("_T")
_Ts = TypeVarTuple("_Ts")
_PATIENCE = 10.0  # real seconds that a thread may work


class _Selector(selectors.SelectSelector):
    """Where the loop would wait, its clock is put forward instead."""

    now = 0.0
    at_work = 0  # threads

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        found = super().select(0)
        if found or timeout == 0:
            return found
        if self.at_work:
            return super().select(_PATIENCE)
        if timeout is None:
            raise RuntimeError("everybody waits for ever")
        self.now += timeout
        return found


class VirtualLoop(asyncio.SelectorEventLoop):
    """A selector loop with such a clock, which begins at 0."""

    def __init__(self) -> None:
        self._virtual = _Selector()
        super().__init__(self._virtual)

    def time(self) -> float:
        """Seconds since the loop began."""
        return self._virtual.now

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[Unpack[_Ts]], _T], *args: *_Ts
    ) -> asyncio.Future[_T]:
        """As every loop does; the clock stands still until it is done."""
        done = super().run_in_executor(executor, func, *args)
        self._waits_for(done)
        return done

    def create_future(self) -> asyncio.Future[Any]:
        """As every loop does; aiosqlite has threads of its own, which answer by futures that it, or
        SQLAlchemy's module for it, makes.
        """
        future = super().create_future()
        if "aiosqlite" in sys._getframe(1).f_globals["__name__"]:
            self._waits_for(future)
        return future

    async def shutdown_default_executor(self, *args: Any) -> None:
        """As every loop does, in a thread of its own."""
        self._virtual.at_work += 1
        await super().shutdown_default_executor(*args)

    def _waits_for(self, work: asyncio.Future[Any]) -> None:
        self._virtual.at_work += 1
        work.add_done_callback(self._worked)

    def _worked(self, _: object) -> None:
        self._virtual.at_work -= 1


def run(story: Coroutine[Any, Any, _T]) -> _T:
    """Run to the end in virtual time."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(story)


def now() -> float:
    """The running loop's time."""
    return asyncio.get_running_loop().time()
