"""The database: one way to write, one way to read."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from domain.errors import Permanent, Temporary
from domain.person import UpdateKey
from storage import driver, inbox, revisions
from storage.driver import Tx
from storage.writer import Writer

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

__all__ = ["Database", "Tx"]


class Database:
    """Opened once by the wiring; `transaction()` writes, `reading()` and `studying()` read."""

    def __init__(self, url: str) -> None:
        """`url` as in DATABASE_URL; nothing is opened before the first use."""
        self.url = url
        self._engine = driver.engine(url)
        self._threaded: AsyncEngine | None = None  # made for who studies first
        self.writer = Writer(self._engine)
        self._inside: ContextVar[bool] = ContextVar("inside", default=False)
        self._done: set[UpdateKey] = set()
        self._readers: list[driver.Here] = []  # those that read nothing now
        Path(self._engine.url.database or "").absolute().parent.mkdir(parents=True, exist_ok=True)

    @asynccontextmanager
    async def transaction(self, update: UpdateKey | None = None) -> AsyncIterator[Tx]:
        """One transaction, committed at exit; with `update`, that inbox row is done by the same commit.

        Short work only: its statements run on the loop. What reads much reads it before, in `studying()`.
        Raises AlreadyDone (and commits nothing) where the update was done before; Temporary where the
        database is busy or away. A nested one is a mistake and raises RuntimeError.
        """
        if self._inside.get():
            raise RuntimeError("a transaction inside a transaction")
        token = self._inside.set(True)
        try:
            with _TRANSLATED:
                async with self.writer.piece() as tx:
                    yield tx
                    if update is not None:
                        await inbox.finish(tx, update)
        finally:
            self._inside.reset(token)
        if update is not None:
            self._done.add(update)

    def took(self, update: UpdateKey) -> bool:
        """Whether a transaction of this program has just done the update; asked once."""
        if update in self._done:
            self._done.remove(update)
            return True
        return False

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Tx]:
        """A consistent view for a few short statements, which run on the loop."""
        with _TRANSLATED:
            reader = self._readers.pop() if self._readers else driver.Here(self._engine.connect())
            reader.raw.execute("BEGIN")
            try:
                yield reader
            finally:
                reader.raw.rollback()
            self._readers.append(reader)

    @asynccontextmanager
    async def studying(self) -> AsyncIterator[Tx]:
        """A consistent view for statements that may read much: they run in a thread."""
        with _TRANSLATED:
            self._threaded = self._threaded or driver.threaded(self.url)
            async with self._threaded.connect() as connection:
                await connection.exec_driver_sql("BEGIN")
                yield connection
                await connection.rollback()

    async def migrate(self) -> None:
        """Bring the tables to the newest revision; safe to repeat."""
        async with self.reading() as tx:
            if await revisions.current(tx) == revisions.newest():
                return
        with self._engine.connect() as connection:
            _upgrade(connection)
            connection.commit()

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


class _Translated:
    """The one place where a driver's errors become ours."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        lost = isinstance(error, DBAPIError) and error.connection_invalidated
        cause = error.orig if isinstance(error, DBAPIError) else error
        if not isinstance(cause, sqlite3.Error):
            return
        code = getattr(cause, "sqlite_errorcode", None)  # Python's own complaints have none
        away = isinstance(cause, sqlite3.OperationalError) and code != sqlite3.SQLITE_ERROR
        if lost or away or isinstance(cause, sqlite3.ProgrammingError):  # the last: it was closed
            raise Temporary("database-away") from error
        raise Permanent("database-refused") from error  # our statement, or what it asked for, is wrong


_TRANSLATED = _Translated()
