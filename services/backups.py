"""Backups: taken while the bot runs, brought back where there is no database yet."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy.exc import DBAPIError

from domain.errors import BadSetting, Invalid, NotFound, Permanent
from services.health import TRIED, opening
from storage import backup, restore, revisions
from storage.backup import Contents
from storage.database import Database
from storage.sealed_file import FAULTS as _SEALED
from storage.sealed_file import read_key
from storage.vault import Vault

__all__ = ["FAULTS", "Backups", "Contents", "read_key"]

NEWER = "newer"
FAULTS = (*_SEALED, backup.UNDER_WAY, NEWER)
NOTE = "last-backup"  # in DATA_DIR: when the newest backup was taken (ISO 8601, UTC)
_ROOM = ".vidan-restore-"


class Backups:
    """Knows where the database and the media lie; the backup's file is the operator's."""

    def __init__(self, database: Path, data_dir: Path) -> None:
        """`database` is the file that DATABASE_URL names."""
        self._database = database
        self._data_dir = data_dir
        self._media = data_dir / backup.MEDIA

    def take(self, file: Path, key: bytes, now: datetime) -> Contents:
        """Write a backup of all that is committed. The file appears when it is whole, or never.

        Raises NotFound without a database, Invalid where the file is there already or cannot be written.
        """
        _is_free(file)
        if not self._database.is_file():
            raise NotFound("backup-no-database", database=str(self._database))
        with _said(), _appearing(file) as out, backup.snapshot(self._database) as taken:
            contents = backup.pack(out, key, taken, self._media, now)
        self._note(contents.made_at)
        return contents

    async def bring_back(self, file: Path, key: bytes, vault: Vault | None) -> Contents:
        """Unpack a backup, verify all of it, bring its tables up to date and put it in place.

        `vault`, where there is one, is tried on its custody. Raises Invalid, NotFound, BadSetting and leaves
        nothing behind: a database is there already, the file is none of ours, damaged, under another key.
        """
        self._nothing_there()
        if not file.is_file():
            raise NotFound("restore-no-file", file=str(file))
        with _said(), self._rooms() as (for_database, for_media):
            staged, media = for_database / backup.DATABASE, for_media / backup.MEDIA
            media.mkdir(mode=0o700)
            with file.open("rb") as source:
                contents = restore.unpack(source, key, staged, media)
            if not revisions.known(contents.revision):
                raise Permanent(NEWER)
            if vault and not opening(vault, restore.custody(staged, TRIED)).fits:
                raise BadSetting("restore-other-secret-key")
            await _migrate(staged)
            restore.put(staged, self._database, media, self._media)
        return contents

    def _note(self, at: str) -> None:
        """For `doctor`: the backup stands without it."""
        part = self._data_dir / f"{NOTE}.part"
        with suppress(OSError):
            part.write_text(f"{at}\n", encoding="utf-8")
            part.replace(self._data_dir / NOTE)  # also over one that another account wrote

    def _nothing_there(self) -> None:
        """Raise Invalid where anything would be replaced, or mixed with what is there."""
        for ending in restore.BESIDE:
            there = self._database.with_name(self._database.name + ending)
            if os.path.lexists(there):
                raise Invalid("restore-there", there=str(there))
        if self._media.is_dir() and any(self._media.iterdir()):
            raise Invalid("restore-there", there=str(self._media))

    @contextmanager
    def _rooms(self) -> Iterator[tuple[Path, Path]]:
        """Where to unpack: in the folders where database and media will lie, so that a rename moves them."""
        folders = [self._database.absolute().parent, self._data_dir.absolute()]
        for folder in folders:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.path.samefile(*folders):
            with backup.private_room(folders[0], _ROOM) as room:
                yield room, room
        else:
            with (
                backup.private_room(folders[0], _ROOM) as first,
                backup.private_room(folders[1], _ROOM) as second,
            ):
                yield first, second


async def _migrate(staged: Path) -> None:
    """Bring the unpacked database's tables to the newest revision, in the one file."""
    database = Database(f"sqlite+aiosqlite:///{staged}")
    try:
        await database.migrate()
    except DBAPIError as error:
        raise sqlite3.OperationalError(str(error.orig)) from error
    finally:
        await database.close()
    restore.gather(staged)


def _is_free(file: Path) -> None:
    if os.path.lexists(file):
        raise Invalid("backup-there", file=str(file))


@contextmanager
def _appearing(file: Path) -> Iterator[BinaryIO]:
    """A file to write to beside the one asked for, which gets that one's name at the end, or vanishes."""
    part = file.with_name(f"{file.name}.part")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
    try:
        with open(os.open(part, flags, 0o600), "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        _is_free(file)
        part.rename(file)
    finally:
        part.unlink(missing_ok=True)
    restore.sync(file.absolute().parent)


@contextmanager
def _said() -> Iterator[None]:
    """What went wrong below becomes a sentence for the operator."""
    try:
        yield
    except Permanent as error:
        raise Invalid(f"backup-{error.key}") from error
    except sqlite3.Error as error:
        raise Invalid("backup-database", reason=str(error)) from error
    except OSError as error:
        raise Invalid("backup-file", reason=error.strerror or "", file=str(error.filename or "")) from error
