"""The clock ticks and decides nothing: each tick asks the services what is due."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.logs import logger
from bot.metrics import Metrics
from domain.errors import VidanError
from services import Services

log = logger("clock")
DRAFTS_KEPT = timedelta(days=30)
TIDY = time(3, 30)  # local: nobody is up


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
    """Ticks once at start and at every full minute.

    It sleeps by the machine's running time, a minute at most, and remembers nothing: whether the program was
    stopped, the machine asleep, or its clock set forward or back, the next tick comes within a minute and
    asks the tables what is due then.
    """

    def __init__(
        self,
        services: Services,
        clock: Clock,
        zone: ZoneInfo,
        wake: Callable[[], None],
        metrics: Metrics | None = None,
    ) -> None:
        """`wake` tells the postman that something may be due."""
        self._services = services
        self._clock = clock
        self._zone = zone
        self._wake = wake
        self._metrics = metrics or Metrics()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Catch up what was missed, then tick."""
        await self._safely(self.tick)
        self._task = asyncio.create_task(self._run())

    def stop(self) -> None:
        """Tick no more."""
        if self._task:
            self._task.cancel()

    async def _run(self) -> None:
        while True:
            await self._safely(self.tidy_once)
            await asyncio.sleep(to_full_minute(self._clock.now()))
            await self._safely(self.tick)

    async def tick(self) -> None:
        """Promise whatever is due now. Safe to repeat."""
        now = self._clock.now()
        for kind, enqueue in self._services.due.items():
            with self._kept():  # one kind that fails stops no other
                promised = await enqueue(now)
                if promised:
                    self._metrics.due(kind, promised)
                    log.info("due", kind=kind, promised=promised)
        self._wake()

    async def tidy_once(self) -> None:
        """Tidy where it is time and today nobody did."""
        now = self._clock.now()
        local = now.astimezone(self._zone)
        if local.time() >= TIDY and await self._services.outbox.first_time(
            "tidy", "all", str(local.date()), now
        ):
            await self.tidy()

    async def tidy(self) -> None:
        """Forget what is kept no longer: done updates, drafts nobody touched, notices long settled,
        photos whose row was never written.
        """
        now = self._clock.now()
        await self._services.inbox.prune(now)
        await self._services.inbox.prune_failed(now)
        await self._services.drafts.prune(now - DRAFTS_KEPT)
        gone = await self._services.outbox.prune(now)
        links = await self._services.identity.forget_due(now)
        photos = await self._services.media.sweep(now)
        await self._services.inbox.fold_in()
        log.info("tidied", notices=gone, links=links, photos=photos)

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


def to_full_minute(now: datetime) -> float:
    """Seconds from the instant until the next full minute: more than 0, at most 60."""
    return 60 - now.second - now.microsecond / 1_000_000
