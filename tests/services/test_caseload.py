"""The inbox of a desk, by the services: what is seen, and what seeing does."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from domain.case import Case, CaseKind
from domain.caseload import A_PAGE, Filter, Pile
from domain.errors import Invalid, NotAllowed
from domain.notice import NoticeKind
from domain.person import Act, Role, Speaker
from domain.rights import Action
from services.suggestions import Opinion
from storage.tables import audit, cases, outbox
from tests.services.office import Office, at
from tests.storage.ground import TRAN, XUYEN

NOW = "2026-10-21 09:00"
DUTY, OFFICER, CHIEF, LAN = 101, 102, 103, 104
EVERY = Filter(pile=Pile.ALL)


def act(who: Speaker, when: str = NOW) -> Act:
    """They do something then."""
    return Act(by=who, at=at(when))


async def _speaks(office: Office, text: str, unit: str = TRAN.code, kind: CaseKind = CaseKind.REPORT) -> Case:
    lan = await office.services.people.speaker(LAN, "Lan", at("2026-10-20 09:00"))
    opinion = Opinion(unit=unit, kind=kind, text=text, photos=(), anonymous=True, contact="")
    async with office.database.transaction() as tx:
        return await office.services.suggestions.receive(tx, act(lan, "2026-10-20 09:00"), opinion)


async def _change(office: Office, case: Case, **values: object) -> None:
    async with office.database.transaction() as tx:
        await tx.execute(update(cases).where(cases.c.id == case.id).values(**values))


async def _seen(office: Office, who: Speaker, chosen: Filter = EVERY) -> set[str]:
    listing = await office.services.caseload.listed(act(who), chosen)
    return {line.case.id for line in listing.lines}


async def test_each_sees_their_desk_and_a_commander_all_below(office: Office) -> None:
    duty, chief = await office.joins(DUTY, Role.DUTY), await office.joins(CHIEF, Role.COMMANDER, "CAT")
    secretariat = await office.joins(105, Role.SECRETARIAT, "CAT")
    admin = await office.joins(106, Role.ADMIN, "CAT")
    here, there = await _speaks(office, "Đèn đường hư"), await _speaks(office, "Cầu hư rồi", XUYEN.code)
    assert await _seen(office, duty) == {here.id}
    for who in (chief, secretariat):
        assert await _seen(office, who) == {here.id, there.id}
        assert await _seen(office, who, Filter(unit=XUYEN.code)) == {there.id}
    assert await _seen(office, admin) == set()
    assert (await office.services.caseload.counts(act(admin))).open == 0


async def test_what_came_up_from_an_empty_desk_lies_in_the_inbox_above(office: Office) -> None:
    duty = await office.joins(DUTY, Role.DUTY, "CAT")
    case = await _speaks(office, "Đèn đường hư")
    assert await _seen(office, duty) == {case.id}
    await office.joins(OFFICER, Role.DUTY)
    assert await _seen(office, duty) == set()


async def test_an_officer_sees_only_what_was_given_to_them(office: Office) -> None:
    officer = await office.joins(OFFICER, Role.OFFICER)
    given, _ = await _speaks(office, "Đèn đường hư"), await _speaks(office, "Cầu hư rồi")
    assert await _seen(office, officer) == set()
    await _change(office, given, taken_by=officer.person)
    assert await _seen(office, officer) == {given.id}
    sight = await office.services.caseload.opened(act(officer), given.id)
    assert sight.actions >= {Action.ANSWER, Action.NOTE}
    assert not sight.actions & {Action.ASSIGN, Action.PASS, Action.TOPIC}


async def test_nobody_finds_counts_opens_or_searches_what_speaks_of_them(office: Office) -> None:
    duty = await office.joins(DUTY, Role.DUTY)
    case = await _speaks(office, "Cán bộ trực nói năng cộc lốc")
    await _change(office, case, officer=duty.person)
    assert (
        await _seen(office, duty) == await _seen(office, duty, Filter(pile=Pile.ALL, text="coc loc")) == set()
    )
    assert (await office.services.caseload.counts(act(duty))).open == 0
    with pytest.raises(NotAllowed):
        await office.services.caseload.opened(act(duty), case.id)


async def test_a_code_that_is_not_theirs_is_refused_like_one_that_does_not_exist(office: Office) -> None:
    duty = await office.joins(DUTY, Role.DUTY)
    there = await _speaks(office, "Cầu hư rồi", XUYEN.code)
    said = []
    for code in (there.code, "3333-3333"):
        with pytest.raises(NotAllowed) as caught:
            await office.services.caseload.by_code(act(duty), code)
        said.append(caught.value.key)
    assert len(set(said)) == 1
    here = await _speaks(office, "Đèn đường hư")
    assert await office.services.caseload.by_code(act(duty), here.code.lower()) == here.id
    with pytest.raises(Invalid, match="code-slip"):
        await office.services.caseload.by_code(act(duty), "3333-3334")


async def test_opening_is_noted_and_the_sender_of_a_word_about_a_crime_hears_once(office: Office) -> None:
    duty = await office.joins(DUTY, Role.DUTY)
    crime = await _speaks(office, "Có người trộm xe ở chợ", kind=CaseKind.CRIME)
    plain = await _speaks(office, "Đèn đường hư")
    for case in (crime, crime, plain):
        await office.services.caseload.opened(act(duty), case.id)
    await office.services.caseload.opened(act(duty), crime.id, again=True)
    async with office.database.reading() as tx:
        steps = (
            await tx.execute(select(outbox.c.params).where(outbox.c.kind == NoticeKind.STEP.value))
        ).all()
        saw = select(audit.c.subject, audit.c.actor, audit.c.unit).where(audit.c.action == "saw")
        noted = (await tx.execute(saw)).all()
        read = await tx.scalar(select(cases.c.read_at).where(cases.c.id == plain.id))
    assert [row.params for row in steps] == [{"case": crime.id, "step": "read"}]
    assert [tuple(row) for row in noted] == [
        (case, duty.person, TRAN.code) for case in (crime.id, crime.id, plain.id)
    ]
    assert read == at(NOW)


async def test_a_page_that_there_is_not_is_the_last_one(office: Office) -> None:
    duty = await office.joins(DUTY, Role.DUTY)
    for number in range(A_PAGE + 1):
        await _speaks(office, f"Chuyện số {number}")
    for page in (1, 7, 10**9):
        listing = await office.services.caseload.listed(act(duty), Filter(), page)
        assert (listing.page, listing.pages, listing.total, len(listing.lines)) == (1, 2, A_PAGE + 1, 1)
    assert (await office.services.caseload.listed(act(duty), Filter(), -3)).page == 0


async def test_photos_come_to_who_asked_for_them_and_that_is_noted(office: Office) -> None:
    duty = await office.joins(DUTY, Role.DUTY)
    lan = await office.services.people.speaker(LAN, "Lan", at(NOW))
    case = await office.hears(lan, "Đèn đường hư", photos=("one", "two"))
    before = await office.promised(NoticeKind.PHOTOS)
    assert await office.services.caseload.send_photos(act(duty), case.id) == 2
    assert await office.promised(NoticeKind.PHOTOS) == before + 1
    stranger = await office.joins(OFFICER, Role.DUTY, XUYEN.code)
    with pytest.raises(NotAllowed):
        await office.services.caseload.send_photos(act(stranger), case.id)
