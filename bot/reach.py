"""Whether Telegram answers at all. Where it does not, one call after the other looks whether it is back."""

from __future__ import annotations

import math

from bot.logs import logger

log = logger("reach")
SHORTEST, LONGEST = 0.5, 30.0  # seconds between two looks: doubled each time


class Reach:
    """What the newest calls found. Times are the loop's, in seconds."""

    def __init__(self) -> None:
        self.answered = 0  # calls that were answered, if only by a refusal
        self.away = False
        self.pause = 0.0  # between the last look and the next
        self.until = -math.inf  # when the next look may be
        self._heard_at = self._lost_at = -math.inf

    def heard(self, now: float) -> None:
        """A call was answered."""
        if self.away:
            log.info("telegram_back")
        self.answered += 1
        self._heard_at = now
        self.away, self.pause, self.until = False, 0.0, -math.inf

    def lost(self, begun: float, now: float) -> bool:
        """A call that began then was not; False where others were answered since: the trouble is its own."""
        if self._heard_at > begun:
            return False
        if not self.away or begun >= self._lost_at:  # not one that was under way when we knew already
            self.pause = min(max(self.pause * 2, SHORTEST), LONGEST)
            self._lost_at, self.until = now, now + self.pause
            log.warning("telegram_away", again_in=self.pause)
        self.away = True
        return True
