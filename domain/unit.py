"""The unit tree: the province, its departments, the wards and communes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.vietnamese import fold, sort_key


class UnitKind(StrEnum):
    """What a unit is."""

    PROVINCE = "province"
    DEPARTMENT = "department"
    WARD = "ward"
    COMMUNE = "commune"


@dataclass(frozen=True, kw_only=True)
class Unit:
    """`code` is the State's own number or the department's sign; `parent` is None for the province."""

    code: str
    name: str
    kind: UnitKind
    parent: str | None
    note: str = ""


Tree = Mapping[str, Unit]


def below(tree: Tree, code: str) -> list[Unit]:
    """The unit and all below it, the unit itself first, the rest by the Vietnamese alphabet."""
    children: dict[str | None, list[Unit]] = {}
    for unit in tree.values():
        children.setdefault(unit.parent, []).append(unit)
    found, waiting = [], [tree[code]] if code in tree else []
    while waiting:
        unit = waiting.pop(0)
        found.append(unit)
        waiting.extend(sorted(children.get(unit.code, []), key=lambda u: sort_key(u.name)))
    return found


def above(tree: Tree, code: str) -> list[Unit]:
    """The units above, nearest first."""
    found: list[Unit] = []
    parent = tree[code].parent if code in tree else None
    while parent is not None and parent in tree and tree[parent] not in found:
        found.append(tree[parent])
        parent = tree[parent].parent
    return found


def root(tree: Tree) -> Unit | None:
    """The province; None before any unit was imported."""
    return next((unit for unit in tree.values() if unit.parent is None), None)


def search(units: Iterable[Unit], typed: str) -> list[Unit]:
    """The units meant by what was typed, best first; diacritics, case and "Công an xã" do not matter.

    An exact code or name alone wins; then names in which a word begins with the typed words.
    """
    wanted = fold(typed)
    if not wanted:
        return []
    exact, starts, holds = [], [], []
    for unit in sorted(units, key=lambda u: sort_key(u.name)):
        name, short = fold(unit.name), _short(unit)
        if wanted in (unit.code.casefold(), name, short, name.removeprefix("cong an ")):
            exact.append(unit)
        elif short.startswith(wanted):
            starts.append(unit)
        elif f" {wanted}" in f" {name}":
            holds.append(unit)
    return exact or [*starts, *holds]


def _short(unit: Unit) -> str:
    """The name by which people call the place: without "Công an xã" and the like."""
    name = fold(unit.name)
    for opening in ("cong an xa ", "cong an phuong ", "cong an tinh ", "phong "):
        name = name.removeprefix(opening)
    return name
