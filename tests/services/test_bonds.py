"""One person with two accounts: they are nobody's second pair of eyes but their own, and so none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.case import Case
from domain.errors import Invalid, NotAllowed, Stale
from domain.person import Act, Post, Role, Speaker
from services.people import People
from storage import case_notes
from storage.tables import unit_rules
from tests.services.desks import DONE, act, heard, serves
from tests.services.office import Office, at
from tests.storage.ground import PROVINCE, TRAN

REASON = "Cần gọi lại ngay để hỏi rõ chỗ cháy"
WEEK_LATER = "2026-10-27 10:00"


async def invited(
    office: Office, by: Speaker, role: Role, number: int = 70, unit: str = TRAN.code
) -> Speaker:
    """Somebody on no roll joins by that person's invitation."""
    people = office.services.people
    token = await people.invite(act(by), role, unit, at("2026-10-20 10:00"))
    await joins(office, await people.speaker(number, "Ai", at("2026-10-20 10:00")), token)
    return await again(people, number)


async def again(people: People, number: int) -> Speaker:
    return await people.speaker(number, "Ai", at("2026-10-20 10:00"))


async def joins(office: Office, who: Speaker, token: str) -> None:
    draft = await office.services.drafts.open(act(who), "join", {})
    await office.services.people.join(act(who), draft, token, "Nguyễn Hai")


async def asks(office: Office, who: Speaker, case: Case, when: str = "2026-10-20 10:00") -> None:
    given = {"case": case.id, "body": REASON}
    draft = await office.services.drafts.open(act(who, when), "askname", given)
    await office.services.identity.ask(act(who, when), draft)


async def agrees(office: Office, who: Speaker, when: str) -> None:
    draft = await office.services.drafts.open(
        act(who, when), "agree", {"request": "1", "decision": "agree", "untold": ""}
    )
    await office.services.identity.decide(act(who, when), draft)


async def test_nobody_joins_by_their_own_invitation(office: Office) -> None:
    boss = await serves(office, 1, "Quốc Việt", Role.COMMANDER)
    admin = await serves(office, 2, "Anh Tuấn", Role.ADMIN, PROVINCE.code)
    setting = Post(role=Role.ADMIN, unit=PROVINCE.code, by_setting=True)
    unrolled = replace(await again(office.services.people, 3), posts=(setting,))
    for who, role in ((boss, Role.DUTY), (admin, Role.SECRETARIAT), (unrolled, Role.COMMANDER)):
        token = await office.services.people.invite(act(who), role, TRAN.code, at("2026-10-20 10:00"))
        with pytest.raises(NotAllowed, match="not-yourself"):
            await joins(office, who, token)
        assert role not in {post.role for post in (await again(office.services.people, who.chat)).posts}


async def test_whom_an_admin_by_the_settings_brought_is_no_second_pair_of_eyes_of_theirs(
    office: Office,
) -> None:
    setting = Post(role=Role.ADMIN, unit=PROVINCE.code, by_setting=True)
    people = office.services.people
    unrolled = replace(await again(people, 1), posts=(setting,))
    other = await invited(office, unrolled, Role.COMMANDER)
    first = await serves(office, 1, "Quản Trị", Role.DUTY)
    far = await serves(office, 2, "Hải Minh", Role.COMMANDER, PROVINCE.code)
    case = await heard(office)
    async with office.database.transaction() as tx:
        await tx.execute(unit_rules.insert().values(unit=TRAN.code, name="second_eyes", value=1))
    await office.services.cases.reply(act(first), case.id, DONE)
    async with office.database.reading() as tx:
        draft = (await case_notes.of_case(tx, case.id, [case_notes.DRAFT]))[0]
    with pytest.raises(NotAllowed):
        await office.services.answers.approve(act(other), case.id, draft.id)
    await asks(office, first, case, WEEK_LATER)
    with pytest.raises(NotAllowed, match="name-too-near"):
        await agrees(office, other, WEEK_LATER)
    await office.services.answers.approve(act(far), case.id, draft.id)


async def test_nobody_has_themselves_stand_in(office: Office) -> None:
    admin = await serves(office, 1, "Anh Tuấn", Role.ADMIN, PROVINCE.code)
    draft = await office.services.drafts.open(act(admin), "people", {})
    post, day = Post(role=Role.COMMANDER, unit=TRAN.code), date(2026, 10, 20)
    with pytest.raises(NotAllowed, match="not-yourself"):
        await office.services.posts.deputise(act(admin), draft, str(admin.person), post, day, day)
    assert len((await again(office.services.people, 1)).posts) == 1


async def test_whom_one_invited_does_not_agree_to_ones_asking_nor_the_other_way_round(office: Office) -> None:
    boss = await serves(office, 1, "Quốc Việt", Role.COMMANDER)
    case = await heard(office)
    other = await invited(office, boss, Role.COMMANDER)
    for asker in (boss, other):
        with pytest.raises(Invalid, match="name-nobody-agrees"):
            await asks(office, asker, case, WEEK_LATER)
    third = await serves(office, 2, "Hải Minh", Role.COMMANDER, PROVINCE.code)
    await asks(office, boss, case, WEEK_LATER)
    with pytest.raises(NotAllowed, match="name-too-near"):
        await agrees(office, other, WEEK_LATER)
    assert not await office.services.identity.may_agree(other.key, 1, at(WEEK_LATER))
    await agrees(office, third, WEEK_LATER)


async def test_whose_phone_one_replaced_or_who_stands_in_by_ones_word_does_not_agree_either(
    office: Office,
) -> None:
    boss = await serves(office, 1, "Quốc Việt", Role.COMMANDER, PROVINCE.code)
    moved = await serves(office, 2, "Hải Minh", Role.COMMANDER)
    lent = await serves(office, 3, "Thu Ngân", Role.OFFICER)
    case = await heard(office)
    draft = await office.services.drafts.open(act(boss), "people", {})
    token = await office.services.phones.link(act(boss), draft, str(moved.person))
    new = await again(office.services.people, 71)
    draft = await office.services.drafts.open(act(new), "phone", {})
    await office.services.phones.move(act(new), draft, token)
    draft = await office.services.drafts.open(act(boss), "people", {})
    post, days = Post(role=Role.COMMANDER, unit=TRAN.code), (date(2026, 10, 20), date(2026, 11, 20))
    await office.services.posts.deputise(act(boss), draft, str(lent.person), post, *days)
    with pytest.raises(Invalid, match="name-nobody-agrees"):
        await asks(office, boss, case, WEEK_LATER)


async def test_a_post_is_held_for_seven_days_before_one_agrees_by_it(office: Office) -> None:
    boss = await serves(office, 1, "Quốc Việt", Role.COMMANDER)
    await serves(office, 2, "Hải Minh", Role.SECRETARIAT, PROVINCE.code)
    case = await heard(office)
    new = await office.joins(3, Role.COMMANDER, PROVINCE.code, "2026-10-20 10:00")
    await asks(office, boss, case, "2026-10-22 10:00")
    with pytest.raises(Stale, match="name-post-new"):
        await agrees(office, new, "2026-10-27 09:59")
    assert not await office.services.identity.may_agree(new.key, 1, at("2026-10-27 09:59"))
    await agrees(office, new, WEEK_LATER)


async def test_whom_one_invited_approves_no_answer_of_ones_own(office: Office) -> None:
    boss = await serves(office, 1, "Quốc Việt", Role.COMMANDER)
    far = await serves(office, 2, "Hải Minh", Role.COMMANDER, PROVINCE.code)
    other, case = await invited(office, boss, Role.COMMANDER), await heard(office)
    async with office.database.transaction() as tx:
        await tx.execute(unit_rules.insert().values(unit=TRAN.code, name="second_eyes", value=1))
    await office.services.cases.reply(act(boss), case.id, DONE)
    async with office.database.reading() as tx:
        draft = (await case_notes.of_case(tx, case.id, [case_notes.DRAFT]))[0]
    with pytest.raises(NotAllowed):
        await office.services.answers.approve(act(other), case.id, draft.id)
    assert (await office.services.answers.approve(act(far), case.id, draft.id)).answered_at == at(
        "2026-10-20 10:00"
    )


async def test_what_is_invited_from_the_command_line_ties_nobody(office: Office) -> None:
    boss = await serves(office, 1, "Quốc Việt", Role.COMMANDER)
    people, now = office.services.people, at("2026-10-20 10:00")
    token = await people.invite(None, Role.COMMANDER, TRAN.code, now)
    await joins(office, await again(people, 72), token)
    case = await heard(office)
    await asks(office, boss, case, WEEK_LATER)
    other = await again(people, 72)
    await agrees(office, other, WEEK_LATER)
    shown = await office.services.identity.opened(Act(by=boss, at=at(WEEK_LATER)), 1)
    assert shown.code == case.code
