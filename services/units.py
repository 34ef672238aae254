"""The unit tree: read, searched, looked at with its numbers, brought in from a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from domain.errors import Invalid, NotAllowed
from domain.person import Act
from domain.reshape import Change, ChangeKind, check_planned
from domain.rights import Action, able
from domain.unit import Found, Today, Tree, Unit, above, find, root, today
from services import rights, unit_view
from services.audit import Audit
from services.unit_file import COLUMNS, LARGEST, read_units
from services.unit_view import Card, Line
from services.zone import Zone
from storage import unit_changes, units
from storage.database import Database, Tx

__all__ = ["COLUMNS", "LARGEST", "Card", "Imported", "Line", "Units", "read_units"]


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import did, or would do; `renamed` and `moved` are pairs of names, before and after."""

    added: int
    changed: int
    same: int
    renamed: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    moved: tuple[tuple[str, str], ...] = field(default=(), compare=False)


class Units:
    """What the conversation and the command line know of units."""

    def __init__(self, database: Database, audit: Audit, zone: Zone) -> None:
        self._database = database
        self._audit = audit
        self._zone = zone

    async def tree(self) -> Tree:
        """The units of today by code; a former code leads to the unit it is today and is in no list."""
        async with self._database.reading() as tx:
            return Today(await units.tree(tx))

    async def search(self, typed: str) -> list[Unit]:
        """The units of today meant by what was typed, by former names and codes too, best first."""
        return [found.unit for found in await self.find(typed)]

    async def find(self, typed: str) -> list[Found]:
        """The same, each with the former name by which it was found."""
        async with self._database.reading() as tx:
            return find(await units.known_as(tx), typed)

    async def lines(self, act: Act) -> list[Line]:
        """The tree as far as the speaker looks, as one reads it. Raises NotAllowed for who sees none."""
        async with self._database.reading() as tx:
            return await unit_view.lines(tx, act)

    async def card(self, act: Act, code: str) -> Card:
        """What a unit is and has become; by a former code too. Raises NotFound, NotAllowed."""
        async with self._database.reading() as tx:
            return await unit_view.card(tx, act, code)

    async def bring_in(
        self,
        act: Act | None,
        name: str,
        data: bytes,
        *,
        dry_run: bool = False,
        now: datetime | None = None,
    ) -> Imported:
        """Import a CSV or XLSX file: known codes are changed, new ones added, none removed.

        `act` is None on the command line, `now` then the machine's. A changed name stays as a former one,
        and names of a column "aliases" are added to those. Raises NotAllowed, or Invalid that names line and
        column; then nothing is imported.
        """
        at = act.at if act else now or datetime.now(UTC)
        if act and not able(act.by.posts, Action.UNITS):
            raise NotAllowed("not-for-you", action=Action.UNITS.value)
        read = read_units(name, data)  # before the transaction: a file may take its time
        async with self._database.transaction(act.update if act else None) as tx:
            known = await units.tree(tx)
            top = root(known)
            if act:
                await rights.require_unit(tx, act, Action.UNITS, top.code if top else "")
            added, changed = await _news(tx, read, known)
            after = {**known, **{unit.code: unit for unit in (*added, *changed)}}
            check_planned(after, await unit_changes.waiting(tx))
            if not dry_run:
                await units.put(tx, [*added, *changed], known)
                await self._noted(tx, act, known, (added, changed), at)
        renamed = [(known[one.code].name, one.name) for one in changed if known[one.code].name != one.name]
        moved = [one for one in changed if known[one.code].parent != one.parent]
        return Imported(
            added=len(added),
            changed=len(changed),
            same=len(read) - len(added) - len(changed),
            renamed=tuple(renamed),
            moved=tuple((one.name, after[one.parent].name if one.parent else "") for one in moved),
        )

    async def _noted(
        self, tx: Tx, act: Act | None, known: Tree, what: tuple[list[Unit], list[Unit]], at: datetime
    ) -> None:
        """History, former names and audit of an import."""
        added, changed = what
        day, by = self._zone.day(at), act.by.person if act else None
        for unit in changed:
            old = known[unit.code]
            for kind, before, after in (
                (ChangeKind.RENAME, old.name, unit.name),
                (ChangeKind.MOVE, old.parent or "", unit.parent or ""),
            ):
                if before != after:
                    change = Change(unit=unit.code, kind=kind, before=before, after=after, day=day)
                    await unit_changes.add(tx, change, by, at, done_at=at)
            if old.name != unit.name:
                await units.add_aliases(tx, unit.code, [old.name])
                await units.drop_alias(tx, unit.code, unit.name)
            await self._audit.note(tx, act, "unit-changed", unit.code, at=at, unit=unit.code)
        if added:
            top = root({**known, **{unit.code: unit for unit in added}})
            code = top.code if top else ""
            await self._audit.note(tx, act, "unit-added", code, at=at, unit=code, count=len(added))


async def _news(tx: Tx, read: dict[int, Unit], known: Tree) -> tuple[list[Unit], list[Unit]]:
    """The units a file adds and those it changes. Raises Invalid where they make no tree."""
    ordered = _parents_first(read, known)
    _check_tree({**known, **{unit.code: unit for unit in ordered}}, _lines(read))
    added = [unit for unit in ordered if unit.code not in known]
    old = [unit for unit in ordered if unit.code in known]
    return added, [unit for unit in old if await _differs(tx, unit, known[unit.code])]


async def _differs(tx: Tx, unit: Unit, known: Unit) -> bool:
    """Whether the file says anything new of the unit."""
    if replace(unit, aliases=()) != known:
        return True
    return bool(unit.aliases and set(unit.aliases) - await units.aliases(tx, unit.code))


def _parents_first(read: dict[int, Unit], known: Tree) -> list[Unit]:
    """The units, each after its parent. Raises Invalid that names the line of a lost or former unit."""
    lines = _lines(read)
    for unit in read.values():
        for code in (unit.code, unit.parent or ""):
            now = today(known, code)
            if now and now.code != code:
                raise Invalid("units-merged", line=lines[unit.code], code=code, unit=now.name)
    placed: dict[str, Unit] = {}
    waiting = list(read.values())
    while waiting:
        ready = [
            u
            for u in waiting
            if u.parent is None or u.parent in placed or (u.parent in known and u.parent not in lines)
        ]
        if not ready:
            lost = next((u for u in waiting if u.parent not in lines), waiting[0])
            raise Invalid("units-bad-cell", line=lines[lost.code], column="parent", value=str(lost.parent))
        placed.update({unit.code: unit for unit in ready})
        waiting = [unit for unit in waiting if unit.code not in placed]
    return list(placed.values())


def _lines(read: Mapping[int, Unit]) -> dict[str, int]:
    return {unit.code: line for line, unit in read.items()}


def _check_tree(tree: Tree, lines: Mapping[str, int]) -> None:
    """One province on top, and nobody above themselves. Raises Invalid."""
    tops = [unit for unit in tree.values() if unit.parent is None]
    if len(tops) != 1:
        raise Invalid("units-one-root", count=len(tops))
    for code, line in lines.items():
        if code != tops[0].code and tops[0] not in above(tree, code):
            raise Invalid("units-bad-cell", line=line, column="parent", value=str(tree[code].parent))
