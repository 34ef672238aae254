"""The audit: appended to, never changed. The tables' own triggers refuse a change, too."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, func, insert, or_, select

from storage import hidden
from storage.driver import Prepared, Tx, rows, run
from storage.tables import audit, cases, custody, people, posts


class Entry(NamedTuple):
    """One row. `actor` is a person's id, None for the program or the command line; `at` is UTC."""

    id: int
    at: datetime
    actor: str | None
    action: str
    subject: str
    unit: str
    details: dict[str, Any]
    chain: str


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which rows. `reach` are units, None for all and what happened in none; the `viewer` never sees a case
    that speaks of them, nor one that is kept from the units `kept_from`, in whose service they are. `person`
    did it or had it done to them; `since` and `until` are UTC, `until` excluded.
    """

    reach: Collection[str] | None
    viewer: str = ""
    kept_from: Collection[str] = ()
    subject: str = ""
    person: str = ""
    since: datetime | None = None
    until: datetime | None = None


class Named(NamedTuple):
    """Somebody on a roll."""

    id: str
    name: str


class Last(NamedTuple):
    """The newest row's number (0 before the first), and what is kept sealed of it, None where it is gone."""

    number: int
    sealed: bytes | None


# Made once: an audited act does both.
_LAST = Prepared(
    select(
        select(func.coalesce(func.max(audit.c.id), 0)).scalar_subquery().label("number"),
        select(custody.c.sealed)
        .where(custody.c.finder == bindparam("of_finder"))
        .scalar_subquery()
        .label("sealed"),
    ),
    audit.c.id,
    custody.c.sealed,
)
_ADD = Prepared(insert(audit))


async def last(tx: Tx, finder: str) -> Last:
    """The newest row, and the record under that finder which says what it should be."""
    return Last(*(await rows(tx, _LAST, of_finder=finder))[0])


async def add(tx: Tx, entry: Entry) -> None:
    """Append a row."""
    await run(tx, _ADD, **entry._asdict())


async def after(tx: Tx, number: int, most: int) -> list[Entry]:
    """Up to `most` rows behind that number, in their order."""
    found = await tx.execute(select(audit).where(audit.c.id > number).order_by(audit.c.id).limit(most))
    return [Entry(*row) for row in found]


async def count(tx: Tx, wanted: Wanted) -> int:
    """How many of the rows are wanted."""
    return await tx.scalar(select(func.count()).select_from(audit).where(*_which(wanted))) or 0


async def newest(tx: Tx, wanted: Wanted, skipped: int, most: int) -> list[Entry]:
    """Up to `most` of the wanted rows, the newest first, of which the newest `skipped` are left out."""
    asked = select(audit).where(*_which(wanted)).order_by(audit.c.id.desc())
    return [Entry(*row) for row in await tx.execute(asked.offset(skipped).limit(most))]


async def persons(tx: Tx, reach: Collection[str] | None) -> list[Named]:
    """All who hold or held a post in the units, None for everybody on a roll; by name."""
    asked = select(people.c.id, people.c.name).order_by(people.c.name)
    if reach is not None:
        asked = asked.where(people.c.id.in_(select(posts.c.person).where(posts.c.unit.in_(sorted(reach)))))
    return [Named(row.id, row.name) for row in await tx.execute(asked)]


async def names(tx: Tx, entries: Collection[Entry], wanted: Wanted) -> dict[str, str]:
    """The names of all persons and the codes of all cases in the rows, by id; no code that is not for the
    viewer.
    """
    ids = {one.subject for one in entries} | {one.actor for one in entries if one.actor}
    ids |= {value for one in entries for value in one.details.values() if isinstance(value, str)}
    named: dict[str, str] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = sorted(ids)[start : start + _AT_ONCE]
        asked = select(people.c.id, people.c.name).where(people.c.id.in_(some))
        named |= dict((await tx.execute(asked)).all())
        coded = select(cases.c.id, cases.c.code).where(cases.c.id.in_(some))
        if wanted.viewer or wanted.kept_from:
            coded = coded.where(cases.c.id.not_in(_not_for(wanted)))
        named |= dict((await tx.execute(coded)).all())
    return named


_AT_ONCE = 500  # ids in one statement


def _not_for(wanted: Wanted) -> Select[str]:
    """The ids of the cases that the viewer must not see."""
    return select(cases.c.id).where(hidden.to(wanted.viewer, wanted.kept_from))


def _which(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.reach is not None:
        found.append(audit.c.unit.in_(sorted(wanted.reach)))
    if wanted.viewer or wanted.kept_from:
        found.append(audit.c.subject.not_in(_not_for(wanted)))
    if wanted.subject:
        found.append(audit.c.subject == wanted.subject)
    if wanted.person:
        found.append(or_(audit.c.actor == wanted.person, audit.c.subject == wanted.person))
    if wanted.since is not None:
        found.append(audit.c.at >= wanted.since)
    if wanted.until is not None:
        found.append(audit.c.at < wanted.until)
    return found
