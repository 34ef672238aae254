"""The data: the database's file, its tables, the key, and what waits in it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from bot.doctor import chain, desks
from bot.doctor.report import Report
from bot.settings import Settings
from domain.errors import Failed
from services.health import Health, Waiting
from storage.database import Database
from storage.vault import Vault

_MB = 1_000_000  # bytes
SHOWN = 5  # references in a line
SLACK = timedelta(minutes=5)  # that the newest entry may be ahead of the clock


async def database(report: Report, settings: Settings, now: datetime) -> None:
    """Is it there, whole, and at the newest revision? Then what it holds is looked at."""
    file = settings.database_path
    if not file.is_file():
        report.worth("doctor-no-database", database=str(file))
        return
    opened = Database(settings.database_url)
    try:
        if await _file(report, settings, Health(opened), file, now):
            await desks.staffed(report, opened, now)
            await chain.whole(report, opened, settings)
    except Failed:
        report.bad("doctor-database-unreadable", database=str(file))
    finally:
        await opened.close()


async def _file(report: Report, settings: Settings, health: Health, file: Path, now: datetime) -> bool:
    """Look at the file and, where the tables are ours, into it; whether they are."""
    damage = await health.damage()
    if damage:
        report.bad("doctor-database-damaged", database=str(file), reason=damage[0])
        return False
    report.good("doctor-database", database=str(file), size=file.stat().st_size / _MB)
    revision, newest, known = await health.revision()
    if not known:
        report.bad("doctor-database-newer")
    elif revision is None or not newest:
        report.worth("doctor-migrate")
    else:
        report.good("doctor-migrations", revision=revision)
        await _content(report, settings, health, now)
        return True
    return False


async def _content(report: Report, settings: Settings, health: Health, now: datetime) -> None:
    if settings.secret_key:
        await _key(report, health, Vault(settings.secret_key))
    newest = await health.newest()
    if newest and newest > now + SLACK:
        report.bad("doctor-clock-behind", newest=newest, now=now)
    _waits(report, await health.waiting(now))
    media = settings.data_dir / "media"
    lost = [name for name in await health.photo_files() if not (media / name).is_file()]
    if lost:
        report.worth("doctor-photos-gone", count=len(lost), folder=str(media))


async def _key(report: Report, health: Health, vault: Vault) -> None:
    tried = await health.opening(vault)
    if not tried.fits:
        report.bad("setting-secret-key-changed")
    elif tried.opened < tried.tried:
        report.bad("doctor-keys-mixed", closed=tried.tried - tried.opened, tried=tried.tried)
    else:
        report.good("doctor-key", tried=tried.tried)


def _waits(report: Report, waiting: Waiting) -> None:
    late = 0
    if waiting.unhandled.since:
        report.bad("doctor-unhandled", count=waiting.unhandled.number, at=waiting.unhandled.since)
        late += 1
    if waiting.overdue.since:
        report.bad("doctor-overdue", count=waiting.overdue.number, at=waiting.overdue.since)
        late += 1
    if not late:
        report.good("doctor-nothing-late")
    if waiting.failures:
        shown = ", ".join(failure.reference for failure in waiting.failures[:SHOWN])
        first = waiting.failures[0]
        report.worth(
            "doctor-failed",
            count=len(waiting.failures),
            at=first.received_at,
            reference=first.reference,
            references=shown,
        )
    if waiting.given_up.get("failed"):
        report.worth("doctor-given-up", count=waiting.given_up["failed"])
    if waiting.given_up.get("unreachable"):
        report.good("doctor-unreachable", count=waiting.given_up["unreachable"])
