"""The database: one way to write, one way to read, on SQLite and PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from domain.errors import Permanent, Temporary
from domain.person import UpdateKey
from storage import inbox

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # what was acknowledged survives a power cut
    "busy_timeout=10000",
    "foreign_keys=ON",
    "secure_delete=ON",  # erased means overwritten
    "trusted_schema=OFF",
)


class Database:
    """Opened once by the wiring; `transaction()` writes, `reading()` reads."""

    def __init__(self, url: str) -> None:
        """`url` as in DATABASE_URL; nothing is opened before the first use."""
        self.url = url
        self.sqlite = url.startswith("sqlite")
        # Parameters may hold what people wrote: they never reach an error's text.
        self._engine: AsyncEngine = create_async_engine(url, hide_parameters=True)
        self._turn = asyncio.Lock()
        self._inside: ContextVar[bool] = ContextVar("inside", default=False)
        if self.sqlite:
            Path(self._engine.url.database or "").absolute().parent.mkdir(parents=True, exist_ok=True)
            event.listen(self._engine.sync_engine, "connect", _prepare)

    @asynccontextmanager
    async def transaction(self, update: UpdateKey | None = None) -> AsyncIterator[AsyncConnection]:
        """One transaction, committed at exit; with `update`, that inbox row is done by the same commit.

        Raises AlreadyDone (and commits nothing) where the update was done before; Temporary where the
        database is busy or away. A nested one is a mistake and raises RuntimeError.
        """
        if self._inside.get():
            raise RuntimeError("a transaction inside a transaction")
        token = self._inside.set(True)
        try:
            async with self._turn, _translated(), self._engine.connect() as tx:
                await self._begin(tx, "BEGIN IMMEDIATE")
                yield tx
                if update is not None:
                    await inbox.finish(tx, update)
                await tx.commit()
        finally:
            self._inside.reset(token)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A consistent view, on a connection of its own."""
        async with _translated(), self._engine.connect() as connection:
            await self._begin(connection, "BEGIN")
            yield connection
            await connection.rollback()

    async def migrate(self) -> None:
        """Bring the tables to the newest revision; safe to repeat."""
        async with self._engine.connect() as connection:
            await connection.run_sync(_upgrade)
            await connection.commit()

    async def close(self) -> None:
        """Let every connection go; without it the driver's threads keep the program alive."""
        await self._engine.dispose()

    async def _begin(self, connection: AsyncConnection, words: str) -> None:
        # The driver's own transaction mode loses writes under concurrency, so we speak for ourselves.
        if self.sqlite:
            await connection.exec_driver_sql(words)
        else:
            await connection.begin()


def _prepare(connection: Any, _: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@asynccontextmanager
async def _translated() -> AsyncIterator[None]:
    """The one place where a driver's errors become ours."""
    try:
        yield
    except OperationalError as error:
        raise Temporary("database-away") from error
    except DBAPIError as error:
        raise Permanent("database-refused") from error
