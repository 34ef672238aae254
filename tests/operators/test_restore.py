"""A backup comes back where nothing is, whole and verified, or nothing is touched."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import sqlite3
import stat
import tarfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.errors import BadSetting, Invalid, NotFound
from domain.person import Role
from services.backups import Backups, read_key
from storage import revisions
from storage.sealed_file import Sealer
from storage.vault import Vault, new_key
from tests.operators.conftest import KEY
from tests.services.office import Office

NOW = datetime(2026, 10, 20, 3, 0, tzinfo=UTC)
WORDS = "Đường vào ấp tối quá"


@pytest.fixture
async def backup(office: Office, backups: Backups, tmp_path: Path) -> Path:
    """A backup with an opinion and two photos."""
    media = office.settings.data_dir / "media"
    (media / "old").mkdir(parents=True)
    (media / "a1.jpg").write_bytes(b"\xff\xd8 first")
    (media / "old" / "b2.jpg").write_bytes(b"\xff\xd8 second" * 20_000)
    await office.hears(await office.joins(1, Role.OFFICER), WORDS)
    backups.take(tmp_path / "b", KEY, NOW)
    return tmp_path / "b"


def names(folder: Path) -> set[str]:
    """Every file and folder beneath."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


async def test_all_of_it_comes_back_closed_to_others(
    backup: Path, elsewhere: Backups, office: Office, tmp_path: Path
) -> None:
    held = await elsewhere.bring_back(backup, KEY, office.services.custody.vault)
    there = tmp_path / "there"
    assert names(there) == {"vidan.db", "media", "media/a1.jpg", "media/old", "media/old/b2.jpg"}
    assert (there / "media" / "old" / "b2.jpg").read_bytes() == b"\xff\xd8 second" * 20_000
    assert (held.files, held.made_at) == (2, NOW.isoformat())
    assert stat.S_IMODE((there / "vidan.db").stat().st_mode) == 0o600
    assert stat.S_IMODE(there.stat().st_mode) == 0o700
    with closing(sqlite3.connect(there / "vidan.db")) as database:
        assert database.execute("SELECT text FROM case_messages").fetchall() == [(WORDS,)]
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


async def test_database_and_media_may_lie_apart(backup: Path, tmp_path: Path) -> None:
    apart = Backups(tmp_path / "one" / "bot.db", tmp_path / "two" / "data")
    await apart.bring_back(backup, KEY, None)
    assert names(tmp_path / "one") == {"bot.db"}
    assert (tmp_path / "two" / "data" / "media" / "a1.jpg").read_bytes() == b"\xff\xd8 first"


@pytest.mark.parametrize("there", ["vidan.db", "vidan.db-wal", "vidan.db-journal", "media/x.jpg"])
async def test_nothing_that_is_there_is_replaced_or_mixed_with(
    backup: Path, elsewhere: Backups, tmp_path: Path, there: str
) -> None:
    precious = tmp_path / "there" / there
    precious.parent.mkdir(parents=True)
    precious.write_bytes(b"precious")
    before = names(tmp_path / "there")
    with pytest.raises(Invalid, match="restore-there"):
        await elsewhere.bring_back(backup, KEY, None)
    assert precious.read_bytes() == b"precious"
    assert names(tmp_path / "there") == before


async def test_another_backup_key_another_file_and_none_are_told_apart(
    backup: Path, elsewhere: Backups, office: Office, tmp_path: Path
) -> None:
    with pytest.raises(Invalid, match="backup-other-key"):
        await elsewhere.bring_back(backup, read_key(new_key()), None)
    with pytest.raises(Invalid, match="backup-other-file"):
        await elsewhere.bring_back(office.settings.database_path, KEY, None)
    with pytest.raises(NotFound, match="restore-no-file"):
        await elsewhere.bring_back(tmp_path / "c", KEY, None)
    assert names(tmp_path / "there") == set()


async def test_another_secret_key_is_said_plainly_and_nothing_is_put_in_place(
    backup: Path, elsewhere: Backups, office: Office, tmp_path: Path
) -> None:
    with pytest.raises(BadSetting, match="restore-other-secret-key"):
        await elsewhere.bring_back(backup, KEY, Vault(new_key()))
    assert names(tmp_path / "there") == set()
    await elsewhere.bring_back(backup, KEY, office.services.custody.vault)
    assert "vidan.db" in names(tmp_path / "there")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), by=st.integers(0, 255))
async def test_a_backup_damaged_or_cut_off_anywhere_leaves_nothing(
    backup: Path, elsewhere: Backups, tmp_path: Path, place: float, by: int
) -> None:
    data = bytearray(backup.read_bytes())
    at = int(place * len(data))
    if by:
        data[at] ^= by
    else:
        del data[at:]
    (tmp_path / "wrong").write_bytes(data)
    with pytest.raises(Invalid, match=r"backup-(damaged|other-key|other-file)"):
        await elsewhere.bring_back(tmp_path / "wrong", KEY, None)
    assert names(tmp_path / "there") == set()


def archive(file: Path, *members: tuple[str, bytes], kind: bytes = tarfile.REGTYPE) -> None:
    """A file sealed with the right key, holding what we never wrote."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as made:
        for name, data in members:
            member = tarfile.TarInfo(name)
            member.size, member.type, member.linkname = len(data), kind, "/etc/hostname"
            made.addfile(member, io.BytesIO(data))
    with file.open("wb") as out:
        sealer = Sealer(out, KEY)
        sealer.write(gzip.compress(packed.getvalue()))
        sealer.finish()


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "/tmp/evil",
        "media/../../evil",
        "media//evil",
        "media/./evil",
        "media/.evil",
        "media",
        "media\\..\\evil",
        "evil",
        "other/evil",
        "",
    ],
)
async def test_no_name_in_a_backup_leads_out_of_its_place(
    elsewhere: Backups, tmp_path: Path, name: str
) -> None:
    archive(tmp_path / "evil-backup", (name, b"evil"))
    with pytest.raises(Invalid, match="backup-damaged"):
        await elsewhere.bring_back(tmp_path / "evil-backup", KEY, None)
    assert names(tmp_path) - names(tmp_path / "here") == {"evil-backup", "there"}


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE])
async def test_only_plain_files_come_out(elsewhere: Backups, tmp_path: Path, kind: bytes) -> None:
    archive(tmp_path / "evil-backup", ("media/evil", b""), kind=kind)
    with pytest.raises(Invalid, match="backup-damaged"):
        await elsewhere.bring_back(tmp_path / "evil-backup", KEY, None)
    assert names(tmp_path / "there") == set()


async def test_a_backup_with_a_name_twice_or_without_its_parts_is_refused(
    elsewhere: Backups, tmp_path: Path
) -> None:
    nothing = json.dumps({"made_at": "", "revision": "", "rows": 0, "files": 0}).encode()
    for number, members in enumerate(
        (
            [],
            [("manifest.json", nothing)],
            [("vidan.db", b"no database"), ("manifest.json", nothing)],
            [("media/a", b"1"), ("media/a", b"2")],
            [("manifest.json", b"{")],
            [("manifest.json", b"[1]")],
        )
    ):
        archive(tmp_path / f"b{number}", *members)
        with pytest.raises(Invalid, match="backup-damaged"):
            await elsewhere.bring_back(tmp_path / f"b{number}", KEY, None)
    assert names(tmp_path / "there") == set()


async def test_a_backup_of_a_newer_program_is_not_brought_back(
    office: Office, backups: Backups, elsewhere: Backups, tmp_path: Path
) -> None:
    await office.database.close()
    with closing(sqlite3.connect(office.settings.database_path)) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.commit()
    backups.take(tmp_path / "b", KEY, NOW)
    with pytest.raises(Invalid, match="backup-newer"):
        await elsewhere.bring_back(tmp_path / "b", KEY, None)
    assert names(tmp_path / "there") == set()


async def test_the_tables_are_brought_up_to_date(backup: Path, elsewhere: Backups, tmp_path: Path) -> None:
    await elsewhere.bring_back(backup, KEY, None)
    with closing(sqlite3.connect(tmp_path / "there" / "vidan.db")) as database:
        revision = database.execute("SELECT version_num FROM alembic_version").fetchone()
    assert revision == (revisions.newest(),)


async def test_what_a_killed_restore_left_is_removed_by_the_next(
    backup: Path, elsewhere: Backups, tmp_path: Path
) -> None:
    left = tmp_path / "there" / ".vidan-restore-left"
    left.mkdir(parents=True)
    shutil.copy(backup, left / "vidan.db")
    await elsewhere.bring_back(backup, KEY, None)
    assert not left.exists()
    assert (tmp_path / "there" / "vidan.db").stat().st_size > 0
