"""A restore reads all of the backup before anything at its target changes."""

from __future__ import annotations

import io
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from domain.errors import BadSetting, Invalid
from domain.person import Role
from services.backups import Backups, read_key
from storage.vault import Vault, new_key
from tests.operators.conftest import KEY
from tests.operators.test_restore import NOW
from tests.services.office import Office


@pytest.fixture
async def backup(office: Office, backups: Backups, tmp_path: Path) -> Path:
    """A backup with an opinion and a photo of some pieces' length."""
    media = office.settings.data_dir / "media"
    media.mkdir()
    (media / "a1.jpg").write_bytes(secrets.token_bytes(300_000))
    await office.hears(await office.joins(1, Role.OFFICER), "Đường vào ấp tối quá")
    backups.take(tmp_path / "b", KEY, NOW)
    return tmp_path / "b"


class Watched(type(Path())):  # type: ignore[misc] # the class of paths depends on the machine
    """A backup's file; at each read of it `look` is called."""

    look: Callable[[], object]

    def open(self, *_: Any, **__: Any) -> BinaryIO:
        """To be read as bytes."""
        look = self.look

        class Reading(io.BufferedReader):
            def read(self, size: int | None = -1, /) -> bytes:
                look()
                return super().read(size)

        return Reading(io.FileIO(self))


@pytest.mark.parametrize(
    "fault", ["none", "another key", "last byte", "cut off", "more", "another SECRET_KEY"]
)
async def test_until_the_whole_file_is_verified_nothing_at_the_target_is_touched(
    backup: Path, elsewhere: Backups, office: Office, tmp_path: Path, fault: str
) -> None:
    there = tmp_path / "there"
    (there / "media").mkdir(parents=True)
    for name in (".env", "last-backup", "rehearsal.db"):
        (there / name).write_bytes(b"precious")
    data = backup.read_bytes()
    changed = {
        "last byte": data[:-1] + bytes([data[-1] ^ 1]),
        "cut off": data[: len(data) // 2],
        "more": data + b"\0",
    }
    seen: list[dict[str, tuple[int, bytes]]] = []
    (tmp_path / "given").write_bytes(changed.get(fault, data))
    file = Watched(tmp_path / "given")
    file.look = lambda: seen.append(state(there))
    before = state(there)

    key = read_key(new_key()) if fault == "another key" else KEY
    vault = Vault(new_key()) if fault == "another SECRET_KEY" else office.services.custody.vault
    if fault == "none":
        await elsewhere.bring_back(file, key, vault)
        assert {"vidan.db", "media/a1.jpg"} <= set(state(there)) - set(before)
    else:
        with pytest.raises((Invalid, BadSetting)):
            await elsewhere.bring_back(file, key, vault)
        assert state(there) == before
    assert seen
    assert all(at == before for at in seen)
    assert (tmp_path / "given").read_bytes() == changed.get(fault, data)
    assert not list(there.glob(".vidan-*"))


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file and folder beneath with its content and when it was changed, but for the hidden room."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    return {
        name: (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for name, path in found.items()
        if not name.startswith(".vidan-restore-")
    }
