"""Periods: what is written is read again, and nothing falls between two of them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Invalid
from domain.period import Period, Span

days = st.dates(date(2001, 1, 1), date(2098, 12, 31))
spans = st.sampled_from(Span)
periods = st.builds(Period.holding, days, spans)


@given(periods)
def test_a_period_reads_as_it_is_written(period: Period) -> None:
    assert Period.parse(str(period)) == period
    assert Period.parse(f"  {str(period).lower()} ") == period


@given(periods)
def test_the_next_of_the_previous_is_the_period_itself(period: Period) -> None:
    assert period.previous.next == period
    assert period.next.previous == period


@given(periods)
def test_periods_follow_each_other_without_a_gap(period: Period) -> None:
    assert period.next.first - period.last == timedelta(days=1)
    assert period.first <= period.last


@given(days, spans)
def test_a_day_lies_in_the_period_that_holds_it(day: date, span: Span) -> None:
    period = Period.holding(day, span)
    assert period.first <= day <= period.last
    assert period.span is span


@given(periods)
def test_the_months_of_a_period_divide_it_wholly(period: Period) -> None:
    months = period.months
    assert months[0].first == period.first
    assert months[-1].last == period.last
    assert all(earlier.next == later for earlier, later in pairwise(months))
    assert len(months) == {Span.MONTH: 1, Span.QUARTER: 3, Span.HALF: 6, Span.YEAR: 12}[period.span]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("10/2026", "2026-10"),
        ("1/2026", "2026-01"),
        ("2026-q3", "2026-Q3"),
        ("2026-H1", "2026-H1"),
        ("2026", "2026"),
    ],
)
def test_a_period_is_read_as_people_write_it(typed: str, written: str) -> None:
    assert str(Period.parse(typed)) == written


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "2026-13",
        "2026-00",
        "13/2026",
        "0/2026",
        "2026-Q5",
        "2026-H3",
        "1999",
        "26-10",
        "tháng 10",
        "2026-10-01",
    ],
)
def test_what_is_no_period_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="period-unknown"):
        Period.parse(typed)
