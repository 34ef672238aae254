"""A period by its name."""

from __future__ import annotations

from domain.period import Period
from texts.catalogue import Catalogue


def period_name(texts: Catalogue, language: str, period: Period) -> str:
    """ "tháng 10/2026", "quý III/2026", "6 tháng đầu năm 2026", "năm 2026" and their like in English."""
    return texts.plain(language, f"period-{period.span}", number=period.number, year=str(period.year))
