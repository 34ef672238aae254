"""Promises to send, and the occurrences that must not double."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.notice import Notice, NoticeKind, priority
from storage.keys import new_id
from storage.tables import occurrences, outbox


class Outcome(NamedTuple):
    """What became of a row. State: sent, dropped, unreachable or failed."""

    state: str
    reason: str | None = None
    message_id: int | None = None


async def add(
    tx: AsyncConnection,
    to: str,
    kind: NoticeKind,
    params: dict[str, Any],
    due_at: datetime,
    sealed: bytes | None = None,
) -> int:
    """Promise a notice from `due_at` on; the row's id."""
    done = await tx.execute(
        insert(outbox).values(
            to=to,
            kind=kind.value,
            params=params,
            sealed=sealed,
            priority=priority(kind),
            state="waiting",
            due_at=due_at,
            attempts=0,
        )
    )
    return new_id(done)


async def claim(tx: AsyncConnection, now: datetime, lease: timedelta, most: int) -> list[Notice]:
    """Lease up to `most` rows that are due and nobody holds, the most urgent first."""
    free = (outbox.c.leased_until.is_(None)) | (outbox.c.leased_until < now)
    rows = (
        await tx.execute(
            select(outbox)
            .where(outbox.c.state == "waiting", outbox.c.due_at <= now, free)
            .order_by(outbox.c.priority, outbox.c.due_at, outbox.c.id)
            .limit(most)
            .with_for_update(skip_locked=True)  # PostgreSQL's; SQLite has one writer anyway
        )
    ).all()
    if rows:
        await tx.execute(
            update(outbox)
            .where(outbox.c.id.in_([row.id for row in rows]))
            .values(leased_until=now + lease, attempts=outbox.c.attempts + 1)
        )
    return [
        Notice(
            id=row.id,
            to=row.to,
            kind=NoticeKind(row.kind),
            params=row.params,
            attempts=row.attempts + 1,
            due_at=row.due_at,
        )
        for row in rows
    ]


async def sealed(tx: AsyncConnection, notice: int) -> bytes | None:
    """The encrypted answer of a REPLY row."""
    return await tx.scalar(select(outbox.c.sealed).where(outbox.c.id == notice))


async def settle(tx: AsyncConnection, notice: int, outcome: Outcome, now: datetime) -> None:
    """Record what became of the row, for good."""
    await tx.execute(
        update(outbox)
        .where(outbox.c.id == notice)
        .values(
            state=outcome.state,
            reason=outcome.reason,
            message_id=outcome.message_id,
            sealed=None,
            leased_until=None,
            sent_at=now if outcome.state == "sent" else None,
        )
    )


async def postpone(tx: AsyncConnection, notice: int, due_at: datetime, reason: str) -> None:
    """Try again from `due_at` on."""
    await tx.execute(
        update(outbox).where(outbox.c.id == notice).values(due_at=due_at, leased_until=None, reason=reason)
    )


async def next_due(tx: AsyncConnection) -> datetime | None:
    """When the next waiting row falls due; None where none waits."""
    due: datetime | None = await tx.scalar(
        select(func.min(outbox.c.due_at)).where(outbox.c.state == "waiting")
    )
    return due


async def sent_message(tx: AsyncConnection, notice: int) -> int | None:
    """What Telegram called the message the row became."""
    return await tx.scalar(select(outbox.c.message_id).where(outbox.c.id == notice, outbox.c.state == "sent"))


async def occur(
    tx: AsyncConnection, kind: str, recipient: str, period: str, now: datetime, notice: int | None = None
) -> None:
    """Note that it happened for the recipient in that period; a second time breaks the unique key."""
    await tx.execute(
        insert(occurrences).values(kind=kind, recipient=recipient, period=period, at=now, notice=notice)
    )


async def occurred(tx: AsyncConnection, kind: str, period: str) -> dict[str, int | None]:
    """The recipients for whom it happened in that period, with the outbox row it became."""
    rows = await tx.execute(
        select(occurrences.c.recipient, occurrences.c.notice).where(
            occurrences.c.kind == kind, occurrences.c.period == period
        )
    )
    return dict(rows.all())


async def occurs_as(tx: AsyncConnection, kind: str, recipient: str, period: str, notice: int) -> None:
    """It is this outbox row from now on that it became."""
    where = (occurrences.c.kind == kind, occurrences.c.recipient == recipient, occurrences.c.period == period)
    await tx.execute(update(occurrences).where(*where).values(notice=notice))


async def waits_until(tx: AsyncConnection, notice: int) -> datetime | None:
    """When a row that waits falls due; None where it waits no more."""
    due: datetime | None = await tx.scalar(
        select(outbox.c.due_at).where(outbox.c.id == notice, outbox.c.state == "waiting")
    )
    return due


async def occurrence(tx: AsyncConnection, kind: str, recipient: str, period: str) -> int | None:
    """The outbox row it became for the recipient in that period; None where it did not happen."""
    where = (occurrences.c.kind == kind, occurrences.c.recipient == recipient, occurrences.c.period == period)
    return await tx.scalar(select(occurrences.c.notice).where(*where))
