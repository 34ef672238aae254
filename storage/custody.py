"""Who a citizen is, encrypted, in one table. A row is found by a keyed hash and says nothing by itself."""

from __future__ import annotations

from sqlalchemy import delete, insert, select, update

from storage.driver import Tx
from storage.tables import custody


async def get(tx: Tx, finder: str) -> bytes | None:
    """The sealed record; None where there is none."""
    return await tx.scalar(select(custody.c.sealed).where(custody.c.finder == finder))


async def put(tx: Tx, finder: str, sealed: bytes) -> None:
    """Keep the sealed record, in place of an older one."""
    changed = await tx.execute(update(custody).where(custody.c.finder == finder).values(sealed=sealed))
    if changed.rowcount == 0:
        await tx.execute(insert(custody).values(finder=finder, sealed=sealed))


async def drop(tx: Tx, finder: str) -> None:
    """Destroy the record."""
    await tx.execute(delete(custody).where(custody.c.finder == finder))
