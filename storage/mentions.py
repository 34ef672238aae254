"""How often cases speak of an officer by name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from domain.case import CaseKind, CaseState
from storage.driver import Tx
from storage.tables import cases


async def count(tx: Tx, officer: str, since: datetime) -> tuple[int, int]:
    """(all, of them praise): the cases received from that instant on that speak of the person."""
    praise = func.count().filter(cases.c.kind == CaseKind.PRAISE.value)
    rows = await tx.execute(
        select(func.count(), praise).where(
            cases.c.officer == officer,
            cases.c.received_at >= since,
            cases.c.state != CaseState.WITHDRAWN.value,
        )
    )
    times, of_praise = rows.one()
    return times, of_praise
