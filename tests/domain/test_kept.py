"""Where a case may lie that is kept from a unit."""

from __future__ import annotations

import pytest

from domain.kept import landing
from domain.unit import Unit, UnitKind

TREE = {
    code: Unit(code=code, name=code, kind=UnitKind.COMMUNE, parent=parent)
    for code, parent in (("top", None), ("left", "top"), ("right", "top"), ("low", "left"), ("lowest", "low"))
}


@pytest.mark.parametrize(
    ("about", "unit", "lands"),
    [
        (None, "low", "low"),
        ("right", "low", "low"),
        ("left", "left", "top"),
        ("left", "low", "top"),
        ("left", "lowest", "top"),
        ("low", "lowest", "left"),
        ("low", "left", "left"),
        ("top", "top", "top"),
        ("top", "lowest", "top"),
    ],
)
def test_a_case_lands_neither_on_the_unit_it_is_kept_from_nor_below_it(
    about: str | None, unit: str, lands: str
) -> None:
    assert landing(TREE, about, unit) == lands
