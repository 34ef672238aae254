"""The unit tree, and how people name a unit."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.unit import Tree, Unit, UnitKind, above, below, root, search

UNITS = [
    Unit(code="CAT", name="Công an tỉnh Cà Mau", kind=UnitKind.PROVINCE, parent=None),
    Unit(code="PC08", name="Phòng Cảnh sát giao thông", kind=UnitKind.DEPARTMENT, parent="CAT"),
    Unit(code="32134", name="Công an xã Lương Thế Trân", kind=UnitKind.COMMUNE, parent="CAT"),
    Unit(code="32002", name="Công an phường An Xuyên", kind=UnitKind.WARD, parent="CAT"),
    Unit(code="32201", name="Công an xã Tân Lộc", kind=UnitKind.COMMUNE, parent="CAT"),
    Unit(code="32202", name="Công an xã Tân Lộc Đông", kind=UnitKind.COMMUNE, parent="CAT"),
    Unit(code="32203", name="Công an xã Đất Mũi", kind=UnitKind.COMMUNE, parent="CAT"),
]
TREE = {unit.code: unit for unit in UNITS}


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    size = draw(st.integers(1, 25))
    made = [Unit(code="0", name="Tỉnh", kind=UnitKind.PROVINCE, parent=None)]
    for number in range(1, size):
        parent = str(draw(st.integers(0, number - 1)))
        made.append(Unit(code=str(number), name=f"Xã {number % 5}", kind=UnitKind.COMMUNE, parent=parent))
    return {unit.code: unit for unit in draw(st.permutations(made))}


@given(trees())
def test_everything_lies_below_the_province_once(tree: Tree) -> None:
    found = below(tree, "0")
    assert sorted(unit.code for unit in found) == sorted(tree)
    assert found[0] == root(tree)


@given(trees(), st.data())
def test_a_unit_lies_below_each_unit_above_it(tree: Tree, data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(sorted(tree)))
    higher = above(tree, code)
    assert all(tree[code] in below(tree, unit.code) for unit in higher)
    assert higher[-1].parent is None if higher else tree[code].parent is None
    assert tree[code] not in higher


def test_units_below_are_listed_by_the_alphabet() -> None:
    assert [unit.code for unit in below(TREE, "CAT")] == [
        "CAT", "32002", "32203", "32134", "32201", "32202", "PC08",
    ]  # fmt: skip


def test_an_unknown_unit_has_nothing_above_or_below() -> None:
    assert (below(TREE, "no"), above(TREE, "no"), root({})) == ([], [], None)


def test_going_up_ends_even_where_the_tree_bites_its_tail() -> None:
    ring = {
        code: Unit(code=code, name=code, kind=UnitKind.COMMUNE, parent=parent)
        for code, parent in (("A", "B"), ("B", "A"))
    }
    assert {unit.code for unit in above(ring, "A")} <= {"A", "B"}


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_unit_is_found_by_its_code_and_its_whole_name(unit: Unit, form: str) -> None:
    for typed in (unit.code, unit.code.lower(), unit.name, unit.name.upper()):
        assert search(UNITS, unicodedata.normalize(form, typed)) == [unit]  # type: ignore[arg-type]  # a form's name


@pytest.mark.parametrize(
    "typed",
    ["luong the tran", "Lương Thế Trân", "LUONG  THE TRAN", "xã Lương Thế Trân", "công an xã lương thế trân"],
)
def test_diacritics_case_and_the_opening_words_do_not_matter(typed: str) -> None:
    assert [unit.code for unit in search(UNITS, typed)] == ["32134"]


def test_an_exact_name_wins_over_longer_ones() -> None:
    assert [unit.code for unit in search(UNITS, "tan loc")] == ["32201"]
    assert [unit.code for unit in search(UNITS, "tan lo")] == ["32201", "32202"]


def test_names_that_begin_so_come_before_those_that_hold_the_word() -> None:
    units = [
        Unit(code="1", name="Công an xã An Lộc", kind=UnitKind.COMMUNE, parent="CAT"),
        Unit(code="2", name="Công an xã Lộc Ninh", kind=UnitKind.COMMUNE, parent="CAT"),
    ]
    assert [unit.code for unit in search(units, "lộ")] == ["2", "1"]


def test_a_letter_within_a_word_finds_nothing() -> None:
    assert search(UNITS, "uong") == []


@pytest.mark.parametrize("typed", ["", "   ", "không có đâu", "%", "\u0301"])
def test_what_names_no_unit_finds_none(typed: str) -> None:
    assert search(UNITS, typed) == []
