"""Digests: each month once to whom it is due, figures taken once."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import func, select

from domain.case import Verdict
from domain.digest import Figures
from domain.errors import Invalid, NotAllowed, NotFound
from domain.notice import NoticeKind
from domain.period import Period
from domain.person import Act, Role, Speaker
from domain.rights import Action
from storage.tables import occurrences, posts, snapshots
from tests.services.desks import DONE, act, heard, serves, told
from tests.services.office import Office, at
from tests.storage.ground import TRAN, XUYEN

VIET, NGAN, MINH = 401, 301, 201
OCTOBER = Period.parse("2026-10")


async def _due(office: Office, when: str, *, dry_run: bool = False) -> int:
    return await office.services.digests.enqueue_due(at(when), dry_run=dry_run)


async def test_last_months_digest_falls_due_on_the_first_and_is_promised_once(office: Office) -> None:
    await office.joins(VIET, Role.COMMANDER, "CAT", since="2026-10-05 08:00")
    assert await _due(office, "2026-11-01 07:29") == 0
    assert await _due(office, "2026-11-01 07:30", dry_run=True) == 1
    assert [await _due(office, f"2026-11-01 07:3{minute}") for minute in range(3)] == [1, 0, 0]
    for kind in (NoticeKind.DIGEST, NoticeKind.CHART, NoticeKind.TABLE):
        assert await office.promised(kind) == 1


@pytest.mark.parametrize("back", ["2026-11-01 23:50", "2026-11-04 03:00", "2026-11-30 23:59"])
async def test_a_missed_first_of_the_month_is_caught_up_once(office: Office, back: str) -> None:
    await office.joins(VIET, Role.COMMANDER, "CAT", since="2026-10-05 08:00")
    assert [await _due(office, back), await _due(office, back)] == [1, 0]
    assert await office.promised(NoticeKind.DIGEST) == 1


async def test_a_commander_appointed_after_it_fell_due_gets_none_of_that_month(office: Office) -> None:
    await office.joins(VIET, Role.COMMANDER, "CAT", since="2026-11-01 07:31")
    assert await _due(office, "2026-11-02 08:00") == 0
    assert await _due(office, "2026-12-01 07:30") == 1


async def test_two_programs_asking_at_once_promise_one_digest(office: Office) -> None:
    await office.joins(VIET, Role.COMMANDER, "CAT", since="2026-10-05 08:00")
    twin = office.twin()
    done = await asyncio.gather(*(_due(one, "2026-11-01 07:30") for one in (office, twin) * 3))
    await twin.close()
    async with office.database.reading() as tx:
        counted = [
            await tx.scalar(select(func.count()).select_from(table)) for table in (occurrences, snapshots)
        ]
    assert (sum(done), counted) == (1, [1, 1])
    assert await office.promised(NoticeKind.TABLE) == 1


async def test_commanders_and_the_secretariat_get_it_and_nobody_else(office: Office) -> None:
    for number, role in enumerate(Role):
        await office.joins(1000 + number, role, "CAT")
    await office.joins(VIET, Role.COMMANDER, TRAN.code)
    assert await _due(office, "2026-11-01 07:30") == 3


async def test_a_digest_counts_the_unit_and_all_below_and_compares_with_the_month_before(
    office: Office,
) -> None:
    minh = await office.joins(MINH, Role.OFFICER)
    lan = await office.services.people.speaker(101, "Lan", at("2026-10-20 09:00"))
    for day in ("2026-09-30 23:30", "2026-10-01 00:30", "2026-10-31 23:30", "2026-11-01 00:30"):
        await office.services.deeds.record(Act(by=minh, at=at(day)), "Đưa cụ bà qua đường")
        await office.hears(lan, "Đường tối quá", day)
    figures = await office.services.digests.figures("CAT", OCTOBER, at("2026-11-05 08:00"))
    assert (figures.deeds, figures.deeds_before, figures.opinions, figures.opinions_before) == (2, 1, 2, 1)
    assert (figures.officers, figures.taking_part, figures.waiting, figures.oldest_waiting_days) == (
        1,
        1,
        4,
        36,
    )
    assert [(unit.code, unit.deeds, unit.opinions) for unit in figures.units] == [
        ("CAT", 0, 0), (XUYEN.code, 0, 0), (TRAN.code, 2, 2),
    ]  # fmt: skip
    assert [month.month for month in figures.months][-1] == "2026-10"
    assert [month.deeds for month in figures.months] == [0, 0, 0, 0, 1, 2]


async def test_the_figures_of_a_month_that_is_over_stay_as_they_were_taken(office: Office) -> None:
    minh = await office.joins(MINH, Role.OFFICER)
    digests = office.services.digests
    running = await digests.figures("CAT", OCTOBER, at("2026-10-31 12:00"))
    await office.services.deeds.record(Act(by=minh, at=at("2026-10-31 13:00")), "Đưa cụ bà qua đường")
    final = await digests.figures("CAT", OCTOBER, at("2026-11-01 08:00"))
    late = Act(by=minh, at=at("2026-11-01 09:00"))
    await office.services.deeds.record(late, "Trả lại ví cho người đánh rơi")
    assert (running.deeds, final.deeds) == (0, 1)
    assert await digests.figures("CAT", OCTOBER, at("2026-11-20 08:00")) == final


async def test_a_commander_asks_for_a_report_of_their_unit(office: Office) -> None:
    viet = await office.joins(VIET, Role.COMMANDER, TRAN.code)
    asks = Act(by=viet, at=at("2026-11-15 08:00"))
    unit, period = await office.services.digests.ask(asks, "")
    assert (unit, period) == (TRAN, OCTOBER)
    assert (await office.services.digests.ask(asks, "2026-q3"))[1] == Period.parse("2026-Q3")
    assert await office.promised(NoticeKind.DIGEST) == 2
    with pytest.raises(Invalid, match="period-unknown"):
        await office.services.digests.ask(asks, "hôm qua")
    with pytest.raises(NotAllowed) as refused:
        await office.services.digests.ask(Act(by=await office.joins(MINH, Role.OFFICER), at=asks.at), "")
    assert refused.value.action == Action.REPORT  # so the audit hears of it
    assert await office.promised(NoticeKind.DIGEST) == 2


async def reads(
    office: Office, who: Speaker, period: str = "2026-10", when: str = "2026-11-15 08:00"
) -> Figures:
    """What /baocao tells them."""
    await office.services.digests.ask(act(who, when), period)
    numbers = [params["snapshot"] for params in await told(office, who, NoticeKind.DIGEST)]
    found = await office.services.digests.snapshot(numbers[-1])
    assert found
    return found


def of_opinions(figures: Figures) -> tuple[object, ...]:
    """All that the figures say of opinions."""
    return (
        (figures.opinions, figures.praise, figures.answered, figures.solved, figures.partly),
        (figures.waiting, figures.oldest_waiting_days, figures.months[-1].opinions),
        [(unit.code, unit.opinions, unit.answered, unit.waiting) for unit in figures.units],
    )


NOTHING = ((0, 0, 0, 0, 0), (0, None, 0), [(code, 0, 0, 0) for code in ("CAT", XUYEN.code, TRAN.code)])


async def test_a_report_leaves_out_what_is_kept_from_a_unit_where_its_reader_serves(office: Office) -> None:
    viet = await serves(office, VIET, "Quốc Việt", Role.COMMANDER, "CAT")
    await serves(office, MINH, "Hải Minh", Role.COMMANDER, "CAT")
    both = await serves(office, MINH, "Hải Minh", Role.DUTY)
    await heard(office, "Trưởng công an xã nạt nộ bà con", away=True)
    assert of_opinions(await reads(office, both)) == NOTHING
    assert of_opinions(await reads(office, both, when="2026-10-25 08:00")) == NOTHING
    assert (await reads(office, viet)).opinions == 1
    assert of_opinions(await reads(office, both)) == NOTHING  # the whole figures are not theirs


async def test_the_digest_of_the_first_leaves_it_out_too_and_comes_once(office: Office) -> None:
    await serves(office, MINH, "Hải Minh", Role.COMMANDER, "CAT")
    both = await serves(office, MINH, "Hải Minh", Role.COMMANDER)
    viet = await serves(office, VIET, "Quốc Việt", Role.COMMANDER, "CAT")
    await heard(office, "Trưởng công an xã nạt nộ bà con", away=True)
    assert [await _due(office, "2026-11-01 07:30"), await _due(office, "2026-11-01 07:31")] == [3, 0]
    figures = []
    for who in (both, viet):
        for params in await told(office, who, NoticeKind.DIGEST):
            found = await office.services.digests.snapshot(params["snapshot"])
            assert found
            figures.append((found.unit, found.opinions, found.waiting))
    assert sorted(figures) == [(TRAN.code, 0, 0), ("CAT", 0, 0), ("CAT", 1, 1)]


async def test_who_is_spoken_of_finds_it_in_no_figure_whatever_became_of_it(office: Office) -> None:
    duty = await serves(office, NGAN, "Thu Ngân", Role.DUTY, "CAT")
    chief = await serves(office, VIET, "Quốc Việt", Role.COMMANDER, "CAT")
    other = await serves(office, MINH, "Hải Minh", Role.COMMANDER, "CAT")
    lan = await office.services.people.speaker(900, "Lan", at("2026-10-20 08:00"))
    case = await office.hears(lan, "Ông Việt quát mắng bà con hoài", unit="CAT")
    await office.services.handling.name_officer(act(duty), case.id, chief.person)
    assert of_opinions(await reads(office, chief, when="2026-10-20 11:00")) == NOTHING
    await office.services.cases.reply(act(duty, "2026-10-21 08:00"), case.id, DONE)
    await office.services.cases.close(act(duty, "2026-10-21 08:00"), case.id)
    await office.services.sender.judge(act(lan, "2026-10-22 08:00"), case.id, Verdict.PARTLY)
    await office.services.sender.close_own(act(lan, "2026-10-23 08:00"), case.id)
    assert of_opinions(await reads(office, chief)) == NOTHING
    assert of_opinions(await reads(office, other))[:2] == ((1, 0, 1, 1, 1), (0, None, 1))
    await office.services.sender.withdraw(act(lan, "2026-11-16 08:00"), case.id)
    assert of_opinions(await reads(office, chief, "2026-Q4", "2026-11-17 08:00")) == NOTHING


async def test_an_officer_who_was_spoken_of_and_leads_later_finds_only_the_others(office: Office) -> None:
    duty = await serves(office, NGAN, "Thu Ngân", Role.DUTY)
    officer = await serves(office, MINH, "Hải Minh", Role.OFFICER)
    case = await heard(office, "Anh Minh nói năng không lễ phép")
    await heard(office, "Đường vào ấp không có đèn")
    await office.services.handling.name_officer(act(duty), case.id, officer.person)
    leads = await serves(office, MINH, "Hải Minh", Role.COMMANDER)
    figures = await reads(office, leads)
    assert (figures.opinions, figures.waiting, figures.months[-1].opinions) == (1, 1, 1)


async def test_whose_post_has_just_ended_asks_for_no_report_and_sees_no_invitations(office: Office) -> None:
    viet = await office.joins(VIET, Role.COMMANDER, TRAN.code)
    asks = Act(by=viet, at=at("2026-11-15 08:00"))
    await office.services.people.invite(asks, Role.OFFICER, TRAN.code, asks.at)
    assert len(await office.services.people.open_invitations(asks)) == 1
    async with office.database.transaction() as tx:
        await tx.execute(posts.delete())
    for asked in (office.services.digests.ask(asks, ""), office.services.people.open_invitations(asks)):
        with pytest.raises(NotAllowed):
            await asked


async def test_figures_of_an_unknown_unit_are_not_found(office: Office) -> None:
    with pytest.raises(NotFound, match="unit-unknown"):
        await office.services.digests.figures("no", OCTOBER, at("2026-11-05 08:00"))


async def test_who_leads_a_unit_above_still_receives_its_reports(office: Office) -> None:
    viet = await office.joins(VIET, Role.COMMANDER, "CAT")
    ngan = await office.joins(NGAN, Role.COMMANDER, TRAN.code)
    leads, now = office.services.digests.still_leads, at("2026-11-05 08:00")
    assert [await leads(viet.key, code, now) for code in ("CAT", TRAN.code)] == [True, True]
    ngans = [await leads(ngan.key, code, now) for code in ("CAT", TRAN.code, XUYEN.code)]
    assert ngans == [False, True, False]
    assert not await leads("nobody", "CAT", now)
    superior = await office.services.digests.superior(TRAN.code)
    assert superior is not None
    assert (superior.code, await office.services.digests.superior("CAT")) == ("CAT", None)
