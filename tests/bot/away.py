"""A database that fails for a while, and what really lies in it."""

from __future__ import annotations

import asyncio
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


def states(folder: Path) -> dict[int, str]:
    """The state of every update in the inbox, as another program sees it: what is committed."""
    with closing(sqlite3.connect(folder / "vidan.db")) as file:
        return dict(file.execute("SELECT update_id, state FROM inbox").fetchall())


def _do(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "vidan.db", isolation_level=None)) as file:
        file.execute(statement)
