"""The figures of digests, taken once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select

from domain.digest import Figures
from storage.driver import Tx
from storage.keys import new_id
from storage.tables import snapshots


async def get(tx: Tx, number: int) -> Figures | None:
    """The snapshot of that number."""
    data = await tx.scalar(select(snapshots.c.figures).where(snapshots.c.id == number))
    return Figures.from_json(data) if data else None


async def final(tx: Tx, unit: str, period: str) -> int | None:
    """The number of the one snapshot taken after the period's end, where it was taken."""
    where = (snapshots.c.unit == unit, snapshots.c.period == period, snapshots.c.final)
    return await tx.scalar(select(snapshots.c.id).where(*where))


async def add(tx: Tx, figures: Figures, *, final: bool, now: datetime) -> int:
    """Keep a snapshot; its number."""
    done = await tx.execute(
        insert(snapshots).values(
            unit=figures.unit, period=figures.period, final=final, figures=figures.to_json(), taken_at=now
        )
    )
    return new_id(done)
