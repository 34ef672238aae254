"""The monthly sums counted anew, from what they are sums of."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer, Select, cast, func, select

from storage.database import Tx
from storage.tables import case_months, cases, deed_months, deeds, officer_months

_MONTH = func.substr(deeds.c.day, 1, 7)
_LATE = func.sum(cast(deeds.c.late, Integer))


async def off(tx: Tx) -> list[str]:
    """Which of the sums do not equal what they count; empty where all do."""
    pairs = (
        (
            "deeds by kind",
            select(deed_months),
            select(
                deeds.c.unit, _MONTH, deeds.c.kind, func.count(), func.sum(deeds.c.helped), _LATE
            ).group_by(deeds.c.unit, _MONTH, deeds.c.kind),
        ),
        (
            "deeds by officer",
            select(officer_months),
            select(
                deeds.c.unit, _MONTH, deeds.c.person, func.count(), func.count(deeds.c.day.distinct())
            ).group_by(deeds.c.unit, _MONTH, deeds.c.person),
        ),
        ("cases", _case_sums(), _cases()),
    )
    return [name for name, kept, counted in pairs if await _rows(tx, kept) != await _rows(tx, counted)]


def _case_sums() -> Select[Any]:
    """Over all months: a verdict counts in its own, not in that of the case."""
    counts = (case_months.c.received, case_months.c.answered, case_months.c.solved)
    keys = (case_months.c.unit, case_months.c.kind)
    return select(*keys, *(func.sum(count) for count in counts)).group_by(*keys)


def _cases() -> Select[Any]:
    answered, solved = func.count(cases.c.answered_at), func.sum(cast(cases.c.verdict == "yes", Integer))
    keys = (cases.c.unit, cases.c.kind)
    return select(*keys, func.count(), answered, func.coalesce(solved, 0)).group_by(*keys)


async def _rows(tx: Tx, query: Select[Any]) -> list[tuple[Any, ...]]:
    """The rows with something in them, in order."""
    return sorted(tuple(row) for row in await tx.execute(query) if any(row[3:]) or row[2])
