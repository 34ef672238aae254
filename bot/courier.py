"""One notice on its way: asked whether it still holds, rendered, sent in its turn, its outcome recorded."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import NamedTuple

from telegram import Bot
from telegram.error import RetryAfter, TelegramError

from bot.logs import logger
from bot.metrics import Metrics
from bot.pace import Pace, PutOff
from bot.sender import Sender
from bot.troubles import Trouble, judge
from domain.errors import Failed, VidanError
from domain.notice import Notice, priority
from handlers.context import seconds
from handlers.notices import parcel
from services import Services
from services.custody import Address
from services.outbox import Outcome
from texts.catalogue import Catalogue

log = logger("postman")
MOST_TRIES = 30  # about a day and a half of doubling pauses, where the trouble is the notice's own
MOST_UNSURE = 5  # of them where it may have arrived each time: no one gets thirty copies
LONGEST_PAUSE = 7200.0  # seconds
MOST_A_CHAT = 2  # notices under way to one chat: one goes, one is next
MOST_REMEMBERED = 1000  # notices that failed of late
_BEHIND = timedelta(seconds=1.1)  # between those that must wait longer
_PERSISTENCE = (0.2, 1.0, 5.0, 20.0)  # seconds between tries to record what was sent


class Done(NamedTuple):
    """How it ended: for whom, and which messages are about which case now."""

    outcome: Outcome
    to: Address | None = None
    case: str | None = None
    messages: Sequence[int] = ()


class Courier:
    """Carries notices."""

    def __init__(
        self,
        bot: Bot,
        services: Services,
        texts: Catalogue,
        pace: Pace,
        now: Callable[[], datetime],
        metrics: Metrics,
    ) -> None:
        self._services = services
        self._texts = texts
        self._pace = pace
        self._now = now
        self._metrics = metrics
        self._sender = Sender(bot, services, pace)
        self._turns: dict[int, asyncio.Lock] = {}
        self._crowd = Counter[int]()
        self._behind: dict[int, datetime] = {}  # chat -> when the last one put behind the others goes
        self._answered: dict[int, int] = {}  # notice -> what the pace had heard when it failed last
        self._resting: dict[str, tuple[datetime, datetime]] = {}  # recipient -> from when until when
        self._looked: set[str] = set()  # of them, those whose last notice found Telegram away
        self.sending: set[int] = set()  # on the wire, or sent and not yet recorded

    async def carry(self, notice: Notice) -> None:
        """Bring it or put it off; either is recorded."""
        try:
            done = await self._ended(notice)
            if done:
                await self._settle(notice, done)
        finally:
            self.sending.discard(notice.id)

    def resting(self) -> set[str]:
        """Recipients whose next notice must wait."""
        now = self._now()  # the clock may have been set back meanwhile: who rested then is free
        if not self._pace.reach.away:  # no need to let others look first
            for to in self._looked:
                self._resting.pop(to, None)
            self._looked.clear()
        self._resting = {to: span for to, span in self._resting.items() if span[0] <= now < span[1]}
        return set(self._resting)

    async def _ended(self, notice: Notice) -> Done | None:
        """How it ended; None where it was put off."""
        to: Address | None = None
        try:
            to = await self._services.outbox.address(notice)
            if to is None:
                return Done(Outcome("unreachable", "no address"))
            return await self._in_order(notice, to)
        except PutOff as put:
            await self._rest(notice, put.seconds or 0.0, None)
        except TelegramError as error:
            return await self._troubled(notice, to, error)
        except VidanError as error:  # our database is away
            return await self._later(notice, type(error).__name__)
        except Exception as error:  # our own mistake: told in the log, tried again more and more rarely
            log.exception("notice_broke", notice=notice.id, kind=notice.kind.value)
            return await self._later(notice, type(error).__name__)
        return None

    async def _in_order(self, notice: Notice, to: Address) -> Done | None:
        if self._crowd[to.chat] >= MOST_A_CHAT:
            await self._put_behind(notice, to.chat)
            return None
        async with self._alone(to.chat):
            return await self._brought(notice, to)

    async def _brought(self, notice: Notice, to: Address) -> Done | None:
        made = await parcel(self._services, self._texts, notice, to, self._now())
        if made is None:
            return Done(Outcome("dropped", "does not hold"), to)
        ready = await self._sender.ready(to, made)
        if ready is None:
            return Done(Outcome("dropped", "nothing to edit"), to)
        urgency = priority(notice.kind)
        async with self._pace.turn(to.chat, ready.messages, urgency, heavy=ready.heavy):
            if not await self._services.outbox.still_ours(notice, self._now()):
                log.warning("lease_lost", notice=notice.id, kind=notice.kind.value)
                return None
            self.sending.add(notice.id)
            sent = await ready.go()
        return Done(Outcome("sent", None, sent[0]), to, made.case, sent)

    async def _troubled(self, notice: Notice, to: Address | None, error: TelegramError) -> Done | None:
        trouble, reason = judge(error), f"{type(error).__name__}: {error.message}"[:200]
        unsure = trouble is Trouble.UNSURE and notice.id in self.sending
        if unsure:
            self._metrics.ambiguous()
            log.warning("notice_ambiguous", notice=notice.id, kind=notice.kind.value, reason=reason)
        if isinstance(error, RetryAfter):
            self._metrics.held(seconds(error))
            log.warning("held", seconds=seconds(error))
        states = {Trouble.GONE: "unreachable", Trouble.REFUSED: "failed", Trouble.VOID: "dropped"}
        if trouble in states:
            return Done(Outcome(states[trouble], reason), to)
        wait = seconds(error) if isinstance(error, RetryAfter) else 0.0
        if self._is_its_own(notice, trouble):
            return await self._later(notice, reason, unsure=unsure, at_least=wait)
        if wait:
            await self._rest(notice, wait, reason)
        else:  # another looks first whether Telegram is back
            self._looked.add(notice.to)
            pause = 1.5 * self._pace.reach.pause
            if unsure:  # each try may be one more copy: ever more rarely
                pause = max(pause, min(2.0 ** (notice.unsure + 1), LONGEST_PAUSE))
            await self._rest(notice, pause, reason, unsure=unsure)
        return None

    def _is_its_own(self, notice: Notice, trouble: Trouble) -> bool:
        """Whether the trouble is this notice's, as others were answered between its failures or meanwhile."""
        before, now = self._answered.get(notice.id), self._pace.reach.answered
        if len(self._answered) >= MOST_REMEMBERED:
            self._answered.clear()
        self._answered[notice.id] = now
        if trouble is Trouble.ODD or (before is not None and now > before):
            return True
        return trouble is not Trouble.WAIT and not self._pace.reach.away

    async def _rest(self, notice: Notice, pause: float, reason: str | None, *, unsure: bool = False) -> None:
        """Back to the outbox as if it had not been tried; the recipient's next try is after the pause."""
        if pause:
            self._resting[notice.to] = (self._now(), self._now() + timedelta(seconds=pause))
        if reason:
            self._metrics.notice("later")
            log.warning("notice_postponed", notice=notice.id, kind=notice.kind.value, reason=reason)
        await self._services.outbox.put_back(notice, reason, unsure=unsure)

    async def _put_behind(self, notice: Notice, chat: int) -> None:
        """Others wait for the chat already: it comes again when about as many have gone."""
        now = self._now()
        self._behind = {one: when for one, when in self._behind.items() if when > now}
        at = self._behind[chat] = max(self._behind.get(chat, now), now) + _BEHIND
        await self._services.outbox.put_back(notice, None, due_at=at)

    async def _later(
        self, notice: Notice, reason: str, *, unsure: bool = False, at_least: float = 0.0
    ) -> Done | None:
        """Tried again after a pause of at least so many seconds, longer each time; in the end given up."""
        if notice.attempts >= (MOST_UNSURE if unsure else MOST_TRIES):
            return Done(Outcome("failed", reason))
        pause = timedelta(seconds=max(at_least, min(2**notice.attempts, LONGEST_PAUSE)))
        self._metrics.notice("later")
        log.warning("notice_postponed", notice=notice.id, kind=notice.kind.value, reason=reason)
        await self._services.outbox.postpone(notice, self._now() + pause, reason, unsure=unsure)
        return None

    async def _settle(self, notice: Notice, done: Done) -> None:
        """Record it, however busy the database is just now: unrecorded, what was sent would go again."""
        if done.outcome.state == "failed":
            log.error("notice_failed", notice=notice.id, kind=notice.kind.value, reason=done.outcome.reason)
        self._metrics.notice(done.outcome.state)
        self._answered.pop(notice.id, None)
        for pause in _PERSISTENCE:
            try:
                return await self._record(notice, done)
            except Failed:
                log.warning("outcome_not_recorded", notice=notice.id, again_in=pause)
                await asyncio.sleep(pause)
        return await self._record(notice, done)

    async def _record(self, notice: Notice, done: Done) -> None:
        await self._services.outbox.settle(
            notice, done.outcome, self._now(), done.to, case=done.case, messages=done.messages
        )

    @asynccontextmanager
    async def _alone(self, chat: int) -> AsyncIterator[None]:
        """One notice at a time in a chat, in the order in which they came."""
        self._crowd[chat] += 1
        try:
            async with self._turns.setdefault(chat, asyncio.Lock()):
                yield
        finally:
            self._crowd[chat] -= 1
            if not self._crowd[chat]:
                del self._crowd[chat], self._turns[chat]
