"""Who asked for a sender's name, and what leads to a sender when its time is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, or_, select, update

from domain.case import CaseState
from domain.identity import Request
from storage.driver import Tx
from storage.keys import new_id
from storage.tables import audit, cases, identity_requests, message_map

_ENDED = (CaseState.CLOSED.value, CaseState.WITHDRAWN.value)


async def add(tx: Tx, case: str, asked_by: str, reason: str, at: datetime) -> int:
    """Keep an asking; its number."""
    row = {"case": case, "asked_by": asked_by, "reason": reason, "asked_at": at}
    return new_id(await tx.execute(insert(identity_requests).values(row)))


async def get(tx: Tx, number: int) -> Request | None:
    """The asking of that number."""
    found = await tx.execute(select(identity_requests).where(identity_requests.c.id == number))
    row = found.first()
    return _request(row) if row else None


async def of_case(tx: Tx, case: str) -> list[Request]:
    """All askings about the case, the newest first."""
    asked = select(identity_requests).where(identity_requests.c.case == case)
    return [_request(row) for row in await tx.execute(asked.order_by(identity_requests.c.id.desc()))]


async def decide(tx: Tx, number: int, by: str, at: datetime, *, agreed: bool, untold: str) -> bool:
    """Record the answer; False where somebody else was faster."""
    decided = await tx.execute(
        update(identity_requests)
        .where(identity_requests.c.id == number, identity_requests.c.decided_at.is_(None))
        .values(decided_by=by, decided_at=at, agreed=agreed, untold=untold)
    )
    return decided.rowcount == 1


async def ended(tx: Tx, before: datetime, destroyed: str, most: int) -> Sequence[tuple[str, str]]:
    """(id, handling unit) of cases that ended before the instant, oldest first, without those of which the
    audit holds an action of the name `destroyed`.
    """
    at = func.coalesce(cases.c.closed_at, cases.c.received_at)
    done = select(audit.c.id).where(audit.c.subject == cases.c.id, audit.c.action == destroyed).exists()
    rows = await tx.execute(
        select(cases.c.id, cases.c.handler)
        .where(or_(*(cases.c.state == state for state in _ENDED)), at <= before, ~done)
        .order_by(at)
        .limit(most)
    )
    return [(row.id, row.handler) for row in rows]


async def forget_messages(tx: Tx, case: str) -> None:
    """Replies to messages about the case are about nothing from now on."""
    await tx.execute(delete(message_map).where(message_map.c.case == case))


def _request(row: Row[*tuple[Any, ...]]) -> Request:
    return Request(
        id=row.id,
        case=row.case,
        asked_by=row.asked_by,
        reason=row.reason,
        asked_at=row.asked_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        agreed=bool(row.agreed),
        untold=row.untold or "",
    )
