"""Whether all is well with the data: what `doctor` tells, and what a start must know first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.errors import BadSetting, Permanent
from storage import health, revisions
from storage.database import Database
from storage.health import Failure, Late
from storage.vault import Vault

__all__ = ["Failure", "Health", "Late", "Opening", "Waiting", "check_key", "check_tables", "opening"]

TRIED = 64  # records of custody; after a while under another key some of the newest would not open
PATIENCE = timedelta(minutes=10)  # well over a lease of 2; one that is put off falls due later
LOOKED_BACK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Opening:
    """How many sealed records were tried with SECRET_KEY, and how many opened."""

    tried: int
    opened: int

    @property
    def fits(self) -> bool:
        """Whether it is the key: some opened, or there was none to try."""
        return self.opened > 0 or self.tried == 0


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """What waits or was given up."""

    failures: list[Failure]
    unhandled: Late
    overdue: Late
    given_up: dict[str, int]


def opening(vault: Vault, records: Iterable[tuple[str, bytes]]) -> Opening:
    """Try the key on records of custody (finder, sealed)."""
    tried = opened = 0
    for finder, sealed in records:
        tried += 1
        try:
            vault.open(sealed, finder)
        except Permanent:
            continue
        opened += 1
    return Opening(tried=tried, opened=opened)


async def check_key(database: Database, vault: Vault) -> None:
    """Raise BadSetting where SECRET_KEY is not the one that the data was sealed with.

    Under another key nobody would be recognised, and what is written meanwhile would open with neither.
    """
    async with database.reading() as tx:
        records = await health.sealed_records(tx, TRIED)
    if not opening(vault, records).fits:
        raise BadSetting("setting-secret-key-changed")


async def check_tables(database: Database) -> None:
    """Raise BadSetting where the tables are a newer program's: ours would not know what is in them."""
    async with database.reading() as tx:
        revision = await revisions.current(tx)
    if revision is not None and not revisions.known(revision):
        raise BadSetting("doctor-database-newer")


class Health:
    """Reads the database and changes nothing; the tables need not be there."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def damage(self) -> list[str]:
        """What SQLite finds wrong; empty where nothing is. Raises Failed where it cannot be read at all."""
        async with self._database.studying() as tx:
            return await health.damage(tx)

    async def revision(self) -> tuple[str | None, bool, bool]:
        """The tables' revision (None: no tables), whether it is the newest, whether it is known here."""
        async with self._database.reading() as tx:
            revision = await revisions.current(tx)
        return revision, revision == revisions.newest(), revision is None or revisions.known(revision)

    async def opening(self, vault: Vault) -> Opening:
        """Try the key on custody."""
        async with self._database.reading() as tx:
            return opening(vault, await health.sealed_records(tx, TRIED))

    async def waiting(self, now: datetime) -> Waiting:
        """What waits too long, and what failed."""
        async with self._database.studying() as tx:
            return Waiting(
                failures=await health.failures(tx),
                unhandled=await health.unhandled(tx, now - PATIENCE),
                overdue=await health.overdue(tx, now - PATIENCE),
                given_up=await health.given_up(tx, now - LOOKED_BACK),
            )

    async def newest(self) -> datetime | None:
        """When anything was written last."""
        async with self._database.studying() as tx:
            return await health.newest(tx)

    async def photo_files(self) -> list[str]:
        """The names of all copies of photos."""
        async with self._database.studying() as tx:
            return await health.photo_files(tx)
