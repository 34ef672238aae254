"""Going on with one thing while the database is away."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from domain.errors import Temporary

PAUSE = 0.5  # seconds before it is tried again, doubled each time
LONGEST_PAUSE = 8.0

T = TypeVar("T")


async def patiently(work: Callable[[], Awaitable[T]]) -> T:
    """Do it, however long the database is away: what was answered must not be answered again.

    Only a cancellation ends it earlier. Raises whatever else the work raises.
    """
    pause = PAUSE
    while True:
        try:
            return await work()
        except Temporary as error:
            if error.key != "database-away":
                raise
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)
