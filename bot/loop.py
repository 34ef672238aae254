"""What the program runs on: the event loop, and how Python's memory is kept."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable


def factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """What makes the loop, for `asyncio.Runner`: uvloop's where it exists (not on Windows), else Python's."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


def settle() -> None:
    """What was loaded stays loaded: the garbage collector need not look at it again and again.

    Called at work: measured, looking took a tenth of all time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
