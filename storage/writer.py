"""The one writer on SQLite: every piece of work in a savepoint, one commit for all that came meanwhile.

A commit waits for the disk; what arrives while it does becomes one batch. Nobody is answered before the
commit that holds their piece.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from sqlalchemy import Engine

from domain.errors import Temporary
from storage.driver import PATIENCE, Here, let_go

SLICE = 100  # milliseconds waited for another program in one go: so soon a cancellation is heard

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


class Piece:
    """What `async with` needs of a piece of work; a generator would cost as much as two statements."""

    __slots__ = ("_batch", "_writer")

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    async def __aenter__(self) -> Here:
        writer = self._writer
        await writer.turn.acquire()
        try:
            self._batch = await writer.begun()
        except BaseException:
            writer.turn.release()
            raise
        return self._batch.tx

    async def __aexit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        try:
            if error is None:
                self._writer.keep(self._batch)
            else:
                self._writer.undo(self._batch)
        finally:
            self._writer.turn.release()
        if error is None:
            await self._batch.settled()


class Writer:
    """Hands out turns on one connection, which is replaced when it is lost."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.turn = asyncio.Lock()
        self._aside = ThreadPoolExecutor(1, "writer")
        self._tx: Here | None = None
        self._batch: _Batch | None = None
        self._commits: set[asyncio.Task[None]] = set()
        self.pieces = 0
        self.commits = 0

    def piece(self) -> Piece:
        """One piece of work: all of it is committed when the block has been left, or none of it.

        Raises Temporary where the commit failed or the connection was lost; then nothing of it stands.
        """
        return Piece(self)

    async def close(self) -> None:
        """Wait for the commit under way and let the connection go."""
        if self._commits:
            await asyncio.wait(self._commits)  # a cancellation of ours is none of theirs
        async with self.turn:
            self._drop()
        self._aside.shutdown()

    async def begun(self) -> _Batch:
        """The open batch or a new one, with a savepoint for who has the turn.

        Raises sqlite3.Error, or Temporary where the open batch had been taken back.
        """
        batch = self._batch or await self._begin()
        try:
            # Outside of a transaction a savepoint would begin one, and its release would commit it.
            batch.tx.standing().execute("SAVEPOINT piece")
        except (sqlite3.Error, Temporary) as error:
            self._lose(batch, error)
            raise
        return batch

    def keep(self, batch: _Batch) -> None:
        """The piece goes into the commit. Raises Temporary where it cannot."""
        try:
            batch.raw.execute("RELEASE piece")
        except sqlite3.Error as error:  # as in `undo`; never for what a statement of the piece's own asked
            self.undo(batch)
            raise Temporary("database-away") from error
        self.pieces += 1

    async def _begin(self) -> _Batch:
        tx = self._tx = self._tx or self._connected()
        try:
            tx.raw.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:  # another program writes: wait for it, but not on the loop
            for _ in range(PATIENCE // SLICE):
                if await self._in_thread(_begun_soon, tx.raw):
                    break
            else:
                await self._in_thread(tx.raw.execute, "BEGIN IMMEDIATE")
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
        async with self.turn:
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

    def undo(self, batch: _Batch) -> None:
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
            let_go(tx.connection)


def _begun_soon(raw: sqlite3.Connection) -> bool:
    """Whether the transaction began; False while another program writes. Raises any other sqlite3.Error."""
    raw.execute(f"PRAGMA busy_timeout={SLICE}")
    try:
        raw.execute("BEGIN IMMEDIATE")
        return True
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False
    finally:
        raw.execute("PRAGMA busy_timeout=0")
