"""What lies on a desk, counted and listed, and what stands beside a case for the desk's own eyes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, update

from domain.case import OPEN, WAITING, CaseKind, CaseState
from domain.caseload import A_PAGE, Filter, Pile, Reach
from storage import hidden, search
from storage.case_notes import DRAFT, SENT
from storage.driver import Tx
from storage.tables import audit, case_notes, cases, people, photos, units

_OPEN = tuple(sorted(state.value for state in OPEN))
_WAITING = tuple(sorted(state.value for state in WAITING))
SHORT = 6  # steps of a case's history that are shown: the newest
UNTOLD = ("saw", "refused")  # who only looked: the whole audit has them


class Counts(NamedTuple):
    """How many open cases lie in each pile; one case may lie in several."""

    open: int
    new: int
    mine: int
    asked: int
    soon: int
    overdue: int
    passed: int
    proposed: int


class Note(NamedTuple):
    """What the desk wrote to itself; `unit` is the name of the one passed to, or given back to."""

    id: int
    kind: str
    author: str
    text: str
    unit: str
    at: datetime


class Step(NamedTuple):
    """What was done with a case. `actor` is a name; empty: the program."""

    at: datetime
    actor: str
    action: str
    details: Mapping[str, Any]


async def counts(tx: Tx, reach: Reach, now: datetime, soon: datetime) -> Counts:
    """The open cases in reach by piles, in one statement; `soon` is until when a deadline is near."""
    piles = [_in(pile, reach, now, soon) for pile in _COUNTED]
    summed = [func.coalesce(func.sum(case((pile, 1), else_=0)), 0) for pile in piles]
    row = (
        await tx.execute(select(func.count(), *summed).where(*_seen(reach), cases.c.state.in_(_OPEN)))
    ).one()
    return Counts(*row)


async def count(tx: Tx, reach: Reach, chosen: Filter, now: datetime, soon: datetime) -> int:
    """How many cases are chosen."""
    found = chosen_by(reach, chosen, now, soon).with_only_columns(func.count(), maintain_column_froms=True)
    return await tx.scalar(found) or 0


async def page_of(
    tx: Tx, reach: Reach, chosen: Filter, now: datetime, soon: datetime, page: int
) -> Sequence[str]:
    """The ids of a page of them: unread crime, what waits, the oldest deadline; the first page is 0."""
    found = chosen_by(reach, chosen, now, soon).order_by(*_ORDER)
    return (await tx.scalars(found.limit(A_PAGE).offset(page * A_PAGE))).all()


async def sorts(
    tx: Tx, reach: Reach, chosen: Filter, now: datetime, soon: datetime
) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """How many of the cases chosen each unit, each kind and each topic has; most first."""
    found = []
    for by in (cases.c.handler, cases.c.kind, cases.c.topic):
        counted = chosen_by(reach, chosen, now, soon).with_only_columns(by, func.count())
        rows = await tx.execute(counted.group_by(by).order_by(func.count().desc(), by))
        found.append({value: number for value, number in rows if value})
    return found[0], found[1], found[2]


async def first(tx: Tx, reach: Reach) -> str | None:
    """The case to be seen to first: of those nobody else took, the one whose deadline comes or passed first.

    Where colleagues have them all, the first of theirs; what waits for others to agree to the reader's answer
    comes after that.
    """
    found = select(cases.c.id).where(*_seen(reach), cases.c.state.in_(_WAITING))
    theirs = and_(cases.c.taken_by.is_not(None), cases.c.taken_by != reach.person)
    return await tx.scalar(found.order_by(_proposed(reach.person), theirs, *_ORDER).limit(1))


async def within(tx: Tx, reach: Reach, ids: Collection[str]) -> set[str]:
    """Those of the cases that are in reach."""
    return set(await tx.scalars(select(cases.c.id).where(*_seen(reach), cases.c.id.in_(ids))))


async def read(tx: Tx, of: str, by: str, desk: str | None, at: datetime) -> None:
    """Somebody of the unit `by` read the case, for that unit's desk if for any.

    Not a change of the case: whoever is writing an answer need not hear that somebody looked.
    """
    await tx.execute(update(cases).where(cases.c.id == of).values(read_at=at, read_by=by, read_for=desk))


async def names(tx: Tx, ids: Collection[str]) -> dict[str, str]:
    """The names of people by id."""
    rows = await tx.execute(select(people.c.id, people.c.name).where(people.c.id.in_(ids)))
    return dict(rows.all())


async def notes(tx: Tx, of: str) -> list[Note]:
    """What the desk wrote to itself about the case, oldest first."""
    rows = await tx.execute(
        select(
            case_notes.c.id,
            case_notes.c.kind,
            people.c.name,
            case_notes.c.text,
            func.coalesce(units.c.name, ""),
            case_notes.c.at,
        )
        .join(people, people.c.id == case_notes.c.author)
        .outerjoin(units, units.c.code == case_notes.c.unit)
        .where(case_notes.c.case == of, case_notes.c.kind != SENT)  # those words stand in the conversation
        .order_by(case_notes.c.id)
    )
    return [Note(*row) for row in rows]


async def history(tx: Tx, of: str) -> list[Step]:
    """The last steps of the case as the audit has them, oldest first."""
    rows = await tx.execute(
        select(audit.c.at, people.c.name, audit.c.action, audit.c.details)
        .outerjoin(people, people.c.id == audit.c.actor)
        .where(audit.c.subject == of, audit.c.action.not_in(UNTOLD))
        .order_by(audit.c.id.desc())
        .limit(SHORT)
    )
    return [Step(at, name or "", action, details) for at, name, action, details in reversed(rows.all())]


async def pictured(tx: Tx, of: str) -> list[tuple[int, int]]:
    """(message, how many photos) of the case's messages that came with any, oldest first."""
    rows = await tx.execute(
        select(photos.c.message, func.count())
        .where(photos.c.case == of, photos.c.message.is_not(None))
        .group_by(photos.c.message)
        .order_by(photos.c.message)
    )
    return [(message, count) for message, count in rows]


async def photos_of(tx: Tx, of: str) -> int:
    """How many photos came with the case's messages."""
    return sum(count for _, count in await pictured(tx, of))


_COUNTED = (Pile.NEW, Pile.MINE, Pile.ASKED, Pile.SOON, Pile.OVERDUE, Pile.PASSED, Pile.PROPOSED)
# A crime that nobody of its desk has read first; what waits for the desk before what does not, what is over
# last; then the deadlines, none at the end.
_ORDER = (
    case(
        (
            and_(
                cases.c.kind == CaseKind.CRIME.value,
                func.coalesce(cases.c.read_for, "") != cases.c.handler,
                cases.c.state.in_(_WAITING),
            ),
            0,
        ),
        else_=1,
    ),
    case((cases.c.state.in_(_WAITING), 0), (cases.c.state.in_(_OPEN), 1), else_=2),
    cases.c.due_at.is_(None),
    cases.c.due_at,
    cases.c.received_at,
    cases.c.id,
)


def _seen(reach: Reach) -> list[ColumnElement[bool]]:
    """What is in reach: nobody sees what speaks of them, or what is kept from them."""
    seen = [
        cases.c.handler.in_(sorted(reach.units | reach.own)),
        ~hidden.to(reach.person, reach.serves),
    ]
    if reach.own - reach.units:
        seen.append(or_(cases.c.handler.in_(sorted(reach.units)), cases.c.taken_by == reach.person))
    return seen


def _in(pile: Pile, reach: Reach, now: datetime, soon: datetime) -> ColumnElement[bool]:
    """Whether an open case lies in the pile."""
    waits = cases.c.state.in_(_WAITING)
    if pile is Pile.MINE:
        return cases.c.taken_by == reach.person
    if pile is Pile.SOON:
        return and_(waits, cases.c.due_at > now, cases.c.due_at <= soon)
    if pile is Pile.OVERDUE:
        return and_(waits, cases.c.due_at <= now)
    if pile is Pile.PASSED:
        return cases.c.passed_by.is_not(None)
    if pile is Pile.PROPOSED:
        return _proposed()
    return cases.c.state == (CaseState.NEW if pile is Pile.NEW else CaseState.ASKED).value


def _proposed(by: str | None = None) -> ColumnElement[bool]:
    """Whether an answer waits where the case lies now, to be agreed to; that of one author, or anybody's."""
    found = select(case_notes.c.id).where(
        case_notes.c.case == cases.c.id,
        case_notes.c.kind == DRAFT,
        func.coalesce(case_notes.c.unit, cases.c.handler) == cases.c.handler,
    )
    return (found if by is None else found.where(case_notes.c.author == by)).exists()


def chosen_by(reach: Reach, chosen: Filter, now: datetime, soon: datetime) -> Select[str]:
    """The ids of the cases in reach that are chosen, in no order."""
    found = select(cases.c.id).where(*_seen(reach))
    if chosen.pile is not Pile.ALL:
        found = found.where(cases.c.state.in_(_OPEN))
    if chosen.pile not in (Pile.ALL, Pile.OPEN):
        found = found.where(_in(chosen.pile, reach, now, soon))
    if chosen.unit:
        found = found.where(cases.c.handler == chosen.unit)
    if chosen.kind:
        found = found.where(cases.c.kind == chosen.kind.value)
    if chosen.topic:
        found = found.where(cases.c.topic == chosen.topic.value)
    if chosen.taken_by:
        found = found.where(cases.c.taken_by == chosen.taken_by)
    if chosen.text:
        found = found.where(cases.c.id.in_(search.cases_with(chosen.text)))
    return found
