"""The network: Telegram as the bot meets it, and the bot itself where it runs here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.doctor.report import Report
from bot.settings import Settings

MANY = 100  # updates that wait at Telegram
RECENT = timedelta(hours=1)
_REFUSED = (401, 404)  # what the Bot API answers to a token it does not know


async def telegram(
    report: Report, settings: Settings, client: httpx.AsyncClient, now: datetime
) -> timedelta | None:
    """Is it reached, is the token known, where does it deliver? By how much our clock is ahead of its own."""
    if not settings.bot_token:
        return None
    try:
        me = await _ask(settings, client, "getMe")
        info = await _ask(settings, client, "getWebhookInfo")
    except (httpx.HTTPError, ValueError) as error:
        report.bad("doctor-telegram-away", api=settings.bot_api_url, reason=type(error).__name__)
        return None
    if not me.content["ok"]:
        if me.status in _REFUSED:
            report.bad("token-refused")
        else:
            report.bad("doctor-telegram-error", reason=str(me.content.get("description", me.status)))
        return None
    report.good("doctor-telegram", bot=str(me.content["result"].get("username", "")))
    if info.content["ok"]:
        _delivery(report, settings, info.content["result"], now)
    return now - me.date if me.date else None


async def running(report: Report, settings: Settings, client: httpx.AsyncClient) -> None:
    """Does the bot answer on LISTEN, and does it say that it is ready?"""
    host, _, port = settings.listen.rpartition(":")
    here = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}.get(host, host)
    try:
        answer = await client.get(f"http://{here}:{port}/readyz")
        checks = answer.json()
    except (httpx.HTTPError, ValueError):
        checks = None
    if not isinstance(checks, dict):
        report.worth("doctor-not-running", address=settings.listen)
    elif not all(checks.values()):
        names = ", ".join(name for name, holds in checks.items() if not holds)
        report.bad("doctor-not-ready", address=settings.listen, names=names)
    else:
        report.good("doctor-running", address=settings.listen)


class _Answer:
    """An answer of the Bot API. Raises ValueError where it is none."""

    def __init__(self, response: httpx.Response) -> None:
        self.status = response.status_code
        self.content: dict[str, Any] = response.json()
        if not isinstance(self.content, dict) or "ok" not in self.content:
            raise ValueError
        told = response.headers.get("date")
        self.date = parsedate_to_datetime(told).astimezone(UTC) if told else None


async def _ask(settings: Settings, client: httpx.AsyncClient, method: str) -> _Answer:
    return _Answer(await client.post(f"{settings.bot_api_url}/bot{settings.bot_token}/{method}"))


def _delivery(report: Report, settings: Settings, info: dict[str, Any], now: datetime) -> None:
    """Where Telegram delivers, what waits there, and what went wrong lately."""
    url = str(info.get("url", ""))
    wanted = settings.webhook_address if settings.webhook_url else ""
    if url and url != wanted:
        report.bad("doctor-webhook-elsewhere", address=urlsplit(url).netloc)
    elif wanted and not url:
        report.worth("doctor-webhook-unset")
    waits = int(info.get("pending_update_count", 0))
    if waits >= MANY:
        report.worth("doctor-pending", count=waits)
    failed = info.get("last_error_date")
    if url and failed and now - datetime.fromtimestamp(failed, UTC) < RECENT:
        at = datetime.fromtimestamp(failed, UTC)
        report.worth("doctor-webhook-trouble", at=at, reason=str(info.get("last_error_message", "")))
