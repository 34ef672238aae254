"""After an answer: its sender is asked once more whether it is solved; what nobody ends is ended."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from domain.case import CaseState
from domain.deadline import EVENING, Step
from domain.notice import NoticeKind
from services import desk
from services.custody import Custody
from services.ending import Ending
from services.rules import Rules
from services.zone import Zone
from storage import cases, deadlines, outbox
from storage.database import Database, Tx

AGAIN = timedelta(days=7)  # without a word: asked once more, or the desk reminded to end it
OVER = timedelta(days=14)  # without a word: over
FORGOTTEN = timedelta(days=60)  # what was over so long before is not looked at
LOOK = "follow-up"  # the kind of the occurrence; its period is the local day
MORNING = time(9, 0)  # local: when it is looked at, once a day
A_PAGE = 10  # cases in one transaction


class FollowUps:
    """Asked at every tick; looks once a day, in the morning of a working day."""

    def __init__(
        self, database: Database, custody: Custody, ending: Ending, zone: Zone, rules: Rules
    ) -> None:
        self._database = database
        self._custody = custody
        self._ending = ending
        self._zone = zone
        self._rules = rules

    async def enqueue_due(self, now: datetime, *, dry_run: bool = False) -> int:
        """Promise what is due; of how many cases there was something. Safe to repeat."""
        local = self._zone.local(now)
        today = str(local.date())
        if not MORNING <= local.time() < EVENING:
            return 0
        async with self._database.reading() as tx:
            looked = deadlines.EVENT in await outbox.occurred(tx, LOOK, today)
            if looked or not await deadlines.any_ended(tx):
                return 0
            if not (await self._rules.calendar(tx)).is_daytime(now, EVENING):
                return 0
        async with self._database.studying() as tx:
            closed = await deadlines.closed(tx, now - FORGOTTEN, now - AGAIN)
            answered = await deadlines.answered(tx, now - AGAIN)
        if dry_run:
            return len(closed) + len(answered)
        promised = 0
        for start in range(0, len(closed), A_PAGE):
            async with self._database.transaction() as tx:
                for case, at in closed[start : start + A_PAGE]:
                    promised += await self._asked(tx, case, at, now)
        for start in range(0, len(answered), A_PAGE):
            async with self._database.transaction() as tx:
                for case, at in answered[start : start + A_PAGE]:
                    promised += await self._left(tx, case, at, now)
        async with self._database.transaction() as tx:
            if deadlines.EVENT not in await outbox.occurred(tx, LOOK, today):
                await outbox.occur(tx, LOOK, deadlines.EVENT, today, now)
        return promised

    async def _asked(self, tx: Tx, case: str, closed_at: datetime, now: datetime) -> bool:
        """Ask the sender of a closed case once more, then let it be. False where that was done."""
        done = (await deadlines.done(tx, case=case)).get(case, set())
        found = await cases.get(tx, case)
        step = Step("over" if now >= closed_at + OVER else "again").key(closed_at)
        if step in done or found is None or found.state is not CaseState.CLOSED or found.verdict:
            return False
        await deadlines.do(tx, case, [step], now)
        if step.startswith("again"):
            await outbox.add(tx, self._custody.case_key(case), NoticeKind.AGAIN, {"case": case}, now)
        return True

    async def _left(self, tx: Tx, case: str, unit_at: datetime, now: datetime) -> bool:
        """Remind the desk to end an answered case; then it ends by itself. False where that was done.

        Its sender wrote nothing since but thanks: anything else makes it wait for an answer again.
        """
        found = await cases.get(tx, case)
        if found is None or found.state is not CaseState.ANSWERED:
            return False
        if now >= unit_at + OVER:
            await self._ending.by_itself(tx, found, now)
            return True
        step = Step("end").key(unit_at)
        if step in (await deadlines.done(tx, case=case)).get(case, set()):
            return False
        await deadlines.do(tx, case, [step], now)
        for key in await desk.now(tx, found, now):
            await outbox.add(tx, key, NoticeKind.DUE, {"case": case, "due": "", "why": "close"}, now)
        return True
