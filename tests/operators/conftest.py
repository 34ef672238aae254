"""All services on a database of their own, and backups of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.settings import Settings
from services.backups import NOTE, Backups, read_key
from storage.vault import new_key
from tests.operators.shell import Shell
from tests.services.office import Office, at

KEY = read_key(new_key())
NOW = at("2026-10-20 09:00")


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


@pytest.fixture
def settings(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Of a bot that is set up as it should be."""
    monkeypatch.chdir(tmp_path)
    office.settings.data_dir.chmod(0o700)
    (office.settings.data_dir / NOTE).write_text((NOW - timedelta(days=1)).isoformat())
    return office.settings.model_copy(update={"backup_key": new_key(), "language": "en"})
