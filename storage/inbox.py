"""Updates as they came, kept until their effect is committed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.errors import AlreadyDone
from domain.person import UpdateKey
from storage.tables import inbox


class Arrived(NamedTuple):
    """An update that waits: its key, the lane it goes in, and its encrypted payload."""

    key: UpdateKey
    lane: str
    sealed: bytes


async def add(tx: AsyncConnection, arrived: Iterable[Arrived], now: datetime) -> list[Arrived]:
    """Keep the updates; those that were here before (redelivered) are left out of what returns."""
    new = []
    for one in arrived:
        known = await tx.scalar(select(inbox.c.state).where(*_is(one.key)))
        if known is None:
            await tx.execute(
                insert(inbox).values(
                    bot=one.key.bot,
                    update_id=one.key.update,
                    lane=one.lane,
                    sealed=one.sealed,
                    state="new",
                    received_at=now,
                )
            )
            new.append(one)
    return new


async def waiting(tx: AsyncConnection, bot: int) -> list[Arrived]:
    """All updates not yet done, in their order (after a restart)."""
    rows = await tx.execute(
        select(inbox.c.update_id, inbox.c.lane, inbox.c.sealed)
        .where(inbox.c.bot == bot, inbox.c.state == "new")
        .order_by(inbox.c.update_id)
    )
    return [Arrived(UpdateKey(bot, row.update_id), row.lane, row.sealed) for row in rows]


async def finish(tx: AsyncConnection, key: UpdateKey) -> None:
    """Mark done and erase the payload, in the transaction of the effect. Raises AlreadyDone."""
    done = await tx.execute(
        update(inbox)
        .where(*_is(key), inbox.c.state != "done")
        .values(state="done", sealed=None, lane="", reference=None, reason=None)
    )
    if done.rowcount != 1:
        raise AlreadyDone


async def fail(tx: AsyncConnection, key: UpdateKey, reference: str, reason: str) -> bool:
    """Keep a failed update under the reference its sender is shown; False where its effect stands already."""
    failed = await tx.execute(
        update(inbox)
        .where(*_is(key), inbox.c.state == "new")
        .values(state="failed", lane="", reference=reference, reason=reason)
    )
    return failed.rowcount == 1


async def prune(tx: AsyncConnection, before: datetime) -> int:
    """Forget done keys received before the instant; how many."""
    gone = await tx.execute(delete(inbox).where(inbox.c.state == "done", inbox.c.received_at < before))
    return gone.rowcount


def _is(key: UpdateKey) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return inbox.c.bot == key.bot, inbox.c.update_id == key.update
