"""Units renamed, moved, merged and split, with the day from which it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from domain.errors import Invalid, NotFound, Refused, Stale
from domain.forms import Draft
from domain.person import Act
from domain.reshape import Change, ChangeKind, check_planned, followers, newborn, reshaped
from domain.rights import Action
from domain.unit import Tree, UnitKind
from domain.vietnamese import day as shown_day
from services import merging, rights
from services.audit import Audit
from services.drafts import Drafts
from services.merging import Effects
from services.zone import Zone
from storage import unit_changes, units
from storage.database import Database, Tx

FARTHEST = timedelta(days=731)  # a decision is published, and its day is known, two years ahead at most


class Decided(NamedTuple):
    """What was decided; `done` tells whether it holds already, else its day is yet to come."""

    change: Change
    done: bool


class Reshaping:
    """Changes to the tree: decided by who may, carried out on their day."""

    def __init__(self, database: Database, audit: Audit, drafts: Drafts, zone: Zone) -> None:
        self._database = database
        self._audit = audit
        self._drafts = drafts
        self._zone = zone

    def day(self, act: Act, day: date) -> date:
        """A local day as a day of effect. Raises Invalid where it is over or too far away."""
        today = self._zone.day(act.at)
        if day < today:
            raise Invalid("reshape-past", day=shown_day(today))
        if day > today + FARTHEST:
            raise Invalid("reshape-too-far", day=shown_day(today + FARTHEST))
        return day

    async def preview(self, act: Act, change: Change) -> Effects:
        """What would go along. Raises NotAllowed, Invalid, NotFound or Stale where it could not be done."""
        async with self._database.reading() as tx:
            await rights.require_unit(tx, act, Action.UNITS, change.unit)
            tree = await units.tree(tx)
            await self._check(tx, tree, change)
            if change.kind is not ChangeKind.MERGE:
                return Effects()
            return await merging.effects(tx, tree, change.unit, act.at)

    async def decide(self, act: Act, draft: Draft) -> Decided:
        """What the form says is done at once or, where its day is yet to come, kept for that day.

        Raises as `preview` does, and Stale where the draft changed or was used already.
        """
        change = change_of(draft.answers)
        self.day(act, change.day)
        async with self._database.transaction(act.update) as tx:
            await self._drafts.take(tx, act, draft)
            await rights.require_unit(tx, act, Action.UNITS, change.unit)
            today = self._zone.day(act.at)
            for earlier in await unit_changes.waiting(tx, today):  # the clock has not struck yet
                await self._carry_out(tx, None, earlier, act.at)
            tree = await units.tree(tx)
            await self._check(tx, tree, change)
            change = replace(change, before=_before(tree, change))
            change = replace(change, id=await unit_changes.add(tx, change, act.by.person, act.at))
            done = change.day <= today
            if done:
                await self._carry_out(tx, act, change, act.at)
            else:
                await self._note(tx, act, "unit-planned", change, act.at, kind=change.kind.value)
            return Decided(change, done)

    async def waiting(self, code: str) -> list[Change]:
        """What is decided for the unit and yet to come, the nearest first."""
        async with self._database.reading() as tx:
            return [change for change in await unit_changes.waiting(tx) if change.unit == code]

    async def give_up(self, act: Act, draft: Draft) -> Change:
        """A decision whose day is yet to come is dropped. Raises NotAllowed, Stale, or Invalid where another
        one counts on it.
        """
        number = str(draft.answers.get("planned", ""))
        async with self._database.transaction(act.update) as tx:
            await self._drafts.take(tx, act, draft)
            waiting = await unit_changes.waiting(tx)
            change = next((one for one in waiting if str(one.id) == number), None)
            if change is None:
                raise Stale("reshape-not-planned")
            await rights.require_unit(tx, act, Action.UNITS, change.unit)
            check_planned(await units.tree(tx), [one for one in waiting if one.id != change.id])
            await unit_changes.drop(tx, change.id)
            await self._note(tx, act, "unit-given-up", change, act.at, kind=change.kind.value)
            return change

    async def enqueue_due(self, now: datetime, *, dry_run: bool = False) -> int:
        """Carry out what was decided for a day that has come; how many. Safe to repeat, also after days off.

        What cannot be done any more is dropped, and the audit says so.
        """
        today = self._zone.day(now)
        async with self._database.reading() as tx:
            due = await unit_changes.waiting(tx, today)
        if dry_run:
            return len(due)
        done = 0
        for change in due:
            async with self._database.transaction() as tx:
                if any(one.id == change.id for one in await unit_changes.waiting(tx, today)):
                    done += await self._carry_out(tx, None, change, now)
        return done

    async def _check(self, tx: Tx, tree: Tree, change: Change) -> None:
        """Raise Refused where it cannot be done on its day, or what was decided before could not after it.

        A unit that is only planned has no row yet: nothing is decided for it before it is there.
        """
        check_planned(tree, [*await unit_changes.waiting(tx), change], new=change)
        if change.unit not in tree:
            raise NotFound("unit-unknown", typed=change.unit[:40])

    async def _carry_out(self, tx: Tx, act: Act | None, change: Change, at: datetime) -> bool:
        tree = await units.tree(tx)
        try:
            after = reshaped(tree, change)
        except Refused:  # it was checked when decided: the tables were changed past us
            await unit_changes.drop(tx, change.id)
            await self._note(tx, act, "unit-dropped", change, at, kind=change.kind.value)
            return False
        change = replace(change, before=_before(tree, change))
        merges = change.kind is ChangeKind.MERGE
        heard = await merging.hearing(tx, change.unit, at) if merges else []
        moved = await merging.effects(tx, tree, change.unit, at) if merges else Effects()
        await units.put(tx, [one for code, one in after.items() if tree.get(code) != one], tree)
        if change.kind is ChangeKind.RENAME:
            await units.add_aliases(tx, change.unit, [change.before])
            await units.drop_alias(tx, change.unit, change.after)
        elif merges:
            await units.add_aliases(tx, change.after, [tree[change.unit].name])
            await merging.carry_over(tx, self._zone, change, heard, at)
            await self._followers_moved(tx, act, change, tree, at)
        await unit_changes.done(tx, change, at)
        numbers = moved._asdict() if merges else {}
        await self._note(tx, act, f"unit-{change.kind}", change, at, **numbers)
        return True

    async def _followers_moved(
        self, tx: Tx, act: Act | None, change: Change, tree: Tree, at: datetime
    ) -> None:
        by = act.by.person if act else None
        for one in followers(tree, change.unit):
            moved = replace(change, unit=one.code, kind=ChangeKind.MOVE, before=change.unit)
            await unit_changes.add(tx, moved, by, at, done_at=at)

    async def _note(
        self, tx: Tx, act: Act | None, action: str, change: Change, at: datetime, **details: Any
    ) -> None:
        coded = change.kind in (ChangeKind.MOVE, ChangeKind.MERGE)
        to = {"to": change.after} if coded else {}
        to |= {"to": change.after.partition(" ")[0]} if change.kind is ChangeKind.SPLIT else {}
        day = {"change": change.id, "day": str(change.day)}
        await self._audit.note(tx, act, action, change.unit, at=at, unit=change.unit, **day, **to, **details)


def change_of(answers: Mapping[str, Any]) -> Change:
    """The change that the form's answers describe, trusting none. Raises Invalid."""
    try:
        kind = ChangeKind(answers["change"])
        after = {
            ChangeKind.RENAME: lambda: str(answers["name"]),
            ChangeKind.MOVE: lambda: str(answers["parent"]),
            ChangeKind.MERGE: lambda: str(answers["into"]),
            ChangeKind.SPLIT: lambda: newborn(
                str(answers["code"]), UnitKind(answers["unitkind"]), str(answers["name"])
            ),
        }[kind]()
        day = date.fromisoformat(answers["day"])
        return Change(unit=str(answers["unit"]), kind=kind, before="", after=after, day=day)
    except (KeyError, ValueError, TypeError) as error:
        raise Invalid("reshape-unfinished") from error


def _before(tree: Tree, change: Change) -> str:
    """What stands until then: the name, or the unit above; of a split the unit itself."""
    unit = tree[change.unit]
    if change.kind is ChangeKind.RENAME:
        return unit.name
    return change.unit if change.kind is ChangeKind.SPLIT else unit.parent or ""
