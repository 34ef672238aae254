"""The postman: leases promised notices, asks whether they hold, sends them at the pace allowed."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

from telegram import Bot
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.logs import logger
from bot.pace import Pace
from bot.sender import Sender
from domain.errors import VidanError
from domain.notice import Notice
from handlers.context import seconds
from handlers.notices import parcel
from services import Services
from services.custody import Address
from services.outbox import Outcome
from texts.catalogue import Catalogue

log = logger("postman")
A_CLAIM = 30  # rows leased at a time
MOST_UNDER_WAY = 120  # rows held at once: even to one chat they go within the lease
LOOK = 1.0  # seconds between looks at the outbox when nobody wakes the postman
MOST_TRIES = 30  # about a day and a half of doubling pauses
LONGEST_PAUSE = timedelta(hours=2)
_GONE = ("chat not found", "user is deactivated", "bot can't initiate")


class Postman:
    """One of them runs; several would share the outbox by its leases."""

    def __init__(
        self, bot: Bot, services: Services, texts: Catalogue, pace: Pace, now: Callable[[], datetime]
    ) -> None:
        self._services = services
        self._texts = texts
        self._pace = pace
        self._now = now
        self._sender = Sender(bot, services, pace)
        self._woken = asyncio.Event()
        self._queues: dict[str, deque[Notice]] = {}
        self._under_way: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """Something may be due: look at once."""
        self._woken.set()

    async def run(self) -> None:
        """Deliver until cancelled."""
        try:
            while True:
                try:
                    if not await self.round():
                        await self._rest()
                except VidanError as error:
                    log.warning("round_failed", error=type(error).__name__)
                    await asyncio.sleep(LOOK)
                except Exception:  # the outermost edge: leases run out and the rows are tried again
                    log.exception("round_failed")
                    await asyncio.sleep(LOOK)
        finally:
            for task in self._under_way:
                task.cancel()
            await asyncio.gather(*self._under_way, return_exceptions=True)

    async def round(self) -> int:
        """Take up what is due now: chats side by side, each chat's notices in order. How many rows.

        Returns without waiting for them: a chat that must wait its second holds nobody else up.
        """
        self._woken.clear()
        room = MOST_UNDER_WAY - sum(map(len, self._queues.values()))
        claimed = await self._services.outbox.claim(self._now(), min(room, A_CLAIM)) if room > 0 else []
        held = {notice.id for queue in self._queues.values() for notice in queue}
        for notice in claimed:
            if notice.id in held:
                continue  # a long retry_after outlasted the lease: it waits here already, and goes once
            if notice.to in self._queues:
                self._queues[notice.to].append(notice)
            else:
                self._queues[notice.to] = deque([notice])
                task = asyncio.create_task(self._in_order(notice.to))
                self._under_way.add(task)
                task.add_done_callback(self._under_way.discard)
        return len(claimed)

    async def idle(self) -> None:
        """Return when everything taken up is delivered or put off."""
        while self._under_way:
            await asyncio.gather(*self._under_way)

    async def _in_order(self, to: str) -> None:
        queue = self._queues[to]
        while queue:
            await self._safely(queue[0])
            queue.popleft()
        del self._queues[to]
        self.wake()

    async def _safely(self, notice: Notice) -> None:
        try:
            await self._deliver(notice)
        except Exception:  # the outermost edge: the lease runs out and the row is tried again
            log.exception("notice_failed", notice=notice.id, kind=notice.kind.value)

    async def _deliver(self, notice: Notice) -> None:
        to: Address | None = None
        try:
            to = await self._services.outbox.address(notice)
            if to is None:
                await self._settle(notice, Outcome("unreachable", "no address"), None)
                return
            made = await parcel(self._services, self._texts, notice, to, self._now())
            if made is None:
                await self._settle(notice, Outcome("dropped", "does not hold"), None)
                return
            sent = await self._sender.send(to, made)
            if made.case and sent:
                await self._services.outbox.about(made.case, to, sent)
            await self._settle(notice, Outcome("sent", None, sent[0] if sent else None), to)
        except Forbidden as error:
            await self._settle(notice, Outcome("unreachable", error.message), to)
        except BadRequest as error:
            gone = any(words in error.message for words in _GONE)
            await self._settle(notice, Outcome("unreachable" if gone else "failed", error.message), to)
        except RetryAfter as error:
            wait = seconds(error)
            self._pace.hold(wait)
            await self._services.outbox.postpone(notice, self._now() + timedelta(seconds=wait), "retry after")
        except (NetworkError, TelegramError, VidanError) as error:
            await self._later(notice, to, error)
        except Exception as error:  # our own mistake: told in the log, tried again more and more rarely
            log.exception("notice_failed", notice=notice.id, kind=notice.kind.value)
            await self._later(notice, to, error)

    async def _later(self, notice: Notice, to: Address | None, error: Exception) -> None:
        reason = type(error).__name__
        if notice.attempts >= MOST_TRIES:
            await self._settle(notice, Outcome("failed", reason), to)
            return
        pause = min(timedelta(seconds=2 ** min(notice.attempts, 13)), LONGEST_PAUSE)
        log.warning("notice_postponed", notice=notice.id, kind=notice.kind.value, reason=reason)
        await self._services.outbox.postpone(notice, self._now() + pause, reason)

    async def _settle(self, notice: Notice, outcome: Outcome, to: Address | None) -> None:
        if outcome.state == "failed":
            log.error("notice_failed", notice=notice.id, kind=notice.kind.value, reason=outcome.reason)
        await self._services.outbox.settle(notice, outcome, self._now(), to)

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(LOOK):
                await self._woken.wait()
        except TimeoutError:
            return
