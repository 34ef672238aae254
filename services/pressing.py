"""Gentle pressure: a desk is reminded, what is late is reported upwards, and its sender is told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from domain.case import WAITING, Case, CaseKind
from domain.deadline import LATER, TOLD_MOST, Ladder, Step, Waiting, stamp
from domain.notice import NoticeKind
from domain.person import Role
from domain.rule import LIMITS, OF_KIND, Rule
from domain.unit import above
from services import desk, rights
from services import waiting as drafts
from services.audit import Audit
from services.custody import Custody
from services.rules import Rules
from storage import case_notes, cases, deadlines, outbox, people, units
from storage.database import Database, Tx

A_PAGE = 10  # cases in one transaction: nobody's answer waits for all of them
_LONGEST = max(LIMITS[rule][-1] for rule in OF_KIND.values() if rule is not Rule.HOURS_CRIME)


class Rung(NamedTuple):
    """Those who lead one level, by their finders: of which unit, or the secretariat (its role's name)."""

    place: str
    keys: list[str]


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
            done = await deadlines.done(tx)
        found = ((one, ladder.steps(one, done.get(one.id, ()))) for one in waiting)
        return [(one, steps) for one, steps in found if steps]

    async def _press(self, tx: Tx, one: Waiting, steps: Sequence[Step], now: datetime) -> None:
        """Do what is still to be done of the case, which may have changed since it was looked at."""
        case = await cases.get(tx, one.id)
        if case is None or case.state not in WAITING or case.due_at != one.due_at:
            return
        mark, done = stamp(one.due_at), (await deadlines.done(tx, case=case.id)).get(case.id, set())
        left = [step for step in steps if step.of(mark) not in done]
        new = [step.of(mark) for step in left]
        await deadlines.do(tx, case.id, new, now)
        climbed = [key for key in (*done, *new) if key.startswith("up") and key.endswith(mark)]
        rungs = await self._above(tx, case, now) if climbed else []
        told = rungs[: len(climbed)]
        rung = told[-1].place if told else None
        for step in left:
            if step.what == "told":
                await self._tell(tx, case, step.number, rung, now)
        says = [step.what for step in left if step.what not in ("told", "up")]
        asked = await self._remind(tx, case, says[-1], rung, now) if says else ()
        await self._report(tx, case, rungs, [step.number for step in left if step.what == "up"], asked, now)

    async def _remind(
        self, tx: Tx, case: Case, what: str, rung: str | None, now: datetime
    ) -> Collection[str]:
        """Remind who has the case; where an answer waits for others to agree, those, too: their finders."""
        waits = next(iter(await drafts.of_case(tx, case, now)), None)
        readers = await drafts.approvers(tx, self._custody.vault, case, waits.author, now) if waits else []
        hearers = await desk.now(tx, case, now)
        if waits is None or not readers:
            for key in hearers:
                why = "unread" if what == "read" else what
                await self._promise(tx, key, NoticeKind.DUE, case, now, why=why, rung=rung)
            return ()
        author = await people.by_id(tx, waits.author)
        for key in dict.fromkeys([*([author.key] if author else []), *hearers, *readers]):
            why = "approve" if key in readers else "waiting"
            await self._promise(tx, key, NoticeKind.DUE, case, now, why=why, note=waits.id)
        return readers

    async def _tell(self, tx: Tx, case: Case, number: int, rung: str | None, now: datetime) -> None:
        """Tell the sender that it is late, who above the desk knows, by when they are answered now, and why
        where the unit said so. The last time without a new date: nobody would keep it.
        """
        notes = await case_notes.of_case(tx, case.id, [case_notes.LATE])
        since = case.due_since or case.received_at
        ours = [note.id for note in notes if note.unit == case.handler and note.at >= since]
        more: dict[str, object] = {"note": ours[-1]} if ours else {}
        if case.kind is not CaseKind.CRIME and number < TOLD_MOST - 1:
            more["day"] = (await self._rules.calendar(tx)).close(now, LATER).isoformat()
        key = self._custody.case_key(case.id)
        await self._promise(tx, key, NoticeKind.LATE, case, now, rung=rung, **more)

    async def _report(
        self,
        tx: Tx,
        case: Case,
        rungs: Sequence[Rung],
        levels: Sequence[int],
        asked: Collection[str],
        now: datetime,
    ) -> None:
        """Tell those above: each level that was not told yet, the topmost ones again and again.

        Who is `asked` to agree to the answer that waits has read how late it is.
        """
        if not levels:
            return
        told: dict[str, tuple[int, str]] = {}
        for level in levels:
            rung = rungs[min(level, len(rungs) - 1)] if rungs else Rung("", [])
            told |= dict.fromkeys(rung.keys, (level, rung.place))
        for key, (level, place) in told.items():
            if key not in asked:
                await self._promise(tx, key, NoticeKind.OVERDUE, case, now, level=level, rung=place)
        await self._audit.note(
            tx, None, "overdue", case.id, at=now, unit=case.handler, level=levels[-1], told=len(told)
        )

    async def _above(self, tx: Tx, case: Case, now: datetime) -> list[Rung]:
        """Who leads the unit, then each level above where somebody may see the case; the secretariat last."""
        found: list[Rung] = []
        for unit in (case.handler, *(one.code for one in above(await units.tree(tx), case.handler)), None):
            role = Role.COMMANDER if unit else Role.SECRETARIAT
            held = dict.fromkeys(row.key for row in await people.holding(tx, [role], now, unit))
            keys = [key for key in held if await rights.sees(tx, key, case, now)]
            if keys and unit == case.handler:  # who has it is no level above it
                at_it = {*await desk.of(tx, case, now), *await desk.now(tx, case, now)}
                keys = [key for key in keys if key not in at_it]
            if keys:
                found.append(Rung(unit or Role.SECRETARIAT.value, keys))
        return found

    async def _promise(
        self, tx: Tx, to: str, kind: NoticeKind, case: Case, now: datetime, **more: object
    ) -> None:
        due = case.due_at.isoformat() if case.due_at else ""
        await outbox.add(tx, to, kind, {"case": case.id, "due": due, **more}, now)
