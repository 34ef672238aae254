"""The one writer: a piece of work stands as a whole or not at all, whatever happens around it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Generator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from sqlalchemy import select

from domain.errors import Permanent, Temporary
from storage import custody, writer
from storage.database import Database
from storage.tables import custody as table
from tests.bot.away import full_disk

DEADLINE = 30  # seconds no test here ever needs


async def _keep(database: Database, *keys: str, pause: Callable[[], Awaitable[object]] | None = None) -> None:
    """One piece of work that writes a row a key, with a pause between them."""
    async with database.transaction() as tx:
        for key in keys:
            await custody.put(tx, key, key.encode())
            if pause:
                await pause()


async def _kept(database: Database) -> set[str]:
    async with database.reading() as tx:
        return set(await tx.scalars(select(table.c.finder)))


@asynccontextmanager
async def _writer_busy(database: Database) -> AsyncIterator[None]:
    """Somebody holds the turn meanwhile, so that all who come share what follows."""
    inside, go = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        inside.set()
        await go.wait()

    holder = asyncio.create_task(_keep(database, "holder", pause=hold))
    await inside.wait()
    yield
    go.set()
    await holder


async def test_pieces_that_come_together_share_one_commit(database: Database) -> None:
    async with _writer_busy(database):
        before = database.writer.commits
        pieces = [asyncio.create_task(_keep(database, f"p{number}")) for number in range(40)]
        await asyncio.sleep(0)  # each of them now waits for its turn
    await asyncio.gather(*pieces)
    assert {f"p{number}" for number in range(40)} <= await _kept(database)
    assert database.writer.commits - before == 2  # the holder's own, and one for the forty


async def test_nobody_is_answered_before_the_commit_that_holds_their_piece(
    database: Database, tmp_path: Path
) -> None:
    other = sqlite3.connect(tmp_path / "vidan.db")

    async def write(key: str) -> bool:
        await _keep(database, key)
        found = other.execute("SELECT count(*) FROM custody WHERE finder = ?", (key,))
        return bool(found.fetchone() == (1,))

    seen = await asyncio.gather(*(write(f"p{number}") for number in range(20)))
    other.close()
    assert all(seen)


async def test_a_piece_that_fails_takes_only_itself_back(database: Database) -> None:
    async def fails() -> None:
        async with database.transaction() as tx:
            await custody.put(tx, "failing", b"x")
            raise ZeroDivisionError

    async with _writer_busy(database):
        tasks = [
            asyncio.create_task(work) for work in (_keep(database, "one"), fails(), _keep(database, "two"))
        ]
        await asyncio.sleep(0)
    one, failed, two = await asyncio.gather(*tasks, return_exceptions=True)
    assert (one, two) == (None, None)
    assert isinstance(failed, ZeroDivisionError)
    assert await _kept(database) == {"holder", "one", "two"}


async def test_a_statement_the_database_refuses_takes_only_its_own_piece_back(database: Database) -> None:
    async def doubles() -> None:
        async with database.transaction() as tx:
            await custody.put(tx, "doubled", b"x")
            await tx.execute(table.insert().values(finder="doubled", sealed=b"y"))

    async with _writer_busy(database):
        tasks = [asyncio.create_task(work) for work in (_keep(database, "one"), doubles())]
        await asyncio.sleep(0)
    one, refused = await asyncio.gather(*tasks, return_exceptions=True)
    assert one is None
    assert isinstance(refused, Permanent)
    assert await _kept(database) == {"holder", "one"}


async def test_where_the_commit_fails_everybody_in_it_hears_so_and_the_next_goes_well(
    database: Database,
) -> None:
    async def owes() -> None:  # a debt that SQLite looks at in the commit only
        async with database.transaction() as tx:
            await tx.execute(_sql("PRAGMA defer_foreign_keys = ON"))
            await tx.execute(_sql("INSERT INTO message_map (finder, \"case\") VALUES ('m', 'nowhere')"))

    async with _writer_busy(database):
        tasks = [
            asyncio.create_task(work) for work in (_keep(database, "one"), owes(), _keep(database, "two"))
        ]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [Temporary] * 3
    assert await _kept(database) == {"holder"}
    await _keep(database, "later")
    assert await _kept(database) == {"holder", "later"}


async def test_where_the_disk_is_full_nothing_half_written_stays_and_it_goes_on_once_there_is_room(
    database: Database, tmp_path: Path
) -> None:
    await _keep(database, "before")
    with full_disk(tmp_path / "vidan.db"):
        outcomes = await asyncio.gather(
            *(_keep(database, f"p{number}") for number in range(8)), return_exceptions=True
        )
        assert {type(outcome) for outcome in outcomes} == {Temporary}
    assert await _kept(database) == {"before"}
    await _keep(database, "after")
    assert await _kept(database) == {"before", "after"}


async def test_a_full_database_refuses_the_piece_that_does_not_fit_and_keeps_the_others(
    database: Database,
) -> None:
    async def too_much() -> None:
        async with database.transaction() as tx:
            pages = await tx.scalar(_sql("PRAGMA page_count"))
            await tx.scalar(_sql(f"PRAGMA max_page_count = {pages + 2}"))
            await custody.put(tx, "large", b"x" * 4096 * 20)

    with pytest.raises(Temporary):
        await too_much()
    await _keep(database, "small")
    assert await _kept(database) == {"small"}


async def test_a_lost_connection_fails_those_who_waited_and_is_replaced(database: Database) -> None:
    async def cuts() -> None:
        async with database.transaction() as tx:
            await custody.put(tx, "cut", b"x")
            tx.raw.close()  # type: ignore[attr-defined]  # what no storage module does
            await custody.put(tx, "after the cut", b"x")

    async with _writer_busy(database):
        tasks = [
            asyncio.create_task(work) for work in (_keep(database, "one"), cuts(), _keep(database, "two"))
        ]
        await asyncio.sleep(0)
    one, cut, two = await asyncio.gather(*tasks, return_exceptions=True)
    assert isinstance(cut, Temporary)
    assert isinstance(one, Temporary)
    assert two is None  # it came after: on a new connection
    assert await _kept(database) == {"holder", "two"}


async def test_another_program_that_writes_is_waited_for_without_stopping_the_loop(
    database: Database, tmp_path: Path
) -> None:
    other = sqlite3.connect(tmp_path / "vidan.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(_keep(database, "patient"))
    for _ in range(20):
        await asyncio.sleep(0)
        assert await _kept(database) == set()  # readers go on, and so does the loop
    other.execute("COMMIT")
    other.close()
    await waiting
    assert await _kept(database) == {"patient"}


async def test_cancelled_at_any_await_a_piece_stands_whole_or_not_at_all_and_harms_nobody(
    database: Database,
) -> None:
    """Cancelled at the first await, at the second, and so on until it ends before its cancellation."""
    outcomes = []
    for step in range(1, 100):
        bystanders = [asyncio.create_task(_keep(database, f"b{step}-{number}")) for number in range(3)]
        cancelled = asyncio.create_task(
            _Cancelling(_keep(database, f"v{step}-1", f"v{step}-2", pause=_breath), step).run()
        )
        async with asyncio.timeout(DEADLINE):
            await asyncio.gather(*bystanders)
            with suppress(asyncio.CancelledError):
                await cancelled
        await _keep(database, f"next{step}")
        kept = {key for key in await _kept(database) if key.startswith(f"v{step}-")}
        assert kept in (set(), {f"v{step}-1", f"v{step}-2"})
        outcomes.append((cancelled.cancelled(), bool(kept)))
        if not cancelled.cancelled():
            break
    everyone = await _kept(database)
    assert {f"b{step}-{number}" for step in range(1, len(outcomes) + 1) for number in range(3)} <= everyone
    assert outcomes[0] == (True, False)  # before its turn came
    assert (True, True) in outcomes  # while the commit was under way: it stands, and then the cancellation
    assert outcomes[-1] == (False, True)
    assert len(outcomes) >= 4


async def test_cancelled_at_any_await_while_another_program_writes_a_piece_goes_at_once_and_harms_nobody(
    database: Database, tmp_path: Path
) -> None:
    other = sqlite3.connect(tmp_path / "vidan.db", isolation_level=None)
    for step in range(1, 6):
        other.execute("BEGIN IMMEDIATE")
        cancelled = asyncio.create_task(_Cancelling(_keep(database, f"v{step}"), step).run())
        await asyncio.sleep(0)
        bystanders = [asyncio.create_task(_keep(database, f"b{step}-{number}")) for number in range(3)]
        begun = monotonic()
        with pytest.raises(asyncio.CancelledError):
            await cancelled
        assert monotonic() - begun < 2  # far less than another program is waited for
        other.execute("COMMIT")
        async with asyncio.timeout(DEADLINE):
            await asyncio.gather(*bystanders)
        await _keep(database, f"next{step}")
    other.close()
    kept = await _kept(database)
    assert {key for key in kept if key.startswith("v")} == set()
    assert {f"b{step}-{number}" for step in range(1, 6) for number in range(3)} <= kept


async def test_another_program_that_never_ends_is_given_up(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "PATIENCE", 200)
    other = sqlite3.connect(tmp_path / "vidan.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Temporary):
        await _keep(database, "in vain")
    other.execute("COMMIT")
    other.close()
    await _keep(database, "after")
    assert await _kept(database) == {"after"}


async def test_a_second_cancellation_waits_for_the_commit_as_well(database: Database) -> None:
    commits, written = database.writer.commits, asyncio.Event()

    async def write() -> None:
        written.set()

    piece = asyncio.create_task(_keep(database, "twice", pause=write))
    await written.wait()
    piece.cancel()
    await asyncio.sleep(0)
    piece.cancel()
    with pytest.raises(asyncio.CancelledError):
        await piece
    assert database.writer.commits == commits + 1  # it had ended before the task did
    assert await _kept(database) == {"twice"}


async def test_closing_waits_for_the_commit_under_way(database: Database) -> None:
    pieces = [asyncio.create_task(_keep(database, f"p{number}")) for number in range(5)]
    await asyncio.sleep(0)
    await database.close()
    await asyncio.gather(*pieces)
    reopened = Database(database.url)
    assert await _kept(reopened) == {f"p{number}" for number in range(5)}
    await reopened.close()


class _Cancelling:
    """Awaits a coroutine and cancels the task in which it runs while its n-th await is under way."""

    def __init__(self, work: Awaitable[object], step: int) -> None:
        self._work = work
        self._left = step

    async def run(self) -> None:
        await self

    def __await__(self) -> Generator[Any, Any, None]:
        task = asyncio.current_task()
        assert task is not None
        inner = self._work.__await__()
        sent, thrown = None, None
        while True:
            try:
                awaited = inner.throw(thrown) if thrown else inner.send(sent)
            except StopIteration:
                return
            self._left -= 1
            if self._left == 0:
                asyncio.get_running_loop().call_soon(task.cancel)
            sent, thrown = None, None
            try:
                sent = yield awaited
            except BaseException as error:  # noqa: BLE001 - handed on to the coroutine, whatever it is
                thrown = error


async def _breath() -> None:
    await asyncio.sleep(0)


def _sql(words: str) -> Any:
    from sqlalchemy import text

    return text(words)
