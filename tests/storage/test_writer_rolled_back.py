"""SQLite takes back a whole transaction by itself: nothing is written outside of any, and all hear of it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import bindparam, delete, insert, select, text
from sqlalchemy.exc import OperationalError

from domain.errors import Temporary
from domain.person import UpdateKey
from storage import custody, inbox
from storage.database import Database
from storage.driver import Here, Prepared, Tx, rows, run
from storage.inbox import Arrived
from storage.tables import custody as table
from tests.storage.ground import NOON

KEY = UpdateKey(1, 7)
_NOTE = Prepared(insert(table).values(finder=bindparam("of_finder"), sealed=b"x"))
_NOTED = Prepared(select(table.c.finder), table.c.finder)

# Every way in which storage speaks to a transaction.
WAYS: dict[str, Callable[[Tx], Awaitable[object]]] = {
    "execute": lambda tx: tx.execute(insert(table).values(finder="after", sealed=b"x")),
    "scalar": lambda tx: tx.scalar(
        insert(table).values(finder="after", sealed=b"x").returning(table.c.finder)
    ),
    "scalars": lambda tx: tx.scalars(delete(table).returning(table.c.finder)),
    "prepared write": lambda tx: run(tx, _NOTE, of_finder="after"),
    "prepared read": lambda tx: rows(tx, _NOTED),
}


async def _keep(database: Database, key: str) -> None:
    async with database.transaction() as tx:
        await custody.put(tx, key, b"x")


async def _does_not_fit(tx: Tx) -> None:
    """A row for which the database has no room. The error is swallowed; SQLite has taken everything back."""
    pages = await tx.scalar(text("PRAGMA page_count"))
    await tx.scalar(text(f"PRAGMA max_page_count = {pages + 2}"))
    with pytest.raises(OperationalError, match="full"):
        await custody.put(tx, "large", b"x" * 4096 * 20)
    assert isinstance(tx, Here)
    assert not tx.raw.in_transaction  # else the test would prove nothing


async def _too_much(database: Database, update: UpdateKey | None = None) -> None:
    """A piece that swallows the error and ends as if all were well."""
    async with database.transaction(update) as tx:
        await custody.put(tx, "small", b"x")
        await _does_not_fit(tx)


def _kept(folder: Path) -> set[str]:
    """What another program finds."""
    other = sqlite3.connect(folder / "vidan.db")
    found = {finder for (finder,) in other.execute("SELECT finder FROM custody")}
    other.close()
    return found


@pytest.mark.parametrize("way", WAYS)
async def test_who_goes_on_after_the_transaction_was_taken_back_writes_nothing_and_hears_it(
    way: str, database: Database, tmp_path: Path
) -> None:
    async def goes_on() -> None:
        async with database.transaction() as tx:
            await _does_not_fit(tx)
            for _ in range(2):  # not only the first time
                with pytest.raises(Temporary, match="database-away"):
                    await WAYS[way](tx)
            assert _kept(tmp_path) == {"before"}

    await _keep(database, "before")
    with pytest.raises(Temporary, match="database-away"):
        await goes_on()
    assert _kept(tmp_path) == {"before"}
    await _keep(database, "later")
    assert _kept(tmp_path) == {"before", "later"}


async def test_who_swallows_the_error_and_does_nothing_more_hears_that_nothing_of_it_stands(
    database: Database, tmp_path: Path
) -> None:
    with pytest.raises(Temporary, match="database-away"):
        await _too_much(database)
    assert _kept(tmp_path) == set()


async def test_all_pieces_of_a_batch_that_was_taken_back_hear_it_and_the_next_goes_well(
    database: Database, tmp_path: Path
) -> None:
    async def goes_on() -> None:
        async with database.transaction() as tx:
            await custody.put(tx, "goes on", b"x")
            await _does_not_fit(tx)
            await custody.put(tx, "after", b"x")

    outcomes = await asyncio.gather(
        _keep(database, "one"), goes_on(), _keep(database, "two"), return_exceptions=True
    )
    assert [type(outcome) for outcome in outcomes] == [Temporary, Temporary, type(None)]
    assert _kept(tmp_path) == {"two"}  # it came after: on a new connection


async def test_an_update_whose_effect_was_taken_back_is_not_done(database: Database, tmp_path: Path) -> None:
    async with database.transaction() as tx:
        await inbox.add(tx, [Arrived(KEY, "lane", b"sealed")], NOON)
    with pytest.raises(Temporary, match="database-away"):
        await _too_much(database, KEY)
    assert not database.took(KEY)
    async with database.reading() as tx:
        assert [one.key for one in await inbox.waiting(tx, KEY.bot)] == [KEY]
    async with database.transaction(KEY) as tx:
        await custody.put(tx, "effect", b"x")
    assert database.took(KEY)
    assert _kept(tmp_path) == {"effect"}


async def test_a_batch_taken_back_between_two_pieces_is_not_gone_on_with(
    database: Database, tmp_path: Path
) -> None:
    """As a row that is fetched only after the piece can do: no statement of anybody's has failed then."""
    began: list[Here] = []

    async def first() -> None:
        async with database.transaction() as tx:
            assert isinstance(tx, Here)
            began.append(tx)
            await custody.put(tx, "one", b"x")

    async def between() -> None:
        async with database.writer.turn:
            began[0].raw.execute("ROLLBACK")

    outcomes = await asyncio.gather(first(), between(), _keep(database, "two"), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [Temporary, type(None), Temporary]
    assert _kept(tmp_path) == set()
    await _keep(database, "later")
    assert _kept(tmp_path) == {"later"}


async def test_a_reader_whose_view_was_lost_reads_nothing_more_of_it(database: Database) -> None:
    async with database.reading() as tx:
        assert isinstance(tx, Here)
        tx.raw.execute("ROLLBACK")
        with pytest.raises(Temporary, match="database-away"):
            await rows(tx, _NOTED)
    async with database.reading() as tx:
        assert list(await rows(tx, _NOTED)) == []
