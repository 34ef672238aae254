"""Intake over a real inbox, and a Bot API that gives the answers it was told."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.intake import Intake
from bot.lanes import Lanes
from bot.metrics import Metrics
from domain.errors import Temporary
from services.inbox import Arrived, Inbox
from tests.services.office import at

NOW = at("2026-10-20 09:00")


CLOSED = (  # Telegram's words
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


def said(number: int, text: str = "x", who: int = 101) -> dict[str, Any]:
    """A raw update: somebody writes."""
    return {"update_id": number, "message": {"from": {"id": who}, "text": text}}


def ok(result: object) -> httpx.Response:
    """What the Bot API says when it did what it was asked."""
    return httpx.Response(200, json={"ok": True, "result": result})


def refused(code: int, description: str) -> httpx.Response:
    """What it says when it did not."""
    return httpx.Response(code, json={"ok": False, "error_code": code, "description": description})


@dataclass
class Telegram:
    """A Bot API that gives the answers it was told, one a call, and remembers what it was asked."""

    polls: list[httpx.Response | Exception] = field(default_factory=list)
    webhook: str = ""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    dry: asyncio.Event = field(default_factory=asyncio.Event)
    _taken: asyncio.Event = field(default_factory=asyncio.Event)

    def gives_it_to(self, webhook: str) -> None:
        """Another program sets a webhook, which ends the poll that waits."""
        self.webhook = webhook
        self._taken.set()

    async def answer(self, request: httpx.Request) -> httpx.Response:
        """As the Bot API would; without a further answer a poll waits for ever."""
        method = request.url.path.rpartition("/")[2]
        self.asked.append((method, dict(request.url.params)))
        if method == "getWebhookInfo":
            return ok({"url": self.webhook, "has_custom_certificate": False, "pending_update_count": 0})
        if method == "deleteWebhook":
            self.webhook = ""
            return ok(True)
        if self.webhook:
            return refused(409, CLOSED)
        if not self.polls:
            self.dry.set()
            self._taken.clear()
            await self._taken.wait()
            return refused(409, "Conflict: terminated by setWebhook request")
        given = self.polls.pop(0)
        if isinstance(given, Exception):
            raise given
        return given


class Loaded(Lanes):
    """Lanes that hold as much as the test says."""

    load = 0

    @property
    def waiting(self) -> int:
        """How many updates wait for their turn."""
        return self.load


class Torn(Inbox):
    """The commit stands, its answer is lost: what a broken connection looks like. Once."""

    torn = False

    async def keep(self, updates: Iterable[dict[str, Any]], now: datetime) -> list[Arrived]:
        """Keep, then fail."""
        arrived = await super().keep(updates, now)
        if not self.torn:
            self.torn = True
            raise Temporary("database-away")
        return arrived


class Post:
    """Intake over a real inbox."""

    def __init__(self, inbox: Inbox, telegram: Telegram | None = None) -> None:
        self.telegram = telegram or Telegram()
        transport = httpx.MockTransport(self.telegram.answer)
        request = HTTPXRequest(httpx_kwargs={"transport": transport})
        self.bot: ExtBot[None] = ExtBot("1:test", request=request, get_updates_request=request)
        self.inbox = inbox
        self.handled: list[str] = []
        self.contests = 0
        metrics = Metrics()
        self.lanes = Loaded(self.inbox, self._handle, self._sorry, lambda: None, metrics)
        self.intake = Intake(self.bot, self.inbox, self.lanes, lambda: NOW, metrics, self._contested)

    async def runs_dry(self) -> None:
        """Run until Telegram has nothing more to say."""
        running = asyncio.create_task(self.intake.run())
        await asyncio.wait(
            {running, asyncio.create_task(self.telegram.dry.wait())}, return_when="FIRST_COMPLETED"
        )
        if not running.done():
            running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await self.lanes.idle()
        if not running.cancelled():
            await running

    async def _handle(self, arrived: Arrived) -> None:
        self.handled.append(self.inbox.opened(arrived)["message"]["text"])

    async def _sorry(self, arrived: Arrived, reference: str) -> None:
        raise AssertionError

    def _contested(self) -> None:
        self.contests += 1
