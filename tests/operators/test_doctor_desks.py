"""Doctor looks whether everything that people write reaches somebody."""

from __future__ import annotations

import pytest

from bot.doctor.report import BAD, GOOD, WORTH, Report
from bot.settings import Settings
from domain.person import Role
from tests.operators.test_doctor import asked, changed, signs
from tests.services.office import Office, at
from tests.storage.ground import PROVINCE, TRAN, XUYEN


def sentence(report: Report, key: str) -> str:
    """What the finding of that key says."""
    (text,) = [finding.text for finding in report.findings if finding.key == key]
    return text


async def test_where_there_are_no_units_it_says_how_to_bring_them_in(settings: Settings) -> None:
    changed(settings, "DELETE FROM units")
    report = await asked(settings)
    assert signs(report)["doctor-no-units"] == WORTH
    assert not {"doctor-desks", "doctor-nobody-at-the-top"} & set(signs(report))
    assert "python -m bot units import" in sentence(report, "doctor-no-units")
    assert report.well


@pytest.mark.parametrize("role", [Role.DUTY, Role.COMMANDER])
async def test_a_desk_at_the_top_without_anybody_is_named(
    office: Office, settings: Settings, role: Role
) -> None:
    for number, other in enumerate(Role):  # whoever they are, they do not receive what comes to the top
        if other in (Role.DUTY, Role.COMMANDER):
            await office.joins(number, other, TRAN.code)
        else:
            await office.joins(number, other, PROVINCE.code)
    report = await asked(settings)
    assert signs(report)["doctor-nobody-at-the-top"] == WORTH
    line = sentence(report, "doctor-nobody-at-the-top")
    assert PROVINCE.name in line
    assert "python -m bot invite --role duty --unit CAT" in line
    await office.joins(90, role, PROVINCE.code)
    assert signs(await asked(settings))["doctor-desks"] == GOOD


async def test_cases_that_nobody_hears_of_must_be_mended_and_say_where_they_lie(
    office: Office, settings: Settings
) -> None:
    citizen = await office.joins(1, Role.OFFICER)
    for unit in (TRAN, TRAN, XUYEN):
        await office.hears(citizen, "Đèn hư", unit=unit.code)
    assert (await cases_unheard(settings))[0] == BAD
    line = (await cases_unheard(settings))[1]
    assert f"3, at {TRAN.name} (2); {XUYEN.name} (1)." in line
    assert "python -m bot invite --role duty --unit CAT" in line
    await office.joins(2, Role.COMMANDER, TRAN.code)
    assert f"1, at {XUYEN.name} (1)." in (await cases_unheard(settings))[1]
    changed(settings, "UPDATE cases SET state = 'closed' WHERE handler = ?", XUYEN.code)
    assert (await cases_unheard(settings))[0] == ""
    changed(settings, "UPDATE cases SET state = 'taken'")
    assert (await cases_unheard(settings))[0] == BAD


@pytest.mark.parametrize(
    ("role", "unit"),
    [(Role.DUTY, "CAT"), (Role.COMMANDER, "CAT"), (Role.DUTY, "32134"), (Role.SECRETARIAT, "CAT")],
)
async def test_a_case_that_somebody_on_the_way_up_receives_is_heard(
    office: Office, settings: Settings, role: Role, unit: str
) -> None:
    await office.hears(await office.joins(1, Role.OFFICER), "Đèn hư")
    await office.joins(2, role, unit)
    assert (await cases_unheard(settings))[0] == ""


async def test_a_case_that_all_who_would_hear_have_a_part_in_is_told_of(
    office: Office, settings: Settings
) -> None:
    await office.joins(2, Role.COMMANDER)
    await office.joins(2, Role.SECRETARIAT, "CAT")
    lan = await office.services.people.speaker(1, "Lan", at("2026-10-20 08:00"))
    await office.hears(lan, "Chỉ huy xã quát dân", away=True)
    assert "doctor-cases-partial" in {one.key for one in (await asked(settings)).findings}
    await office.joins(3, Role.SECRETARIAT, "CAT")
    assert "doctor-cases-partial" not in {one.key for one in (await asked(settings)).findings}


async def cases_unheard(settings: Settings) -> tuple[str, str]:
    """The sign and the sentence about cases that nobody hears of; empty where there is none."""
    report = await asked(settings)
    found = [one for one in report.findings if one.key == "doctor-cases-unheard"]
    return (found[0].sign, found[0].text) if found else ("", "")
