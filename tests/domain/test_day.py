"""A day as people type it."""

from __future__ import annotations

from datetime import date

import pytest

from domain.day import read_day
from domain.errors import Invalid

TODAY = date(2026, 10, 20)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("25/10", date(2026, 10, 25)),
        (" 25 / 10 ", date(2026, 10, 25)),
        ("20-10", TODAY),
        ("19.10", date(2027, 10, 19)),
        ("25/10/2026", date(2026, 10, 25)),
        ("1/1/2025", date(2025, 1, 1)),
        ("2026-10-25", date(2026, 10, 25)),
    ],
)
def test_a_day_is_read_and_without_a_year_it_is_the_next_one(typed: str, day: date) -> None:
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["", "mai", "31/2", "29/2", "0/1", "2026-13-01", "25/10/26", "25"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="day-unreadable"):
        read_day(typed, TODAY)
