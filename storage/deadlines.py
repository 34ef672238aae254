"""Cases that wait, by their deadlines; what happened to them once; those their sender has yet to judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Row, func, insert, select

from domain.case import WAITING, CaseKind, CaseState, Side
from domain.deadline import Waiting
from storage.driver import Tx
from storage.tables import case_messages, cases, occurrences, units

EVENT = "deadline"  # the kind of the occurrence; its recipient is the case, its period the step's key


async def any_waiting(tx: Tx) -> bool:
    """Whether any case with a deadline waits for an answer."""
    found = select(cases.c.id).where(*_in_states(*WAITING), cases.c.due_at.is_not(None)).limit(1)
    return await tx.scalar(found) is not None


async def any_ended(tx: Tx) -> bool:
    """Whether any case was answered or closed."""
    found = select(cases.c.id).where(*_in_states(CaseState.ANSWERED, CaseState.CLOSED)).limit(1)
    return await tx.scalar(found) is not None


async def waiting(tx: Tx, before: datetime) -> list[Waiting]:
    """The cases that wait for an answer and are due before the instant."""
    rows = await tx.execute(
        select(
            cases.c.id,
            cases.c.handler,
            cases.c.kind,
            cases.c.due_at,
            cases.c.read_at,
            cases.c.state,
        ).where(*_in_states(*WAITING), cases.c.due_at < before)
    )
    return [
        Waiting(row.id, row.handler, CaseKind(row.kind), row.due_at, _read(row.read_at, row.state))
        for row in rows
    ]


async def without(tx: Tx, most: int) -> Sequence[str]:
    """The ids of some cases that wait for an answer and have no deadline; thanks need none."""
    rows = await tx.scalars(
        select(cases.c.id)
        .where(*_in_states(*WAITING), cases.c.due_at.is_(None), cases.c.kind != CaseKind.PRAISE.value)
        .limit(most)
    )
    return rows.all()


async def done(tx: Tx, *, case: str | None = None) -> Mapping[str, set[str]]:
    """Case to the keys of what happened to it once: of one case, else of all that wait for an answer."""
    wanted = occurrences.c.recipient == case
    if case is None:
        wanted = occurrences.c.recipient.in_(select(cases.c.id).where(*_in_states(*WAITING)))
    rows = await tx.execute(
        select(occurrences.c.recipient, occurrences.c.period).where(occurrences.c.kind == EVENT, wanted)
    )
    found: dict[str, set[str]] = defaultdict(set)
    for recipient, period in rows:
        found[recipient].add(period)
    return found


async def do(tx: Tx, case: str, keys: Collection[str], now: datetime) -> None:
    """Note that these happened to the case; a second time breaks the unique key."""
    if keys:
        values = [{"kind": EVENT, "recipient": case, "period": key, "at": now} for key in keys]
        await tx.execute(insert(occurrences), values)


async def closed(tx: Tx, since: datetime, until: datetime) -> Sequence[Row[str, datetime]]:
    """(id, when) of cases closed then, of which their sender said nothing; thanks are never asked about."""
    rows = await tx.execute(
        select(cases.c.id, cases.c.closed_at).where(
            *_in_states(CaseState.CLOSED),
            cases.c.verdict.is_(None),
            cases.c.kind != CaseKind.PRAISE.value,
            cases.c.closed_at >= since,
            cases.c.closed_at <= until,
        )
    )
    return rows.all()


async def answered(tx: Tx, before: datetime) -> Sequence[Row[str, datetime]]:
    """(id, when the unit wrote last) of answered cases nobody closed, where that was before the instant."""
    of_case = (case_messages.c.case == cases.c.id, case_messages.c.side == Side.UNIT.value)
    last = select(func.max(case_messages.c.at)).where(*of_case).scalar_subquery()
    rows = await tx.execute(
        select(cases.c.id, last.label("at")).where(*_in_states(CaseState.ANSWERED), last <= before)
    )
    return rows.all()


def _in_states(*states: CaseState) -> tuple[ColumnElement[bool], ...]:
    """Of each unit, those in the states: so the index is used by which desks are read, however many cases
    were closed since the beginning.
    """
    return cases.c.handler.in_(select(units.c.code)), cases.c.state.in_([state.value for state in states])


def _read(read_at: datetime | None, state: str) -> bool:
    """Whether a human saw it: who took it did."""
    return read_at is not None or state != CaseState.NEW.value
