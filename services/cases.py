"""A case on its way: taken, answered, closed."""

from __future__ import annotations

from collections.abc import Sequence

from domain.case import (
    OPEN,
    Case,
    CaseState,
    Side,
    check_answerable,
    check_closable,
)
from domain.errors import Stale
from domain.forms import Draft
from domain.notice import NoticeKind
from domain.person import Act
from services import desk
from services.case_view import View, seen
from services.case_work import CaseWork
from services.custody import Custody
from services.drafts import Drafts
from services.sender import Sender
from services.suggestions import month_of
from services.zone import Zone
from storage import cases, months, people
from storage.database import Database, Tx


class Cases:
    """What the desk says in a case; `reply` hears both sides."""

    def __init__(
        self, database: Database, custody: Custody, drafts: Drafts, zone: Zone, sender: Sender
    ) -> None:
        self._work = CaseWork(custody)
        self._sender = sender
        self._database = database
        self._custody = custody
        self._drafts = drafts
        self._zone = zone

    async def view(self, case: str) -> View | None:
        """A case as the postman renders it; None where it was erased."""
        async with self._database.reading() as tx:
            found = await cases.get(tx, case)
            return await seen(tx, self._custody, found) if found else None

    async def on_desk(self, key: str, case: str) -> bool:
        """Whether the card of the case still belongs to the person of that finder."""
        async with self._database.reading() as tx:
            found = await cases.get(tx, case)
            if found is None or found.state not in OPEN:
                return False
            known = await people.by_key(tx, key)
            return known is not None and await desk.may_answer(tx, key, known[1], found)

    async def about(self, chat: int, message: int) -> str | None:
        """The case that a message in a chat is about, if it is about any."""
        async with self._database.reading() as tx:
            return await cases.by_message(tx, self._custody.message_key(chat, message))

    async def reply(self, act: Act, case: str, text: str, files: Sequence[str] = ()) -> tuple[Case, Side]:
        """A reply to a message of the case, from whichever side speaks.

        Raises NotFound for strangers, Invalid for too short a text, Stale where the case is over.
        """
        async with self._database.transaction(act.update) as tx:
            found = await self._work.find(tx, case)
            if await self._custody.is_sender(tx, act.by, case):
                await self._sender.add_in(tx, act, found, text, files)
                return found, Side.CITIZEN
            return await self._answer(tx, act, found, text, files), Side.UNIT

    async def answer(self, act: Act, draft: Draft) -> Case:
        """The answer written in the form. Raises as `reply` does."""
        async with self._database.transaction(act.update) as tx:
            await self._drafts.take(tx, act, draft)
            found = await self._work.find(tx, str(draft.answers.get("case", "")))
            return await self._answer(
                tx, act, found, str(draft.answers["body"]), draft.answers.get("photos", [])
            )

    async def check_desk(self, act: Act, case: str) -> str:
        """The code of a case the speaker may answer. Raises NotFound, NotAllowed or Stale."""
        async with self._database.reading() as tx:
            found = await self._work.find(tx, case)
            await desk.officer_for(tx, act, found)
            check_answerable(found)
            return found.code

    async def take(self, act: Act, case: str) -> Case:
        """The speaker sees to the case from now on; its sender hears so.

        Raises Stale where a colleague was first (or the speaker took it already).
        """
        async with self._database.transaction(act.update) as tx:
            found = await self._work.find(tx, case)
            officer = await desk.officer_for(tx, act, found)
            check_answerable(found)
            if found.taken_by:
                other = await people.by_id(tx, found.taken_by)
                raise Stale("case-taken", code=found.code, name=other.name if other else "")
            state = CaseState.TAKEN if found.state is CaseState.NEW else found.state
            taken = await self._work.change(tx, found, state=state, taken_by=officer)
            await self._work.tell_sender(tx, act, found, NoticeKind.STEP, step=CaseState.TAKEN.value)
            return taken

    async def close(self, act: Act, case: str) -> Case:
        """End the case after an answer; its sender is asked whether it is solved. Raises Invalid, Stale."""
        async with self._database.transaction(act.update) as tx:
            found = await self._work.find(tx, case)
            await desk.officer_for(tx, act, found)
            check_closable(found)
            closed = await self._work.change(tx, found, state=CaseState.CLOSED, closed_at=act.at)
            await self._work.tell_sender(tx, act, found, NoticeKind.STEP, step=CaseState.CLOSED.value)
            return closed

    async def _answer(self, tx: Tx, act: Act, case: Case, text: str, files: Sequence[str]) -> Case:
        officer = await desk.officer_for(tx, act, case)
        check_answerable(case)
        message = await self._work.write(tx, act, case, Side.UNIT, text, files, officer)
        if case.answered_at is None:
            await months.count_case(tx, case.unit, month_of(self._zone, case), case.kind, answered=1)
        taken_by, answered_at = case.taken_by or officer, case.answered_at or act.at
        answered = await self._work.change(
            tx, case, state=CaseState.ANSWERED, taken_by=taken_by, answered_at=answered_at
        )
        await self._work.tell_sender(tx, act, case, NoticeKind.ANSWER, message=message)
        if files:
            await self._work.tell_sender(tx, act, case, NoticeKind.PHOTOS, message=message)
        return answered
