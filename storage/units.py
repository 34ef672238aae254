"""The unit tree."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import insert, select, update

from domain.unit import Tree, Unit, UnitKind
from storage.driver import Tx
from storage.tables import units


async def tree(tx: Tx) -> Tree:
    """All units by code (a province has fewer than a hundred)."""
    rows = await tx.execute(select(units))
    return {
        row.code: Unit(
            code=row.code, name=row.name, kind=UnitKind(row.kind), parent=row.parent, note=row.note
        )
        for row in rows
    }


async def put(tx: Tx, changed: Iterable[Unit], known: Tree) -> None:
    """Add the units not known and change the others; parents come before children."""
    for unit in changed:
        values = {"name": unit.name, "kind": unit.kind.value, "parent": unit.parent, "note": unit.note}
        if unit.code in known:
            await tx.execute(update(units).where(units.c.code == unit.code).values(**values))
        else:
            await tx.execute(insert(units).values(code=unit.code, **values))
