"""The rehearsal's data are what the program itself would accept, and nobody's own."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from domain.answer import ready_text, title_text
from domain.case import CaseKind, Topic, Verdict, opinion_text
from domain.deed import MOST_HELPED, DeedKind, deed_text

FOLDER = Path(__file__).parents[2] / "bot" / "demo"
HEADINGS = {
    "units": ["code", "name", "kind", "parent", "note"],
    "people": ["name", "unit", "role"],
    "deeds": ["kind", "text", "helped", "place"],
    "opinions": ["kind", "text", "answer", "verdict"],
    "waiting": ["kind", "topic", "text", "answer"],
    "desk": ["use", "title", "text"],
}


def rows(name: str) -> list[dict[str, str]]:
    """One file's rows by heading."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", HEADINGS)
def test_each_file_is_composed_unicode_with_its_headings_and_full_rows(name: str) -> None:
    text = (FOLDER / f"{name}.csv").read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not text.startswith("\ufeff")
    for row in rows(name):
        assert list(row) == HEADINGS[name]
        assert all(value is not None and value == value.strip() for value in row.values())


@pytest.mark.parametrize("name", ["deeds", "opinions", "waiting"])
def test_no_text_is_told_twice(name: str) -> None:
    texts = [row["text"] for row in rows(name)]
    assert len(texts) == len(set(texts))


def test_units_hang_together() -> None:
    codes = [row["code"] for row in rows("units")]
    assert len(codes) == len(set(codes))
    assert {row["parent"] for row in rows("units")} - {""} <= set(codes)


def test_each_unit_has_one_commander_one_duty_officer_and_three_to_eight_officers() -> None:
    people = rows("people")
    assert len({row["name"] for row in people}) == len(people) >= 45
    assert {row["unit"] for row in people} <= {row["code"] for row in rows("units")}
    for unit in {row["unit"] for row in people}:
        roles = Counter(row["role"] for row in people if row["unit"] == unit)
        assert set(roles) == {"commander", "duty", "officer"}
        assert roles["commander"] == roles["duty"] == 1
        assert 3 <= roles["officer"] <= 8


def test_deeds_are_of_every_kind_and_such_as_the_program_accepts() -> None:
    deeds = rows("deeds")
    assert {row["kind"] for row in deeds} == set(DeedKind)
    for row in deeds:
        assert deed_text(row["text"]) == row["text"]
        assert 6 <= len(row["text"].split()) <= 35
        assert 1 <= int(row["helped"]) <= MOST_HELPED
        assert row["place"]


def test_the_campaigns_own_example_is_among_the_deeds() -> None:
    assert any(
        "căn cước lưu động" in row["text"] and "Lương Thế Trân" in row["text"] for row in rows("deeds")
    )


def test_opinions_and_answers_are_such_as_the_program_accepts() -> None:
    opinions = rows("opinions")
    assert {row["kind"] for row in opinions} == set(CaseKind)
    assert {row["verdict"] for row in opinions} == {*Verdict, ""}
    for row in opinions:
        assert opinion_text(row["text"]) == row["text"]
        assert not row["answer"] or opinion_text(row["answer"]) == row["answer"]
        assert row["answer"] or not row["verdict"]
    assert 2 <= sum(not row["answer"] for row in opinions) <= 10


def test_what_waits_is_of_every_kind_and_such_as_the_program_accepts_at_each_place() -> None:
    waiting, places = rows("waiting"), [row["text"] for row in rows("desk") if row["use"] == "place"]
    assert {row["kind"] for row in waiting} == set(CaseKind)
    assert {row["topic"] for row in waiting} <= {*Topic, ""}
    assert len(waiting) * len(places) + 1 >= 45
    for row in waiting:
        assert "{place}" in row["text"]
        for place in places:
            assert opinion_text(row["text"].format(place=place))
            assert not row["answer"] or opinion_text(row["answer"].format(place=place))


def test_ready_answers_are_such_as_the_program_accepts() -> None:
    ready = [row for row in rows("desk") if row["use"] == "ready"]
    assert len(ready) > 1
    for row in ready:
        assert (title_text(row["title"]), ready_text(row["text"])) == (row["title"], row["text"])


def test_nobodys_telephone_number_or_papers_stand_in_the_texts() -> None:
    for name in HEADINGS:
        for row in rows(name):
            told = " ".join(
                value for heading, value in row.items() if heading not in {"code", "unit", "parent"}
            )
            assert not re.search(r"\d[\d .]{7,}\d", told)
