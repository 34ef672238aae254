"""The bot's database, read as its own services and tables read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, text, update

from bot.joining import build_services
from bot.settings import Settings
from services import Services
from storage.database import Database
from storage.tables import case_messages, deeds, drafts, inbox, outbox
from tests.crash.ledger import tag_of
from tests.crash.machine import Machine


def settings_of(machine: Machine) -> Settings:
    """The settings the machine's bot runs with."""
    return Settings(_env_file=None, **machine.settings())  # type: ignore[call-arg]  # pydantic's own keyword


@dataclass(frozen=True)
class Records:
    """A database of a bot, with the key that opens it."""

    database: Database
    services: Services

    @classmethod
    @asynccontextmanager
    async def of(cls, machine: Machine) -> AsyncIterator[Records]:
        """Open while the block lasts."""
        settings = settings_of(machine)
        database = Database(settings.database_url)
        services = build_services(settings, database)
        try:
            yield cls(database, services)
        finally:
            services.workshop.close()
            await database.close()

    async def nothing_waits(self) -> bool:
        """Whether every update is done and every notice settled."""
        return not (await self.inbox())["new"] and not (await self.outbox())["waiting"]

    async def let_leases_pass(self) -> int:
        """As if the minutes were over that a dead postman's leases last; how many notices lay under one."""
        async with self.database.transaction() as tx:
            held = await tx.execute(
                update(outbox)
                .where(outbox.c.state == "waiting", outbox.c.leased_until.is_not(None))
                .values(leased_until=None)
            )
        return held.rowcount

    async def inbox(self) -> Counter[str]:
        """Updates by state."""
        return await self._by_state(inbox)

    async def outbox(self) -> Counter[str]:
        """Notices by state."""
        return await self._by_state(outbox)

    async def _by_state(self, table: Any) -> Counter[str]:
        async with self.database.reading() as tx:
            rows = await tx.execute(select(table.c.state, func.count()).group_by(table.c.state))
            return Counter(dict(rows.all()))

    async def effects(self) -> Counter[tuple[str, str]]:
        """(kind of wish, tag) -> how often it stands."""
        found: Counter[tuple[str, str]] = Counter()
        async with self.database.reading() as tx:
            for words in await tx.scalars(select(deeds.c.text)):
                found["deed", tag_of(words)] += 1
            firsts = select(func.min(case_messages.c.id)).group_by(case_messages.c.case)
            first = set(await tx.scalars(firsts))
            for row in await tx.execute(select(case_messages)):
                kind = "opinion" if row.id in first else "addition" if row.side == "citizen" else "answer"
                found[kind, tag_of(row.text)] += 1
        return found

    async def half_said(self) -> set[str]:
        """Tags of words that stand in an open form and were not sent yet."""
        async with self.database.reading() as tx:
            rows = (await tx.execute(select(drafts.c.id, drafts.c.sealed))).all()
        vault = self.services.custody.vault
        return {tag_of(str(vault.open(row.sealed, f"draft {row.id}").get("body", ""))) for row in rows}

    async def sound(self) -> bool:
        """Whether SQLite finds its file whole."""
        async with self.database.reading() as tx:
            return bool(await tx.scalar(text("PRAGMA integrity_check")) == "ok")
