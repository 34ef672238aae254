"""The one place where the parts are joined. Importing it does nothing; `build` does."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from telegram import Bot, Update
from telegram.ext import Application
from telegram.request import BaseRequest

from bot import VERSION
from bot.clock import Clock, Ticker
from bot.counted import CountedRequest
from bot.intake import Intake
from bot.joining import build_services
from bot.lanes import Lanes, Process, Sorry
from bot.metrics import Metrics
from bot.pace import Pace
from bot.postman import Postman
from bot.settings import Settings
from bot.transport import AiohttpRequest
from bot.webhook import Webhook
from handlers.decode import decode
from handlers.errors import FAILURES, apologise, note
from handlers.gate import Gate
from handlers.routes import FLOWS, add_routes
from services import Services
from services.inbox import Arrived
from services.watch import Watch
from storage.database import Database
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
    webhook: Webhook | None
    postman: Postman
    ticker: Ticker
    metrics: Metrics
    watch: Watch


def build(
    settings: Settings, clock: Clock, request: BaseRequest | None = None, pace: Pace | None = None
) -> Program:
    """The whole program; `settings` must hold a token and a key. Tests replace network and pace."""
    database = Database(settings.database_url)
    services = build_services(settings, database)
    texts = Catalogue(settings.zone)
    metrics = Metrics()
    pace = pace or Pace(settings.messages_per_second)
    polls = request or AiohttpRequest(connections=1)
    request = CountedRequest(request or AiohttpRequest(), pace, metrics)
    application = _application(settings, request, polls)
    gate = Gate(services, texts, FLOWS, clock.now)
    add_routes(application, gate)
    application.add_error_handler(note)
    postman = Postman(application.bot, services, texts, pace, clock.now, metrics)
    lanes = Lanes(services.inbox, *_handling(application, services, texts), postman.wake, metrics)
    metrics.watch(lanes, database.writer, VERSION)
    contested = _contested(texts, settings.language)
    intake = Intake(application.bot, services.inbox, lanes, clock.now, metrics, contested)
    return Program(
        settings=settings,
        clock=clock,
        database=database,
        services=services,
        texts=texts,
        application=application,
        lanes=lanes,
        intake=intake,
        webhook=_webhook(settings, application.bot, intake, contested),
        postman=postman,
        ticker=Ticker(services, clock, settings.zone, postman.wake, metrics),
        metrics=metrics,
        watch=Watch(database),
    )


def _handling(application: App, services: Services, texts: Catalogue) -> tuple[Process, Sorry]:
    """How an update is handled, and how its sender is told that it failed."""

    async def process(arrived: Arrived) -> None:
        update = decoded(arrived)
        await application.process_update(update)
        error = application.bot_data.get(FAILURES, {}).pop(update.update_id, None)
        if error:
            raise error

    async def sorry(arrived: Arrived, reference: str) -> None:
        # Of the raw update: it may be the one that nobody can read.
        person = services.inbox.writer(arrived)
        if person:
            await apologise(application.bot, services, texts, person, reference)

    def decoded(arrived: Arrived) -> Update:
        return decode(services.inbox.opened(arrived), application.bot)

    return process, sorry


def _contested(texts: Catalogue, language: str) -> Callable[[], None]:
    """Tells the operator, once, that another program uses the token; the log says it each time."""
    left = [f"{texts.plain(language, 'token-used-elsewhere')}\n"]

    def tell() -> None:
        while left:
            sys.stderr.write(left.pop())

    return tell


def _webhook(settings: Settings, bot: Bot, intake: Intake, contested: Callable[[], None]) -> Webhook | None:
    if not settings.webhook_url:
        return None
    return Webhook(bot, settings.webhook_address, settings.webhook_secret, intake, contested)


class _Forgetful(Application[Any, Any, Any, Any, Any, Any]):
    """PTB notes the id of everybody who ever spoke, for a persistence that is not used here."""

    def _mark_for_persistence_update(self, *, update: object = None, job: object = None) -> None:
        return


def _application(settings: Settings, request: BaseRequest, polls: BaseRequest) -> App:
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # PTB's coming way to tell retry_after; its old one warns
    url = settings.bot_api_url
    return (
        Application.builder()
        .application_class(_Forgetful)
        .token(settings.bot_token)
        .base_url(f"{url}/bot")
        .base_file_url(f"{url}/file/bot")
        .request(request)
        .get_updates_request(polls)
        .updater(None)
        .build()
    )
