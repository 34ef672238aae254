"""What somebody wants to see of the audit."""

from __future__ import annotations

from dataclasses import dataclass

from domain.period import Period
from domain.vietnamese import whole


@dataclass(frozen=True, kw_only=True)
class Looked:
    """Rows about a case, a person, or a unit and all below it (ids), of a period; what is empty limits
    nothing. `before` is the number of the newest one shown, counted from the oldest of them; None for all.
    """

    case: str = ""
    person: str = ""
    unit: str = ""
    period: Period | None = None
    before: int | None = None

    def parts(self) -> tuple[str, str, str, str]:
        """Which, whose, when, up to where, as short as a button's data must be. `of` reads it."""
        which = "c" if self.case else "p" if self.person else "u" if self.unit else "-"
        whose = self.case or self.person or self.unit or "-"
        return which, whose, str(self.period or "-"), str(self.before or "-")

    @classmethod
    def of(cls, which: str, whose: str, when: str, before: str) -> Looked:
        """The inverse of `parts`. Raises Invalid for what is no period; what else is odd limits nothing."""
        return cls(
            case=whose if which == "c" else "",
            person=whose if which == "p" else "",
            unit=whose if which == "u" else "",
            period=None if when == "-" else Period.parse(when),
            before=whole(before),
        )
