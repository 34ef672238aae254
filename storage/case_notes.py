"""What the desk writes beside a case, which its sender (but for LATE) never sees; who did last what."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, insert, select, update

from storage.driver import Tx
from storage.keys import new_id
from storage.tables import audit, case_messages, case_notes, cases

NOTE, DRAFT, PASS, BACK, UP = "note", "draft", "pass", "back", "up"
SENT = "sent"  # a draft that was agreed to: its words stand in the conversation
LATE = "late"  # why it takes longer: the one note that its sender reads
MOVES = (PASS, BACK, UP)


class Note(NamedTuple):
    """A row. `unit` is where the case was passed, given back or moved up to, or where it lay when an answer
    was drafted or more time was asked for; empty for words alone.
    """

    id: int
    case: str
    kind: str
    author: str
    text: str
    unit: str | None
    at: datetime


_COLUMNS = (
    case_notes.c.id,
    case_notes.c.case,
    case_notes.c.kind,
    case_notes.c.author,
    case_notes.c.text,
    case_notes.c.unit,
    case_notes.c.at,
)


async def add(
    tx: Tx, case: str, kind: str, author: str, text: str, at: datetime, unit: str | None = None
) -> int:
    """Keep a note; its id."""
    values = {"case": case, "kind": kind, "author": author, "text": text, "at": at, "unit": unit}
    return new_id(await tx.execute(insert(case_notes).values(**values)))


async def get(tx: Tx, note: int) -> Note | None:
    """The note of that id."""
    row = (await tx.execute(select(*_COLUMNS).where(case_notes.c.id == note))).first()
    return Note(*row) if row else None


async def of_case(tx: Tx, case: str, kinds: Collection[str]) -> list[Note]:
    """The case's notes of these kinds, oldest first."""
    rows = await tx.execute(
        select(*_COLUMNS)
        .where(case_notes.c.case == case, case_notes.c.kind.in_(kinds))
        .order_by(case_notes.c.id)
    )
    return [Note(*row) for row in rows]


async def drafts_of(tx: Tx, author: str) -> list[Note]:
    """The answers of the author that wait for approval, oldest first."""
    rows = await tx.execute(
        select(*_COLUMNS)
        .where(case_notes.c.author == author, case_notes.c.kind == DRAFT)
        .order_by(case_notes.c.id)
    )
    return [Note(*row) for row in rows]


async def drafts_follow(tx: Tx, case: str, unit: str) -> None:
    """What waits for approval was written where the case lies now: where it lay is that unit today."""
    await tx.execute(
        update(case_notes).where(case_notes.c.case == case, case_notes.c.kind == DRAFT).values(unit=unit)
    )


async def settle(tx: Tx, draft: int, kind: str) -> bool:
    """An answer waits for approval no more: it becomes a NOTE, or was SENT. False where it waited not.

    The row stays: SQLite would give its number to the next one, and an old button would agree to that.
    """
    done = (
        update(case_notes)
        .where(case_notes.c.id == draft, case_notes.c.kind == DRAFT)
        .values(kind=kind, **({"text": ""} if kind == SENT else {}))
    )
    return (await tx.execute(done)).rowcount == 1


async def last_by(tx: Tx, case: str, action: str) -> str | None:
    """The id of the person who last did that with the case, as the audit knows; None for nobody known."""
    return await tx.scalar(
        select(audit.c.actor)
        .where(audit.c.subject == case, audit.c.action == action)
        .order_by(audit.c.id.desc())
        .limit(1)
    )


async def was_given(tx: Tx, case: str, person: str) -> bool:
    """Whether the case was once given to the person by a colleague, as the audit knows."""
    found = await tx.scalar(
        select(func.count()).where(
            audit.c.subject == case,
            audit.c.action == "assign",
            audit.c.details["to"].as_string() == person,
        )
    )
    return bool(found)


async def asked(tx: Tx, case: str) -> set[int]:
    """The messages of the case in which its sender was asked something, as the audit knows."""
    found = select(audit.c.details["message"].as_integer()).where(
        audit.c.subject == case, audit.c.action == "ask"
    )
    return set(await tx.scalars(found))


async def answered_since(tx: Tx, case: str, after: int, person: str) -> str | None:
    """Who else wrote to the sender after that message of the case: their id; None for nobody."""
    return await tx.scalar(
        select(case_messages.c.author)
        .where(
            case_messages.c.case == case,
            case_messages.c.id > after,
            case_messages.c.author.is_not(None),
            case_messages.c.author != person,
        )
        .order_by(case_messages.c.id.desc())
        .limit(1)
    )


async def repeats(tx: Tx, case: str, root: str) -> list[str]:
    """The ids of the other cases that say the same: those marked so, and the one they repeat."""
    rows = await tx.scalars(select(cases.c.id).where(cases.c.same_as == root, cases.c.id != case))
    return [*rows, *([root] if root != case else [])]


async def gather(tx: Tx, case: str, root: str) -> None:
    """What repeated the case repeats from now on what the case itself repeats."""
    await tx.execute(update(cases).where(cases.c.same_as == case).values(same_as=root))
