"""Forms under way: one of each kind a person, the newest touched is the active one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
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


COLUMNS = (
    drafts.c.id,
    drafts.c.form,
    drafts.c.version,
    drafts.c.active,
    drafts.c.sealed,
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


async def all_of(tx: Tx, owner: str) -> list[Row]:
    """All drafts of the person."""
    return [Row(*row) for row in await tx.execute(select(*COLUMNS).where(drafts.c.owner == owner))]


async def add(tx: Tx, owner: str, row: Row, now: datetime) -> None:
    """Keep a new draft in place of an older one of that form."""
    await drop(tx, owner, row.form)
    await tx.execute(insert(drafts).values(owner=owner, changed_at=_day(now), **row._asdict()))


async def change(tx: Tx, owner: str, row: Row, version: int, now: datetime) -> bool:
    """Save the draft as `version`, active; False where it is `row.version` no more, or gone."""
    changed = await tx.execute(
        update(drafts)
        .where(drafts.c.owner == owner, drafts.c.id == row.id, drafts.c.version == row.version)
        .values(version=version, sealed=row.sealed, active=True, changed_at=_day(now))
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


async def follow(tx: Tx, old: str, new: str, besides: Collection[str]) -> None:
    """The one person's drafts are the other's, set aside, but for one of a form begun there too; those of
    the forms `besides` stay.
    """
    begun = select(drafts.c.form).where(drafts.c.owner == new)
    theirs = (drafts.c.owner == old, drafts.c.form.not_in(besides))
    await tx.execute(delete(drafts).where(*theirs, drafts.c.form.in_(begun)))
    await tx.execute(update(drafts).where(*theirs).values(owner=new, active=False))


async def prune(tx: Tx, before: datetime) -> int:
    """Erase drafts nobody touched since the day of the instant; how many."""
    return (await tx.execute(delete(drafts).where(drafts.c.changed_at < _day(before)))).rowcount


def _day(now: datetime) -> datetime:
    """All that is kept in clear: a row of the audit of the very instant would tell whose draft it is."""
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
