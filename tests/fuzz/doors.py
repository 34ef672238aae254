"""The two ways by which updates come in."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, Protocol

import httpx

from bot import web
from tests.talk import Town

Updates = Sequence[dict[str, Any]]


class Door(Protocol):
    """Brings raw updates, numbers and all, to the town and waits until they are kept."""

    name: str

    async def bring(self, town: Town, updates: Updates) -> None:
        """Raises what the intake raised; then some of the updates may not have come in."""


class Polling:
    """Telegram is asked for them."""

    name = "polling"

    async def bring(self, town: Town, updates: Updates) -> None:
        """Queue them all, then ask until nothing is left."""
        town.world.updates.allow(
            []
        )  # kinds nobody asked for come too: what was asked for once goes on a while
        for update in updates:
            town.world.push(update)
        while await town.program.intake.poll(0):
            pass


class Delivery:
    """Telegram brings them, several at a time, each in a request of its own."""

    name = "webhook"

    def __init__(self, town: Town) -> None:
        self._transport = httpx.ASGITransport(web.application(town.program))

    async def bring(self, town: Town, updates: Updates) -> None:
        """Post them; what is not taken is an error here, though Telegram would come again."""
        shown = {web.SECRET: town.program.settings.webhook_secret}
        async with httpx.AsyncClient(
            transport=self._transport, base_url="http://vidan", headers=shown
        ) as client:
            answers = await asyncio.gather(*(client.post(web.PATH, json=update) for update in updates))
        for answer in answers:
            answer.raise_for_status()
