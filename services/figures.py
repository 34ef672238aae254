"""The figures of a digest, from the monthly sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from domain.case import CaseKind
from domain.digest import Figures, MonthFigures, UnitFigures
from domain.errors import NotFound
from domain.period import Period
from domain.unit import Tree, below
from services.unseen import Unseen
from services.zone import Zone
from storage import cases, deeds, months, people, units
from storage.deeds import KindSum
from storage.driver import Tx
from storage.months import CaseSum

SHOWN_MONTHS = 6  # in the chart, the reported one included
_WHOLE = Unseen()


async def count(
    tx: Tx, zone: Zone, unit: str, period: Period, now: datetime, unseen: Unseen = _WHOLE
) -> Figures:
    """What was done and heard in the unit and all below it, without what its reader must not see.

    Raises NotFound for an unknown unit.
    """
    tree = await units.tree(tx)
    if unit not in tree:
        raise NotFound("unit-unknown", typed=unit)
    codes = [one.code for one in below(tree, unit)]
    during, earlier = _names(period), _names(period.previous)
    done, before = await deeds.sums(tx, codes, during), await deeds.sums(tx, codes, earlier)
    heard = [*await months.cases(tx, codes, during), *unseen.during(during)]
    heard_before = [*await months.cases(tx, codes, earlier), *unseen.during(earlier)]
    waiting = await cases.waiting(tx, codes, besides=unseen.ids)
    oldest = min((since for _, since in waiting.values()), default=None)
    rows = [
        replace(row, waiting=waiting.get(row.code, (0, None))[0])
        for row in await _unit_rows(tx, tree, codes, during, done, heard, now)
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
        oldest_waiting_days=(zone.day(now) - zone.day(oldest)).days if oldest else None,
        kinds=_by_kind(done),
        months=await _month_points(tx, codes, period, unseen),
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
    tx: Tx,
    tree: Tree,
    codes: list[str],
    during: list[str],
    done: Collection[KindSum],
    heard: Collection[CaseSum],
    now: datetime,
) -> list[UnitFigures]:
    officers = await people.officers_by_unit(tx, codes, now)
    taking_part = await deeds.taking_part(tx, codes, during, now)
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
    return [row for row in rows if tree[row.code].merged_into is None or _says_anything(row)]


def _says_anything(row: UnitFigures) -> bool:
    """A unit that was merged away stays in the reports of the months in which it did or heard something."""
    return any((row.deeds, row.opinions, row.praise, row.answered))


async def _month_points(tx: Tx, codes: list[str], period: Period, unseen: Unseen) -> tuple[MonthFigures, ...]:
    month = period.months[-1]
    shown = [month]
    while len(shown) < max(SHOWN_MONTHS, len(period.months)):
        shown.insert(0, shown[0].previous)
    names = [str(one) for one in shown]
    done = await deeds.by_month(tx, codes, names)
    heard = Counter(await months.opinions_by_month(tx, codes, names))
    heard.update(unseen.opinions())
    return tuple(MonthFigures(month=name, deeds=done.get(name, 0), opinions=heard[name]) for name in names)


def _opinions(rows: Collection[CaseSum]) -> int:
    return sum(row.received for row in rows if row.kind is not CaseKind.PRAISE)


def _praise(rows: Collection[CaseSum]) -> int:
    return sum(row.received for row in rows if row.kind is CaseKind.PRAISE)
