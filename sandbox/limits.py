"""How fast a bot may send, judged by Telegram's Bots FAQ ("My bot is hitting limits, how do I avoid this?").

Telegram names no exact figures and its limits differ between bots; these are its words taken literally:

- over all chats 30 messages in any one second;
- in one chat 1 a second, short bursts tolerated: 5 at once, then one for each second that passes;
- in a group 20 in any one minute, too;
- an album counts as many messages as it has, and may overdraw what is left: it is not cut in half;
- who is refused is told for how long, and until then *every* send is refused with what is left of it.

Nothing here sleeps or asks the time by itself: pass a monotonic clock, a fake one in tests.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

SECOND, MINUTE = 1.0, 60.0
_MANY_CHATS = 20_000  # remembered at most; those whose bucket is full again are forgotten first


@dataclass(frozen=True, kw_only=True)
class Rates:
    """What is allowed. `shortest` are the seconds that a refusal lasts at least."""

    a_second: int = 30
    burst: int = 5
    group_a_minute: int = 20
    shortest: float = 1.0


class Limits:
    """The judge of one bot's pace: `Limits(clock).check(chat_id, is_group)` before each send."""

    def __init__(self, clock: Callable[[], float] = monotonic, rates: Rates | None = None) -> None:
        """`clock` gives seconds that never go back."""
        self._clock = clock
        self._rates = rates or Rates()
        self._sent: deque[float] = deque()
        self._groups: dict[int, deque[float]] = {}
        self._full: dict[int, float] = {}  # chat → when it has its whole burst again
        self._until = 0.0
        self.refused = 0

    def check(self, chat_id: int, is_group: bool, count: int = 1) -> float | None:
        """Return None if `count` messages may go into the chat now, and count them; else seconds to wait."""
        now = self._clock()
        if now >= self._until:
            wait = max(
                self._all(now), self._chat(now, chat_id), self._group(now, chat_id) if is_group else 0.0
            )
            if wait <= 0:
                self._count(now, chat_id, is_group, count)
                return None
            self._until = now + max(wait, self._rates.shortest)
        self.refused += 1
        return self._until - now

    def _all(self, now: float) -> float:
        return _window(self._sent, now, SECOND, self._rates.a_second)

    def _group(self, now: float, chat_id: int) -> float:
        return _window(self._groups.setdefault(chat_id, deque()), now, MINUTE, self._rates.group_a_minute)

    def _chat(self, now: float, chat_id: int) -> float:
        """One message is owed a second; the burst is how many may be owed ahead."""
        owed = self._full.get(chat_id, now) - now
        return owed - (self._rates.burst - 1) * SECOND

    def _count(self, now: float, chat_id: int, is_group: bool, count: int) -> None:
        self._sent.extend([now] * count)
        if is_group:
            self._groups[chat_id].extend([now] * count)
        self._full[chat_id] = max(self._full.get(chat_id, now), now) + count * SECOND
        if len(self._full) > _MANY_CHATS:
            self._full = {chat: when for chat, when in self._full.items() if when > now}


def _window(sent: deque[float], now: float, length: float, most: int) -> float:
    """Return the seconds until one more fits: at most `most` in any `length` seconds."""
    while sent and sent[0] <= now - length:
        sent.popleft()
    return 0.0 if len(sent) < most else sent[len(sent) - most] + length - now
