"""The unit tree, with the units that are no more, and the names by which units were known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_new

from domain.unit import Tree, Unit, UnitKind
from domain.unit import today as now_of
from storage.driver import Prepared, Tx, rows
from storage.tables import unit_aliases, units

_COLUMNS = (units.c.code, units.c.name, units.c.kind, units.c.parent, units.c.note, units.c.merged_into)
_ALL = Prepared(select(*_COLUMNS), *_COLUMNS)  # asked several times by whatever touches a case


async def tree(tx: Tx) -> Tree:
    """All units by code, former ones too (a province has about a hundred)."""
    return {row[0]: _unit(*row) for row in await rows(tx, _ALL)}


@lru_cache(maxsize=1024)
def _unit(code: str, name: str, kind: str, parent: str | None, note: str, merged_into: str | None) -> Unit:
    """Frozen, so the same row may be the same unit each time."""
    return Unit(code=code, name=name, kind=UnitKind(kind), parent=parent, note=note, merged_into=merged_into)


async def known_as(tx: Tx) -> list[Unit]:
    """The units of today, each with all its former names: its own and those of the units it took in.

    The codes of those it took in are among them: they still stand on walls and in papers.
    """
    all_units = await tree(tx)
    former: dict[str, list[str]] = defaultdict(list)
    kept = await tx.execute(select(unit_aliases).order_by(unit_aliases.c.name))
    once = [(row.unit, row.name) for row in kept]
    once += [(unit.code, unit.code) for unit in all_units.values() if unit.merged_into]
    for code, name in once:
        now = now_of(all_units, code)
        if now and name != now.name:
            former[now.code].append(name)
    return [
        replace(unit, aliases=tuple(dict.fromkeys(former[unit.code])))
        for unit in all_units.values()
        if unit.merged_into is None
    ]


async def put(tx: Tx, changed: Iterable[Unit], known: Tree) -> None:
    """Add the units not known and change the others; parents come before children. Aliases are added."""
    for unit in changed:
        values = {"name": unit.name, "kind": unit.kind.value, "parent": unit.parent, "note": unit.note}
        values["merged_into"] = unit.merged_into
        if unit.code in known:
            await tx.execute(update(units).where(units.c.code == unit.code).values(**values))
        else:
            await tx.execute(insert(units).values(code=unit.code, **values))
        await add_aliases(tx, unit.code, unit.aliases)


async def add_aliases(tx: Tx, code: str, names: Iterable[str]) -> None:
    """The unit was known by these names too; those it has already stay once."""
    for name in names:
        await tx.execute(insert_new(unit_aliases).values(name=name, unit=code).on_conflict_do_nothing())


async def drop_alias(tx: Tx, code: str, name: str) -> None:
    """It is no former name of the unit: the unit bears it again."""
    await tx.execute(delete(unit_aliases).where(unit_aliases.c.unit == code, unit_aliases.c.name == name))


async def aliases(tx: Tx, code: str) -> set[str]:
    """The former names kept for exactly that code."""
    return set(await tx.scalars(select(unit_aliases.c.name).where(unit_aliases.c.unit == code)))


async def pass_aliases(tx: Tx, old: str, new: str) -> None:
    """The former names of one unit are the other's from now on."""
    names = await aliases(tx, old)
    await tx.execute(delete(unit_aliases).where(unit_aliases.c.unit == old))
    await add_aliases(tx, new, names)


async def today(tx: Tx, code: str) -> str:
    """The code of what the unit is today; an unknown code as it came. Drafts and links may be old."""
    now = now_of(await tree(tx), code)
    return now.code if now else code
