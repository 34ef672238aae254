"""Forms under way: one of each kind a person, the newest touched is the active one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, insert, select, update

from storage.driver import Tx
from storage.tables import drafts


class Row(NamedTuple):
    """A draft as stored."""

    id: str
    form: str
    version: int
    active: bool
    sealed: bytes
    changed_at: datetime | None = None


COLUMNS = (
    drafts.c.id,
    drafts.c.form,
    drafts.c.version,
    drafts.c.active,
    drafts.c.sealed,
    drafts.c.changed_at,
)


async def active(tx: Tx, owner: str) -> Row | None:
    """The draft that typed text answers."""
    row = (await tx.execute(select(*COLUMNS).where(drafts.c.owner == owner, drafts.c.active))).first()
    return Row(*row) if row else None


async def of_form(tx: Tx, owner: str, form: str) -> Row | None:
    """The person's draft of that form, active or set aside."""
    row = (await tx.execute(select(*COLUMNS).where(drafts.c.owner == owner, drafts.c.form == form))).first()
    return Row(*row) if row else None


async def by_id(tx: Tx, owner: str, draft: str) -> Row | None:
    """The person's draft of that id."""
    row = (await tx.execute(select(*COLUMNS).where(drafts.c.owner == owner, drafts.c.id == draft))).first()
    return Row(*row) if row else None


async def set_aside(tx: Tx, owner: str) -> None:
    """No draft of the person is active any more; each is kept."""
    await tx.execute(update(drafts).where(drafts.c.owner == owner, drafts.c.active).values(active=False))


async def newest_aside(tx: Tx, owner: str, forms: Collection[str]) -> Row | None:
    """The draft of one of the forms that was set aside last: the one to offer for resuming."""
    row = (
        await tx.execute(
            select(*COLUMNS)
            .where(drafts.c.owner == owner, ~drafts.c.active, drafts.c.form.in_(forms))
            .order_by(drafts.c.changed_at.desc())
            .limit(1)
        )
    ).first()
    return Row(*row) if row else None


async def add(tx: Tx, owner: str, row: Row, now: datetime) -> None:
    """Keep a new draft in place of an older one of that form."""
    await drop(tx, owner, row.form)
    await tx.execute(insert(drafts).values(owner=owner, **row._asdict() | {"changed_at": now}))


async def change(tx: Tx, owner: str, row: Row, version: int, now: datetime) -> bool:
    """Save the draft as `version`, active; False where it is `row.version` no more, or gone."""
    changed = await tx.execute(
        update(drafts)
        .where(drafts.c.owner == owner, drafts.c.id == row.id, drafts.c.version == row.version)
        .values(version=version, sealed=row.sealed, active=True, changed_at=now)
    )
    return changed.rowcount == 1


async def drop(tx: Tx, owner: str, form: str | None = None, draft: str | None = None) -> int:
    """Erase the person's drafts (of that form, or that one, where named); how many."""
    gone = await tx.execute(
        delete(drafts).where(
            drafts.c.owner == owner,
            *([drafts.c.form == form] if form else []),
            *([drafts.c.id == draft] if draft else []),
        )
    )
    return gone.rowcount


async def prune(tx: Tx, before: datetime) -> int:
    """Erase drafts nobody touched since the instant; how many."""
    return (await tx.execute(delete(drafts).where(drafts.c.changed_at < before))).rowcount
