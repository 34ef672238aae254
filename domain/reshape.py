"""Units renamed, moved, merged and split: what each change does to the tree, and what is refused.

Nothing but the tree is looked at here; what becomes of cases and people is `services/merging.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from domain.errors import Invalid, NotFound, Refused, Stale
from domain.unit import Tree, Unit, UnitKind, below, today
from domain.vietnamese import day as shown_day
from domain.vietnamese import nfc

LONGEST_CODE, LONGEST_NAME = 16, 200  # the column's width; a name, not a text


class ChangeKind(StrEnum):
    """What can be done to a unit."""

    RENAME = "rename"
    MOVE = "move"  # below another unit
    MERGE = "merge"  # into another, and it is no more
    SPLIT = "split"  # another begins out of it


@dataclass(frozen=True, kw_only=True)
class Change:
    """`day` is the local day from which it holds; `id` is 0 before it was kept.

    `before` and `after` are names (RENAME) or the codes of the unit above (MOVE; MERGE: of the one above
    and of the successor); of a SPLIT the unit's code, and the new one as `newborn` writes it.
    """

    id: int = 0
    unit: str
    kind: ChangeKind
    before: str
    after: str
    day: date


def unit_code(text: str) -> str:
    """A unit's code as kept. Raises Invalid."""
    code = text.strip().upper()
    if not (code.isascii() and code.isalnum() and len(code) <= LONGEST_CODE):
        raise Invalid("reshape-code-odd", most=LONGEST_CODE)
    return code


def unit_name(text: str) -> str:
    """A unit's name as kept. Raises Invalid where it says nothing or is no name."""
    name = " ".join(nfc(text).split())
    if not any(char.isalpha() for char in name) or len(name) > LONGEST_NAME:
        raise Invalid("reshape-name-odd", most=LONGEST_NAME)
    return name


def newborn(code: str, kind: UnitKind, name: str) -> str:
    """A unit to be split off, as one text. Raises Invalid."""
    if kind is UnitKind.PROVINCE:
        raise Invalid("reshape-kind-odd")
    return f"{unit_code(code)} {kind} {unit_name(name)}"


def born(change: Change, parent: str) -> Unit:
    """The unit that a SPLIT makes, below `parent`."""
    code, kind, name = change.after.split(" ", 2)
    return Unit(code=code, kind=UnitKind(kind), name=name, parent=parent)


def reshaped(tree: Tree, change: Change) -> Tree:
    """The tree with the change made.

    Raises NotFound for an unknown unit, Stale for one that was merged away, Invalid for what cannot be.
    """
    unit = _living(tree, change.unit)
    return {**tree, **{one.code: one for one in _MAKERS[change.kind](tree, unit, change)}}


def check_planned(tree: Tree, changes: Iterable[Change], new: Change | None = None) -> None:
    """Whether all the changes can be made, one after the other on their days.

    Raises as `reshaped` does where the `new` one cannot; Invalid that names the unit and the day of what was
    decided before and could not be carried out any more.
    """
    for change in in_order(changes):
        try:
            tree = reshaped(tree, change)
        except Refused as error:
            if change is new:
                raise
            unit = tree[change.unit].name if change.unit in tree else change.unit
            raise Invalid("reshape-planned", unit=unit, day=shown_day(change.day)) from error


def in_order(changes: Iterable[Change]) -> list[Change]:
    """By their days; on one day as they were decided, one that is not kept yet last."""
    return sorted(changes, key=lambda change: (change.day, not change.id, change.id))


def _rename(tree: Tree, unit: Unit, change: Change) -> list[Unit]:
    _check_name(tree, change.after)
    return [replace(unit, name=change.after)]


def _move(tree: Tree, unit: Unit, change: Change) -> list[Unit]:
    if unit.parent is None:
        raise Invalid("reshape-province")
    parent = _living(tree, change.after)
    if parent.code == unit.parent:
        raise Invalid("reshape-there-already", unit=unit.name, parent=parent.name)
    if parent in below(tree, unit.code):
        raise Invalid("reshape-below-itself", unit=unit.name, parent=parent.name)
    return [replace(unit, parent=parent.code)]


def _merge(tree: Tree, unit: Unit, change: Change) -> list[Unit]:
    if unit.parent is None:
        raise Invalid("reshape-province")
    successor = _living(tree, change.after)
    if successor in below(tree, unit.code):
        raise Invalid("reshape-below-itself", unit=unit.name, parent=successor.name)
    gone = replace(unit, parent=successor.code, merged_into=successor.code)
    return [gone, *(replace(one, parent=successor.code) for one in followers(tree, unit.code))]


def _split(tree: Tree, unit: Unit, change: Change) -> list[Unit]:
    new = born(change, unit.parent or unit.code)
    if new.code in tree:
        raise Invalid("reshape-code-taken", code=new.code, unit=tree[new.code].name)
    _check_name(tree, new.name)
    return [new]


_MAKERS = {
    ChangeKind.RENAME: _rename,
    ChangeKind.MOVE: _move,
    ChangeKind.MERGE: _merge,
    ChangeKind.SPLIT: _split,
}


def followers(tree: Tree, code: str) -> list[Unit]:
    """The living units right below, which go with the unit into its successor."""
    return [one for one in tree.values() if one.parent == code and one.merged_into is None]


def _living(tree: Tree, code: str) -> Unit:
    if code not in tree:
        raise NotFound("unit-unknown", typed=code[:40])
    now = today(tree, code)
    if now is None or now.code != code:
        raise Stale("reshape-merged", unit=tree[code].name, successor=now.name if now else "")
    return now


def _check_name(tree: Tree, name: str) -> None:
    """Two units of one name are told apart by nobody; a former one's name is free. Raises Invalid."""
    for unit in tree.values():
        if unit.merged_into is None and unit.name.casefold() == name.casefold():
            raise Invalid("reshape-name-taken", name=name[:60], code=unit.code)
