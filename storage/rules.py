"""Units' own rules, and the days on which the province works otherwise than the State."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import delete, insert, select

from storage.driver import Tx
from storage.tables import own_days, unit_rules


class OwnDay(NamedTuple):
    """A local day that is worked, or off, whatever the State says; `name` is why."""

    day: date
    works: bool
    name: str


async def settled(tx: Tx) -> Mapping[tuple[str, str], int]:
    """All rules that units settled: (unit, rule) to value. A few for each of a hundred units at most."""
    rows = await tx.execute(select(unit_rules))
    return {(row.unit, row.name): row.value for row in rows}


async def put(tx: Tx, unit: str, name: str, value: int | None) -> None:
    """Settle a rule for the unit; None: what holds above holds here again."""
    await tx.execute(delete(unit_rules).where(unit_rules.c.unit == unit, unit_rules.c.name == name))
    if value is not None:
        await tx.execute(insert(unit_rules).values(unit=unit, name=name, value=value))


async def days(tx: Tx) -> list[OwnDay]:
    """All days of the province's own, in order."""
    rows = await tx.execute(select(own_days).order_by(own_days.c.day))
    return [OwnDay(date.fromisoformat(row.day), row.works, row.name) for row in rows]


async def put_day(tx: Tx, one: OwnDay) -> None:
    """Keep the day, in place of what was known of it."""
    await drop_day(tx, one.day)
    await tx.execute(insert(own_days).values(day=str(one.day), works=one.works, name=one.name))


async def drop_day(tx: Tx, day: date) -> bool:
    """The day is as the State has it again; False where nothing was known of it."""
    gone = await tx.execute(delete(own_days).where(own_days.c.day == str(day)))
    return gone.rowcount == 1
