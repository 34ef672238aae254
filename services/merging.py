"""A unit merged into another: its people, invitations and cases go along, and nobody hears twice."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from domain.case import OPEN, Case, CaseState, counted
from domain.reshape import Change, followers
from domain.rights import Action
from domain.unit import Tree, below, today
from services import desk, waiting
from services.suggestions import month_of
from services.zone import Zone
from storage import cases, merging, months, people, units
from storage.database import Tx


class Effects(NamedTuple):
    """What goes along with a merge, in numbers: shown before it is agreed to, and kept in the audit."""

    cases: int = 0
    people: int = 0
    units: int = 0
    invitations: int = 0


async def effects(tx: Tx, tree: Tree, code: str, now: datetime) -> Effects:
    """What hangs on the unit now: open cases it handles, people, units right below it, usable invitations."""
    handled = [row.number for row in await merging.open_cases(tx) if row.handler == code]
    return Effects(
        cases=sum(handled),
        people=await merging.people_of(tx, code, now),
        units=len(followers(tree, code)),
        invitations=await merging.invitations_of(tx, code, now),
    )


class Heard(NamedTuple):
    """A case that names the unit, and the finders of who heard of it before the unit was merged."""

    case: Case
    keys: list[str]


async def hearing(tx: Tx, code: str, at: datetime) -> list[Heard]:
    """The cases that name the unit; asked before anything of it is changed."""
    told = _Told()
    return [Heard(case, await told.keys(tx, case, at)) for case in await merging.cases_naming(tx, code)]


async def carry_over(tx: Tx, zone: Zone, change: Change, heard: list[Heard], at: datetime) -> None:
    """Everything of the unit goes to the successor, whose row is changed already.

    Of each open case the desk that has not seen it gets the card, once. Who took a case keeps it where
    their post went along, or reaches it anyway; else it is for the desk to take.
    """
    old, new = change.unit, change.after
    await merging.posts_follow(tx, old, new, at)
    await merging.rest_follows(tx, old, new)
    await units.pass_aliases(tx, old, new)
    now, told = await units.tree(tx), _Told()
    for case, keys in heard:
        moved = await _followed(tx, zone, now, case, at)
        if moved.state in OPEN:
            hear = [key for key in await told.keys(tx, moved, at) if key not in keys]
            await desk.hand(tx, hear, case.id, at)
    await merging.closed_cases_follow(tx, old, new)


class _Told:
    """Who hears of a case, asked once for all cases of which the same people hear."""

    def __init__(self) -> None:
        self._known: dict[tuple[str | None, ...], list[str]] = {}

    async def keys(self, tx: Tx, case: Case, at: datetime) -> list[str]:
        kept = case.id if case.about else None  # each from the people of its own day
        same = (case.handler, case.taken_by, kept, case.officer)
        if same not in self._known:
            self._known[same] = await desk.now(tx, case, at)
        return self._known[same]


async def _followed(tx: Tx, zone: Zone, tree: Tree, case: Case, at: datetime) -> Case:
    """The case as it is once it names only units of today. What it counts as goes along while it is open."""
    values = _renamed(tree, case)
    if not values:
        return case
    await cases.change(tx, case, **values)  # the one writer: nobody was faster
    moved = await cases.get(tx, case.id) or case
    if (moved.unit, counted(moved)) != (case.unit, counted(case)):
        await _count(tx, zone, case, -1)
        await _count(tx, zone, moved, 1)
    if (moved.handler, moved.about) == (case.handler, case.about):
        return moved
    await waiting.follow(tx, moved, at)
    if moved.taken_by and not await _keeps(tx, moved, at):
        state = CaseState.NEW if moved.state is CaseState.TAKEN else moved.state
        await cases.change(tx, moved, taken_by=None, state=state.value)
        moved = await cases.get(tx, case.id) or moved
    return moved


def _renamed(tree: Tree, case: Case) -> dict[str, object]:
    """The columns that change. What is kept from a unit is kept from its successor, and lies above that: in
    the province itself where it took the unit in, which leaves the secretariat alone, and no sum.
    """
    about = today(tree, case.about) if case.about else None
    hidden = {one.code for one in below(tree, about.code)} if about else set()

    def place(code: str) -> str:
        now = today(tree, code)
        found = now.code if now else code
        return about.parent or about.code if about and found in hidden else found

    handler = place(case.handler)
    passed_by = place(case.passed_by) if case.passed_by else None
    top = about is not None and about.parent is None
    values: dict[str, object] = {
        "unit": place(case.unit) if case.state in OPEN or top else case.unit,
        "handler": handler,
        "about": about.code if about else case.about,
        "read_for": place(case.read_for) if case.read_for else None,  # who read it there need not anew
        "passed_by": passed_by if passed_by != handler else None,  # passed on to itself: it is accepted
    }
    return {name: value for name, value in values.items() if value != getattr(case, name)}


async def _count(tx: Tx, zone: Zone, case: Case, by: int) -> None:
    """The sums say of each unit what its cases say: one received here is answered and judged here."""
    if not counted(case):
        return
    month, answered = month_of(zone, case), by * int(case.answered_at is not None)
    await months.count_case(tx, case.unit, month, case.kind, received=by, answered=answered)
    for at, verdict in await merging.verdicts(tx, case.id):
        await months.count_case(tx, case.unit, zone.month(at), case.kind, verdict=verdict, times=by)


async def _keeps(tx: Tx, case: Case, at: datetime) -> bool:
    """Whether who took it may still answer it."""
    taker = await people.by_id(tx, case.taken_by or "")
    return taker is not None and await desk.can(tx, taker.key, Action.ANSWER, case, at)
