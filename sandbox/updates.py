"""The queue of updates: kept until the reader confirms them with the next offset."""

from __future__ import annotations

import asyncio
from typing import Any

from sandbox.bell import Bell
from sandbox.errors import ApiError, conflict

FIRST_ID = 700_000_001
MOST_AT_ONCE = 100
# Telegram sends these only to bots that ask for them by name.
BY_NAME_ONLY = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class UpdateQueue:
    """Updates in order of id. Unconfirmed ones are given again, as often as they are asked for."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._next_id = FIRST_ID
        self._waiting: list[dict[str, Any]] = []
        self._reader = 0  # the number of the getUpdates call that holds the queue
        self._ended = conflict("terminated by setWebhook request")  # what an ended reader is told
        self._doubled = 0  # how many of the next updates come twice
        self._twice: set[int] = set()
        self._again: list[dict[str, Any]] = []
        self.allowed: frozenset[str] = frozenset()  # empty: all but those that want to be asked for
        self.webhook_active = False
        self.held = False

    def __len__(self) -> int:
        return len(self._waiting)

    def push(self, update: dict[str, Any]) -> int:
        """Queue a raw update and return its id, given if missing; 0 if the bot wants none of its kind."""
        kinds = update.keys() - {"update_id"}
        if not kinds & self.allowed if self.allowed else kinds & BY_NAME_ONLY:
            return 0  # Telegram never keeps what the bot said it does not want
        number = int(update.get("update_id", self._next_id))
        self._next_id = max(self._next_id, number + 1)
        self._waiting.append({"update_id": number} | update)
        if self._doubled:
            self._doubled -= 1
            self._twice.add(number)
        self._bell.ring()
        return number

    def allow(self, kinds: list[str]) -> None:
        """Keep only these kinds from now on, as getUpdates and setWebhook order; an empty list: the usual.

        What waits already is given whatever its kind, as Telegram says.
        """
        self.allowed = frozenset(kinds)

    def set_webhook(self, *, active: bool) -> None:
        """Close or open the queue for getUpdates, and wake who reads it."""
        self.webhook_active = active
        if active:
            self.end_reading(conflict("terminated by setWebhook request"))
        self._bell.ring()

    def hold(self, *, held: bool) -> None:
        """Keep updates back from the bot, or let them go again."""
        self.held = held
        self._bell.ring()

    def double(self, times: int) -> None:
        """Deliver each of the next `times` updates twice: once more after the bot confirmed it."""
        self._doubled = times

    def end_reading(self, error: ApiError) -> None:
        """Answer the getUpdates call that waits, if one does, with this error."""
        self._ended = error
        self._reader += 1
        self._bell.ring()

    def waiting(self) -> list[dict[str, Any]]:
        """Return what waits for the webhook, oldest first; nothing while updates are held."""
        return [] if self.held else self._waiting

    def done(self, update_id: int) -> None:
        """Forget one update: the webhook took it. One that comes twice stays for its second time."""
        if update_id in self._twice:
            self._twice.remove(update_id)
            return
        # Among the first, where the delivery is: the thousands behind are not gone through.
        for index, one in enumerate(self._waiting):
            if one["update_id"] == update_id:
                del self._waiting[index]
                return

    def take(self) -> list[dict[str, Any]]:
        """Remove and return everything that waits."""
        taken, self._waiting, self._again = self._waiting, [], []
        self._twice.clear()
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
        self.end_reading(
            conflict(
                "terminated by other getUpdates request; make sure that only one bot instance is running"
            )
        )
        mine = self._reader
        self._confirm(offset)
        limit = min(max(limit, 1), MOST_AT_ONCE)
        deadline = asyncio.get_running_loop().time() + timeout
        while not self._ready():
            left = deadline - asyncio.get_running_loop().time()
            rang = await self._bell.wait(left)
            if self._reader != mine:
                raise self._ended
            if (not rang and left <= 0) or self._bell.closed:
                return []
        return [*self._again, *self._waiting][:limit]

    def _ready(self) -> bool:
        return not self.held and bool(self._waiting or self._again)

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self._waiting, self._again = self._waiting[offset:], []
            return
        gone = [one for one in self._waiting if one["update_id"] < offset]
        self._waiting = [one for one in self._waiting if one["update_id"] >= offset]
        self._again = [one for one in gone if one["update_id"] in self._twice]
        self._twice -= {one["update_id"] for one in gone}
