"""The postman: leases promised notices, no more than can soon go, and has each one carried."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from telegram import Bot

from bot.courier import Courier
from bot.logs import logger
from bot.metrics import Metrics
from bot.pace import Pace
from domain.errors import VidanError
from domain.notice import Notice
from services import Services
from texts.catalogue import Catalogue

log = logger("postman")
AHEAD = 2.0  # seconds of the pace that are leased ahead
FEWEST, MOST = 20, 500  # notices held at once, whatever the pace
ANSWERS = 20  # places more for answers: reminders under way never keep one out
LOOK = 1.0  # seconds between looks at the outbox when nobody wakes the postman
BREATH = 0.05  # seconds between looks, however often he is woken
FAREWELL = 5.0  # seconds that what is on the wire has when the program stops


class Postman:
    """One of them runs; several would share the outbox by its leases."""

    def __init__(
        self,
        bot: Bot,
        services: Services,
        texts: Catalogue,
        pace: Pace,
        now: Callable[[], datetime],
        metrics: Metrics | None = None,
    ) -> None:
        self._services = services
        self._pace = pace
        self._now = now
        self._courier = Courier(bot, services, texts, pace, now, metrics or Metrics())
        self._most = max(FEWEST, min(MOST, int(AHEAD * pace.per_second)))
        self._woken = asyncio.Event()
        self._held: dict[str, Notice] = {}  # one of each recipient: so each one's go in order
        self._under_way: dict[asyncio.Task[None], Notice] = {}

    def wake(self) -> None:
        """Something may be due: look soon."""
        self._woken.set()

    async def run(self) -> None:
        """Deliver until cancelled; then let what is on the wire end, and give back the rest."""
        try:
            while True:
                await self._safe_round()
                await self._rest()
        finally:
            await self._leave()

    async def round(self) -> int:
        """Take up what is due and can soon go: recipients side by side. How many rows.

        Returns without waiting for them: a chat that must wait its second holds nobody else up.
        """
        self._woken.clear()
        room = self._pace.room()
        if room == 0:
            return 0
        free = max(0, self._most - len(self._held))
        # Looking is cheap for answers. The others wait until it is worth it: fewer, larger transactions.
        worth = free * 2 >= self._most or not self._held
        answers, others = min(room, free + ANSWERS), min(room, free) if worth else 0
        claimed = await self._services.outbox.claim(
            self._now(), others, answers=answers, busy={*self._held, *self._courier.resting()}
        )
        for notice in claimed:
            self._held[notice.to] = notice
            task = asyncio.create_task(self._carry(notice))
            self._under_way[task] = notice
            task.add_done_callback(self._under_way.pop)
        return len(claimed)

    async def idle(self) -> None:
        """Return when everything taken up is delivered or put off."""
        while self._under_way:
            await asyncio.gather(*self._under_way)

    async def _carry(self, notice: Notice) -> None:
        try:
            await self._courier.carry(notice)
        except Exception:  # the outermost edge: the lease runs out and the row is tried again
            log.exception("notice_broke", notice=notice.id, kind=notice.kind.value)
        finally:
            self._held.pop(notice.to, None)
            self.wake()

    async def _safe_round(self) -> None:
        try:
            await self.round()
        except VidanError as error:
            log.warning("round_failed", error=type(error).__name__)
        except Exception:  # the outermost edge: leases run out and the rows are tried again
            log.exception("round_failed")

    async def _rest(self) -> None:
        await asyncio.sleep(BREATH)
        try:
            async with asyncio.timeout(LOOK):
                await self._woken.wait()
        except TimeoutError:
            return

    async def _leave(self) -> None:
        sending = [task for task, one in self._under_way.items() if one.id in self._courier.sending]
        waiting = {task: one for task, one in self._under_way.items() if task not in sending}
        for task in waiting:
            task.cancel()
        if sending:
            _, late = await asyncio.wait(sending, timeout=FAREWELL)
            for task in late:
                task.cancel()
        await asyncio.gather(*waiting, *sending, return_exceptions=True)
        try:
            await self._services.outbox.release(waiting.values())
        except VidanError as error:
            log.warning("leases_not_released", error=type(error).__name__)
