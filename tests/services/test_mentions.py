"""Feedback on a named officer reaches that officer only as an aggregate of five or more."""

from __future__ import annotations

import pytest

from domain.case import CaseKind
from domain.person import Act, Role, Speaker
from services.mentions import Heard
from storage import cases
from tests.services.office import Office, at

NOW = at("2026-11-20 09:00")


async def _spoken_of(office: Office, officer: Speaker, times: int, *, praise: int, when: str) -> None:
    lan = await office.services.people.speaker(700000101, "Lan", at(when))
    for number in range(times):
        kind = CaseKind.PRAISE if number < praise else CaseKind.SUGGESTION
        case = await office.hears(lan, "Anh trực ban rất nhiệt tình", when, kind=kind)
        async with office.database.transaction() as tx:
            assert await cases.change(tx, case, officer=officer.person)


@pytest.mark.parametrize(
    ("times", "praise", "heard"),
    [
        (0, 0, None),
        (4, 4, None),
        (5, 0, Heard(times=5, praise=0)),
        (5, 4, Heard(times=5, praise=0)),
        (6, 5, Heard(times=5, praise=5)),
        (11, 9, Heard(times=10, praise=5)),
    ],
)
async def test_fewer_than_five_are_none_and_more_go_up_by_fives(
    office: Office, times: int, praise: int, heard: Heard | None
) -> None:
    minh = await office.joins(700000201, Role.OFFICER)
    await _spoken_of(office, minh, times, praise=praise, when="2026-11-02 09:00")
    assert await office.services.mentions.of(Act(by=minh, at=NOW)) == heard


async def test_what_is_older_than_a_year_withdrawn_or_of_others_does_not_count(office: Office) -> None:
    minh, tuan = await office.joins(700000201, Role.OFFICER), await office.joins(700000202, Role.OFFICER)
    await _spoken_of(office, minh, 4, praise=0, when="2026-11-02 09:00")
    await _spoken_of(office, minh, 3, praise=0, when="2025-11-02 09:00")
    await _spoken_of(office, tuan, 3, praise=0, when="2026-11-02 09:00")
    lan = await office.services.people.speaker(700000101, "Lan", NOW)
    case = await office.hears(lan, "Anh trực ban cộc lốc", "2026-11-03 09:00")
    async with office.database.transaction() as tx:
        await cases.change(tx, case, officer=minh.person)
    assert await office.services.mentions.of(Act(by=minh, at=NOW)) == Heard(times=5, praise=0)
    await office.services.sender.withdraw(Act(by=lan, at=NOW), case.id)
    assert await office.services.mentions.of(Act(by=minh, at=NOW)) is None


async def test_a_citizen_is_told_nothing(office: Office) -> None:
    lan = await office.services.people.speaker(700000101, "Lan", NOW)
    assert await office.services.mentions.of(Act(by=lan, at=NOW)) is None
