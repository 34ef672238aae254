"""Tables are brought up to date beneath the data that stands in them."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

import storage
from domain.case import Side
from storage import cases, revisions
from storage.database import Database

NOW = datetime(2026, 11, 2, 3, tzinfo=UTC)


async def test_what_was_said_before_the_desk_stands_and_can_be_found(tmp_path: Path) -> None:
    file = tmp_path / "vidan.db"
    _as_it_was(file)
    database = Database(f"sqlite+aiosqlite:///{file}")
    await database.migrate()
    async with database.reading() as tx:
        said = (await tx.execute(text("SELECT text FROM case_messages"))).all()
        found = await tx.scalar(text("SELECT rowid FROM case_search WHERE case_search MATCH 'duong'"))
        case = (await tx.execute(text("SELECT topic, reopened, due_at FROM cases"))).one()
        enforced = await tx.scalar(text("PRAGMA foreign_keys"))
        about = await cases.by_message(tx, "receipt")
    await database.close()
    assert about == cases.About("c1", None, inside=False)
    assert [row.text for row in said] == ["Đường trước nhà tôi ngập"]
    assert found == 1
    assert tuple(case) == ("", 0, None)
    assert enforced == 1


async def test_a_start_that_was_cut_off_while_the_tables_were_made_can_be_repeated(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'vidan.db'}"
    cut = Database(url)
    sa.event.listen(cut._engine, "connect", _no_search)
    with pytest.raises(DatabaseError):
        await cut.migrate()
    await cut.close()
    again = Database(url)
    await again.migrate()
    async with again.reading() as tx:
        assert await revisions.current(tx) == revisions.newest()
    await again.close()


async def test_who_serves_where_a_case_was_kept_from_before_stays_without_it(
    tmp_path: Path,
) -> None:
    file = tmp_path / "vidan.db"
    at = NOW.replace(tzinfo=None).isoformat(" ")
    people = [
        "INSERT INTO people (id, key, name, language, joined_at)"
        f" VALUES ('{one}', '{one}', 'N', 'vi', '{at}')"
        for one in ("chief", "above")
    ]
    _as_it_was(
        file,
        "0003",
        "INSERT INTO units (code, name, kind, note, parent) VALUES ('X', 'Xã', 'commune', '', 'CM')",
        *people,
        f"INSERT INTO posts (person, role, unit, since) VALUES ('chief', 'commander', 'X', '{at}')",
        f"INSERT INTO posts (person, role, unit, since) VALUES ('above', 'commander', 'CM', '{at}')",
        "UPDATE cases SET about = 'X'",
    )
    database = Database(f"sqlite+aiosqlite:///{file}")
    await database.migrate()
    async with database.reading() as tx:
        kept = (await tx.execute(text('SELECT "case", person FROM spoken_of'))).all()
    assert [tuple(row) for row in kept] == [("c1", "chief")]
    async with database.transaction() as tx:
        given = [await cases.add_message(tx, "c1", Side.CITIZEN, "Nói thêm", None, NOW)]
        await tx.execute(text("DELETE FROM case_messages WHERE id = :id"), {"id": given[0]})
        given.append(await cases.add_message(tx, "c1", Side.CITIZEN, "Nói nữa", None, NOW))
    await database.close()
    assert given == [2, 3]


async def test_forms_under_way_that_name_their_owner_are_begun_anew(tmp_path: Path) -> None:
    file = tmp_path / "vidan.db"
    _as_it_was(file)
    with sqlite3.connect(file) as data:
        data.execute(
            "INSERT INTO drafts VALUES ('d1', 'finder of a person', 'why', 1, 1, x'00', '2026-11-02')"
        )
    data.close()
    database = Database(f"sqlite+aiosqlite:///{file}")
    await database.migrate()
    async with database.reading() as tx:
        assert await tx.scalar(text("SELECT count(*) FROM drafts")) == 0
    await database.close()


async def test_what_was_known_of_deadlines_before_they_ended_with_the_answer_goes_over(
    tmp_path: Path,
) -> None:
    file = tmp_path / "vidan.db"
    _as_it_was(file, "0003", *_ANSWERED)
    database = Database(f"sqlite+aiosqlite:///{file}")
    await database.migrate()
    async with database.reading() as tx:
        columns = "id, due_at IS NOT NULL, due_since, read_by, read_for, substr(read_at, 1, 10)"
        rows = (await tx.execute(text(f"SELECT {columns} FROM cases ORDER BY id"))).all()
        keys = (await tx.scalars(text("SELECT period FROM occurrences"))).all()
    await database.close()
    received = "2026-11-02 03:00:00.000000"
    assert [tuple(row) for row in rows] == [
        ("c1", 0, None, None, None, None),
        ("c2", 1, received, None, None, None),
        ("c3", 0, None, "CM", "CM", "2026-11-05"),
        ("c4", 1, received, "CM", "CM", "2026-11-04"),
    ]
    assert keys == ["put:2611020300"]


def _no_search(connection: sqlite3.Connection, _: object) -> None:
    """It may not make the table for searching, which comes last."""
    connection.set_authorizer(
        lambda action, *_: (
            sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_CREATE_VTABLE else sqlite3.SQLITE_OK
        )
    )


_CASE = (
    "INSERT INTO cases (id, code, alias, unit, handler, kind, state, version, consent, received_at, due_at,"
    " taken_by, answered_at, read_at)"
)
_REST, _SENT = "'CM', 'CM', 'report'", "1, '2026-11', '2026-11-02 03:00:00.000000'"
_ANSWERED = (  # new; answered; taken from its card, never opened: and put off once
    "INSERT INTO people (id, key, name, language, joined_at)"
    " VALUES ('p1', 'k1', 'Ngân', 'vi', '2026-10-01 00:00:00.000000')",
    f"{_CASE} VALUES ('c2', '2222-2222', 'B', {_REST}, 'new', {_SENT},"
    " '2026-11-16 10:00:00.000000', NULL, NULL, NULL)",
    f"{_CASE} VALUES ('c3', '3333-3333', 'C', {_REST}, 'answered', {_SENT},"
    " '2026-11-16 10:00:00.000000', 'p1', '2026-11-05 03:00:00.000000', NULL)",
    f"{_CASE} VALUES ('c4', '4444-4444', 'D', {_REST}, 'taken', {_SENT},"
    " '2026-11-16 10:00:00.000000', 'p1', NULL, NULL)",
    "INSERT INTO audit (id, at, actor, action, subject, unit, details, chain)"
    " VALUES (1, '2026-11-04 03:00:00.000000', 'p1', 'take', 'c4', 'CM', '{}', '')",
    "INSERT INTO occurrences (kind, recipient, period, at)"
    " VALUES ('deadline', 'c4', 'later:before', '2026-11-04 03:00:00.000000')",
)


def _as_it_was(file: Path, revision: str = "0002", *more: str) -> None:
    """A database of a version before, with a case and its message, and what else is said."""
    config = Config()
    config.set_main_option("script_location", str(Path(storage.__file__).parent / "migrations"))
    engine = sa.create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        at = NOW.replace(tzinfo=None).isoformat(" ")
        for statement in (
            "INSERT INTO units (code, name, kind, note) VALUES ('CM', 'Công an tỉnh', 'province', '')",
            "INSERT INTO cases (id, code, alias, unit, handler, kind, state, version, consent, received_at)"
            f" VALUES ('c1', '4KAD-7XMP', 'A1B2', 'CM', 'CM', 'report', 'new', 1, '2026-11', '{at}')",
            'INSERT INTO case_messages ("case", side, text, at)'
            f" VALUES ('c1', 'citizen', 'Đường trước nhà tôi ngập', '{at}')",
            """INSERT INTO message_map (finder, "case") VALUES ('receipt', 'c1')""",
            *more,
        ):
            connection.execute(text(statement))
    engine.dispose()
