"""All services on a database of their own, and backups of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.backups import Backups, read_key
from storage.vault import new_key
from tests.operators.shell import Shell
from tests.services.office import Office

KEY = read_key(new_key())


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """All services, with three units; their data lies in `here`."""
    here = tmp_path / "here"
    here.mkdir()
    office = await Office.open(here)
    yield office
    await office.close()


@pytest.fixture
def backups(office: Office) -> Backups:
    """Backups of that database."""
    return Backups(office.settings.database_path, office.settings.data_dir)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Backups:
    """Another place, where there is nothing yet."""
    return Backups(tmp_path / "there" / "vidan.db", tmp_path / "there")


@pytest.fixture
def operator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Somebody at the command line, in the folder of the test."""
    return Shell(folder=tmp_path, patch=monkeypatch, captured=capsys)
