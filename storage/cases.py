"""Cases and what was written in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, delete, func, insert, or_, select, update

from domain.case import WAITING, Case, CaseKind, CaseState, Side, Topic, Verdict
from storage import search
from storage.driver import Tx
from storage.keys import new_id
from storage.tables import case_messages, cases, message_map


@dataclass(frozen=True, kw_only=True)
class Message:
    """Something written in a case. `author` is the officer's id, None for the citizen."""

    id: int
    side: Side
    author: str | None
    text: str
    at: datetime


class About(NamedTuple):
    """What a message in a chat is about: a case, and which of its messages it says, None where it says none.

    `inside`: it was said among colleagues.
    """

    case: str
    message: int | None
    inside: bool


def _first_text() -> Select[*tuple[Any, ...]]:
    first = (
        select(case_messages.c.text)
        .where(case_messages.c.case == cases.c.id)
        .order_by(case_messages.c.id)
        .limit(1)
        .scalar_subquery()
    )
    return select(cases, first.label("text"))


async def get(tx: Tx, case: str) -> Case | None:
    """The case of that id."""
    row = (await tx.execute(_first_text().where(cases.c.id == case))).first()
    return _case(row) if row else None


async def by_code(tx: Tx, code: str) -> Case | None:
    """The case of that receipt code."""
    row = (await tx.execute(_first_text().where(cases.c.code == code))).first()
    return _case(row) if row else None


async def by_alias(tx: Tx, alias: str) -> list[Case]:
    """The cases whose sender goes by that alias, newest first: it reads all there are."""
    rows = await tx.execute(_first_text().where(cases.c.alias == alias).order_by(cases.c.received_at.desc()))
    return [_case(row) for row in rows]


async def of_ids(tx: Tx, ids: Collection[str]) -> list[Case]:
    """Those of the cases that still exist, newest first."""
    rows = await tx.execute(_first_text().where(cases.c.id.in_(ids)).order_by(cases.c.received_at.desc()))
    return [_case(row) for row in rows]


async def add(tx: Tx, case: Case, consent: str) -> int:
    """Keep a new case with its first message, whose id returns."""
    await tx.execute(
        insert(cases).values(
            id=case.id,
            code=case.code,
            alias=case.alias,
            unit=case.unit,
            handler=case.handler,
            kind=case.kind.value,
            state=case.state.value,
            version=case.version,
            consent=consent,
            received_at=case.received_at,
            about=case.about,
            due_at=case.due_at,
            due_since=case.due_since,
        )
    )
    return await add_message(tx, case.id, Side.CITIZEN, case.text, None, case.received_at)


async def change(tx: Tx, case: Case, **values: object) -> bool:
    """Change columns by compare-and-swap on the version; False where it changed meanwhile."""
    changed = await tx.execute(
        update(cases)
        .where(cases.c.id == case.id, cases.c.version == case.version)
        .values(version=case.version + 1, **values)
    )
    return changed.rowcount == 1


async def add_message(tx: Tx, case: str, side: Side, text: str, author: str | None, at: datetime) -> int:
    """Add what one side wrote, to be found by its words; the message's id."""
    done = await tx.execute(
        insert(case_messages).values(case=case, side=side.value, text=text, author=author, at=at)
    )
    number = new_id(done)
    await search.add(tx, number, text)
    return number


async def messages(tx: Tx, case: str) -> list[Message]:
    """All that was written in the case, oldest first."""
    rows = await tx.execute(
        select(case_messages).where(case_messages.c.case == case).order_by(case_messages.c.id)
    )
    return [
        Message(id=row.id, side=Side(row.side), author=row.author, text=row.text, at=row.at) for row in rows
    ]


async def message(tx: Tx, number: int) -> Message | None:
    """One message of a case."""
    row = (await tx.execute(select(case_messages).where(case_messages.c.id == number))).first()
    return (
        Message(id=row.id, side=Side(row.side), author=row.author, text=row.text, at=row.at) if row else None
    )


async def waiting(
    tx: Tx, units: Collection[str], *, besides: Collection[str] = ()
) -> dict[str, tuple[int, datetime]]:
    """Per handling unit: how many cases wait for it, `besides` left out, and since when the oldest does."""
    rows = await tx.execute(
        select(cases.c.handler, func.count(), func.min(cases.c.received_at))
        .where(
            cases.c.handler.in_(units),
            cases.c.state.in_([state.value for state in WAITING]),
            func.coalesce(cases.c.about, "") != cases.c.unit,  # kept from the province: not in its figures
            cases.c.id.not_in(besides),
        )
        .group_by(cases.c.handler)
    )
    return {unit: (count, since) for unit, count, since in rows}


async def untaken(tx: Tx, handlers: Collection[str], *, kept_from: bool) -> Sequence[str]:
    """The ids of the cases that nobody took yet and those units handle, oldest first; where `kept_from`, also
    of all that are kept from a unit or a person.
    """
    where = [cases.c.handler.in_(handlers)]
    if kept_from:
        where += [cases.c.about.is_not(None), cases.c.officer.is_not(None)]
    found = select(cases.c.id).where(cases.c.state == CaseState.NEW.value, or_(*where))
    return (await tx.scalars(found.order_by(cases.c.received_at))).all()


async def waiting_and_kept(tx: Tx) -> Sequence[str]:
    """The ids of the cases that wait for an answer and are kept from a unit or a person."""
    kept = cases.c.about.is_not(None) | cases.c.officer.is_not(None)
    states = [state.value for state in WAITING]
    return (await tx.scalars(select(cases.c.id).where(cases.c.state.in_(states), kept))).all()


async def map_message(
    tx: Tx, finder: str, case: str, message: int | None = None, *, inside: bool = False
) -> None:
    """A reply to that message (keyed hash of chat and message) lands in the case.

    `message` is what it says there; `inside`: said among colleagues, and so is a reply to it.
    """
    values = {"finder": finder, "case": case, "message": message, "inside": inside}
    await tx.execute(delete(message_map).where(message_map.c.finder == finder))
    await tx.execute(insert(message_map).values(values))


async def by_message(tx: Tx, finder: str) -> About | None:
    """What the message is about, if it is about a case."""
    known = select(message_map.c.case, message_map.c.message, message_map.c.inside)
    row = (await tx.execute(known.where(message_map.c.finder == finder))).first()
    return About(*row) if row else None


def _case(row: Row[*tuple[Any, ...]]) -> Case:
    return Case(
        id=row.id,
        code=row.code,
        alias=row.alias,
        unit=row.unit,
        handler=row.handler,
        kind=CaseKind(row.kind),
        state=CaseState(row.state),
        text=row.text or "",
        verdict=Verdict(row.verdict) if row.verdict else None,
        taken_by=row.taken_by,
        version=row.version,
        received_at=row.received_at,
        answered_at=row.answered_at,
        topic=Topic(row.topic) if row.topic else None,
        about=row.about,
        officer=row.officer,
        due_at=row.due_at,
        due_since=row.due_since,
        asked_at=row.asked_at,
        read_at=row.read_at,
        read_by=row.read_by,
        read_for=row.read_for,
        passed_by=row.passed_by,
        same_as=row.same_as,
        stars=row.stars,
        reopened=row.reopened,
    )
