"""A case on its way: taken, answered, closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.answer import answer_text, signed
from domain.case import (
    OPEN,
    Case,
    CaseState,
    Side,
    check_closable,
)
from domain.errors import Stale
from domain.forms import Draft
from domain.notice import NoticeKind
from domain.person import Act
from domain.rights import Action
from services import echo, meanwhile, rights
from services.answering import Answering
from services.answers import Answers
from services.audit import Audit
from services.case_view import View, seen
from services.case_work import CaseWork
from services.custody import Custody
from services.drafts import Drafts
from services.ending import Ending
from services.sender import Sender
from storage import cases
from storage.database import Database, Tx


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

    async def about(self, chat: int, message: int) -> str | None:
        """The case that a message in a chat is about, if it is about any."""
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
            await self._work.tell_sender(tx, act, found, NoticeKind.STEP, step=CaseState.TAKEN.value)
            return taken

    async def close(self, act: Act, case: str, *, untaken: bool = False) -> Case:
        """End the case after an answer; its sender is asked whether it is solved.

        Raises Invalid where they were told nothing yet, or only what others were told; Stale.
        """
        async with self._database.transaction(act.update) as tx:
            found = await self._work.find(tx, case)
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
                return await self._answer(tx, act, one, words, (), {meanwhile.HOLDER: None})

            return await echo.answer(tx, act, await self._work.find(tx, case), give)

    async def _answer(
        self, tx: Tx, act: Act, case: Case, text: str, files: Sequence[str], known: Mapping[str, Any]
    ) -> Case:
        officer = await meanwhile.open_for(tx, act, Action.ANSWER, case)
        await meanwhile.same_holder(tx, act, case, known)
        await meanwhile.same_words(tx, act, case, known)
        words = answer_text(text, pictured=bool(files))
        if case.state is not CaseState.ANSWERED:  # what is said besides may be as short and usual as talk is
            await self._answers.check(tx, act, case, words)
        if await self._answers.wanted(tx, act, case):
            return await self._answers.propose(tx, act, case, words, files, officer)
        return await self._answering.send(tx, act, case, words, files, officer)
