"""What is kept from a unit, or from a person, never comes into their hands by a detour."""

from __future__ import annotations

import pytest

from domain.audit import Looked
from domain.case import CaseState, Verdict
from domain.caseload import Filter, Pile
from domain.errors import NotAllowed, NotFound, Stale
from domain.notice import NoticeKind
from domain.person import Post, Role
from services import desk, unit_view
from services.verdicts import REOPENS
from storage import people
from tests.services.deciding import admin, decides
from tests.services.desks import DONE, act, draft, heard, now, serves, told
from tests.services.office import Office, at
from tests.storage.ground import PROVINCE, TRAN, XUYEN

WHY = "Việc này thuộc địa bàn bên ấy"
LATER = "2026-10-20 12:00"


async def test_what_came_from_the_unit_it_turns_out_to_speak_of_is_not_given_back_there(
    office: Office,
) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    chief = await serves(office, 2, "Hoàng Khải", Role.COMMANDER)
    khai = await serves(office, 3, "Quốc Việt", Role.DUTY, XUYEN.code)
    case = await heard(office)
    await office.services.handling.pass_on(act(ngan), draft(case, unit=XUYEN.code, reason=WHY))
    named = await office.services.handling.name_officer(act(khai), case.id, chief.person)
    assert (named.handler, named.about, named.passed_by) == (XUYEN.code, TRAN.code, None)
    with pytest.raises(Stale, match="case-accepted"):
        await office.services.handling.give_back(act(khai), draft(case, reason="Không phải địa bàn"))
    assert (await now(office, case)).handler == XUYEN.code


async def test_it_is_not_given_back_to_where_a_unit_was_moved_below_the_one_it_is_kept_from(
    office: Office,
) -> None:
    viet = await serves(office, 1, "Quốc Việt", Role.COMMANDER, PROVINCE.code)
    khai = await serves(office, 2, "Hoàng Khải", Role.DUTY, XUYEN.code)
    case = await heard(office, "Trưởng công an xã nạt nộ bà con", away=True)
    await office.services.handling.pass_on(act(viet), draft(case, unit=XUYEN.code, reason=WHY))
    await office.services.handling.escalate(act(khai), draft(case, reason="Xin ý kiến cấp trên"))
    await decides(office, await admin(office), "move", XUYEN.code, parent=TRAN.code, when="2026-10-20 11:00")
    with pytest.raises(Stale, match="case-accepted"):
        await office.services.handling.give_back(act(viet, LATER), draft(case, reason="Phường làm được việc"))
    assert (await now(office, case)).handler == PROVINCE.code


async def test_going_up_passes_the_unit_it_is_kept_from(office: Office) -> None:
    viet = await serves(office, 1, "Quốc Việt", Role.COMMANDER, PROVINCE.code)
    khai = await serves(office, 2, "Hoàng Khải", Role.DUTY, XUYEN.code)
    case = await heard(office, "Trưởng công an xã nạt nộ bà con", away=True)
    await office.services.handling.pass_on(act(viet), draft(case, unit=XUYEN.code, reason=WHY))
    await decides(office, await admin(office), "move", XUYEN.code, parent=TRAN.code, when="2026-10-20 11:00")
    up = await office.services.handling.escalate(act(khai, LATER), draft(case, reason="Xin ý kiến cấp trên"))
    assert (up.handler, up.about) == (PROVINCE.code, TRAN.code)


async def test_a_case_that_was_not_solved_passes_it_too(office: Office) -> None:
    viet = await serves(office, 1, "Quốc Việt", Role.COMMANDER, PROVINCE.code)
    khai = await serves(office, 2, "Hoàng Khải", Role.DUTY, XUYEN.code)
    lan = await office.services.people.speaker(900_001, "Lan", at("2026-10-20 08:00"))
    case = await office.hears(lan, "Trưởng công an xã nạt nộ bà con", away=True)
    await office.services.handling.pass_on(act(viet), draft(case, unit=XUYEN.code, reason=WHY))
    await decides(office, await admin(office), "move", XUYEN.code, parent=TRAN.code, when="2026-10-20 11:00")
    await office.services.cases.reply(act(khai, LATER), case.id, DONE)
    await office.services.cases.close(act(khai, LATER), case.id)
    assert act(lan, "2026-10-20 13:00").at - act(khai, LATER).at < REOPENS
    again = await office.services.sender.judge(act(lan, "2026-10-20 13:00"), case.id, Verdict.NO)
    assert (again.handler, again.about, again.state) == (PROVINCE.code, TRAN.code, CaseState.NEW)


async def test_nobody_from_whom_a_case_is_kept_can_be_given_it(office: Office) -> None:
    secretary = await serves(office, 1, "Thu Ngân", Role.SECRETARIAT, PROVINCE.code)
    viet = await serves(office, 2, "Quốc Việt", Role.OFFICER, PROVINCE.code)
    case = await heard(office, "Lãnh đạo tỉnh làm việc chưa đúng", unit=PROVINCE.code, away=True)
    assert (case.handler, case.about) == (PROVINCE.code, PROVINCE.code)
    assert await office.services.handling.colleagues(act(secretary), case.id) == []
    assert viet.person is not None
    with pytest.raises(NotFound, match="colleague-unknown"):
        await office.services.handling.assign(act(secretary), case.id, viet.person)
    bulk = await office.services.handling.assign_many(act(secretary), [case.id], viet.person)
    assert bulk.refused == [(case.code, "colleague-unknown")]


async def test_who_serves_above_and_in_the_unit_spoken_of_is_left_out_and_others_are_not(
    office: Office,
) -> None:
    viet = await serves(office, 1, "Quốc Việt", Role.COMMANDER, PROVINCE.code)
    both = await serves(office, 2, "Hải Minh", Role.DUTY, PROVINCE.code)
    await serves(office, 2, "Hải Minh", Role.OFFICER, TRAN.code)
    await serves(office, 3, "Anh Tuấn", Role.OFFICER, PROVINCE.code)
    case = await heard(office, "Trưởng công an xã nạt nộ bà con", away=True)
    found = await office.services.handling.colleagues(act(viet), case.id)
    assert {name for _, name in found} == {"Anh Tuấn", "Quốc Việt"}
    assert both.person is not None
    with pytest.raises(NotFound, match="colleague-unknown"):
        await office.services.handling.assign(act(viet), case.id, both.person)


async def test_whom_it_may_speak_of_does_not_read_it_from_a_desk_above_later_on(office: Office) -> None:
    viet = await serves(office, 1, "Quốc Việt", Role.COMMANDER, PROVINCE.code)
    chief = await serves(office, 2, "Hải Minh", Role.COMMANDER)
    case = await heard(office, "Trưởng công an xã nạt nộ bà con", away=True)
    async with office.database.transaction() as tx:
        await people.end_post(tx, chief.person or "", Post(role=Role.COMMANDER, unit=TRAN.code))
    moved = await serves(office, 2, "Hải Minh", Role.DUTY, PROVINCE.code)
    caseload, reading = office.services.caseload, office.database.reading
    with pytest.raises(NotAllowed):
        await caseload.opened(act(moved), case.id)
    with pytest.raises(NotAllowed, match="inbox-no-such-code"):
        await caseload.by_code(act(moved), case.code)
    listed = [(await caseload.listed(act(who), Filter(pile=Pile.ALL))).total for who in (viet, moved)]
    assert (listed, (await caseload.counts(act(moved))).open) == ([1, 0], 0)
    async with reading() as tx:
        assert [(await unit_view.card(tx, act(who), PROVINCE.code)).cases for who in (viet, moved)] == [1, 0]
        hears = await desk.of(tx, case, act(viet).at)
    assert hears == [viet.key]
    assert not await told(office, moved, NoticeKind.CARD)
    assert not await office.services.cases.on_desk(moved.key, case.id, act(moved).at)
    assert await office.services.handling.colleagues(act(viet), case.id) == [(viet.person, "Quốc Việt")]
    led = await serves(office, 2, "Hải Minh", Role.COMMANDER, PROVINCE.code)
    pages = [await office.services.inspection.page(act(who), Looked(case=case.id)) for who in (viet, led)]
    assert [bool(page.lines) for page in pages] == [True, False]


async def test_whose_commander_was_named_does_not_read_it_from_elsewhere_either(office: Office) -> None:
    duty = await serves(office, 1, "Thu Ngân", Role.DUTY)
    chief = await serves(office, 2, "Hoàng Khải", Role.COMMANDER)
    case = await heard(office, "Trưởng công an xã nạt nộ bà con")
    await office.services.handling.name_officer(act(duty), case.id, chief.person)
    moved = await serves(office, 1, "Thu Ngân", Role.DUTY, PROVINCE.code)
    async with office.database.transaction() as tx:
        await people.end_post(tx, duty.person or "", Post(role=Role.DUTY, unit=TRAN.code))
    later = await serves(office, 3, "Anh Tuấn", Role.DUTY)
    with pytest.raises(NotAllowed):
        await office.services.caseload.opened(act(moved), case.id)
    async with office.database.transaction() as tx:
        await people.end_post(tx, later.person or "", Post(role=Role.DUTY, unit=TRAN.code))
    came_after = await serves(office, 3, "Anh Tuấn", Role.DUTY, PROVINCE.code)
    assert (await office.services.caseload.opened(act(came_after), case.id)).view.case.id == case.id
