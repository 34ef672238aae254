"""A lost phone: whose record moves, by whose leave, and what stays at the old place: nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.errors import Invalid, NotAllowed, NotFound, Stale
from domain.notice import NoticeKind
from domain.person import Act, Post, Role, Speaker
from storage import handover, outbox
from storage.database import Tx
from tests.services.office import Office, at
from tests.storage.ground import PROVINCE, TRAN

VIET, NGAN, TUAN, OLD, NEW = 401, 301, 202, 101, 102
MORNING = at("2026-10-20 09:00")
WORDS = "Đường vào ấp tối quá, mong gắn thêm đèn."


def act(who: Speaker, when: datetime = MORNING) -> Act:
    return Act(by=who, at=when)


async def speaker(office: Office, telegram_id: int) -> Speaker:
    return await office.services.people.speaker(telegram_id, "Ai đó", MORNING)


async def linked(office: Office, by: Speaker, whose: Speaker) -> str:
    draft = await office.services.drafts.open(act(by), "people", {})
    return await office.services.phones.link(act(by), draft, str(whose.person))


async def opens(office: Office, who: Speaker, token: str, when: datetime = MORNING) -> None:
    draft = await office.services.drafts.open(act(who, when), "phone", {"token": token})
    await office.services.phones.move(act(who, when), draft, token)


async def test_posts_and_desk_move_to_the_new_account_and_what_was_sent_as_a_citizen_stays_at_the_old_one(
    office: Office,
) -> None:
    viet = await office.joins(VIET, Role.COMMANDER, PROVINCE.code)
    old = await office.joins(OLD, Role.DUTY)
    await office.services.people.set_language(act(old), "en")
    one = await office.hears(old, WORDS)
    new = await speaker(office, NEW)
    other = await office.hears(new, WORDS)
    await office.services.drafts.open(act(old), "answer", {"case": one.id})
    await office.services.drafts.open(act(old), "suggest", {"body": "cũ"})
    await office.services.drafts.open(act(new), "suggest", {"body": "mới"})
    await opens(office, new, await linked(office, viet, old))
    now = await speaker(office, NEW)
    assert (now.person, now.posts, now.language) == (old.person, old.posts, "en")
    assert [case.id for case in await office.services.sender.mine(act(now))] == [other.id]
    gone = await speaker(office, OLD)
    assert (gone.person, gone.posts, gone.language) == (None, (), "en")
    assert [case.id for case in await office.services.sender.mine(act(gone))] == [one.id]
    async with office.database.reading() as tx:
        custody = office.services.custody
        for case, theirs, others, chat in ((one, gone, now, OLD), (other, now, gone, NEW)):
            assert await custody.is_sender(tx, theirs, case.id)
            assert not await custody.is_sender(tx, others, case.id)
            address = await custody.address(tx, custody.case_key(case.id))
            assert address is not None
            assert address.chat == chat
        assert await _waiting(tx, old.key) == 0
    answer = await office.services.drafts.of_form(now.key, "answer")
    begun = await office.services.drafts.of_form(now.key, "suggest")
    assert answer is not None
    assert begun is not None
    assert begun.answers == {"body": "mới"}
    stayed = await office.services.drafts.of_form(gone.key, "suggest")
    assert stayed is not None
    assert stayed.answers == {"body": "cũ"}


async def _waiting(tx: Tx, key: str) -> int:
    """How many notices wait for the finder."""
    claimed = await outbox.claim(tx, at("2026-12-01 00:00"), timedelta(minutes=1), 1000)
    return sum(notice.to == key for notice in claimed)


async def test_a_link_works_once_for_a_day_and_an_older_one_ends(office: Office) -> None:
    viet = await office.joins(VIET, Role.COMMANDER, PROVINCE.code)
    old = await office.joins(OLD, Role.DUTY)
    first, second = await linked(office, viet, old), await linked(office, viet, old)
    new = await speaker(office, NEW)
    with pytest.raises(NotFound, match="phone-link-unknown"):
        await opens(office, new, first)
    with pytest.raises(Stale, match="phone-link-expired"):
        await opens(office, new, second, MORNING + timedelta(hours=24))
    assert (await office.services.phones.linked(second, MORNING)).id == old.person
    assert await office.services.phones.stands(str(old.person))
    await opens(office, new, second)
    with pytest.raises(NotFound):
        await opens(office, await speaker(office, 999), second)
    assert not await office.services.phones.stands(str(old.person))
    assert await office.promised(NoticeKind.POST) == 2


async def test_no_account_on_a_roll_takes_another_over_nor_the_same_one(office: Office) -> None:
    viet = await office.joins(VIET, Role.COMMANDER, PROVINCE.code)
    old, ngan = await office.joins(OLD, Role.DUTY), await office.joins(NGAN, Role.DUTY)
    token = await linked(office, viet, old)
    for who in (viet, ngan, old):
        with pytest.raises(Invalid, match="phone-in-use"):
            await opens(office, who, token)


async def test_only_who_could_end_all_their_posts_makes_the_link(office: Office) -> None:
    viet = await office.joins(VIET, Role.COMMANDER, PROVINCE.code)
    tuan = await office.joins(TUAN, Role.COMMANDER, TRAN.code)
    both = await office.joins(OLD, Role.DUTY)
    assert await linked(office, tuan, both)
    both = await office.joins(OLD, Role.COMMANDER, PROVINCE.code)
    for whose in (both, viet, tuan):
        with pytest.raises(NotAllowed):
            await linked(office, tuan, whose)
    with pytest.raises(NotAllowed):
        await linked(office, viet, both)  # beside him
    with pytest.raises(NotFound, match="person-unknown"):
        await linked(office, viet, Speaker(key="k", chat=1, name="", language="vi", person="nobody"))


async def test_who_leaves_takes_no_open_link_along(office: Office) -> None:
    viet = await office.joins(VIET, Role.COMMANDER, PROVINCE.code)
    old = await office.joins(OLD, Role.DUTY)
    token = await linked(office, viet, old)
    draft = await office.services.drafts.open(act(viet), "people", {})
    await office.services.posts.leave(act(viet), draft, str(old.person))
    with pytest.raises(NotFound):
        await opens(office, await speaker(office, NEW), token)


async def test_of_an_account_that_left_no_trace_nothing_is_missed(office: Office) -> None:
    viet = await office.joins(VIET, Role.COMMANDER, PROVINCE.code)
    old = await office.joins(OLD, Role.DUTY)
    async with office.database.transaction() as tx:
        await office.services.custody.move(tx, old.key, await speaker(office, 998))
        assert await office.services.custody.record(tx, old.key) is None
        assert not await handover.has_link(tx, str(old.person))
    new = await speaker(office, NEW)
    token = await linked(office, viet, old)
    draft = await office.services.drafts.open(act(new), "phone", {"token": token})
    moved = await office.services.phones.move(act(new), draft, token)
    assert moved.before is None
    assert (await speaker(office, NEW)).person == old.person


async def test_of_who_never_wrote_as_a_citizen_nothing_is_left_at_the_old_place(office: Office) -> None:
    viet = await office.joins(VIET, Role.COMMANDER, PROVINCE.code)
    old = await office.joins(OLD, Role.DUTY)
    await opens(office, await speaker(office, NEW), await linked(office, viet, old))
    async with office.database.reading() as tx:
        assert await office.services.custody.record(tx, old.key) is None


async def test_an_admin_on_no_roll_never_becomes_whom_they_made_a_link_for(office: Office) -> None:
    admin = await by_setting(office)
    tuan = await office.joins(TUAN, Role.COMMANDER)
    token = await linked(office, admin, tuan)
    with pytest.raises(NotAllowed, match="not-yourself"):
        await opens(office, admin, token)
    await opens(office, await speaker(office, NEW), token)
    assert (await speaker(office, NEW)).person == tuan.person


async def by_setting(office: Office) -> Speaker:
    """An admin that the setting makes one, on no roll."""
    post = Post(role=Role.ADMIN, unit=PROVINCE.code, by_setting=True)
    return replace(await speaker(office, 900), posts=(post,))
