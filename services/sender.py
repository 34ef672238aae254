"""What a case's sender may do: look, add, judge."""

from __future__ import annotations

from collections.abc import Sequence

from domain import receipt
from domain.case import Case, CaseState, Side, Verdict, check_answerable
from domain.errors import NotFound, Stale
from domain.forms import Draft
from domain.notice import NoticeKind
from domain.person import Act
from services import desk
from services.case_view import View, seen
from services.case_work import CaseWork
from services.custody import Custody
from services.drafts import Drafts
from services.zone import Zone
from storage import cases, months, units
from storage.database import Database, Tx


class Sender:
    """Only the sender does these; for anybody else the case does not exist."""

    def __init__(self, database: Database, custody: Custody, drafts: Drafts, zone: Zone) -> None:
        self._database = database
        self._custody = custody
        self._drafts = drafts
        self._zone = zone
        self._work = CaseWork(custody)

    async def mine(self, act: Act) -> list[Case]:
        """The speaker's own cases, newest first."""
        async with self._database.reading() as tx:
            record = await self._custody.record(tx, act.by.key)
            return await cases.of_ids(tx, record.cases) if record else []

    async def track(self, act: Act, code: str) -> View:
        """The speaker's own case by its receipt code. A slip is found before looking up.

        Raises Invalid for a slip; NotFound alike for no such case and for somebody else's.
        """
        code = receipt.parse(code)
        async with self._database.reading() as tx:
            case = await cases.by_code(tx, code)
            if case is None or not await self._custody.is_sender(tx, act.by, case.id):
                raise NotFound("case-not-yours", code=code)
            return await seen(tx, self._custody, case)

    async def add(self, act: Act, draft: Draft) -> Case:
        """More words from the sender, written in the form. Raises as `reply` does."""
        async with self._database.transaction(act.update) as tx:
            await self._drafts.take(tx, act, draft)
            found = await self._work.own(tx, act, str(draft.answers.get("case", "")))
            await self.add_in(tx, act, found, str(draft.answers["body"]), draft.answers.get("photos", []))
            return found

    async def check_own(self, act: Act, case: str) -> None:
        """Raise NotFound for anybody but the sender, Stale where nothing can be added."""
        async with self._database.reading() as tx:
            check_answerable(await self._work.own(tx, act, case))

    async def judge(self, act: Act, case: str, verdict: Verdict) -> Case:
        """The sender's word on a closed case.

        A first "no" reopens it one level up, "partly" on the same desk. Raises NotFound for anybody but
        the sender, Stale where it was judged or is not closed.
        """
        async with self._database.transaction(act.update) as tx:
            found = await self._work.own(tx, act, case)
            if found.state is not CaseState.CLOSED or found.verdict is not None:
                raise Stale("case-judged", code=found.code)
            await months.count_case(tx, found.unit, self._zone.month(act.at), found.kind, verdict=verdict)
            higher = (await units.tree(tx))[found.handler].parent
            moves = verdict is Verdict.NO and found.handler == found.unit and higher is not None
            told = {"verdict": verdict.value, "moved": "yes" if moves else "no"}
            await self._work.tell_desk(tx, act, found, NoticeKind.VERDICT, **told)
            if verdict is Verdict.PARTLY:
                return await self._work.change(tx, found, state=CaseState.TAKEN)
            if not moves:
                return await self._work.change(tx, found, verdict=verdict)
            moved = await self._work.change(tx, found, state=CaseState.NEW, handler=higher, taken_by=None)
            await desk.hand(tx, await desk.keys(tx, moved.handler), case, act.at)
            return moved

    async def add_in(self, tx: Tx, act: Act, case: Case, text: str, files: Sequence[str]) -> None:
        """More words from the sender, in the caller's transaction. Raises Invalid, Stale."""
        check_answerable(case)
        message = await self._work.write(tx, act, case, Side.CITIZEN, text, files, None)
        await self._work.tell_desk(tx, act, case, NoticeKind.ADDED, message=message)
        if files:
            await self._work.tell_desk(tx, act, case, NoticeKind.PHOTOS, message=message)
