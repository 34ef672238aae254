"""Photos of cases and deeds: first by Telegram's encrypted file id, then as our own clean copy."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, insert, select, update

from storage.driver import Tx
from storage.tables import photos


class Photo(NamedTuple):
    """`sealed` is Telegram's file id until `file`, our copy, is made."""

    id: int
    sealed: bytes | None
    file: str | None


async def add(
    tx: Tx,
    sealed: bytes,
    *,
    case: str | None = None,
    message: int | None = None,
    deed: str | None = None,
) -> None:
    """Keep a photo of a case's message or of a deed."""
    await tx.execute(insert(photos).values(case=case, message=message, deed=deed, sealed=sealed))


async def of_message(tx: Tx, message: int) -> list[Photo]:
    """The photos that came with a case's message."""
    return await _those(tx, photos.c.message == message)


async def waiting(tx: Tx, case: str) -> list[Photo]:
    """Those that came with an answer which waits to be approved: they belong to no message yet."""
    return await _those(tx, (photos.c.case == case) & photos.c.message.is_(None))


async def attach(tx: Tx, case: str, message: int) -> None:
    """Those that waited go with that message."""
    waits = (photos.c.case == case, photos.c.message.is_(None))
    await tx.execute(update(photos).where(*waits).values(message=message))


async def drop_waiting(tx: Tx, case: str) -> list[str]:
    """Those that waited are not wanted any more; the names of our copies of them."""
    files = [photo.file for photo in await waiting(tx, case) if photo.file]
    await tx.execute(delete(photos).where(photos.c.case == case, photos.c.message.is_(None)))
    return files


async def named(tx: Tx) -> set[str]:
    """The names of all copies that are known."""
    return set(await tx.scalars(select(photos.c.file).where(photos.c.file.is_not(None))))


async def of_deed(tx: Tx, deed: str) -> list[Photo]:
    """The deed's photos."""
    return await _those(tx, photos.c.deed == deed)


async def copied(tx: Tx, photo: int, file: str) -> bool:
    """Our copy is made; the way to Telegram's is erased. False where another copy was made before."""
    first = update(photos).where(photos.c.id == photo, photos.c.file.is_(None))
    return (await tx.execute(first.values(file=file, sealed=None))).rowcount == 1


async def _those(tx: Tx, where: ColumnElement[bool]) -> list[Photo]:
    columns = (photos.c.id, photos.c.sealed, photos.c.file)
    rows = await tx.execute(select(*columns).where(where).order_by(photos.c.id))
    return [Photo(*row) for row in rows]
