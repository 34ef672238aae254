"""A deadline that a day off, or a day worked, moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from domain.deadline import carried, moved
from domain.workdays import Calendar

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PLAIN = Calendar(zone=ZONE)
TET = date(2027, 2, 4)


def at(text: str) -> datetime:
    """A local instant."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def changed(day: date) -> Calendar:
    """The day is off where it was worked, and worked where it was off."""
    free, worked = ({day}, set[date]()) if PLAIN.is_workday(day) else (set[date](), {day})
    return replace(PLAIN, free=frozenset(free), worked=frozenset(worked))


@given(st.integers(0, 30), st.integers(1, 30), st.integers(-3, 60))
def test_it_is_what_would_have_been_given_had_the_day_been_known(start: int, days: int, other: int) -> None:
    since = at("2027-01-11 09:00") + timedelta(days=start)
    day = since.date() + timedelta(days=other)
    due, after = PLAIN.close(since, days), changed(day)
    assert moved(due, since, day, PLAIN, after, since) == after.close(since, days)


def test_what_comes_sooner_leaves_the_next_working_day_to_answer_in() -> None:
    since, due, saturday = at("2026-10-20 09:00"), at("2026-11-03 17:00"), date(2026, 10, 31)
    after = changed(saturday)
    for now, then in (
        ("2026-10-29 09:00", "2026-11-02 17:00"),
        ("2026-11-02 09:00", "2026-11-03 17:00"),  # else it would be due today
        ("2026-11-10 09:00", "2026-11-03 17:00"),  # what is late stays as late as it is
    ):
        assert moved(due, since, saturday, PLAIN, after, at(now)) == at(then)


def test_what_was_said_of_the_old_one_is_said_of_the_new_one_but_for_its_eve() -> None:
    old, new = at("2026-11-03 17:00"), at("2026-11-04 17:00")
    said = {"half:2611031000", "eve:2611031000", "half:2610011000", "put:2610200200"}
    assert carried(said, old, new) == {"half:2611041000"}
    assert carried({*said, "half:2611041000"}, old, new) == set()
