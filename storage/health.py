"""What an operator asks of the database: is it whole, does the key fit, what waits too long."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Row, func, select, text

from storage.driver import Tx
from storage.queue import WAITING
from storage.tables import cases, custody, deeds, inbox, outbox, photos


class Failure(NamedTuple):
    """An update that failed: the reference its sender was shown, the error's name, when it came."""

    reference: str
    reason: str
    received_at: datetime


class Late(NamedTuple):
    """How many wait that should not any more, and the oldest of them; None where none does."""

    number: int
    since: datetime | None


async def damage(tx: Tx) -> list[str]:
    """What SQLite finds wrong with the file and with rows that name others; empty where it is whole."""
    lines = [str(row[0]) for row in await tx.execute(text("PRAGMA quick_check(5)"))]
    lost = {str(row[0]) for row in await tx.execute(text("PRAGMA foreign_key_check"))}
    return [line for line in lines if line != "ok"] + [f"foreign keys: {table}" for table in sorted(lost)]


async def sealed_records(tx: Tx, most: int) -> list[tuple[str, bytes]]:
    """Some of custody's records with their finders, to try a key on."""
    rows = await tx.execute(select(custody.c.finder, custody.c.sealed).limit(most))
    return [(row.finder, row.sealed) for row in rows]


async def failures(tx: Tx) -> list[Failure]:
    """The updates that failed, the oldest first."""
    columns = (inbox.c.reference, inbox.c.reason, inbox.c.received_at)
    rows = await tx.execute(select(*columns).where(inbox.c.state == "failed").order_by(inbox.c.received_at))
    return [Failure(row.reference or "", row.reason or "", row.received_at) for row in rows]


async def unhandled(tx: Tx, before: datetime) -> Late:
    """Updates that came before the instant and are neither done nor failed."""
    late = select(func.count(), func.min(inbox.c.received_at))
    return _late((await tx.execute(late.where(inbox.c.state == "new", inbox.c.received_at < before))).one())


async def overdue(tx: Tx, before: datetime) -> Late:
    """Notices that were due before the instant and still wait."""
    late = select(func.count(), func.min(outbox.c.due_at))
    return _late((await tx.execute(late.where(WAITING, outbox.c.due_at < before))).one())


async def given_up(tx: Tx, since: datetime) -> dict[str, int]:
    """How many notices due since the instant ended as `failed` or `unreachable`."""
    ended = outbox.c.state.in_(("failed", "unreachable"))
    rows = await tx.execute(
        select(outbox.c.state, func.count()).where(ended, outbox.c.due_at >= since).group_by(outbox.c.state)
    )
    return {row[0]: row[1] for row in rows}


async def newest(tx: Tx) -> datetime | None:
    """When the newest update, case or deed was written; None where there is none."""
    columns = (inbox.c.received_at, cases.c.received_at, deeds.c.recorded_at)
    found = [await tx.scalar(select(func.max(column))) for column in columns]
    return max((at for at in found if at is not None), default=None)


async def photo_files(tx: Tx) -> list[str]:
    """The names of the copies that should lie under DATA_DIR/media."""
    return [name for name in await tx.scalars(select(photos.c.file)) if name]


def _late(row: Row[int, datetime | None]) -> Late:
    return Late(row[0], row[1])
