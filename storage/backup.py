"""A backup: a snapshot of the database and the media, compressed and sealed as one stream."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from domain.errors import Permanent
from storage.sealed_file import Sealer

DATABASE, MEDIA, MANIFEST = "vidan.db", "media", "manifest.json"  # the members of the archive
UNDER_WAY = "under-way"
ROOM = ".vidan-backup-"  # how the folders begin in which a snapshot lies for a moment
_LEVEL = 6  # of gzip: 9 takes twice as long for a hundredth less


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What a backup holds: as of when (ISO 8601, UTC), at which revision of the tables, and how much."""

    made_at: str
    revision: str
    rows: int
    files: int


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A copy of the database as of one instant, open for reading; its name is gone already."""

    data: BinaryIO
    revision: str
    rows: int


@contextmanager
def snapshot(database: Path) -> Iterator[Snapshot]:
    """Copy the database while others write to it: all that was committed before, nothing that was erased.

    VACUUM INTO reads in one transaction, which hinders no writer, and writes rows, never free pages. The copy
    is made beside the database, where plain data lies anyway, and loses its name before it is read.
    Raises sqlite3.Error, OSError, Permanent(UNDER_WAY).
    """
    with private_room(database.parent, ROOM) as room:
        copy = room / DATABASE
        with closing(connect(database)) as connection:
            connection.execute("VACUUM INTO ?", (str(copy),))
        revision, rows = measure(copy)
        with copy.open("rb") as data:
            copy.unlink()
            yield Snapshot(data=data, revision=revision, rows=rows)


def pack(out: BinaryIO, key: bytes, taken: Snapshot, media: Path, now: datetime) -> Contents:
    """Write snapshot and media to `out`; a photo's file is there before its row, so no row lacks one."""
    sealer = Sealer(out, key)
    with (
        gzip.GzipFile(fileobj=sealer, mode="wb", compresslevel=_LEVEL, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|") as archive,
    ):
        _add(archive, DATABASE, taken.data)
        files = sum(_add_file(archive, f"{MEDIA}/{name}", media / name) for name in _names(media))
        contents = Contents(made_at=now.isoformat(), revision=taken.revision, rows=taken.rows, files=files)
        _add(archive, MANIFEST, BytesIO(json.dumps(asdict(contents)).encode()))
    sealer.finish()
    return contents


@contextmanager
def private_room(folder: Path, prefix: str) -> Iterator[Path]:
    """A folder in `folder` for us alone, removed at the end; those of killed programs are removed first.

    Raises Permanent(UNDER_WAY) where another program has one in the same folder.
    """
    import fcntl  # not where there is no POSIX: the bot itself runs without

    held = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Permanent(UNDER_WAY) from error
        for left in folder.glob(f"{prefix}*"):
            shutil.rmtree(left)
        with TemporaryDirectory(prefix=prefix, dir=folder) as room:
            yield Path(room)
    finally:
        os.close(held)  # and with it the lock


def connect(database: Path) -> sqlite3.Connection:
    """The database file, which must be there, without a transaction begun. Raises sqlite3.Error."""
    return sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)


def measure(database: Path) -> tuple[str, int]:
    """The revision of the tables and how many rows are in all of them. Raises sqlite3.Error."""
    with closing(connect(database)) as connection:
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        named = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        tables = [name for (name,) in connection.execute(named) if name != "alembic_version"]
        counts = [connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables]
    return str(revision), sum(counts)


def _names(media: Path) -> list[str]:
    """Every file of the media by its path within; hidden ones are nobody's."""
    found = (path.relative_to(media) for path in media.rglob("*") if path.is_file() and not path.is_symlink())
    return sorted(name.as_posix() for name in found if not any(part.startswith(".") for part in name.parts))


def _add_file(archive: tarfile.TarFile, name: str, path: Path) -> bool:
    """Add a file; False where it was erased meanwhile."""
    try:
        data = path.open("rb")
    except FileNotFoundError:
        return False
    with data:
        _add(archive, name, data)
    return True


def _add(archive: tarfile.TarFile, name: str, data: BinaryIO) -> None:
    member = tarfile.TarInfo(name)  # no time, no owner: neither is anyone's business
    member.size, member.mode = data.seek(0, os.SEEK_END), 0o600
    data.seek(0)
    archive.addfile(member, data)
