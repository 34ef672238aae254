"""A backup holds what was committed, nothing that was erased, and appears whole or not at all."""

from __future__ import annotations

import asyncio
import gzip
import io
import shutil
import sqlite3
import stat
import tarfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.errors import Invalid, NotFound
from domain.person import Role
from services.backups import Backups
from storage.backup import ROOM, private_room
from storage.database import Database
from storage.sealed_file import Opened
from storage.tables import case_messages
from tests.operators.conftest import KEY
from tests.services.office import Office

NOW = datetime(2026, 10, 20, 3, 0, tzinfo=UTC)
WORDS = "Đường vào ấp tối quá"
ERASED = "ERASED-MARKER-7041"


def inside(file: Path) -> dict[str, bytes]:
    """What a backup holds, by name."""
    with file.open("rb") as source:
        plain = gzip.decompress(Opened(source, KEY).readall())
    with tarfile.open(fileobj=io.BytesIO(plain)) as archive:
        found = {member.name: archive.extractfile(member) for member in archive}
        return {name: data.read() for name, data in found.items() if data}


async def test_a_backup_taken_under_load_holds_everything_committed_before_it(
    office: Office, backups: Backups, elsewhere: Backups, tmp_path: Path
) -> None:
    committed: list[list[str]] = [[] for _ in range(4)]
    enough, over = asyncio.Event(), asyncio.Event()

    async def writes(number: int) -> None:
        who = await office.joins(1000 + number, Role.OFFICER)
        while not over.is_set():
            text = f"{WORDS} {number}-{len(committed[number])}"
            await office.hears(who, text)
            committed[number].append(text)
            if all(len(mine) >= 10 for mine in committed):
                enough.set()

    writers = [asyncio.create_task(writes(number)) for number in range(4)]
    await enough.wait()
    before = [list(mine) for mine in committed]
    # The others go on in this loop while a thread takes the backup, as another process would.
    taking = asyncio.to_thread(backups.take, tmp_path / "b", KEY, NOW)
    held = await taking
    meanwhile = [len(mine) for mine in committed]
    over.set()
    await asyncio.gather(*writers)
    assert sum(meanwhile) > sum(map(len, before)), "nobody wrote while the backup was taken"

    restored = await elsewhere.bring_back(tmp_path / "b", KEY, office.services.custody.vault)
    assert restored == held
    texts = await _texts(tmp_path / "there" / "vidan.db")
    for mine, old in zip(committed, before, strict=True):
        there = [text for text in mine if text in texts]
        assert set(old) <= set(there)
        assert there == mine[: len(there)], "a later one is there without an earlier one"


async def _texts(file: Path) -> set[str]:
    database = Database(f"sqlite+aiosqlite:///{file}")
    try:
        async with database.reading() as tx:
            return set(await tx.scalars(select(case_messages.c.text)))
    finally:
        await database.close()


async def test_it_holds_database_photos_and_a_manifest_and_no_key(
    office: Office, backups: Backups, tmp_path: Path
) -> None:
    media = office.settings.data_dir / "media"
    media.mkdir()
    (media / "a1.jpg").write_bytes(b"\xff\xd8 photo")
    (media / ".hidden").write_bytes(b"nobody's")
    (media / "link.jpg").symlink_to("/etc/hostname")
    (office.settings.data_dir / ".env").write_text(f"SECRET_KEY={office.settings.secret_key}\n")
    await office.hears(await office.joins(1, Role.OFFICER), WORDS)
    held = backups.take(tmp_path / "b", KEY, NOW)
    content = inside(tmp_path / "b")
    assert set(content) == {"vidan.db", "media/a1.jpg", "manifest.json"}
    assert content["media/a1.jpg"] == b"\xff\xd8 photo"
    assert (held.files, held.made_at) == (1, "2026-10-20T03:00:00+00:00")
    assert held.rows > 5
    assert office.settings.secret_key.encode() not in b"".join(content.values())


async def test_nothing_in_the_file_can_be_read_without_the_key(
    office: Office, backups: Backups, tmp_path: Path
) -> None:
    await office.hears(await office.joins(1, Role.OFFICER), WORDS)
    backups.take(tmp_path / "b", KEY, NOW)
    data = (tmp_path / "b").read_bytes()
    assert WORDS.encode() in inside(tmp_path / "b")["vidan.db"]
    for plain in (WORDS.encode(), b"SQLite", b"vidan.db", b"manifest", b"2026"):
        assert plain not in data
    assert stat.S_IMODE((tmp_path / "b").stat().st_mode) == 0o600


async def test_what_was_erased_is_not_in_it_even_where_the_database_still_has_its_bytes(
    office: Office, backups: Backups, tmp_path: Path
) -> None:
    file = office.settings.database_path
    await office.database.close()
    with closing(sqlite3.connect(file)) as careless:  # without secure_delete, as by some other tool
        careless.execute("PRAGMA secure_delete = OFF")
        careless.execute("CREATE TABLE notes (text)")
        careless.executemany("INSERT INTO notes VALUES (?)", [(ERASED * 200,)] * 50)
        careless.commit()
        careless.execute("DELETE FROM notes")
        careless.commit()
    assert ERASED.encode() in file.read_bytes()
    backups.take(tmp_path / "b", KEY, NOW)
    assert ERASED.encode() not in inside(tmp_path / "b")["vidan.db"]


async def test_a_file_that_is_there_already_stays_as_it_is(backups: Backups, tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"precious")
    with pytest.raises(Invalid, match="backup-there"):
        backups.take(tmp_path / "b", KEY, NOW)
    assert (tmp_path / "b").read_bytes() == b"precious"


async def test_a_backup_that_cannot_be_written_leaves_nothing_behind(
    office: Office, backups: Backups, tmp_path: Path
) -> None:
    before = _names(tmp_path)
    with pytest.raises(Invalid, match="backup-file"):
        backups.take(tmp_path / "no-such-folder" / "b", KEY, NOW)
    assert _names(tmp_path) == before


async def test_what_a_killed_backup_left_is_removed_by_the_next(
    office: Office, backups: Backups, tmp_path: Path
) -> None:
    left = office.settings.data_dir / f"{ROOM}left"
    left.mkdir()
    (left / "vidan.db").write_bytes(b"a plain copy")
    (tmp_path / "b.part").write_bytes(b"half a backup" * 100_000)
    backups.take(tmp_path / "b", KEY, NOW)
    assert not left.exists()
    assert not (tmp_path / "b.part").exists()
    assert "vidan.db" in inside(tmp_path / "b")


async def test_two_at_once_are_refused(office: Office, backups: Backups, tmp_path: Path) -> None:
    with (
        private_room(office.settings.data_dir, ROOM) as room,
        pytest.raises(Invalid, match="backup-under-way"),
    ):
        backups.take(tmp_path / "b", KEY, NOW)
    assert not room.exists()
    assert not (tmp_path / "b").exists()


async def test_without_a_database_there_is_nothing_to_back_up(elsewhere: Backups, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="backup-no-database"):
        elsewhere.take(tmp_path / "b", KEY, NOW)
    assert not (tmp_path / "b").exists()


async def test_a_damaged_database_is_told_and_not_backed_up(
    office: Office, backups: Backups, tmp_path: Path
) -> None:
    await office.database.close()
    shutil.copy(__file__, office.settings.database_path)
    with pytest.raises(Invalid, match="backup-database"):
        backups.take(tmp_path / "b", KEY, NOW)
    assert not (tmp_path / "b").exists()


def _names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
