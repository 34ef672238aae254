"""A case on its way: taken, answered, added to, closed, judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain import receipt
from domain.case import (
    OPEN,
    Case,
    CaseState,
    Side,
    Verdict,
    check_answerable,
    check_closable,
    opinion_text,
    reply_text,
)
from domain.errors import Invalid, NotFound, Stale
from domain.forms import Draft
from domain.notice import NoticeKind
from domain.person import Act
from domain.photo import MOST_PHOTOS
from services import desk
from services.case_view import View, seen
from services.custody import Custody
from services.drafts import Drafts
from services.suggestions import month_of
from services.zone import Zone
from storage import cases, months, outbox, people, photos, units
from storage.database import Database, Tx


class Cases:
    """What the desk does with a case and what its sender may do."""

    def __init__(self, database: Database, custody: Custody, drafts: Drafts, zone: Zone) -> None:
        self._database = database
        self._custody = custody
        self._drafts = drafts
        self._zone = zone

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
            found = await self._case(tx, case)
            if await self._custody.is_sender(tx, act.by, case):
                await self._add(tx, act, found, text, files)
                return found, Side.CITIZEN
            return await self._answer(tx, act, found, text, files), Side.UNIT

    async def answer(self, act: Act, draft: Draft) -> Case:
        """The answer written in the form. Raises as `reply` does."""
        async with self._database.transaction(act.update) as tx:
            await self._drafts.take(tx, act, draft)
            found = await self._case(tx, str(draft.answers.get("case", "")))
            return await self._answer(
                tx, act, found, str(draft.answers["body"]), draft.answers.get("photos", [])
            )

    async def add(self, act: Act, draft: Draft) -> Case:
        """More words from the sender, written in the form. Raises as `reply` does."""
        async with self._database.transaction(act.update) as tx:
            await self._drafts.take(tx, act, draft)
            found = await self._own(tx, act, str(draft.answers.get("case", "")))
            await self._add(tx, act, found, str(draft.answers["body"]), draft.answers.get("photos", []))
            return found

    async def check_own(self, act: Act, case: str) -> None:
        """Raise NotFound for anybody but the sender, Stale where nothing can be added."""
        async with self._database.reading() as tx:
            check_answerable(await self._own(tx, act, case))

    async def check_desk(self, act: Act, case: str) -> str:
        """The code of a case the speaker may answer. Raises NotFound, NotAllowed or Stale."""
        async with self._database.reading() as tx:
            found = await self._case(tx, case)
            await desk.officer_for(tx, act, found)
            check_answerable(found)
            return found.code

    async def take(self, act: Act, case: str) -> Case:
        """The speaker sees to the case from now on; its sender hears so.

        Raises Stale where a colleague was first (or the speaker took it already).
        """
        async with self._database.transaction(act.update) as tx:
            found = await self._case(tx, case)
            officer = await desk.officer_for(tx, act, found)
            check_answerable(found)
            if found.taken_by:
                other = await people.by_id(tx, found.taken_by)
                raise Stale("case-taken", code=found.code, name=other.name if other else "")
            state = CaseState.TAKEN if found.state is CaseState.NEW else found.state
            taken = await self._change(tx, found, state=state, taken_by=officer)
            await self._tell_sender(tx, act, found, NoticeKind.STEP, step=CaseState.TAKEN.value)
            return taken

    async def close(self, act: Act, case: str) -> Case:
        """End the case after an answer; its sender is asked whether it is solved. Raises Invalid, Stale."""
        async with self._database.transaction(act.update) as tx:
            found = await self._case(tx, case)
            await desk.officer_for(tx, act, found)
            check_closable(found)
            closed = await self._change(tx, found, state=CaseState.CLOSED, closed_at=act.at)
            await self._tell_sender(tx, act, found, NoticeKind.STEP, step=CaseState.CLOSED.value)
            return closed

    async def judge(self, act: Act, case: str, verdict: Verdict) -> Case:
        """The sender's word on a closed case.

        A first "no" reopens it one level up, "partly" on the same desk. Raises NotFound for anybody but
        the sender, Stale where it was judged or is not closed.
        """
        async with self._database.transaction(act.update) as tx:
            found = await self._own(tx, act, case)
            if found.state is not CaseState.CLOSED or found.verdict is not None:
                raise Stale("case-judged", code=found.code)
            await months.count_case(tx, found.unit, self._zone.month(act.at), found.kind, verdict=verdict)
            higher = (await units.tree(tx))[found.handler].parent
            moves = verdict is Verdict.NO and found.handler == found.unit and higher is not None
            told = {"verdict": verdict.value, "moved": "yes" if moves else "no"}
            await self._tell_desk(tx, act, found, NoticeKind.VERDICT, **told)
            if verdict is Verdict.PARTLY:
                return await self._change(tx, found, state=CaseState.TAKEN)
            if not moves:
                return await self._change(tx, found, verdict=verdict)
            moved = await self._change(tx, found, state=CaseState.NEW, handler=higher, taken_by=None)
            await desk.hand(tx, await desk.keys(tx, moved.handler), case, act.at)
            return moved

    async def _answer(self, tx: Tx, act: Act, case: Case, text: str, files: Sequence[str]) -> Case:
        officer = await desk.officer_for(tx, act, case)
        check_answerable(case)
        message = await self._message(tx, act, case, Side.UNIT, text, files, officer)
        if case.answered_at is None:
            await months.count_case(tx, case.unit, month_of(self._zone, case), case.kind, answered=1)
        taken_by, answered_at = case.taken_by or officer, case.answered_at or act.at
        answered = await self._change(
            tx, case, state=CaseState.ANSWERED, taken_by=taken_by, answered_at=answered_at
        )
        await self._tell_sender(tx, act, case, NoticeKind.ANSWER, message=message)
        if files:
            await self._tell_sender(tx, act, case, NoticeKind.PHOTOS, message=message)
        return answered

    async def _add(self, tx: Tx, act: Act, case: Case, text: str, files: Sequence[str]) -> None:
        check_answerable(case)
        message = await self._message(tx, act, case, Side.CITIZEN, text, files, None)
        await self._tell_desk(tx, act, case, NoticeKind.ADDED, message=message)
        if files:
            await self._tell_desk(tx, act, case, NoticeKind.PHOTOS, message=message)

    async def _message(
        self,
        tx: Tx,
        act: Act,
        case: Case,
        side: Side,
        text: str,
        files: Sequence[str],
        author: str | None,
    ) -> int:
        words = reply_text(text) if files or side is Side.CITIZEN else opinion_text(text)
        if not words and not files:
            raise Invalid("message-empty")
        message = await cases.add_message(tx, case.id, side, words, author, act.at)
        for file in files[:MOST_PHOTOS]:
            await photos.add(tx, self._custody.vault.seal(file, "photo"), case=case.id, message=message)
        return message

    async def _tell_sender(self, tx: Tx, act: Act, case: Case, kind: NoticeKind, **params: object) -> None:
        await outbox.add(tx, self._custody.case_key(case.id), kind, {"case": case.id, **params}, act.at)

    async def _tell_desk(self, tx: Tx, act: Act, case: Case, kind: NoticeKind, **params: object) -> None:
        for key in await desk.now(tx, case):
            await outbox.add(tx, key, kind, {"case": case.id, **params}, act.at)

    async def _case(self, tx: Tx, case: str) -> Case:
        found = await cases.get(tx, case)
        if found is None:
            raise NotFound("case-unknown")
        return found

    async def _own(self, tx: Tx, act: Act, case: str) -> Case:
        found = await self._case(tx, case)
        if not await self._custody.is_sender(tx, act.by, case):
            raise NotFound("case-unknown")
        return found

    async def _change(self, tx: Tx, case: Case, **values: object) -> Case:
        stored = {
            name: value.value if isinstance(value, CaseState | Verdict) else value
            for name, value in values.items()
        }
        if not await cases.change(tx, case, **stored):
            raise Stale("button-stale")
        values.pop("closed_at", None)
        return replace(case, version=case.version + 1, **values)  # type: ignore[arg-type]  # columns named as the fields
