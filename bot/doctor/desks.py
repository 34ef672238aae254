"""The desks: does everything that people write reach somebody?"""

from __future__ import annotations

from datetime import datetime

from bot.doctor.report import Report
from domain.person import Role
from domain.unit import Tree, root
from services import desk
from storage import cases, people, units
from storage.database import Database, Tx

SHOWN = 5  # units in a line, those with most cases first
_RECEIVE = (Role.DUTY, Role.COMMANDER)


async def staffed(report: Report, database: Database, now: datetime) -> None:
    """Are there units, does anybody sit at the top, and has every open case somebody who hears of it?"""
    async with database.studying() as tx:
        tree = await units.tree(tx)
        top = root(tree)
        if top is None:
            report.worth("doctor-no-units")
            return
        waiting, lost = await _reaching_nobody(tx, tree, now)
        empty = not await people.holding(tx, _RECEIVE, now, top.code)
        part = await _all_have_a_part(tx, now)
    if part:
        report.bad("doctor-cases-partial", count=part, code=top.code)
    if lost:
        most = sorted(lost, key=lambda code: (-lost[code], code))[:SHOWN]
        shown = "; ".join(f"{tree[code].name} ({lost[code]})" for code in most)
        report.bad("doctor-cases-unheard", count=sum(lost.values()), units=shown, code=top.code)
    elif empty:
        report.worth("doctor-nobody-at-the-top", unit=top.name, code=top.code)
    else:
        report.good(
            "doctor-desks", count=sum(unit.merged_into is None for unit in tree.values()), waiting=waiting
        )


async def _reaching_nobody(tx: Tx, tree: Tree, now: datetime) -> tuple[int, dict[str, int]]:
    """How many cases wait for an answer, and for each handling unit those that nobody hears of."""
    found = {code: number for code, (number, _) in (await cases.waiting(tx, tree)).items()}
    lost = {code: number for code, number in found.items() if not await desk.keys(tx, code, now)}
    return sum(found.values()), lost


async def _all_have_a_part(tx: Tx, now: datetime) -> int:
    """How many waiting cases nobody hears of, though there are people: it speaks of them, or their unit."""
    kept = await cases.of_ids(tx, await cases.waiting_and_kept(tx))
    held = [case for case in kept if await desk.keys(tx, case.handler, now)]
    return sum([not await desk.of(tx, case, now) for case in held])
