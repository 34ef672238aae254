"""Who is to be reminded: officers without leave who recorded nothing that day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Row, exists, func, select

from domain.person import Role
from storage.driver import Tx
from storage.people import valid
from storage.tables import deeds, occurrences, people, posts

EVENT = "reminder"  # the kind of the occurrence; its period is the local day


async def due(
    tx: Tx, day: date, minute: str, default: str, now: datetime, *, after: str, most: int
) -> Sequence[Row[str, str, str, datetime]]:
    """(id, key, time, since) of those whose time (HH:MM; `default` where they set none) has come by that
    minute of the local day, and for whom no reminder was promised on it: in the order of their ids, the
    first ones after that.
    """
    at = func.coalesce(people.c.remind_at, default)
    promised = exists().where(
        occurrences.c.kind == EVENT,
        occurrences.c.recipient == people.c.id,
        occurrences.c.period == str(day),
    )
    rows = await tx.execute(
        select(people.c.id, people.c.key, at.label("at"), posts.c.since)
        .join(posts, posts.c.person == people.c.id)
        .where(*_wanted(day, now), at <= minute, ~promised, people.c.id > after)
        .order_by(people.c.id)
        .limit(most)
    )
    return rows.all()


async def wanted(tx: Tx, person: str, day: date, now: datetime) -> bool:
    """Whether the person is to be reminded of that day now."""
    found = await tx.scalar(
        select(people.c.id)
        .join(posts, posts.c.person == people.c.id)
        .where(people.c.id == person, *_wanted(day, now))
    )
    return found is not None


def _wanted(day: date, now: datetime) -> tuple[ColumnElement[bool], ...]:
    recorded = exists().where(deeds.c.person == people.c.id, deeds.c.day == str(day))
    return (
        posts.c.role == Role.OFFICER.value,
        valid(now),
        people.c.paused_until.is_(None) | (people.c.paused_until < str(day)),
        ~recorded,
    )
