"""The pace in each chat: short bursts, then one message a second; in a group never more than 20 a minute."""

from __future__ import annotations

BURST = 5  # messages at once in a private chat; Telegram tolerates short bursts
A_CHAT = 1.05  # seconds a message in the long run: a hair more than one, for what varies on the way
GROUP_BURST, A_GROUP = 3, 3.5  # 3 at once and 17 more in the minute after them
_DEEPEST = 10.0  # seconds of debt at most: direct answers do not wait, and may run up no more than that
_MOST = 10_000  # chats remembered; older ones have long regained their burst


class Chats:
    """When each chat's bucket is full again. Times are the loop's, in seconds."""

    def __init__(self, burst: int = BURST) -> None:
        self._burst = burst
        self._full: dict[int, float] = {}

    def wait(self, chat: int, messages: int, now: float) -> float:
        """Seconds until so many messages may go to the chat: more than a burst as soon as a burst may."""
        each, burst = self._measure(chat)
        return max(0.0, self._full.get(chat, now) + (min(messages, burst) - burst) * each - now)

    def take(self, chat: int, messages: int, now: float) -> None:
        """They go as soon as they may, or at once; what follows waits for it."""
        each, burst = self._measure(chat)
        full = max(self._full.get(chat, now), now) + messages * each
        self._full[chat] = min(full, now + (burst + messages) * each + _DEEPEST)
        if len(self._full) > _MOST:
            self._full = {one: when for one, when in self._full.items() if when > now}

    def _measure(self, chat: int) -> tuple[float, int]:
        """(seconds a message, burst): group chats have negative ids."""
        return (A_GROUP, GROUP_BURST) if chat < 0 else (A_CHAT, self._burst)
