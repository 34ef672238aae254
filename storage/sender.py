"""What only a case's sender needs: when it was closed, when it was rated, and that nothing is left of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from storage import search
from storage.driver import Tx
from storage.tables import case_messages, case_notes, cases, identity_requests, occurrences, photos

_RATED = "stars"  # the kind of the occurrence; its recipient is the case


async def closed_at(tx: Tx, case: str) -> datetime | None:
    """When the case was closed last; None while it is open."""
    return await tx.scalar(select(cases.c.closed_at).where(cases.c.id == case))


async def rated_at(tx: Tx, case: str) -> datetime | None:
    """When the case was given stars first; None where it was not."""
    where = (occurrences.c.kind == _RATED, occurrences.c.recipient == case)
    first = select(occurrences.c.at).where(*where).order_by(occurrences.c.at).limit(1)
    return await tx.scalar(first)


async def rated(tx: Tx, case: str, now: datetime) -> None:
    """Note when the case was given stars first; a second time breaks the unique key."""
    await tx.execute(insert(occurrences).values(kind=_RATED, recipient=case, period="first", at=now))


async def erase(tx: Tx, case: str) -> list[str]:
    """Nothing of what was written or shown in the case is left, the desk's own words about it neither.

    Who asked for the sender's name, and who agreed, stays without why: that may quote them. The first message
    stays, without a word: a case has one. The files of its pictures return, to be unlinked once this is
    committed.
    """
    await search.forget(tx, case)
    files = await tx.scalars(select(photos.c.file).where(photos.c.case == case, photos.c.file.is_not(None)))
    names = [str(name) for name in files]
    await tx.execute(delete(photos).where(photos.c.case == case))
    first = select(func.min(case_messages.c.id)).where(case_messages.c.case == case).scalar_subquery()
    await tx.execute(delete(case_messages).where(case_messages.c.case == case, case_messages.c.id != first))
    await tx.execute(update(case_messages).where(case_messages.c.case == case).values(text=""))
    await tx.execute(delete(case_notes).where(case_notes.c.case == case))
    asked = update(identity_requests).where(identity_requests.c.case == case)
    await tx.execute(asked.values(reason="", untold=None))
    return names
