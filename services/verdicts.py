"""What the sender thinks of what was done: solved or not, why, how many stars; and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from domain.case import OPEN, Case, CaseKind, CaseState, Side, Verdict, counted
from domain.errors import Invalid, Stale
from domain.kept import landing
from domain.notice import NoticeKind
from domain.person import Act, Role
from services import desk
from services.case_work import CaseWork
from services.deadlines import Deadlines
from services.zone import Zone
from storage import months, people, sender, units
from storage.database import Tx

REOPENS = timedelta(days=14)  # after it was closed, a case can be opened again
STARS_CHANGE = timedelta(days=1)  # after the first ones
MOST_STARS = 5


class Verdicts:
    """Inside the caller's transaction, on a case that is the speaker's own."""

    def __init__(self, work: CaseWork, zone: Zone, deadlines: Deadlines) -> None:
        self._work = work
        self._zone = zone
        self._deadlines = deadlines

    async def reopenable(self, tx: Tx, act: Act, case: Case) -> bool:
        """Whether the sender may still say of a closed case that it is not solved."""
        if case.state is not CaseState.CLOSED or case.verdict is Verdict.NO or case.kind is CaseKind.PRAISE:
            return False
        closed = await sender.closed_at(tx, case.id)
        return closed is not None and act.at - closed <= REOPENS

    async def judge(
        self, tx: Tx, act: Act, case: Case, verdict: Verdict, why: str, files: Sequence[str]
    ) -> Case:
        """Solved, partly, not solved; where it was only answered, it ends by that or goes on.

        Raises Stale where that was said, or cannot be said (any more).
        """
        await self._check(tx, act, case, verdict)
        if counted(case):
            await months.count_case(tx, case.unit, self._zone.month(act.at), case.kind, verdict=verdict)
        moves = verdict is Verdict.NO and await self._moves(tx, act, case)
        ends = case.state is CaseState.ANSWERED and verdict is Verdict.YES
        told: dict[str, object] = {
            "verdict": "ended" if ends else verdict.value,
            "moved": "yes" if moves else "no",
        }
        if why or files:
            told["message"] = await self._work.write(tx, act, case, Side.CITIZEN, why, files, None)
        await self._work.tell_desk(tx, act, case, NoticeKind.VERDICT, **told)
        if moves:
            changed = await self._moved(tx, act, case)
        else:
            partly = verdict is Verdict.PARTLY
            values = await self.again(tx, act, case) if partly else _judged(act, case, verdict)
            changed = await self._work.change(tx, case, **values)
        if files:
            await self._work.tell_desk(tx, act, changed, NoticeKind.PHOTOS, message=told["message"])
        return changed

    async def explained(
        self, tx: Tx, act: Act, case: Case, text: str, files: Sequence[str], form: str
    ) -> Case:
        """Why it is not solved (form "why"), or a word with the stars: said after them. Raises Invalid."""
        message = await self._work.write(tx, act, case, Side.CITIZEN, text, files, None)
        told = {"verdict": form, "moved": "no", "message": message, "stars": case.stars or 0}
        await self._work.tell_desk(tx, act, case, NoticeKind.VERDICT, **told)
        if files:
            await self._work.tell_desk(tx, act, case, NoticeKind.PHOTOS, message=message)
        return case

    async def rate(self, tx: Tx, act: Act, case: Case, stars: int, word: str) -> Case:
        """One to five stars. Raises Invalid for another number, Stale where they cannot be given (now)."""
        if not 1 <= stars <= MOST_STARS:
            raise Invalid("button-stale")
        await check_ratable(tx, act, case)
        if await sender.rated_at(tx, case.id) is None:
            await sender.rated(tx, case.id, act.at)
        told: dict[str, object] = {"verdict": "stars", "moved": "no", "stars": stars}
        if word:
            told["message"] = await self._work.write(tx, act, case, Side.CITIZEN, word, (), None)
        await self._work.tell_desk(tx, act, case, NoticeKind.VERDICT, **told)
        return await self._work.change(tx, case, stars=stars)

    async def again(self, tx: Tx, act: Act, case: Case) -> dict[str, object]:
        """A case that waits for an answer again, on the same desk, with a new deadline."""
        state = CaseState.TAKEN if case.taken_by else CaseState.NEW
        begun = await self._deadlines.begun(tx, case.handler, case.kind, act.at)
        return {"state": state, "verdict": None, "closed_at": None, **begun}

    async def _check(self, tx: Tx, act: Act, case: Case, verdict: Verdict) -> None:
        """Raise Stale where the sender is not asked (any more) whether it is solved."""
        if case.state is CaseState.WITHDRAWN:
            raise Stale("case-withdrawn", code=case.code)
        if case.state in OPEN and case.state is not CaseState.ANSWERED:
            raise Stale("judged-early", code=case.code)
        if case.verdict is None or (verdict is not Verdict.YES and await self.reopenable(tx, act, case)):
            return
        late = verdict is not Verdict.YES and case.verdict is not Verdict.NO
        raise Stale("case-closed" if late else "case-judged", code=case.code)

    async def _moves(self, tx: Tx, act: Act, case: Case) -> bool:
        """Whether there is a level above that did not have it yet: above the province, the secretariat."""
        if case.reopened or case.kind is CaseKind.PRAISE:
            return False
        if (await units.tree(tx))[case.handler].parent is not None:
            return True
        return bool(await people.holding(tx, [Role.SECRETARIAT], act.at))

    async def _moved(self, tx: Tx, act: Act, case: Case) -> Case:
        """One level up, past the unit it is kept from; nobody took it there yet."""
        tree = await units.tree(tx)
        parent = tree[case.handler].parent
        higher = landing(tree, case.about, parent) if parent else None
        freed = {"state": CaseState.NEW, "taken_by": None, "passed_by": None, "reopened": True}
        begun = await self._deadlines.begun(tx, higher or case.handler, case.kind, act.at)
        moved = await self._work.change(
            tx,
            case,
            **freed,
            handler=higher or case.handler,
            verdict=None,
            closed_at=None,
            **begun,
        )
        if higher:
            hearers = await desk.of(tx, moved, act.at)
        else:
            held = await people.holding(tx, [Role.SECRETARIAT], act.at)
            hearers = [row.key for row in held if row.person != case.officer]
        await desk.hand(tx, hearers, case.id, act.at)
        return moved


def _judged(act: Act, case: Case, verdict: Verdict) -> dict[str, object]:
    """What a last word changes: who says it of an answer ends the case by it."""
    ended = {"state": CaseState.CLOSED, "closed_at": act.at, "passed_by": None}
    return {"verdict": verdict, **(ended if case.state is CaseState.ANSWERED else {})}


async def check_ratable(tx: Tx, act: Act, case: Case) -> None:
    """Stars are given after an answer, and changed for a day. Raises Stale."""
    if case.state is CaseState.WITHDRAWN:
        raise Stale("case-withdrawn", code=case.code)
    if case.answered_at is None:
        raise Stale("stars-early", code=case.code)
    first = await sender.rated_at(tx, case.id)
    if first is not None and act.at - first > STARS_CHANGE:
        raise Stale("stars-late", code=case.code)
