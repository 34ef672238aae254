"""The postman: leases promised notices, asks whether they hold, sends them at the pace allowed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import groupby

from telegram import Bot
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.intake import seconds
from bot.logs import logger
from bot.pace import Pace
from bot.sender import Sender
from domain.errors import VidanError
from domain.notice import Notice, priority
from handlers.notices import parcel
from services import Services
from services.custody import Address
from services.outbox import Outcome
from texts.catalogue import Catalogue

log = logger("postman")
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

    def wake(self) -> None:
        """Something may be due: look at once."""
        self._woken.set()

    async def run(self) -> None:
        """Deliver until cancelled."""
        while True:
            try:
                if not await self.round():
                    await self._rest()
            except VidanError as error:
                log.warning("round_failed", error=type(error).__name__)
                await asyncio.sleep(LOOK)
            except Exception:
                log.exception("round_failed")
                await asyncio.sleep(LOOK)

    async def round(self) -> int:
        """Deliver what is due now: chats side by side, each chat's notices in order. How many rows."""
        self._woken.clear()
        claimed = await self._services.outbox.claim(self._now())
        by_chat = groupby(sorted(claimed, key=lambda notice: notice.to), key=lambda notice: notice.to)
        await asyncio.gather(*(self._in_order(list(notices)) for _, notices in by_chat))
        return len(claimed)

    async def _in_order(self, notices: list[Notice]) -> None:
        for notice in sorted(notices, key=lambda one: (priority(one.kind), one.due_at, one.id)):
            await self._deliver(notice)

    async def _deliver(self, notice: Notice) -> None:
        to = await self._services.outbox.address(notice)
        if to is None:
            await self._settle(notice, Outcome("unreachable", "no address"), None)
            return
        try:
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
        except Exception as error:
            log.exception("notice_failed", notice=notice.id, kind=notice.kind.value)
            await self._later(notice, to, error)

    async def _later(self, notice: Notice, to: Address, error: Exception) -> None:
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
