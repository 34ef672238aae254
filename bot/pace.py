"""The pace Telegram allows: about 30 messages a second over all chats, one a second in a chat, 20 a minute
in a group (https://core.telegram.org/bots/faq, "My bot is hitting limits").

A strict server counts what *arrives* in any second, and how long a message is under way varies. So a message
takes one of as many places as a second allows, and gives it back a second after its answer (less the time
that the quickest answers take): whatever the network does, no second can hold more than it may.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import math
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar

from telegram.error import RetryAfter, TelegramError

from bot.chats import BURST, Chats
from bot.going import Going
from bot.places import Returning
from bot.reach import Reach
from bot.troubles import Trouble, judge
from handlers.context import seconds

PATIENCE = 2.0  # seconds that who waits for a turn waits in memory; longer ones are put off
CATCH_UP = 0.1  # seconds of the even flow that may be made up for after the loop was busy
DIRECT = 5 / 6  # of all places that direct answers may fill: receipts are never starved by chatter
ANY = 1_000_000  # room without a bound

_paced: ContextVar[bool] = ContextVar("paced", default=False)


class PutOff(Exception):
    """No turn soon: the notice goes back to the outbox. `seconds` is set where only its chat must wait."""

    def __init__(self, seconds: float | None = None) -> None:
        super().__init__()
        self.seconds = seconds


class Pace:
    """Hands out turns, the most urgent first. Lives in one loop."""

    def __init__(self, per_second: float, burst: int = BURST) -> None:
        """`per_second` is MESSAGES_PER_SECOND; `burst` how many may go at once in one private chat."""
        self.per_second = per_second
        self._clock: Callable[[], float] | None = None
        self.reach = Reach()
        self._places = max(1, int(per_second))
        self._window = self._places / per_second
        self._chats = Chats(burst)
        self._queue: list[tuple[int, int, int, asyncio.Future[None]]] = []  # urgency, number, messages
        self._numbers = itertools.count()
        self._timer: asyncio.TimerHandle | None = None
        self._under_way = self._direct = 0
        self._back = Returning(self._window)
        self._next = -math.inf  # when the even flow has its next message
        self._refused_until = -math.inf

    @asynccontextmanager
    async def turn(
        self, chat: int, messages: int = 1, urgency: int = 0, *, heavy: bool = False
    ) -> AsyncIterator[None]:
        """Wait until so many messages to the chat may go; the block sends them. Raises PutOff.

        What the block raises tells how Telegram fares; a lower `urgency` goes first; `heavy` is an upload,
        whose time tells nothing of the way.
        """
        self._refuse_if_closed()
        messages = min(messages, self._places)
        own = self._chats.wait(chat, messages, self._now())
        if own > PATIENCE:
            raise PutOff(own)
        self._chats.take(chat, messages, self._now())
        await asyncio.sleep(own)
        await self._place(messages, urgency)
        token = _paced.set(True)
        try:
            with Going(self, messages, heavy=heavy):
                yield
        finally:
            _paced.reset(token)

    async def breath(self, chat: int, messages: int = 1) -> None:
        """Before a direct answer: a chat that has had its burst waits, else a 429 to it would hold everybody.

        Raises RetryAfter where that takes long.
        """
        own = self._chats.wait(chat, messages, self._now())
        if own > PATIENCE:
            raise RetryAfter(math.ceil(own))
        if own > 0:
            await asyncio.sleep(own)

    def direct(self, chat: int, messages: int = 1) -> Going:
        """A direct answer, sent in the block: it waits for nobody, and the others leave room for it.

        Raises RetryAfter where Telegram told us to wait.
        """
        left = self._refused_until - self._now()
        if left > 0:
            raise RetryAfter(math.ceil(left))
        self._chats.take(chat, messages, self._now())
        counted = min(messages, max(0, int(self._places * DIRECT) - self._direct))
        self._direct += counted
        self._flow(counted)
        return Going(self, counted, direct=True)

    def asking(self) -> Going:
        """A call that is no message: it tells how Telegram fares and counts for nothing else."""
        return Going(self, 0)

    @property
    def paced(self) -> bool:
        """Whether the running task sends in a turn of its own."""
        return _paced.get()

    def room(self) -> int:
        """How many notices are worth taking up now: 0 while everybody is held, 1 to see whether Telegram
        is back, ANY otherwise.
        """
        if self._closed_for() > PATIENCE:
            return 0
        if self.reach.away:
            return 0 if self._under_way or self._queue else 1
        return ANY

    def hold(self, seconds: float) -> None:
        """Nobody sends for so long: what Telegram's retry_after asks."""
        self._refused_until = max(self._refused_until, self._now() + seconds)
        if seconds > PATIENCE:
            self._eject()
        self._serve()

    def _closed_for(self) -> float:
        return max(self._refused_until, self.reach.until) - self._now()

    def _refuse_if_closed(self) -> None:
        if self.room() == 0:
            raise PutOff

    async def _place(self, messages: int, urgency: int) -> None:
        self._refuse_if_closed()
        place = asyncio.get_running_loop().create_future()
        heapq.heappush(self._queue, (urgency, next(self._numbers), messages, place))
        self._serve()
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled() and place.exception() is None:
                self._under_way -= messages  # it was ours already, and is not used
            raise
        self._under_way -= messages  # from here on `_going` counts it

    def _serve(self) -> None:
        """Give turns to who may go now, and come back when the next may."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
        while self._queue:
            _, _, messages, place = self._queue[0]
            if place.done():
                heapq.heappop(self._queue)
                continue
            wait = self._wait(messages)
            if wait is None:
                return  # an answer must come first; it serves again
            if wait > 0:
                self._timer = asyncio.get_running_loop().call_later(wait, self._serve)
                return
            heapq.heappop(self._queue)
            self._under_way += messages
            self._flow(messages)
            place.set_result(None)

    def _flow(self, messages: int) -> None:
        """So many go now: the next is due when as much time has gone by."""
        self._next = max(self._next, self._now() - CATCH_UP) + messages / self.per_second

    def _wait(self, messages: int) -> float | None:
        """Seconds until so many may go; None where that hangs on an answer to come."""
        now = self._now()
        back = self._back.after(now)
        lacking = self._under_way + len(back) + messages - self._places
        if lacking > len(back) or (self.reach.away and self._under_way):
            return None
        free = back[lacking - 1] if lacking > 0 else now
        return max(free, self._next, self._refused_until, self.reach.until) - now

    def went(self, messages: int) -> float:
        """So many are on the wire; the instant."""
        self._under_way += messages
        return self._now()

    def came_back(
        self, messages: int, begun: float, error: BaseException | None, *, heavy: bool, direct: bool
    ) -> None:
        """They were answered, or `error` is what became of them."""
        now = self._now()
        if error is None:
            self.reach.heard(now)
        elif isinstance(error, TelegramError):
            self._failed(error, begun)
        self._under_way -= messages
        if messages:
            self._back.answered(messages, now, None if heavy else now - begun)
            if direct:  # counted until its place is free again, however slow Telegram is
                asyncio.get_running_loop().call_later(self._window, self._uncount, messages)
        if self._queue:
            self._serve()

    def _failed(self, error: TelegramError, begun: float) -> None:
        trouble = judge(error)
        if isinstance(error, RetryAfter):
            self.hold(seconds(error))
        elif trouble in (Trouble.AWAY, Trouble.UNSURE):
            if self.reach.lost(begun, self._now()):
                self._eject()
        else:
            self.reach.heard(self._now())

    def _eject(self) -> None:
        """Who waits goes back to the outbox: asked again whether it holds, in the order of then."""
        for _, _, _, place in self._queue:
            if not place.done():
                place.set_exception(PutOff())
        self._queue.clear()

    def _uncount(self, messages: int) -> None:
        self._direct -= messages

    def _now(self) -> float:
        if self._clock is None:
            self._clock = asyncio.get_running_loop().time
        return self._clock()
