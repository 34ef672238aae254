"""From whom a case is hidden: whom it speaks of, and whose unit it speaks of, wherever they serve by now."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.dialects.sqlite import insert

from domain.case import Verdict
from storage.driver import Tx
from storage.tables import audit, cases, spoken_of

_JUDGED = ("judged", "ended")  # the audit's actions by which a sender says whether it is solved


class Judged(NamedTuple):
    """A sender's word on a case, which counts in the month in which it was said."""

    case: str
    at: datetime
    verdict: Verdict


async def add(tx: Tx, case: str, people: Collection[str]) -> None:
    """The case stays hidden from these persons, who serve in the unit that it speaks of."""
    if people:
        rows = [{"case": case, "person": person} for person in sorted(people)]
        await tx.execute(insert(spoken_of).values(rows).on_conflict_do_nothing())


async def people(tx: Tx, case: str) -> set[str]:
    """The ids of those who served in the unit it speaks of when it came to be kept from that."""
    return set(await tx.scalars(select(spoken_of.c.person).where(spoken_of.c.case == case)))


async def holds(tx: Tx, case: str, person: str) -> bool:
    """Whether the person was one of those."""
    found = select(spoken_of.c.person).where(spoken_of.c.case == case, spoken_of.c.person == person)
    return await tx.scalar(found) is not None


def to(person: str, units: Collection[str]) -> ColumnElement[bool]:
    """Whether a case is hidden from the person, who is in the service of those units now.

    True or false, never unknown: it may be negated.
    """
    noted = select(spoken_of.c.case).where(spoken_of.c.person == person)
    return or_(
        and_(cases.c.officer.is_not(None), cases.c.officer == person),
        and_(cases.c.about.is_not(None), cases.c.about.in_(sorted(units))),
        cases.c.id.in_(noted),
    )


async def ids(tx: Tx, person: str, units: Collection[str]) -> list[str]:
    """The ids of all cases that are hidden from the person."""
    return list(await tx.scalars(select(cases.c.id).where(to(person, units)).order_by(cases.c.id)))


async def judged(tx: Tx, ids: Collection[str]) -> list[Judged]:
    """What the senders of the cases said of whether they are solved, as the audit knows."""
    rows = await tx.execute(
        select(audit.c.subject, audit.c.at, audit.c.action, audit.c.details).where(
            audit.c.subject.in_(ids), audit.c.action.in_(_JUDGED)
        )
    )
    return [
        Judged(case, at, Verdict(details["verdict"]) if action == "judged" else Verdict.YES)
        for case, at, action, details in rows
    ]
