"""Monthly sums: after any course of things they equal a recount of the rows."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from domain.case import CaseKind, Verdict
from domain.deed import Deed, DeedKind
from domain.period import Period
from domain.unit import Unit
from storage import deeds, months
from storage.database import Database
from storage.tables import deed_months, officer_months
from storage.tables import deeds as deed_rows
from tests.storage import ground
from tests.storage.ground import NOON, TRAN, XUYEN

DAYS = [date(2026, 9, 29), date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 2)]
KINDS = [DeedKind.CARE, DeedKind.OTHER]
MONTHS = ["2026-09", "2026-10"]
CODES = [TRAN.code, XUYEN.code]


class Step(NamedTuple):
    """One thing an officer does; `which` picks the deed that is changed or erased."""

    what: str
    which: int
    person: str
    unit: Unit
    day: date
    kind: DeedKind
    helped: int
    late: bool


steps = st.builds(
    Step,
    what=st.sampled_from(["add", "add", "replace", "remove"]),
    which=st.integers(0, 30),
    person=st.sampled_from(["p1", "p2"]),
    unit=st.sampled_from([TRAN, XUYEN]),
    day=st.sampled_from(DAYS),
    kind=st.sampled_from(KINDS),
    helped=st.integers(0, 9),
    late=st.booleans(),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(steps, max_size=14))
def test_sums_equal_a_recount_whatever_officers_do(course: list[Step]) -> None:
    with TemporaryDirectory() as folder:
        problems = asyncio.run(_told(Path(folder), course))
    assert problems == []


async def _told(folder: Path, course: list[Step]) -> list[str]:
    database = ground.fresh(folder)
    await ground.with_units(database)
    for person in ("p1", "p2"):
        await ground.with_officer(database, person)
    there: list[Deed] = []
    for number, step in enumerate(course):
        await _do(database, there, number, step)
    problems = await _differences(database)
    await database.close()
    return problems


async def _do(database: Database, there: list[Deed], number: int, step: Step) -> None:
    async with database.transaction() as tx:
        if step.what == "add":
            there.append(_deed(f"d{number}", step))
            await deeds.add(tx, there[-1], await deeds.told(tx, there[-1].person, there[-1].day))
        elif there and step.what == "remove":
            await deeds.remove(tx, there.pop(step.which % len(there)))
        elif there:
            place = step.which % len(there)
            before = there[place]
            there[place] = replace(
                before, unit=step.unit.code, day=step.day, kind=step.kind, helped=step.helped, late=step.late
            )
            await deeds.replace(tx, before, there[place])


async def _differences(database: Database) -> list[str]:
    async with database.reading() as tx:
        raw = (await tx.execute(select(deed_rows))).all()
        officers = (await tx.execute(select(officer_months))).all()
        kinds = (await tx.execute(select(deed_months))).all()
        taking_part = await deeds.taking_part(tx, CODES, MONTHS, NOON)
        by_month = await deeds.by_month(tx, CODES, MONTHS)
        sums = await deeds.sums(tx, CODES, MONTHS)
    found = {
        "officer deeds": +Counter({(r.unit, r.month, r.person): r.deeds for r in officers}),
        "officer days": +Counter({(r.unit, r.month, r.person): r.days for r in officers}),
        "kind deeds": +Counter({(r.unit, r.month, r.kind): r.deeds for r in kinds}),
        "helped": +Counter({(r.unit, r.month, r.kind): r.helped for r in kinds}),
        "late": +Counter({(r.unit, r.month, r.kind): r.late for r in kinds}),
        "taking part": +Counter(taking_part),
        "by month": +Counter(by_month),
        "sums": +Counter({(s.unit, s.kind.value): s.deeds for s in sums}),
    }
    recounted: dict[str, Counter[Any]] = {
        "officer deeds": Counter((r.unit, r.day[:7], r.person) for r in raw),
        "officer days": Counter({(u, d[:7], p): 0 for u, d, p in {(r.unit, r.day, r.person) for r in raw}}),
        "kind deeds": Counter((r.unit, r.day[:7], r.kind) for r in raw),
        "helped": Counter[tuple[str, str, str]](),
        "late": Counter((r.unit, r.day[:7], r.kind) for r in raw if r.late),
        "taking part": Counter(ground.TRAN.code for _ in {r.person for r in raw}),  # where they serve now
        "by month": Counter(r.day[:7] for r in raw),
        "sums": Counter((r.unit, r.kind) for r in raw),
    }
    for unit, day, person in {(r.unit, r.day, r.person) for r in raw}:
        recounted["officer days"][unit, day[:7], person] += 1
    for row in raw:
        recounted["helped"][row.unit, row.day[:7], row.kind] += row.helped
    recounted["helped"] = +recounted["helped"]
    return [
        f"{name}: {found[name]} is not {recounted[name]}" for name in found if found[name] != recounted[name]
    ]


def _deed(name: str, step: Step) -> Deed:
    return Deed(
        id=name,
        person=step.person,
        unit=step.unit.code,
        day=step.day,
        kind=step.kind,
        text="Đưa cụ bà qua đường",
        helped=step.helped,
        place="",
        photos=0,
        late=step.late,
        recorded_at=NOON,
    )


async def test_a_deed_comes_back_as_it_was_kept(database: Database) -> None:
    await ground.with_officer(database, "p1")
    deed = _deed("d", Step("add", 0, "p1", TRAN, DAYS[0], DeedKind.CARE, 3, True))
    other = replace(deed, id="e", day=DAYS[2])
    async with database.transaction() as tx:
        await deeds.add(tx, deed, [])
        await deeds.add(tx, other, await deeds.told(tx, other.person, other.day))
        assert await deeds.get(tx, "d") == deed
        assert await deeds.get(tx, "no") is None
        assert await deeds.on_day(tx, "p1", DAYS[0]) == [deed]
        assert await deeds.days(tx, "p1", Period.parse("2026-09")) == {DAYS[0]: 1}
        await deeds.remove(tx, deed)
        assert await deeds.get(tx, "d") is None


async def test_cases_are_counted_by_kind_and_month_and_praise_is_no_opinion(database: Database) -> None:
    async with database.transaction() as tx:
        for _ in range(2):
            await months.count_case(tx, TRAN.code, "2026-10", CaseKind.SUGGESTION, received=1)
        await months.count_case(tx, TRAN.code, "2026-10", CaseKind.PRAISE, received=1)
        await months.count_case(tx, TRAN.code, "2026-10", CaseKind.SUGGESTION, answered=1)
        for verdict in Verdict:
            await months.count_case(tx, TRAN.code, "2026-10", CaseKind.SUGGESTION, verdict=verdict)
        sums = {row.kind: row for row in await months.cases(tx, CODES, MONTHS)}
        assert sums[CaseKind.SUGGESTION] == (TRAN.code, CaseKind.SUGGESTION, 2, 1, 1, 1, 1)
        assert sums[CaseKind.PRAISE].received == 1
        assert await months.opinions_by_month(tx, CODES, MONTHS) == {"2026-10": 2}
        assert await months.cases(tx, [XUYEN.code], MONTHS) == []
