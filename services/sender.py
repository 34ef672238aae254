"""What a case's sender may do: add, judge, rate, end it, take it back."""

from __future__ import annotations

from collections.abc import Sequence

from domain.case import OPEN, Case, CaseKind, CaseState, Side, Verdict, check_answerable, counted, there
from domain.forms import Draft
from domain.notice import NoticeKind
from domain.person import Act
from services import askings, waiting
from services.audit import Audit
from services.custody import Custody
from services.deadlines import Deadlines
from services.drafts import Drafts
from services.ending import Ending
from services.looks import Looks
from services.media import Media
from services.purge import purge
from services.zone import Zone
from storage import cases, months, sender
from storage.database import Database, Tx


class Sender(Looks):
    """Only the sender does these; for anybody else the case does not exist.

    The audit notes them without an actor: an officer who speaks as a citizen must not be found there.
    """

    def __init__(
        self,
        database: Database,
        custody: Custody,
        drafts: Drafts,
        zone: Zone,
        audit: Audit,
        deadlines: Deadlines,
        media: Media,
        ending: Ending,
    ) -> None:
        super().__init__(database, custody, zone, deadlines)
        self._drafts = drafts
        self._audit = audit
        self._media = media
        self._ending = ending

    async def add(self, act: Act, draft: Draft, *, thanks: bool = False) -> Case:
        """More words from the sender, written in the form. `thanks` and what it raises as `reply` has it."""
        async with self._database.transaction(act.update) as tx:
            await self._drafts.take(tx, act, draft)
            found = await self._work.own(tx, act, str(draft.answers.get("case", "")))
            text, files = str(draft.answers["body"]), draft.answers.get("photos", [])
            said = draft.answers.get("said", [])
            return await self._heard(tx, act, found, text, files, said, thanks=thanks)

    async def reply(
        self, act: Act, case: str, text: str, files: Sequence[str] = (), *, thanks: bool = False
    ) -> Case:
        """The sender's reply to a message of their case; `thanks` where it says nothing but that.

        Raises NotFound for anybody else, Invalid for an empty or too long one, Stale where the case is over.
        """
        async with self._database.transaction(act.update) as tx:
            found = await self._work.own(tx, act, case)
            return await self._heard(tx, act, found, text, files, thanks=thanks)

    async def correct(self, act: Act, case: str, message: int | None, text: str) -> Case:
        """What the sender edited in a message of theirs (None: one that is not known), as more words.

        It starts nothing and answers nothing that was asked after it. Raises NotFound, Invalid, Stale where
        the case is over.
        """
        async with self._database.transaction(act.update) as tx:
            found = await self._work.own(tx, act, case)
            edited = await cases.message(tx, message) if message is not None else None
            # Said since the question, a thank-you say, it can become the reply to it.
            replies = edited is not None and found.asked_at is not None and edited.at >= found.asked_at
            return await self._add(tx, act, found, text, new=replies and found.state is CaseState.ASKED)

    async def add_in(self, tx: Tx, act: Act, case: Case, text: str, files: Sequence[str]) -> Case:
        """More words from the sender, in the caller's transaction. Raises Invalid, Stale.

        What the desk had asked is answered and its clock goes on; after an answer the case waits for
        another one, with a new deadline.
        """
        return await self._add(tx, act, case, text, files)

    async def _add(
        self,
        tx: Tx,
        act: Act,
        case: Case,
        text: str,
        files: Sequence[str] = (),
        said: Sequence[int] = (),
        *,
        new: bool = True,
    ) -> Case:
        """The same; `said` are the messages it was written in. What is not `new` changes nothing else."""
        check_answerable(case)
        message = await self._work.write(tx, act, case, Side.CITIZEN, text, files, None, said)
        values = await self._waits_again(tx, act, case) if new else {}
        changed = await self._work.change(tx, case, **values) if values else case
        await self._note(tx, act, changed, "added", message=message)
        await self._work.tell_desk(tx, act, changed, NoticeKind.ADDED, message=message)
        if files:
            await self._work.tell_desk(tx, act, changed, NoticeKind.PHOTOS, message=message)
        return changed

    async def judge(
        self, act: Act, case: str, verdict: Verdict, why: str = "", draft: Draft | None = None
    ) -> Case:
        """The sender's word on a case answered or closed, and `why` where they say it; with photos where it
        was a form.

        A first "no" takes it one level up, "partly" back to the same desk; anything else ends it. Raises
        NotFound for anybody but the sender, Stale where it was judged, waits for an answer, or was closed too
        long ago to change it.
        """
        async with self._database.transaction(act.update) as tx:
            found = await self._work.own(tx, act, case)
            if draft:
                await self._drafts.take(tx, act, draft)
                await self._custody.said(tx, act, found.id, draft.answers.get("said", []))
            files = draft.answers.get("photos", []) if draft else []
            judged = await self._verdicts.judge(tx, act, found, verdict, why, files)
            await self._note(tx, act, found, "judged", verdict=verdict.value, to=judged.handler)
            self._media.forget(tx, await waiting.drop(tx, found.id))  # written before this was known
            return judged

    async def explain(self, act: Act, draft: Draft) -> Case:
        """Why it is not solved, or a word with the stars, written in the form after it was said.

        Raises NotFound, Stale.
        """
        async with self._database.transaction(act.update) as tx:
            await self._drafts.take(tx, act, draft)
            found = there(await self._work.own(tx, act, str(draft.answers.get("case", ""))))
            await self._custody.said(tx, act, found.id, draft.answers.get("said", []))
            await self._note(tx, act, found, "added")
            text, files = str(draft.answers.get("body", "")), draft.answers.get("photos", [])
            return await self._verdicts.explained(tx, act, found, text, files, draft.form)

    async def rate(self, act: Act, case: str, stars: int, word: str = "") -> Case:
        """One to five stars after an answer, with a word; they may be changed for a day.

        Raises NotFound for anybody but the sender, Invalid for other numbers, Stale before an answer, after
        that day, or where it was withdrawn.
        """
        async with self._database.transaction(act.update) as tx:
            found = await self._work.own(tx, act, case)
            rated = await self._verdicts.rate(tx, act, found, stars, word)
            await self._note(tx, act, found, "rated", stars=stars)
            return rated

    async def close_own(self, act: Act, case: str) -> Case:
        """The sender ends their case: it is done. Raises NotFound, Stale where it is over already."""
        async with self._database.transaction(act.update) as tx:
            found = await self._work.own(tx, act, case)
            check_answerable(found)
            month = self._zone.month(act.at)
            if counted(found):
                await months.count_case(tx, found.unit, month, found.kind, verdict=Verdict.YES)
            return await self._ending.by_sender(tx, act, found)

    async def withdraw(self, act: Act, case: str, draft: Draft | None = None) -> Case:
        """The sender takes it back, at any time: words, photos, contact are erased; its count stays.

        Raises NotFound for anybody but the sender, Stale where it was withdrawn before.
        """
        async with self._database.transaction(act.update) as tx:
            if draft:
                await self._drafts.take(tx, act, draft)
            found = there(await self._work.own(tx, act, case))
            await self._work.tell_desk(tx, act, found, NoticeKind.VERDICT, verdict="withdrawn", moved="no")
            await askings.end(tx, found, act.at)
            self._media.forget(tx, await sender.erase(tx, found.id))
            await self._custody.forget_contact(tx, found.id)
            await self._note(tx, act, found, "withdrawn")
            gone = {
                "state": CaseState.WITHDRAWN,
                "passed_by": None,
            }  # `officer` stays: it is still not theirs
            withdrawn = await self._work.change(tx, found, **gone, asked_at=None, due_at=None)
        await purge(self._database)
        return withdrawn

    async def _heard(
        self,
        tx: Tx,
        act: Act,
        case: Case,
        text: str,
        files: Sequence[str],
        said: Sequence[int] = (),
        *,
        thanks: bool,
    ) -> Case:
        if not thanks:
            return await self._add(tx, act, case, text, files, said)
        await self._thanked(tx, act, case, text, files, said)
        return case

    async def _thanked(
        self, tx: Tx, act: Act, case: Case, text: str, files: Sequence[str], said: Sequence[int]
    ) -> None:
        """Keep a thank-you and pass it on; of a case withdrawn nothing is kept any more."""
        if case.state is CaseState.WITHDRAWN:
            return
        message = await self._work.write(tx, act, case, Side.CITIZEN, text, files, None, said)
        await self._note(tx, act, case, "added", message=message)
        if case.state in OPEN:
            await self._work.tell_desk(tx, act, case, NoticeKind.ADDED, message=message)
        else:
            told = {"verdict": "thanks", "moved": "no", "message": message}
            await self._work.tell_desk(tx, act, case, NoticeKind.VERDICT, **told)
        if files:
            await self._work.tell_desk(tx, act, case, NoticeKind.PHOTOS, message=message)

    async def _waits_again(self, tx: Tx, act: Act, case: Case) -> dict[str, object]:
        """What words of the sender change in a case that waited for nobody but them."""
        if case.state is CaseState.ASKED:
            state = CaseState.TAKEN if case.taken_by else CaseState.NEW
            resumed = await self._deadlines.resumed(tx, case, act.at)
            return {"state": state, "asked_at": None, **resumed}
        if case.state is CaseState.ANSWERED and case.kind is not CaseKind.PRAISE:
            return await self._verdicts.again(tx, act, case)
        return {}

    async def _note(self, tx: Tx, act: Act, case: Case, action: str, **details: object) -> None:
        details["by"] = "sender"
        await self._audit.note(tx, None, action, case.id, at=act.at, unit=case.handler, **details)
