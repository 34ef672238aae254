"""What an operator does with the data stands in the audit, and doctor sees where somebody changed that."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from bot.doctor.report import BAD, GOOD
from bot.settings import Settings
from domain.person import Role
from storage.vault import new_key
from tests.operators.shell import Shell
from tests.operators.test_doctor import asked, changed, signs
from tests.services.office import Office, at

NOW = at("2026-10-20 09:00")
BROKEN = "DROP TRIGGER audit_is_unchanged"


def noted(settings: Settings) -> list[tuple[str, str]]:
    """(action, subject) of all entries."""
    with closing(sqlite3.connect(settings.database_path)) as database:
        return database.execute("SELECT action, subject FROM audit ORDER BY id").fetchall()


def _at_the_shell(operator: Shell, settings: Settings, **more: object) -> None:
    given = {"secret_key": settings.secret_key, "backup_key": settings.backup_key}
    operator.set(**{**given, "database_url": "here/vidan.db", "data_dir": "here", **more})


async def test_doctor_says_that_the_audit_is_whole_and_how_it_ends(
    office: Office, settings: Settings
) -> None:
    await office.services.audit.alone(None, "saw", "case1", at=NOW)
    report = await asked(settings)
    mark = (await office.services.audit.verify()).mark
    assert signs(report)["doctor-audit"] == GOOD
    assert any(mark in line for line in report.lines)


async def test_doctor_names_the_first_entry_that_is_not_what_it_was(
    office: Office, settings: Settings
) -> None:
    for number in range(3):
        await office.services.audit.alone(None, "saw", f"case{number}", at=NOW)
    changed(settings, BROKEN)
    changed(settings, "UPDATE audit SET subject = 'another' WHERE id = 2")
    report = await asked(settings)
    assert signs(report)["doctor-audit-broken"] == BAD
    assert any("at entry 2" in line for line in report.lines)
    assert not report.well
    other = settings.model_copy(update={"secret_key": new_key()})
    assert "doctor-audit-broken" not in signs(await asked(other))  # that key can tell nothing


async def test_backup_and_restore_are_noted(office: Office, settings: Settings, operator: Shell) -> None:
    await office.services.audit.alone(None, "saw", "case1", at=NOW)
    _at_the_shell(operator, settings)
    assert (await operator.types("backup", "b1")).code == 0
    assert noted(settings)[-1] == ("backed-up", "data")
    await office.close()
    _at_the_shell(operator, settings, database_url="there/vidan.db", data_dir="there")
    assert (await operator.types("restore", "b1")).code == 0
    there = settings.model_copy(
        update={"database_url": f"sqlite+aiosqlite:///{operator.folder}/there/vidan.db"}
    )
    assert noted(there)[-2:] == [("saw", "case1"), ("restored", "data")]
    assert signs(await asked(there))["doctor-audit"] == GOOD


async def test_a_backup_is_taken_also_where_it_cannot_be_noted(
    office: Office, settings: Settings, operator: Shell
) -> None:
    await office.joins(1, Role.OFFICER)
    for key in (new_key(), ""):
        before = noted(settings)
        _at_the_shell(operator, settings, secret_key=key)
        assert (await operator.types("backup", f"b{len(key)}")).code == 0
        assert noted(settings) == before
    assert (await office.services.audit.verify()).broken is None


async def test_a_digest_written_and_a_message_replayed_are_noted(
    office: Office, settings: Settings, operator: Shell
) -> None:
    arrived = await office.services.inbox.keep([{"update_id": 5, "message": {"from": {"id": 1}}}], NOW)
    await office.services.inbox.fail(arrived[0].key, "7KDA3MPX", "KeyError")
    _at_the_shell(operator, settings, bot_token="1:test")
    words = ("digest", "--unit", "CAT", "--period", "2026-09", "--out", "out")
    assert (await operator.types(*words)).code == 0
    assert (await operator.types("replay", "7KDA3MPX")).code == 0
    assert noted(settings)[-2:] == [("exported-digest", "CAT"), ("replayed", "7KDA3MPX")]
    assert (await office.services.audit.verify()).broken is None
