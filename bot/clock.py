"""The clock ticks and decides nothing: each tick asks the services what is due."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

from bot.logs import logger
from domain.errors import VidanError
from services import Services

log = logger("clock")
DRAFTS_KEPT = timedelta(days=30)


class Clock:
    """What time it is. In the rehearsal it can be moved; nowhere else does anything move it."""

    def __init__(self, start: datetime | None = None) -> None:
        self._offset = start - datetime.now(UTC) if start else timedelta()

    def now(self) -> datetime:
        """The instant, in UTC."""
        return datetime.now(UTC) + self._offset

    def move(self, to: datetime) -> None:
        """From now on it is `to`, going on from there."""
        self._offset = to - datetime.now(UTC)


class Ticker:
    """Ticks at every full minute and once at start."""

    def __init__(self, services: Services, clock: Clock, zone: ZoneInfo, wake: Callable[[], None]) -> None:
        """`wake` tells the postman that something may be due."""
        self._services = services
        self._clock = clock
        self._wake = wake
        self._scheduler = AsyncIOScheduler(timezone=zone)
        self._scheduler.add_job(
            self._safely,
            CronTrigger(second=0, timezone=zone),
            args=[self.tick],
            coalesce=True,
            misfire_grace_time=None,
        )
        self._scheduler.add_job(
            self._safely,
            CronTrigger(hour=3, minute=30, timezone=zone),
            args=[self.tidy],
            coalesce=True,
            misfire_grace_time=None,
        )

    async def start(self) -> None:
        """Catch up what was missed, then tick."""
        await self._safely(self.tick)
        self._scheduler.start()

    def stop(self) -> None:
        """Tick no more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def tick(self) -> None:
        """Promise whatever is due now. Safe to repeat."""
        now = self._clock.now()
        for kind, enqueue in (
            ("digests", self._services.digests.enqueue_due),
            ("reminders", self._services.reminders.enqueue_due),
        ):
            with self._kept():  # one kind that fails stops no other
                promised = await enqueue(now)
                if promised:
                    log.info("due", kind=kind, promised=promised)
        self._wake()

    async def tidy(self) -> None:
        """Forget what is kept no longer: done updates, drafts nobody touched."""
        now = self._clock.now()
        await self._services.inbox.prune(now)
        await self._services.drafts.prune(now - DRAFTS_KEPT)

    async def _safely(self, job: Callable[[], Awaitable[None]]) -> None:
        with self._kept():
            await job()

    @contextmanager
    def _kept(self) -> Iterator[None]:
        try:
            yield
        except VidanError as error:
            log.warning("tick_failed", error=type(error).__name__, key=error.key)
        except Exception:  # the outermost edge: the next tick tries again
            log.exception("tick_failed")
