"""A case on its way: taken, answered, closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from domain.answer import answer_text, signed
from domain.case import (
    OPEN,
    Case,
    CaseState,
    Side,
    check_closable,
    opinion_text,
)
from domain.errors import Invalid, Stale
from domain.forms import Draft
from domain.notice import NoticeKind
from domain.person import Act
from domain.rights import Action
from services import echo, meanwhile, rights, waiting
from services.answering import Answering
from services.answers import Answers
from services.audit import Audit
from services.case_view import View, seen
from services.case_work import CaseWork
from services.custody import Custody
from services.drafts import Drafts
from services.ending import Ending
from services.sender import Sender
from storage import case_notes, cases
from storage.cases import About
from storage.database import Database, Tx

__all__ = ["About", "Cases"]


class Cases:
    """What the desk says in a case; `reply` hears both sides."""

    def __init__(
        self,
        database: Database,
        custody: Custody,
        drafts: Drafts,
        audit: Audit,
        sender: Sender,
        answers: Answers,
        answering: Answering,
        ending: Ending,
    ) -> None:
        self._work = CaseWork(custody)
        self._audit = audit
        self._sender = sender
        self._answers = answers
        self._answering = answering
        self._ending = ending
        self._database = database
        self._custody = custody
        self._drafts = drafts

    async def view(self, case: str) -> View | None:
        """A case as the postman renders it; None where it was erased."""
        async with self._database.reading() as tx:
            found = await cases.get(tx, case)
            return await seen(tx, self._custody, found) if found else None

    async def on_desk(self, key: str, case: str, now: datetime) -> bool:
        """Whether the card of the case belongs to the person of that finder now."""
        async with self._database.reading() as tx:
            found = await cases.get(tx, case)
            if found is None or found.state not in OPEN:
                return False
            return await rights.sees(tx, key, found, now)

    async def about(self, chat: int, message: int) -> About | None:
        """What a message in a chat is about, if it is about a case."""
        async with self._database.reading() as tx:
            return await cases.by_message(tx, self._custody.message_key(chat, message))

    async def is_sender(self, act: Act, case: str) -> bool:
        """Whether the case is the speaker's own, who then speaks as its sender and never as the desk."""
        async with self._database.reading() as tx:
            return await self._custody.is_sender(tx, act.by, case)

    async def reply(self, act: Act, case: str, text: str, files: Sequence[str] = ()) -> tuple[Case, Side]:
        """A reply to a message of the case, from whichever side speaks.

        Where the unit wants a second pair of eyes the case is not answered by it yet: see its state.
        Raises NotFound for strangers, Invalid for too short a text or one that others were told already,
        Stale where the case is over.
        """
        async with self._database.transaction(act.update) as tx:
            found = await self._work.find(tx, case)
            if await self._custody.is_sender(tx, act.by, case):
                await self._sender.add_in(tx, act, found, text, files)
                return found, Side.CITIZEN
            return await self._answer(tx, act, found, signed(text, ""), files, {}), Side.UNIT

    async def answer(self, act: Act, draft: Draft) -> Case:
        """The answer written in the form: draft[case, body], with photos, and in `line` who did it.

        Raises as `reply` does, and Stale where a colleague took or answered the case since the form began.
        """
        known = draft.answers
        async with self._database.transaction(act.update) as tx:
            await self._drafts.take(tx, act, draft)
            found = await self._work.find(tx, str(known.get("case", "")))
            text = signed(str(known["body"]), str(known.get("line", "")))
            return await self._answer(tx, act, found, text, known.get("photos", []), known)

    async def correct(self, act: Act, case: str, message: int, text: str, *, question: bool = False) -> Case:
        """What the desk edited in a message of the case that it sent: told to the sender, and nothing else.

        What was asked is asked in the new words while its reply is awaited. Where the unit wants a second
        pair of eyes, an answer's new words go by them. Raises NotFound, NotAllowed, Invalid, Stale where it
        is too late for it, or where it is no question though it was edited as one.
        """
        async with self._database.transaction(act.update) as tx:
            found = await self._work.find(tx, case)
            asked = message in await case_notes.asked(tx, found.id)
            if question and not asked:
                raise Invalid("edited")
            officer = await meanwhile.open_for(tx, act, Action.ASK if asked else Action.ANSWER, found)
            if asked and found.state is not CaseState.ASKED:
                raise Stale("question-replied", code=found.code)
            if asked:
                await self._asked(tx, act, found, opinion_text(text), officer)
                return found
            words = answer_text(text)
            if not await self._answers.wanted(tx, act, found):
                await self._answering.correct(tx, act, found, words, officer)
                return found
            if found.state is not CaseState.ANSWERED:  # agreed to, it would answer what was said since
                raise Stale("answer-overtaken", code=found.code)
            return await self._answers.propose(tx, act, found, words, (), officer)

    async def to_agree(self, act: Act, case: str) -> int | None:
        """The answer to the case that waits for the speaker, too, to agree to it; None where none does.

        Raises NotFound.
        """
        async with self._database.reading() as tx:
            draft = await waiting.to_agree(tx, self._custody.vault, act, await self._work.find(tx, case))
            return draft.id if draft else None

    async def mine_waits(self, act: Act, case: str) -> bool:
        """Whether an answer of the speaker's own waits for a colleague. Raises NotFound."""
        async with self._database.reading() as tx:
            drafts = await waiting.of_case(tx, await self._work.find(tx, case), act.at)
            return any(draft.author == act.by.person for draft in drafts)

    async def begun(self, act: Act, case: str, action: Action, *, untaken: bool = False) -> dict[str, Any]:
        """What a form of the desk keeps of the case: its id, code and kind, who has it, the newest message.

        `untaken`: the button pressed was shown while nobody had the case. Raises NotFound, NotAllowed, Stale.
        """
        async with self._database.reading() as tx:
            found = await self._work.find(tx, case)
            await meanwhile.open_for(tx, act, action, found)
            if untaken:
                await meanwhile.same_holder(tx, act, found, {meanwhile.HOLDER: None})
            said = await cases.messages(tx, found.id)
        known = {meanwhile.HOLDER: found.taken_by, meanwhile.SEEN: said[-1].id if said else 0}
        return {"case": found.id, "code": found.code, "kind": found.kind.value, **known}

    async def take(self, act: Act, case: str) -> Case:
        """The speaker sees to the case from now on; its sender hears so. What was passed on is accepted.

        Raises Stale where a colleague was first (or the speaker took it already).
        """
        async with self._database.transaction(act.update) as tx:
            found = await self._work.find(tx, case)
            officer = await meanwhile.open_for(tx, act, Action.TAKE, found)
            if found.taken_by:
                name = await meanwhile.name(tx, found.taken_by)
                raise Stale("case-taken", code=found.code, name=name)
            state = CaseState.TAKEN if found.state is CaseState.NEW else found.state
            await self._audit.note(tx, act, "take", found.id, at=act.at, unit=found.handler)
            taken = await self._work.change(tx, found, state=state, taken_by=officer, passed_by=None)
            await self._work.read(tx, act, taken, told=True)
            await self._work.tell_sender(tx, act, found, NoticeKind.STEP, step=CaseState.TAKEN.value)
            return taken

    async def close(self, act: Act, case: str, words: str = "", *, untaken: bool = False) -> Case:
        """End the case after an answer, or with one in these `words`; its sender is asked: is it solved?

        Where the unit wants a second pair of eyes such words go by them, and nothing ends yet: see its state.
        Raises Invalid where they were told nothing yet, or only what others were told; Stale.
        """
        async with self._database.transaction(act.update) as tx:
            found = await self._work.find(tx, case)
            if words and await self._answers.wanted(tx, act, found):
                return await self._answer(tx, act, found, signed(words, ""), (), {})
            if words:
                found = await self._answer(tx, act, found, signed(words, ""), (), {})
            await meanwhile.open_for(tx, act, Action.CLOSE, found)
            if untaken:
                await meanwhile.same_holder(tx, act, found, {meanwhile.HOLDER: None})
            check_closable(found)
            await self._answers.check_closing(tx, act, found)
            return await self._ending.by_desk(tx, act, found)

    async def repeats(self, act: Act, case: str) -> int:
        """How many other open cases say the same, and the speaker may answer them with the same words."""
        async with self._database.reading() as tx:
            return len(await echo.repeated(tx, act, await self._work.find(tx, case)))

    async def answer_repeats(self, act: Act, case: str) -> list[Case]:
        """Answer those that say the same with the case's own newest answer, each as if it were written there.

        Where the unit wants a second pair of eyes they are not answered by it yet: see their state. Raises
        NotFound, NotAllowed, Stale where none is left, and what `reply` raises of an answer.
        """
        async with self._database.transaction(act.update) as tx:

            async def give(one: Case, words: str) -> Case:
                return await self._answer(tx, alone, one, words, (), {meanwhile.HOLDER: None})

            alone = replace(act, message=None)  # the words that ask for it are none of any answer

            return await echo.answer(tx, act, await self._work.find(tx, case), give)

    async def _asked(self, tx: Tx, act: Act, case: Case, words: str, officer: str) -> None:
        message = await self._work.write(tx, act, case, Side.UNIT, words, (), officer)
        await self._audit.note(tx, act, "ask", case.id, at=act.at, unit=case.handler, message=message)
        await self._work.tell_sender(tx, act, case, NoticeKind.ASKED, message=message)

    async def _answer(
        self, tx: Tx, act: Act, case: Case, text: str, files: Sequence[str], known: Mapping[str, Any]
    ) -> Case:
        officer = await meanwhile.open_for(tx, act, Action.ANSWER, case)
        await meanwhile.same_holder(tx, act, case, known)
        await meanwhile.same_words(tx, act, case, known)
        await self._work.read(tx, act, case, told=True)
        words = answer_text(text, pictured=bool(files))
        if case.state is not CaseState.ANSWERED:  # what is said besides may be as short and usual as talk is
            await self._answers.check(tx, act, case, words)
        if await self._answers.wanted(tx, act, case):
            return await self._answers.propose(tx, act, case, words, files, officer)
        return await self._answering.send(tx, act, case, words, files, officer, known.get("said", []))
