"""What goes from one hand to another: cases taken by who leaves, all that goes to a lost phone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from domain.case import OPEN
from storage.driver import Tx
from storage.tables import cases, occurrences, outbox

PHONE = "phone"  # the kind of the occurrence; recipient is the person, period the hash of the link's token


async def taken(tx: Tx, person: str) -> Sequence[str]:
    """The ids of the open cases that the person took, or that were given to them, oldest first."""
    rows = await tx.scalars(
        select(cases.c.id)
        .where(cases.c.taken_by == person, cases.c.state.in_([state.value for state in OPEN]))
        .order_by(cases.c.received_at)
    )
    return rows.all()


async def readdress(tx: Tx, old: str, new: str) -> None:
    """What waits for the one finder goes to the other."""
    await tx.execute(update(outbox).where(outbox.c.to == old, outbox.c.state == "waiting").values(to=new))


async def open_link(tx: Tx, person: str, hashed: str, now: datetime) -> None:
    """A link by which the person's record moves to another phone, known by its hash; older ones end."""
    await close_links(tx, person)
    row = {"kind": PHONE, "recipient": person, "period": hashed, "at": now}
    await tx.execute(insert(occurrences).values(row))


async def link(tx: Tx, hashed: str) -> tuple[str, datetime] | None:
    """(person, when it was made) of the link of that hash."""
    row = (
        await tx.execute(
            select(occurrences.c.recipient, occurrences.c.at).where(
                occurrences.c.kind == PHONE, occurrences.c.period == hashed
            )
        )
    ).first()
    return (row.recipient, row.at) if row else None


async def close_links(tx: Tx, person: str) -> int:
    """No link moves the person's record any more; how many did."""
    gone = await tx.execute(
        delete(occurrences).where(occurrences.c.kind == PHONE, occurrences.c.recipient == person)
    )
    return gone.rowcount


async def has_link(tx: Tx, person: str) -> bool:
    """Whether a link moves the person's record."""
    found = await tx.scalar(
        select(occurrences.c.at).where(occurrences.c.kind == PHONE, occurrences.c.recipient == person)
    )
    return found is not None
