"""Where it is the sender's turn and nothing is heard: asked once more; then it goes on without them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta

from domain.case import Case, CaseKind, CaseState
from domain.deadline import EVENING, Step
from domain.notice import NoticeKind
from services import desk
from services.audit import Audit
from services.custody import Custody
from services.ending import Ending
from services.rules import Rules
from services.zone import Zone
from storage import case_notes, cases, deadlines, outbox
from storage.database import Database, Tx
from storage.deadlines import Quiet

PATIENCE = timedelta(days=7)  # without a word: asked once more; as long after that it goes on
LOOK = "follow-up"  # the kind of the occurrence; its period is the local day
MORNING = time(9, 0)  # local: when it is looked at, once a day
A_PAGE = 10  # cases in one transaction

Resumed = Callable[[Tx, Case, datetime], Awaitable[dict[str, object]]]  # what changes where a clock goes on


class FollowUps:
    """Asked at every tick; looks once a day, in the morning of a working day.

    A question, an answer, an end: whichever it was, after a week without a word its sender is asked once
    more, counted from then a week later the clock goes on, or the case ends. So who was away, or kept Tết,
    skips neither.
    """

    def __init__(
        self,
        database: Database,
        custody: Custody,
        audit: Audit,
        ending: Ending,
        zone: Zone,
        rules: Rules,
        resumed: Resumed,
    ) -> None:
        self._database = database
        self._custody = custody
        self._audit = audit
        self._ending = ending
        self._zone = zone
        self._rules = rules
        self._resumed = resumed

    async def enqueue_due(self, now: datetime, *, dry_run: bool = False) -> int:
        """Promise what is due; of how many cases there was something. Safe to repeat."""
        local = self._zone.local(now)
        today = str(local.date())
        if not MORNING <= local.time() < EVENING:
            return 0
        async with self._database.reading() as tx:
            looked = deadlines.EVENT in await outbox.occurred(tx, LOOK, today)
            if looked or not await deadlines.any_quiet(tx):
                return 0
            if not (await self._rules.calendar(tx)).is_daytime(now, EVENING):
                return 0
        async with self._database.studying() as tx:
            quiet = await deadlines.quiet(tx, now - PATIENCE)
        if dry_run:
            return len(quiet)
        promised = 0
        for start in range(0, len(quiet), A_PAGE):
            async with self._database.transaction() as tx:
                for one in quiet[start : start + A_PAGE]:
                    promised += await self._follow(tx, one, now)
        async with self._database.transaction() as tx:
            if deadlines.EVENT not in await outbox.occurred(tx, LOOK, today):
                await outbox.occur(tx, LOOK, deadlines.EVENT, today, now)
        return promised

    async def _follow(self, tx: Tx, one: Quiet, now: datetime) -> bool:
        """Do what comes next; False where the case changed meanwhile, or somebody else did it."""
        found = await cases.get(tx, one.id)
        if found is None or found.state is not one.state or found.verdict:
            return False
        if one.again is None:
            return await self._asked_again(tx, found, one.since, now)
        if found.state is CaseState.ASKED:
            return await self._goes_on(tx, found, now)
        await self._ending.by_itself(tx, found, now)
        return True

    async def _asked_again(self, tx: Tx, case: Case, since: datetime, now: datetime) -> bool:
        """Ask the sender once more, of thanks nothing; remind the desk to end what it answered."""
        step = Step(deadlines.AGAIN).key(since)
        if step in (await deadlines.done(tx, case=case.id)).get(case.id, set()):
            return False
        await deadlines.do(tx, case.id, [step], now)
        told: dict[str, object] = {"case": case.id, "of": case.state.value}
        if case.state is CaseState.ASKED:
            told["message"] = max(await case_notes.asked(tx, case.id), default=0)
        if case.state is CaseState.ASKED or case.kind is not CaseKind.PRAISE:
            await outbox.add(tx, self._custody.case_key(case.id), NoticeKind.AGAIN, told, now)
        if case.state is CaseState.ANSWERED:
            await self._remind(tx, case, now, why="close", due="")
        return True

    async def _goes_on(self, tx: Tx, case: Case, now: datetime) -> bool:
        """The clock goes on as if the sender had replied, and stands still for no other question."""
        values = await self._resumed(tx, case, now)
        state = CaseState.TAKEN if case.taken_by else CaseState.NEW
        if not await cases.change(tx, case, state=state.value, **values):
            return False
        await deadlines.do(tx, case.id, [deadlines.UNHEARD], now)
        due = values.get("due_at")
        await self._remind(
            tx, case, now, why="unheard", due=due.isoformat() if isinstance(due, datetime) else ""
        )
        await self._audit.note(tx, None, "unheard", case.id, at=now, unit=case.handler)
        return True

    async def _remind(self, tx: Tx, case: Case, now: datetime, **more: object) -> None:
        for key in await desk.now(tx, case, now):
            await outbox.add(tx, key, NoticeKind.DUE, {"case": case.id, **more}, now)
