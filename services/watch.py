"""What whoever watches the bot asks again and again: is it ready, and how much waits."""

from __future__ import annotations

from datetime import datetime

from domain.errors import Failed
from storage import health, revisions
from storage.database import Database


class Watch:
    """Reads only, and briefly."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def ready(self) -> dict[str, bool]:
        """`database`: it answers; `migrations`: its tables are the newest. A bad database raises nothing."""
        try:
            async with self._database.reading() as tx:
                revision = await revisions.current(tx)
        except Failed:
            return {"database": False, "migrations": False}
        return {"database": True, "migrations": revision == revisions.newest()}

    async def overdue(self, now: datetime) -> tuple[int, float]:
        """Notices that are due and not settled, and for how many seconds the first of them has been.

        Raises Failed where the database does not tell.
        """
        async with self._database.studying() as tx:
            late = await health.overdue(tx, now)
        return late.number, (now - late.since).total_seconds() if late.since else 0.0
