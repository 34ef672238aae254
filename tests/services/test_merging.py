"""A unit merged into another: nothing that hangs on it is lost, and nobody hears twice."""

from __future__ import annotations

from sqlalchemy import select, update

from domain.case import CaseState
from domain.notice import NoticeKind
from domain.period import Period
from domain.person import Act, Role
from services.reshaping import change_of
from storage.tables import (
    audit,
    case_months,
    invitations,
    occurrences,
    outbox,
    posts,
    ready_answers,
    unit_rules,
)
from storage.tables import cases as case_table
from tests.services.deciding import CSV, NOW, admin, case, count, decides, sums
from tests.services.office import Office, at
from tests.storage.ground import PROVINCE, TRAN, XUYEN


async def test_a_merge_takes_open_cases_people_invitations_and_answers_along(office: Office) -> None:
    who, lan = await admin(office), await office.services.people.speaker(101, "Lan", at(NOW))
    now = at(NOW)
    minh = await office.joins(201, Role.OFFICER)
    tuan = await office.joins(202, Role.DUTY)
    ngan = await office.joins(301, Role.DUTY, XUYEN.code)
    waits, taken = await office.hears(lan, "Đèn đường hư"), await office.hears(lan, "Cầu gãy rồi")
    await office.services.cases.take(Act(by=tuan, at=now), taken.id)
    await office.services.people.invite(None, Role.DUTY, TRAN.code, now)
    async with office.database.transaction() as tx:
        await tx.execute(
            ready_answers.insert().values(unit=TRAN.code, title="x", text="y", author=tuan.person, at=now)
        )
        await tx.execute(unit_rules.insert().values(unit=TRAN.code, name="second_eyes", value=1))
    act = Act(by=who, at=now)
    cards = await count(office, outbox, outbox.c.to == ngan.key, outbox.c.kind == "card")
    done = await decides(office, who, "merge", TRAN.code, into=XUYEN.code)
    assert done.done
    first, second = await case(office, waits.id), await case(office, taken.id)
    assert (first.unit, first.handler, first.state) == (XUYEN.code, XUYEN.code, CaseState.NEW)
    assert (second.handler, second.taken_by, second.state) == (XUYEN.code, tuan.person, CaseState.TAKEN)
    assert await count(office, outbox, outbox.c.to == ngan.key, outbox.c.kind == "card") == cards + 1
    for table in (posts, invitations, ready_answers, unit_rules):
        assert await count(office, table, table.c.unit == TRAN.code) == 0, table.name
    assert await count(office, invitations, invitations.c.unit == XUYEN.code) == 1
    assert (await office.services.people.speaker(201, "Minh", at(NOW))).units(Role.OFFICER) == (XUYEN.code,)
    assert minh.person
    assert (await office.services.units.tree())[TRAN.code].code == XUYEN.code
    assert [line.unit.code for line in await office.services.units.lines(act)] == [PROVINCE.code, XUYEN.code]
    card = await office.services.units.card(act, TRAN.code)
    assert card.unit.code == XUYEN.code
    assert set(card.unit.aliases) == {TRAN.name, TRAN.code}
    assert [(event.kind, event.before) for event in card.history] == [("taken", TRAN.name)]


async def test_the_numbers_shown_before_are_those_that_go_along(office: Office) -> None:
    who, lan = await admin(office), await office.services.people.speaker(101, "Lan", at(NOW))
    await office.joins(201, Role.OFFICER)
    await office.joins(202, Role.DUTY)
    await office.hears(lan, "Đèn đường hư")
    await office.services.people.invite(None, Role.DUTY, TRAN.code, at(NOW))
    await office.services.units.bring_in(
        None, "u.csv", f"{CSV}T1,Tổ một,department,{TRAN.code},".encode(), now=at(NOW)
    )
    change = change_of({"unit": TRAN.code, "change": "merge", "into": XUYEN.code, "day": NOW[:10]})
    shown = await office.services.reshaping.preview(Act(by=who, at=at(NOW)), change)
    assert shown._asdict() == {"cases": 1, "people": 2, "units": 1, "invitations": 1}
    await decides(office, who, "merge", TRAN.code, into=XUYEN.code)
    async with office.database.reading() as tx:
        noted = await tx.scalar(select(audit.c.details).where(audit.c.action == "unit-merge"))
    assert noted is not None
    assert noted.items() >= shown._asdict().items()
    assert (await office.services.units.tree())["T1"].parent == XUYEN.code


async def test_who_took_a_case_and_reaches_it_no_more_leaves_it_to_the_new_desk(office: Office) -> None:
    who, lan = await admin(office), await office.services.people.speaker(101, "Lan", at(NOW))
    tuan = await office.joins(202, Role.DUTY)
    ngan = await office.joins(301, Role.DUTY, XUYEN.code)
    taken = await office.hears(lan, "Đèn đường hư")
    await office.services.cases.take(Act(by=tuan, at=at(NOW)), taken.id)
    async with office.database.transaction() as tx:
        await tx.execute(update(posts).where(posts.c.person == tuan.person).values(until=at(NOW)))
    await decides(office, who, "merge", TRAN.code, when="2026-10-20 10:00", into=XUYEN.code)
    found = await case(office, taken.id)
    assert (found.taken_by, found.state) == (None, CaseState.NEW)
    assert await count(office, outbox, outbox.c.to == ngan.key, outbox.c.kind == "card") == 1


async def test_a_card_comes_to_nobody_who_has_it_already(office: Office) -> None:
    who, lan = await admin(office), await office.services.people.speaker(101, "Lan", at(NOW))
    viet = await office.joins(401, Role.COMMANDER, PROVINCE.code)  # both desks are empty: all comes up
    await office.hears(lan, "Đèn đường hư")
    assert await office.promised(NoticeKind.CARD) == 1
    await decides(office, who, "merge", TRAN.code, into=XUYEN.code)
    assert await count(office, outbox, outbox.c.to == viet.key, outbox.c.kind == "card") == 1


async def test_an_opinion_kept_from_a_unit_is_kept_from_its_successor(office: Office) -> None:
    who, lan = await admin(office), await office.services.people.speaker(101, "Lan", at(NOW))
    heard = await office.hears(lan, "Chỉ huy xã này thế nào", unit=PROVINCE.code)
    async with office.database.transaction() as tx:
        await tx.execute(update(case_table).values(about=TRAN.code))
    await decides(office, who, "merge", TRAN.code, into=XUYEN.code)
    found = await case(office, heard.id)
    assert (found.about, found.handler, found.unit) == (XUYEN.code, PROVINCE.code, PROVINCE.code)
    viet = await office.joins(401, Role.COMMANDER, PROVINCE.code)
    lines = await office.services.units.lines(Act(by=viet, at=at(NOW)))
    assert {line.unit.code: line.cases for line in lines} == {PROVINCE.code: 1, XUYEN.code: 0}


async def test_one_kept_from_a_unit_goes_up_where_the_unit_merges_into_who_handles_it(office: Office) -> None:
    who, lan = await admin(office), await office.services.people.speaker(101, "Lan", at(NOW))
    await office.services.units.bring_in(
        None, "u.csv", f"{CSV}T1,Tổ một,department,{TRAN.code},".encode(), now=at(NOW)
    )
    heard = await office.hears(lan, "Tổ trưởng tổ này thế nào", unit=TRAN.code)
    async with office.database.transaction() as tx:
        await tx.execute(update(case_table).values(about="T1"))
    await decides(office, who, "merge", "T1", into=TRAN.code)
    found = await case(office, heard.id)
    assert (found.about, found.handler, found.unit) == (TRAN.code, PROVINCE.code, PROVINCE.code)
    ngan = await office.joins(301, Role.COMMANDER, TRAN.code)
    lines = await office.services.units.lines(Act(by=ngan, at=at(NOW)))
    assert {line.unit.code: line.cases for line in lines} == {TRAN.code: 0}
    await decides(office, who, "merge", TRAN.code, into=PROVINCE.code)  # above it is the secretariat alone
    found = await case(office, heard.id)
    assert (found.about, found.handler) == (PROVINCE.code, PROVINCE.code)


async def test_what_is_kept_from_a_unit_stays_kept_from_its_people_where_the_province_takes_it_in(
    office: Office,
) -> None:
    who, lan = await admin(office), await office.services.people.speaker(101, "Lan", at(NOW))
    minh = await office.joins(201, Role.COMMANDER)
    viet = await office.joins(401, Role.COMMANDER, PROVINCE.code)
    clerk = await office.joins(402, Role.SECRETARIAT, PROVINCE.code)
    waits = await office.hears(lan, "Chỉ huy xã này thế nào", away=True)
    over = await office.hears(lan, "Chỉ huy xã này hay vắng", "2026-09-20 09:00", away=True)
    other = await office.hears(lan, "Đèn đường hư")
    await office.services.cases.take(Act(by=viet, at=at(NOW)), waits.id)
    await office.services.sender.close_own(Act(by=lan, at=at("2026-09-25 09:00")), over.id)
    assert await sums(office) == {PROVINCE.code: (2, 0), TRAN.code: (1, 0)}
    await decides(office, who, "merge", TRAN.code, into=PROVINCE.code)
    for one in (waits, over):
        found = await case(office, one.id)
        assert (found.unit, found.handler, found.about) == (PROVINCE.code,) * 3
    assert ((await case(office, waits.id)).taken_by, (await case(office, other.id)).about) == (None, None)
    assert await sums(office) == {PROVINCE.code: (1, 0), TRAN.code: (0, 0)}
    assert await count(office, case_months, case_months.c.solved != 0) == 0
    sees = {key: await office.services.cases.on_desk(key, waits.id, at(NOW)) for key in (minh.key, viet.key)}
    assert sees == {minh.key: False, viet.key: False}
    cards = [outbox.c.params["case"].as_string() == waits.id, outbox.c.kind == "card"]
    assert await count(office, outbox, *cards, outbox.c.to == minh.key) == 0
    assert await count(office, outbox, *cards, outbox.c.to == clerk.key) == 1


async def test_a_case_passed_to_who_takes_the_sender_in_is_accepted(office: Office) -> None:
    who, lan = await admin(office), await office.services.people.speaker(101, "Lan", at(NOW))
    heard = await office.hears(lan, "Đèn đường hư", unit=XUYEN.code)
    async with office.database.transaction() as tx:
        await tx.execute(update(case_table).values(passed_by=TRAN.code))
    await decides(office, who, "merge", TRAN.code, into=XUYEN.code)
    assert (await case(office, heard.id)).passed_by is None


async def test_posts_held_in_both_units_are_held_once_with_the_longer_time(office: Office) -> None:
    who = await admin(office)
    await office.joins(202, Role.DUTY, TRAN.code, "2026-05-01 08:00")
    tuan = await office.joins(202, Role.DUTY, XUYEN.code, "2026-09-01 08:00")
    await office.joins(202, Role.COMMANDER, TRAN.code)
    async with office.database.transaction() as tx:
        await tx.execute(update(posts).where(posts.c.unit == TRAN.code).values(until=at("2027-01-01 00:00")))
    await decides(office, who, "merge", TRAN.code, into=XUYEN.code)
    async with office.database.reading() as tx:
        rows = (await tx.execute(select(posts).where(posts.c.person == tuan.person))).all()
    held = {row.role: row for row in rows}
    assert set(held) == {"duty", "commander"}
    assert (held["duty"].unit, held["duty"].since, held["duty"].until) == (
        XUYEN.code, at("2026-05-01 08:00"), None,
    )  # fmt: skip


async def test_a_post_that_ended_in_one_unit_ends_none_in_the_other(office: Office) -> None:
    who = await admin(office)
    await office.joins(202, Role.DUTY, TRAN.code)
    tuan = await office.joins(202, Role.DUTY, XUYEN.code, "2026-12-01 08:00")
    async with office.database.transaction() as tx:
        await tx.execute(update(posts).where(posts.c.unit == TRAN.code).values(until=at("2026-10-01 00:00")))
    await decides(office, who, "merge", TRAN.code, into=XUYEN.code)
    async with office.database.reading() as tx:
        (row,) = (await tx.execute(select(posts).where(posts.c.person == tuan.person))).all()
    assert (row.unit, row.since, row.until) == (XUYEN.code, at("2026-12-01 08:00"), None)


async def test_what_is_done_stays_where_it_was_and_counts_for_the_successor(office: Office) -> None:
    who, lan = await admin(office), await office.services.people.speaker(101, "Lan", at(NOW))
    tuan, minh = await office.joins(202, Role.DUTY), await office.joins(201, Role.OFFICER)
    await office.services.deeds.record(Act(by=minh, at=at("2026-09-20 09:00")), "Đưa cụ bà qua đường")
    closed = await office.hears(lan, "Đèn đường hư", "2026-09-20 09:00")
    opened = await office.hears(lan, "Cầu gãy rồi", "2026-09-21 09:00")
    async with office.database.transaction() as tx:
        await tx.execute(
            update(case_table)
            .where(case_table.c.id == closed.id)
            .values(state="closed", answered_at=at(NOW), closed_at=at(NOW), taken_by=tuan.person)
        )
    await decides(office, who, "merge", TRAN.code, into=XUYEN.code)
    assert await sums(office) == {TRAN.code: (1, 0), XUYEN.code: (1, 0)}
    assert (await case(office, closed.id)).unit == TRAN.code
    assert (await case(office, closed.id)).handler == XUYEN.code  # where it would come back to
    assert (await case(office, opened.id)).unit == XUYEN.code
    figures = await office.services.digests.figures(
        XUYEN.code, Period.parse("2026-09"), at("2026-11-01 08:00")
    )
    assert (figures.deeds, figures.opinions) == (1, 2)
    assert {row.code for row in figures.units} == {XUYEN.code, TRAN.code}
    later = await office.services.digests.figures(XUYEN.code, Period.parse("2026-10"), at("2026-11-01 08:00"))
    assert {row.code for row in later.units} == {XUYEN.code}


async def test_a_commander_who_had_the_digest_gets_no_second_one_from_the_successor(office: Office) -> None:
    who = await admin(office)
    await office.joins(401, Role.COMMANDER)
    first = at("2026-10-01 08:00")
    assert await office.services.digests.enqueue_due(first) == 1
    await decides(office, who, "merge", TRAN.code, into=XUYEN.code)
    assert await office.services.digests.enqueue_due(at("2026-10-21 08:00")) == 0
    assert await count(office, occurrences, occurrences.c.kind == "digest") == 2
