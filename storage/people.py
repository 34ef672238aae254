"""People on a unit's roll, their posts, and the invitations by which they join."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, delete, func, insert, select, update

from domain.person import Person, Post, Role
from storage.driver import Tx
from storage.tables import invitations, people, posts


class Invitation(NamedTuple):
    """What an invitation grants."""

    role: Role
    unit: str
    uses: int
    expires_at: datetime


async def by_key(tx: Tx, key: str) -> tuple[Person, tuple[Post, ...]] | None:
    """The person of that key in custody, with their posts; None for a citizen."""
    row = (await tx.execute(select(people).where(people.c.key == key))).first()
    if row is None:
        return None
    held = await tx.execute(select(posts.c.role, posts.c.unit).where(posts.c.person == row.id))
    return _person(row), tuple(Post(role=Role(role), unit=unit) for role, unit in held)


async def by_id(tx: Tx, person: str) -> Person | None:
    """The person of that id."""
    row = (await tx.execute(select(people).where(people.c.id == person))).first()
    return _person(row) if row else None


async def add(tx: Tx, person: Person, now: datetime) -> None:
    """Put a person on the roll."""
    await tx.execute(
        insert(people).values(
            id=person.id, key=person.key, name=person.name, language=person.language, joined_at=now
        )
    )


async def set_language(tx: Tx, key: str, language: str) -> None:
    """Keep the language a person on the roll chose."""
    await tx.execute(update(people).where(people.c.key == key).values(language=language))


async def add_post(tx: Tx, person: str, post: Post, since: datetime) -> bool:
    """Give a post; False where it was held already. Officers serve in one unit: an older one ends."""
    held = (posts.c.person == person, posts.c.role == post.role.value)
    if await tx.scalar(select(func.count()).where(*held, posts.c.unit == post.unit)):
        return False
    if post.role is Role.OFFICER:
        await tx.execute(delete(posts).where(*held))
    await tx.execute(insert(posts).values(person=person, role=post.role.value, unit=post.unit, since=since))
    return True


async def holding(
    tx: Tx, roles: Collection[Role], unit: str | None = None
) -> Sequence[Row[str, str, str, str, datetime]]:
    """(person, key, role, unit, since) of all who hold one of the roles, in the unit where one is named."""
    rows = await tx.execute(
        select(posts.c.person, people.c.key, posts.c.role, posts.c.unit, posts.c.since)
        .join(people, people.c.id == posts.c.person)
        .where(posts.c.role.in_([role.value for role in roles]), *([posts.c.unit == unit] if unit else []))
        .order_by(posts.c.person)
    )
    return rows.all()


async def officers_by_unit(tx: Tx, codes: Collection[str]) -> dict[str, int]:
    """How many officers each of the units has on its roll."""
    rows = await tx.execute(
        select(posts.c.unit, func.count())
        .where(posts.c.role == Role.OFFICER.value, posts.c.unit.in_(codes))
        .group_by(posts.c.unit)
    )
    return dict(rows.all())


async def reminder_settings(tx: Tx, person: str) -> tuple[str | None, str | None]:
    """(HH:MM or None for the default, last local day without reminders or None)."""
    row = (
        await tx.execute(select(people.c.remind_at, people.c.paused_until).where(people.c.id == person))
    ).one()
    return row.remind_at, row.paused_until


async def set_reminder(
    tx: Tx, person: str, *, at: str | None = None, paused_until: date | None = None
) -> None:
    """Set the time of the reminder (and end a pause), or pause it up to a local day."""
    values = {"remind_at": at, "paused_until": None} if at else {"paused_until": str(paused_until)}
    await tx.execute(update(people).where(people.c.id == person).values(**values))


async def add_invitation(tx: Tx, hashed: str, invitation: Invitation, made_by: str | None) -> None:
    """Keep an invitation under the hash of its token."""
    await tx.execute(
        insert(invitations).values(
            hash=hashed,
            role=invitation.role.value,
            unit=invitation.unit,
            uses=invitation.uses,
            expires_at=invitation.expires_at,
            made_by=made_by,
        )
    )


async def invitation(tx: Tx, hashed: str) -> Invitation | None:
    """The invitation of that hash, used up or expired ones too."""
    row = (await tx.execute(select(invitations).where(invitations.c.hash == hashed))).first()
    return Invitation(Role(row.role), row.unit, row.uses, row.expires_at) if row else None


async def use_invitation(tx: Tx, hashed: str) -> bool:
    """Take one use; False where none is left."""
    used = await tx.execute(
        update(invitations)
        .where(invitations.c.hash == hashed, invitations.c.uses > 0)
        .values(uses=invitations.c.uses - 1)
    )
    return used.rowcount == 1


def _person(row: Row[*tuple[Any, ...]]) -> Person:
    return Person(id=row.id, key=row.key, name=row.name, language=row.language)
