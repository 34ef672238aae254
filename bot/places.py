"""Places of the pace whose messages were answered: each is free again a window after its answer."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

MARGIN = 0.005  # seconds by which a place comes back late, against a clock that runs differently
FEW = 20  # answers too few to tell how quick one may be


class Returning:
    """When places come back. Times are the loop's, in seconds."""

    def __init__(self, window: float) -> None:
        """`window` is the seconds in which no more than all places may be used."""
        self._window = window
        self._free: deque[float] = deque()  # soonest first
        self._took: deque[float] = deque(maxlen=64)  # seconds, of the newest answers

    def after(self, now: float) -> Sequence[float]:
        """When those come back that have not yet, soonest first. To be read, not kept."""
        while self._free and self._free[0] <= now:
            self._free.popleft()
        return self._free

    def answered(self, messages: int, now: float, took: float | None) -> None:
        """So many were answered now, after `took` seconds; None where that tells nothing of the way."""
        if took is not None:
            self._took.append(took)
        quickest = min(self._took) if len(self._took) > FEW else 0.0
        # Those that are back go here too: while no notice waits for a turn, nobody asks `after`.
        back = self.after(now)
        free = now + self._window + MARGIN - quickest
        self._free.extend([max(free, back[-1]) if back else free] * messages)
