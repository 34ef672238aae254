"""What hangs on a unit's code, counted and passed on to another unit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, delete, func, insert, or_, select, true, update
from sqlalchemy.dialects.sqlite import insert as insert_new

from domain.case import OPEN, Case, Verdict
from domain.person import Role
from storage import cases as cases_of
from storage import hidden
from storage.driver import Tx
from storage.people import valid
from storage.tables import audit, cases, invitations, occurrences, posts, ready_answers, unit_rules, units

_OPEN = [state.value for state in OPEN]
_CODES = (cases.c.unit, cases.c.handler, cases.c.about, cases.c.passed_by)


class OpenCount(NamedTuple):
    """How many open cases a unit handles that are kept from the unit `about` (None: nobody)."""

    handler: str
    about: str | None
    number: int


async def open_cases(tx: Tx, viewer: str = "", serves: Collection[str] = ()) -> list[OpenCount]:
    """The open cases of all units, counted; without those that are hidden from the `viewer`, a person's id,
    who is in the service of those units.
    """
    rows = await tx.execute(
        select(cases.c.handler, cases.c.about, func.count())
        .where(cases.c.handler.in_(select(units.c.code)), cases.c.state.in_(_OPEN))  # by the desks' index
        .where(~hidden.to(viewer, serves) if viewer else true())
        .group_by(cases.c.handler, cases.c.about)
    )
    return [OpenCount(*row) for row in rows]


async def staff(tx: Tx, now: datetime) -> dict[str, Counter[Role]]:
    """Per unit how many people hold each role at the instant."""
    rows = await tx.execute(
        select(posts.c.unit, posts.c.role, func.count(posts.c.person.distinct()))
        .where(valid(now))
        .group_by(posts.c.unit, posts.c.role)
    )
    found: dict[str, Counter[Role]] = defaultdict(Counter)
    for unit, role, count in rows:
        found[unit][Role(role)] = count
    return found


async def people_of(tx: Tx, code: str, now: datetime) -> int:
    """How many people hold a post in the unit at the instant, or will."""
    held = (posts.c.unit == code, posts.c.until.is_(None) | (posts.c.until > now))
    return await tx.scalar(select(func.count(posts.c.person.distinct())).where(*held)) or 0


async def invitations_of(tx: Tx, code: str, now: datetime) -> int:
    """How many invitations to the unit can still be used."""
    usable = (invitations.c.unit == code, invitations.c.uses > 0, invitations.c.expires_at > now)
    return await tx.scalar(select(func.count()).where(*usable)) or 0


async def cases_naming(tx: Tx, code: str) -> list[Case]:
    """The open cases that name the unit in whatever way, and the closed ones that are kept from somebody."""
    named = or_(*(column == code for column in _CODES))
    ids = await tx.scalars(
        select(cases.c.id).where(named, cases.c.state.in_(_OPEN) | cases.c.about.is_not(None))
    )
    return (await cases_of.of_ids(tx, list(ids)))[::-1]


async def verdicts(tx: Tx, case: str) -> list[tuple[datetime, Verdict]]:
    """What the sender said of the case and when, as the audit knows; who ended it themselves was content."""
    rows = await tx.execute(
        select(audit.c.at, audit.c.details["verdict"].as_string()).where(
            audit.c.subject == case, audit.c.action.in_(("judged", "ended"))
        )
    )
    return [(at, Verdict(said) if said else Verdict.YES) for at, said in rows]


async def closed_cases_follow(tx: Tx, old: str, new: str) -> None:
    """The other closed cases: one that comes back ("not solved") finds the successor's desk."""
    await tx.execute(
        update(cases)
        .where(cases.c.handler == old, cases.c.about.is_(None), cases.c.state.not_in(_OPEN))
        .values(handler=new, version=cases.c.version + 1)
    )


async def posts_follow(tx: Tx, old: str, new: str, now: datetime) -> None:
    """The posts of one unit are held in the other; who held the same in both holds it once.

    A digest that somebody received for the former unit counts as received for the successor's.
    """
    held = (await tx.execute(select(posts).where(posts.c.unit == old))).all()
    for row in held:
        same = (posts.c.person == row.person, posts.c.role == row.role, posts.c.unit == new)
        there = (await tx.execute(select(posts).where(*same))).first()
        if there is None:
            await tx.execute(insert(posts).values(**row._asdict() | {"unit": new}))
        else:
            await tx.execute(update(posts).where(*same).values(**_joined(row, there, now)))
    await tx.execute(delete(posts).where(posts.c.unit == old))
    for person in {row.person for row in held}:
        await _received(tx, f"{person}:{old}", f"{person}:{new}")


def _joined(one: Row[*tuple[Any, ...]], other: Row[*tuple[Any, ...]], now: datetime) -> dict[str, Any]:
    """One post instead of two: from the earlier begin to the later end; what ended already adds nothing."""
    held = [row for row in (one, other) if row.until is None or row.until > now] or [other]
    ends = [row.until for row in held]
    return {
        "since": min(row.since for row in held),
        "until": None if None in ends else max(ends),
        "stands_in": all(row.stands_in for row in held),
    }


async def _received(tx: Tx, old: str, new: str) -> None:
    rows = await tx.execute(
        select(occurrences).where(occurrences.c.kind == "digest", occurrences.c.recipient == old)
    )
    for row in rows.all():
        await tx.execute(
            insert_new(occurrences).values(**row._asdict() | {"recipient": new}).on_conflict_do_nothing()
        )


async def rest_follows(tx: Tx, old: str, new: str) -> None:
    """Invitations and ready answers go along; of rules the successor's own hold."""
    for table in (invitations, ready_answers):
        await tx.execute(update(table).where(table.c.unit == old).values(unit=new))
    await tx.execute(delete(unit_rules).where(unit_rules.c.unit == old))
