"""Lanes: each person's updates in order, different persons' side by side."""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from time import monotonic

from bot.logs import logger
from bot.metrics import Metrics
from domain import receipt
from domain.errors import AlreadyDone, Temporary
from handlers.patience import LONGEST_PAUSE, PAUSE, patiently
from services.inbox import Arrived, Inbox

log = logger("lanes")
WIDTH = 256  # how many updates are under way at once
WHOLE = 1_000  # updates in memory as they came; of those behind only the number, read back at their turn
SHARE = 100  # updates of one person that count as waiting
BEYOND = 50  # of those beyond this share so many count as one: a number takes about a hundred bytes
TRIES = 3

_Queue = deque[tuple[float, Arrived | int]]  # since when, and the update or its number
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
        self._waiting: dict[str, _Queue] = {}
        self._whole = self._counted = self._beyond = 0
        self._running: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(width)
        self.under_way = 0

    @property
    def waiting(self) -> int:
        """How many updates wait for their turn; of one person's those beyond SHARE hardly count, so that who
        sends thousands stops nobody else's.
        """
        return self._counted + self._beyond // BEYOND

    def put(self, arrived: Iterable[Arrived]) -> None:
        """Queue updates in the order given, each behind its sender's earlier ones."""
        now = monotonic()
        for one in arrived:
            if one.lane not in self._waiting:
                self._waiting[one.lane] = deque()
                task = asyncio.create_task(self._run(one.lane))
                self._running.add(task)
                task.add_done_callback(self._running.discard)
            self._push(self._waiting[one.lane], now, one)

    async def idle(self) -> None:
        """Return when nothing waits and nothing is under way."""
        while self._running:
            await asyncio.gather(*self._running)

    async def stop(self, patience: float = 10) -> None:
        """Let what is under way end, for some seconds; the rest stays in the inbox for the next start."""
        for queue in self._waiting.values():
            queue.clear()
        self._whole = self._counted = self._beyond = 0
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
                    since, one = self._pop(queue)
                    arrived = one if isinstance(one, Arrived) else await self._read_back(one)
                    if arrived:
                        await self._one(since, arrived)
        del self._waiting[lane]

    def _push(self, queue: _Queue, now: float, one: Arrived) -> None:
        if len(queue) < SHARE:
            self._counted += 1
        else:
            self._beyond += 1
        whole = bool(one.sealed) and self._whole < WHOLE
        self._whole += whole
        queue.append((now, one if whole else one.key.update))

    def _pop(self, queue: _Queue) -> tuple[float, Arrived | int]:
        since, one = queue.popleft()
        if len(queue) < SHARE:
            self._counted -= 1
        else:
            self._beyond -= 1
        self._whole -= isinstance(one, Arrived)
        return since, one

    async def _read_back(self, number: int) -> Arrived | None:
        try:
            return await patiently(lambda: self._inbox.whole(number))
        except Exception:  # the row waits for the next start
            log.exception("update_not_read", update=number)
            return None

    async def _one(self, since: float, arrived: Arrived) -> None:
        self.under_way += 1
        outcome = "done"
        try:
            await self._tried(arrived)
            await patiently(lambda: self._inbox.finish(arrived.key))
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
            if await patiently(lambda: self._inbox.fail(arrived.key, reference, type(error).__name__)):
                await self._sorry(arrived, reference)
        except Exception:  # nothing more can be done here; the row waits for the next start
            log.exception("apology_failed", reference=reference)
