"""Local days and months: the configured zone in which the province lives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from domain.period import Period


@dataclass(frozen=True)
class Zone:
    """Turns instants into local days and back."""

    info: ZoneInfo

    def local(self, at: datetime) -> datetime:
        """The instant as the clock on the wall shows it."""
        return at.astimezone(self.info)

    def day(self, at: datetime) -> date:
        """The local day of an instant."""
        return self.local(at).date()

    def month(self, at: datetime) -> str:
        """The local month of an instant, as 2026-10."""
        return str(Period.holding(self.day(at)))

    def instant(self, day: date, at: time) -> datetime:
        """The instant (UTC) at which that local day's clock shows `at`."""
        return datetime.combine(day, at, self.info).astimezone(UTC)
