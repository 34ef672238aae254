"""People on a unit's roll, and their posts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, Row, delete, func, insert, select, update

from domain.person import Person, Post, Role
from storage.driver import Tx
from storage.tables import people, posts


def valid(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Posts that are held at the instant: begun, and not over.

    Only who stands in begins later than when the post was given. Others hold theirs at any instant that is
    asked for: what was written before, and waited for us, is for the people of today.
    """
    begun = ~posts.c.stands_in | (posts.c.since <= now)
    return begun & (posts.c.until.is_(None) | (posts.c.until > now))


class Held(NamedTuple):
    """A post and who holds it, from when until when (UTC; None: until it is ended)."""

    person: Person
    post: Post
    since: datetime
    until: datetime | None


_HELD = (
    select(people, posts.c.role, posts.c.unit, posts.c.since, posts.c.until, posts.c.stands_in)
    .join(posts, posts.c.person == people.c.id)
    .order_by(people.c.id, posts.c.role, posts.c.unit)
)


async def by_key(tx: Tx, key: str, now: datetime) -> tuple[Person, tuple[Post, ...]] | None:
    """The person of that key in custody, with the posts they hold at the instant; None for a citizen."""
    row = (await tx.execute(select(people).where(people.c.key == key))).first()
    if row is None:
        return None
    held = await tx.execute(
        select(posts.c.role, posts.c.unit, posts.c.stands_in).where(posts.c.person == row.id, valid(now))
    )
    return _person(row), tuple(
        Post(role=Role(role), unit=unit, stands_in=stands_in) for role, unit, stands_in in held
    )


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


async def add_post(tx: Tx, person: str, post: Post, since: datetime, until: datetime | None = None) -> bool:
    """Give a post from the one instant until the other; False where it is held for good already.

    A period takes the place of an older one, a post for good that of a period. Officers serve in one unit: an
    older post ends.
    """
    held = (posts.c.person == person, posts.c.role == post.role.value)
    this = (*held, posts.c.unit == post.unit)
    if await tx.scalar(select(func.count()).where(*this, posts.c.until.is_(None))):
        return False
    await tx.execute(delete(posts).where(*(held if post.role is Role.OFFICER else this)))
    await tx.execute(
        insert(posts).values(
            person=person,
            role=post.role.value,
            unit=post.unit,
            since=since,
            until=until,
            stands_in=post.stands_in,
        )
    )
    return True


async def end_post(tx: Tx, person: str, post: Post) -> bool:
    """Take a post away, at once; False where it was not held. What was is told by the audit."""
    this = (posts.c.person == person, posts.c.role == post.role.value, posts.c.unit == post.unit)
    return (await tx.execute(delete(posts).where(*this))).rowcount == 1


async def roll(
    tx: Tx, now: datetime, *, units: Collection[str] | None = None, person: str | None = None
) -> list[Held]:
    """The posts held at the instant, and those that are yet to begin: in the units, of the person."""
    rows = await tx.execute(
        _HELD.where(
            posts.c.until.is_(None) | (posts.c.until > now),
            *([posts.c.unit.in_(units)] if units is not None else []),
            *([posts.c.person == person] if person is not None else []),
        )
    )
    return [_held(row) for row in rows]


async def over(tx: Tx, now: datetime) -> list[Held]:
    """The posts whose period has ended."""
    return [_held(row) for row in await tx.execute(_HELD.where(posts.c.until <= now))]


async def standing_in(tx: Tx, now: datetime) -> list[Held]:
    """The posts of those who stand in for somebody at the instant."""
    return [_held(row) for row in await tx.execute(_HELD.where(posts.c.stands_in, valid(now)))]


async def holding(
    tx: Tx, roles: Collection[Role], now: datetime, unit: str | None = None
) -> Sequence[Row[str, str, str, str, datetime]]:
    """(person, key, role, unit, since) of all who hold one of the roles at the instant, in the unit where one
    is named.
    """
    rows = await tx.execute(
        select(posts.c.person, people.c.key, posts.c.role, posts.c.unit, posts.c.since)
        .join(people, people.c.id == posts.c.person)
        .where(
            posts.c.role.in_([role.value for role in roles]),
            valid(now),
            *([posts.c.unit == unit] if unit else []),
        )
        .order_by(posts.c.person)
    )
    return rows.all()


async def officers_by_unit(tx: Tx, codes: Collection[str], now: datetime) -> dict[str, int]:
    """How many officers each of the units has on its roll at the instant."""
    rows = await tx.execute(
        select(posts.c.unit, func.count())
        .where(posts.c.role == Role.OFFICER.value, posts.c.unit.in_(codes), valid(now))
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


async def move(tx: Tx, person: str, key: str) -> None:
    """The person is found in custody under another key from now on."""
    await tx.execute(update(people).where(people.c.id == person).values(key=key))


def _held(row: Row[*tuple[Any, ...]]) -> Held:
    post = Post(role=Role(row.role), unit=row.unit, stands_in=row.stands_in)
    return Held(_person(row), post, row.since, row.until)


def _person(row: Row[*tuple[Any, ...]]) -> Person:
    return Person(id=row.id, key=row.key, name=row.name, language=row.language)
