"""Reporting periods: a month, a quarter, a half-year, a year, in the campaign's own calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.errors import Invalid

_PATTERN = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])|-Q([1-4])|-H([12]))?", re.IGNORECASE)
_YEARS = range(2000, 2100)


class Span(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


_MONTHS = {Span.MONTH: 1, Span.QUARTER: 3, Span.HALF: 6, Span.YEAR: 12}


@dataclass(frozen=True, kw_only=True)
class Period:
    """`number` counts from 1 within the year; both ends are local days, `last` included."""

    span: Span
    year: int
    number: int = 1

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, (self.number - 1) * _MONTHS[self.span] + 1, 1)

    @property
    def last(self) -> date:
        """The last day, included."""
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> Period:
        """The period of the same length that follows."""
        whole = self.number * _MONTHS[self.span] == 12  # noqa: PLR2004 - months in a year
        return Period(span=self.span, year=self.year + whole, number=1 if whole else self.number + 1)

    @property
    def previous(self) -> Period:
        """The period of the same length before."""
        return Period.holding(self.first - timedelta(days=1), self.span)

    @property
    def months(self) -> tuple[Period, ...]:
        """The calendar months it is made of, in order."""
        month, found = Period.holding(self.first), []
        while month.first <= self.last:
            found.append(month)
            month = month.next
        return tuple(found)

    def __str__(self) -> str:
        """As typed and stored: 2026-10, 2026-Q3, 2026-H1, 2026."""
        match self.span:
            case Span.MONTH:
                return f"{self.year}-{self.number:02}"
            case Span.QUARTER:
                return f"{self.year}-Q{self.number}"
            case Span.HALF:
                return f"{self.year}-H{self.number}"
            case Span.YEAR:
                return str(self.year)

    @classmethod
    def holding(cls, day: date, span: Span = Span.MONTH) -> Period:
        """The period of that length in which the local `day` lies."""
        return cls(span=span, year=day.year, number=(day.month - 1) // _MONTHS[span] + 1)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read 2026-10, 2026-Q3, 2026-H1 or 2026 (also 10/2026, as people write it).

        Raises Invalid where it is none of these.
        """
        text = re.sub(r"^(\d{1,2})/(\d{4})$", lambda m: f"{m[2]}-{int(m[1]):02}", text.strip())
        found = _PATTERN.fullmatch(text)
        if not found or int(found[1]) not in _YEARS:
            raise Invalid("period-unknown", typed=text[:20])
        year, month, quarter, half = found.groups()
        for span, number in ((Span.MONTH, month), (Span.QUARTER, quarter), (Span.HALF, half)):
            if number:
                return cls(span=span, year=int(year), number=int(number))
        return cls(span=Span.YEAR, year=int(year))
