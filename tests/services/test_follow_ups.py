"""Where it is the sender's turn: asked once more after a week, and a week later it goes on without them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from domain.case import Case, CaseState, Verdict
from domain.forms import Draft
from domain.notice import NoticeKind
from domain.person import Act, Role, Speaker
from storage import case_notes, deadlines
from storage.tables import audit, occurrences, unit_rules
from tests.services.office import Office, at
from tests.services.test_deadlines import change, now, received, said, ticks, whys
from tests.storage.ground import TRAN

ANSWER = "Công an xã đã báo điện lực, tối mai lắp 5 bóng đèn."
OTHER = "Tổ tuần tra đã cử người tới gắn ba cái đèn mới rồi."
QUESTION = "Nhà mình ở khúc nào của ấp vậy anh chị?"
PHOTO = "AgAC-photo"


async def closed(office: Office, when: str, **values: Any) -> Case:
    """A case answered and closed."""
    case = await received(office)
    return await change(office, case, state="closed", closed_at=at(when), **values)


async def asks(office: Office, who: Speaker, case: Case, when: str) -> Case:
    """The desk asks the sender."""
    draft = Draft(id="", form="question", version=0, answers={"case": case.id, "body": QUESTION})
    return await office.services.handling.ask(Act(by=who, at=at(when)), draft)


async def answers(
    office: Office, who: Speaker, case: Case, when: str, text: str = ANSWER, *files: str
) -> Case:
    """The desk answers."""
    return (await office.services.cases.reply(Act(by=who, at=at(when)), case.id, text, files))[0]


async def lan(office: Office) -> Speaker:
    """Who sends the cases."""
    return await office.services.people.speaker(101, "Lan", at("2026-10-20 09:00"))


async def again(office: Office) -> list[str]:
    """In which state of their case senders were asked once more, oldest first."""
    return [one["of"] for one in await said(office, NoticeKind.AGAIN)]


async def test_a_question_nobody_answers_is_asked_again_and_then_the_clock_goes_on(office: Office) -> None:
    ngan = await office.joins(301, Role.DUTY)
    case = await received(office)
    await asks(office, ngan, case, "2026-10-22 10:00")
    await ticks(office, "2026-10-29 09:00")
    assert await again(office) == []
    await ticks(office, "2026-10-30 09:00", "2026-11-02 09:00")
    (asked,) = await said(office, NoticeKind.AGAIN)
    async with office.database.reading() as tx:
        assert {asked["message"]} == await case_notes.asked(tx, case.id)
    assert asked["key"] == office.services.custody.case_key(case.id)
    await ticks(office, "2026-11-05 09:00")
    assert (await now(office, case)).state is CaseState.ASKED
    await ticks(office, "2026-11-06 09:00")
    found = await now(office, case)
    assert (found.state, found.asked_at) == (CaseState.TAKEN, None)
    assert found.due_at
    assert found.due_at > at("2026-11-13 17:00")  # later by the time it stood still
    (told,) = [one for one in await said(office, NoticeKind.DUE) if one["why"] == "unheard"]
    assert (told["key"], told["due"]) == (ngan.key, found.due_at.isoformat())
    await ticks(office, "2026-12-30 09:00")
    assert "late" in await whys(office)  # as any other that waits


async def test_who_asks_again_and_again_stops_the_clock_no_more(office: Office) -> None:
    ngan = await office.joins(301, Role.DUTY)
    case = await received(office)
    await asks(office, ngan, case, "2026-10-22 10:00")
    await ticks(office, "2026-10-30 09:00", "2026-11-06 09:00")
    due = (await now(office, case)).due_at
    asked = await asks(office, ngan, case, "2026-11-06 10:00")
    assert (asked.state, asked.asked_at, asked.due_at) == (CaseState.TAKEN, None, due)
    assert await office.promised(NoticeKind.ASKED) == 2  # the sender hears it all the same


async def test_a_reply_in_time_goes_on_as_ever_and_the_next_question_has_its_own_week(office: Office) -> None:
    ngan = await office.joins(301, Role.DUTY)
    case = await received(office)
    await asks(office, ngan, case, "2026-10-22 10:00")
    await ticks(office, "2026-10-30 09:00")
    await office.services.sender.reply(
        Act(by=await lan(office), at=at("2026-11-02 09:00")), case.id, "Gần cầu số 2"
    )
    await asks(office, ngan, case, "2026-11-02 10:00")
    await ticks(office, "2026-11-06 09:00", "2026-11-09 09:00")
    assert await again(office) == ["asked"]
    await ticks(office, "2026-11-10 09:00")
    assert await again(office) == ["asked"] * 2
    assert (await now(office, case)).state is CaseState.ASKED


async def test_a_sender_who_says_nothing_is_asked_once_more_and_then_left_in_peace(office: Office) -> None:
    case = await closed(office, "2026-11-02 10:00")
    await ticks(office, "2026-11-09 09:00", "2026-11-09 15:00")
    assert await again(office) == []
    await ticks(office, "2026-11-10 08:59", "2026-11-10 09:00", "2026-11-10 09:01", "2026-11-11 09:00")
    (asked,) = await said(office, NoticeKind.AGAIN)
    assert (asked["case"], asked["key"]) == (case.id, office.services.custody.case_key(case.id))
    await ticks(office, "2026-11-17 09:00", "2026-11-18 09:00", "2026-12-01 09:00")
    assert len(await again(office)) == 1
    assert (await now(office, case)).verdict is None
    async with office.database.reading() as tx:
        kept = await tx.scalars(select(occurrences.c.period).where(occurrences.c.recipient == case.id))
        assert [key.partition(":")[0] for key in kept] == [deadlines.AGAIN]
        assert await deadlines.quiet(tx, at("2027-06-01 09:00")) == []  # nor is it ever looked at again


async def test_who_judged_or_praised_is_not_asked_again(office: Office) -> None:
    await closed(office, "2026-11-02 08:00", verdict=Verdict.YES.value)
    await closed(office, "2026-11-02 08:00", kind="praise")
    await ticks(office, "2026-11-10 09:00", "2026-11-16 09:00")
    assert await again(office) == []


@pytest.mark.parametrize("ended", ["2027-01-27 16:00", "2027-01-28 08:30"])
async def test_who_kept_tet_is_asked_once_more_all_the_same(office: Office, ended: str) -> None:
    await closed(office, ended)
    day = at(ended) + timedelta(days=1)
    while day < at("2027-03-20 00:00"):
        await ticks(office, f"{day:%Y-%m-%d} 09:00", f"{day:%Y-%m-%d} 16:30")
        day += timedelta(days=1)
    assert await again(office) == ["closed"]


async def test_a_bot_that_was_away_for_a_month_skips_no_asking_and_no_reminder(office: Office) -> None:
    await office.joins(301, Role.DUTY)
    ngan = await office.joins(302, Role.DUTY)
    case = await received(office)
    await answers(office, ngan, case, "2026-10-21 08:00")
    await ticks(office, "2026-11-25 09:00")
    assert (await again(office), await whys(office)) == (["answered"], ["close"])
    await ticks(office, "2026-12-01 09:00")
    assert (await now(office, case)).state is CaseState.ANSWERED
    await ticks(office, "2026-12-02 09:00")
    assert (await now(office, case)).state is CaseState.CLOSED


async def test_an_answered_case_nobody_closes_is_asked_about_reminded_of_and_then_closed(
    office: Office,
) -> None:
    ngan = await office.joins(301, Role.DUTY)
    case = await received(office)
    await answers(office, ngan, case, "2026-10-21 08:00")
    await ticks(office, "2026-10-27 09:00")
    assert (await again(office), await whys(office)) == ([], [])
    await ticks(office, "2026-10-28 09:00", "2026-10-29 09:00")
    assert (await again(office), await whys(office)) == (["answered"], ["close"])
    await ticks(office, "2026-11-04 09:00")
    assert (await now(office, case)).state is CaseState.CLOSED
    steps = [(one["step"], one.get("by")) for one in await said(office, NoticeKind.STEP)]
    assert steps.count(("closed", "time")) == 1
    await ticks(office, "2026-11-11 09:00", "2026-11-18 09:00")
    assert len(await again(office)) == 1  # once after an answer, whoever ends it


async def test_where_the_desk_ends_it_soon_the_week_counts_from_then(office: Office) -> None:
    ngan = await office.joins(301, Role.DUTY)
    case = await received(office)
    await answers(office, ngan, case, "2026-10-21 08:00")
    await office.services.cases.close(Act(by=ngan, at=at("2026-10-26 08:00")), case.id)
    await ticks(office, "2026-10-29 09:00")
    assert await again(office) == []
    await ticks(office, "2026-11-02 09:00")
    assert await again(office) == ["closed"]


async def test_two_programs_follow_up_once(office: Office) -> None:
    ngan = await office.joins(301, Role.DUTY)
    for words in (ANSWER, OTHER):
        await answers(office, ngan, await received(office), "2026-10-21 08:00", words)
    twin = office.twin()
    for when in ("2026-10-28 09:00", "2026-11-04 09:00"):
        for one in (office, twin, office):
            await ticks(one, when)
    await twin.close()
    assert len(await again(office)) == 2
    async with office.database.reading() as tx:
        assert len((await tx.scalars(select(audit.c.id).where(audit.c.action == "closed"))).all()) == 2


async def test_a_thank_you_after_the_answer_restarts_nothing(office: Office) -> None:
    ngan = await office.joins(301, Role.DUTY)
    case = await received(office)
    await answers(office, ngan, case, "2026-10-21 08:00")
    thanked = Act(by=await lan(office), at=at("2026-10-22 08:00"))
    await office.services.sender.reply(thanked, case.id, "Cảm ơn chú", thanks=True)
    await ticks(office, "2026-10-28 09:00", "2026-11-03 17:00")
    assert await whys(office) == ["close"]
    await ticks(office, "2026-11-04 09:00")
    assert (await now(office, case)).state is CaseState.CLOSED


async def test_pictures_without_a_word_answer_nothing_and_end_nothing(office: Office) -> None:
    ngan = await office.joins(301, Role.DUTY)
    case = await received(office)
    sent = await answers(office, ngan, case, "2026-10-21 08:00", "", PHOTO)
    assert (sent.state, sent.answered_at, sent.due_at) == (CaseState.NEW, None, case.due_at)
    assert await office.promised(NoticeKind.PHOTOS) == 1  # the sender sees them
    await ticks(office, "2026-11-04 09:00", "2026-11-25 09:00")
    assert (await now(office, case)).state is CaseState.NEW
    assert "late" in await whys(office)
    # One that counted as answered before: nothing was said, so nothing is ended over it.
    await change(office, case, state="answered")
    await ticks(office, "2026-12-01 09:00", "2026-12-15 09:00")
    assert (await now(office, case)).state is CaseState.ANSWERED


@pytest.mark.parametrize("verdict", list(Verdict))
async def test_a_verdict_on_an_answer_ends_it_or_goes_on_and_no_other_answer_waits(
    office: Office, verdict: Verdict
) -> None:
    ngan = await office.joins(301, Role.DUTY)
    await office.joins(302, Role.COMMANDER)
    await office.joins(401, Role.COMMANDER, "CAT")
    case = await received(office)
    await answers(office, ngan, case, "2026-10-21 08:00")
    async with office.database.transaction() as tx:
        await tx.execute(unit_rules.insert().values(unit=TRAN.code, name="second_eyes", value=1))
    await answers(office, ngan, case, "2026-10-21 09:00", OTHER)
    judged = await office.services.sender.judge(
        Act(by=await lan(office), at=at("2026-10-21 10:00")), case.id, verdict
    )
    assert (judged.state, judged.handler, judged.verdict) == {
        Verdict.YES: (CaseState.CLOSED, TRAN.code, Verdict.YES),
        Verdict.PARTLY: (CaseState.TAKEN, TRAN.code, None),
        Verdict.NO: (CaseState.NEW, "CAT", None),
    }[verdict]
    async with office.database.reading() as tx:
        assert await case_notes.of_case(tx, case.id, [case_notes.DRAFT]) == []


async def test_what_the_program_ends_waits_for_no_approval(office: Office) -> None:
    ngan = await office.joins(301, Role.DUTY)
    await office.joins(302, Role.COMMANDER)
    case = await received(office)
    await answers(office, ngan, case, "2026-10-21 08:00")
    async with office.database.transaction() as tx:
        await tx.execute(unit_rules.insert().values(unit=TRAN.code, name="second_eyes", value=1))
    await answers(office, ngan, case, "2026-10-21 09:00", OTHER)
    await ticks(office, "2026-10-28 09:00", "2026-11-04 09:00")
    assert (await now(office, case)).state is CaseState.CLOSED
    async with office.database.reading() as tx:
        assert await case_notes.of_case(tx, case.id, [case_notes.DRAFT]) == []
