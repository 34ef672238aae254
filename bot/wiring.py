"""The one place where the parts are joined. Importing it does nothing; `build` does."""

from __future__ import annotations

import os
from dataclasses import dataclass
from random import SystemRandom
from typing import Any

from telegram import Update
from telegram.ext import Application
from telegram.request import BaseRequest, HTTPXRequest

from bot.clock import Clock, Ticker
from bot.intake import Intake
from bot.lanes import WIDTH, Lanes
from bot.pace import Pace
from bot.postman import Postman
from bot.settings import Settings
from handlers.errors import FAILURES, apologise, note
from handlers.gate import Gate
from handlers.routes import FLOWS, add_routes
from services import (
    Cases,
    Custody,
    Deeds,
    Digests,
    Drafts,
    Groups,
    Inbox,
    Media,
    Outbox,
    People,
    Reminders,
    Services,
    Suggestions,
    Units,
    Workshop,
    Zone,
)
from services.inbox import Arrived
from storage.database import Database
from storage.vault import Vault
from texts.catalogue import Catalogue

App = Application[Any, Any, Any, Any, Any, Any]


@dataclass(frozen=True, kw_only=True)
class Program:
    """Everything, joined and not yet started."""

    settings: Settings
    clock: Clock
    database: Database
    services: Services
    texts: Catalogue
    application: App
    lanes: Lanes
    intake: Intake
    postman: Postman
    ticker: Ticker


def build_services(settings: Settings, database: Database) -> Services:
    """The services alone: what the command line needs."""
    vault = Vault(settings.secret_key)
    custody = Custody(vault)
    drafts = Drafts(database, vault)
    zone = Zone(settings.zone)
    workshop = Workshop()
    bot = int(settings.bot_token.partition(":")[0] or 0)
    return Services(
        cases=Cases(database, custody, drafts, zone),
        custody=custody,
        deeds=Deeds(database, custody, drafts, zone),
        digests=Digests(database, zone, day=settings.digest_day, at=settings.digest_time),
        drafts=drafts,
        groups=Groups(database, custody, zone),
        inbox=Inbox(database, custody, bot),
        media=Media(database, custody, workshop, settings.data_dir / "media"),
        outbox=Outbox(database, custody),
        people=People(database, custody, drafts, language=settings.language, admins=settings.admin_ids),
        reminders=Reminders(database, drafts, zone, settings.reminder_time),
        suggestions=Suggestions(database, custody, drafts, zone, SystemRandom()),
        units=Units(database),
        workshop=workshop,
        zone=zone,
    )


def build(
    settings: Settings, clock: Clock, request: BaseRequest | None = None, pace: Pace | None = None
) -> Program:
    """The whole program; `settings` must hold a token and a key. Tests replace network and pace."""
    database = Database(settings.database_url)
    services = build_services(settings, database)
    texts = Catalogue(settings.zone)
    application = _application(settings, request)
    gate = Gate(services, texts, FLOWS, clock.now)
    add_routes(application, gate)
    application.add_error_handler(note)
    pace = pace or Pace(settings.messages_per_second)
    postman = Postman(application.bot, services, texts, pace, clock.now)

    async def process(arrived: Arrived) -> None:
        update = _decoded(arrived)
        await application.process_update(update)
        error = application.bot_data.get(FAILURES, {}).pop(update.update_id, None)
        if error:
            raise error

    async def sorry(arrived: Arrived, reference: str) -> None:
        await apologise(application.bot, services, texts, _decoded(arrived), reference)

    def _decoded(arrived: Arrived) -> Update:
        return Update.de_json(services.inbox.opened(arrived), application.bot)

    lanes = Lanes(services.inbox, process, sorry, postman.wake)
    return Program(
        settings=settings,
        clock=clock,
        database=database,
        services=services,
        texts=texts,
        application=application,
        lanes=lanes,
        intake=Intake(application.bot, services.inbox, lanes, clock.now),
        postman=postman,
        ticker=Ticker(services, clock, settings.zone, postman.wake),
    )


def _application(settings: Settings, request: BaseRequest | None) -> App:
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # PTB's coming way to tell retry_after; its old one warns
    url = settings.bot_api_url
    return (
        Application.builder()
        .token(settings.bot_token)
        .base_url(f"{url}/bot")
        .base_file_url(f"{url}/file/bot")
        .request(request or HTTPXRequest(connection_pool_size=WIDTH + 32))
        .get_updates_request(request or HTTPXRequest(connection_pool_size=2))
        .updater(None)
        .build()
    )
