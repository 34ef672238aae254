"""The audit: who saw, changed, exported, opened what and when. Each row is chained to the one before."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from domain.errors import NotAllowed
from domain.person import Act
from storage import audit
from storage.audit import Entry
from storage.database import Database, Tx
from storage.vault import Vault


class Audit:
    """Notes in the caller's transaction: what was done and that it was noted stand or fall together."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def note(
        self,
        tx: Tx,
        act: Act | None,
        action: str,
        subject: str,
        *,
        at: datetime,
        unit: str = "",
        **details: Any,
    ) -> None:
        """Append a row. `act` is None for the program and the command line; `details` are ids and numbers,
        never anybody's words: a row cannot be erased.
        """
        number, chain = await audit.last(tx)
        entry = Entry(
            id=number + 1,
            at=at,
            actor=act.by.person if act else None,
            action=action,
            subject=subject,
            unit=unit,
            details=details,
            chain="",
        )
        await audit.add(tx, entry._replace(chain=self.link(entry, chain)))

    async def refused(self, act: Act, error: NotAllowed) -> None:
        """Note that somebody on a roll tried what they may not: in a transaction of its own."""
        if not error.action or act.by.person is None:
            return
        async with self._database.transaction() as tx:
            await self.note(tx, act, "refused", error.subject, at=act.at, tried=error.action)

    def link(self, entry: Entry, before: str) -> str:
        """The chain of a row: a keyed hash of what it says and of the row before it."""
        said = [entry.id, entry.at.astimezone(UTC).isoformat(), entry.actor, entry.action, entry.subject]
        words = json.dumps([*said, entry.unit, entry.details], ensure_ascii=False, sort_keys=True)
        return self._vault.finder("audit", before, words)
