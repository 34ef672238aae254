"""A unit's ready answers, and what it answered before."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, func, insert, select, update

from domain.case import CaseState, Side
from storage.driver import Tx
from storage.keys import new_id
from storage.tables import case_messages, cases, ready_answers


class Ready(NamedTuple):
    """A ready answer of a unit; `text` with placeholders in braces."""

    id: int
    unit: str
    title: str
    text: str


class Said(NamedTuple):
    """What a unit answered: in which case, and in which words."""

    code: str
    text: str


_COLUMNS = (ready_answers.c.id, ready_answers.c.unit, ready_answers.c.title, ready_answers.c.text)


async def ready(tx: Tx, units: Collection[str]) -> list[Ready]:
    """The ready answers of the units, by title."""
    rows = await tx.execute(
        select(*_COLUMNS)
        .where(ready_answers.c.unit.in_(units))
        .order_by(ready_answers.c.title, ready_answers.c.id)
    )
    return [Ready(*row) for row in rows]


async def one(tx: Tx, number: int) -> Ready | None:
    """The ready answer of that id."""
    row = (await tx.execute(select(*_COLUMNS).where(ready_answers.c.id == number))).first()
    return Ready(*row) if row else None


async def count(tx: Tx, unit: str) -> int:
    """How many ready answers the unit has."""
    return await tx.scalar(select(func.count()).where(ready_answers.c.unit == unit)) or 0


async def add(tx: Tx, unit: str, title: str, text: str, author: str, at: datetime) -> int:
    """Keep a ready answer; its id, which none had before: an old button must never mean another one."""
    values = {
        "id": secrets.randbelow(2**53),
        "unit": unit,
        "title": title,
        "text": text,
        "author": author,
        "at": at,
    }
    return new_id(await tx.execute(insert(ready_answers).values(**values)))


async def change(tx: Tx, number: int, text: str, author: str, at: datetime) -> bool:
    """Put another text in its place; False where it is gone."""
    changed = await tx.execute(
        update(ready_answers).where(ready_answers.c.id == number).values(text=text, author=author, at=at)
    )
    return changed.rowcount == 1


async def drop(tx: Tx, number: int) -> bool:
    """Take it away; False where it is gone."""
    return (await tx.execute(delete(ready_answers).where(ready_answers.c.id == number))).rowcount == 1


async def earlier(tx: Tx, unit: str, besides: Collection[str], *, long: range, most: int) -> list[Said]:
    """What the unit answered in its newest `most` answered cases, `besides` left out, newest first.

    Only texts as long (in characters) as `long` says: no others can be near-copies. By the index of handler
    and state; the texts themselves are read for those cases alone.
    """
    newest = (
        select(cases.c.id, cases.c.code)
        .where(
            cases.c.handler == unit,
            cases.c.state.in_([CaseState.ANSWERED.value, CaseState.CLOSED.value]),
            cases.c.id.not_in(besides),
        )
        .order_by(cases.c.received_at.desc())
        .limit(most)
        .subquery()
    )
    rows = await tx.execute(
        select(newest.c.code, case_messages.c.text)
        .join(newest, newest.c.id == case_messages.c.case)
        .where(
            case_messages.c.side == Side.UNIT.value,
            func.length(case_messages.c.text).between(long.start, long.stop),
        )
        .order_by(case_messages.c.id.desc())
        .limit(most)
    )
    return [Said(*row) for row in rows]
