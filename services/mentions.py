"""What an officer hears of the feedback on them: an aggregate of five or more, else nothing at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from domain.person import Act
from storage import mentions
from storage.database import Database

FEWEST = 5
WITHIN = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Heard:
    """How often citizens spoke of an officer; `praise` is 0 where those were too few to be told."""

    times: int
    praise: int


class Mentions:
    """Tells an officer how often they were spoken of.

    Figures go up in steps of five: else who looks each day would see one single opinion arrive, and could
    guess whose it is and what it said.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, act: Act) -> Heard | None:
        """Of the speaker, in the last twelve months; None where it is fewer than five, as if it were none."""
        if act.by.person is None:
            return None
        async with self._database.reading() as tx:
            times, praise = await mentions.count(tx, act.by.person, act.at - WITHIN)
        shown = Heard(times=_step(times), praise=_step(praise))
        return shown if shown.times else None


def _step(count: int) -> int:
    return count - count % FEWEST
