"""What a change does to the tree, and which are refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Invalid, NotFound, Refused, Stale
from domain.reshape import (
    Change,
    ChangeKind,
    check_planned,
    in_order,
    newborn,
    reshaped,
    unit_code,
    unit_name,
)
from domain.unit import Today, Tree, Unit, UnitKind, above, below, find, outline, root, search, today

DAY = date(2026, 11, 1)


def unit(code: str, parent: str | None, name: str = "", kind: UnitKind = UnitKind.COMMUNE) -> Unit:
    return Unit(code=code, name=name or f"Công an xã {code}", kind=kind, parent=parent)


TREE: Tree = {
    one.code: one
    for one in (
        unit("CAT", None, "Công an tỉnh Cà Mau", UnitKind.PROVINCE),
        unit("A", "CAT", "Công an xã Tân Lộc"),
        unit("B", "CAT", "Công an xã Thới Bình"),
        unit("A1", "A", "Tổ Tân Lộc Một"),
        unit("A2", "A1", "Tổ Tân Lộc Hai"),
    )
}


def change(kind: ChangeKind, code: str, after: str, day: date = DAY, number: int = 0) -> Change:
    return Change(id=number, unit=code, kind=kind, before="", after=after, day=day)


def test_a_renamed_unit_keeps_everything_else() -> None:
    after = reshaped(TREE, change(ChangeKind.RENAME, "A", "Công an xã Tân Lộc Mới"))
    assert (after["A"].name, after["A"].parent) == ("Công an xã Tân Lộc Mới", "CAT")
    assert TREE["A"].name == "Công an xã Tân Lộc"


def test_a_moved_unit_takes_those_below_it_along() -> None:
    after = reshaped(TREE, change(ChangeKind.MOVE, "A", "B"))
    assert [one.code for one in above(after, "A2")] == ["A1", "A", "B", "CAT"]


def test_a_merged_unit_stays_below_its_successor_as_a_former_one_and_its_units_follow() -> None:
    after = reshaped(TREE, change(ChangeKind.MERGE, "A", "B"))
    assert (after["A"].merged_into, after["A"].parent, after["A1"].parent) == ("B", "B", "B")
    assert {one.code for one in below(after, "B")} == {"B", "A", "A1", "A2"}
    assert today(after, "A") == after["B"]
    further = reshaped(after, change(ChangeKind.MERGE, "B", "CAT"))
    assert today(further, "A") == further["CAT"]
    assert root(further) == TREE["CAT"]


def test_a_split_unit_begins_beside_the_one_it_comes_from() -> None:
    new = newborn("a9", UnitKind.WARD, "Công an phường Tân Lộc Đông")
    after = reshaped(TREE, change(ChangeKind.SPLIT, "A", new))
    assert after["A9"] == unit("A9", "CAT", "Công an phường Tân Lộc Đông", UnitKind.WARD)
    top = reshaped(TREE, change(ChangeKind.SPLIT, "CAT", new))
    assert top["A9"].parent == "CAT"


@pytest.mark.parametrize(
    ("kind", "code", "after", "key"),
    [
        (ChangeKind.MOVE, "CAT", "A", "reshape-province"),
        (ChangeKind.MERGE, "CAT", "A", "reshape-province"),
        (ChangeKind.MOVE, "A", "A", "reshape-below-itself"),
        (ChangeKind.MOVE, "A", "A2", "reshape-below-itself"),
        (ChangeKind.MERGE, "A", "A", "reshape-below-itself"),
        (ChangeKind.MERGE, "A", "A2", "reshape-below-itself"),
        (ChangeKind.MOVE, "A", "CAT", "reshape-there-already"),
        (ChangeKind.RENAME, "A", "CÔNG AN XÃ THỚI BÌNH", "reshape-name-taken"),
        (ChangeKind.RENAME, "A", "Công an xã Tân Lộc", "reshape-name-taken"),
        (ChangeKind.SPLIT, "A", "B commune Xã mới", "reshape-code-taken"),
        (ChangeKind.SPLIT, "A", "A9 commune Công an xã Thới Bình", "reshape-name-taken"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(kind: ChangeKind, code: str, after: str, key: str) -> None:
    with pytest.raises(Invalid, match=key):
        reshaped(TREE, change(kind, code, after))


def test_nothing_more_becomes_of_a_unit_that_was_merged_away_and_nothing_joins_it() -> None:
    after = reshaped(TREE, change(ChangeKind.MERGE, "A", "B"))
    for again in (
        change(ChangeKind.MERGE, "A", "B"),
        change(ChangeKind.RENAME, "A", "Công an xã Khác"),
        change(ChangeKind.MERGE, "A1", "A"),
        change(ChangeKind.MOVE, "A2", "A"),
    ):
        with pytest.raises(Stale, match="reshape-merged"):
            reshaped(after, again)
    with pytest.raises(NotFound):
        reshaped(after, change(ChangeKind.MOVE, "no", "B"))
    with pytest.raises(NotFound):
        reshaped(after, change(ChangeKind.MOVE, "A1", "no"))


def test_the_code_of_a_former_unit_is_not_given_again_but_its_name_may_be() -> None:
    after = reshaped(TREE, change(ChangeKind.MERGE, "A", "B"))
    with pytest.raises(Invalid, match="reshape-code-taken"):
        reshaped(after, change(ChangeKind.SPLIT, "B", "A commune Xã nào đó"))
    assert reshaped(after, change(ChangeKind.RENAME, "B", TREE["A"].name))["B"].name == TREE["A"].name


@pytest.mark.parametrize("typed", ["", "Đ1", "a b", "a" * 17, "1-2"])
def test_an_odd_code_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="reshape-code-odd"):
        unit_code(typed)


@pytest.mark.parametrize("typed", ["", "  ", "123", "x" * 201])
def test_an_odd_name_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="reshape-name-odd"):
        unit_name(typed)
    with pytest.raises(Invalid, match="reshape-kind-odd"):
        newborn("X", UnitKind.PROVINCE, "Công an tỉnh khác")


def test_what_was_planned_is_carried_out_day_by_day_and_what_blocks_it_is_refused() -> None:
    rename = change(ChangeKind.RENAME, "A", "Công an xã Tân Lộc Mới", date(2027, 1, 1), 1)
    merge = change(ChangeKind.MERGE, "A", "B", date(2026, 12, 1))
    assert in_order([rename, merge]) == [merge, rename]
    with pytest.raises(Invalid, match="reshape-planned") as caught:
        check_planned(TREE, [rename, merge], new=merge)
    assert caught.value.params == {"unit": "Công an xã Tân Lộc", "day": "01/01/2027"}
    late = change(ChangeKind.RENAME, "A", "Công an xã Khác", date(2027, 2, 1))
    early = change(ChangeKind.MERGE, "A", "B", date(2026, 12, 1), 1)
    with pytest.raises(Stale, match="reshape-merged"):
        check_planned(TREE, [early, late], new=late)


def test_a_former_code_leads_to_the_unit_of_today_and_is_in_no_list() -> None:
    now = Today(reshaped(TREE, change(ChangeKind.MERGE, "A", "B")))
    assert now["A"] == now["B"]
    assert "A" in now
    assert sorted(now) == ["A1", "A2", "B", "CAT"]
    assert len(now) == len(list(now.values())) == 4
    assert now.get("no") is None


def test_a_former_name_finds_todays_unit_and_says_by_which() -> None:
    units = [
        Unit(
            code="B",
            name="Công an xã Thới Bình",
            kind=UnitKind.COMMUNE,
            parent="CAT",
            aliases=("Công an xã Tân Lộc Đông", "A"),
        ),
        unit("C", "CAT", "Công an xã Tân Lộc"),
    ]
    for typed in ("tan loc dong", "Tân Lộc Đông", "xã tân lộc đông", "CÔNG AN XÃ TÂN LỘC ĐÔNG"):
        assert find(units, typed) == [(units[0], "Công an xã Tân Lộc Đông")]
    assert find(units, "a") == [(units[0], "A")]
    assert search(units, "tân lộc") == [units[1]]  # a name of today wins
    assert [one.code for one in search(units, "tân lo")] == ["C", "B"]


def test_a_name_that_begins_like_a_kind_is_left_whole() -> None:
    places = [unit("P", "CAT", "Công an xã Phong Điền"), unit("D", "CAT", "Công an xã Điền Hải")]
    assert [one.code for one in search(places, "phong dien")] == ["P"]
    assert [one.code for one in search(places, "dien")] == ["D", "P"]


def test_the_outline_reads_as_a_tree() -> None:
    assert [(depth, one.code) for depth, one in outline(TREE, "CAT")] == [
        (0, "CAT"), (1, "A"), (2, "A1"), (3, "A2"), (1, "B"),
    ]  # fmt: skip
    assert outline(TREE, "no") == []


CODES = ["CAT", "A", "B", "A1", "A2", "N1", "N2", "no"]


@st.composite
def changes(draw: st.DrawFn) -> Change:
    kind = draw(st.sampled_from(ChangeKind))
    code, other = draw(st.sampled_from(CODES)), draw(st.sampled_from(CODES))
    after = {
        ChangeKind.RENAME: f"Tên {draw(st.integers(0, 3))}",
        ChangeKind.SPLIT: f"{other} ward Phường {draw(st.integers(0, 3))}",
    }.get(kind, other)
    return change(kind, code, after)


def _after(wanted: list[Change]) -> Iterator[Tree]:
    tree = TREE
    for one in wanted:
        try:
            tree = reshaped(tree, one)
        except Refused:
            continue
        yield tree


@given(st.lists(changes(), max_size=12))
def test_whatever_is_done_the_tree_has_one_root_no_ring_and_every_code_leads_to_a_unit(
    wanted: list[Change],
) -> None:
    for tree in _after(wanted):
        assert [one.code for one in tree.values() if one.parent is None] == ["CAT"]
        assert {one.code for one in below(tree, "CAT")} == set(tree)
        living = Today(tree)
        assert all(living[code].merged_into is None for code in tree)
        assert all(one.parent is None or one.parent in set(living) for one in living.values())
        names = [one.name.casefold() for one in living.values()]
        assert len(names) == len(set(names))
