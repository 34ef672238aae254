"""The words by which an operator looks after the data: `backup`, `restore`, `doctor`."""

from __future__ import annotations

import argparse
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from bot.noted import note
from bot.say import say
from bot.settings import Settings
from domain.errors import BadSetting
from services.backups import Backups, read_key
from storage.vault import Vault
from texts.catalogue import Catalogue

_MB = 1_000_000  # bytes


async def backup(settings: Settings, texts: Catalogue, options: argparse.Namespace) -> int:
    """Write a backup; the bot may run meanwhile."""
    file = Path(options.file)
    backups = Backups(settings.database_path, settings.data_dir)
    with _ended_by_signals():
        held = backups.take(file, _key(settings), datetime.now(UTC))
    await note(settings, "backed-up", rows=held.rows, files=held.files)
    values = {
        "at": datetime.fromisoformat(held.made_at),
        "file": str(file),
        "size": max(file.stat().st_size / _MB, 0.1),
        "rows": held.rows,
        "files": held.files,
    }
    say(texts.plain(settings.language, "cli-backed-up", **values))
    return 0


async def restore(settings: Settings, texts: Catalogue, options: argparse.Namespace) -> int:
    """Bring a backup back where there is no database."""
    backups = Backups(settings.database_path, settings.data_dir)
    vault = Vault(settings.secret_key) if settings.secret_key else None
    with _ended_by_signals():
        held = await backups.bring_back(Path(options.file), _key(settings), vault)
    await note(settings, "restored", rows=held.rows, files=held.files)
    at = datetime.fromisoformat(held.made_at)
    say(texts.plain(settings.language, "cli-restored", at=at, rows=held.rows, files=held.files))
    if vault is None:
        say(texts.plain(settings.language, "cli-restored-unchecked"))
    return 0


async def examine(settings: Settings, texts: Catalogue, options: argparse.Namespace) -> int:
    """Look at everything; 1 where something must be done."""
    from bot import doctor  # what it needs is needed by nobody else

    report = await doctor.examine(settings, texts, datetime.now(UTC))
    for line in report.lines:
        say(line)
    return 0 if report.well else 1


def _key(settings: Settings) -> bytes:
    """BACKUP_KEY as bytes. Raises BadSetting where there is none."""
    if not settings.backup_key:
        raise BadSetting("setting-backup-key-empty")
    return read_key(settings.backup_key)


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Ctrl-C and SIGTERM end long work at once and in good order: what it wrote beside is removed."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are the main thread's
        return
    before = {sign: signal.signal(sign, _end) for sign in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


def _end(*_: Any) -> NoReturn:
    raise KeyboardInterrupt
