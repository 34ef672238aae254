"""Posts: who holds which at what instant, and what follows when one ends."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from domain.case import Case, CaseState
from domain.errors import Invalid, NotAllowed, NotFound, Stale
from domain.forms import Draft
from domain.notice import NoticeKind
from domain.person import Act, Post, Role, Speaker
from domain.rights import Action
from handlers.citizen import own, suggest, track
from handlers.flow import Flow
from handlers.officer import deed, join, reminder
from services import desk, rights
from services.drafts import OWN_FORMS
from storage import cases, people
from storage.tables import outbox
from tests.services.office import Office, at
from tests.storage.ground import PROVINCE, TRAN, XUYEN

VIET, NGAN, MINH, LAN, TUAN = 401, 301, 201, 101, 202
MORNING = at("2026-10-20 09:00")
WORDS = "Đường vào ấp tối quá, mong gắn thêm đèn."


def act(who: Speaker, when: datetime = MORNING) -> Act:
    return Act(by=who, at=when)


async def opened(office: Office, who: Speaker, form: str = "people") -> Draft:
    return await office.services.drafts.open(act(who), form, {})


async def deputises(
    office: Office, by: Speaker, who: Speaker, since: str, until: str, role: Role = Role.DUTY
) -> None:
    """Somebody stands in at a post of the commune."""
    days = (date.fromisoformat(since), date.fromisoformat(until))
    draft = await opened(office, by)
    post = Post(role=role, unit=TRAN.code)
    await office.services.posts.deputise(act(by), draft, str(who.person), post, *days)


async def keys(office: Office, when: str, unit: str = TRAN.code) -> list[str]:
    async with office.database.reading() as tx:
        return await desk.keys(tx, unit, at(when))


async def taken(office: Office, by: Speaker, role: str = "") -> Case:
    """A case of the commune that somebody took."""
    lan = await office.services.people.speaker(LAN, "Lan", MORNING)
    case = await office.hears(lan, WORDS)
    async with office.database.transaction() as tx:
        assert await cases.change(tx, case, taken_by=by.person, state=role or CaseState.TAKEN.value)
    return await found(office, case)


async def found(office: Office, case: Case) -> Case:
    async with office.database.reading() as tx:
        again = await cases.get(tx, case.id)
    assert again is not None
    return again


async def test_who_stands_in_is_on_the_desk_from_the_first_day_to_the_end_of_the_last(office: Office) -> None:
    viet = await office.joins(VIET, Role.COMMANDER, PROVINCE.code)
    minh = await office.joins(MINH, Role.OFFICER)
    await deputises(office, viet, minh, "2026-10-22", "2026-10-23")
    for when, desks in (
        ("2026-10-21 23:59", [viet.key]),
        ("2026-10-22 00:00", [minh.key]),
        ("2026-10-23 23:59", [minh.key]),
        ("2026-10-24 00:00", [viet.key]),
    ):
        assert await keys(office, when) == desks
        who = await office.services.people.speaker(MINH, "Minh", at(when))
        assert who.has(Role.DUTY) == (desks == [minh.key])
        async with office.database.reading() as tx:
            assert (TRAN.code in await desk.kept(tx, minh.key, at(when))) == (desks == [minh.key])


async def test_what_waited_for_us_goes_to_the_people_of_today(office: Office) -> None:
    ngan = await office.joins(NGAN, Role.DUTY, since="2026-10-20 08:00")
    assert await keys(office, "2026-10-20 06:00") == [ngan.key]


async def test_a_period_is_changed_by_giving_another_and_a_post_held_for_good_is_not_lent(
    office: Office,
) -> None:
    viet = await office.joins(VIET, Role.COMMANDER, PROVINCE.code)
    minh, ngan = await office.joins(MINH, Role.OFFICER), await office.joins(NGAN, Role.DUTY)
    await deputises(office, viet, minh, "2026-10-22", "2026-10-23")
    await deputises(office, viet, minh, "2026-10-22", "2026-10-30")
    assert minh.key in await keys(office, "2026-10-29 09:00")
    with pytest.raises(Stale, match="post-held"):
        await deputises(office, viet, ngan, "2026-10-22", "2026-10-23")
    async with office.database.transaction() as tx:
        assert await people.add_post(tx, str(minh.person), Post(role=Role.DUTY, unit=TRAN.code), MORNING)
    assert minh.key in await keys(office, "2027-10-29 09:00")


@pytest.mark.parametrize(
    ("since", "until"),
    [("2026-10-22", "2026-10-21"), ("2026-10-18", "2026-10-19"), ("2026-10-22", "2027-10-23")],
)
async def test_a_period_that_cannot_be_is_refused(office: Office, since: str, until: str) -> None:
    viet = await office.joins(VIET, Role.COMMANDER, PROVINCE.code)
    minh = await office.joins(MINH, Role.OFFICER)
    with pytest.raises(Invalid, match="period-odd"):
        await deputises(office, viet, minh, since, until)
    with pytest.raises(Invalid, match="period-odd"):
        await deputises(office, viet, minh, "2026-10-22", "2026-10-23", Role.OFFICER)


async def test_who_stands_in_as_commander_leads_and_sees_to_nobody(office: Office) -> None:
    viet = await office.joins(VIET, Role.COMMANDER, PROVINCE.code)
    minh, ngan = await office.joins(MINH, Role.OFFICER), await office.joins(NGAN, Role.DUTY)
    await deputises(office, viet, minh, "2026-10-20", "2026-10-23", Role.COMMANDER)
    minh = await office.services.people.speaker(MINH, "Minh", MORNING)
    case = await taken(office, ngan)
    async with office.database.reading() as tx:
        assert await rights.may(tx, act(minh), Action.ANSWER, case)
    with pytest.raises(NotAllowed):
        await office.services.people.invite(act(minh), Role.DUTY, TRAN.code, MORNING)
    with pytest.raises(NotFound):
        await deputises(office, minh, minh, "2026-10-20", "2026-12-23", Role.COMMANDER)


async def test_a_right_is_asked_of_the_post_as_it_stands_not_as_the_gate_saw_it(office: Office) -> None:
    viet = await office.joins(VIET, Role.COMMANDER, PROVINCE.code)
    ngan = await office.joins(NGAN, Role.DUTY)
    case = await taken(office, ngan)
    duty = Post(role=Role.DUTY, unit=TRAN.code)
    await office.services.posts.end(act(viet), await opened(office, viet), str(ngan.person), duty)
    async with office.database.reading() as tx:
        with pytest.raises(NotAllowed):
            await rights.require(tx, act(ngan), Action.ANSWER, case)
        assert not await rights.sees(tx, ngan.key, case, MORNING)
    await office.joins(NGAN, Role.OFFICER)
    with pytest.raises(Stale, match="post-changed"):
        await office.services.posts.end(act(viet), await opened(office, viet), str(ngan.person), duty)


async def test_a_case_in_hand_goes_back_in_the_state_it_is_in(office: Office) -> None:
    viet = await office.joins(VIET, Role.COMMANDER, PROVINCE.code)
    ngan, tuan = await office.joins(NGAN, Role.DUTY), await office.joins(TUAN, Role.DUTY)
    states = {
        CaseState.TAKEN: CaseState.NEW,
        CaseState.ASKED: CaseState.ASKED,
        CaseState.ANSWERED: CaseState.ANSWERED,
        CaseState.CLOSED: CaseState.CLOSED,
    }
    before = {state: await taken(office, ngan, state.value) for state in states}
    others = await taken(office, tuan)
    await office.services.posts.leave(act(viet), await opened(office, viet), str(ngan.person))
    for state, after in states.items():
        case = await found(office, before[state])
        assert case.state is after
        assert (case.taken_by is None) == (state is not CaseState.CLOSED)
    assert (await found(office, others)).taken_by == tuan.person
    assert await office.promised(NoticeKind.TOLD) == 3


async def test_who_still_may_answer_by_another_post_keeps_the_case(office: Office) -> None:
    viet = await office.joins(VIET, Role.COMMANDER, PROVINCE.code)
    await office.joins(NGAN, Role.DUTY)
    ngan = await office.joins(NGAN, Role.OFFICER)
    case = await taken(office, ngan)
    duty = Post(role=Role.DUTY, unit=TRAN.code)
    await office.services.posts.end(act(viet), await opened(office, viet), str(ngan.person), duty)
    assert (await found(office, case)).taken_by == ngan.person  # given to an officer of the unit
    await office.services.posts.move(act(viet), await opened(office, viet), str(ngan.person), XUYEN.code)
    assert (await found(office, case)).taken_by is None


async def test_who_leaves_keeps_their_own_forms_and_none_of_the_desks(office: Office) -> None:
    viet = await office.joins(VIET, Role.COMMANDER, PROVINCE.code)
    ngan = await office.joins(NGAN, Role.DUTY)
    for form in ("answer", "suggest", "note", "invite"):
        await opened(office, ngan, form)
    await office.services.posts.leave(act(viet), await opened(office, viet), str(ngan.person))
    kept = [await office.services.drafts.of_form(ngan.key, form) for form in ("answer", "note", "invite")]
    assert kept == [None, None, None]
    assert await office.services.drafts.of_form(ngan.key, "suggest") is not None
    who = await office.services.people.speaker(NGAN, "Ngân", MORNING)
    assert (who.person, who.posts) == (ngan.person, ())


def test_every_form_of_citizens_and_of_officers_outlives_a_post() -> None:
    modules = (own, suggest, track, deed, join, reminder)
    flows = [one for module in modules for one in vars(module).values() if isinstance(one, Flow)]
    assert {flow.form.name for flow in flows} | {"offer", "phone"} == set(OWN_FORMS)


async def test_a_period_that_ends_or_begins_is_seen_to_once_by_however_many(office: Office) -> None:
    viet = await office.joins(VIET, Role.COMMANDER, PROVINCE.code)
    minh = await office.joins(MINH, Role.OFFICER)
    await deputises(office, viet, minh, "2026-10-22", "2026-10-23")
    twin = office.twin()
    try:
        for when in ("2026-10-21 12:00", "2026-10-22 00:00", "2026-10-23 12:00", "2026-10-24 00:00"):
            tried = await office.services.posts.enqueue_due(at(when), dry_run=True)
            both = [one.services.posts.enqueue_due(at(when)) for one in (office, twin)]
            done = sum(await asyncio.gather(*both))
            assert done == tried == (1 if when.endswith("00:00") else 0)
            assert await office.services.posts.enqueue_due(at(when)) == 0
    finally:
        await twin.close()
    assert await office.promised(NoticeKind.POST) == 3  # given, begun, over


async def test_what_is_taken_while_standing_in_goes_back_when_the_time_is_over(office: Office) -> None:
    viet = await office.joins(VIET, Role.COMMANDER, PROVINCE.code)
    minh = await office.joins(TUAN, Role.DUTY, XUYEN.code)
    await deputises(office, viet, minh, "2026-10-20", "2026-10-23")
    case = await taken(office, minh)
    await office.services.posts.enqueue_due(at("2026-10-24 00:01"))
    assert (await found(office, case)).taken_by is None


async def test_the_roll_is_by_given_names_and_only_for_who_sees_to_people_there(office: Office) -> None:
    viet = await office.joins(VIET, Role.COMMANDER, PROVINCE.code)
    tuan = await office.joins(TUAN, Role.COMMANDER, TRAN.code)
    names = {"a": "Trần Văn Ánh", "b": "Lê Thị Bé", "d": "Đỗ Đông", "c": "Võ An"}
    async with office.database.transaction() as tx:
        for key, name in names.items():
            who = Speaker(key=key, chat=1, name=name, language="vi")
            await office.services.people.enrol(tx, act(who), name, Post(role=Role.DUTY, unit=XUYEN.code))
    roll = await office.services.posts.roll(act(viet), XUYEN.code)
    assert [one.person.name for one in roll] == ["Võ An", "Trần Văn Ánh", "Lê Thị Bé", "Đỗ Đông"]
    assert [one.person.name for one in await office.services.posts.search(act(viet), "do DONG")] == [
        "Đỗ Đông"
    ]
    assert await office.services.posts.search(act(tuan), "do dong") == []
    assert await office.services.posts.search(act(viet), "  ") == []
    with pytest.raises(NotAllowed):
        await office.services.posts.roll(act(tuan), XUYEN.code)
    with pytest.raises(NotFound, match="person-unknown"):
        await office.services.posts.card(act(tuan), roll[0].person.id)


async def test_nobody_moves_an_officer_beyond_their_reach_or_themselves(office: Office) -> None:
    tuan = await office.joins(TUAN, Role.COMMANDER, TRAN.code)
    minh = await office.joins(MINH, Role.OFFICER)
    with pytest.raises(NotAllowed, match="not-your-people"):
        await office.services.posts.move(act(tuan), await opened(office, tuan), str(minh.person), XUYEN.code)
    with pytest.raises(Stale, match="post-changed"):
        await office.services.posts.move(act(tuan), await opened(office, tuan), str(minh.person), TRAN.code)
    with pytest.raises(NotAllowed, match="not-yourself"):
        await office.services.posts.leave(act(tuan), await opened(office, tuan), str(tuan.person))
    assert (await office.services.posts.card(act(tuan), str(tuan.person))).ends == ()


async def test_the_units_reached_hold_the_empty_desks_below(office: Office) -> None:
    duty = await office.joins(NGAN, Role.DUTY, PROVINCE.code)
    async with office.database.reading() as tx:
        everywhere = {PROVINCE.code, TRAN.code, XUYEN.code}
        assert await rights.reached(tx, act(duty), Action.ANSWER) == everywhere
    await office.joins(MINH, Role.DUTY, TRAN.code)
    async with office.database.reading() as tx:
        assert await rights.reached(tx, act(duty), Action.ANSWER) == everywhere - {TRAN.code}


async def test_a_case_lies_with_nobody_it_speaks_of_nor_who_serves_where_it_is_kept_from(
    office: Office,
) -> None:
    viet = await office.joins(VIET, Role.COMMANDER, PROVINCE.code)
    ngan, minh = await office.joins(NGAN, Role.DUTY), await office.joins(MINH, Role.DUTY)
    case = await taken(office, ngan)
    async with office.database.transaction() as tx:
        assert await cases.change(tx, case, officer=ngan.person, taken_by=None)
    case = await found(office, case)
    async with office.database.reading() as tx:
        assert await desk.of(tx, case, MORNING) == [minh.key]
        assert not await rights.may(tx, act(ngan), Action.SEE, case)
    async with office.database.transaction() as tx:
        assert await cases.change(tx, case, officer=None, about=TRAN.code)
    async with office.database.reading() as tx:
        case = await found(office, case)
        assert await desk.of(tx, case, MORNING) == [viet.key]
        assert not await rights.may(tx, act(minh), Action.SEE, case)
        assert await desk.now(tx, case, datetime(2026, 10, 20, tzinfo=UTC)) == [viet.key]


async def test_nobody_is_the_second_pair_of_eyes_of_their_own(office: Office) -> None:
    viet = await office.joins(VIET, Role.COMMANDER, PROVINCE.code)
    case = await taken(office, viet)
    async with office.database.reading() as tx:
        for action in (Action.APPROVE, Action.AGREE_NAME):
            assert await rights.may(tx, act(viet), action, case)
            assert not await rights.may(tx, act(viet), action, case, theirs=True)
            with pytest.raises(NotAllowed):
                await rights.require(tx, act(viet), action, case, theirs=True)


async def test_who_comes_to_a_full_desk_gets_the_oldest_cards_and_the_way_to_the_rest(office: Office) -> None:
    lan = await office.services.people.speaker(7, "Lan", MORNING)
    heard = [
        await office.hears(lan, f"Đèn đường số {n} hư", f"2026-10-{n + 1:02} 09:00")
        for n in range(desk.FIRST + 2)
    ]
    ngan = await office.joins(1, Role.DUTY)
    async with office.database.reading() as tx:
        rows = (await tx.execute(select(outbox).where(outbox.c.to == ngan.key).order_by(outbox.c.id))).all()
    cards = [row.params["case"] for row in rows if row.kind == NoticeKind.CARD.value]
    assert cards == [case.id for case in heard[: desk.FIRST]]
    assert [row.params for row in rows if row.kind == NoticeKind.POST.value] == [
        {"what": "more", "role": "duty", "unit": TRAN.code}
    ]
