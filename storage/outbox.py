"""Promises to send, and the occurrences that must not double."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, bindparam, delete, insert, select, update

from domain.notice import Notice, NoticeKind, priority
from storage.driver import Prepared, Tx, rows, run
from storage.keys import new_id
from storage.queue import WAITING, due, free
from storage.tables import occurrences, outbox

# Made once: every deed asks it, and building a statement takes longer than SQLite takes to run it.
_OCCURRENCE = Prepared(
    select(occurrences.c.notice).where(
        occurrences.c.kind == bindparam("of_kind"),
        occurrences.c.recipient == bindparam("of_recipient"),
        occurrences.c.period == bindparam("in_period"),
    ),
    occurrences.c.notice,
)
# In a hurry: until it is done, a program that dies sends the notice once more.
_SETTLE = Prepared(
    update(outbox)
    .where(outbox.c.id == bindparam("of_id"), WAITING)
    .values(
        state=bindparam("to_state"),
        reason=bindparam("because"),
        message_id=bindparam("message"),
        sent_at=bindparam("at"),
        sealed=None,
        leased_until=None,
    )
)


class Outcome(NamedTuple):
    """What became of a row. State: sent, dropped, unreachable or failed."""

    state: str
    reason: str | None = None
    message_id: int | None = None


class Promise(NamedTuple):
    """A notice to the finder `to`, promised once for the recipient of an occurrence."""

    recipient: str
    to: str
    params: dict[str, Any]


async def add(
    tx: Tx,
    to: str,
    kind: NoticeKind,
    params: dict[str, Any],
    due_at: datetime,
    sealed: bytes | None = None,
    *,
    unsure: int = 0,
) -> int:
    """Promise a notice from `due_at` on, tried before `unsure` times with the answer lost; the row's id."""
    row = _row(to, kind, params, due_at) | {"sealed": sealed, "unsure": unsure}
    return new_id(await tx.execute(insert(outbox).values(row)))


async def add_once(
    tx: Tx, event: str, period: str, kind: NoticeKind, promises: Sequence[Promise], now: datetime
) -> int:
    """Promise a notice to each recipient for whom the event did not happen in that period; how many."""
    recipients = occurrences.c.recipient.in_([one.recipient for one in promises])
    done = set(await tx.scalars(select(occurrences.c.recipient).where(*_of(event, period), recipients)))
    new = [one for one in promises if one.recipient not in done]
    if not new:
        return 0
    added = await tx.execute(
        insert(outbox).returning(outbox.c.id, sort_by_parameter_order=True),
        [_row(one.to, kind, one.params, now) for one in new],
    )
    happened = [
        {"kind": event, "recipient": one.recipient, "period": period, "at": now, "notice": row.id}
        for one, row in zip(new, added, strict=True)
    ]
    await tx.execute(insert(occurrences), happened)
    return len(new)


async def claim(tx: Tx, now: datetime, lease_for: timedelta, most: int) -> list[Notice]:
    """Lease up to `most` rows that are due and free, whoever they are for, the most urgent first."""
    return await lease(tx, await due(tx, now, lease_for, most, answers=most), now, lease_for)


async def lease(tx: Tx, ids: Sequence[int], now: datetime, lease_for: timedelta) -> list[Notice]:
    """Hold the rows until now + lease, in that order; those that another postman took are left out."""
    rows = await tx.execute(
        select(outbox)
        .where(outbox.c.id.in_(ids), WAITING, free(now, lease_for))
        .with_for_update(skip_locked=True)  # PostgreSQL's; SQLite has one writer anyway
    )
    until = now + lease_for
    held = {
        row.id: Notice(
            id=row.id,
            to=row.to,
            kind=NoticeKind(row.kind),
            params=row.params,
            attempts=row.attempts + 1,
            due_at=row.due_at,
            leased_until=until,
            unsure=row.unsure,
        )
        for row in rows
    }
    await tx.execute(
        update(outbox).where(outbox.c.id.in_(held)).values(leased_until=until, attempts=outbox.c.attempts + 1)
    )
    return [held[one] for one in ids if one in held]


async def renew(tx: Tx, notice: Notice, until: datetime) -> bool:
    """Hold the row longer; False where somebody else took it since the lease had run out."""
    held = await tx.execute(update(outbox).where(*_ours(notice)).values(leased_until=until))
    return held.rowcount == 1


async def sealed(tx: Tx, notice: int) -> bytes | None:
    """The encrypted answer of a REPLY row."""
    return await tx.scalar(select(outbox.c.sealed).where(outbox.c.id == notice))


async def settle(tx: Tx, notice: int, outcome: Outcome, now: datetime) -> bool:
    """Record what became of the row, for good; False where that was recorded before.

    When it was sent is kept to the hour: what goes out in one moment, to somebody who has let the bot in
    again, would tell which cases are one person's.
    """
    hour = now.replace(minute=0, second=0, microsecond=0) if outcome.state == "sent" else None
    state, reason, message = outcome
    settled = await run(tx, _SETTLE, of_id=notice, to_state=state, because=reason, message=message, at=hour)
    return settled == 1


async def postpone(
    tx: Tx, notice: Notice, due_at: datetime, reason: str | None, *, unsure: bool = False
) -> None:
    """Try again from `due_at` on; `unsure` counts one more send that may have arrived."""
    values = {"due_at": due_at, "leased_until": None, "reason": reason, "unsure": outbox.c.unsure + unsure}
    await tx.execute(update(outbox).where(*_ours(notice)).values(values))


async def put_back(
    tx: Tx, notice: Notice, reason: str | None, *, due_at: datetime | None = None, unsure: bool = False
) -> None:
    """The same, and the claim counts for nothing; without `due_at` it is due as before."""
    await postpone(tx, notice, due_at or notice.due_at, reason, unsure=unsure)
    await tx.execute(update(outbox).where(*_ours(notice)).values(attempts=outbox.c.attempts - 1))


async def sent_message(tx: Tx, notice: int) -> int | None:
    """What Telegram called the message the row became; known of reminders only, which are edited later."""
    return await tx.scalar(select(outbox.c.message_id).where(outbox.c.id == notice, outbox.c.state == "sent"))


async def occur(
    tx: Tx, kind: str, recipient: str, period: str, now: datetime, notice: int | None = None
) -> None:
    """Note that it happened for the recipient in that period; a second time breaks the unique key."""
    await tx.execute(
        insert(occurrences).values(kind=kind, recipient=recipient, period=period, at=now, notice=notice)
    )


async def occurred(tx: Tx, kind: str, period: str) -> dict[str, int | None]:
    """The recipients for whom it happened in that period, with the outbox row it became."""
    rows = await tx.execute(select(occurrences.c.recipient, occurrences.c.notice).where(*_of(kind, period)))
    return dict(rows.all())


async def occurs_as(tx: Tx, kind: str, recipient: str, period: str, notice: int) -> None:
    """It is this outbox row from now on that it became."""
    where = (*_of(kind, period), occurrences.c.recipient == recipient)
    await tx.execute(update(occurrences).where(*where).values(notice=notice))


async def occurrence(tx: Tx, kind: str, recipient: str, period: str) -> int | None:
    """The outbox row it became for the recipient in that period; None where it did not happen."""
    found = await rows(tx, _OCCURRENCE, of_kind=kind, of_recipient=recipient, in_period=period)
    return found[0][0] if found else None


async def old_occurrences(tx: Tx, kinds: Sequence[str], before: datetime) -> list[tuple[str, str, str]]:
    """(kind, recipient, period) of what happened before the instant."""
    rows = await tx.execute(
        select(occurrences.c.kind, occurrences.c.recipient, occurrences.c.period).where(
            occurrences.c.kind.in_(kinds), occurrences.c.at < before
        )
    )
    return [(row.kind, row.recipient, row.period) for row in rows]


async def forget_occurrences(tx: Tx, which: Sequence[tuple[str, str, str]]) -> None:
    """They may happen again; used for periods that cannot come again."""
    each = delete(occurrences).where(
        occurrences.c.kind == bindparam("of_kind"),
        occurrences.c.recipient == bindparam("of_recipient"),
        occurrences.c.period == bindparam("in_period"),
    )
    await tx.execute(
        each, [dict(zip(("of_kind", "of_recipient", "in_period"), one, strict=True)) for one in which]
    )


async def waits_until(tx: Tx, notice: int) -> datetime | None:
    """When a row that waits falls due; None where it waits no more."""
    at: datetime | None = await tx.scalar(select(outbox.c.due_at).where(outbox.c.id == notice, WAITING))
    return at


def _row(to: str, kind: NoticeKind, params: dict[str, Any], due_at: datetime) -> dict[str, Any]:
    return {
        "to": to,
        "kind": kind.value,
        "params": params,
        "priority": priority(kind),
        "state": "waiting",
        "due_at": due_at,
        "attempts": 0,
        "unsure": 0,
    }


def _ours(notice: Notice) -> tuple[ColumnElement[bool], ...]:
    """The row while our claim is the newest: whoever claims it counts on."""
    return outbox.c.id == notice.id, outbox.c.attempts == notice.attempts, WAITING


def _of(kind: str, period: str) -> tuple[ColumnElement[bool], ...]:
    return occurrences.c.kind == kind, occurrences.c.period == period
