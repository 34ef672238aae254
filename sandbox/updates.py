"""The queue of updates: kept until the reader confirms them with the next offset."""

from __future__ import annotations

import asyncio
from typing import Any

from sandbox.bell import Bell
from sandbox.errors import conflict

FIRST_ID = 700_000_001
MOST_AT_ONCE = 100


class UpdateQueue:
    """Updates in order of id. Unconfirmed ones are given again, as often as they are asked for."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._next_id = FIRST_ID
        self._waiting: list[dict[str, Any]] = []
        self._reader = 0  # the number of the getUpdates call that holds the queue
        self._allowed: frozenset[str] | None = None
        self.webhook_active = False

    def __len__(self) -> int:
        return len(self._waiting)

    def push(self, update: dict[str, Any]) -> int:
        """Queue a raw update and return its id, given if missing; 0 if the bot wants none of its kind."""
        if self._allowed and not self._allowed & update.keys():
            return 0  # Telegram never keeps what the bot said it does not want
        number = int(update.get("update_id", self._next_id))
        self._next_id = max(self._next_id, number + 1)
        self._waiting.append({"update_id": number} | update)
        self._bell.ring()
        return number

    def allow(self, kinds: list[str]) -> None:
        """Keep only these kinds from now on, as getUpdates and setWebhook order; an empty list: all."""
        self._allowed = frozenset(kinds) or None

    def set_webhook(self, *, active: bool) -> None:
        """Close or open the queue for getUpdates, and wake who reads it."""
        self.webhook_active = active
        self._bell.ring()

    def first(self) -> dict[str, Any] | None:
        """Return the update that has waited longest, or None."""
        return self._waiting[0] if self._waiting else None

    def done(self, update_id: int) -> None:
        """Forget one update: the webhook took it."""
        self._waiting = [one for one in self._waiting if one["update_id"] != update_id]

    def take(self) -> list[dict[str, Any]]:
        """Remove and return everything that waits."""
        taken, self._waiting = self._waiting, []
        return taken

    async def get(self, offset: int, limit: int, timeout: float) -> list[dict[str, Any]]:
        """Return up to `limit` updates, waiting at most `timeout` seconds for the first.

        Ids below `offset` are confirmed and forgotten; a negative offset keeps that many last ones.
        Raises ApiError 409 when a webhook is set or a second reader came: the later one wins.
        """
        if self.webhook_active:
            raise conflict(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )
        self._reader += 1
        mine = self._reader
        self._bell.ring()
        self._confirm(offset)
        limit = limit if 1 <= limit <= MOST_AT_ONCE else MOST_AT_ONCE
        deadline = asyncio.get_running_loop().time() + timeout
        while not self._waiting:
            left = deadline - asyncio.get_running_loop().time()
            rang = await self._bell.wait(left)
            if self._reader != mine:
                raise conflict(
                    "terminated by other getUpdates request; make sure that only one bot instance is running"
                )
            if (not rang and left <= 0) or self._bell.closed:
                break
        return self._waiting[:limit]

    def _confirm(self, offset: int) -> None:
        if offset > 0:
            self._waiting = [one for one in self._waiting if one["update_id"] >= offset]
        elif offset < 0:
            self._waiting = self._waiting[offset:]
