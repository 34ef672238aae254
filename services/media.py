"""Photos: fetched once from Telegram, stripped of metadata, kept as our own copies."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

from domain.errors import Permanent
from reports.photo import clean
from services.custody import Custody
from services.workshop import Workshop
from storage import photos
from storage.database import Database
from storage.photos import Photo

__all__ = ["Media", "Photo"]

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

    def forget(self, files: Iterable[str]) -> None:
        """Unlink copies that no row names any more; SQLite's part was committed before."""
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
