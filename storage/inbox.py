"""Updates as they came, kept until their effect is committed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, bindparam, delete, insert, select, update

from domain.errors import AlreadyDone
from domain.person import UpdateKey
from storage.driver import Prepared, Tx, rows, run
from storage.tables import inbox

# Made once: building a statement takes longer than SQLite takes to run it.
_HERE = select(inbox.c.update_id).where(
    inbox.c.bot == bindparam("of_bot"), inbox.c.update_id.in_(bindparam("ids", expanding=True))
)
_KEEP = insert(inbox).values(state="new")
_WHOLE = Prepared(
    select(inbox.c.lane, inbox.c.sealed).where(
        inbox.c.bot == bindparam("of_bot"),
        inbox.c.update_id == bindparam("of_update"),
        inbox.c.state == "new",
    ),
    inbox.c.lane,
    inbox.c.sealed,
)
_FINISH = Prepared(
    update(inbox)
    .where(
        inbox.c.bot == bindparam("of_bot"),
        inbox.c.update_id == bindparam("of_update"),
        inbox.c.state != "done",
    )
    .values(state="done", sealed=None, lane="", reference=None, reason=None)
)
_DROP = delete(inbox).where(
    inbox.c.bot == bindparam("of_bot"), inbox.c.update_id == bindparam("of_update"), inbox.c.state == "done"
)


class Arrived(NamedTuple):
    """An update that waits: its key, the lane it goes in, its encrypted payload where it was read, and that
    payload in the open where it came just now.
    """

    key: UpdateKey
    lane: str
    sealed: bytes = b""
    raw: dict[str, Any] | None = None


async def add(tx: Tx, arrived: Sequence[Arrived], now: datetime) -> list[Arrived]:
    """Keep the updates; those that were here before (redelivered) are left out of what returns."""
    if not arrived:
        return []
    bot, ids = arrived[0].key.bot, [one.key.update for one in arrived]
    here = set(await tx.scalars(_HERE, {"of_bot": bot, "ids": ids}))
    new = {one.key.update: one for one in arrived if one.key.update not in here}
    if new:
        new_rows = [
            {"bot": bot, "update_id": number, "lane": one.lane, "sealed": one.sealed, "received_at": now}
            for number, one in new.items()
        ]
        await tx.execute(_KEEP, new_rows)
    return list(new.values())


async def waiting(tx: Tx, bot: int) -> list[Arrived]:
    """All updates not yet done, in their order (after a restart), without what they hold."""
    found = await tx.execute(
        select(inbox.c.update_id, inbox.c.lane)
        .where(inbox.c.bot == bot, inbox.c.state == "new")
        .order_by(inbox.c.update_id)
    )
    return [Arrived(UpdateKey(bot, row.update_id), row.lane) for row in found]


async def whole(tx: Tx, key: UpdateKey) -> Arrived | None:
    """One of them with what it holds; None where it waits no more."""
    found = await rows(tx, _WHOLE, of_bot=key.bot, of_update=key.update)
    return Arrived(key, *found[0]) if found else None


async def finish(tx: Tx, key: UpdateKey) -> None:
    """Mark done and erase the payload, in the transaction of the effect. Raises AlreadyDone."""
    if await run(tx, _FINISH, of_bot=key.bot, of_update=key.update) != 1:
        raise AlreadyDone


async def fail(tx: Tx, key: UpdateKey, reference: str, reason: str) -> bool:
    """Keep a failed update under the reference its sender is shown; False where its effect stands already."""
    failed = await tx.execute(
        update(inbox)
        .where(*_is(key), inbox.c.state == "new")
        .values(state="failed", lane="", reference=reference, reason=reason)
    )
    return failed.rowcount == 1


async def old(tx: Tx, before: datetime, *, most: int) -> list[UpdateKey]:
    """Up to so many done keys received before the instant. It reads much where none of the first ones is."""
    rows = await tx.execute(
        select(inbox.c.bot, inbox.c.update_id)
        .where(inbox.c.state == "done", inbox.c.received_at < before)
        .limit(most)
    )
    return [UpdateKey(*row) for row in rows]


async def drop(tx: Tx, keys: Sequence[UpdateKey]) -> None:
    """Forget done keys."""
    await tx.execute(_DROP, [{"of_bot": key.bot, "of_update": key.update} for key in keys])


def _is(key: UpdateKey) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return inbox.c.bot == key.bot, inbox.c.update_id == key.update


async def failed(tx: Tx) -> dict[str, Arrived]:
    """The updates that failed, by the reference of each. Their lanes are empty."""
    columns = (inbox.c.bot, inbox.c.update_id, inbox.c.lane, inbox.c.sealed, inbox.c.reference)
    found = await tx.execute(select(*columns).where(inbox.c.reference > "", inbox.c.state == "failed"))
    return {row.reference: Arrived(UpdateKey(row.bot, row.update_id), row.lane, row.sealed) for row in found}


async def reopen(tx: Tx, key: UpdateKey, lane: str) -> bool:
    """A failed update waits again, in that lane; False where it is not failed any more.

    It keeps its reference until `take_up`: that is how it is told from what a running program has queued.
    """
    opened = await tx.execute(
        update(inbox).where(*_is(key), inbox.c.state == "failed").values(state="new", lane=lane, reason=None)
    )
    return opened.rowcount == 1


async def reopened(tx: Tx, bot: int) -> list[Arrived]:
    """The updates that were reopened and that nobody took up yet, in their order."""
    columns = (inbox.c.bot, inbox.c.update_id, inbox.c.lane, inbox.c.sealed, inbox.c.state)
    # By the references alone, which are few: SQLite would go through all that waits, or all of the bot's.
    found = await tx.execute(select(*columns).where(inbox.c.reference > ""))
    mine = [row for row in found if row.bot == bot and row.state == "new"]
    return sorted(Arrived(UpdateKey(bot, row.update_id), row.lane, row.sealed) for row in mine)


async def take_up(tx: Tx, bot: int) -> list[Arrived]:
    """The reopened updates, in their order: in the caller's hands now, they lose the references they failed
    under. Read and marked in one transaction, so that of two callers only one gets each.
    """
    arrived = await reopened(tx, bot)
    for one in arrived:
        await tx.execute(update(inbox).where(*_is(one.key)).values(reference=None))
    return arrived


async def prune_failed(tx: Tx, before: datetime) -> int:
    """Forget failed updates received before the instant, with all they hold; how many."""
    gone = await tx.execute(delete(inbox).where(inbox.c.state == "failed", inbox.c.received_at < before))
    return gone.rowcount
