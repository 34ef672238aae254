"""The database: one way to write, one way to read."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from domain.errors import Permanent, Temporary
from domain.person import UpdateKey
from storage import driver, inbox, revisions
from storage.driver import Tx, afterwards
from storage.writer import Writer

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

__all__ = ["Database", "Tx", "afterwards"]


_inside: ContextVar[bool] = ContextVar("inside", default=False)  # a transaction


class Transaction:
    """What `async with database.transaction()` does; no generator, as in `Piece`."""

    __slots__ = ("_done", "_piece", "_token", "_tx", "_update")

    def __init__(self, writer: Writer, update: UpdateKey | None, done: set[UpdateKey]) -> None:
        self._piece = writer.piece()
        self._update = update
        self._done = done

    async def __aenter__(self) -> Tx:
        if _inside.get():
            raise RuntimeError("a transaction inside a transaction")
        self._token = _inside.set(True)
        try:
            self._tx = await self._piece.__aenter__()
        except BaseException as error:
            _inside.reset(self._token)
            _translate(error)
            raise
        return self._tx

    async def __aexit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self._tx.after, after = [], self._tx.after
        try:
            if error is None:
                await self._finish()
                for work in after:
                    work()
            else:
                await self._piece.__aexit__(kind, error, trace)
                _translate(error)
        except BaseException as late:
            _translate(late)
            raise
        finally:
            _inside.reset(self._token)

    async def _finish(self) -> None:
        if self._update is None:
            await self._piece.__aexit__(None, None, None)
            return
        try:
            await inbox.finish(self._tx, self._update)
        except BaseException as error:
            await self._piece.__aexit__(type(error), error, None)
            raise
        await self._piece.__aexit__(None, None, None)
        self._done.add(self._update)


class Reading:
    """What `async with database.reading()` does; `idle` are readers that read nothing now."""

    __slots__ = ("_engine", "_idle", "_reader")

    def __init__(self, engine: Engine, idle: list[driver.Here]) -> None:
        self._engine = engine
        self._idle = idle

    async def __aenter__(self) -> Tx:
        try:
            self._reader = self._idle.pop() if self._idle else driver.Here(self._engine.connect())
            try:
                self._reader.raw.execute("BEGIN")
            except sqlite3.Error:
                driver.let_go(self._reader.connection)
                raise
        except BaseException as error:
            _translate(error)
            raise
        return self._reader

    async def __aexit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        try:
            self._reader.raw.rollback()
        except sqlite3.Error as lost:
            driver.let_go(self._reader.connection)
            error = error or lost
        else:
            self._idle.append(self._reader)
        _translate(error)


class Database:
    """Opened once by the wiring; `transaction()` writes, `reading()` and `studying()` read."""

    def __init__(self, url: str) -> None:
        """`url` as in DATABASE_URL; nothing is opened before the first use."""
        self.url = url
        self._engine = driver.engine(url)
        self._threaded: AsyncEngine | None = None  # made for who studies first
        self.writer = Writer(self._engine)
        self._done: set[UpdateKey] = set()
        self._readers: list[driver.Here] = []  # those that read nothing now
        Path(self._engine.url.database or "").absolute().parent.mkdir(parents=True, exist_ok=True)

    def transaction(self, update: UpdateKey | None = None) -> Transaction:
        """One transaction, committed at exit; with `update`, that inbox row is done by the same commit.

        Short work only: its statements run on the loop. What reads much reads it before, in `studying()`.
        Raises AlreadyDone (and commits nothing) where the update was done before; Temporary where the
        database is busy or away. A nested one is a mistake and raises RuntimeError.
        """
        return Transaction(self.writer, update, self._done)

    def took(self, update: UpdateKey) -> bool:
        """Whether a transaction of this program has just done the update; asked once."""
        if update in self._done:
            self._done.remove(update)
            return True
        return False

    def reading(self) -> Reading:
        """A consistent view for a few short statements, which run on the loop."""
        return Reading(self._engine, self._readers)

    @asynccontextmanager
    async def studying(self) -> AsyncIterator[Tx]:
        """A consistent view for statements that may read much: they run in a thread."""
        try:
            self._threaded = self._threaded or driver.threaded(self.url)
            async with self._threaded.connect() as connection:
                await connection.exec_driver_sql("BEGIN")
                yield connection
                await connection.rollback()
        except DBAPIError as error:
            _translate(error)
            raise

    async def migrate(self) -> None:
        """Bring the tables to the newest revision; safe to repeat."""
        async with self.reading() as tx:
            if await revisions.current(tx) == revisions.newest():
                return
        with self._engine.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            connection.detach()  # what is set here holds for nobody else
            # A table that is made anew is dropped first: its rows' children would go with it.
            raw.execute("PRAGMA foreign_keys=OFF")
            with connection.begin():  # said before Alembic, which would commit after each revision
                raw.execute("BEGIN IMMEDIATE")  # all or nothing: who is killed half-way can start again
                _upgrade(connection)
                if connection.execute(text("PRAGMA foreign_key_check")).first():
                    raise Permanent("database-refused")

    async def fold_in(self) -> None:
        """Write the log into the file and empty it: what was erased stands in the log until then.

        As far as nobody reads at that moment; the nightly round comes again.
        """

        def fold() -> None:
            connection = self._engine.raw_connection()
            raw: Any = connection.dbapi_connection
            connection.detach()
            try:
                raw.execute("PRAGMA busy_timeout=200")
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                raw.close()

        try:
            with ThreadPoolExecutor(1) as aside:  # not the writer's: no commit waits for it
                await asyncio.get_running_loop().run_in_executor(aside, fold)
        except sqlite3.Error as error:
            _translate(error)

    async def close(self) -> None:
        """Let every connection go; without it the driver's threads keep the program alive."""
        await self.writer.close()
        while self._readers:
            self._readers.pop().connection.close()
        self._engine.dispose()
        if self._threaded:
            await self._threaded.dispose()


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _translate(error: BaseException | None) -> None:
    """The one place where a driver's errors become ours. Raises Temporary or Permanent, or returns."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if not isinstance(cause, sqlite3.Error):
        return
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    code = getattr(cause, "sqlite_errorcode", None)  # Python's own complaints have none
    away = isinstance(cause, sqlite3.OperationalError) and code != sqlite3.SQLITE_ERROR
    closed = isinstance(cause, sqlite3.ProgrammingError) and "closed" in str(cause)
    if lost or away or closed:
        raise Temporary("database-away") from error
    raise Permanent("database-refused") from error  # our statement, or what it asked for, is wrong
