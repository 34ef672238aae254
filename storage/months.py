"""Monthly sums, kept in the transaction of what they count; a digest reads these and no history."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import NamedTuple

from sqlalchemy import Table, func, select
from sqlalchemy.dialects.sqlite import insert

from domain.case import CaseKind, Verdict
from storage.driver import Prepared, Tx, run
from storage.tables import case_months

_VERDICTS = {Verdict.YES: "solved", Verdict.PARTLY: "partly", Verdict.NO: "unsolved"}
_COUNTED = ("received", "answered", "solved", "partly", "unsolved")


class CaseSum(NamedTuple):
    """A unit's cases of one kind."""

    unit: str
    kind: CaseKind
    received: int
    answered: int
    solved: int
    partly: int
    unsolved: int


async def add(tx: Tx, table: Table, key: Mapping[str, str], by: Mapping[str, int]) -> None:
    """Add to the columns of the row of that key, which is made where it is missing."""
    await run(tx, _adding(table, tuple(by)), **key, **by)


@cache
def _adding(table: Table, columns: tuple[str, ...]) -> Prepared:
    new = insert(table)
    sums = {name: table.c[name] + new.excluded[name] for name in columns}
    return Prepared(new.on_conflict_do_update(index_elements=list(table.primary_key), set_=sums))


async def count_case(
    tx: Tx,
    unit: str,
    month: str,
    kind: CaseKind,
    *,
    received: int = 0,
    answered: int = 0,
    verdict: Verdict | None = None,
    times: int = 1,
) -> None:
    """Count a case received, answered or judged (`times`: -1 takes that back); `month` is that of receipt, or
    of the verdict.
    """
    by = dict.fromkeys(_COUNTED, 0) | {"received": received, "answered": answered}
    if verdict is not None:
        by[_VERDICTS[verdict]] = times
    await add(tx, case_months, {"unit": unit, "month": month, "kind": kind.value}, by)


async def cases(tx: Tx, units: Collection[str], months: Collection[str]) -> list[CaseSum]:
    """The units' cases by kind over the months."""
    rows = await tx.execute(
        select(case_months.c.unit, case_months.c.kind, *(func.sum(case_months.c[name]) for name in _COUNTED))
        .where(case_months.c.unit.in_(units), case_months.c.month.in_(months))
        .group_by(case_months.c.unit, case_months.c.kind)
    )
    return [CaseSum(row[0], CaseKind(row[1]), *row[2:]) for row in rows]


async def opinions_by_month(tx: Tx, units: Collection[str], months: Collection[str]) -> dict[str, int]:
    """How many cases other than praise the units received in each of the months."""
    rows = await tx.execute(
        select(case_months.c.month, func.sum(case_months.c.received))
        .where(
            case_months.c.unit.in_(units),
            case_months.c.month.in_(months),
            case_months.c.kind != CaseKind.PRAISE.value,
        )
        .group_by(case_months.c.month)
    )
    return dict(rows.all())
