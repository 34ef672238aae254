"""What the desk does with a case beside answering: one after the other, and two at once."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import update

from domain.case import Case, CaseState, Topic
from domain.errors import Invalid, NotAllowed, NotFound, Refused, Stale
from domain.notice import NoticeKind
from domain.person import Role
from domain.rights import Action
from services.handling import NO_CODE
from storage.tables import cases as case_table
from storage.tables import units as unit_table
from tests.services.desks import (
    DONE,
    GROUP,
    act,
    draft,
    heard,
    noted,
    now,
    serves,
    told,
    why,
    with_a_group_below,
)
from tests.services.office import Office
from tests.storage.ground import PROVINCE, TRAN, XUYEN

WHY = "Việc này thuộc địa bàn bên ấy"


async def test_a_case_is_given_to_an_officer_who_gets_the_card_and_may_answer_it(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    minh = await serves(office, 2, "Hải Minh", Role.OFFICER)
    case = await heard(office)
    assert ("Hải Minh") in [name for _, name in await office.services.handling.colleagues(act(ngan), case.id)]
    assert minh.person is not None
    given = await office.services.handling.assign(act(ngan), case.id, minh.person)
    assert (given.taken_by, given.state) == (minh.person, CaseState.TAKEN)
    assert await told(office, minh, NoticeKind.CARD) == [{"case": case.id}]
    found, _ = await office.services.cases.reply(act(minh), case.id, DONE)
    assert found.state is CaseState.ANSWERED
    assert await noted(office, case) == ["assign", "answer"]


async def test_who_had_a_case_is_told_that_it_was_given_to_another_and_can_do_nothing_more(
    office: Office,
) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    minh = await serves(office, 2, "Hải Minh", Role.OFFICER)
    tuan = await serves(office, 3, "Anh Tuấn", Role.OFFICER)
    case = await heard(office)
    for person in (minh, tuan):
        assert person.person is not None
        await office.services.handling.assign(act(ngan), case.id, person.person)
    assert [params["what"] for params in await told(office, minh, NoticeKind.TOLD)] == ["given"]
    with pytest.raises(Stale) as caught:
        await office.services.cases.reply(act(minh), case.id, DONE)
    assert why(caught.value) == ("case-given-by", {"code": case.code, "name": "Anh Tuấn"})


async def test_a_case_goes_to_nobody_of_another_unit(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    other = await serves(office, 2, "Người Khác", Role.OFFICER, XUYEN.code)
    case = await heard(office)
    assert other.person is not None
    with pytest.raises(NotFound, match="colleague-unknown"):
        await office.services.handling.assign(act(ngan), case.id, other.person)


async def test_asking_the_sender_stops_the_clock_and_their_reply_is_no_answer(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    case = await heard(office)
    asked = await office.services.handling.ask(act(ngan), draft(case, body="Đoạn đường nào vậy bà con?"))
    assert (asked.state, asked.asked_at, asked.taken_by) == (CaseState.ASKED, act(ngan).at, ngan.person)
    assert await office.promised(NoticeKind.ASKED) == 1
    assert (await now(office, case)).answered_at is None
    assert await noted(office, case) == ["ask"]


async def test_an_answer_lets_the_clock_go_on(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    case = await heard(office)
    await office.services.handling.ask(act(ngan), draft(case, body="Đoạn đường nào vậy bà con?"))
    answered, _ = await office.services.cases.reply(act(ngan, "2026-10-21 10:00"), case.id, DONE)
    assert (answered.state, answered.asked_at) == (CaseState.ANSWERED, None)


async def test_a_case_is_passed_on_accepted_and_given_back(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    khai = await serves(office, 2, "Hoàng Khải", Role.DUTY, XUYEN.code)
    case = await heard(office)
    passed = await office.services.handling.pass_on(act(ngan), draft(case, unit=XUYEN.code, reason=WHY))
    assert (passed.handler, passed.passed_by, passed.taken_by) == (XUYEN.code, TRAN.code, None)
    assert await told(office, khai, NoticeKind.CARD) == [{"case": case.id}]
    back = await office.services.handling.give_back(act(khai), draft(case, reason="Không phải địa bàn"))
    assert (back.handler, back.passed_by, back.state) == (TRAN.code, None, CaseState.NEW)
    assert [params["what"] for params in await told(office, ngan, NoticeKind.TOLD)] == ["given-back"]
    assert await noted(office, case) == ["pass", "give-back"]


async def test_what_was_taken_is_accepted_and_cannot_be_given_back(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    khai = await serves(office, 2, "Hoàng Khải", Role.DUTY, XUYEN.code)
    case = await heard(office)
    await office.services.handling.pass_on(act(ngan), draft(case, unit=XUYEN.code, reason=WHY))
    taken = await office.services.cases.take(act(khai), case.id)
    assert (taken.passed_by, taken.taken_by) == (None, khai.person)
    with pytest.raises(Stale, match="case-accepted"):
        await office.services.handling.give_back(act(khai), draft(case, reason="Không phải địa bàn"))


async def test_a_case_is_not_passed_in_a_circle_but_from_above_it_may_come_again(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    khai = await serves(office, 2, "Hoàng Khải", Role.DUTY, XUYEN.code)
    viet = await serves(office, 3, "Quốc Việt", Role.COMMANDER, PROVINCE.code)
    case = await heard(office)
    await office.services.handling.pass_on(act(ngan), draft(case, unit=XUYEN.code, reason=WHY))
    with pytest.raises(Invalid, match="pass-circle"):
        await office.services.handling.pass_on(act(khai), draft(case, unit=TRAN.code, reason=WHY))
    await office.services.handling.pass_on(act(khai), draft(case, unit=PROVINCE.code, reason=WHY))
    down = await office.services.handling.pass_on(act(viet), draft(case, unit=TRAN.code, reason=WHY))
    assert down.handler == TRAN.code


async def test_what_was_given_back_is_not_passed_there_again_by_the_same_unit(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    khai = await serves(office, 2, "Hoàng Khải", Role.DUTY, XUYEN.code)
    case = await heard(office)
    await office.services.handling.pass_on(act(ngan), draft(case, unit=XUYEN.code, reason=WHY))
    await office.services.handling.give_back(act(khai), draft(case, reason="Không phải địa bàn"))
    with pytest.raises(Invalid, match="pass-circle"):
        await office.services.handling.pass_on(act(ngan), draft(case, unit=XUYEN.code, reason=WHY))


async def test_a_unit_that_is_no_more_or_is_spoken_of_or_has_it_receives_nothing(office: Office) -> None:
    await with_a_group_below(office)
    viet = await serves(office, 3, "Quốc Việt", Role.COMMANDER, PROVINCE.code)
    case = await heard(office, unit=PROVINCE.code)
    async with office.database.transaction() as tx:
        await tx.execute(update(case_table).values(about=TRAN.code))
        await tx.execute(
            update(unit_table).where(unit_table.c.code == XUYEN.code).values(merged_into=TRAN.code)
        )
    for unit, key in (
        (XUYEN.code, "pass-merged"),
        (TRAN.code, "pass-about"),
        (GROUP.code, "pass-about"),
        (PROVINCE.code, "pass-here"),
        ("nowhere", "unit-unknown"),
    ):
        with pytest.raises(Refused, match=key):
            await office.services.handling.pass_on(act(viet), draft(case, unit=unit, reason=WHY))
    assert await noted(office, case) == []


async def test_a_reason_is_wanted_for_passing_giving_back_and_going_up(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    case = await heard(office)
    for do in (office.services.handling.pass_on, office.services.handling.escalate):
        with pytest.raises(Invalid, match="words-too-few"):
            await do(act(ngan), draft(case, unit=XUYEN.code, reason="vì thế"))


async def test_a_case_goes_up_one_level_once_from_each(office: Office) -> None:
    await with_a_group_below(office)
    duty = await serves(office, 1, "Thu Ngân", Role.DUTY, GROUP.code)
    chief = await serves(office, 2, "Hoàng Khải", Role.COMMANDER, TRAN.code)
    case = await heard(office, unit=GROUP.code)
    up = await office.services.handling.escalate(act(duty), draft(case, reason="Quá khả năng của tổ"))
    assert (up.handler, up.passed_by) == (TRAN.code, GROUP.code)
    await office.services.handling.give_back(act(chief), draft(case, reason="Tổ làm được việc này"))
    with pytest.raises(Stale, match="escalate-once"):
        await office.services.handling.escalate(act(duty), draft(case, reason="Vẫn quá khả năng của tổ"))


async def test_there_is_nothing_above_the_province(office: Office) -> None:
    viet = await serves(office, 3, "Quốc Việt", Role.COMMANDER, PROVINCE.code)
    case = await heard(office, unit=PROVINCE.code)
    with pytest.raises(Invalid, match="escalate-top"):
        await office.services.handling.escalate(act(viet), draft(case, reason="Xin ý kiến cấp trên"))


async def test_who_answers_a_case_passed_on_meanwhile_is_told_where_it_went_and_by_whom(
    office: Office,
) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    minh = await serves(office, 2, "Hải Minh", Role.DUTY)
    case = await heard(office)
    await office.services.handling.pass_on(act(ngan), draft(case, unit=XUYEN.code, reason=WHY))
    with pytest.raises(Stale) as caught:
        await office.services.cases.reply(act(minh), case.id, DONE)
    assert why(caught.value) == (
        "case-passed-by",
        {"code": case.code, "unit": XUYEN.name, "name": "Thu Ngân"},
    )


async def test_a_stranger_to_the_case_is_refused_and_learns_nothing_of_where_it_went(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    other = await serves(office, 2, "Người Khác", Role.DUTY, XUYEN.code)
    officer = await serves(office, 3, "Hải Minh", Role.OFFICER)
    case = await heard(office)
    await office.services.handling.pass_on(act(ngan), draft(case, unit=PROVINCE.code, reason=WHY))
    for person in (other, officer):
        with pytest.raises(NotAllowed) as caught:
            await office.services.cases.reply(act(person), case.id, DONE)
        assert caught.value.params == {}


async def test_a_case_closed_meanwhile_names_who_closed_it(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    minh = await serves(office, 2, "Hải Minh", Role.DUTY)
    case = await heard(office)
    await office.services.cases.reply(act(ngan), case.id, DONE)
    await office.services.cases.close(act(ngan), case.id)
    with pytest.raises(Stale) as caught:
        await office.services.cases.reply(act(minh), case.id, DONE)
    assert why(caught.value) == ("case-closed-by", {"code": case.code, "name": "Thu Ngân"})


async def test_of_two_who_take_a_case_at_once_one_gets_it_and_the_other_is_told_by_whom(
    office: Office,
) -> None:
    twin = office.twin()
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    minh = await serves(office, 2, "Hải Minh", Role.DUTY)
    case = await heard(office)
    done = await asyncio.gather(
        office.services.cases.take(act(ngan), case.id),
        twin.services.cases.take(act(minh), case.id),
        return_exceptions=True,
    )
    taken = [one for one in done if isinstance(one, Case)]
    refused = [one for one in done if isinstance(one, Stale)]
    assert (len(taken), len(refused)) == (1, 1)
    names = {ngan.person: "Thu Ngân", minh.person: "Hải Minh"}
    assert why(refused[0]) == ("case-taken", {"code": case.code, "name": names[taken[0].taken_by]})
    await twin.close()


async def test_of_passing_and_answering_at_once_one_happens_and_the_other_is_told(office: Office) -> None:
    twin = office.twin()
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    minh = await serves(office, 2, "Hải Minh", Role.DUTY)
    outcomes = set()
    for number in range(6):
        case = await heard(office, "Đường vào ấp không có đèn " + "rất tối " * number)
        begun = await office.services.cases.begun(act(ngan), case.id, Action.ANSWER)
        answering = office.services.cases.reply(
            act(ngan), case.id, f"{DONE} {'Xóm' * number} {begun['code']}"
        )
        passing = twin.services.handling.pass_on(act(minh), draft(case, unit=XUYEN.code, reason=WHY))
        first, second = (answering, passing) if number % 2 else (passing, answering)
        done = await asyncio.gather(first, second, return_exceptions=True)
        assert not [one for one in done if isinstance(one, BaseException) and not isinstance(one, Refused)]
        found = await now(office, case)
        outcomes.add((found.handler, found.state))
        assert found.version >= 2
    assert outcomes <= {
        (XUYEN.code, CaseState.NEW),
        (TRAN.code, CaseState.ANSWERED),
    }
    await twin.close()


async def test_one_that_repeats_another_is_marked_and_both_stay(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    first = await heard(office)
    second = await heard(office, "Đèn đường ở ấp hư mấy bữa nay")
    third = await heard(office, "Ấp mình đèn đường tắt ngúm hết rồi")
    await office.services.handling.same(act(ngan), third.id, second.code)
    await office.services.handling.same(act(ngan), second.id, first.code)
    assert [(await now(office, one)).same_as for one in (first, second, third)] == [None, first.id, first.id]
    with pytest.raises(Invalid, match="same-itself"):
        await office.services.handling.same(act(ngan), first.id, third.code)
    await office.services.cases.reply(act(ngan), first.id, DONE)
    assert await office.services.cases.repeats(act(ngan), first.id) == 2
    done = await office.services.cases.answer_repeats(act(ngan), first.id)
    assert {one.id for one in done} == {second.id, third.id}
    assert await office.services.cases.repeats(act(ngan), first.id) == 0


async def test_a_case_of_another_unit_cannot_be_marked_as_the_same(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    case = await heard(office)
    far = await heard(office, "Đèn đường ở phường hư mấy bữa", unit=XUYEN.code)
    for code in (far.code, "3333-3333"):
        with pytest.raises(NotAllowed, match="same-unknown") as refused:
            await office.services.handling.same(act(ngan), case.id, code)
        assert refused.value.subject == code


async def test_many_at_once_are_given_and_sorted_and_each_refused_one_is_named(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    minh = await serves(office, 2, "Hải Minh", Role.OFFICER)
    mine = [await heard(office, "Đèn đường hư " + "lắm " * number) for number in range(1, 4)]
    far = await heard(office, "Đèn đường ở phường hư mấy bữa", unit=XUYEN.code)
    ids = ["nowhere", *(case.id for case in (*mine, far))]
    assert minh.person is not None
    form = await office.services.drafts.open(act(ngan), "bulk", {"ticked": ids})
    given = await office.services.handling.assign_many(act(ngan), ids, minh.person, form)
    assert given.done == [case.code for case in mine]
    assert given.refused == [(NO_CODE, "case-unknown"), (far.code, "not-your-case")]
    with pytest.raises(Stale):  # the form went with what it did
        await office.services.handling.assign_many(act(ngan), ids, minh.person, form)
    assert await noted(office, far) == ["refused"]
    sorted_now = await office.services.handling.topic_many(act(ngan), ids[1:4], Topic.TRAFFIC)
    assert len(sorted_now.done) == 3
    assert {(await now(office, case)).topic for case in mine} == {Topic.TRAFFIC}
    with pytest.raises(Invalid, match="bulk-too-many"):
        await office.services.handling.topic_many(act(ngan), [str(n) for n in range(51)], Topic.TRAFFIC)


async def test_whom_a_case_speaks_of_has_no_part_in_it(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    minh = await serves(office, 2, "Hải Minh", Role.DUTY)
    case = await heard(office, "Anh Minh nói năng không lễ phép")
    await office.services.cases.take(act(minh), case.id)
    named = await office.services.handling.name_officer(act(ngan), case.id, minh.person)
    assert (named.officer, named.taken_by, named.state) == (minh.person, None, CaseState.NEW)
    with pytest.raises(NotAllowed):
        await office.services.cases.reply(act(minh), case.id, DONE)
    with pytest.raises(NotFound, match="colleague-unknown"):
        await office.services.handling.assign(act(ngan), case.id, minh.person or "")


async def test_a_case_that_turns_out_to_speak_of_the_commander_leaves_the_unit(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    chief = await serves(office, 2, "Hoàng Khải", Role.COMMANDER)
    viet = await serves(office, 3, "Quốc Việt", Role.COMMANDER, PROVINCE.code)
    case = await heard(office, "Trưởng công an xã nạt nộ bà con")
    named = await office.services.handling.name_officer(act(ngan), case.id, chief.person)
    assert (named.handler, named.unit, named.about) == (PROVINCE.code, PROVINCE.code, TRAN.code)
    assert {"case": case.id} in await told(office, viet, NoticeKind.CARD)
    for person in (ngan, chief):
        with pytest.raises(NotAllowed):
            await office.services.cases.reply(act(person), case.id, DONE)


async def test_a_note_is_kept_on_closed_cases_too_and_tells_nobody_outside(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    case = await heard(office)
    await office.services.cases.reply(act(ngan), case.id, DONE)
    await office.services.cases.close(act(ngan), case.id)
    await office.services.handling.note(act(ngan), draft(case, body="Nhớ ghé coi lại"))
    assert await noted(office, case) == ["answer", "close", "note"]
    with pytest.raises(Invalid, match="message-empty"):
        await office.services.handling.note(act(ngan), draft(case, body=" "))


async def test_of_what_its_sender_took_back_the_desk_writes_nothing_more(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    minh = await serves(office, 2, "Hải Minh", Role.DUTY)
    lan = await office.services.people.speaker(900, "Lan", act(ngan).at)
    case = await office.hears(lan, "Anh Minh nói năng không lễ phép")
    await office.services.sender.withdraw(act(lan), case.id)
    handling = office.services.handling
    for done in (
        lambda: handling.note(act(ngan), draft(case, body="Chắc là chị Sáu ở Bến Đò gửi")),
        lambda: handling.set_topic(act(ngan), case.id, Topic.ATTITUDE),
        lambda: handling.spoken_of(act(ngan), case.id),
        lambda: handling.name_officer(act(ngan), case.id, minh.person),
    ):
        with pytest.raises(Stale, match="case-withdrawn"):
            await done()
    bulk = await handling.topic_many(act(ngan), [case.id], Topic.ATTITUDE)
    assert bulk.refused == [(case.code, "case-withdrawn")]
    assert await noted(office, case) == ["withdrawn"]


async def test_a_closed_case_that_speaks_of_the_commander_is_out_of_sight_and_no_card_is_handed_out(
    office: Office,
) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    chief = await serves(office, 2, "Hoàng Khải", Role.COMMANDER)
    viet = await serves(office, 3, "Quốc Việt", Role.COMMANDER, PROVINCE.code)
    case = await heard(office, "Trưởng công an xã nạt nộ bà con")
    await office.services.cases.reply(act(ngan), case.id, DONE)
    await office.services.cases.close(act(ngan), case.id)
    named = await office.services.handling.name_officer(act(ngan), case.id, chief.person)
    assert (named.state, named.handler, named.about) == (CaseState.CLOSED, PROVINCE.code, TRAN.code)
    assert await told(office, viet, NoticeKind.CARD) == []
