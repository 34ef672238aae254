"""Which rows of the outbox come next, and which are no longer needed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, bindparam, delete, literal_column, not_, or_, select, update

from domain.notice import ANSWER, OWED, PRIORITIES
from storage.driver import Prepared, Tx, rows
from storage.tables import outbox

# Written out, not bound: only so does SQLite see that a partial index holds all such rows.
WAITING = outbox.c.state == literal_column("'waiting'")
# Written out for the same reason: the index is searched once for each.
_LEVELS: list[ColumnElement[int]] = [literal_column(str(level)) for level in PRIORITIES]
_ANY_DUE = Prepared(  # asked after each update
    select(outbox.c.id)
    .where(WAITING, outbox.c.priority.in_(_LEVELS), outbox.c.due_at <= bindparam("now"))
    .limit(1),
    outbox.c.id,
)
_UNREACHABLE = outbox.c.state == literal_column("'unreachable'")


def free(now: datetime, lease: timedelta) -> ColumnElement[bool]:
    """Rows that no postman holds. Nobody leases for so long ahead: there the clock was set back meanwhile."""
    until = outbox.c.leased_until
    return until.is_(None) | (until < now) | (until > now + 2 * lease)


async def any_due(tx: Tx, now: datetime) -> bool:
    """Whether anything is due at all, whoever holds it."""
    return bool(await rows(tx, _ANY_DUE, now=now))


async def due(
    tx: Tx,
    now: datetime,
    lease: timedelta,
    most: int,
    *,
    answers: int,
    busy: Collection[str] | None = None,
) -> list[int]:
    """The rows that are due and free, the most urgent first: `most`, or of answers up to `answers`.

    With `busy` at most one for each recipient, and none for those: who has very many keeps nobody waiting.
    """
    found: list[int] = []
    passed = set(busy or ())
    for level in PRIORITIES:
        room = (answers if level == ANSWER else most) - len(found)
        while room > 0:
            page = await _page(tx, now, lease, level, passed, room)
            first = {to: row for row, to in reversed(page)}  # of each recipient
            taken = [row for row, to in page if busy is None or first[to] == row]
            found += taken
            if busy is not None:
                passed |= first.keys()
            if busy is None or len(page) < room:
                break
            room -= len(taken)
    return found


async def _page(
    tx: Tx, now: datetime, lease: timedelta, level: int, passed: Collection[str], most: int
) -> list[tuple[int, str]]:
    found = await tx.execute(
        select(outbox.c.id, outbox.c.to)
        .where(
            WAITING,
            outbox.c.priority == level,
            outbox.c.due_at <= now,
            outbox.c.to.not_in(passed),
            free(now, lease),
        )
        .order_by(outbox.c.due_at, outbox.c.id)
        .limit(most)
    )
    return [(row.id, row.to) for row in found]


async def revive(tx: Tx, finders: Collection[str]) -> int:
    """What is owed to these and could not be delivered waits again; how many rows."""
    kinds = [kind.value for kind in OWED]
    revived = await tx.execute(
        update(outbox)
        .where(_UNREACHABLE, outbox.c.to.in_(finders), outbox.c.kind.in_(kinds))
        .values(state="waiting", reason=None, attempts=0)
    )
    return revived.rowcount


async def old(tx: Tx, before: Mapping[str, datetime]) -> list[int]:
    """Settled rows that fell due before the instant named for their state. Reads the whole table."""
    which = or_(*((outbox.c.state == state) & (outbox.c.due_at < at) for state, at in before.items()))
    return list(await tx.scalars(select(outbox.c.id).where(which)))


async def drop(tx: Tx, ids: Sequence[int]) -> int:
    """Forget these rows, unless they wait again; how many."""
    gone = await tx.execute(delete(outbox).where(outbox.c.id.in_(ids), not_(WAITING)))
    return gone.rowcount
