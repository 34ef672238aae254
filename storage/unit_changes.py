"""What became of units and when: done, or with its day yet to come."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, delete, insert, or_, select, update

from domain.reshape import Change, ChangeKind
from storage.driver import Tx
from storage.keys import new_id
from storage.tables import unit_changes


class Kept(NamedTuple):
    """A change as it stands. `done_at` is UTC, None where its day is yet to come."""

    change: Change
    done_at: datetime | None


async def add(
    tx: Tx, change: Change, made_by: str | None, made_at: datetime, done_at: datetime | None = None
) -> int:
    """Keep a change; its number. `made_by` is a person's id, None for who is on no roll."""
    done = await tx.execute(
        insert(unit_changes).values(
            unit=change.unit,
            kind=change.kind.value,
            before=change.before,
            after=change.after,
            day=str(change.day),
            made_by=made_by,
            made_at=made_at,
            done_at=done_at,
        )
    )
    return new_id(done)


async def waiting(tx: Tx, until: date | None = None) -> list[Change]:
    """What is decided and not yet carried out (up to that local day), in the order of the days."""
    rows = await tx.execute(
        _CHANGES.where(
            unit_changes.c.done_at.is_(None),
            *([unit_changes.c.day <= str(until)] if until else []),
        ).order_by(unit_changes.c.day, unit_changes.c.id)
    )
    return [_kept(row).change for row in rows]


async def of_unit(tx: Tx, code: str) -> list[Kept]:
    """What became of the unit, what it took in and what was split from it, newest first."""
    taken_in = (unit_changes.c.kind == ChangeKind.MERGE.value) & (unit_changes.c.after == code)
    begun = (unit_changes.c.kind == ChangeKind.SPLIT.value) & unit_changes.c.after.startswith(f"{code} ")
    rows = await tx.execute(
        _CHANGES.where(or_(unit_changes.c.unit == code, taken_in, begun)).order_by(
            unit_changes.c.day.desc(), unit_changes.c.id.desc()
        )
    )
    return [_kept(row) for row in rows]


async def done(tx: Tx, change: Change, at: datetime) -> bool:
    """It is carried out, `before` as it was found; False where somebody else did or dropped it."""
    marked = await tx.execute(
        update(unit_changes)
        .where(unit_changes.c.id == change.id, unit_changes.c.done_at.is_(None))
        .values(done_at=at, before=change.before)
    )
    return marked.rowcount == 1


async def drop(tx: Tx, number: int) -> bool:
    """It will not be carried out; False where it was, or was dropped before."""
    gone = await tx.execute(
        delete(unit_changes).where(unit_changes.c.id == number, unit_changes.c.done_at.is_(None))
    )
    return gone.rowcount == 1


_CHANGES: Select[*tuple[Any, ...]] = select(unit_changes)


def _kept(row: Row[*tuple[Any, ...]]) -> Kept:
    change = Change(
        id=row.id,
        unit=row.unit,
        kind=ChangeKind(row.kind),
        before=row.before,
        after=row.after,
        day=date.fromisoformat(row.day),
    )
    return Kept(change, row.done_at)
