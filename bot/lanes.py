"""Lanes: each person's updates in order, different persons' side by side."""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from time import monotonic
from typing import TypeVar

from bot.logs import logger
from bot.metrics import Metrics
from domain import receipt
from domain.errors import AlreadyDone, Temporary
from services.inbox import Arrived, Inbox

log = logger("lanes")
WIDTH = 256  # how many updates are under way at once
SHARE = 100  # updates of one person that count as waiting
TRIES = 3
PAUSE = 0.5  # seconds before a temporary failure is tried again, doubled each time
LONGEST_PAUSE = 8.0

T = TypeVar("T")
Process = Callable[[Arrived], Awaitable[None]]
Sorry = Callable[[Arrived, str], Awaitable[None]]


class Lanes:
    """Takes kept updates to their handlers and sees that each one's row is done or failed."""

    def __init__(
        self,
        inbox: Inbox,
        process: Process,
        sorry: Sorry,
        after: Callable[[], None],
        metrics: Metrics,
        width: int = WIDTH,
    ) -> None:
        """`process` raises what its handler raised; `sorry` tells the sender; `after` follows each."""
        self._inbox = inbox
        self._metrics = metrics
        self._process = process
        self._sorry = sorry
        self._after = after
        self._waiting: dict[str, deque[tuple[float, Arrived]]] = {}
        self._running: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(width)
        self.under_way = 0

    @property
    def waiting(self) -> int:
        """How many updates wait for their turn; of one person no more than SHARE count, so that who sends
        thousands stops nobody else's.
        """
        return sum(min(len(queue), SHARE) for queue in self._waiting.values())

    def put(self, arrived: Iterable[Arrived]) -> None:
        """Queue updates in the order given, each behind its sender's earlier ones."""
        now = monotonic()
        for one in arrived:
            if one.lane in self._waiting:
                self._waiting[one.lane].append((now, one))
            else:
                self._waiting[one.lane] = deque([(now, one)])
                task = asyncio.create_task(self._run(one.lane))
                self._running.add(task)
                task.add_done_callback(self._running.discard)

    async def idle(self) -> None:
        """Return when nothing waits and nothing is under way."""
        while self._running:
            await asyncio.gather(*self._running)

    async def stop(self, patience: float = 10) -> None:
        """Let what is under way end, for some seconds; the rest stays in the inbox for the next start."""
        for queue in self._waiting.values():
            queue.clear()
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=patience)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _run(self, lane: str) -> None:
        queue = self._waiting[lane]
        while queue:
            # A slot for each update, not for the lane: who sends much goes to the end of the line each time.
            async with self._slots:
                if queue:
                    await self._one(*queue.popleft())
        del self._waiting[lane]

    async def _one(self, since: float, arrived: Arrived) -> None:
        self.under_way += 1
        outcome = "done"
        try:
            await self._tried(arrived)
            await _patiently(lambda: self._inbox.finish(arrived.key))
        except AlreadyDone:
            outcome = "repeated"
        except Exception as error:  # noqa: BLE001 - the outermost edge: the row keeps it, the sender hears
            outcome = "failed"
            await self._failed(arrived, error)
        finally:
            self.under_way -= 1
        self._metrics.done(outcome, monotonic() - since)
        self._after()

    async def _tried(self, arrived: Arrived) -> None:
        """Handle it; a database that is away is waited for, however long: the person is answered then."""
        attempt, pause = 1, PAUSE
        while True:
            try:
                await self._process(arrived)
            except Temporary as error:
                if error.key != "database-away":
                    attempt += 1
                if attempt > TRIES:
                    raise
                log.warning(
                    "update_tried_again", update=arrived.key.update, error=error.key, in_seconds=pause
                )
            else:
                return
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _failed(self, arrived: Arrived, error: Exception) -> None:
        reference = "".join(secrets.choice(receipt.ALPHABET) for _ in range(8))
        log.error("update_failed", reference=reference, update=arrived.key.update, exc_info=error)
        try:
            if await _patiently(lambda: self._inbox.fail(arrived.key, reference, type(error).__name__)):
                await self._sorry(arrived, reference)
        except Exception:  # nothing more can be done here; the row waits for the next start
            log.exception("apology_failed", reference=reference)


async def _patiently(work: Callable[[], Awaitable[T]]) -> T:
    """Do it, however long the database is away: what was answered must not be answered again."""
    pause = PAUSE
    while True:
        try:
            return await work()
        except Temporary as error:
            if error.key != "database-away":
                raise
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)
