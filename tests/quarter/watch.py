"""What is seen from outside while the quarter goes by, strike after strike: the judgement needs no memory of
the program's own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select

from domain.case import WAITING, Case, CaseState
from domain.unit import above
from storage import cases, units
from storage.database import Database
from storage.tables import cases as table


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A "no": where the case lay before and after it."""

    case: str
    before: Case
    after: Case
    at: datetime


@dataclass
class Watch:
    """`overdue`: (case, deadline) -> when it was first and last seen to wait though that was over."""

    database: Database
    overdue: dict[tuple[str, datetime], tuple[datetime, datetime]] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)

    async def looks(self, now: datetime) -> None:
        """Which cases wait at the instant though their deadline is over."""
        states = [state.value for state in WAITING]
        late = select(table.c.id, table.c.due_at).where(table.c.state.in_(states), table.c.due_at <= now)
        async with self.database.reading() as tx:
            for row in (await tx.execute(late)).all():
                first, _ = self.overdue.get((row.id, row.due_at), (now, now))
                self.overdue[row.id, row.due_at] = (first, now)

    async def refused(self, before: Case, at: datetime) -> None:
        """Its sender has just said no."""
        async with self.database.reading() as tx:
            after = await cases.get(tx, before.id)
        assert after is not None
        self.refusals.append(Refusal(case=before.id, before=before, after=after, at=at))

    async def astray(self) -> list[str]:
        """The first "no" of each case that did not go up: their ids. At the top there is nowhere to go."""
        async with self.database.reading() as tx:
            tree = await units.tree(tx)
        seen: set[str] = set()
        found = []
        for one in self.refusals:
            higher = {unit.code for unit in above(tree, one.before.handler)}
            if one.case not in seen and higher and one.after.handler not in higher:
                found.append(one.case)
            seen.add(one.case)
        return found


def parked(case: Case, end: datetime) -> bool:
    """Whether it waits for its sender's answer to a question, and has for longer than anybody should."""
    return case.state is CaseState.ASKED and (case.asked_at or end) < end - LONGEST_ASKED


LONGEST_ASKED = timedelta(days=14 + 12)  # and a Tết in between, in which nobody is written to
