"""The unit tree: the province, its departments, the wards and communes; of today and as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from domain.vietnamese import fold, sort_key


class UnitKind(StrEnum):
    """What a unit is."""

    PROVINCE = "province"
    DEPARTMENT = "department"
    WARD = "ward"
    COMMUNE = "commune"


@dataclass(frozen=True, kw_only=True)
class Unit:
    """`code` is the State's own number or the department's sign; `parent` is None for the province.

    A unit that is no more stays for what was done and heard in it: `merged_into` is where all of it went,
    and its `parent` too, so that whoever stands above the successor reaches it and sums of the successor
    hold it. `aliases` are former names, filled in where they are asked for.
    """

    code: str
    name: str
    kind: UnitKind
    parent: str | None
    note: str = ""
    merged_into: str | None = None
    aliases: tuple[str, ...] = ()


Tree = Mapping[str, Unit]


class Today(Tree):
    """The units of today. A former code leads to the unit it is today and stands in no list."""

    def __init__(self, tree: Tree) -> None:
        """`tree` holds the former units too."""
        self._tree = tree
        self._codes = [unit.code for unit in tree.values() if unit.merged_into is None]

    def __getitem__(self, code: str) -> Unit:
        found = today(self._tree, code)
        if found is None:
            raise KeyError(code)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)


class Found(NamedTuple):
    """A unit that was meant; `former` is the former name by which it was, empty where it is today's."""

    unit: Unit
    former: str


def today(tree: Tree, code: str) -> Unit | None:
    """What the unit is today: itself, or where it was merged into in the end. None for an unknown code."""
    unit = tree.get(code)
    for _ in tree:
        if unit is None or unit.merged_into is None:
            break
        unit = tree.get(unit.merged_into)
    return unit


def below(tree: Tree, code: str) -> list[Unit]:
    """The unit and all below it, the unit itself first, the rest by the Vietnamese alphabet."""
    children = _children(tree)
    found, waiting = [], [tree[code]] if code in tree else []
    while waiting:
        unit = waiting.pop(0)
        found.append(unit)
        waiting.extend(children.get(unit.code, []))
    return found


def outline(tree: Tree, code: str) -> list[tuple[int, Unit]]:
    """The same as one reads it: each unit with how deep it lies, its own units right below it."""
    children = _children(tree)
    found: list[tuple[int, Unit]] = []
    waiting = [(0, tree[code])] if code in tree else []
    while waiting:
        depth, unit = waiting.pop()
        found.append((depth, unit))
        waiting.extend((depth + 1, child) for child in reversed(children.get(unit.code, [])))
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
    """The units meant by what was typed, best first, as `find` finds them."""
    return [found.unit for found in find(units, typed)]


def find(units: Iterable[Unit], typed: str) -> list[Found]:
    """The units meant by what was typed, best first; diacritics, case and "Công an xã" do not matter.

    An exact code or name alone wins, then an exact former name; then names in which a word begins with the
    typed words, former names last.
    """
    wanted = fold(typed)
    if not wanted:
        return []
    ranked: list[list[Found]] = [[] for _ in range(6)]
    for unit in sorted(units, key=lambda u: sort_key(u.name)):
        place, former = _rank(unit, wanted)
        if place is not None:
            ranked[place].append(Found(unit, former))
    exact, once, *rest = ranked
    return exact or once or [found for places in rest for found in places]


def _rank(unit: Unit, wanted: str) -> tuple[int | None, str]:
    """Where the unit stands among those found, and by which former name; None where it is not meant."""
    name, short = fold(unit.name), _short(unit.name)
    if wanted in (unit.code.casefold(), name, short, name.removeprefix("cong an ")):
        return 0, ""
    for alias in unit.aliases:
        if wanted == fold(alias) or _short(wanted) == _short(alias):
            return 1, alias
    if short.startswith(wanted):
        return 2, ""
    if f" {wanted}" in f" {name}":
        return 3, ""
    for place, holds in ((4, str.startswith), (5, _holds)):
        for alias in unit.aliases:
            if holds(_short(alias), wanted):
                return place, alias
    return None, ""


def _holds(name: str, wanted: str) -> bool:
    return f" {wanted}" in f" {name}"


_KINDS = ("xa ", "phuong ", "thi tran ", "thi xa ", "huyen ", "thanh pho ", "tinh ", "phong ")


def _short(name: str) -> str:
    """The name by which people call the place: without "Công an xã" and the like."""
    name = fold(name).removeprefix("cong an ")
    kind = next((kind for kind in _KINDS if name.startswith(kind)), "")
    return name.removeprefix(kind)


def _children(tree: Tree) -> dict[str | None, list[Unit]]:
    """The units right below each, by the alphabet."""
    children: dict[str | None, list[Unit]] = {}
    for unit in sorted(tree.values(), key=lambda u: sort_key(u.name)):
        children.setdefault(unit.parent, []).append(unit)
    return children
