"""All services without Telegram: who speaks is made here, and what was promised is read from the rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from bot.joining import build_services
from bot.settings import Settings
from domain.case import Case, CaseKind
from domain.notice import NoticeKind
from domain.person import Act, Post, Role, Speaker
from services import Services
from services.suggestions import Opinion
from storage.database import Database
from storage.tables import outbox
from storage.vault import new_key
from tests.storage import ground
from tests.storage.ground import TRAN

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def at(text: str) -> datetime:
    """A local instant: at("2026-10-20 09:00")."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@dataclass(frozen=True, kw_only=True)
class Office:
    """The services and their database."""

    settings: Settings
    database: Database
    services: Services

    @classmethod
    async def open(cls, folder: Path) -> Office:
        """On a fresh database with three units."""
        database = ground.fresh(folder)
        await ground.with_units(database)
        given: dict[str, Any] = {
            "_env_file": None,  # whatever lies where the tests run
            "bot_token": "1:test",
            "secret_key": new_key(),
            "database_url": database.url,
            "data_dir": folder,
        }
        settings = Settings(**given)
        return cls(settings=settings, database=database, services=build_services(settings, database))

    def twin(self) -> Office:
        """Another program on the same database."""
        database = Database(self.database.url)
        services = build_services(self.settings, database)
        return Office(settings=self.settings, database=database, services=services)

    async def close(self) -> None:
        """Nothing stays open."""
        self.services.workshop.close()
        await self.database.close()

    async def joins(
        self, telegram_id: int, role: Role, unit: str = TRAN.code, since: str = "2026-09-01 08:00"
    ) -> Speaker:
        """Somebody on the roll."""
        act = Act(by=await self.services.people.speaker(telegram_id, "Minh", at(since)), at=at(since))
        async with self.database.transaction() as tx:
            await self.services.people.enrol(tx, act, "Minh", Post(role=role, unit=unit))
        return await self.services.people.speaker(telegram_id, "Minh", at(since))

    async def hears(self, who: Speaker, text: str, when: str = "2026-10-20 09:00", **more: Any) -> Case:
        """An opinion is received."""
        given: dict[str, Any] = {"photos": (), "anonymous": True, "contact": "", "unit": TRAN.code}
        opinion = Opinion(text=text, **{"kind": CaseKind.SUGGESTION, **given, **more})
        async with self.database.transaction() as tx:
            return await self.services.suggestions.receive(tx, Act(by=who, at=at(when)), opinion)

    async def promised(self, kind: NoticeKind) -> int:
        """How many notices of the kind were promised."""
        async with self.database.reading() as tx:
            return await tx.scalar(select(func.count()).where(outbox.c.kind == kind.value)) or 0
