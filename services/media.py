"""Photos: fetched once from Telegram, stripped of metadata, kept as our own copies."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from domain.errors import Permanent
from reports.photo import clean
from services.custody import Custody
from services.workshop import Workshop
from storage import photos
from storage.database import Database, Tx, afterwards
from storage.photos import Photo

__all__ = ["Media", "Photo"]

NAMED_BY_THEN = timedelta(hours=1)  # the row of a copy is written right after it
Fetch = Callable[[str], Awaitable[bytes]]


class Media:
    """Copies live under DATA_DIR/media by random names."""

    def __init__(self, database: Database, custody: Custody, workshop: Workshop, folder: Path) -> None:
        self._database = database
        self._custody = custody
        self._workshop = workshop
        self._folder = folder

    async def of_message(self, message: int) -> list[Photo]:
        """The photos that came with a case's message."""
        async with self._database.reading() as tx:
            return await photos.of_message(tx, message)

    def forget(self, tx: Tx, files: Iterable[str]) -> None:
        """Copies that no row names any more: unlinked once that is committed, kept where it is not."""
        afterwards(tx, partial(self._unlink, list(files)))

    async def sweep(self, now: datetime) -> int:
        """Unlink copies that no row names: the program was stopped between the file and its row; how many.

        What was written lately may yet get its row.
        """
        found = await asyncio.to_thread(self._older_than, now - NAMED_BY_THEN)
        if not found:
            return 0
        async with self._database.studying() as tx:  # asked after the files: whatever is named by now stays
            lost = found - await photos.named(tx)
        await asyncio.to_thread(self._unlink, lost)
        return len(lost)

    def _older_than(self, then: datetime) -> set[str]:
        files = self._folder.glob("*.jpg")
        return {file.name for file in files if file.stat().st_mtime < then.timestamp()}

    def _unlink(self, files: Iterable[str]) -> None:
        for name in files:
            (self._folder / name).unlink(missing_ok=True)

    async def bytes_of(self, photo: Photo, fetch: Fetch) -> bytes:
        """A photo as JPEG without metadata; `fetch` brings Telegram's bytes by file id, the first time only.

        Raises Invalid where it is no picture, Permanent where our copy is gone.
        """
        if photo.file:
            try:
                return (self._folder / photo.file).read_bytes()
            except FileNotFoundError as error:
                raise Permanent("photo-gone") from error
        raw = await fetch(str(self._custody.vault.open(photo.sealed or b"", "photo")))
        data = await self._workshop.make(clean, raw)
        self._folder.mkdir(parents=True, exist_ok=True)
        name = f"{secrets.token_hex(16)}.jpg"
        (self._folder / name).write_bytes(data)
        async with self._database.transaction() as tx:
            first = await photos.copied(tx, photo.id, name)
        if not first:  # another desk's card was faster: its copy is the one that is known
            (self._folder / name).unlink()
        return data
