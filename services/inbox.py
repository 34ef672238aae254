"""Updates on their way in: kept before they are acknowledged, done when their effect is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from domain.person import UpdateKey
from services.custody import Custody
from storage import inbox
from storage.database import Database
from storage.inbox import Arrived

__all__ = ["Arrived", "Inbox"]

KEPT = timedelta(days=2)  # how long a done key still tells a redelivered update


class Inbox:
    """What intake, lanes and `replay` know of the inbox."""

    def __init__(self, database: Database, custody: Custody, bot: int) -> None:
        """`bot` is the bot's own Telegram id: another bot's updates never mix in."""
        self._database = database
        self._custody = custody
        self.bot = bot

    async def keep(self, updates: Iterable[dict[str, Any]], now: datetime) -> list[Arrived]:
        """Commit raw updates, encrypted; those that were here before are left out of what returns."""
        arrived = [self._sealed(update) for update in updates]
        async with self._database.transaction() as tx:
            return await inbox.add(tx, arrived, now)

    async def waiting(self) -> list[Arrived]:
        """All not yet done, in their order."""
        async with self._database.reading() as tx:
            return await inbox.waiting(tx, self.bot)

    def opened(self, arrived: Arrived) -> dict[str, Any]:
        """The raw update."""
        update: dict[str, Any] = self._custody.vault.open(arrived.sealed, _purpose(arrived.key))
        return update

    async def finish(self, key: UpdateKey) -> None:
        """Mark done an update that had no transaction of its own. Raises AlreadyDone."""
        async with self._database.transaction(key):
            pass

    async def fail(self, key: UpdateKey, reference: str, reason: str) -> bool:
        """Keep it under the reference its sender is shown; False where its effect stands already."""
        async with self._database.transaction() as tx:
            return await inbox.fail(tx, key, reference, reason)

    async def prune(self, now: datetime) -> None:
        """Forget done keys that no redelivery can bring again."""
        async with self._database.transaction() as tx:
            await inbox.prune(tx, now - KEPT)

    def _sealed(self, update: dict[str, Any]) -> Arrived:
        key = UpdateKey(self.bot, int(update["update_id"]))
        sealed = self._custody.vault.seal(update, _purpose(key))
        return Arrived(key, self._custody.person_key(_sender(update)), sealed)


def _purpose(key: UpdateKey) -> str:
    return f"update {key.bot} {key.update}"


def _sender(update: dict[str, Any]) -> int:
    """The Telegram id of who acted, else of the chat: one lane for each."""
    for part in update.values():
        if isinstance(part, dict):
            who = part.get("from") or part.get("user") or part.get("chat") or part.get("sender_chat")
            if isinstance(who, dict) and isinstance(who.get("id"), int):
                return int(who["id"])
    return 0
