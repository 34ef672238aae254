"""Out of a backup again: unpacked beside, verified to the last byte, and only then put in place."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sqlite3
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, BinaryIO

from domain.errors import Permanent
from storage.backup import DATABASE, MANIFEST, MEDIA, Contents, connect, measure
from storage.sealed_file import DAMAGED, PIECE, Opened

# What SQLite keeps beside a database: a log left by another one would be played into ours.
BESIDE = ("", "-wal", "-shm", "-journal")


def unpack(source: BinaryIO, key: bytes, database: Path, media: Path) -> Contents:
    """Write the backup's database to the path and its media into the folder, and verify all of it.

    Raises Permanent with one of `sealed_file.FAULTS`, OSError. What was written then is to be thrown away.
    """
    opened = Opened(source, key)
    try:
        with gzip.GzipFile(fileobj=opened, mode="rb") as packed:
            with tarfile.open(fileobj=packed, mode="r|") as archive:
                written = dict(_each(archive, database, media))
            while packed.read(PIECE):
                pass  # what follows the archive is padding, but only the last piece tells that nothing lacks
        contents = Contents(**json.loads(written[MANIFEST]))
        there = (*measure(database), len(written) - 2)
    except (tarfile.TarError, zlib.error, gzip.BadGzipFile, EOFError, sqlite3.Error) as error:
        raise Permanent(DAMAGED) from error
    except (
        KeyError,
        TypeError,
        ValueError,
        FileExistsError,
    ) as error:  # no manifest, or not ours; a name twice
        raise Permanent(DAMAGED) from error
    if there != (contents.revision, contents.rows, contents.files):
        raise Permanent(DAMAGED)
    return contents


def custody(database: Path, most: int) -> list[tuple[str, bytes]]:
    """Some sealed records with their finders, to try a key on."""
    with closing(connect(database)) as connection:
        return connection.execute("SELECT finder, sealed FROM custody LIMIT ?", (most,)).fetchall()


def gather(database: Path) -> None:
    """Bring what still stands in the log beside the database into it, so that the one file is all of it."""
    with closing(connect(database)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    with database.open("rb") as data:
        os.fsync(data.fileno())


def put(staged: Path, database: Path, staged_media: Path, media: Path) -> None:
    """Move both to their places. Raises FileExistsError where a database is there by now; it stays."""
    staged_media.rename(media)  # over an empty folder at most
    try:
        os.link(staged, database)  # unlike a rename it never replaces
    except OSError:
        media.rename(staged_media)
        raise
    staged.unlink()
    for folder in {database.parent, media.parent}:
        sync(folder)


def sync(folder: Path) -> None:
    """See to it that the folder's names survive a power cut."""
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def _each(archive: tarfile.TarFile, database: Path, media: Path) -> Iterator[tuple[str, bytes]]:
    """Write every member to its place; its name, and its bytes only where it is the manifest."""
    for member in archive:
        data = archive.extractfile(member) if member.isreg() else None
        if data is None:
            raise Permanent(DAMAGED)
        if member.name == MANIFEST:
            yield member.name, data.read()
            continue
        _write(database if member.name == DATABASE else media / _within_media(member.name), data)
        yield member.name, b""


def _within_media(name: str) -> str:
    """The path within the media folder. Raises Permanent where it would lead anywhere else."""
    folder, *parts = name.split("/")
    if (
        folder != MEDIA
        or not parts
        or any(not part or part.startswith(".") or "\\" in part for part in parts)
    ):
        raise Permanent(DAMAGED)
    return "/".join(parts)


def _write(path: Path, data: IO[bytes]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with open(target, "wb") as out:
        shutil.copyfileobj(data, out)
        out.flush()
        os.fsync(target)
