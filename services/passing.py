"""A case from unit to unit: passed on, given back, moved one level up; each with the reason."""

from __future__ import annotations

from datetime import datetime

from domain.case import Case, CaseState, opinion_text
from domain.errors import Invalid, NotFound, Stale
from domain.forms import Draft
from domain.kept import landing
from domain.notice import NoticeKind
from domain.person import Act
from domain.rights import Action
from domain.unit import Tree, above
from services import desk, meanwhile, waiting
from services.audit import Audit
from services.case_work import CaseWork
from services.custody import Custody
from services.deadlines import Deadlines
from services.drafts import Drafts
from services.media import Media
from storage import case_notes, outbox, people, units
from storage.case_notes import BACK, MOVES, PASS, UP, Note
from storage.database import Database, Tx

_ACTIONS = {PASS: "pass", BACK: "give-back", UP: "escalate"}


class Passing:
    """The handler changes, nobody has the case, and the desk that receives it hears why."""

    def __init__(
        self,
        database: Database,
        custody: Custody,
        drafts: Drafts,
        audit: Audit,
        deadlines: Deadlines,
        media: Media,
    ) -> None:
        self._database = database
        self._drafts = drafts
        self._audit = audit
        self._deadlines = deadlines
        self._media = media
        self._work = CaseWork(custody)

    async def pass_on(self, act: Act, draft: Draft) -> Case:
        """To another unit, up, down or sideways: draft[case, unit, reason]. Taking it accepts it.

        Raises Invalid where that unit cannot have it, NotAllowed, NotFound, Stale.
        """
        async with self._database.transaction(act.update) as tx:
            found, by = await self._begun(tx, act, draft, Action.PASS)
            tree = await units.tree(tx)
            unit = tree.get(str(draft.answers.get("unit", "")))
            if unit is None:
                raise NotFound("unit-unknown", typed=str(draft.answers.get("unit", ""))[:40])
            await _check_receiver(tx, tree, found, unit.code)
            return await self._move(tx, act, found, by, PASS, unit.code, _reason(draft))

    async def give_back(self, act: Act, draft: Draft) -> Case:
        """To where it came from, before it was taken: draft[case, reason]. Raises Stale, NotAllowed.

        Never to the unit it is kept from since, nor below that: then to the nearest one above.
        """
        async with self._database.transaction(act.update) as tx:
            found, by = await self._begun(tx, act, draft, Action.PASS)
            if found.passed_by is None:
                raise Stale("case-accepted", code=found.code)
            tree = await units.tree(tx)
            to = landing(tree, found.about, tree[found.passed_by].merged_into or found.passed_by)
            if to == found.handler:  # where it came from must not have it, and it lies with those above
                raise Stale("case-accepted", code=found.code)
            return await self._move(tx, act, found, by, BACK, to, _reason(draft))

    async def escalate(self, act: Act, draft: Draft) -> Case:
        """One level up, once from each level: draft[case, reason]. Raises Invalid, NotAllowed, Stale.

        Past the unit it is kept from, where that stands above by now.
        """
        async with self._database.transaction(act.update) as tx:
            found, by = await self._begun(tx, act, draft, Action.ESCALATE)
            tree = await units.tree(tx)
            higher = tree[found.handler].parent
            if higher is None:
                raise Invalid("escalate-top", code=found.code)
            to = landing(tree, found.about, higher)
            if to in {note.unit for note in await case_notes.of_case(tx, found.id, [UP])}:
                raise Stale("escalate-once", code=found.code, unit=tree[to].name)
            return await self._move(tx, act, found, by, UP, to, _reason(draft))

    async def last_move(self, case: str) -> tuple[Note, str] | None:
        """The last time the case changed units by the desk: the note and who wrote it; None for never."""
        async with self._database.reading() as tx:
            moves = await case_notes.of_case(tx, case, MOVES)
            return (moves[-1], await meanwhile.name(tx, moves[-1].author)) if moves else None

    async def words(self, note: int) -> str:
        """What a note says; empty where there is none."""
        async with self._database.reading() as tx:
            found = await case_notes.get(tx, note)
        return found.text if found else ""

    async def serves(self, key: str, now: datetime) -> bool:
        """Whether the person of that finder holds any post now."""
        async with self._database.reading() as tx:
            known = await people.by_key(tx, key, now)
        return known is not None and bool(known[1])

    async def _begun(self, tx: Tx, act: Act, draft: Draft, action: Action) -> tuple[Case, str]:
        """The case a draft is about and the speaker's id; the draft is used up.

        A draft without an id was never kept: all was said in one message. Raises Stale, NotAllowed, NotFound.
        """
        await self._used(tx, act, draft)
        found = await self._work.find(tx, str(draft.answers.get("case", "")))
        by = await meanwhile.open_for(tx, act, action, found)
        await meanwhile.same_holder(tx, act, found, draft.answers)
        await self._work.read(tx, act, found, told=action is Action.ASK)
        return found, by

    async def _used(self, tx: Tx, act: Act, draft: Draft | None) -> None:
        if draft is not None and draft.id:
            await self._drafts.take(tx, act, draft)

    async def _move(self, tx: Tx, act: Act, case: Case, by: str, kind: str, to: str, reason: str) -> Case:
        """The case as it is then; an answer that waited goes nowhere any more.

        What was answered waits there for another answer, with a deadline of its own.
        """
        self._media.forget(tx, await waiting.drop(tx, case.id))
        note = await case_notes.add(tx, case.id, kind, by, reason, act.at, to)
        await self._audit.note(
            tx, act, _ACTIONS[kind], case.id, at=act.at, unit=case.handler, to=to, note=note
        )
        again = case.state is CaseState.ANSWERED
        moved = await self._work.change(
            tx,
            case,
            **(await self._deadlines.begun(tx, to, case.kind, act.at) if again else {}),
            handler=to,
            passed_by=None if kind == BACK else case.handler,
            taken_by=None,
            state=case.state if case.state is CaseState.ASKED else CaseState.NEW,
        )
        receiving = await desk.of(tx, moved, act.at)
        if not receiving and (case.officer or case.about):  # all who would hear have a part in it
            raise Invalid("pass-unheard", unit=(await units.tree(tx))[to].name)
        if kind == BACK:  # they know the case: the reason comes above its card
            for key in receiving:
                told = {"case": case.id, "what": "given-back", "by": by, "note": note}
                await outbox.add(tx, key, NoticeKind.TOLD, told, act.at)
        await desk.hand(tx, receiving, case.id, act.at)
        await self._work.tell_colleague(tx, act, case, case.taken_by, what="moved", by=by)
        return moved


def _reason(draft: Draft) -> str:
    return opinion_text(str(draft.answers.get("reason", "")))


async def _check_receiver(tx: Tx, tree: Tree, case: Case, unit: str) -> None:
    """Raise Invalid where the unit cannot receive the case.

    It is no more; it has it; it is spoken of, or stands below the one spoken of; it had it already and the
    one that passes does not stand above it: then it would go in a circle, and comes back only by giving back.
    """
    name, higher = tree[unit].name, {one.code for one in above(tree, unit)}
    if tree[unit].merged_into:
        raise Invalid("pass-merged", unit=name)
    if unit == case.handler:
        raise Invalid("pass-here", unit=name)
    if case.about is not None and case.about in {unit, *higher}:
        raise Invalid("pass-about", unit=name)
    had = {case.unit} | {note.unit for note in await case_notes.of_case(tx, case.id, MOVES)}
    if unit in had and case.handler not in higher:
        raise Invalid("pass-circle", unit=name)
