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


async def final(tx: Tx, unit: str, period: str, viewer: str = "") -> int | None:
    """The number of the one snapshot taken after the period's end, where it was taken: the whole one, or that
    of a viewer (a person's id) who must not see all.
    """
    which = (snapshots.c.unit == unit, snapshots.c.period == period, snapshots.c.viewer == viewer)
    return await tx.scalar(select(snapshots.c.id).where(*which, snapshots.c.final))


async def add(tx: Tx, figures: Figures, *, viewer: str = "", final: bool, now: datetime) -> int:
    """Keep a snapshot; its number. `viewer` as `final` has it."""
    done = await tx.execute(
        insert(snapshots).values(
            unit=figures.unit,
            period=figures.period,
            viewer=viewer,
            final=final,
            figures=figures.to_json(),
            taken_at=now,
        )
    )
    return new_id(done)
