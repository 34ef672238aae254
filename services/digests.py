"""Digests: a month of a unit and all below it, its figures taken once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.case import CaseKind
from domain.digest import Figures, MonthFigures, UnitFigures
from domain.errors import Invalid, NotAllowed, NotFound
from domain.notice import NoticeKind
from domain.period import Period
from domain.person import LEADS, Act
from domain.unit import Tree, Unit, above, below
from services.zone import Zone
from storage import cases, deeds, months, outbox, people, snapshots, units
from storage.database import Database
from storage.deeds import KindSum
from storage.months import CaseSum

SHOWN_MONTHS = 6  # in the chart, the reported one included
PARTS = (NoticeKind.DIGEST, NoticeKind.CHART, NoticeKind.TABLE)


@dataclass(frozen=True, kw_only=True)
class Due:
    """A digest that is due: for whom, of which unit and period."""

    key: str
    recipient: str
    unit: str
    period: Period


class Digests:
    """What is due, what it says, and who may ask for it."""

    def __init__(self, database: Database, zone: Zone, *, day: int, at: time) -> None:
        """`day` of the month and local time `at` when last month's digest falls due."""
        self._database = database
        self._zone = zone
        self._day = day
        self._at = at

    async def enqueue_due(self, now: datetime, *, dry_run: bool = False) -> int:
        """Promise last month's digest to every commander it is due to; how many. Safe to repeat.

        Asked of the tables, so a first of the month missed while the bot was down is caught up once.
        """
        async with self._database.reading() as tx:
            due = await self._due(tx, now)
        if not due or dry_run:
            return len(due)
        promised = 0
        for one in due:  # each by itself: one that fails stops no other, and no writer waits for all
            async with self._database.transaction() as tx:
                if one in await self._due(tx, now):  # asked again: another may have been faster
                    snapshot = await self._snapshot(tx, one.unit, one.period, now)
                    notice = await self._promise(tx, one.key, snapshot, now)
                    await outbox.occur(tx, "digest", one.recipient, str(one.period), now, notice)
                    promised += 1
        return promised

    async def ask(self, act: Act, typed: str) -> tuple[Unit, Period]:
        """Send the speaker the report of a period (last month where nothing is typed) of their unit.

        Raises Invalid for an unreadable period, NotAllowed for who leads nothing.
        """
        today = self._zone.day(act.at)
        period = Period.parse(typed) if typed else Period.holding(today).previous
        if period.first > today:
            raise Invalid("period-in-future")
        led = act.by.units(*LEADS)
        if not led:
            raise NotAllowed("not-for-you")
        async with self._database.transaction(act.update) as tx:
            snapshot = await self._snapshot(tx, led[0], period, act.at)
            await self._promise(tx, act.by.key, snapshot, act.at)
            return (await units.tree(tx))[led[0]], period

    async def figures(self, unit: str, period: Period, now: datetime) -> Figures:
        """The figures of any unit and period, for the command line. Raises NotFound."""
        async with self._database.transaction() as tx:
            found = await snapshots.get(tx, await self._snapshot(tx, unit, period, now))
        if found is None:
            raise NotFound("unit-unknown", typed=unit)
        return found

    async def snapshot(self, number: int) -> Figures | None:
        """The figures a notice refers to."""
        async with self._database.reading() as tx:
            return await snapshots.get(tx, number)

    async def superior(self, unit: str) -> Unit | None:
        """The unit above, for the head of the paper."""
        async with self._database.reading() as tx:
            higher = above(await units.tree(tx), unit)
        return higher[0] if higher else None

    async def still_leads(self, key: str, unit: str) -> bool:
        """Whether the person of that finder still receives reports of the unit."""
        async with self._database.reading() as tx:
            known = await people.by_key(tx, key)
            tree = await units.tree(tx)
        reached = {unit, *(one.code for one in above(tree, unit))}
        return known is not None and any(post.role in LEADS and post.unit in reached for post in known[1])

    async def _due(self, tx: AsyncConnection, now: datetime) -> list[Due]:
        local = self._zone.local(now)
        period = Period.holding(local.date()).previous
        day = period.next.first + timedelta(days=self._day - 1)
        fell_due = self._zone.instant(day, self._at)
        if now < fell_due:
            return []
        done = await outbox.occurred(tx, "digest", str(period))
        due = {}
        for row in await people.holding(tx, LEADS):
            recipient = f"{row.person}:{row.unit}"
            if (
                recipient not in done and row.since <= fell_due
            ):  # who was appointed later reads it with /baocao
                due[recipient] = Due(key=row.key, recipient=recipient, unit=row.unit, period=period)
        return list(due.values())

    async def _promise(self, tx: AsyncConnection, key: str, snapshot: int, now: datetime) -> int:
        """Three promises, each kept by itself: words, picture, table. The first row's id."""
        rows = [await outbox.add(tx, key, kind, {"snapshot": snapshot}, now) for kind in PARTS]
        return rows[0]

    async def _snapshot(self, tx: AsyncConnection, unit: str, period: Period, now: datetime) -> int:
        """The number of the figures: those taken before where the period is over, else taken now."""
        final = self._zone.day(now) > period.last
        known = await snapshots.final(tx, unit, str(period)) if final else None
        if known is not None:
            return known
        return await snapshots.add(tx, await self._count(tx, unit, period, now), final=final, now=now)

    async def _count(self, tx: AsyncConnection, unit: str, period: Period, now: datetime) -> Figures:
        tree = await units.tree(tx)
        if unit not in tree:
            raise NotFound("unit-unknown", typed=unit)
        codes = [one.code for one in below(tree, unit)]
        during, earlier = _names(period), _names(period.previous)
        done, heard = await deeds.sums(tx, codes, during), await months.cases(tx, codes, during)
        before, heard_before = await deeds.sums(tx, codes, earlier), await months.cases(tx, codes, earlier)
        waiting = await cases.waiting(tx, codes)
        oldest = min((since for _, since in waiting.values()), default=None)
        rows = [
            replace(row, waiting=waiting.get(row.code, (0, None))[0])
            for row in await _unit_rows(tx, tree, codes, during, done, heard)
        ]
        return Figures(
            unit=unit,
            unit_name=tree[unit].name,
            period=str(period),
            taken_at=now.isoformat(),
            officers=sum(row.officers for row in rows),
            taking_part=sum(row.taking_part for row in rows),
            deeds=sum(row.deeds for row in done),
            deeds_before=sum(row.deeds for row in before),
            helped=sum(row.helped for row in done),
            helped_before=sum(row.helped for row in before),
            **_heard(heard, heard_before),
            waiting=sum(row.waiting for row in rows),
            oldest_waiting_days=(self._zone.day(now) - self._zone.day(oldest)).days if oldest else None,
            kinds=_by_kind(done),
            months=await _month_points(tx, codes, period),
            units=tuple(rows),
        )


def _names(period: Period) -> list[str]:
    return [str(month) for month in period.months]


def _heard(now: Collection[CaseSum], before: Collection[CaseSum]) -> dict[str, int]:
    return {
        "opinions": _opinions(now),
        "opinions_before": _opinions(before),
        "praise": _praise(now),
        "praise_before": _praise(before),
        "answered": sum(row.answered for row in now),
        "solved": sum(row.solved for row in now),
        "partly": sum(row.partly for row in now),
        "unsolved": sum(row.unsolved for row in now),
    }


def _by_kind(done: Collection[KindSum]) -> tuple[tuple[str, int], ...]:
    kinds = Counter[str]()
    for row in done:
        kinds[row.kind.value] += row.deeds
    return tuple((kind, count) for kind, count in kinds.most_common() if count)


async def _unit_rows(
    tx: AsyncConnection,
    tree: Tree,
    codes: list[str],
    during: list[str],
    done: Collection[KindSum],
    heard: Collection[CaseSum],
) -> list[UnitFigures]:
    officers = await people.officers_by_unit(tx, codes)
    taking_part = await deeds.taking_part(tx, codes, during)
    rows = []
    for code in codes:
        own, own_cases = [row for row in done if row.unit == code], [row for row in heard if row.unit == code]
        rows.append(
            UnitFigures(
                code=code,
                name=tree[code].name,
                officers=officers.get(code, 0),
                taking_part=taking_part.get(code, 0),
                deeds=sum(row.deeds for row in own),
                helped=sum(row.helped for row in own),
                late=sum(row.late for row in own),
                opinions=_opinions(own_cases),
                praise=_praise(own_cases),
                answered=sum(row.answered for row in own_cases),
            )
        )
    return rows


async def _month_points(tx: AsyncConnection, codes: list[str], period: Period) -> tuple[MonthFigures, ...]:
    month = period.months[-1]
    shown = [month]
    while len(shown) < max(SHOWN_MONTHS, len(period.months)):
        shown.insert(0, shown[0].previous)
    names = [str(one) for one in shown]
    done = await deeds.by_month(tx, codes, names)
    heard = await months.opinions_by_month(tx, codes, names)
    return tuple(
        MonthFigures(month=name, deeds=done.get(name, 0), opinions=heard.get(name, 0)) for name in names
    )


def _opinions(rows: Collection[CaseSum]) -> int:
    return sum(row.received for row in rows if row.kind is not CaseKind.PRAISE)


def _praise(rows: Collection[CaseSum]) -> int:
    return sum(row.received for row in rows if row.kind is CaseKind.PRAISE)
