"""Cases that wait, by their deadlines; what happened to them once; those of whose sender nothing is heard."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, func, insert, or_, select, update
from sqlalchemy import case as either

from domain.case import WAITING, CaseKind, CaseState, Side
from domain.deadline import Waiting
from storage.driver import Tx
from storage.tables import case_messages, cases, occurrences, units

EVENT = "deadline"  # the kind of the occurrence; its recipient is the case, its period the step's key
AGAIN = "again"  # the step by which a sender is asked once more
UNHEARD = "unheard"  # the key of a question that nobody answered: the clock went on without
RUNNING = (*sorted(WAITING), CaseState.ASKED)  # states in which a deadline counts, or stands still
_QUIET = (CaseState.ASKED, CaseState.ANSWERED, CaseState.CLOSED)  # it is the sender's turn to say something


class Running(NamedTuple):
    """A deadline of a case, and since when it counts."""

    id: str
    since: datetime
    due_at: datetime


class Quiet(NamedTuple):
    """A case of whose sender nothing is heard: `since` the unit's last words (of a question: since it was
    asked), and when they were asked once more.
    """

    id: str
    state: CaseState
    since: datetime
    again: datetime | None


async def any_waiting(tx: Tx) -> bool:
    """Whether any case with a deadline waits for an answer."""
    found = select(cases.c.id).where(*_in_states(*WAITING), cases.c.due_at.is_not(None)).limit(1)
    return await tx.scalar(found) is not None


async def any_quiet(tx: Tx) -> bool:
    """Whether it is any sender's turn: asked something, answered, or their case closed."""
    found = select(cases.c.id).where(*_in_states(*_QUIET)).limit(1)
    return await tx.scalar(found) is not None


async def waiting(tx: Tx, before: datetime) -> list[Waiting]:
    """The cases that wait for an answer and are due before the instant."""
    rows = await tx.execute(
        select(
            cases.c.id,
            cases.c.kind,
            cases.c.due_since,
            cases.c.due_at,
            func.coalesce(cases.c.read_for, "") == cases.c.handler,  # as `Case.read` has it
        ).where(*_in_states(*WAITING), cases.c.due_at < before)
    )
    return [Waiting(case, CaseKind(kind), since, due, read) for case, kind, since, due, read in rows]


async def running(tx: Tx, from_: datetime) -> list[Running]:
    """The deadlines of working days that come then or later, of what waits or whose sender was asked."""
    rows = await tx.execute(
        select(cases.c.id, cases.c.due_since, cases.c.due_at).where(
            *_in_states(*RUNNING), cases.c.due_at >= from_, cases.c.kind != CaseKind.CRIME.value
        )
    )
    return [Running(*row) for row in rows]


async def move(tx: Tx, dues: Mapping[str, datetime]) -> None:
    """Case to its new deadline."""
    each = (
        update(cases)
        .where(cases.c.id == bindparam("of"))
        .values(due_at=bindparam("to"), version=cases.c.version + 1)
    )
    if dues:
        await tx.execute(each, [{"of": case, "to": due} for case, due in dues.items()])


async def without(tx: Tx, most: int) -> Sequence[str]:
    """The ids of some cases that wait for an answer and have no deadline; thanks need none."""
    rows = await tx.scalars(
        select(cases.c.id)
        .where(*_in_states(*WAITING), cases.c.due_at.is_(None), cases.c.kind != CaseKind.PRAISE.value)
        .limit(most)
    )
    return rows.all()


async def done(tx: Tx, *, case: str | None = None) -> Mapping[str, set[str]]:
    """Case to the keys of what happened to it once: of one case, else of all whose deadline may run."""
    wanted = occurrences.c.recipient == case
    if case is None:
        wanted = occurrences.c.recipient.in_(select(cases.c.id).where(*_in_states(*RUNNING)))
    keys = func.aggregate_strings(occurrences.c.period, " ")  # a row a case: there may be twenty keys of each
    rows = await tx.execute(
        select(occurrences.c.recipient, keys)
        .where(occurrences.c.kind == EVENT, wanted)
        .group_by(occurrences.c.recipient)
    )
    return {recipient: set(keys.split()) for recipient, keys in rows}


async def do(tx: Tx, case: str, keys: Collection[str], now: datetime) -> None:
    """Note that these happened to the case; a second time breaks the unique key."""
    await do_all(tx, {case: keys}, now)


async def do_all(tx: Tx, keys: Mapping[str, Collection[str]], now: datetime) -> None:
    """The same of many: case to its keys."""
    values = [
        {"kind": EVENT, "recipient": case, "period": key, "at": now}
        for case, its in keys.items()
        for key in its
    ]
    if values:
        await tx.execute(insert(occurrences), values)


async def quiet(tx: Tx, before: datetime) -> list[Quiet]:
    """Cases of whose sender nothing was heard since before the instant, neither then nor, where they were
    asked once more, since that.

    A closed case only where they were not: after it they are left in peace, and of thanks nobody is asked.
    An answer is words: where there are only pictures nothing was answered.
    """
    over = cases.c.state == CaseState.CLOSED.value
    unjudged = (cases.c.verdict.is_(None), cases.c.kind != CaseKind.PRAISE.value, cases.c.closed_at <= before)
    one = (
        select(cases.c.id, cases.c.state, _turn().label("since"))
        .where(*_in_states(*_QUIET), or_(~over, and_(*unjudged)))
        .subquery()
    )
    again = (
        select(func.max(occurrences.c.at))
        .where(
            occurrences.c.kind == EVENT,
            occurrences.c.recipient == one.c.id,
            occurrences.c.period.startswith(f"{AGAIN}:"),
            occurrences.c.at >= one.c.since,
        )
        .scalar_subquery()
    )
    rows = await tx.execute(
        select(one.c.id, one.c.state, one.c.since, again.label("again")).where(
            one.c.since <= before,
            func.coalesce(again, one.c.since) <= before,
            or_(one.c.state != CaseState.CLOSED.value, again.is_(None)),
        )
    )
    return [Quiet(row.id, CaseState(row.state), row.since, row.again) for row in rows]


def _turn() -> ColumnElement[datetime]:
    """Since when it is the sender's turn to say something."""
    said = (
        select(func.max(case_messages.c.at))
        .where(
            case_messages.c.case == cases.c.id,
            case_messages.c.side == Side.UNIT.value,
            case_messages.c.text != "",
        )
        .correlate(cases)
        .scalar_subquery()
    )
    return either(
        (cases.c.state == CaseState.ASKED.value, cases.c.asked_at),
        (cases.c.state == CaseState.CLOSED.value, func.coalesce(said, cases.c.closed_at)),
        else_=said,
    )


def _in_states(*states: CaseState) -> tuple[ColumnElement[bool], ...]:
    """Of each unit, those in the states: so the index is used by which desks are read, however many cases
    were closed since the beginning.
    """
    return cases.c.handler.in_(select(units.c.code)), cases.c.state.in_([state.value for state in states])
