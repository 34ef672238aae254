"""What the desk does with a case besides answering: assign, ask, note, pass, mark, escalate."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field

from domain import receipt
from domain.case import Case, CaseState, Side, Topic, opinion_text, reply_text, there
from domain.errors import Invalid, NotAllowed, Refused
from domain.forms import Draft
from domain.notice import NoticeKind
from domain.person import Act
from domain.rights import Action
from services import meanwhile, rights
from services.colleagues import Colleagues
from storage import case_notes, cases
from storage.database import Tx

MOST_AT_ONCE = 50  # cases in one go: one short transaction
NO_CODE = "?"  # of a case that is no more


@dataclass(kw_only=True)
class Bulk:
    """What became of many at once: receipt codes; and (code, text key) of those that could not be."""

    done: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


class Handling(Colleagues):
    """Each act asks the table of rights, tells the later of two what changed, and is noted in the audit."""

    async def assign_many(
        self, act: Act, ids: Collection[str], person: str, draft: Draft | None = None
    ) -> Bulk:
        """The same for many; one that cannot be holds up no other. The draft is used up by the same commit.

        Raises Invalid for too many, Stale where the draft changed.
        """
        async with self._database.transaction(act.update) as tx:
            await self._used(tx, act, draft)
            return await self._many(tx, act, ids, lambda case: self._assign(tx, act, case, person))

    async def ask(self, act: Act, draft: Draft) -> Case:
        """Ask the sender something: draft[case, body]. The clock stands still until they reply, two weeks at
        most; see the case's state: after a question that nobody answered it does not.

        Raises Invalid, NotAllowed, NotFound, Stale.
        """
        words = opinion_text(str(draft.answers["body"]))
        async with self._database.transaction(act.update) as tx:
            found, by = await self._begun(tx, act, draft, Action.ASK)
            said = draft.answers.get("said", [])
            message = await self._work.write(tx, act, found, Side.UNIT, words, (), by, said)
            await self._audit.note(tx, act, "ask", found.id, at=act.at, unit=found.handler, message=message)
            await self._work.tell_sender(tx, act, found, NoticeKind.ASKED, message=message)
            values: dict[str, object] = {"taken_by": found.taken_by or by, "passed_by": None}
            if await self._deadlines.stops(tx, found):
                values |= {"state": CaseState.ASKED, "asked_at": found.asked_at or act.at}
            elif found.state is CaseState.NEW:
                values["state"] = CaseState.TAKEN
            return await self._work.change(tx, found, **values)

    async def note(self, act: Act, draft: Draft) -> Case:
        """Keep words that only the desk sees, on closed cases too: draft[case, body].

        Raises Invalid, NotAllowed, NotFound, Stale: of what was taken back nothing is written any more.
        """
        words = reply_text(str(draft.answers["body"]))
        async with self._database.transaction(act.update) as tx:
            await self._used(tx, act, draft)
            found = await self._work.find(tx, str(draft.answers.get("case", "")))
            by = await meanwhile.held(tx, act, Action.NOTE, found)
            there(found)
            if not words:
                raise Invalid("message-empty")
            await self._work.read(tx, act, found)
            note = await case_notes.add(tx, found.id, case_notes.NOTE, by, words, act.at)
            await self._audit.note(tx, act, "note", found.id, at=act.at, unit=found.handler, note=note)
            return found

    async def same(self, act: Act, case: str, code: str, draft: Draft | None = None) -> tuple[Case, Case]:
        """It repeats the case of that receipt code; both, as they are then. Both stay open.

        The speaker must reach both, and both be kept from the same: else the one would betray the other to
        its readers. Raises Invalid, NotAllowed (worded alike where there is no such case), NotFound, Stale.
        """
        async with self._database.transaction(act.update) as tx:
            await self._used(tx, act, draft)
            found = await self._work.find(tx, case)
            await meanwhile.open_for(tx, act, Action.SAME, found)
            other = await self._other(tx, act, found, receipt.parse(code))
            root = await self._first(tx, act, other)
            if root == found.id:
                raise Invalid("same-itself", code=found.code)
            await case_notes.gather(tx, found.id, root)
            await self._audit.note(tx, act, "same", found.id, at=act.at, unit=found.handler, other=root)
            return await self._work.change(tx, found, same_as=root), other

    async def _other(self, tx: Tx, act: Act, case: Case, code: str) -> Case:
        """The case of that code, kept from the same unit and person as the one at hand, and the speaker's."""
        other = await cases.by_code(tx, code)
        if other and _kept_from(other) == _kept_from(case):
            with suppress(NotAllowed):
                await meanwhile.held(tx, act, Action.SAME, other)
                return other
        raise NotAllowed("same-unknown", action=Action.SAME.value, subject=code, code=code)

    async def _first(self, tx: Tx, act: Act, case: Case) -> str:
        """The id of what it repeats itself, if that may be seen and is kept from the same; else its own."""
        first = await cases.get(tx, case.same_as) if case.same_as else None
        if first is None or _kept_from(first) != _kept_from(case):
            return case.id
        return first.id if await rights.may(tx, act, Action.SEE, first) else case.id

    async def set_topic(self, act: Act, case: str, topic: Topic, draft: Draft | None = None) -> Case:
        """What it is about, closed cases too. Raises NotAllowed, NotFound, Stale."""
        async with self._database.transaction(act.update) as tx:
            await self._used(tx, act, draft)
            return await self._topic(tx, act, await self._work.find(tx, case), topic)

    async def topic_many(
        self, act: Act, ids: Collection[str], topic: Topic, draft: Draft | None = None
    ) -> Bulk:
        """The same for many. Raises as `assign_many` does."""
        async with self._database.transaction(act.update) as tx:
            await self._used(tx, act, draft)
            return await self._many(tx, act, ids, lambda case: self._topic(tx, act, case, topic))

    async def _topic(self, tx: Tx, act: Act, case: Case, topic: Topic) -> Case:
        await meanwhile.held(tx, act, Action.TOPIC, case)
        there(case)
        await self._work.read(tx, act, case)
        await self._audit.note(tx, act, "topic", case.id, at=act.at, unit=case.handler, topic=topic.value)
        return await self._work.change(tx, case, topic=topic)

    async def _many(
        self, tx: Tx, act: Act, ids: Collection[str], do: Callable[[Case], Awaitable[Case]]
    ) -> Bulk:
        """Each for itself; `do` raises before it writes anything."""
        if len(set(ids)) > MOST_AT_ONCE:
            raise Invalid("bulk-too-many", most=MOST_AT_ONCE)
        bulk = Bulk()
        for one in dict.fromkeys(ids):
            case = await cases.get(tx, one)
            if case is None:
                bulk.refused.append((NO_CODE, "case-unknown"))
                continue
            try:
                await do(case)
            except NotAllowed as error:
                unit, tried = case.handler, error.action
                await self._audit.note(tx, act, "refused", one, at=act.at, unit=unit, tried=tried)
                bulk.refused.append((case.code, error.key))
            except Refused as error:
                bulk.refused.append((case.code, error.key))
            else:
                bulk.done.append(case.code)
        return bulk


def _kept_from(case: Case) -> tuple[str | None, str | None]:
    """The unit and the person who must not see it."""
    return case.about, case.officer
