"""A day as people type it."""

from __future__ import annotations

import re
from datetime import date

from domain.errors import Invalid


def read_day(typed: str, today: date) -> date:
    """25/10, 25/10/2026, 25-10-2026, 2026-10-25 as a local day; without a year the next one from today on.

    Raises Invalid.
    """
    text = re.sub(r"\s", "", typed)
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?", text)
    if not found:
        raise Invalid("day-unreadable")
    day, month = int(found[1]), int(found[2])
    if found[3]:
        return _day(int(found[3]), month, day)
    this_year = _day(today.year, month, day)
    return this_year if this_year >= today else _day(today.year + 1, month, day)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Invalid("day-unreadable") from error
