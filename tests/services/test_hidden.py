"""What is kept from somebody is not betrayed by what stands beside it, and is heard by somebody else."""

from __future__ import annotations

import pytest

from domain.audit import Looked
from domain.case import CaseState
from domain.errors import Invalid, NotAllowed
from domain.notice import NoticeKind
from domain.person import Role
from services import unit_view
from storage import caseload, cases
from tests.services.desks import DONE, act, draft, heard, now, serves, told
from tests.services.office import Office
from tests.storage.ground import PROVINCE, TRAN


async def test_a_case_kept_from_others_is_not_marked_as_the_same_and_says_no_more_than_an_unknown_one(
    office: Office,
) -> None:
    far = await serves(office, 1, "Hải Minh", Role.COMMANDER, PROVINCE.code)
    duty = await serves(office, 2, "Thu Ngân", Role.DUTY)
    named = await serves(office, 3, "Văn Hòa", Role.DUTY)
    kept = await heard(office, "Chỉ huy xã này hay quát mắng dân", away=True)
    of_one = await heard(office, "Anh Hòa tiếp dân không lễ phép lắm")
    await office.services.handling.name_officer(act(duty), of_one.id, named.person)
    open_one = await heard(office, "Ban chỉ huy xã này hay quát dân")
    for who, code in ((far, kept.code), (far, of_one.code), (named, of_one.code), (duty, "3333-3333")):
        with pytest.raises(NotAllowed, match="same-unknown") as refused:
            await office.services.handling.same(act(who), open_one.id, code)
        assert (refused.value.subject, refused.value.params) == (code, {"code": code})


async def test_the_code_of_the_other_is_shown_to_who_may_see_it_only(office: Office) -> None:
    duty = await serves(office, 1, "Thu Ngân", Role.DUTY)
    named = await serves(office, 2, "Văn Hòa", Role.DUTY)
    one = await heard(office, "Đèn đường ấp Cái Rô tối quá")
    two = await heard(office, "Đèn đường ấp Cái Rô tối thui luôn")
    three = await heard(office, "Đèn đường ấp Cái Rô tối thui luôn đó")
    await office.services.handling.same(act(duty), two.id, one.code)
    await office.services.handling.name_officer(act(duty), one.id, named.person)
    opened = office.services.caseload.opened
    seen = await opened(act(duty), two.id)
    assert seen.same_as == one.code
    assert {"other": one.id} in [step.details for step in seen.history]
    led = await serves(office, 2, "Văn Hòa", Role.COMMANDER)
    lines = [
        (await office.services.inspection.page(act(who), Looked())).lines
        for who in (await serves(office, 3, "Quốc Việt", Role.COMMANDER), led)
    ]
    assert [any(one.code in line.details for line in rows) for rows in lines] == [True, False]
    hidden = await opened(act(named), two.id)
    assert hidden.same_as == ""
    assert not any("other" in step.details for step in hidden.history)
    await office.services.handling.same(act(named), three.id, two.code)
    assert (await now(office, three)).same_as == two.id


async def test_a_code_that_is_not_for_one_leaves_the_same_trace_as_one_that_is_not_there(
    office: Office,
) -> None:
    boss = await serves(office, 1, "Quốc Việt", Role.COMMANDER)
    kept = await heard(office, "Chỉ huy xã này hay quát mắng dân", away=True)
    for code in (kept.code, "3333-3333"):
        with pytest.raises(NotAllowed, match="inbox-no-such-code") as refused:
            await office.services.caseload.by_code(act(boss), code)
        assert refused.value.subject == code


async def test_a_near_copy_shows_the_earlier_answer_to_who_may_see_it_only(office: Office) -> None:
    duty = await serves(office, 1, "Thu Ngân", Role.DUTY)
    officer = await serves(office, 2, "Văn Hòa", Role.OFFICER)
    one, two = await heard(office, "Cầu ấp gãy rồi"), await heard(office, "Đèn đường tối quá")
    await office.services.cases.reply(act(duty), one.id, DONE)
    with pytest.raises(Invalid, match="answer-recycled") as shown:
        await office.services.cases.reply(act(duty), two.id, DONE)
    assert shown.value.params["code"] == one.code
    await office.services.handling.assign(act(duty), two.id, officer.person or "")
    with pytest.raises(Invalid, match="answer-recycled-before") as refused:
        await office.services.cases.reply(act(officer), two.id, DONE)
    assert refused.value.params == {"share": 100}


async def test_words_said_in_a_case_that_is_hidden_from_one_are_no_copy_of_theirs(office: Office) -> None:
    duty = await serves(office, 1, "Thu Ngân", Role.DUTY)
    named = await serves(office, 2, "Văn Hòa", Role.DUTY)
    one, two = await heard(office, "Anh Hòa nói năng khó nghe"), await heard(office, "Đèn đường tối quá")
    await office.services.cases.reply(act(duty), one.id, DONE)
    await office.services.handling.name_officer(act(duty), one.id, named.person)
    with pytest.raises(Invalid, match="answer-recycled"):
        await office.services.cases.reply(act(duty), two.id, DONE)
    answered = await office.services.cases.reply(act(named), two.id, DONE)
    assert answered[0].state is CaseState.ANSWERED


async def test_what_speaks_of_somebody_is_not_in_the_numbers_they_see_of_the_unit(office: Office) -> None:
    duty = await serves(office, 1, "Thu Ngân", Role.DUTY)
    named = await serves(office, 2, "Văn Hòa", Role.DUTY)
    case = await heard(office, "Anh Hòa nói năng khó nghe")
    await office.services.handling.name_officer(act(duty), case.id, named.person)
    async with office.database.reading() as tx:
        counted = [(await unit_view.card(tx, act(who), TRAN.code)).cases for who in (duty, named)]
        lines = [line.cases for line in await unit_view.lines(tx, act(named))]
    assert counted == [1, 0]
    assert lines == [0]


async def test_what_was_taken_back_is_still_not_for_whom_it_spoke_of(office: Office) -> None:
    duty = await serves(office, 1, "Thu Ngân", Role.DUTY)
    named = await serves(office, 2, "Văn Hòa", Role.DUTY)
    lan = await office.services.people.speaker(900, "Lan", act(duty).at)
    case = await office.hears(lan, "Anh Hòa nói năng khó nghe")
    await office.services.handling.name_officer(act(duty), case.id, named.person)
    await office.services.sender.withdraw(act(lan), case.id)
    with pytest.raises(NotAllowed):
        await office.services.caseload.opened(act(named), case.id)
    async with office.database.reading() as tx:
        assert await caseload.notes(tx, case.id) == []
        assert (await cases.messages(tx, case.id))[0].text == ""


async def test_where_the_only_one_of_a_level_has_a_part_in_it_the_next_hears(office: Office) -> None:
    boss = await serves(office, 1, "Quốc Việt", Role.COMMANDER)
    duty = await serves(office, 2, "Văn Hòa", Role.DUTY)
    case = await heard(office, "Anh Hòa nói năng khó nghe")
    await office.services.handling.name_officer(act(boss), case.id, duty.person)
    lan = await office.services.people.speaker(900_000 + len(case.text), "Lan", act(boss).at)
    await office.services.sender.reply(act(lan), case.id, "Chuyện mới hôm qua nữa đó")
    assert await told(office, boss, NoticeKind.ADDED)
    assert not await told(office, duty, NoticeKind.ADDED)


async def test_nothing_is_moved_to_where_all_who_would_hear_have_a_part_in_it(office: Office) -> None:
    duty = await serves(office, 1, "Thu Ngân", Role.DUTY)
    named = await serves(office, 2, "Văn Hòa", Role.COMMANDER, PROVINCE.code)
    await serves(office, 2, "Văn Hòa", Role.OFFICER)
    case = await heard(office, "Anh Hòa nói năng khó nghe")
    await office.services.handling.name_officer(act(duty), case.id, named.person)
    with pytest.raises(Invalid, match="pass-unheard"):
        await office.services.handling.escalate(act(duty), draft(case, reason="Xin cấp trên xem"))
    assert (await now(office, case)).handler == TRAN.code
    above = await serves(office, 4, "Anh Tuấn", Role.SECRETARIAT, PROVINCE.code)
    await office.services.handling.escalate(act(duty), draft(case, reason="Xin cấp trên xem"))
    assert len(await told(office, above, NoticeKind.CARD)) == 1
