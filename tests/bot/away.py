"""A database that fails for a while, and what really lies in it."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path


@asynccontextmanager
async def without(table: str, folder: Path) -> AsyncIterator[None]:
    """The table is not there while the block lasts: whoever needs it meets an OperationalError."""
    # In a thread: the program's writer, on our loop, may have to let go first.
    await asyncio.to_thread(_do, folder, f"ALTER TABLE {table} RENAME TO away")
    try:
        yield
    finally:
        await asyncio.to_thread(_do, folder, f"ALTER TABLE away RENAME TO {table}")


class full_disk:  # noqa: N801 - reads as what it is: with full_disk(file)
    """No file of this process grows any more: what a full disk does to the log of the database."""

    def __init__(self, file: Path) -> None:
        self._log = Path(f"{file}-wal")

    def __enter__(self) -> None:
        self._before = resource.getrlimit(resource.RLIMIT_FSIZE)
        size = self._log.stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, self._before[1]))

    def __exit__(self, *_: object) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self._before)


def states(folder: Path) -> dict[int, str]:
    """The state of every update in the inbox, as another program sees it: what is committed."""
    with closing(sqlite3.connect(folder / "vidan.db")) as file:
        return dict(file.execute("SELECT update_id, state FROM inbox").fetchall())


def _do(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "vidan.db", isolation_level=None)) as file:
        file.execute(statement)
