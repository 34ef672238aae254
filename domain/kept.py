"""Where a case may lie that is kept from a unit."""

from __future__ import annotations

from domain.unit import Tree, above


def landing(tree: Tree, about: str | None, unit: str) -> str:
    """The code of the unit to which a case goes that was to go to `unit`.

    It goes there, or where that is the unit it is kept from, or lies anywhere below it, to the nearest one
    above that does not. Where the topmost itself is spoken of it goes there: only the secretariat sees it.
    """
    chain = _upwards(tree, unit)
    return next((code for code in chain if about not in _upwards(tree, code)), chain[-1])


def _upwards(tree: Tree, unit: str) -> list[str]:
    return [unit, *(one.code for one in above(tree, unit))]
