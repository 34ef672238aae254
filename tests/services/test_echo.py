"""The same words for those who said the same go the way of any answer."""

from __future__ import annotations

import pytest

from domain.answer import LONGEST_ANSWER
from domain.case import Case, CaseState
from domain.errors import NotAllowed, Stale
from domain.notice import NoticeKind
from domain.person import Role, Speaker
from services.echo import MOST_AT_ONCE
from storage import case_notes
from storage.tables import unit_rules
from tests.services.desks import DONE, act, draft, heard, now, serves, told
from tests.services.office import Office
from tests.storage.ground import TRAN, XUYEN

QUESTION = "Đoạn đường nào vậy bà con, gần cầu hay gần chợ?"


async def _second_eyes(office: Office) -> None:
    async with office.database.transaction() as tx:
        await tx.execute(unit_rules.insert().values(unit=TRAN.code, name="second_eyes", value=1))


async def _alike(office: Office, who: Speaker) -> tuple[Case, Case]:
    """Two of which the second repeats the first."""
    first, second = await heard(office), await heard(office, "Đèn đường ở ấp hư mấy bữa nay")
    await office.services.handling.same(act(who), second.id, first.code)
    return first, second


async def _said(office: Office, case: Case) -> list[str]:
    view = await office.services.cases.view(case.id)
    assert view is not None
    return [message.text for message in view.messages[1:]]


async def test_a_question_is_sent_to_nobody_else(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    first, second = await _alike(office, ngan)
    await office.services.handling.ask(act(ngan), draft(first, body=QUESTION))
    assert await office.services.cases.repeats(act(ngan), first.id) == 0
    with pytest.raises(Stale, match="repeats-none"):
        await office.services.cases.answer_repeats(act(ngan), first.id)
    await office.services.cases.reply(act(ngan, "2026-10-20 11:00"), first.id, DONE)
    await office.services.handling.ask(act(ngan, "2026-10-20 12:00"), draft(first, body=QUESTION))
    await office.services.cases.answer_repeats(act(ngan, "2026-10-20 13:00"), first.id)
    assert await _said(office, second) == [DONE]


async def test_where_a_second_pair_of_eyes_is_wanted_the_same_words_wait_for_it_too(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    chief = await serves(office, 2, "Hoàng Khải", Role.COMMANDER)
    first, second = await _alike(office, ngan)
    await office.services.cases.reply(act(ngan), first.id, DONE)
    await _second_eyes(office)
    (waits,) = await office.services.cases.answer_repeats(act(ngan), first.id)
    assert (waits.id, waits.state, await _said(office, second)) == (second.id, CaseState.TAKEN, [])
    (asked,) = await told(office, chief, NoticeKind.APPROVE)
    await office.services.answers.approve(act(chief), second.id, asked["note"])
    assert await _said(office, second) == [DONE]


async def test_what_a_colleague_has_in_hand_is_left_to_them(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    minh = await serves(office, 2, "Hải Minh", Role.DUTY)
    first, second = await _alike(office, ngan)
    await office.services.cases.take(act(minh), second.id)
    await office.services.cases.reply(act(ngan), first.id, DONE)
    assert await office.services.cases.repeats(act(ngan), first.id) == 0
    with pytest.raises(Stale, match="repeats-none"):
        await office.services.cases.answer_repeats(act(ngan), first.id)
    assert (await now(office, second)).state is CaseState.TAKEN


async def test_one_that_went_to_another_unit_is_not_answered_from_here(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    stranger = await serves(office, 2, "Hải Minh", Role.DUTY, XUYEN.code)
    first, second = await _alike(office, ngan)
    passing = draft(second, unit=XUYEN.code, reason="Việc này thuộc địa bàn bên ấy")
    await office.services.handling.pass_on(act(ngan), passing)
    await office.services.cases.reply(act(ngan), first.id, DONE)
    with pytest.raises(Stale, match="repeats-none"):
        await office.services.cases.answer_repeats(act(ngan), first.id)
    with pytest.raises(NotAllowed):
        await office.services.cases.answer_repeats(act(stranger), first.id)
    assert await _said(office, second) == []


async def test_a_long_answer_goes_whole(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    first, second = await _alike(office, ngan)
    text = ("Đã tới nhà từng hộ, ghi tên và hẹn ngày. " * 100)[:LONGEST_ANSWER].strip()
    await office.services.cases.reply(act(ngan), first.id, text)
    await office.services.cases.answer_repeats(act(ngan), first.id)
    assert " ".join(await _said(office, second)).split() == text.split()


async def test_once_closed_nothing_of_the_case_waits_to_be_approved(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    await serves(office, 2, "Hoàng Khải", Role.COMMANDER)
    case = await heard(office)
    await office.services.cases.reply(act(ngan), case.id, DONE)
    await _second_eyes(office)
    await office.services.cases.reply(act(ngan), case.id, "Sáng mai còn lắp thêm hai bóng nữa")
    await office.services.cases.close(act(ngan), case.id)
    async with office.database.reading() as tx:
        assert await case_notes.of_case(tx, case.id, [case_notes.DRAFT]) == []


async def test_a_flood_of_the_same_is_answered_some_at_a_time_the_oldest_first(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    first = await heard(office)
    times = [f"2026-10-20 09:{n:02}" for n in range(MOST_AT_ONCE + 3)]
    alike = [await heard(office, f"Cầu gãy rồi bà con ơi, lúc {time}", when=time) for time in times]
    for one in alike:
        await office.services.handling.same(act(ngan), one.id, first.code)
    await office.services.cases.reply(act(ngan), first.id, DONE)
    assert await office.services.cases.repeats(act(ngan), first.id) == MOST_AT_ONCE + 3
    done = await office.services.cases.answer_repeats(act(ngan, "2026-10-20 11:00"), first.id)
    assert {one.id for one in done} == {one.id for one in alike[:MOST_AT_ONCE]}
    assert await office.services.cases.repeats(act(ngan), first.id) == 3
    assert len(await office.services.cases.answer_repeats(act(ngan, "2026-10-20 11:01"), first.id)) == 3
    assert await office.services.cases.repeats(act(ngan), first.id) == 0
