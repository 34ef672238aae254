"""A sender's name: opened when one asks with a reason and another agrees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain import identity as rules
from domain.case import Case, CaseState, there
from domain.errors import Invalid, NotAllowed, NotFound, Stale
from domain.forms import Draft
from domain.identity import Decision, Request
from domain.notice import NoticeKind
from domain.person import Act, Role
from domain.rights import RIGHTS, Action
from services import bonds, desk, links, rights
from services.askings import Asked, asked, found
from services.audit import Audit
from services.case_work import CaseWork
from services.custody import Custody
from services.drafts import Drafts
from storage import cases, custody, identity, outbox, people
from storage.database import Database, Tx

_TOLD = "opened"  # the occurrence of a sender being told, once an asking


@dataclass(frozen=True, kw_only=True)
class Shown:
    """All that custody holds of a case's sender: the number of their Telegram account, and the contact they
    gave with the case, empty where none. No name is kept.
    """

    code: str
    chat: int
    contact: str
    until: datetime


class Identity:
    """Never one person alone: who asks never agrees, whatever roles they hold."""

    def __init__(self, database: Database, custody: Custody, drafts: Drafts, audit: Audit) -> None:
        self._database = database
        self._custody = custody
        self._drafts = drafts
        self._audit = audit
        self._work = CaseWork(custody)

    async def check(self, act: Act, case: str) -> Case:
        """The case, where the speaker may ask now. Raises NotAllowed, NotFound, Stale, or Invalid where there
        is nobody else who could agree.
        """
        async with self._database.reading() as tx:
            known = await self._work.find(tx, case)
            await self._askable(tx, act, known)
            return known

    async def ask(self, act: Act, draft: Draft) -> Case:
        """Ask with a reason (the answers `case` and `body`); all others who may agree hear of it.

        Raises as `check` does.
        """
        reason = rules.reason(str(draft.answers.get("body", "")))
        async with self._database.transaction(act.update) as tx:
            if draft.id:
                await self._drafts.take(tx, act, draft)
            case = await self._work.find(tx, str(draft.answers.get("case", "")))
            by, keys = await self._askable(tx, act, case)
            number = await identity.add(tx, case.id, by, reason, act.at)
            unit = case.handler
            await self._audit.note(tx, act, "name-asked", case.id, at=act.at, unit=unit, request=number)
            for key in keys:
                await outbox.add(tx, key, NoticeKind.NAME, {"request": number}, act.at)
            return case

    async def waiting(self, act: Act, number: int) -> Asked:
        """An asking that the speaker may agree to now. Raises NotAllowed, NotFound, Stale."""
        async with self._database.reading() as tx:
            request = await self._decidable(tx, act, number)
            return await asked(tx, request)

    async def decide(self, act: Act, draft: Draft) -> Asked:
        """Agree or not (the answers `request`, `decision`, `untold`); who asked hears of it.

        Raises NotAllowed for who asked, Stale where another decided or the time is over.
        """
        decision = Decision(draft.answers["decision"])
        untold = rules.reason(str(draft.answers["untold"])) if decision is Decision.QUIET else ""
        agreed = decision is not Decision.DENY
        async with self._database.transaction(act.update) as tx:
            await self._drafts.take(tx, act, draft)
            request = await self._decidable(tx, act, int(draft.answers["request"]))
            by = act.by.person or ""
            if not await identity.decide(tx, request.id, by, act.at, agreed=agreed, untold=untold):
                raise Stale("button-stale")
            case = await self._work.find(tx, request.case)
            said = "name-agreed" if agreed else "name-denied"
            details = {
                "request": request.id,
                "person": request.asked_by,
                "sender_told": agreed and not untold,
            }
            await self._audit.note(tx, act, said, case.id, at=act.at, unit=case.handler, **details)
            asker = await people.by_id(tx, request.asked_by)
            if asker:
                params = {"request": request.id, "decided": True}
                await outbox.add(tx, asker.key, NoticeKind.NAME, params, act.at)
            return await asked(tx, request)

    async def open_to(self, act: Act, number: int) -> Asked:
        """An asking of the speaker's own, agreed to and open now. Raises NotAllowed, NotFound, Stale."""
        async with self._database.reading() as tx:
            return await asked(tx, await self._openable(tx, act, number))

    async def opened(self, act: Act, number: int) -> Shown:
        """What is known of the sender, to who asked. Each look is noted; of the first the sender is told,
        unless who agreed recorded why not.

        Raises as `open_to` does, and Stale where what led to the sender was destroyed.
        """
        async with self._database.transaction(act.update) as tx:
            request = await self._openable(tx, act, number)
            case = await self._work.find(tx, request.case)
            shown = await self._kept(tx, case, request)
            unit = case.handler
            await self._audit.note(tx, act, "name-opened", case.id, at=act.at, unit=unit, request=number)
            if not request.untold:
                await self._tell(tx, act, case, request)
            return shown

    async def seen(self, number: int) -> Asked | None:
        """An asking as its notices tell it; None where there is none."""
        async with self._database.reading() as tx:
            request = await identity.get(tx, number)
            return await asked(tx, request) if request else None

    async def may_agree(self, key: str, number: int, now: datetime) -> bool:
        """Whether the person of that finder may still agree: asked before they are written to."""
        async with self._database.reading() as tx:
            request = await identity.get(tx, number)
            case = await cases.get(tx, request.case) if request else None
            if request is None or case is None or case.state is CaseState.WITHDRAWN:
                return False
            if not request.waits(now):
                return False
            known = await people.by_key(tx, key, now)
            return known is not None and await self._agrees(tx, key, known[0].id, request.asked_by, case, now)

    async def forget_due(self, now: datetime) -> int:
        """Destroy what leads from cases that ended long ago to their senders; of how many. Safe to repeat."""
        return await links.destroy_due(self._database, self._custody, self._audit, now)

    async def _askable(self, tx: Tx, act: Act, case: Case) -> tuple[str, list[str]]:
        """The speaker's id and the finders of those who may agree."""
        by = await rights.require(tx, act, Action.ASK_NAME, case)
        if await custody.get(tx, self._custody.case_key(there(case).id)) is None:
            raise Stale("name-destroyed", code=case.code)
        for request in await identity.of_case(tx, case.id):
            if request.waits(act.at):
                asker = await people.by_id(tx, request.asked_by)
                raise Stale("name-asked-before", name=asker.name if asker else "", code=case.code)
        keys = await self._others(tx, case, by, act.at)
        if not keys:
            raise Invalid("name-nobody-agrees", days=bonds.SETTLED.days)
        return by, keys

    async def _others(self, tx: Tx, case: Case, asker: str, now: datetime) -> list[str]:
        """The finders of all who may agree to that person's asking."""
        agreeing = [role for role in Role if Action.AGREE_NAME in RIGHTS[role]]
        held = {row.key: row.person for row in await people.holding(tx, agreeing, now)}
        return [key for key, one in held.items() if await self._agrees(tx, key, one, asker, case, now)]

    async def _agrees(self, tx: Tx, key: str, person: str, asker: str, case: Case, now: datetime) -> bool:
        """Whether that person may agree to the asker's asking, by a post not too new, and as not too near."""
        if person == asker or not await desk.can(tx, key, Action.AGREE_NAME, case, now):
            return False
        return await bonds.settled(tx, person, case, now) and not await bonds.tied(
            tx, self._custody.vault, asker, person
        )

    async def _decidable(self, tx: Tx, act: Act, number: int) -> Request:
        request = await _known(tx, act, number)
        case = await self._work.find(tx, request.case)
        theirs = request.asked_by == act.by.person
        if theirs:
            raise NotAllowed("name-own-asking", action=Action.AGREE_NAME.value, subject=case.id)
        by = await rights.require(tx, act, Action.AGREE_NAME, case)
        there(case)
        if await bonds.tied(tx, self._custody.vault, request.asked_by, by):
            raise NotAllowed("name-too-near", action=Action.AGREE_NAME.value, subject=case.id)
        if not await bonds.settled(tx, by, case, act.at):
            raise Stale("name-post-new", days=bonds.SETTLED.days)
        if request.decided_by:
            decider = await people.by_id(tx, request.decided_by)
            raise Stale("name-decided-before", name=decider.name if decider else "")
        if not request.waits(act.at):
            raise Stale("name-asking-void", days=rules.UNANSWERED.days)
        return request

    async def _openable(self, tx: Tx, act: Act, number: int) -> Request:
        request = await _known(tx, act, number)
        case = await self._work.find(tx, request.case)
        if request.asked_by != act.by.person:
            raise NotAllowed("name-not-asked", action=Action.ASK_NAME.value, subject=case.id)
        await rights.require(tx, act, Action.ASK_NAME, case)
        there(case)
        if request.open_until is None:
            raise Stale("name-not-agreed")
        if act.at >= request.open_until:
            raise Stale("name-closed", hours=round(rules.OPEN_FOR.total_seconds() / 3600))
        return request

    async def _kept(self, tx: Tx, case: Case, request: Request) -> Shown:
        """What custody holds, also of who has blocked the bot. Raises Stale where it was destroyed."""
        finder = self._custody.case_key(case.id)
        sealed = await custody.get(tx, finder)
        link = self._custody.vault.open(sealed, finder) if sealed else None
        record = await self._custody.record(tx, link["person"]) if link else None
        if link is None or record is None or request.open_until is None:
            raise Stale("name-destroyed", code=case.code)
        contact = str(link["contact"])
        return Shown(code=case.code, chat=record.chat, contact=contact, until=request.open_until)

    async def _tell(self, tx: Tx, act: Act, case: Case, request: Request) -> None:
        """Promise the sender to be told, once an asking: by which unit it was asked and by which agreed."""
        once = (_TOLD, str(request.id), "")
        if await outbox.occurrence(tx, *once) is not None:
            return
        decider = await people.by_id(tx, request.decided_by or "")
        known = await people.by_key(tx, decider.key, act.at) if decider else None
        leads = [post.unit for post in known[1] if Action.AGREE_NAME in RIGHTS[post.role]] if known else []
        params = {"case": case.id, "request": request.id, "agreed": (leads or [case.handler])[0]}
        to = self._custody.case_key(case.id)
        notice = await outbox.add(tx, to, NoticeKind.OPENED, params, act.at)
        await outbox.occur(tx, *once, act.at, notice)


async def _known(tx: Tx, act: Act, number: int) -> Request:
    """The asking; for who is on no roll there is none. Raises NotFound."""
    if act.by.person is None:
        raise NotFound("button-stale")
    return await found(tx, number)
