"""What leads from a case to its sender is destroyed when its time is over, and nothing else is."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select, text

from domain.case import Case
from domain.identity import LINK_KEPT, LINK_KEPT_MONTHS
from domain.person import Act, Role, Speaker
from services import links
from storage import cases, custody
from storage.tables import audit, message_map
from storage.tables import custody as custody_table
from tests.services.office import Office, at

LAN = 7_310_498_265
WORDS = "Đường vào ấp tối quá, bà con đi lại sợ"
CLOSED = at("2026-10-22 09:00")
OVER = CLOSED + LINK_KEPT


async def _ends(office: Office, case: Case, when: datetime = CLOSED, state: str = "closed") -> None:
    ended = when if state == "closed" else None
    async with office.database.transaction() as tx:
        await cases.change(tx, case, state=state, closed_at=ended)
        await cases.map_message(tx, office.services.custody.message_key(LAN, int(case.id[:6], 16)), case.id)


async def _kept(office: Office, *finders: str) -> list[bool]:
    async with office.database.reading() as tx:
        return [await custody.get(tx, finder) is not None for finder in finders]


async def _mine(office: Office, who: Speaker) -> list[str]:
    return [case.id for case in await office.services.sender.mine(Act(by=who, at=OVER))]


async def _lan(office: Office) -> Speaker:
    return await office.services.people.speaker(LAN, "Lan", CLOSED)


async def test_a_year_after_its_end_nobody_is_the_sender_any_more(office: Office) -> None:
    lan = await _lan(office)
    case = await office.hears(lan, WORDS)
    await _ends(office, case)
    finder = office.services.custody.case_key(case.id)
    assert await office.services.identity.forget_due(OVER - timedelta(seconds=1)) == 0
    assert await _kept(office, finder, lan.key) == [True, True]
    assert await office.services.identity.forget_due(OVER) == 1
    assert await _kept(office, finder, lan.key) == [False, False]
    assert await _mine(office, lan) == []
    async with office.database.reading() as tx:
        assert await tx.scalar(select(func.count()).select_from(message_map)) == 0
        assert await cases.get(tx, case.id) is not None  # the words stay, as the figures count them
        noted = (await tx.execute(select(audit).where(audit.c.action == links.DESTROYED))).all()
    assert [(row.subject, row.actor, row.unit) for row in noted] == [(case.id, None, case.handler)]
    assert await office.services.identity.forget_due(OVER + timedelta(days=400)) == 0
    assert (await office.services.audit.verify()).broken is None


async def test_what_is_not_over_stays_and_so_does_who_else_is_known(office: Office) -> None:
    lan, minh = await _lan(office), await office.joins(3, Role.OFFICER)
    old = await office.hears(lan, WORDS)
    running = await office.hears(lan, WORDS, "2026-10-21 09:00")
    later = await office.hears(lan, WORDS, "2026-10-21 10:00")
    his = await office.hears(minh, WORDS)
    for case, when in ((old, CLOSED), (later, CLOSED + timedelta(days=1)), (his, CLOSED)):
        await _ends(office, case, when)
    assert await office.services.identity.forget_due(OVER) == 2
    key = office.services.custody.case_key
    assert await _kept(office, key(old.id), key(running.id), key(later.id)) == [False, True, True]
    assert await _kept(office, lan.key, minh.key) == [True, True]  # a roll finds Minh by it
    assert sorted(await _mine(office, lan)) == sorted([running.id, later.id])
    async with office.database.reading() as tx:
        lengths = (await tx.execute(select(func.length(custody_table.c.sealed)).distinct())).all()
    assert len(lengths) == 1


async def test_a_withdrawn_case_counts_from_when_it_came(office: Office) -> None:
    lan = await _lan(office)
    case = await office.hears(lan, WORDS, "2026-10-20 09:00")
    await _ends(office, case, state="withdrawn")
    assert await office.services.identity.forget_due(at("2026-10-20 08:59") + LINK_KEPT) == 0
    assert await office.services.identity.forget_due(at("2026-10-20 09:00") + LINK_KEPT) == 1


async def test_a_case_that_was_opened_again_keeps_its_sender(office: Office) -> None:
    lan = await _lan(office)
    case = await office.hears(lan, WORDS)
    await _ends(office, case)
    async with office.database.transaction() as tx:
        await tx.execute(text("UPDATE cases SET state = 'new'"))
    assert await office.services.identity.forget_due(OVER) == 0
    assert await _mine(office, lan) == [case.id]


async def test_many_are_destroyed_in_pages_and_none_is_passed_over(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "_A_PAGE", 3)
    for number in range(7):
        who = await office.services.people.speaker(LAN + number, "Lan", CLOSED)
        await _ends(office, await office.hears(who, WORDS))
    assert await office.services.identity.forget_due(OVER) == 7
    async with office.database.reading() as tx:
        left = await tx.scalar(select(func.count()).select_from(custody_table))
    assert left == 1  # the audit's own record


def test_people_are_told_the_very_time() -> None:
    assert timedelta(days=365) == LINK_KEPT
    assert LINK_KEPT_MONTHS == 12
