"""The one writer on SQLite: every piece of work in a savepoint, one commit for all that came meanwhile.

A commit waits for the disk; what arrives while it does becomes one batch. Nobody is answered before the
commit that holds their piece.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from domain.errors import Temporary
from storage.driver import PATIENCE, Here

T = TypeVar("T")


class _Batch:
    """The pieces between one BEGIN and its COMMIT."""

    def __init__(self, tx: Here) -> None:
        self.tx = tx
        self.raw = tx.raw
        self.over = False
        self._error: Exception | None = None
        self._waiters: list[asyncio.Future[None]] = []

    def end(self, error: Exception | None = None) -> None:
        """It is committed, or why it did not stand."""
        self.over, self._error = True, error
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def settled(self) -> None:
        """Return once committed; a cancellation waits for it too. Raises Temporary where it did not stand."""
        cancelled: asyncio.CancelledError | None = None
        while not self.over:
            waiter = asyncio.get_running_loop().create_future()
            self._waiters.append(waiter)
            try:
                await waiter
            except asyncio.CancelledError as error:
                cancelled = error
        if cancelled is not None:
            raise cancelled
        if self._error is not None:
            raise Temporary("database-away") from self._error


class Writer:
    """Hands out turns on one connection, which is replaced when it is lost."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = asyncio.Lock()
        self._aside = ThreadPoolExecutor(1, "writer")
        self._tx: Here | None = None
        self._batch: _Batch | None = None
        self._commits: set[asyncio.Task[None]] = set()
        self.pieces = 0
        self.commits = 0

    @asynccontextmanager
    async def piece(self) -> AsyncIterator[Here]:
        """One piece of work: all of it is committed when the block has been left, or none of it.

        Raises Temporary where the commit failed or the connection was lost; then nothing of it stands.
        """
        async with self._turn:
            batch = self._batch or await self._begin()
            try:
                batch.raw.execute("SAVEPOINT piece")
                yield batch.tx
                batch.raw.execute("RELEASE piece")
            except BaseException:
                self._undo(batch)
                raise
            self.pieces += 1
        await batch.settled()

    async def close(self) -> None:
        """Wait for the commit under way and let the connection go."""
        await asyncio.gather(*self._commits)
        async with self._turn:
            self._drop()
        self._aside.shutdown()

    async def _begin(self) -> _Batch:
        tx = self._tx = self._tx or self._connected()
        try:
            tx.raw.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:  # another program writes: wait for it, but not on the loop
            await self._in_thread(_begin_patiently, tx.raw)
        except sqlite3.Error:
            self._drop()
            raise
        batch = self._batch = _Batch(tx)
        # Its turn comes after all who wait for theirs now: they share the commit.
        commit = asyncio.create_task(self._commit(batch))
        self._commits.add(commit)
        commit.add_done_callback(self._commits.discard)
        return batch

    def _connected(self) -> Here:
        tx = Here(self._engine.connect())
        tx.raw.execute("PRAGMA busy_timeout=0")
        return tx

    async def _commit(self, batch: _Batch) -> None:
        async with self._turn:
            if batch.over:
                return  # lost before
            self._batch = None
            try:
                await self._in_thread(batch.raw.execute, "COMMIT")
            except BaseException as error:
                self._lose(batch, error)
                if not isinstance(error, sqlite3.Error):
                    raise
            else:
                self.commits += 1
                batch.end()

    async def _in_thread(self, work: Callable[..., T], *given: Any) -> T:
        """What may wait. A cancellation is raised once it has ended; after an error the connection goes."""
        done = asyncio.get_running_loop().run_in_executor(self._aside, work, *given)
        cancelled: asyncio.CancelledError | None = None
        while not done.done():
            try:
                await asyncio.wait([done])
            except asyncio.CancelledError as error:
                cancelled = error
        if done.exception() or cancelled:
            self._drop()
        if cancelled is not None:
            raise cancelled
        return done.result()

    def _undo(self, batch: _Batch) -> None:
        """Take back one piece; the others of the batch stay."""
        try:
            batch.raw.execute("ROLLBACK TO piece")
            batch.raw.execute("RELEASE piece")
        except sqlite3.Error as error:  # SQLite took back everything by itself, or the connection is gone
            self._lose(batch, error)

    def _lose(self, batch: _Batch, error: BaseException) -> None:
        """Nothing of the batch stands: everybody in it hears so, and the next begins on a new connection."""
        self._batch = None
        self._drop()
        batch.end(error if isinstance(error, Exception) else RuntimeError("stopped"))

    def _drop(self) -> None:
        tx, self._tx = self._tx, None
        if tx is not None:
            try:
                tx.connection.invalidate()
                tx.connection.close()
            except (DBAPIError, sqlite3.Error):
                return  # it is gone already


def _begin_patiently(raw: sqlite3.Connection) -> None:
    raw.execute(f"PRAGMA busy_timeout={PATIENCE}")
    try:
        raw.execute("BEGIN IMMEDIATE")
    finally:
        raw.execute("PRAGMA busy_timeout=0")
