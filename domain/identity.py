"""A sender's name: who may open it, for how long, and how long what leads to them is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.errors import Invalid
from domain.vietnamese import nfc, units_long

LEAST, MOST = 5, 500  # words at least, UTF-16 units at most, of a reason
UNANSWERED = timedelta(days=7)  # then an asking is void
OPEN_FOR = timedelta(hours=24)  # from the agreement
# How long a case leads to its sender after it has ended. Law 91/2025/QH15 has personal data kept no longer
# than their purpose needs: here that is asking back, mending, and a complaint about what was done, for which
# the Law on Complaints 2011 (Art. 9) gives 90 days; a year also covers the yearly inspection.
LINK_KEPT = timedelta(days=365)
LINK_KEPT_MONTHS = 12  # the same, as people are told


class Decision(StrEnum):
    """What the other one says."""

    AGREE = "agree"
    QUIET = "quiet"  # agreed, and the sender is not told, for a reason that is kept
    DENY = "deny"


@dataclass(frozen=True, kw_only=True)
class Request:
    """Somebody asks who sent a case. `untold` says why the sender is not told; empty: they are."""

    id: int
    case: str
    asked_by: str
    reason: str
    asked_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    agreed: bool = False
    untold: str = ""

    @property
    def void_from(self) -> datetime:
        """From when on nobody may agree any more."""
        return self.asked_at + UNANSWERED

    def waits(self, now: datetime) -> bool:
        """Whether it may still be agreed to, or denied."""
        return self.decided_at is None and now < self.void_from

    @property
    def open_until(self) -> datetime | None:
        """Until when who asked may look; None where nobody agreed."""
        return self.decided_at + OPEN_FOR if self.agreed and self.decided_at else None


def reason(text: str) -> str:
    """A reason as kept. Raises Invalid where it says too little or too much."""
    text = nfc(text)
    if len(re.findall(r"\w+", text)) < LEAST:
        raise Invalid("reason-too-short", least=LEAST)
    if units_long(text) > MOST:
        raise Invalid("words-too-many", most=MOST)
    return text
