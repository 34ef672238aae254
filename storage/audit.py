"""The audit: appended to, never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import insert, select

from storage.driver import Tx
from storage.tables import audit


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


async def last(tx: Tx) -> tuple[int, str]:
    """(number, chain) of the newest row; (0, "") before the first."""
    row = (await tx.execute(select(audit.c.id, audit.c.chain).order_by(audit.c.id.desc()).limit(1))).first()
    return (row.id, row.chain) if row else (0, "")


async def add(tx: Tx, entry: Entry) -> None:
    """Append a row."""
    await tx.execute(insert(audit).values(**entry._asdict()))
