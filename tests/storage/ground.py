"""A migrated database for each test, copied from one that was migrated once a process."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from domain.person import Person, Post, Role
from domain.unit import Unit, UnitKind
from storage import people, units
from storage.database import Database

NOON = datetime(2026, 10, 20, 5, 0, tzinfo=UTC)  # noon in Cà Mau
PROVINCE = Unit(code="CAT", name="Công an tỉnh Cà Mau", kind=UnitKind.PROVINCE, parent=None)
TRAN = Unit(code="32134", name="Công an xã Lương Thế Trân", kind=UnitKind.COMMUNE, parent="CAT")
XUYEN = Unit(code="32002", name="Công an phường An Xuyên", kind=UnitKind.WARD, parent="CAT")


def fresh(folder: Path) -> Database:
    """A migrated, empty database in the folder."""
    file = folder / "vidan.db"
    file.write_bytes(_template())
    return Database(f"sqlite+aiosqlite:///{file}")


async def with_units(database: Database) -> None:
    """Three units."""
    async with database.transaction() as tx:
        await units.put(tx, [PROVINCE, TRAN, XUYEN], {})


async def with_officer(database: Database, person: str, *posts: Post) -> None:
    """A person on the roll; without posts, an officer of the commune."""
    given = posts or (Post(role=Role.OFFICER, unit=TRAN.code),)
    async with database.transaction() as tx:
        await people.add(tx, Person(id=person, key=f"key-{person}", name="Minh", language="vi"), NOON)
        for post in given:
            await people.add_post(tx, person, post, NOON)


@asynccontextmanager
async def drivers_threads_ended() -> AsyncIterator[None]:
    """At the end wait for the threads begun meanwhile: a connection that failed has one that outlives it."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        if "connection_worker" in thread.name:
            await asyncio.to_thread(thread.join)


@cache
def _template() -> bytes:
    with TemporaryDirectory() as folder, ThreadPoolExecutor(1) as pool:
        file = Path(folder) / "template.db"
        pool.submit(asyncio.run, _migrated(file)).result()  # a thread: the caller may be inside a loop
        return file.read_bytes()


async def _migrated(file: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{file}")
    await database.migrate()
    await database.close()
