"""The audit: whatever is done to its rows behind the program's back, `verify` says where."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.errors import BadSetting, NotAllowed, Permanent
from domain.person import Act, Post, Role, Speaker
from services import audit as chained
from services.audit import Audit, Walk
from storage.database import Database
from storage.vault import Vault, new_key
from tests.services.office import Office, at
from tests.storage import ground
from tests.storage.ground import PROVINCE, TRAN
from tests.texts.audited import ROOT, notes

NOW = at("2026-10-20 09:00")
KEY = new_key()
TRIGGERS = ("audit_is_unchanged", "audit_is_kept", "audit_is_appended")


async def _noted(folder: Path, rows: int) -> tuple[Database, Audit]:
    database = ground.fresh(folder)
    audit = Audit(database, Vault(KEY))
    await _more(audit, rows)
    return database, audit


async def _more(audit: Audit, rows: int) -> None:
    for number in range(rows):
        when = NOW + timedelta(seconds=number)
        await audit.alone(None, "saw", f"case{number}", at=when, unit="32134", page=number, to=["a", "b"])


def _behind_our_back(folder: Path, *statements: str) -> None:
    """What somebody with the file, and without the key, may do."""
    with closing(sqlite3.connect(folder / "vidan.db")) as raw:
        for trigger in TRIGGERS:
            raw.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        for statement in statements:
            raw.execute(statement)
        raw.commit()


async def _walked(folder: Path, audit: Audit, *statements: str) -> Walk:
    _behind_our_back(folder, *statements)
    return await audit.verify()


async def test_an_audit_that_nobody_touched_is_whole(tmp_path: Path) -> None:
    database, audit = await _noted(tmp_path, 5)
    whole = await audit.verify()
    assert (whole.rows, whole.broken, len(whole.mark)) == (5, None, 12)
    await _more(audit, 1)
    assert (await audit.verify()).rows == 6
    await database.close()


async def test_the_first_row_and_none_at_all_are_whole(tmp_path: Path) -> None:
    database, audit = await _noted(tmp_path, 0)
    assert await audit.verify() == Walk(rows=0, mark="", broken=None)
    await _more(audit, 1)
    assert (await audit.verify()).broken is None
    await database.close()


CHANGES = {
    "who": "actor = 'somebody'",
    "what": "action = 'note'",
    "of what": "subject = 'case9'",
    "where": "unit = '32002'",
    "when": "at = '2026-10-20 02:00:03.000001'",
    "with what": "details = '{\"page\": 7}'",
    "its chain": "chain = 'f' || substr(chain, 2)",
}


@pytest.mark.parametrize("what", CHANGES)
async def test_a_changed_row_is_found(tmp_path: Path, what: str) -> None:
    database, audit = await _noted(tmp_path, 6)
    walk = await _walked(tmp_path, audit, f"UPDATE audit SET {CHANGES[what]} WHERE id = 4")
    assert walk.broken == 4
    await database.close()


@pytest.mark.parametrize(
    ("statements", "broken"),
    [
        (["DELETE FROM audit WHERE id = 3"], 3),
        (["DELETE FROM audit WHERE id = 1"], 1),
        (["DELETE FROM audit WHERE id = 3", "UPDATE audit SET id = id - 1 WHERE id > 3"], 3),
        (["UPDATE audit SET id = 99 WHERE id = 3", "UPDATE audit SET id = 3 WHERE id = 4"], 3),
        (["DELETE FROM audit WHERE id > 4"], 5),
        (["DELETE FROM audit"], 1),
        (
            [
                "INSERT INTO audit SELECT 7, at, actor, action, subject, unit, details, chain FROM audit"
                " WHERE id = 1"
            ],
            7,
        ),
    ],
    ids=["a middle one", "the first", "closed up", "swapped", "the tail", "all", "one put behind"],
)
async def test_rows_taken_out_moved_or_put_in_are_found(
    tmp_path: Path, statements: list[str], broken: int
) -> None:
    database, audit = await _noted(tmp_path, 6)
    assert (await _walked(tmp_path, audit, *statements)).broken == broken
    await _more(audit, 3)
    assert (await audit.verify()).broken == broken, "going on healed it"
    await database.close()


async def test_a_tail_cut_off_together_with_its_head_is_found_where_it_goes_on(tmp_path: Path) -> None:
    database, audit = await _noted(tmp_path, 6)
    walk = await _walked(tmp_path, audit, "DELETE FROM audit WHERE id > 4", "DELETE FROM custody")
    assert walk.broken == 5
    await _more(audit, 2)
    assert (await audit.verify()).broken == 5
    await database.close()


async def test_a_head_put_back_from_an_older_day_is_found(tmp_path: Path) -> None:
    database, audit = await _noted(tmp_path, 4)
    with closing(sqlite3.connect(tmp_path / "vidan.db")) as raw:
        (old,) = raw.execute("SELECT sealed FROM custody").fetchone()
    await _more(audit, 4)
    _behind_our_back(tmp_path)
    with closing(sqlite3.connect(tmp_path / "vidan.db")) as raw:
        raw.execute("UPDATE custody SET sealed = ?", [old])
        raw.commit()
    assert (await audit.verify()).broken == 9
    await _more(audit, 1)
    assert (await audit.verify()).broken == 9
    await database.close()


async def test_a_walk_in_pieces_finds_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database, audit = await _noted(tmp_path, 6)
    for piece in (1, 2, 3, 6, 7):
        monkeypatch.setattr(chained, "A_PIECE", piece)
        assert (await audit.verify()).rows == 6
    monkeypatch.setattr(chained, "A_PIECE", 3)
    assert (await _walked(tmp_path, audit, "DELETE FROM audit WHERE id = 6")).broken == 6
    await database.close()


@given(
    number=st.integers(1, 8),
    column=st.sampled_from(["at", "actor", "action", "subject", "unit", "details", "chain", "id"]),
    text=st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=8),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_no_cell_can_be_changed_unseen(
    tmp_path_factory: pytest.TempPathFactory, number: int, column: str, text: str
) -> None:
    folder = tmp_path_factory.mktemp("audit")
    database, audit = await _noted(folder, 8)
    values = {
        "id": "id + 100",
        "at": f"'2026-11-{number:02} 00:00:00.000000'",
        "details": f"'{{\"{text}\": 1}}'",
    }
    value = values.get(column, f"'{text}'")
    walk = await _walked(folder, audit, f"UPDATE audit SET {column} = {value} WHERE id = {number}")
    assert walk.broken == number
    await database.close()


async def test_another_key_finds_all_of_it_forged_and_writes_nothing(tmp_path: Path) -> None:
    database, audit = await _noted(tmp_path, 2)
    other = Audit(database, Vault(new_key()))
    assert (await other.verify()).broken == 1
    with pytest.raises(BadSetting, match="setting-secret-key-changed"):
        await other.alone(None, "saw", "case1", at=NOW)
    assert (await audit.verify()).broken is None
    await database.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET action = 'note'",
        "DELETE FROM audit WHERE id = 1",
        "INSERT OR REPLACE INTO audit SELECT 1, at, 'me', action, subject, unit, details, chain FROM audit",
        "INSERT INTO audit SELECT NULL, at, 'me', action, subject, unit, details, chain FROM audit",
    ],
)
async def test_the_tables_themselves_refuse_a_change(tmp_path: Path, statement: str) -> None:
    database, audit = await _noted(tmp_path, 2)
    with closing(sqlite3.connect(tmp_path / "vidan.db")) as raw, pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)
    assert (await audit.verify()).broken is None
    await database.close()


async def test_what_was_not_committed_is_not_noted_either(tmp_path: Path) -> None:
    database, audit = await _noted(tmp_path, 2)

    async def fails() -> None:
        async with database.transaction() as tx:
            await audit.note(tx, None, "saw", "case1", at=NOW)
            raise Permanent("later")

    with pytest.raises(Permanent):
        await fails()
    assert await audit.verify() == Walk(rows=2, mark=(await audit.verify()).mark, broken=None)
    await database.close()


@pytest.mark.parametrize("words", ["Đường vào ấp tối quá", "a" * 41, "0912 345 678 anh Bảy"])
async def test_words_never_enter_the_audit(tmp_path: Path, words: str) -> None:
    database, audit = await _noted(tmp_path, 0)
    for details in ({"reason": words}, {"reasons": ["x", words]}):
        with pytest.raises(ValueError, match="words in the audit"):
            await audit.alone(None, "saw", "case1", at=NOW, **details)
    with pytest.raises(ValueError, match="float in the audit"):
        await audit.alone(None, "saw", "case1", at=NOW, share=0.5)
    assert (await audit.verify()).rows == 0
    await database.close()


async def _rows(office: Office) -> list[sqlite3.Row]:
    with closing(sqlite3.connect(office.settings.database_path)) as raw:
        raw.row_factory = sqlite3.Row
        return raw.execute("SELECT * FROM audit ORDER BY id").fetchall()


async def test_who_tries_what_they_may_not_is_noted_where_the_case_lies(office: Office) -> None:
    ngan = await office.joins(2, Role.DUTY)
    case = await office.hears(await office.services.people.speaker(9, "Lan", NOW), "Đường tối quá đi thôi")
    act = Act(by=ngan, at=NOW)
    for subject, unit in ((case.id, TRAN.code), (PROVINCE.code, PROVINCE.code), ("có gì lạ", TRAN.code)):
        await office.services.audit.refused(act, NotAllowed("not-your-case", action="close", subject=subject))
        row = (await _rows(office))[-1]
        assert (row["action"], row["actor"], row["unit"]) == ("refused", ngan.person, unit)
        assert row["subject"] in (subject, "")
    before = len(await _rows(office))
    stranger = Act(by=await office.services.people.speaker(9, "Lan", NOW), at=NOW)
    await office.services.audit.refused(
        stranger, NotAllowed("not-your-case", action="close", subject=case.id)
    )
    await office.services.audit.refused(act, NotAllowed("not-for-you"))
    assert len(await _rows(office)) == before


async def test_an_admin_by_the_settings_is_known_by_a_sign_of_their_own(office: Office) -> None:
    posts = (Post(role=Role.ADMIN, unit=PROVINCE.code),)
    for key in ("first", "second", "first"):
        admin = Speaker(key=key, chat=1, name="Quản", language="vi", posts=posts)
        await office.services.audit.alone(Act(by=admin, at=NOW), "exported-audit", "audit", at=NOW)
    first, second, again = [row["actor"] for row in (await _rows(office))[-3:]]
    assert first == again != second
    assert first.startswith("@")
    assert len(first) <= 12


async def test_what_a_sender_does_with_their_case_names_nobody(office: Office) -> None:
    """An officer may send an opinion: their id beside the case would tell who did."""
    minh = await office.joins(3, Role.OFFICER)
    case = await office.hears(minh, "Đường tối quá đi thôi")
    assert [row["actor"] for row in await _rows(office) if row["subject"] == case.id] in ([], [None])
    for file in ("sender", "suggestions", "verdicts"):
        for call in notes(ROOT / "services" / f"{file}.py"):
            assert getattr(call.args[1], "value", call) is None, f"{file}.py:{call.lineno}"
