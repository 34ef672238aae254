"""Something happens elsewhere while a piece of work waits."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Generator
from contextvars import copy_context
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Meanwhile(Generic[T]):
    """Awaits `work`; at its n-th await `other` happens, all of it, before the work goes on."""

    def __init__(
        self, work: Awaitable[T], step: int, other: Callable[[], Coroutine[Any, Any, object]]
    ) -> None:
        self._work = work
        self._left = step
        self._other = other
        self._elsewhere = copy_context()  # it is inside no transaction of the work's

    @property
    def happened(self) -> bool:
        """Whether the work had so many awaits."""
        return self._left <= 0

    def __await__(self) -> Generator[Any, Any, T]:
        inner = self._work.__await__()
        while True:
            try:
                awaited = next(inner)
            except StopIteration as end:
                result: T = end.value
                return result
            yield awaited
            self._left -= 1
            if self._left == 0:
                yield from asyncio.create_task(self._other(), context=self._elsewhere)
