"""Working time: hours with a lunch break, weekends, public holidays, Tết, and days of one's own."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.workdays import AFTERNOON, MORNING, Calendar, public_days

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PLAIN = Calendar(zone=ZONE)
BERLIN = Calendar(zone=ZoneInfo("Europe/Berlin"))  # where clocks are set forward and back
OWN = Calendar(  # a storm, a day swapped, and shorter days
    zone=ZONE,
    free=frozenset({date(2027, 2, 11), date(2027, 2, 12)}),
    worked=frozenset({date(2027, 2, 13), date(2027, 2, 14)}),
    hours=((time(8), time(11)), (time(14), time(16, 30))),
)
TET = (date(2027, 2, 4), date(2027, 2, 10))  # 29 Tết to the fifth day: the package's own reckoning
FIRST = datetime(2027, 1, 11, tzinfo=ZONE)

calendars = st.sampled_from([PLAIN, OWN, BERLIN])
# Minutes of two months around Tết 2027, and odd seconds.
instants = st.builds(
    lambda minutes, odd: FIRST + timedelta(minutes=minutes, seconds=odd),
    st.integers(0, 60 * 24 * 60),
    st.sampled_from([0, 0, 1, 59]),
)
spans = st.timedeltas(timedelta(), timedelta(days=6))


def at(text: str) -> datetime:
    """A local instant."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def working(calendar: Calendar, when: datetime) -> bool:
    """Whether people work at the instant; both ends of a stretch count."""
    local = when.astimezone(calendar.zone)
    return calendar.is_workday(local.date()) and any(
        start <= local.time() <= end for start, end in calendar.hours
    )


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2026-10-20", True), ("2026-10-24", False), ("2026-10-25", False),  # Tuesday, Saturday, Sunday
        ("2026-09-01", False), ("2026-09-02", False), ("2026-09-03", True),  # National Day and the day before
        ("2026-08-31", False), ("2026-08-22", True),  # swapped by decree: the Saturday is worked instead
        ("2026-04-26", False), ("2026-04-27", False),  # the Hùng kings on a Sunday: Monday in lieu
        ("2026-02-16", False), ("2026-02-20", False), ("2026-02-23", True),  # Tết Bính Ngọ
        ("2027-02-03", True), ("2027-02-04", False), ("2027-02-10", False), ("2027-02-11", True),  # Đinh Mùi
        ("2027-11-24", False),  # Culture Day, since 2026
        ("1980-01-01", True), ("2150-01-01", True),  # beyond what is known only weekends are free
    ],
)  # fmt: skip
def test_the_state_works_on_these_days_and_not_on_those(day: str, worked: bool) -> None:
    assert PLAIN.is_workday(date.fromisoformat(day)) is worked


def test_days_of_ones_own_come_before_all_others() -> None:
    assert not OWN.is_workday(date(2027, 2, 11))
    assert OWN.is_workday(date(2027, 2, 13))
    both = Calendar(zone=ZONE, free=frozenset({date(2027, 2, 13)}), worked=frozenset({date(2027, 2, 13)}))
    assert not both.is_workday(date(2027, 2, 13))


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2026-10-20 09:00", 10, "2026-11-03 17:00"),  # the day of receipt is not counted
        ("2026-10-20 00:00", 10, "2026-11-03 17:00"),
        ("2026-10-20 23:59", 10, "2026-11-03 17:00"),
        ("2026-10-24 09:00", 1, "2026-10-26 17:00"),  # a Saturday
        ("2027-02-01 09:00", 10, "2027-02-22 17:00"),  # Tết in between: 3 days that week, then from the 11th
        ("2026-08-20 09:00", 3, "2026-08-24 17:00"),  # the worked Saturday counts
        ("2026-12-31 09:00", 1, "2027-01-04 17:00"),  # New Year on a Friday
    ],
)
def test_ten_working_days_are_counted_as_the_law_counts(received: str, days: int, due: str) -> None:
    assert PLAIN.close(at(received), days) == at(due)


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        ("2026-10-20 09:00", "2026-10-20 11:00", 2),
        ("2026-10-20 11:00", "2026-10-20 14:00", 1),  # lunch is no working time
        ("2026-10-20 11:30", "2026-10-20 13:30", 0),
        ("2026-10-20 17:00", "2026-10-21 07:30", 0),
        ("2026-10-23 16:00", "2026-10-26 08:30", 2),  # over a weekend
        ("2027-02-03 16:00", "2027-02-11 08:30", 2),  # over Tết
        ("2026-10-20 07:30", "2026-10-21 07:30", 7.5),
        ("2026-10-21 09:00", "2026-10-20 09:00", 0),
    ],
)
def test_working_time_leaves_out_lunch_nights_weekends_and_tet(since: str, until: str, hours: float) -> None:
    assert PLAIN.worktime(at(since), at(until)) == timedelta(hours=hours)


def test_a_day_is_as_long_as_its_pieces() -> None:
    assert PLAIN.day_long == timedelta(hours=7.5)
    assert (PLAIN.hours, OWN.day_long) == ((MORNING, AFTERNOON), timedelta(hours=5.5))


def test_the_eve_is_the_last_working_day_before() -> None:
    assert PLAIN.eve(at("2026-10-27 17:00")) == at("2026-10-26 07:30")
    assert PLAIN.eve(at("2026-10-26 17:00")) == at("2026-10-23 07:30")  # Monday's is Friday
    assert PLAIN.eve(at("2027-02-11 17:00")) == at("2027-02-03 07:30")  # before Tết


def test_working_days_that_have_ended_are_counted_up_to_a_bound() -> None:
    due = at("2026-10-20 17:00")
    assert PLAIN.days_after(due, at("2026-10-21 16:59"), 9) == 0
    assert PLAIN.days_after(due, at("2026-10-21 17:00"), 9) == 1
    assert PLAIN.days_after(due, at("2026-10-26 17:00"), 9) == 4
    assert PLAIN.days_after(due, at("2027-10-26 17:00"), 9) == 9
    assert PLAIN.days_after(at("2027-02-03 17:00"), at("2027-02-10 23:00"), 9) == 0  # Tết ends none


def test_working_days_between_two_days_leave_out_the_first_and_hold_the_last() -> None:
    assert PLAIN.workdays(date(2026, 10, 20), date(2026, 11, 3)) == 10
    assert PLAIN.workdays(date(2026, 10, 23), date(2026, 10, 25)) == 0
    assert PLAIN.workdays(date(2026, 10, 23), date(2026, 10, 23)) == 0


@given(calendars, instants)
def test_the_working_day_beside_is_the_nearest_one_at_the_same_time(
    calendar: Calendar, when: datetime
) -> None:
    day = when.astimezone(calendar.zone).date()
    for step in (timedelta(days=1), -timedelta(days=1)):
        there = calendar.beside(when, step).astimezone(calendar.zone)
        assert there.time() == when.astimezone(calendar.zone).time()
        assert calendar.is_workday(there.date())
        between = sorted((day, there.date() - step) if step.days > 0 else (there.date(), day - timedelta(1)))
        assert calendar.workdays(between[0], between[1]) == 0


def test_people_are_written_to_by_day_on_working_days_only() -> None:
    evening = time(20)
    for when, fit in (
        ("2026-10-20 07:29", False),
        ("2026-10-20 07:30", True),
        ("2026-10-20 12:15", True),
        ("2026-10-20 19:59", True),
        ("2026-10-20 20:00", False),
        ("2026-10-24 09:00", False),
        ("2027-02-06 09:00", False),
    ):
        assert PLAIN.is_daytime(at(when), evening) is fit, when


@given(calendars, instants, instants, instants)
def test_working_time_adds_up(calendar: Calendar, one: datetime, two: datetime, three: datetime) -> None:
    first, middle, last = sorted((one, two, three))
    whole = calendar.worktime(first, last)
    assert whole == calendar.worktime(first, middle) + calendar.worktime(middle, last)
    assert timedelta() <= whole <= last - first


@given(calendars, instants, spans)
def test_so_much_working_time_later_is_exactly_so_much_later(
    calendar: Calendar, since: datetime, worked: timedelta
) -> None:
    then = calendar.after(since, worked)
    assert then >= since
    assert calendar.worktime(since, then) == worked
    if worked:
        assert working(calendar, then)  # never at lunch, at night, on a holiday
        assert calendar.worktime(since, then - timedelta(microseconds=1)) < worked  # the first such instant


@given(calendars, instants, spans, spans)
def test_more_working_time_ends_no_earlier_and_two_pieces_end_with_the_whole(
    calendar: Calendar, since: datetime, one: timedelta, two: timedelta
) -> None:
    assert calendar.after(since, one) <= calendar.after(since, one + two)
    assert calendar.after(calendar.after(since, one), two) == calendar.after(since, one + two)


@given(calendars, instants, instants, st.integers(1, 15))
def test_a_later_receipt_is_due_no_earlier_and_always_at_the_end_of_a_working_day(
    calendar: Calendar, one: datetime, two: datetime, days: int
) -> None:
    first, last = sorted((one, two))
    due = calendar.close(first, days)
    assert due <= calendar.close(last, days)
    local = due.astimezone(calendar.zone)
    assert calendar.is_workday(local.date())
    assert local.time() == calendar.hours[-1][1]
    assert calendar.days_after(first, due, days + 1) == days
    assert calendar.worktime(first, due) >= days * calendar.day_long


@given(calendars, instants, st.integers(1, 12), instants, instants)
def test_a_pause_moves_the_due_instant_by_the_working_time_it_took_and_by_nothing_else(
    calendar: Calendar, received: datetime, days: int, one: datetime, two: datetime
) -> None:
    asked, resumed = sorted((one, two))
    due = calendar.close(received, days)
    paused = calendar.worktime(asked, resumed)
    shifted = calendar.after(due, paused)
    assert calendar.worktime(due, shifted) == paused
    assert (shifted == due) == (paused == timedelta())  # nights, lunch and Tết alone move nothing
    left = calendar.worktime(asked, due)
    assert asked > due or calendar.worktime(resumed, shifted) == left  # as much is left as when it stopped


@given(calendars, instants, instants, instants, instants)
def test_two_pauses_move_as_much_as_one_of_both_lengths(
    calendar: Calendar, one: datetime, two: datetime, three: datetime, four: datetime
) -> None:
    a, b, c, d = sorted((one, two, three, four))
    due = calendar.close(a, 10)
    both = calendar.worktime(a, b) + calendar.worktime(c, d)
    after_first = calendar.after(due, calendar.worktime(a, b))
    assert calendar.after(after_first, calendar.worktime(c, d)) == calendar.after(due, both)


@given(calendars, instants)
def test_the_eve_leaves_exactly_one_working_day_to_begin(calendar: Calendar, when: datetime) -> None:
    due = calendar.close(when, 3)
    eve = calendar.eve(due)
    assert calendar.is_workday(eve.astimezone(calendar.zone).date())
    assert calendar.worktime(eve, due) == 2 * calendar.day_long


@given(st.integers(0, 7 * 24 * 60 - 1))
def test_nothing_passes_at_tet(minutes: int) -> None:
    during = datetime.combine(TET[0], time(), ZONE) + timedelta(minutes=minutes)
    assert during.date() <= TET[1]
    assert PLAIN.worktime(at("2027-02-03 17:00"), during) == timedelta()
    assert PLAIN.after(during, timedelta(seconds=1)) == at("2027-02-11 07:30:01")


def test_whoever_never_works_has_no_deadline_rather_than_no_end() -> None:
    idle = Calendar(zone=ZONE, hours=())
    with pytest.raises(ValueError, match="no working days"):
        idle.after(FIRST, timedelta(hours=1))


def test_public_days_are_those_of_the_year_asked_for() -> None:
    off, made_up = public_days(2026)
    assert {day.year for day in off | made_up} == {2026}
    assert date(2026, 8, 22) in made_up - off
    assert public_days(2200) == (frozenset(), frozenset())


def test_only_vietnam_is_loaded_and_only_when_a_deadline_is_reckoned() -> None:
    script = (
        "import sys; from datetime import date; from domain.workdays import public_days;"
        "assert 'holidays' not in sys.modules; assert len(public_days(2027)[0]) > 10;"
        "print(sum(name.startswith('holidays.countries') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
