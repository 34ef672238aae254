"""What follows when a post ends, or a period begins: for cases, invitations, and who is to hear of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from domain.case import CaseState
from domain.notice import NoticeKind
from domain.person import Act, Person, Post
from domain.rights import Action, gives
from services import desk, waiting
from services.audit import Audit
from services.case_work import CaseWork
from services.custody import Custody
from storage import case_notes, cases, handover, invitations, outbox, people, units
from storage.database import Database, Tx
from storage.invitations import A_CODE
from storage.people import Held

EVENT = "post"  # the kind of the occurrence: a stand-in has begun


class Standing:
    """Works in the caller's transaction; what periods bring about, in its own."""

    def __init__(self, database: Database, custody: Custody, audit: Audit) -> None:
        self._database = database
        self._audit = audit
        self._work = CaseWork(custody)

    async def enqueue_due(self, now: datetime, *, dry_run: bool = False) -> int:
        """Whose period is over leaves the desk, whose period began gets its cards; how many. Safe to repeat.

        The posts themselves count by the instant, whether or not anybody asks here.
        """
        async with self._database.reading() as tx:
            ended = await people.over(tx, now)
            begun = [held for held in await people.standing_in(tx, now) if not await _noted(tx, held)]
        if dry_run:
            return len(ended) + len(begun)
        done = 0
        for held in [*ended, *begun]:
            async with self._database.transaction() as tx:
                done += await (self._over if held in ended else self.begin)(tx, held, now)
        return done

    async def _over(self, tx: Tx, held: Held, now: datetime) -> bool:
        if held not in await people.over(tx, now):
            return False  # it was made longer meanwhile, or another was here
        await people.end_post(tx, held.person.id, held.post)
        await self._audit.note(
            tx, None, "post-over", held.person.id, at=now, unit=held.post.unit, role=held.post.role.value
        )
        await self.tell(tx, now, held.person.key, "over", held.post)
        await self.settle(tx, None, now, held.person)
        return True

    async def begin(self, tx: Tx, held: Held, now: datetime) -> bool:
        """Who stands in hears that it begins, and gets the cards nobody took; False where that was done."""
        if await _noted(tx, held):
            return False
        notice = await self.tell(tx, now, held.person.key, "begun", held.post)
        await outbox.occur(tx, EVENT, *_occurrence(held), now, notice)
        await desk.welcome(tx, held.person.key, held.post, now)
        return True

    async def settle(self, tx: Tx, act: Act | None, at: datetime, person: Person) -> None:
        """What they took and may answer no more goes back to its desk, which hears so.

        Invitations that they made, and could make no more, end. An answer of theirs that waited for approval
        and is theirs to give no more is only a note; its photos go before the case is answered again.
        """
        known = await people.by_key(tx, person.key, at)
        posts = known[1] if known else ()
        await self._revoke(tx, act, at, person, posts)
        for number in await handover.taken(tx, person.id):
            case = await cases.get(tx, number)
            if case is None or await desk.may(tx, person.key, person.id, posts, Action.ANSWER, case, at):
                continue
            state = CaseState.NEW if case.state is CaseState.TAKEN else case.state
            back = await self._work.change(tx, case, taken_by=None, state=state)
            await self._audit.note(tx, act, "case-back", case.id, at=at, unit=case.handler, person=person.id)
            for key in await desk.of(tx, back, at):
                await outbox.add(
                    tx, key, NoticeKind.TOLD, {"case": case.id, "what": "left", "by": person.id}, at
                )
        await _lapse(tx, person.id, at)

    async def _revoke(
        self, tx: Tx, act: Act | None, at: datetime, person: Person, posts: Sequence[Post]
    ) -> None:
        tree = await units.tree(tx)
        for hashed, given, made_by in await invitations.usable(tx, at):
            post = Post(role=given.role, unit=given.unit)
            if made_by == person.id and not gives(posts, Action.INVITE, post, tree):
                await invitations.revoke(tx, hashed)
                await self._audit.note(tx, act, "invite-revoked", hashed[:A_CODE], at=at, unit=given.unit)

    async def tell(self, tx: Tx, at: datetime, key: str, what: str, post: Post, **days: date) -> int:
        """Promise the person of that finder a word on a post of theirs; the notice's row."""
        shown = {name: str(day) for name, day in days.items()}
        params = {"what": what, "role": post.role.value, "unit": post.unit, **shown}
        return await outbox.add(tx, key, NoticeKind.POST, params, at)


async def _lapse(tx: Tx, person: str, at: datetime) -> None:
    for draft in await case_notes.drafts_of(tx, person):
        case = await cases.get(tx, draft.case)
        if case and not await waiting.holds(tx, case, draft, at):
            await case_notes.settle(tx, draft.id, case_notes.NOTE)


def _occurrence(held: Held) -> tuple[str, str]:
    """(recipient, period) of a period that began."""
    return f"{held.person.id}:{held.post.role}:{held.post.unit}", f"{held.since:%Y%m%d%H%M%S}"


async def _noted(tx: Tx, held: Held) -> bool:
    return await outbox.occurrence(tx, EVENT, *_occurrence(held)) is not None
