"""A digest's figures."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import pytest

from domain.digest import Figures, MonthFigures, UnitFigures, change
from domain.errors import Invalid, Refused, VidanError


def test_figures_come_back_from_the_database_as_they_went_in() -> None:
    given: dict[str, Any] = {
        "unit": "CAT",
        "unit_name": "Công an tỉnh",
        "period": "2026-10",
        "taken_at": "2026-11-01T00:00:00+00:00",
    }
    counts: dict[str, Any] = {
        field.name: number
        for number, field in enumerate(fields(Figures))
        if field.name not in {*given, "kinds", "months", "units"}
    }
    figures = Figures(
        **given,
        **counts,
        kinds=(("care", 3), ("other", 1)),
        months=(MonthFigures(month="2026-10", deeds=4, opinions=2),),
        units=(UnitFigures(code="CAT", name="Công an tỉnh", deeds=4),),
    )
    assert Figures.from_json(json.loads(json.dumps(figures.to_json()))) == figures


@pytest.mark.parametrize(
    ("now", "before", "percent"), [(110, 100, 10), (0, 4, -100), (5, 0, None), (0, 0, None)]
)
def test_a_change_is_told_in_per_cent_and_not_at_all_against_nothing(
    now: int, before: int, percent: float | None
) -> None:
    assert change(now, before) == percent


def test_an_error_carries_its_sentence_and_the_sentences_variables() -> None:
    error = Invalid("words-too-few", least=3)
    assert (error.key, error.params, str(error)) == ("words-too-few", {"least": 3}, "words-too-few")
    assert isinstance(error, Refused)
    assert isinstance(error, VidanError)
