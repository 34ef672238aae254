"""`doctor`: looks at everything the bot stands on, changes nothing, and says what to do."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

import httpx

from bot.doctor import data, machine, network
from bot.doctor.report import Report
from bot.settings import Settings
from texts.catalogue import Catalogue

PATIENCE = 10.0  # seconds for an answer from the network


async def examine(
    settings: Settings,
    texts: Catalogue,
    now: datetime,
    transport: httpx.AsyncBaseTransport | None = None,
) -> Report:
    """Every check, from the machine outwards. `now` is the machine's clock; tests replace the network."""
    report = Report(texts, settings.language)
    machine.settings_usable(report, settings)
    machine.secrets_closed(report, settings)
    machine.room(report, settings)
    await data.database(report, settings, now)
    machine.newest_backup(report, settings, now)
    # To Telegram by the environment's proxy, as the bot goes; to this machine never.
    outside = urlsplit(settings.bot_api_url).hostname not in ("127.0.0.1", "localhost")
    async with httpx.AsyncClient(transport=transport, timeout=PATIENCE, trust_env=outside) as client:
        ahead = await network.telegram(report, settings, client, now)
    async with httpx.AsyncClient(transport=transport, timeout=PATIENCE, trust_env=False) as client:
        await network.running(report, settings, client)
    machine.clock(report, settings, now, ahead)
    return report
