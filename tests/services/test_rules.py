"""Units' own rules and the province's own days: who may settle them, within which bounds, what is noted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from domain.case import Case, CaseKind
from domain.errors import Invalid, NotAllowed, NotFound, Stale
from domain.notice import NoticeKind
from domain.person import Act, Role, Speaker
from domain.rule import Rule
from storage import cases
from storage.tables import audit
from tests.services.office import Office, at
from tests.storage.ground import TRAN, XUYEN

NOW = at("2026-10-20 09:00")


async def settles(office: Office, who: Speaker, **answers: Any) -> None:
    """The form is sent."""
    act = Act(by=who, at=NOW)
    draft = await office.services.drafts.open(act, "settings", answers)
    if answers["rule"] == "day":
        await office.services.rules.set_day(act, draft)
    else:
        await office.services.rules.settle(act, draft)


async def noted(office: Office) -> list[tuple[str, str, dict[str, Any]]]:
    """What the audit knows of it: action, subject, details."""
    async with office.database.reading() as tx:
        wanted = audit.c.action.in_(["rule", "own-day"])
        rows = await tx.execute(select(audit).where(wanted).order_by(audit.c.id))
        return [(row.action, row.subject, row.details) for row in rows]


async def test_what_a_unit_settles_is_shown_with_who_settled_it_and_noted(office: Office) -> None:
    viet = await office.joins(401, Role.COMMANDER, "CAT")
    await settles(office, viet, unit="CAT", rule="days_report", value=7)
    await settles(office, viet, unit=TRAN.code, rule="second_eyes", value=1)
    sight = await office.services.rules.shown(Act(by=viet, at=NOW), TRAN.code)
    shown = {rule: (held.value, held.by and held.by.code) for rule, held in sight.rules.items()}
    assert shown == {
        Rule.DAYS_SUGGESTION: (10, None),
        Rule.DAYS_REPORT: (7, "CAT"),
        Rule.DAYS_PRAISE: (0, None),
        Rule.HOURS_CRIME: (24, None),
        Rule.SECOND_EYES: (1, TRAN.code),
    }
    await settles(office, viet, unit="CAT", rule="days_report", value="")
    assert await noted(office) == [
        ("rule", "CAT", {"rule": "days_report", "before": None, "after": 7}),
        ("rule", TRAN.code, {"rule": "second_eyes", "before": None, "after": 1}),
        ("rule", "CAT", {"rule": "days_report", "before": 7, "after": None}),
    ]


async def dues(office: Office, *kept: Case) -> list[datetime | None]:
    """The deadlines as they are."""
    async with office.database.reading() as tx:
        found = {one.id: one.due_at for one in await cases.of_ids(tx, [case.id for case in kept])}
    return [found[case.id] for case in kept]


async def test_a_day_off_moves_what_counts_it_and_nothing_else(office: Office) -> None:
    admin = await office.joins(501, Role.ADMIN, "CAT")
    lan = await office.services.people.speaker(101, "Lan", NOW)
    open_, asked, over, late = [await office.hears(lan, f"Đèn ở ấp {n} hư rồi") for n in range(4)]
    crime = await office.hears(lan, "Có người bẻ khóa tiệm vàng", kind=CaseKind.CRIME)
    after = await office.hears(lan, "Đèn ở ấp năm hư rồi", "2026-10-27 09:00")
    short = at("2026-10-23 17:00")
    async with office.database.transaction() as tx:
        await cases.change(tx, asked, state="asked", asked_at=at("2026-10-21 09:00"))
        await cases.change(tx, over, state="closed", due_at=None)
        await cases.change(tx, late, due_at=short)
    storm = {"unit": "CAT", "rule": "day", "day": "2026-10-26", "why": "bão"}
    before = await dues(office, crime, late, over, after)
    await settles(office, admin, **storm, works="no")
    assert await dues(office, open_, asked) == [at("2026-11-04 17:00")] * 2
    assert await dues(office, crime, late, over, after) == before
    assert (await noted(office))[-1][2] == {"works": "no", "moved": 2}
    await settles(office, admin, **storm, works="drop")
    assert await dues(office, open_, asked) == [at("2026-11-03 17:00")] * 2


async def test_what_was_told_of_a_deadline_is_not_told_again_where_a_day_off_moves_it(office: Office) -> None:
    await office.joins(301, Role.DUTY)
    admin = await office.joins(501, Role.ADMIN, "CAT")
    lan = await office.services.people.speaker(101, "Lan", NOW)
    case = await office.hears(lan, "Đèn ở ấp Cái Rô hư rồi")
    for when in ("2026-10-28 09:00", "2026-11-03 17:00"):
        await office.services.deadlines.enqueue_due(at(when))
    await settles(office, admin, unit="CAT", rule="day", day="2026-11-03", works="no", why="bão")
    assert await dues(office, case) == [at("2026-11-04 17:00")]
    for when in ("2026-11-04 09:00", "2026-11-04 17:00"):
        await office.services.deadlines.enqueue_due(at(when))
    assert await office.promised(NoticeKind.LATE) == 1
    assert await office.promised(NoticeKind.DUE) == 3  # half, late, and the eve of the new day


async def test_get_says_what_holds_and_nothing_where_nobody_settled_it(office: Office) -> None:
    viet = await office.joins(401, Role.COMMANDER, "CAT")
    await settles(office, viet, unit="CAT", rule="second_eyes", value=1)
    async with office.database.reading() as tx:
        assert await office.services.rules.get(tx, XUYEN.code, "second_eyes") == 1
        assert await office.services.rules.get(tx, XUYEN.code, "hours_crime") is None


@pytest.mark.parametrize(
    ("role", "unit"), [(Role.COMMANDER, XUYEN.code), (Role.DUTY, TRAN.code), (Role.OFFICER, TRAN.code)]
)
async def test_whom_the_right_does_not_reach_settles_and_sees_nothing(
    office: Office, role: Role, unit: str
) -> None:
    who = await office.joins(301, role, unit)
    with pytest.raises(NotAllowed):
        await settles(office, who, unit=TRAN.code, rule="days_report", value=7)
    with pytest.raises(NotAllowed):
        await office.services.rules.shown(Act(by=who, at=NOW), TRAN.code)
    with pytest.raises(NotAllowed):
        await settles(office, who, unit="CAT", rule="day", day="2026-10-26", works="no", why="nghỉ bão")
    assert await noted(office) == []


async def test_the_units_within_reach_are_ones_own_first(office: Office) -> None:
    viet = await office.joins(401, Role.COMMANDER, XUYEN.code)
    admin = await office.joins(501, Role.ADMIN, "CAT")
    reached = office.services.rules.reached
    assert [unit.code for unit in await reached(Act(by=viet, at=NOW))] == [XUYEN.code]
    assert {unit.code for unit in await reached(Act(by=admin, at=NOW))} == {"CAT", TRAN.code, XUYEN.code}
    assert (await reached(Act(by=admin, at=NOW)))[0].code == "CAT"


@pytest.mark.parametrize(
    ("rule", "value"),
    [("days_report", 0), ("days_report", 31), ("hours_crime", 73), ("second_eyes", 2), ("days_praise", -1),
     ("days_report", "7"), ("days_report", 7.5)],
)  # fmt: skip
async def test_values_out_of_bounds_are_refused(office: Office, rule: str, value: Any) -> None:
    viet = await office.joins(401, Role.COMMANDER, "CAT")
    with pytest.raises(Invalid, match="rule-value-odd"):
        await settles(office, viet, unit="CAT", rule=rule, value=value)


async def test_a_rule_or_a_unit_that_is_not_there_is_refused(office: Office) -> None:
    viet = await office.joins(401, Role.COMMANDER, "CAT")
    with pytest.raises(NotFound):
        await settles(office, viet, unit="CAT", rule="days_holiday", value=1)
    with pytest.raises(NotFound):
        await office.services.rules.shown(Act(by=viet, at=NOW), "nowhere")
    with pytest.raises(NotAllowed):
        await settles(office, viet, unit="nowhere", rule="days_report", value=1)


async def test_own_days_are_kept_changed_and_forgotten(office: Office) -> None:
    admin = await office.joins(501, Role.ADMIN, "CAT")
    storm = {"unit": "CAT", "rule": "day", "day": "2026-10-26"}
    await settles(office, admin, **storm, works="no", why="nghỉ bão")
    await settles(office, admin, **storm, works="yes", why="bão đã qua")
    sight = await office.services.rules.shown(Act(by=admin, at=NOW), "CAT")
    assert sight.days is not None
    assert [(one.day, one.works, one.name) for one in sight.days] == [
        (date(2026, 10, 26), True, "bão đã qua")
    ]
    async with office.database.reading() as tx:
        assert (await office.services.rules.calendar(tx)).worked == {date(2026, 10, 26)}
    await settles(office, admin, **storm, works="drop")
    with pytest.raises(NotFound, match="own-day-unknown"):
        await settles(office, admin, **storm, works="drop")
    assert [details for _, _, details in await noted(office)] == [
        {"works": "no", "moved": 0},
        {"works": "yes", "moved": 0},
        {"works": "drop", "moved": 0},
    ]


@pytest.mark.parametrize("day", ["2036-10-26", "1999-01-01", "mai", ""])
async def test_a_day_that_is_none_or_far_off_is_refused(office: Office, day: str) -> None:
    admin = await office.joins(501, Role.ADMIN, "CAT")
    with pytest.raises(Invalid):
        await settles(office, admin, unit="CAT", rule="day", day=day, works="no", why="nghỉ bão")


async def test_a_form_sent_twice_settles_once(office: Office) -> None:
    viet = await office.joins(401, Role.COMMANDER, "CAT")
    act = Act(by=viet, at=NOW)
    answers = {"unit": "CAT", "rule": "days_report", "value": 7}
    draft = await office.services.drafts.open(act, "settings", answers)
    await office.services.rules.settle(act, draft)
    with pytest.raises(Stale):
        await office.services.rules.settle(act, draft)
    assert len(await noted(office)) == 1
