"""The rehearsal's clock belongs to the bot; the page asks and sets it through here."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import httpx

from sandbox.world import World


class ClockError(Exception):
    """The bot's clock could not be asked or would not be set; the text says why."""


class Clock:
    """Forwards to the bot's clock route and moves the sandbox's time along with it."""

    def __init__(self, world: World, url: str | None, transport: httpx.AsyncBaseTransport | None) -> None:
        self._world = world
        self._url = url
        self._transport = transport

    @property
    def offered(self) -> bool:
        """Whether there is a clock to move."""
        return self._url is not None

    async def read(self) -> datetime:
        """Return the rehearsal's time. Raises ClockError if the bot does not answer."""
        return await self._ask("GET", None)

    async def set(self, at: datetime) -> datetime:
        """Move the clock to `at`; return what it says then. Raises ClockError if it will not."""
        now = await self._ask("POST", {"at": at.isoformat()})
        self._world.journal.add("clock", now=now.isoformat())
        return now

    async def _ask(self, method: str, body: dict[str, Any] | None) -> datetime:
        if self._url is None:
            raise ClockError("no clock")
        try:
            async with httpx.AsyncClient(transport=self._transport, trust_env=False, timeout=15) as client:
                response = await client.request(method, self._url, json=body)
            response.raise_for_status()
            now = datetime.fromisoformat(str(response.json()["now"]))
        except httpx.HTTPStatusError as error:
            raise ClockError(f"{error.response.status_code}: {error.response.text[:200]}") from error
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            raise ClockError(type(error).__name__) from error
        if now.tzinfo is None:
            raise ClockError("the clock's answer has no zone")
        self._world.clock_offset = now - datetime.now(UTC)
        return now
