"""Promised notices: leased to a postman, asked again whether they still hold, settled."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.case import WAITING
from domain.notice import Notice, NoticeKind
from domain.person import Act
from services import desk
from services.custody import Address, Custody
from storage import cases, outbox
from storage.database import Database
from storage.outbox import Outcome

__all__ = ["Outbox", "Outcome"]

LEASE = timedelta(minutes=4)  # longer than all that a postman holds takes to draw and send


class Outbox:
    """What the postman knows of the outbox."""

    def __init__(self, database: Database, custody: Custody) -> None:
        self._database = database
        self._custody = custody

    async def claim(self, now: datetime, most: int = 30) -> list[Notice]:
        """Lease what is due, the most urgent first."""
        async with self._database.reading() as tx:
            due = await outbox.next_due(tx)
        if due is None or due > now:
            return []  # nothing to write, so nothing is locked
        async with self._database.transaction() as tx:
            return await outbox.claim(tx, now, LEASE, most)

    async def address(self, notice: Notice) -> Address | None:
        """Where it goes; None where the person is gone, erased or has blocked the bot."""
        if notice.kind is NoticeKind.REPLY:
            kept = await self.kept_reply(notice)
            return Address(**kept["to"], key="") if kept else None
        async with self._database.reading() as tx:
            return await self._custody.address(tx, notice.to)

    async def settle(
        self, notice: Notice, outcome: Outcome, now: datetime, to: Address | None = None
    ) -> None:
        """Record what became of it, for good."""
        async with self._database.transaction() as tx:
            await outbox.settle(tx, notice.id, outcome, now)
            if to and to.key and outcome.state == "unreachable":
                await self._custody.set_blocked(tx, to.key, True)
            if notice.kind in (NoticeKind.CARD, NoticeKind.ADDED) and outcome.state == "unreachable":
                await self._hand_up(tx, notice, now)

    async def _hand_up(self, tx: AsyncConnection, notice: Notice, now: datetime) -> None:
        """Where nobody else on the desk can be reached, whoever commands above gets the card too."""
        case = await cases.get(tx, notice.params["case"])
        if case is None or case.state not in WAITING:
            return
        others = [key for key in await desk.keys(tx, case.handler) if key != notice.to]
        if not any([await self._custody.address(tx, key) for key in others]):
            keys = [key for key in await desk.higher(tx, case.handler) if key != notice.to]
            await desk.hand(tx, keys, case.id, now)

    async def about(self, case: str, to: Address, messages: Iterable[int]) -> None:
        """A reply to any of the messages in that chat lands in the case from now on."""
        async with self._database.transaction() as tx:
            if await cases.get(tx, case):
                for message in messages:
                    await cases.map_message(tx, self._custody.message_key(to.chat, message), case)

    async def postpone(self, notice: Notice, due_at: datetime, reason: str) -> None:
        """Try again from `due_at` on."""
        async with self._database.transaction() as tx:
            await outbox.postpone(tx, notice.id, due_at, reason)

    async def keep_reply(self, act: Act, reply: dict[str, Any], due_at: datetime) -> None:
        """Promise a direct answer that could not be delivered at once (JSON; kept encrypted).

        The address is sealed in it: beside a case of the same instant, a person's key would name its sender.
        """
        to = {"chat": act.by.chat, "language": act.by.language}
        sealed = self._custody.vault.seal({**reply, "to": to}, "reply")
        async with self._database.transaction() as tx:
            await outbox.add(tx, secrets.token_hex(20), NoticeKind.REPLY, {}, due_at, sealed)

    async def kept_reply(self, notice: Notice) -> dict[str, Any] | None:
        """The direct answer kept; None where it was settled."""
        async with self._database.reading() as tx:
            sealed = await outbox.sealed(tx, notice.id)
        return self._custody.vault.open(sealed, "reply") if sealed else None

    async def message_of(self, notice: int) -> int | None:
        """What Telegram called the message a notice became."""
        async with self._database.reading() as tx:
            return await outbox.sent_message(tx, notice)

    async def next_due(self) -> datetime | None:
        """When the next waiting notice falls due."""
        async with self._database.reading() as tx:
            return await outbox.next_due(tx)
