"""Answers worth having: what they must say, ready ones, the second pair of eyes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.answer import apart, essence, parts, unsigned
from domain.case import OPEN, Case, CaseKind, CaseState, Side, opinion_text
from domain.errors import Invalid, Stale
from domain.forms import Draft
from domain.notice import NoticeKind
from domain.person import Act
from domain.photo import MOST_PHOTOS
from domain.rights import Action, serving
from domain.rule import Rule
from services import desk, meanwhile, rights, waiting
from services.answering import Answering
from services.audit import Audit
from services.custody import Custody
from services.drafts import Drafts
from services.media import Media
from services.ready import ReadyAnswers
from services.rules import Rules
from services.zone import Zone
from storage import answers, case_notes, cases, hidden, outbox, photos
from storage.case_notes import Note
from storage.database import Database, Tx
from storage.photos import Photo

# Per cent from which two answers say the same: docs/decisions/0019. Compared with so many earlier ones.
SAME, LOOKED_AT = 85, 200
SHOWN = 60  # characters of the earlier answer in a refusal


class Answers(ReadyAnswers):
    """What a unit says to a sender, before it is sent."""

    def __init__(
        self,
        database: Database,
        custody: Custody,
        drafts: Drafts,
        audit: Audit,
        rules: Rules,
        zone: Zone,
        answering: Answering,
        media: Media,
    ) -> None:
        super().__init__(database, custody, drafts, audit, zone)
        self._custody = custody
        self._rules = rules
        self._answering = answering
        self._media = media

    async def check_early(self, act: Act, case: str, text: str) -> None:
        """Raise Invalid for an answer in these words, as it will be once all else is said, too."""
        async with self._database.reading() as tx:
            found = await cases.get(tx, case)
            if found and found.state is not CaseState.ANSWERED:
                await self.check(tx, act, found, text)

    async def check(self, tx: Tx, act: Act, case: Case, text: str) -> None:
        """Raise Invalid where the unit has said that to somebody else already: the earlier one is shown only
        where the speaker may see its case. With what is hidden from them it is not compared: a refusal would
        tell them that it exists.

        Praise is thanked for in whatever words, and what repeats another case may be told the same.
        """
        if case.kind is CaseKind.PRAISE:
            return
        besides = await case_notes.repeats(tx, case.id, case.same_as or case.id)
        besides += await hidden.ids(tx, act.by.person or "", serving(await rights.held(tx, act)))
        usual = await self._usual(tx, case, act.at)
        for piece in parts(unsigned(text)):
            await self._check(tx, act, case, essence(piece), usual, [case.id, *besides])

    async def check_closing(self, tx: Tx, act: Act, case: Case) -> None:
        """Raise Invalid where the sender was told only what others were told."""
        asked = await case_notes.asked(tx, case.id)
        told = [one for one in await cases.messages(tx, case.id) if one.side is Side.UNIT]
        said = [one.text for one in told if one.text and one.id not in asked]  # a question tells nothing
        for text in said[:-1]:
            try:
                await self.check(tx, act, case, text)
            except Invalid:
                continue
            return
        await self.check(tx, act, case, said[-1])

    async def wanted(self, tx: Tx, act: Act, case: Case) -> bool:
        """Whether the unit wants a second pair of eyes, and there is somebody who has one."""
        if not await self._rules.get(tx, case.handler, Rule.SECOND_EYES):
            return False
        return bool(await waiting.approvers(tx, self._custody.vault, case, act.by.person or "", act.at))

    async def propose(
        self, tx: Tx, act: Act, case: Case, text: str, files: Sequence[str], author: str
    ) -> Case:
        """Keep the answer until somebody agrees; an earlier one of theirs, or one that nobody may agree to
        any more, is only a note. Raises Stale.
        """
        if other := await waiting.others(tx, case, author, act.at):
            raise Stale("answer-waits-by", code=case.code, name=await meanwhile.name(tx, other.author))
        self._media.forget(tx, await waiting.drop(tx, case.id))
        note = await case_notes.add(tx, case.id, case_notes.DRAFT, author, text, act.at, case.handler)
        for file in files[:MOST_PHOTOS]:
            await photos.add(tx, self._custody.vault.seal(file, "photo"), case=case.id)
        for key in await waiting.approvers(tx, self._custody.vault, case, act.by.person or "", act.at):
            await _put_before(tx, key, case, note, parts(text), bool(files), act.at)
        await self._audit.note(tx, act, "propose", case.id, at=act.at, unit=case.handler, note=note)
        if case.state is CaseState.NEW:
            await self._work.tell_sender(tx, act, case, NoticeKind.STEP, step=CaseState.TAKEN.value)
        state = CaseState.TAKEN if case.state is CaseState.NEW else case.state
        return await self._work.change(
            tx, case, state=state, taken_by=case.taken_by or author, passed_by=None
        )

    async def waits(self, case: str) -> bool:
        """Whether an answer to the case waits to be agreed to."""
        async with self._database.reading() as tx:
            return bool(await case_notes.of_case(tx, case, [case_notes.DRAFT]))

    async def put_before(self, act: Act, case: str, note: int) -> None:
        """Promise the speaker the answer that waits: all its words, its photos, and what may be done.

        Raises as `approve` does.
        """
        async with self._database.transaction(act.update) as tx:
            found, draft = await self._draft(tx, act, case, note)
            pictured = bool(await photos.waiting(tx, found.id))
            await _put_before(tx, act.by.key, found, draft.id, parts(draft.text), pictured, act.at)

    async def approve(self, act: Act, case: str, note: int) -> Case:
        """The answer goes out as its author wrote it, who hears so. Raises NotAllowed, NotFound, Stale.

        Stale, too, where the case went elsewhere since, or its author may answer it no more.
        """
        async with self._database.transaction(act.update) as tx:
            found, draft = await self._draft(tx, act, case, note)
            await case_notes.settle(tx, draft.id, case_notes.SENT)
            sent = await self._answering.send(tx, act, found, draft.text, (), draft.author, drafted=True)
            await self._work.tell_colleague(tx, act, found, draft.author, what="approved", by=act.by.person)
            return sent

    async def send_back(self, act: Act, draft: Draft) -> Case:
        """It does not go out; its author hears why and has the words back: draft[case, note, body].

        Raises Invalid, NotAllowed, NotFound, Stale.
        """
        words = opinion_text(str(draft.answers["body"]))
        async with self._database.transaction(act.update) as tx:
            if draft.id:
                await self._drafts.take(tx, act, draft)
            case, note = str(draft.answers["case"]), int(draft.answers["note"])
            found, answer = await self._draft(tx, act, case, note)
            await case_notes.settle(tx, answer.id, case_notes.NOTE)
            self._media.forget(tx, await photos.drop_waiting(tx, found.id))
            reader = act.by.person or ""
            why = await case_notes.add(tx, found.id, case_notes.NOTE, reader, words, act.at)
            await self._audit.note(tx, act, "send-back", found.id, at=act.at, unit=found.handler, note=why)
            told = {"what": "sent-back", "by": reader, "note": why, "draft": answer.id}
            await self._work.tell_colleague(tx, act, found, answer.author, **told)
            return found

    async def draft(self, note: int) -> tuple[Note, str, list[Photo]] | None:
        """An answer that waits for approval, its author's name, its photos; else None."""
        async with self._database.reading() as tx:
            found = await case_notes.get(tx, note)
            if found is None or found.kind != case_notes.DRAFT:
                return None
            name = await meanwhile.name(tx, found.author)
            return found, name, await photos.waiting(tx, found.case)

    async def may_read(self, key: str, case: str, now: datetime) -> bool:
        """Whether the answer to the case may still be shown to the person of that finder for approval."""
        async with self._database.reading() as tx:
            found = await cases.get(tx, case)
            if found is None or found.state not in OPEN:
                return False
            if await waiting.others(tx, found, None, now) is None:
                return False
            return await desk.can(tx, key, Action.APPROVE, found, now)

    async def check_reader(self, act: Act, case: str, note: int) -> str:
        """The code of the case whose answer the speaker may read and send back. Raises as `approve` does."""
        async with self._database.reading() as tx:
            found, _ = await self._draft(tx, act, case, note)
            return found.code

    async def _draft(self, tx: Tx, act: Act, case: str, note: int) -> tuple[Case, Note]:
        found, draft = await self._work.find(tx, case), await case_notes.get(tx, note)
        reader, author = act.by.person or "", draft.author if draft else ""
        mine = await waiting.owned(tx, self._custody.vault, reader, author)
        await meanwhile.held(tx, act, Action.APPROVE, found, theirs=mine)
        await meanwhile.open_for(tx, act, Action.APPROVE, found)
        if draft is None or draft.kind != case_notes.DRAFT or draft.case != found.id:
            sent = draft is not None and draft.kind == case_notes.SENT
            who = await case_notes.last_by(tx, found.id, "answer" if sent else "send-back")
            if draft and not who:
                raise await _lapsed(tx, found, draft)
            raise Stale("draft-decided", code=found.code, name=await meanwhile.name(tx, who or ""))
        if not await waiting.holds(tx, found, draft, act.at):
            raise await _lapsed(tx, found, draft)
        return found, draft

    async def _check(
        self, tx: Tx, act: Act, case: Case, words: str, usual: Sequence[str], besides: Sequence[str]
    ) -> None:
        """Compared is what was written to a ready answer; alone, it may be sent once."""
        from rapidfuzz import fuzz, process  # 6 MB that the program need not hold before its first answer

        # What is half as long, or more than twice, is no near-copy; signs that are left out need room, too.
        own = apart(words, usual)
        long = range(len(own or words) // 2, len(words) * 2 + 100)
        said = await answers.earlier(tx, case.handler, besides, long=long, most=LOOKED_AT)
        compared = [apart(essence(unsigned(one.text)), usual if own else ()) for one in said]
        found = process.extractOne(own or words, compared, scorer=fuzz.token_sort_ratio, score_cutoff=SAME)
        if found and words:
            _, share, place = found
            copy = said[place]
            if not own:
                raise Invalid("answer-ready-alone")
            whose = await cases.by_code(tx, copy.code)
            if whose is None or not await rights.may(tx, act, Action.SEE, whose):
                raise Invalid("answer-recycled-before", share=round(share))
            raise Invalid("answer-recycled", code=copy.code, share=round(share), text=copy.text[:SHOWN])


async def _put_before(
    tx: Tx, key: str, case: Case, note: int, pieces: Sequence[str], pictured: bool, at: datetime
) -> None:
    for part in range((len(pieces) or 1) + pictured):  # pictures are a notice of their own
        await outbox.add(tx, key, NoticeKind.APPROVE, {"case": case.id, "note": note, "part": part}, at)


async def _lapsed(tx: Tx, case: Case, draft: Note) -> Stale:
    return Stale("draft-lapsed", code=case.code, name=await meanwhile.name(tx, draft.author))
