"""Units with their numbers, for who may look: the tree, and one unit's card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.errors import NotAllowed, NotFound
from domain.person import Act, Role
from domain.reshape import Change, ChangeKind
from domain.rights import Action, serving
from domain.unit import Tree, Unit, below, outline, today
from services import rights
from storage import merging, unit_changes, units
from storage.database import Tx
from storage.merging import OpenCount

_LOOK = (Action.SEE, Action.PEOPLE, Action.UNITS)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A unit in the tree, `depth` below the first. `cases` is None where the speaker sees no cases."""

    unit: Unit
    depth: int
    officers: int
    cases: int | None


@dataclass(frozen=True, kw_only=True)
class Event:
    """What became of a unit, or will: `kind` is a ChangeKind, or "taken" and "begun" for the other side of a
    merge and of a split. `before` and `after` are names.
    """

    day: date
    kind: str
    before: str
    after: str
    done: bool


@dataclass(frozen=True, kw_only=True)
class Card:
    """A unit as it is. `cases` are its open ones, `all_cases` with all below; None as in a Line."""

    unit: Unit
    parent: Unit | None
    children: int
    staff: Mapping[Role, int]
    cases: int | None
    all_cases: int | None
    history: tuple[Event, ...]
    waiting: tuple[Change, ...]


async def lines(tx: Tx, act: Act) -> list[Line]:
    """The tree as far as the speaker looks. Raises NotAllowed for who looks at none."""
    tree = await units.tree(tx)
    looks = await _looks(tx, act, tree)
    staff, counted = await merging.staff(tx, act.at), await _open(tx, act, tree)
    tops = [code for code in looks if tree[code].parent not in looks]
    living = {code: unit for code, unit in tree.items() if unit.merged_into is None}
    return [
        Line(
            unit=unit,
            depth=depth,
            officers=staff[unit.code][Role.OFFICER] if unit.code in staff else 0,
            cases=counted.get(unit.code),
        )
        for top in tops
        for depth, unit in outline(living, top)
    ]


async def card(tx: Tx, act: Act, code: str) -> Card:
    """The unit of that code, or what it is today. Raises NotFound, NotAllowed."""
    tree = await units.tree(tx)
    unit = today(tree, code)
    if unit is None:
        raise NotFound("unit-unknown", typed=code[:40])
    if unit.code not in await _looks(tx, act, tree):
        raise NotAllowed("not-your-unit", action=Action.UNITS.value, subject=unit.code)
    counted = await _open(tx, act, tree)
    under = [one.code for one in below(tree, unit.code) if one.merged_into is None]
    known = next(one for one in await units.known_as(tx) if one.code == unit.code)
    kept = await unit_changes.of_unit(tx, unit.code)
    return Card(
        unit=known,
        parent=tree.get(unit.parent or ""),
        children=len(under) - 1,
        staff=(await merging.staff(tx, act.at)).get(unit.code, Counter[Role]()),
        cases=counted.get(unit.code),
        all_cases=sum(counted.get(one, 0) for one in under) if unit.code in counted else None,
        history=tuple(_event(tree, unit.code, one) for one in kept),
        waiting=tuple(
            one.change for one in reversed(kept) if not one.done_at and one.change.unit == unit.code
        ),
    )


async def _looks(tx: Tx, act: Act, tree: Tree) -> list[str]:
    """The units of today that the speaker may look at. Raises NotAllowed where there are none."""
    reached = set[str]().union(*[await rights.reached(tx, act, action) for action in _LOOK])
    found = [code for code, unit in tree.items() if code in reached and unit.merged_into is None]
    if not found:
        raise NotAllowed("not-for-you", action=Action.UNITS.value)
    return found


async def _open(tx: Tx, act: Act, tree: Tree) -> dict[str, int]:
    """How many open cases each unit handles, for the units whose cases the speaker sees.

    One that is kept from a unit counts above it, and never for that unit or who serves in it; one that speaks
    of the speaker never.
    """
    seen = await rights.reached(tx, act, Action.SEE)
    counted = dict.fromkeys(seen, 0)
    for row in await merging.open_cases(tx, act.by.person or "", serving(act.by.posts)):
        if row.handler in seen and not _within(tree, row):
            counted[row.handler] += row.number
    return counted


def _within(tree: Tree, row: OpenCount) -> bool:
    """Whether they lie in the very unit they are kept from, or below it: only the secretariat knows."""
    return row.about in tree and tree[row.handler] in below(tree, row.about or "")


def _event(tree: Tree, code: str, kept: unit_changes.Kept) -> Event:
    change, done = kept.change, kept.done_at is not None
    kind, before, after = change.kind.value, change.before, change.after
    if change.kind is ChangeKind.SPLIT:
        before, after = tree[change.unit].name, after.split(" ", 2)[2]
        kind = kind if change.unit == code else "begun"
    elif change.kind is not ChangeKind.RENAME:
        outside = change.kind is ChangeKind.MERGE and change.unit != code
        before = tree[change.unit].name if outside else _name(tree, before)
        after, kind = _name(tree, after), "taken" if outside else kind
    return Event(day=change.day, kind=kind, before=before, after=after, done=done)


def _name(tree: Tree, code: str) -> str:
    return tree[code].name if code in tree else code
