"""Gentle pressure: a desk is reminded, what is late is reported upwards, and its sender is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.case import WAITING, Case, CaseKind
from domain.deadline import LATER, Ladder, Step, Waiting
from domain.notice import NoticeKind
from domain.rule import LIMITS, OF_KIND, Rule, holds
from domain.unit import above
from services import desk, rights
from services.audit import Audit
from services.custody import Custody
from services.rules import Rules
from storage import case_notes, cases, deadlines, outbox, rules, units
from storage.database import Database, Tx

A_PAGE = 10  # cases in one transaction: nobody's answer waits for all of them
_LONGEST = max(LIMITS[rule][-1] for rule in OF_KIND.values() if rule is not Rule.HOURS_CRIME)


class Pressing:
    """Asked at every tick; says each thing once."""

    def __init__(self, database: Database, custody: Custody, audit: Audit, rules: Rules) -> None:
        self._database = database
        self._custody = custody
        self._audit = audit
        self._rules = rules

    async def enqueue_due(self, now: datetime, *, dry_run: bool = False) -> int:
        """Promise what is due of the cases that wait; of how many there was something. Safe to repeat."""
        due = await self._due(now)
        if dry_run:
            return len(due)
        for start in range(0, len(due), A_PAGE):
            async with self._database.transaction() as tx:
                for one, steps in due[start : start + A_PAGE]:
                    await self._press(tx, one, steps, now)
        return len(due)

    async def _due(self, now: datetime) -> list[tuple[Waiting, list[Step]]]:
        async with self._database.reading() as tx:
            if not await deadlines.any_waiting(tx):
                return []  # neither the calendar nor what studies is loaded
        async with self._database.studying() as tx:
            ladder = Ladder(await self._rules.calendar(tx), now)
            waiting = await deadlines.waiting(tx, ladder.horizon(_LONGEST, LIMITS[Rule.HOURS_CRIME][-1]))
            done, stored, tree = await deadlines.done(tx), await rules.settled(tx), await units.tree(tx)
        found = []
        for one in waiting:
            steps = ladder.steps(one, holds(stored, tree, one.handler, OF_KIND[one.kind]))
            left = [step for step in steps if step.key(one.due_at) not in done.get(one.id, ())]
            if left:
                found.append((one, left))
        return found

    async def _press(self, tx: Tx, one: Waiting, steps: Sequence[Step], now: datetime) -> None:
        """Do what is still to be done of the case, which may have changed since it was looked at."""
        case = await cases.get(tx, one.id)
        if case is None or case.state not in WAITING or case.due_at != one.due_at:
            return
        done = (await deadlines.done(tx, case=case.id)).get(case.id, set())
        left = [step for step in steps if step.key(one.due_at) not in done]
        await deadlines.do(tx, case.id, [step.key(one.due_at) for step in left], now)
        for step in left:
            if step.what == "told":
                await self._tell(tx, case, now)
            elif step.what != "up":
                why = "unread" if step.what == "read" else step.what
                for key in await desk.now(tx, case, now):
                    await self._promise(tx, key, NoticeKind.DUE, case, now, why=why)
        await self._report(tx, case, [step.number for step in left if step.what == "up"], now)

    async def _tell(self, tx: Tx, case: Case, now: datetime) -> None:
        """Tell the sender that it is late, by when they are answered now, and why where the unit said so."""
        notes = await case_notes.of_case(tx, case.id, [case_notes.LATE])
        more: dict[str, object] = {"note": notes[-1].id} if notes else {}
        if case.kind is not CaseKind.CRIME:
            more["day"] = (await self._rules.calendar(tx)).close(now, LATER).isoformat()
        await self._promise(tx, self._custody.case_key(case.id), NoticeKind.LATE, case, now, **more)

    async def _report(self, tx: Tx, case: Case, levels: Sequence[int], now: datetime) -> None:
        """Tell those above: each level that was not told yet, the topmost ones again and again."""
        if not levels:
            return
        ladder = await self._above(tx, case, now)
        told: dict[str, int] = {}
        for level in levels:
            told |= dict.fromkeys(ladder[min(level, len(ladder) - 1)] if ladder else [], level)
        for key, level in told.items():
            await self._promise(tx, key, NoticeKind.OVERDUE, case, now, level=level)
        await self._audit.note(
            tx, None, "overdue", case.id, at=now, unit=case.handler, level=levels[-1], told=len(told)
        )

    async def _above(self, tx: Tx, case: Case, now: datetime) -> list[list[str]]:
        """The finders of whoever may see the case at each level above its desk, the secretariat's last."""
        found: list[list[str]] = []
        tree = await units.tree(tx)
        for code in (case.handler, *(one.code for one in above(tree, case.handler))):
            higher = await desk.higher(tx, code, now)
            keys = [key for key in higher if await rights.sees(tx, key, case, now)]
            if keys and (not found or found[-1] != keys):
                found.append(keys)
        return found

    async def _promise(
        self, tx: Tx, to: str, kind: NoticeKind, case: Case, now: datetime, **more: object
    ) -> None:
        due = case.due_at.isoformat() if case.due_at else ""
        await outbox.add(tx, to, kind, {"case": case.id, "due": due, **more}, now)
