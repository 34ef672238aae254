"""The machine: settings, who may read the secrets, disk, clock, backups."""

from __future__ import annotations

import shutil
import stat
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from bot.doctor.report import Report
from bot.settings import Settings
from services.backups import NOTE

_GB = 1_000_000_000  # bytes
FULL, LOW = 0.2 * _GB, 1.0 * _GB
OFF = timedelta(seconds=30)  # of Telegram's clock: more shows in reminders and in the times of messages
BACKUP_OLD = timedelta(days=8)  # a weekly one and a day


def settings_usable(report: Report, settings: Settings) -> None:
    """They were read, or we would not be here; is any missing that going live needs?"""
    lacking = 0
    if not settings.bot_token:
        report.worth("doctor-no-token")
        lacking += 1
    if not settings.secret_key:
        report.bad("setting-secret-key-empty")
        lacking += 1
    if not settings.backup_key:
        report.worth("doctor-no-backup-key")
        lacking += 1
    if not lacking:
        report.good("doctor-settings")


def secrets_closed(report: Report, settings: Settings) -> None:
    """May other accounts of the machine read keys or data? What lies in a closed folder is closed."""
    database = settings.database_path
    asked = [Path(".env"), settings.data_dir]
    if _open(database.parent) and database.parent.resolve() != settings.data_dir.resolve():
        asked.append(database)
    found = [path for path in asked if _open(path)]
    for path in found:
        report.worth("doctor-readable", path=str(path))
    if not found:
        report.good("doctor-closed")


def _open(path: Path) -> bool:
    return path.exists() and bool(path.stat().st_mode & stat.S_IRWXO)


def room(report: Report, settings: Settings) -> None:
    """Can we write, and how much more?"""
    folder = settings.data_dir.absolute()
    while not folder.exists():
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        report.bad("doctor-unwritable", folder=str(folder), reason=error.strerror or "")
    free = shutil.disk_usage(folder).free
    if free < FULL:
        report.bad("doctor-disk-full", free=free / _GB, folder=str(folder))
    elif free < LOW:
        report.worth("doctor-disk-low", free=free / _GB, folder=str(folder))
    else:
        report.good("doctor-disk", free=free / _GB, folder=str(folder))


def clock(report: Report, settings: Settings, now: datetime, ahead: timedelta | None) -> None:
    """Is it right? `ahead` is by how much it is ahead of Telegram's; None where that is not known."""
    local = now.astimezone(settings.zone)
    if ahead is not None and abs(ahead) > OFF:
        report.bad("doctor-clock-off", now=now, seconds=round(abs(ahead).total_seconds()))
    else:
        report.good("doctor-clock", now=now, zone=settings.timezone, offset=f"{local:%z}")


def newest_backup(report: Report, settings: Settings, now: datetime) -> None:
    """When was the newest taken on this machine? Where it lies now nobody but the operator knows."""
    try:
        taken = datetime.fromisoformat((settings.data_dir / NOTE).read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        report.worth("doctor-no-backup")
        return
    if now - taken > BACKUP_OLD:
        report.worth("doctor-backup-old", at=taken)
    else:
        report.good("doctor-backup", at=taken)
