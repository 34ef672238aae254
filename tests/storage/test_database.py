"""The database: nothing is lost, nothing is done twice, nothing half done stays."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, select, text
from sqlalchemy.exc import StatementError

from domain.errors import AlreadyDone, Permanent, Temporary
from domain.person import UpdateKey
from storage import custody, inbox
from storage.database import Database
from storage.tables import metadata, units
from tests.storage.ground import NOON, TRAN, drivers_threads_ended, fresh

UPDATE = UpdateKey(1, 77)


async def _note(database: Database) -> str | None:
    async with database.reading() as tx:
        return await tx.scalar(select(units.c.note).where(units.c.code == TRAN.code))


async def _increment(database: Database) -> None:
    async with database.transaction() as tx:
        note = await tx.scalar(select(units.c.note).where(units.c.code == TRAN.code))
        await asyncio.sleep(0)  # let the others try to come between
        await tx.execute(units.update().where(units.c.code == TRAN.code).values(note=str(int(note or 0) + 1)))


async def test_two_hundred_concurrent_increments_lose_nothing(database: Database) -> None:
    await asyncio.gather(*(_increment(database) for _ in range(200)))
    assert await _note(database) == "200"


async def test_two_programs_on_one_file_lose_nothing_either(database: Database) -> None:
    other = Database(database.url)
    await asyncio.gather(*(_increment(one) for one in (database, other) for _ in range(25)))
    await other.close()
    assert await _note(database) == "50"


async def test_a_raised_block_leaves_nothing_behind(database: Database) -> None:
    async def fails() -> None:
        async with database.transaction() as tx:
            await tx.execute(units.update().values(note="half done"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fails()
    assert await _note(database) == ""
    await _increment(database)
    assert await _note(database) == "1"


async def test_a_cancelled_transaction_leaves_nothing_behind_and_blocks_nobody(database: Database) -> None:
    inside = asyncio.Event()

    async def never_ends() -> None:
        async with database.transaction() as tx:
            await tx.execute(units.update().values(note="half done"))
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(never_ends())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await _increment(database)
    assert await _note(database) == "1"


async def test_a_transaction_inside_a_transaction_is_refused(database: Database) -> None:
    async with database.transaction():
        with pytest.raises(RuntimeError, match="inside a transaction"):
            async with database.transaction():
                raise AssertionError("let in")
    await _increment(database)
    assert await _note(database) == "1"


async def test_readers_see_what_was_committed_while_somebody_writes(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.execute(units.update().values(note="not yet"))
        assert await _note(database) == ""
    assert await _note(database) == "not yet"


async def test_a_reader_changes_nothing(database: Database) -> None:
    async with database.reading() as tx:
        await tx.execute(units.update().values(note="by the way"))
    assert await _note(database) == ""


async def test_an_update_has_its_effect_once(database: Database) -> None:
    async with database.transaction() as tx:
        await inbox.add(tx, [inbox.Arrived(UPDATE, "lane", b"sealed")], NOON)
    for done in range(2):
        try:
            async with database.transaction(UPDATE) as tx:
                await tx.execute(units.update().values(note=f"done {done}"))
        except AlreadyDone:
            assert done == 1
    assert await _note(database) == "done 0"


async def test_an_update_that_never_came_has_no_effect(database: Database) -> None:
    with pytest.raises(AlreadyDone):
        async with database.transaction(UPDATE) as tx:
            await tx.execute(units.update().values(note="from nowhere"))
    assert await _note(database) == ""


async def test_sqlite_is_set_to_keep_what_it_acknowledged_and_to_forget_what_it_erased(
    database: Database,
) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "busy_timeout": 10_000,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
    }
    async with database.reading() as one, database.reading() as other:
        for connection in (one, other):
            found = {name: await connection.scalar(text(f"PRAGMA {name}")) for name in wanted}
            assert found == wanted


async def test_a_refused_statement_is_permanent_and_a_missing_database_temporary(
    database: Database, tmp_path: Path
) -> None:
    with pytest.raises(Permanent, match="database-refused"):
        async with database.transaction() as tx:
            await tx.execute(
                units.insert().values(code="X", name="X", kind="commune", parent="lost", note="")
            )
    (tmp_path / "a folder").mkdir()
    away = Database(f"sqlite+aiosqlite:///{tmp_path / 'a folder'}")
    async with drivers_threads_ended():
        with pytest.raises(Temporary, match="database-away"):
            async with away.reading():
                raise AssertionError("opened a folder")
    await away.close()


async def test_an_errors_text_holds_nothing_that_people_wrote(database: Database) -> None:
    with pytest.raises(Permanent) as caught:
        async with database.transaction() as tx:
            await tx.execute(
                units.insert().values(code=TRAN.code, name="SECRET WORDS", kind="commune", note="")
            )
    assert "SECRET WORDS" not in f"{caught.value!r} {caught.value.__cause__!r} {caught.value.__cause__}"


async def test_a_naive_time_is_refused_and_an_aware_one_comes_back_in_utc(database: Database) -> None:
    arrived = inbox.Arrived(UPDATE, "lane", b"sealed")
    with pytest.raises(StatementError, match="naive datetime"):
        async with database.transaction() as tx:
            await inbox.add(tx, [arrived], datetime(2026, 10, 20))  # noqa: DTZ001 - naive on purpose
    async with database.transaction() as tx:
        await inbox.add(tx, [arrived], datetime.fromisoformat("2026-10-20T00:30+07:00"))
        found = await tx.scalar(select(metadata.tables["inbox"].c.received_at))
    assert found == datetime(2026, 10, 19, 17, 30, tzinfo=UTC)
    assert found.utcoffset() == NOON.utcoffset()


async def test_migrating_again_changes_nothing(database: Database, tmp_path: Path) -> None:
    await _increment(database)
    before = _schema(tmp_path)
    await database.migrate()
    assert await _note(database) == "1"
    assert _schema(tmp_path) == before


def test_the_migrations_make_the_tables_that_the_code_describes(tmp_path: Path) -> None:
    fresh(tmp_path)
    engine = create_engine(f"sqlite:///{tmp_path / 'vidan.db'}")
    with engine.connect() as connection:
        assert _differences(connection) == []
    engine.dispose()


def test_the_code_describes_no_partial_index_that_the_migrations_lack(tmp_path: Path) -> None:
    fresh(tmp_path)
    described = create_engine(f"sqlite:///{tmp_path / 'described.db'}")
    metadata.create_all(described)
    described.dispose()
    assert _partial(tmp_path / "vidan.db") == _partial(tmp_path / "described.db") != {}


async def test_erased_bytes_are_in_no_file(database: Database, tmp_path: Path) -> None:
    async with database.transaction() as tx:
        await custody.put(tx, "f", b"MARKER-OF-SOMEBODY" * 400)
    async with database.transaction() as tx:
        await custody.drop(tx, "f")
    await database.close()
    assert b"MARKER-OF-SOMEBODY" not in b"".join(file.read_bytes() for file in tmp_path.glob("vidan.db*"))


def _differences(connection: Connection) -> list[object]:
    def ours(_: object, name: str | None, *__: object) -> bool:
        return not str(name).startswith("case_search")  # SQLite's own, for searching: Core has no word for it

    context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": ours})
    return list(compare_metadata(context, metadata))


def _schema(folder: Path) -> list[tuple[str, str]]:
    connection = sqlite3.connect(folder / "vidan.db")
    rows = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    connection.close()
    return rows


def _partial(file: Path) -> dict[str, str]:
    connection = sqlite3.connect(file)
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE '%WHERE%'"
    )
    found = {name: " ".join(sql.split()) for name, sql in rows}
    connection.close()
    return found


async def test_a_reader_that_lost_its_connection_is_not_used_again(database: Database) -> None:
    await _note(database)
    database._readers[0].raw.close()
    with pytest.raises(Temporary, match="database-away"):
        await _note(database)
    assert await _note(database) == ""


async def test_what_was_erased_leaves_the_log_too(database: Database, tmp_path: Path) -> None:
    async with database.transaction() as tx:
        await custody.put(tx, "f", b"MARKER-OF-SOMEBODY" * 40)
    async with database.transaction() as tx:
        await custody.drop(tx, "f")
    await database.fold_in()
    assert b"MARKER-OF-SOMEBODY" not in b"".join(file.read_bytes() for file in tmp_path.glob("vidan.db*"))
