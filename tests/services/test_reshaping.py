"""Units renamed, moved, split: decided by who may, carried out on their day, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.errors import Invalid, NotAllowed, NotFound, Refused, Stale
from domain.person import Act, Role
from domain.unit import root
from storage import units
from storage.tables import (
    audit,
    unit_aliases,
    unit_changes,
)
from tests.services.deciding import CSV, NOW, admin, case, count, decides, gives_up, sums
from tests.services.office import Office, at
from tests.storage.ground import PROVINCE, TRAN, XUYEN


async def test_a_renamed_unit_is_found_by_its_former_name(office: Office) -> None:
    who = await admin(office)
    done = await decides(office, who, "rename", TRAN.code, name="Công an xã Cái Rô")
    assert done.done
    (found,) = await office.services.units.find("luong the tran")
    assert (found.unit.name, found.former) == ("Công an xã Cái Rô", TRAN.name)
    assert [one.code for one in await office.services.units.search("cái rô")] == [TRAN.code]
    card = await office.services.units.card(Act(by=who, at=at(NOW)), TRAN.code)
    assert [(e.kind, e.before, e.after, e.done) for e in card.history] == [
        ("rename", TRAN.name, "Công an xã Cái Rô", True)
    ]
    assert await count(office, audit, audit.c.action == "unit-rename", audit.c.subject == TRAN.code) == 1


async def test_who_takes_its_old_name_again_has_it_as_no_former_name(office: Office) -> None:
    who = await admin(office)
    await decides(office, who, "rename", TRAN.code, name="Công an xã Cái Rô")
    await decides(office, who, "rename", TRAN.code, name=TRAN.name)
    (found,) = await office.services.units.find("lương thế trân")
    assert found.former == ""
    assert await count(office, unit_aliases, unit_aliases.c.name == TRAN.name) == 0


async def test_a_day_to_come_is_waited_for_and_done_once_however_late_the_clock_strikes(
    office: Office,
) -> None:
    who = await admin(office)
    done = await decides(office, who, "rename", TRAN.code, day="2026-11-01", name="Công an xã Cái Rô")
    assert not done.done
    assert await office.services.reshaping.enqueue_due(at("2026-10-31 23:59")) == 0
    assert (await office.services.units.tree())[TRAN.code].name == TRAN.name
    twin = office.twin()
    assert await office.services.reshaping.enqueue_due(at("2026-11-05 00:00"), dry_run=True) == 1
    assert await office.services.reshaping.enqueue_due(at("2026-11-05 00:00")) == 1
    assert await twin.services.reshaping.enqueue_due(at("2026-11-05 00:00")) == 0
    await twin.close()
    assert (await office.services.units.tree())[TRAN.code].name == "Công an xã Cái Rô"
    assert await count(office, unit_changes, unit_changes.c.done_at.is_not(None)) == 1


async def test_what_is_due_is_done_before_what_is_decided_today(office: Office) -> None:
    who = await admin(office)
    await decides(office, who, "merge", TRAN.code, day="2026-11-01", into=XUYEN.code)
    with pytest.raises(Stale, match="reshape-merged"):
        await decides(office, who, "rename", TRAN.code, when="2026-11-01 00:00", name="Công an xã Khác")


async def test_a_plan_may_be_given_up_unless_another_counts_on_it(office: Office) -> None:
    who = await admin(office)
    split = await decides(
        office,
        who,
        "split",
        TRAN.code,
        day="2026-11-01",
        code="N1",
        unitkind="ward",
        name="Công an phường Mới",
    )
    await decides(office, who, "merge", XUYEN.code, day="2026-12-01", into=TRAN.code)
    with pytest.raises(Invalid, match="reshape-planned"):
        await decides(office, who, "merge", TRAN.code, into=XUYEN.code)
    await gives_up(office, who, split.change.id)
    with pytest.raises(Stale, match="reshape-not-planned"):
        await gives_up(office, who, split.change.id)
    assert [one.unit for one in await office.services.reshaping.waiting(XUYEN.code)] == [XUYEN.code]
    assert await count(office, audit, audit.c.action == "unit-given-up") == 1
    assert await office.services.reshaping.enqueue_due(at("2026-12-01 00:00")) == 1


async def test_what_the_tables_changed_past_us_is_dropped_and_audited(office: Office) -> None:
    who = await admin(office)
    await decides(office, who, "move", TRAN.code, day="2026-11-01", parent=XUYEN.code)
    async with office.database.transaction() as tx:
        tree = await units.tree(tx)
        await units.put(tx, [replace(tree[XUYEN.code], parent=TRAN.code)], tree)
    assert await office.services.reshaping.enqueue_due(at("2026-11-01 00:00")) == 0
    assert await office.services.reshaping.waiting(TRAN.code) == []
    assert await count(office, audit, audit.c.action == "unit-dropped") == 1


async def test_a_split_unit_begins_empty_and_both_cards_say_so(office: Office) -> None:
    who = await admin(office)
    await office.joins(201, Role.OFFICER)
    await decides(office, who, "split", TRAN.code, code="n1", unitkind="ward", name="Công an phường Mới")
    act = Act(by=who, at=at(NOW))
    new, old = await office.services.units.card(act, "N1"), await office.services.units.card(act, TRAN.code)
    assert (new.unit.name, new.parent, new.staff.get(Role.OFFICER, 0)) == ("Công an phường Mới", PROVINCE, 0)
    assert [(event.kind, event.before) for event in new.history] == [("begun", TRAN.name)]
    assert [(event.kind, event.after) for event in old.history] == [("split", "Công an phường Mới")]
    assert old.staff[Role.OFFICER] == 1


@pytest.mark.parametrize("role", [Role.OFFICER, Role.DUTY, Role.COMMANDER, Role.SECRETARIAT])
async def test_only_admins_reshape(office: Office, role: Role) -> None:
    viet = await office.joins(401, role, PROVINCE.code)
    with pytest.raises(NotAllowed):
        await decides(office, viet, "rename", TRAN.code, name="Công an xã Khác")
    assert await count(office, unit_changes) == 0


async def test_officers_and_citizens_look_at_no_tree_and_commanders_at_theirs(office: Office) -> None:
    minh, lan = (
        await office.joins(201, Role.OFFICER),
        await office.services.people.speaker(101, "Lan", at(NOW)),
    )
    for who in (minh, lan):
        with pytest.raises(NotAllowed):
            await office.services.units.lines(Act(by=who, at=at(NOW)))
    ngan = Act(by=await office.joins(301, Role.COMMANDER), at=at(NOW))
    await office.hears(lan, "Đèn đường hư")
    (line,) = await office.services.units.lines(ngan)
    assert (line.unit.code, line.officers, line.cases) == (TRAN.code, 1, 1)
    with pytest.raises(NotAllowed):
        await office.services.units.card(ngan, XUYEN.code)
    quan = Act(by=await admin(office), at=at(NOW))
    assert {one.cases for one in await office.services.units.lines(quan)} == {None}


@pytest.mark.parametrize("day", ["2026-10-19", "2029-01-01"])
async def test_a_day_that_is_over_or_far_away_is_refused(office: Office, day: str) -> None:
    who = await admin(office)
    with pytest.raises(Invalid):
        await decides(office, who, "rename", TRAN.code, day=day, name="Công an xã Khác")


@pytest.mark.parametrize(
    "wrong",
    [{"day": "never"}, {"change": "explode"}, {"into": None}, {"unit": None}],
    ids=lambda wrong: next(iter(wrong)),
)
async def test_a_draft_that_says_nothing_sensible_is_refused(office: Office, wrong: dict[str, Any]) -> None:
    act = Act(by=await admin(office), at=at(NOW))
    given = {"unit": TRAN.code, "change": "merge", "into": XUYEN.code, "day": NOW[:10], **wrong}
    draft = await office.services.drafts.open(
        act, "reshape", {name: value for name, value in given.items() if value}
    )
    with pytest.raises(Refused):
        await office.services.reshaping.decide(act, draft)
    assert await count(office, unit_changes) == 0


CODES = [PROVINCE.code, TRAN.code, XUYEN.code, "T1", "N0", "N1"]


@st.composite
def wishes(draw: st.DrawFn) -> dict[str, str]:
    return {
        "change": draw(st.sampled_from(["rename", "move", "merge", "split"])),
        "unit": draw(st.sampled_from(CODES)),
        "parent": (other := draw(st.sampled_from(CODES))),
        "into": other,
        "name": f"Công an xã Tên {draw(st.integers(0, 4))}",
        "code": f"N{draw(st.integers(0, 1))}",
        "unitkind": "ward",
        "day": f"2026-10-{draw(st.integers(20, 26))}",
    }


async def test_nothing_is_decided_for_a_unit_that_is_only_planned(office: Office) -> None:
    who, day = await admin(office), "2026-10-24"
    ward = {"code": "N0", "unitkind": "ward", "name": "Công an phường Mới"}
    await decides(office, who, "split", TRAN.code, day=day, **ward)
    with pytest.raises(NotFound, match="unit-unknown"):
        await decides(office, who, "merge", "N0", day=day, into=XUYEN.code)
    assert await office.services.reshaping.waiting("N0") == []


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(wishes(), min_size=1, max_size=7))
async def test_after_any_reshaping_every_open_case_has_a_desk_and_nobody_is_lost(
    wanted: list[dict[str, str]],
) -> None:
    with TemporaryDirectory() as folder:
        office = await Office.open(Path(folder))
        try:
            await _reshaped_at_will(office, wanted)
        finally:
            await office.close()


async def _reshaped_at_will(office: Office, wanted: list[dict[str, str]]) -> None:
    who, lan = await admin(office), await office.services.people.speaker(101, "Lan", at(NOW))
    data = f"{CSV}T1,Tổ một,department,{TRAN.code},".encode()
    await office.services.units.bring_in(None, "u.csv", data, now=at(NOW))
    held = {(number, role, unit) for number, role, unit in (
        (201, Role.OFFICER, TRAN.code), (202, Role.DUTY, "T1"), (203, Role.DUTY, XUYEN.code),
        (204, Role.COMMANDER, TRAN.code), (204, Role.COMMANDER, XUYEN.code),
    )}  # fmt: skip
    for number, role, unit in sorted(held):
        await office.joins(number, role, unit)
    heard = [await office.hears(lan, f"Đèn hư ở {code}", unit=code) for code in CODES[:4]]
    now = at(NOW)
    for wish in wanted:
        act = Act(by=who, at=now)
        try:
            draft = await office.services.drafts.open(act, "reshape", wish)
            await office.services.reshaping.decide(act, draft)
        except Refused:
            pass  # what cannot be is refused; the tree must hold all the same
        now += timedelta(days=1)
        await office.services.reshaping.enqueue_due(now)
    await office.services.reshaping.enqueue_due(now + timedelta(days=30))
    tree = await office.services.units.tree()
    top = root(tree)
    assert top is not None
    assert [code for code, unit in tree.items() if unit.parent is None] == [top.code]
    for one in heard:
        found = await case(office, one.id)
        assert found.handler in set(tree)
        assert found.unit in set(tree)
    for number in {number for number, _, _ in held}:
        person = await office.services.people.speaker(number, "Minh", at(NOW))
        assert person.posts, number
        assert {post.unit for post in person.posts} <= set(tree)
    assert sum(received for received, _ in (await sums(office)).values()) == len(heard)
    assert min(received for received, _ in (await sums(office)).values()) >= 0
