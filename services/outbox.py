"""Promised notices: leased to a postman, asked again whether they still hold, settled."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from domain.case import WAITING, CaseState
from domain.notice import AMONG_COLLEAGUES, Notice, NoticeKind
from domain.person import Act
from services import desk, rights
from services.custody import Address, Custody
from storage import cases, outbox, people, queue
from storage.database import Database, Tx
from storage.outbox import Outcome

__all__ = ["Outbox", "Outcome"]

LEASE = timedelta(minutes=2)  # longer than a notice is held, drawn and sent; then another may take it
# How long settled rows stay. For the operator: what did not arrive, and why; nothing else needs them so long:
# a reminder becomes a thank-you on its own day.
KEPT = {
    "sent": timedelta(days=30),
    "dropped": timedelta(days=30),
    "unreachable": timedelta(days=90),  # so long it is made up for who lets the bot in again
    "failed": timedelta(days=90),
}
PASSING = (
    "reminder",
    "group",
    "tidy",
    "follow-up",
    "refused",
)  # occurrences of a day, which cannot come again
A_PAGE = 200  # rows forgotten in one transaction


class Outbox:
    """What the postman knows of the outbox."""

    def __init__(self, database: Database, custody: Custody) -> None:
        self._database = database
        self._custody = custody

    async def claim(
        self, now: datetime, most: int = 30, *, answers: int | None = None, busy: Collection[str] = ()
    ) -> list[Notice]:
        """Lease what is due, the most urgent first; of answers up to `answers`. At most one for each
        recipient, and none for the `busy` ones.
        """
        answers = most if answers is None else answers
        async with self._database.reading() as tx:
            if not await queue.any_due(tx, now):
                return []
            found = await queue.due(tx, now, LEASE, most, answers=answers, busy=busy)
        if not found:
            return []  # nothing to write, so nothing is locked
        async with self._database.transaction() as tx:
            return await outbox.lease(tx, found, now, LEASE)

    async def still_ours(self, notice: Notice, now: datetime) -> bool:
        """Whether no other postman took it; asked before it is sent. A lease that ran out is renewed."""
        if now < notice.leased_until:
            return True
        async with self._database.transaction() as tx:
            return await outbox.renew(tx, notice, now + LEASE)

    async def address(self, notice: Notice) -> Address | None:
        """Where it goes; None where the person is gone, erased or has blocked the bot."""
        if notice.kind is NoticeKind.REPLY:
            kept = await self.kept_reply(notice)
            return Address(**kept["to"], key="") if kept else None
        async with self._database.reading() as tx:
            return await self._custody.address(tx, notice.to)

    async def settle(
        self,
        notice: Notice,
        outcome: Outcome,
        now: datetime,
        to: Address | None = None,
        *,
        case: str | None = None,
        messages: Sequence[int] = (),
    ) -> None:
        """Record what became of it, for good. A reply to any of the messages lands in the case now."""
        if notice.kind is not NoticeKind.REMINDER:  # a message's number tells when it was sent
            outcome = outcome._replace(message_id=None)
        async with self._database.transaction() as tx:
            if case and to:
                await self._about(tx, notice, case, to, messages)
            if not await outbox.settle(tx, notice.id, outcome, now) or outcome.state != "unreachable":
                return
            if to and to.key:
                await self._custody.set_blocked(tx, to.key, True)
            if notice.kind in (NoticeKind.CARD, NoticeKind.ADDED):
                await self._hand_up(tx, notice, now)

    async def _hand_up(self, tx: Tx, notice: Notice, now: datetime) -> None:
        """Where nobody else on the desk can be reached, whoever commands above gets the card too."""
        case = await cases.get(tx, notice.params["case"])
        if case is None or case.state not in WAITING:
            return
        others = [key for key in await desk.of(tx, case, now) if key != notice.to]
        if not any([await self._custody.address(tx, key) for key in others]):
            higher = [key for key in await desk.higher(tx, case.handler, now) if key != notice.to]
            keys = [key for key in higher if await rights.sees(tx, key, case, now)]
            await desk.hand(tx, keys, case.id, now)

    async def _about(self, tx: Tx, notice: Notice, case: str, to: Address, messages: Iterable[int]) -> None:
        """A reply to any of the messages in that chat lands in the case from now on."""
        inside = notice.kind in AMONG_COLLEAGUES
        if await cases.get(tx, case):
            for message in messages:
                finder = self._custody.message_key(to.chat, message)
                await cases.map_message(tx, finder, case, inside=inside)

    async def postpone(self, notice: Notice, due_at: datetime, reason: str, *, unsure: bool = False) -> None:
        """Try again from `due_at` on; `unsure`: it may have arrived."""
        async with self._database.transaction() as tx:
            await outbox.postpone(tx, notice, due_at, reason, unsure=unsure)

    async def put_back(
        self,
        notice: Notice,
        reason: str | None = None,
        *,
        due_at: datetime | None = None,
        unsure: bool = False,
    ) -> None:
        """It waits again as if it had not been claimed; with `due_at` until then."""
        async with self._database.transaction() as tx:
            await outbox.put_back(tx, notice, reason, due_at=due_at, unsure=unsure)

    async def release(self, notices: Iterable[Notice]) -> None:
        """Put all these back: the program stops, the next one need not wait for their leases to end."""
        held = list(notices)
        if held:
            async with self._database.transaction() as tx:
                for notice in held:
                    await outbox.put_back(tx, notice, None)

    async def keep_reply(
        self,
        act: Act,
        reply: dict[str, Any],
        due_at: datetime,
        *,
        keeps: timedelta = timedelta(days=1),
        unsure: bool = False,
    ) -> None:
        """Promise a direct answer that could not be delivered at once (JSON; kept encrypted).

        `unsure`: it may have arrived; then it comes once more at least, and ever more rarely.
        The address is sealed in it: beside a case of the same instant, a person's key would name its sender.
        So is what `still_theirs` asks, and until when it `keeps`.
        """
        to = {"chat": act.by.chat, "language": act.by.language}
        posts = [[post.role.value, post.unit] for post in act.by.posts if not post.by_setting]
        asked = {"key": act.by.key, "posts": posts, "until": (due_at + keeps).isoformat()}
        sealed = self._custody.vault.seal({**reply, **asked, "to": to}, "reply")
        async with self._database.transaction() as tx:
            reply_to = secrets.token_hex(20)
            await outbox.add(tx, reply_to, NoticeKind.REPLY, {}, due_at, sealed, unsure=int(unsure))

    async def kept_reply(self, notice: Notice) -> dict[str, Any] | None:
        """The direct answer kept; None where it was settled."""
        async with self._database.reading() as tx:
            sealed = await outbox.sealed(tx, notice.id)
        return self._custody.vault.open(sealed, "reply") if sealed else None

    async def still_theirs(self, kept: dict[str, Any], now: datetime) -> bool:
        """Whether a direct answer kept may still be said: not too late, to who holds the posts of then; what
        it shows of a case to its sender, or to who may see it now.
        """
        if now > datetime.fromisoformat(kept["until"]):
            return False
        async with self._database.reading() as tx:
            known = await people.by_key(tx, kept["key"], now)
            held = {(post.role.value, post.unit) for post in known[1]} if known else set()
            if not {(role, unit) for role, unit in kept["posts"]} <= held:
                return False
            case = await cases.get(tx, kept["case"]) if kept.get("case") else None
            if case is None:
                return not kept.get("case")
            if await self._custody.sent_by(tx, kept["key"], case.id):
                return True
            return case.state is not CaseState.WITHDRAWN and await rights.sees(tx, kept["key"], case, now)

    async def message_of(self, notice: int) -> int | None:
        """What Telegram called the message a reminder became."""
        async with self._database.reading() as tx:
            return await outbox.sent_message(tx, notice)

    async def first_time(self, event: str, recipient: str, period: str, now: datetime) -> bool:
        """Whether the event did not happen for the recipient in that period; from now on it did."""
        async with self._database.reading() as tx:
            if recipient in await outbox.occurred(tx, event, period):
                return False
        async with self._database.transaction() as tx:  # asked again: another may have been faster
            if recipient in await outbox.occurred(tx, event, period):
                return False
            await outbox.occur(tx, event, recipient, period, now)
            return True

    async def prune(self, now: datetime) -> int:
        """Forget settled rows that nobody needs any more, a few at a time; how many."""
        gone = 0
        async with self._database.studying() as tx:
            rows = await queue.old(tx, {state: now - kept for state, kept in KEPT.items()})
            events = await outbox.old_occurrences(tx, PASSING, now - max(KEPT.values()))
        for start in range(0, len(rows), A_PAGE):
            async with self._database.transaction() as tx:
                gone += await queue.drop(tx, rows[start : start + A_PAGE])
        for start in range(0, len(events), A_PAGE):
            async with self._database.transaction() as tx:
                await outbox.forget_occurrences(tx, events[start : start + A_PAGE])
        return gone
