"""The figures of a digest: one unit and all below it, over one period, taken once."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class UnitFigures:
    """What one unit (without those below it) did in the period.

    `officers` is how many are on its roll when the figures are taken, `taking_part` how many of them
    recorded at least one deed in the period;
    `praise` and `opinions` count cases received, `answered` those of them answered by the snapshot,
    `waiting` all that wait for the unit now, whenever received.
    """

    code: str
    name: str
    officers: int = 0
    taking_part: int = 0
    deeds: int = 0
    helped: int = 0
    late: int = 0
    opinions: int = 0
    praise: int = 0
    answered: int = 0
    waiting: int = 0


@dataclass(frozen=True, kw_only=True)
class MonthFigures:
    """A point of the chart; `month` is 2026-10."""

    month: str
    deeds: int
    opinions: int


@dataclass(frozen=True, kw_only=True)
class Figures:
    """A digest's snapshot. Counts over the unit and all below; `*_before` over the period before.

    `kinds` pairs a deed kind's value with its count, most first. `oldest_waiting_days` is None where
    nothing waits. `solved`, `partly`, `unsolved` count the citizens' own verdicts given in the period.
    """

    unit: str
    unit_name: str
    period: str
    taken_at: str
    officers: int
    taking_part: int
    deeds: int
    deeds_before: int
    helped: int
    helped_before: int
    opinions: int
    opinions_before: int
    praise: int
    praise_before: int
    answered: int
    solved: int
    partly: int
    unsolved: int
    waiting: int
    oldest_waiting_days: int | None
    kinds: tuple[tuple[str, int], ...] = ()
    months: tuple[MonthFigures, ...] = ()
    units: tuple[UnitFigures, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """As stored with the occurrence."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Figures:
        """The inverse of to_json."""
        return cls(
            **{
                **data,
                "kinds": tuple((kind, count) for kind, count in data["kinds"]),
                "months": tuple(MonthFigures(**month) for month in data["months"]),
                "units": tuple(UnitFigures(**unit) for unit in data["units"]),
            }
        )


def change(now: int, before: int) -> float | None:
    """By how much per cent `now` differs from `before`; None where there was nothing to compare with."""
    return None if before == 0 else (now - before) / before * 100
