"""Deadlines: given, stopped and going on, put off, pressed for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from domain.case import Case, CaseKind, CaseState
from domain.deadline import Ladder, Step, Waiting
from domain.errors import Invalid, NotAllowed, Stale
from domain.notice import NoticeKind
from domain.person import Act, Role, Speaker
from domain.workdays import Calendar
from services.deadlines import Deadlines
from storage import cases, rules
from storage.rules import OwnDay
from storage.tables import audit, outbox
from storage.tables import cases as case_rows
from tests.services.office import ZONE, Office, at
from tests.storage.ground import TRAN

WORDS = "Đường vào ấp Cái Rô không có đèn"
DUE = "2026-11-03 17:00"  # of what comes on 2026-10-20


@pytest.fixture
def deadlines(office: Office) -> Deadlines:
    """The service."""
    return office.services.deadlines


async def received(office: Office, when: str = "2026-10-20 09:00", **more: Any) -> Case:
    """A citizen's opinion."""
    lan = await office.services.people.speaker(101, "Lan", at(when))
    return await office.hears(lan, WORDS, when, **more)


async def of_crime(office: Office, when: str) -> Case:
    """Word of a crime, by its kind alone."""
    case = await received(office, when)
    async with office.database.transaction() as tx:
        due = await office.services.deadlines.first_due(tx, TRAN.code, CaseKind.CRIME, at(when))
        await tx.execute(update(case_rows).where(case_rows.c.id == case.id).values(kind="crime", due_at=due))
    return await now(office, case)


async def now(office: Office, case: Case) -> Case:
    """The case as it is."""
    async with office.database.reading() as tx:
        found = await cases.get(tx, case.id)
    assert found
    return found


async def change(office: Office, case: Case, **values: Any) -> Case:
    """Something happened to it."""
    async with office.database.transaction() as tx:
        assert await cases.change(tx, await now_in(tx, case), **values)
    return await now(office, case)


async def now_in(tx: Any, case: Case) -> Case:
    """The same inside a transaction."""
    found = await cases.get(tx, case.id)
    assert found
    return found


async def ticks(office: Office, *instants: str) -> None:
    """The clock strikes."""
    for when in instants:
        await office.services.deadlines.enqueue_due(at(when))


async def said(office: Office, kind: NoticeKind) -> list[dict[str, Any]]:
    """What was promised of the kind: parameters with the recipient, oldest first."""
    async with office.database.reading() as tx:
        rows = await tx.execute(
            select(outbox.c.to, outbox.c.params).where(outbox.c.kind == kind.value).order_by(outbox.c.id)
        )
        return [{**row.params, "key": row.to} for row in rows]


async def whys(office: Office) -> list[str]:
    """Why the desk was reminded, oldest first."""
    return [one["why"] for one in await said(office, NoticeKind.DUE)]


async def put_off(office: Office, who: Speaker, case: Case, days: int, when: str) -> Case:
    """The desk sets a new date, by the form."""
    act = Act(by=who, at=at(when))
    answers = {"case": case.id, "code": case.code, "days": days, "reason": "Đợi điện lực giao trụ đèn"}
    draft = await office.services.drafts.open(act, "late", answers)
    return await office.services.deadlines.postpone(act, draft)


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        (CaseKind.SUGGESTION, DUE),
        (CaseKind.REPORT, DUE),
        (CaseKind.CRIME, "2026-10-21 09:00"),  # a day by the clock
        (CaseKind.PRAISE, None),
    ],
)
async def test_each_kind_has_its_own_time(
    office: Office, deadlines: Deadlines, kind: CaseKind, due: str | None
) -> None:
    async with office.database.reading() as tx:
        given = await deadlines.first_due(tx, TRAN.code, kind, at("2026-10-20 09:00"))
    assert given == (at(due) if due else None)


async def test_a_units_rule_holds_for_it_and_what_is_below_unless_they_have_their_own(
    office: Office, deadlines: Deadlines
) -> None:
    async def due(kind: CaseKind) -> datetime | None:
        async with office.database.reading() as tx:
            return await deadlines.first_due(tx, TRAN.code, kind, at("2026-10-20 09:00"))

    async with office.database.transaction() as tx:
        await rules.put(tx, "CAT", "days_report", 5)
        await rules.put(tx, "CAT", "hours_crime", 12)
        await rules.put(tx, "CAT", "days_praise", 20)
    assert await due(CaseKind.REPORT) == at("2026-10-27 17:00")
    assert await due(CaseKind.CRIME) == at("2026-10-20 21:00")
    assert await due(CaseKind.PRAISE) == at("2026-11-17 17:00")
    async with office.database.transaction() as tx:
        await rules.put(tx, TRAN.code, "days_report", 3)
    assert await due(CaseKind.REPORT) == at("2026-10-23 17:00")
    async with office.database.transaction() as tx:
        await rules.put(tx, TRAN.code, "days_report", None)
    assert await due(CaseKind.REPORT) == at("2026-10-27 17:00")


async def test_a_day_off_of_the_provinces_own_is_not_counted(office: Office) -> None:
    async with office.database.transaction() as tx:
        await rules.put_day(tx, OwnDay(at(DUE).date(), False, "nghỉ bão"))
        await rules.put_day(tx, OwnDay(at("2026-10-24 00:00").date(), True, "làm bù"))
        await rules.put_day(tx, OwnDay(at("2026-10-25 00:00").date(), True, "làm bù"))
    assert (await received(office)).due_at == at("2026-10-30 17:00")


async def resumed(office: Office, case: Case, when: str) -> Case:
    """The sender answered: the clock goes on."""
    async with office.database.transaction() as tx:
        found = await now_in(tx, case)
        values = await office.services.deadlines.resumed(tx, found, at(when))
        assert await cases.change(tx, found, state=CaseState.NEW.value, **values)
    return await now(office, case)


async def test_the_clock_stands_still_while_the_sender_is_asked(office: Office) -> None:
    case = await received(office)
    await change(office, case, state="asked", asked_at=at("2026-10-22 10:00"))
    await ticks(office, "2026-10-26 09:00")
    assert await whys(office) == []
    case = await resumed(office, case, "2026-10-26 10:00")  # two working days
    assert (case.due_at, case.asked_at) == (at("2026-11-05 17:00"), None)


async def test_a_night_of_waiting_moves_nothing_and_a_crimes_clock_stops_by_the_clock(
    office: Office,
) -> None:
    case = await received(office)
    await change(office, case, state="asked", asked_at=at("2026-10-22 17:00"))
    assert (await resumed(office, case, "2026-10-23 07:30")).due_at == at(DUE)
    crime = await of_crime(office, "2026-10-22 22:00")
    await change(office, crime, state="asked", asked_at=at("2026-10-22 23:00"))
    assert (await resumed(office, crime, "2026-10-23 01:30")).due_at == at("2026-10-24 00:30")


async def test_nothing_changes_where_the_clock_did_not_stand(office: Office, deadlines: Deadlines) -> None:
    case = await received(office)
    async with office.database.transaction() as tx:
        assert await deadlines.resumed(tx, case, at("2026-10-22 09:00")) == {}


async def test_what_was_answered_and_asked_about_later_begins_anew_with_the_reply(office: Office) -> None:
    case = await change(office, await received(office), due_at=None, asked_at=at("2026-10-22 09:00"))
    case = await resumed(office, case, "2026-10-26 09:00")
    assert (case.due_at, case.asked_at) == (at("2026-11-09 17:00"), None)
    assert case.due_since == at("2026-10-26 09:00")


async def test_what_was_said_of_a_deadline_is_not_said_again_when_the_clock_goes_on(office: Office) -> None:
    await office.joins(301, Role.DUTY)
    case = await received(office)
    await ticks(office, "2026-10-28 09:00", "2026-11-03 08:00")
    assert await whys(office) == ["half", "eve"]
    await change(office, case, state="asked", asked_at=at("2026-11-03 09:00"))
    await resumed(office, case, "2026-11-10 09:00")
    await ticks(office, "2026-11-10 09:30")
    assert await whys(office) == ["half", "eve", "eve"]  # its last day comes again, its half does not


async def test_half_of_the_time_and_the_day_before_are_said_once_each(office: Office) -> None:
    ngan = await office.joins(301, Role.DUTY)
    case = await received(office)
    await ticks(office, "2026-10-20 09:01", "2026-10-27 16:59")
    assert await whys(office) == []
    await ticks(office, "2026-10-27 17:00", "2026-10-27 17:01", "2026-10-30 09:00")
    assert await whys(office) == ["half"]
    await ticks(office, "2026-11-02 07:29", "2026-11-02 07:30", "2026-11-02 07:31", "2026-11-03 16:59")
    assert await whys(office) == ["half", "eve"]
    assert {one["key"] for one in await said(office, NoticeKind.DUE)} == {ngan.key}
    assert {one["case"] for one in await said(office, NoticeKind.DUE)} == {case.id}


async def test_nobody_is_reminded_at_night_on_a_sunday_or_at_tet(office: Office) -> None:
    await office.joins(301, Role.DUTY)
    await received(office, "2027-01-27 09:00")  # due on the 17th of February; Tết in between
    quiet = ("2027-02-06 09:00", "2027-02-10 15:00", "2027-02-11 07:00", "2027-02-11 20:00")
    for when in quiet:
        await ticks(office, when)
        assert await whys(office) == [], when
    await ticks(office, "2027-02-11 07:30")
    assert await whys(office) == ["half"]


async def test_two_programs_say_each_thing_once(office: Office) -> None:
    await office.joins(301, Role.DUTY)
    await received(office)
    twin = office.twin()
    for when in ("2026-10-28 09:00", "2026-11-02 09:00", "2026-11-03 17:00", "2026-11-06 17:00"):
        for one in (office, twin, office):
            await ticks(one, when)
    await twin.close()
    assert await whys(office) == ["half", "eve", "late"]
    assert await office.promised(NoticeKind.LATE) == 1


async def test_who_took_the_case_is_reminded_and_not_the_whole_desk(office: Office) -> None:
    ngan = await office.joins(301, Role.DUTY)
    await office.joins(302, Role.DUTY)
    case = await received(office)
    await office.services.cases.take(Act(by=ngan, at=at("2026-10-20 10:00")), case.id)
    await ticks(office, "2026-10-28 09:00")
    assert [one["key"] for one in await said(office, NoticeKind.DUE)] == [ngan.key]


async def test_what_is_late_goes_up_one_level_each_three_working_days_and_ends_with_the_secretariat(
    office: Office,
) -> None:
    ngan = await office.joins(301, Role.DUTY)
    viet = await office.joins(401, Role.COMMANDER, "CAT")
    thu = await office.joins(402, Role.SECRETARIAT, "CAT")
    await received(office)

    async def told() -> list[str]:
        return [one["key"] for one in await said(office, NoticeKind.OVERDUE)]

    await ticks(office, "2026-11-03 16:59")
    assert await told() == []
    await ticks(office, "2026-11-03 17:00")
    assert await told() == [viet.key]
    assert [one["key"] for one in await said(office, NoticeKind.DUE)][-1] == ngan.key
    await ticks(office, "2026-11-06 16:59")
    assert await told() == [viet.key]
    await ticks(office, "2026-11-06 17:00", "2026-11-10 09:00")
    assert await told() == [viet.key, thu.key]
    await ticks(office, "2026-11-11 17:00")
    assert await told() == [viet.key, thu.key, thu.key]  # it is not forgotten there
    async with office.database.reading() as tx:
        levels = await tx.scalars(
            select(audit.c.details).where(audit.c.action == "overdue").order_by(audit.c.id)
        )
        assert [one["level"] for one in levels] == [0, 1, 2]


async def test_who_was_away_for_weeks_tells_each_level_once(office: Office) -> None:
    viet = await office.joins(401, Role.COMMANDER, "CAT")
    thu = await office.joins(402, Role.SECRETARIAT, "CAT")
    await received(office)
    await ticks(office, "2026-12-15 09:00")
    heard = Counter(one["key"] for one in await said(office, NoticeKind.OVERDUE))
    assert heard == {viet.key: 1, thu.key: 1}
    assert await whys(office) == ["late"]
    assert await office.promised(NoticeKind.LATE) == 1


async def test_who_is_spoken_of_hears_nothing_of_it(office: Office) -> None:
    viet = await office.joins(401, Role.COMMANDER, "CAT")
    thu = await office.joins(402, Role.SECRETARIAT, "CAT")
    await office.joins(301, Role.DUTY)
    case = await received(office)
    await change(office, case, officer=viet.person)
    await ticks(office, "2026-11-03 17:00")
    assert [one["key"] for one in await said(office, NoticeKind.OVERDUE)] == [thu.key]


async def test_the_sender_is_told_that_it_is_late_with_a_new_date(office: Office) -> None:
    await office.joins(301, Role.DUTY)
    case = await received(office)
    await ticks(office, "2026-11-03 17:00")
    (told,) = await said(office, NoticeKind.LATE)
    assert told["key"] == office.services.custody.case_key(case.id)
    assert datetime.fromisoformat(told["day"]) == at("2026-11-10 17:00")
    assert (await now(office, case)).due_at == at(DUE)  # what was promised first stays what was promised
    await ticks(office, "2026-11-10 17:00")
    assert [datetime.fromisoformat(one["day"]) for one in await said(office, NoticeKind.LATE)] == [
        at("2026-11-10 17:00"),
        at("2026-11-17 17:00"),
    ]


async def test_an_answer_ends_it_and_a_thank_you_begins_nothing(office: Office) -> None:
    await office.joins(301, Role.DUTY)
    case = await received(office)
    await change(office, case, state="answered", answered_at=at("2026-10-21 09:00"))
    await ticks(office, "2026-10-28 09:00", "2026-11-02 09:00", "2026-11-03 17:00", "2026-12-01 09:00")
    assert await whys(office) == []
    assert await office.promised(NoticeKind.OVERDUE) == await office.promised(NoticeKind.LATE) == 0


async def test_a_desk_puts_a_deadline_off_once_before_and_once_after_and_the_sender_is_told(
    office: Office, deadlines: Deadlines
) -> None:
    ngan = await office.joins(301, Role.DUTY)
    case = await received(office)
    later = await put_off(office, ngan, case, 5, "2026-10-30 09:00")
    assert later.due_at == at("2026-11-10 17:00")
    with pytest.raises(Stale, match="later-once"):
        await put_off(office, ngan, case, 1, "2026-10-30 09:05")
    await ticks(office, "2026-11-03 17:00")
    assert await office.promised(NoticeKind.OVERDUE) == 0
    await ticks(office, "2026-11-10 17:00")
    assert "late" in await whys(office)
    after = await put_off(office, ngan, case, 2, "2026-11-11 09:00")
    assert after.due_at == at("2026-11-13 17:00")  # counted from the day it is put off
    with pytest.raises(Stale, match="later-once"):
        await deadlines.check(Act(by=ngan, at=at("2026-11-20 09:00")), case.id)
    told = await said(office, NoticeKind.LATE)
    assert [("was" in one, "day" in one) for one in told] == [(True, False), (False, True), (True, False)]
    assert await deadlines.reason(told[0]["note"]) == "Đợi điện lực giao trụ đèn"
    assert await deadlines.reason(None) == ""


@pytest.mark.parametrize("days", [0, 11, -1])
async def test_an_odd_number_of_days_is_refused(office: Office, days: int) -> None:
    ngan = await office.joins(301, Role.DUTY)
    with pytest.raises(Invalid, match="later-days-odd"):
        await put_off(office, ngan, await received(office), days, "2026-10-30 09:00")


async def test_only_the_desk_puts_off_and_only_what_waits(office: Office) -> None:
    ngan = await office.joins(301, Role.DUTY)
    stranger = await office.joins(303, Role.DUTY, "32002")
    case = await received(office)
    with pytest.raises(NotAllowed):
        await put_off(office, stranger, case, 5, "2026-10-30 09:00")
    crime = await of_crime(office, "2026-10-22 22:00")
    with pytest.raises(Invalid, match="later-not-crime"):
        await put_off(office, ngan, crime, 5, "2026-10-22 23:00")
    await change(office, case, state="answered")
    with pytest.raises(Stale, match="later-not-needed"):
        await put_off(office, ngan, case, 5, "2026-10-30 09:00")
    await change(office, case, state="closed")
    with pytest.raises(Stale, match="case-closed"):
        await put_off(office, ngan, case, 5, "2026-10-30 09:00")


async def test_a_crime_nobody_reads_presses_on_through_the_night(office: Office) -> None:
    ngan = await office.joins(301, Role.DUTY)
    viet = await office.joins(401, Role.COMMANDER, "CAT")
    thu = await office.joins(402, Role.SECRETARIAT, "CAT")
    crime = await of_crime(office, "2026-10-24 02:00")  # a Saturday night
    await ticks(office, "2026-10-24 02:01", "2026-10-24 07:59")
    assert await whys(office) == []
    await ticks(office, "2026-10-24 08:00", "2026-10-24 14:00", "2026-10-24 20:00", "2026-10-25 01:59")
    assert await whys(office) == ["unread"] * 3
    await ticks(office, "2026-10-25 02:00")
    assert [one["key"] for one in await said(office, NoticeKind.OVERDUE)] == [viet.key]
    await ticks(office, "2026-10-25 08:00")
    assert [one["key"] for one in await said(office, NoticeKind.OVERDUE)] == [viet.key, thu.key]
    told = await said(office, NoticeKind.LATE)
    assert [one["key"] for one in told] == [office.services.custody.case_key(crime.id)]
    assert {one["key"] for one in await said(office, NoticeKind.DUE)} == {ngan.key}


async def test_a_crime_that_was_read_waits_for_its_end_and_then_climbs_a_level_a_day(office: Office) -> None:
    viet = await office.joins(401, Role.COMMANDER, "CAT")
    await office.joins(402, Role.SECRETARIAT, "CAT")
    crime = await of_crime(office, "2026-10-24 02:00")
    await change(office, crime, read_at=at("2026-10-24 02:10"), read_for=crime.handler)
    await ticks(office, "2026-10-24 08:00", "2026-10-24 14:00")
    assert await whys(office) == []
    await ticks(office, "2026-10-24 20:00", "2026-10-25 02:00", "2026-10-25 20:00")
    assert await whys(office) == ["eve", "late"]
    assert [one["key"] for one in await said(office, NoticeKind.OVERDUE)] == [viet.key]
    await ticks(office, "2026-10-26 02:00")
    assert await office.promised(NoticeKind.OVERDUE) == 2


async def test_cases_from_before_there_were_deadlines_are_given_one_with_time_to_meet_it(
    office: Office,
) -> None:
    old, fresh, thanks = [await received(office, f"2026-{day} 09:00") for day in ("06-01", "10-19", "10-19")]
    for case, values in ((old, {}), (fresh, {}), (thanks, {"kind": "praise"})):
        await change(office, case, due_at=None, **values)
    assert await office.services.deadlines.enqueue_due(at("2026-10-20 09:00"), dry_run=True) == 2
    await ticks(office, "2026-10-20 09:00", "2026-10-20 09:01")
    assert (await now(office, old)).due_at == at("2026-10-27 17:00")
    assert (await now(office, fresh)).due_at == at("2026-11-02 17:00")
    assert (await now(office, thanks)).due_at is None
    assert await office.promised(NoticeKind.OVERDUE) == 0


async def test_hundreds_of_late_cases_take_short_transactions_and_are_said_once(office: Office) -> None:
    await office.joins(301, Role.DUTY)
    for _ in range(60):
        await received(office)
    before = office.database.writer.pieces
    assert await office.services.deadlines.enqueue_due(at("2026-11-04 09:00"), dry_run=True) == 60
    assert await office.services.deadlines.enqueue_due(at("2026-11-04 09:00")) == 60
    assert office.database.writer.pieces - before <= 7
    assert await office.services.deadlines.enqueue_due(at("2026-11-04 09:01")) == 0
    assert await office.promised(NoticeKind.LATE) == 60


CALENDAR = Calendar(zone=ZONE)


def steps(since: str, *instants: str) -> list[Sequence[Step]]:
    """What is due, at each of the instants, of what counts since then until 2026-10-22 17:00."""
    one = Waiting("c", CaseKind.REPORT, at(since), at("2026-10-22 17:00"), False)
    return [Ladder(CALENDAR, at(when)).steps(one) for when in instants]


def test_of_a_short_time_nobody_is_reminded_at_half_of_it() -> None:
    assert steps("2026-10-20 09:00", "2026-10-21 07:30", "2026-10-20 17:00") == [[Step("eve")], []]
    assert steps("2026-10-21 09:00", "2026-10-22 08:00", "2026-10-22 17:00")[0] == []


def test_nothing_beyond_the_horizon_is_due() -> None:
    ladder = Ladder(CALENDAR, at("2026-10-20 09:00"))
    far = ladder.horizon(10, 24)
    for kind, since in ((CaseKind.REPORT, at("2026-10-20 09:00")), (CaseKind.CRIME, far - timedelta(days=1))):
        assert ladder.steps(Waiting("c", kind, since, far + timedelta(minutes=1), False)) == []


def test_a_steps_key_is_short_enough_to_be_kept() -> None:
    due = at("2026-11-03 17:00")
    keys = [Step(what, 19).key(due) for what in ("up", "end", "read", "told")]
    assert all(len(key) <= 17 for key in [*keys, Step("again").key(due), Step("half").key(due)])
    assert Step("up").key(due) != Step("up", 1).key(due)
    assert Step("up").key(due) == Step("up").key(due.astimezone(CALENDAR.zone))


LOOKS = st.integers(0, 40 * 24 * 60).map(lambda minutes: at("2027-01-20 00:00") + timedelta(minutes=minutes))
KINDS = st.sampled_from([CaseKind.REPORT, CaseKind.CRIME])


@given(KINDS, LOOKS, LOOKS, st.booleans(), st.integers(1, 30))
def test_whatever_is_late_is_said_and_whatever_is_not_is_not(
    kind: CaseKind, due: datetime, look: datetime, read: bool, days: int
) -> None:
    one = Waiting("c", kind, due - timedelta(days=days), due, read)
    said = {step.what for step in Ladder(CALENDAR, look).steps(one)}
    local = look.astimezone(ZONE)
    awake = CALENDAR.is_workday(local.date()) and time(7, 30) <= local.time() < time(20)
    spoken = awake or kind is CaseKind.CRIME
    assert ("late" in said) == ("told" in said) == ("up" in said) == (spoken and look >= due)
    assert spoken or not said


@given(KINDS, LOOKS, LOOKS, LOOKS, st.booleans())
def test_a_later_look_tells_no_fewer_levels_and_each_once(
    kind: CaseKind, due: datetime, one_look: datetime, other: datetime, read: bool
) -> None:
    one = Waiting("c", kind, due - timedelta(days=14), due, read)
    levels, done = [], set[str]()
    for look in sorted((one_look, other)):
        steps = Ladder(CALENDAR, look).steps(one)
        levels.append({step.number for step in steps if step.what == "up"})
        assert len({step.key(due) for step in steps}) == len(steps)
        left = Ladder(CALENDAR, look).steps(one, done)
        assert left == [step for step in steps if step.key(due) not in done]  # what was said is not reckoned
        done |= {step.key(due) for step in left}
    assert not levels[1] or levels[0] <= levels[1]
