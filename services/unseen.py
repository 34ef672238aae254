"""What of a unit's figures is not for a reader: what speaks of them, or is kept from where they serve."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from domain.case import Case, CaseKind, Verdict, counted
from domain.person import Post
from domain.rights import serving
from domain.unit import below
from services.zone import Zone
from storage import cases, hidden, units
from storage.driver import Tx
from storage.hidden import Judged
from storage.months import CaseSum


class Unseen(NamedTuple):
    """The ids of the cases; for each month what is to be added to its sums, which is less than nothing."""

    ids: Collection[str] = ()
    sums: Collection[tuple[str, CaseSum]] = ()

    def during(self, months: Collection[str]) -> list[CaseSum]:
        """What is to be added to the sums of the months."""
        return [row for month, row in self.sums if month in months]

    def opinions(self) -> Counter[str]:
        """What is to be added to the opinions received, by month."""
        found = Counter[str]()
        for month, row in self.sums:
            found[month] += row.received if row.kind is not CaseKind.PRAISE else 0
        return found


async def of(tx: Tx, zone: Zone, person: str, posts: Iterable[Post], unit: str) -> Unseen:
    """What the reader must not see in the figures of the unit and all below it; nearly always nothing."""
    ids = await hidden.ids(tx, person, serving(posts))
    if not ids:
        return Unseen()
    codes = {one.code for one in below(await units.tree(tx), unit)}
    found = [case for case in await cases.of_ids(tx, ids) if codes & {case.unit, case.handler}]
    summed = {case.id: case for case in found if case.unit in codes and counted(case)}
    judged = await hidden.judged(tx, list(summed))
    sums = [*_received(zone, summed.values()), *_judged(zone, summed, judged)]
    return Unseen(ids=[case.id for case in found], sums=sums)


def _received(zone: Zone, found: Iterable[Case]) -> Iterator[tuple[str, CaseSum]]:
    for case in found:
        answered = -1 if case.answered_at else 0
        yield zone.month(case.received_at), CaseSum(case.unit, case.kind, -1, answered, 0, 0, 0)


def _judged(zone: Zone, found: dict[str, Case], judged: Iterable[Judged]) -> Iterator[tuple[str, CaseSum]]:
    for one in judged:
        case = found[one.case]
        said = [-int(one.verdict is verdict) for verdict in (Verdict.YES, Verdict.PARTLY, Verdict.NO)]
        yield zone.month(one.at), CaseSum(case.unit, case.kind, 0, 0, *said)
