"""What lies on a desk: how long is left, and what a case's state lets be done with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.case import Case, CaseKind, CaseState
from domain.caseload import Left, left, looked_for, possible, soon
from domain.rights import Action
from domain.workdays import Calendar

CALENDAR = Calendar(zone=ZoneInfo("Asia/Ho_Chi_Minh"))
FRIDAY = datetime(2026, 10, 23, 2, 0, tzinfo=UTC)  # nine in the morning there
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CASE = Case(
    id="c1", code="4KAD-7XMP", alias="1A2B", unit="32134", handler="32134", kind=CaseKind.REPORT,
    state=CaseState.NEW, text="Đường tối quá", verdict=None, taken_by=None, version=1, received_at=FRIDAY,
    answered_at=None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("due", "days", "late"),
    [
        (FRIDAY + 5 * HOUR, 0, False),  # today
        (FRIDAY + 2 * DAY, 0, False),  # a Sunday: no working day is left
        (FRIDAY + 3 * DAY, 1, False),  # Monday
        (FRIDAY + 14 * DAY, 10, False),
        (FRIDAY - HOUR, 0, True),
        (FRIDAY - DAY, 1, True),
        (FRIDAY - 7 * DAY, 7, True),  # what is late is late on Sundays too
    ],
)
def test_what_is_left_is_told_in_working_days_and_what_is_late_in_days(
    due: datetime, days: int, late: bool
) -> None:
    found = left(replace(CASE, due_at=due), FRIDAY, CALENDAR)
    assert found is not None
    assert (found.days, found.late, found.in_hours) == (days, late, False)


def test_a_word_about_a_crime_has_hours() -> None:
    crime = replace(CASE, kind=CaseKind.CRIME, due_at=FRIDAY + 5 * HOUR)
    assert left(crime, FRIDAY, CALENDAR) == Left(days=0, hours=5, late=False, in_hours=True)
    assert left(crime, FRIDAY + DAY, CALENDAR) == Left(days=1, hours=19, late=True, in_hours=True)


@pytest.mark.parametrize("state", sorted(set(CaseState) - {CaseState.NEW, CaseState.TAKEN}))
def test_no_clock_runs_where_the_desk_is_not_to_act(state: CaseState) -> None:
    assert left(replace(CASE, state=state, due_at=FRIDAY), FRIDAY, CALENDAR) is None
    assert left(CASE, FRIDAY, CALENDAR) is None


def test_soon_ends_with_the_second_working_day_from_now() -> None:
    assert soon(FRIDAY, CALENDAR) == datetime(2026, 10, 27, 10, 0, tzinfo=UTC)  # Tuesday, five in the evening


def test_a_case_that_is_over_is_answered_no_more_and_one_withdrawn_only_seen() -> None:
    assert Action.ANSWER in possible(CASE)
    closed = possible(replace(CASE, state=CaseState.CLOSED))
    assert Action.NOTE in closed
    assert not closed & {Action.ANSWER, Action.CLOSE, Action.TAKE, Action.PASS, Action.ASK}
    assert possible(replace(CASE, state=CaseState.WITHDRAWN)) == {Action.SEE}


def test_only_what_was_answered_is_closed_and_only_what_nobody_has_is_taken() -> None:
    answered = possible(replace(CASE, state=CaseState.ANSWERED, taken_by="p1"))
    assert Action.CLOSE in answered
    assert Action.TAKE not in answered
    assert Action.CLOSE not in possible(CASE)
    assert Action.TAKE in possible(replace(CASE, taken_by="p1", passed_by="32002"))


def test_more_time_is_asked_for_while_the_clock_runs_and_the_sender_asked_once() -> None:
    assert Action.POSTPONE not in possible(CASE)
    assert Action.POSTPONE in possible(replace(CASE, due_at=FRIDAY))
    assert Action.POSTPONE not in possible(replace(CASE, due_at=FRIDAY, kind=CaseKind.CRIME))
    asked = possible(replace(CASE, due_at=FRIDAY, state=CaseState.ASKED))
    assert not asked & {Action.POSTPONE, Action.ASK}


def test_words_are_looked_for_without_signs_and_not_endlessly_many() -> None:
    assert looked_for('  Đèn   ĐƯỜNG: "hư"? ') == ["den", "duong", "hu"]
    assert looked_for("…!?_") == []
    assert len(looked_for("a " * 100)) == 12
