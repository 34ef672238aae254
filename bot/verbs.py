"""What each word of the command line does."""

from __future__ import annotations

import argparse
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot import upkeep
from bot.clock import Clock
from bot.joining import build_services
from bot.live import running, until_told
from bot.say import say
from bot.settings import Settings
from bot.wiring import build
from domain.errors import BadSetting, Invalid, NotFound
from domain.period import Period
from domain.person import Role
from reports import chart, document, workbook
from services import Services
from services.health import check_tables
from services.official import paper
from services.papers import Papers
from services.people import VALID
from storage.database import Database
from texts.catalogue import Catalogue

Help = Callable[[str], str]
Verb = Callable[[Settings, Catalogue, argparse.Namespace], Coroutine[Any, Any, int]]
PORT = 8088
SHOWN = 3  # units in a sentence that asks which one is meant


async def run(settings: Settings, texts: Catalogue, options: argparse.Namespace) -> int:
    """With a token: on Telegram until told to stop. Without one: the rehearsal."""
    if not settings.bot_token:
        from bot.rehearsal import rehearse

        await rehearse(settings, texts, PORT, empty=False)
        return 0
    program = build(settings, Clock())
    async with running(program, listen=True) as life:
        say(texts.plain(settings.language, "running-live", bot=program.application.bot.username))
        await until_told(life)
    return 0


async def rehearsal(settings: Settings, texts: Catalogue, options: argparse.Namespace) -> int:
    """The rehearsal, asked for by name."""
    from bot.rehearsal import rehearse

    await rehearse(settings, texts, options.port, empty=options.empty)
    return 0


async def units_import(settings: Settings, texts: Catalogue, options: argparse.Namespace) -> int:
    """Bring in a units file, or say what that would do."""
    file = Path(options.file)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Invalid("cli-no-file", file=options.file, reason=error.strerror or "") from error
    async with _services(settings) as services:
        done = await services.units.bring_in(None, file.name, data, dry_run=options.dry_run)
    words = "cli-would-import" if options.dry_run else "cli-imported"
    say(texts.plain(settings.language, words, added=done.added, changed=done.changed, same=done.same))
    return 0


async def invite(settings: Settings, texts: Catalogue, options: argparse.Namespace) -> int:
    """An invitation: the start payload and, where Telegram can be asked for the bot's name, the link."""
    async with _services(settings) as services:
        await _check_unit(services, options.unit)
        token = await services.people.invite(
            None, Role(options.role), options.unit, datetime.now(UTC), options.uses
        )
    payload = f"moi-{token}"
    name = await _bot_name(settings)
    link = (
        f"https://t.me/{name}?start={payload}"
        if name
        else texts.plain(settings.language, "cli-no-token-link")
    )
    say(texts.plain(settings.language, "cli-invited", link=link, payload=payload, days=VALID.days))
    return 0


async def digest(settings: Settings, texts: Catalogue, options: argparse.Namespace) -> int:
    """The digest of any unit and period as files: text, png, docx, xlsx."""
    folder = Path(options.out)
    now = datetime.now(UTC)
    async with _services(settings) as services:
        await _check_unit(services, options.unit)
        figures = await services.digests.figures(options.unit, Period.parse(options.period), now)
        superior = await services.digests.superior(options.unit)
    papers = Papers(texts, settings.language, figures)
    made = {
        "txt": "\n".join(papers.lines()).encode() + b"\n",
        "png": chart.draw(papers.chart()),
        "docx": document.write(paper(texts, settings.language, figures, superior, services.zone.day(now))),
        "xlsx": workbook.write(papers.workbook()),
    }
    folder.mkdir(parents=True, exist_ok=True)
    names = [papers.file_name(ending) for ending in made]
    for name, data in zip(names, made.values(), strict=True):
        (folder / name).write_bytes(data)
    say(texts.plain(settings.language, "cli-digest-written", folder=str(folder), files=", ".join(names)))
    return 0


async def due(settings: Settings, texts: Catalogue, options: argparse.Namespace) -> int:
    """Promise what is due at an instant (now), or say what that would be. Safe to repeat."""
    at = _instant(options.at, settings) if options.at else datetime.now(UTC)
    async with _services(settings) as services:
        counts = {kind: await ask(at, dry_run=options.dry_run) for kind, ask in services.due.items()}
    words = "cli-would-be-due" if options.dry_run else "cli-due"
    say(texts.plain(settings.language, words, **counts))
    return 0


async def replay(settings: Settings, texts: Catalogue, options: argparse.Namespace) -> int:
    """Let a failed update be handled once more; the running bot takes it up, or the next start."""
    async with _services(settings) as services:
        reference = await services.inbox.reopen(options.reference)
        await services.audit.alone(None, "replayed", reference, at=datetime.now(UTC))
    say(texts.plain(settings.language, "cli-replayed", reference=reference))
    return 0


VERBS: Mapping[str, Verb] = {
    "run": run,
    "rehearse": rehearsal,
    "units": units_import,
    "invite": invite,
    "digest": digest,
    "due": due,
    "backup": upkeep.backup,
    "restore": upkeep.restore,
    "replay": replay,
    "doctor": upkeep.examine,
}


@asynccontextmanager
async def _services(settings: Settings) -> AsyncIterator[Services]:
    """The services on the configured database, brought up to date. Raises BadSetting without a key."""
    if not settings.secret_key:
        raise BadSetting("setting-secret-key-empty")
    database = Database(settings.database_url)
    try:
        await check_tables(database)
        await database.migrate()
        yield build_services(settings, database)
    finally:
        await database.close()


async def _check_unit(services: Services, typed: str) -> None:
    """Raise NotFound, which names the units that may be meant, where there is none of that code."""
    if typed in await services.units.tree():
        return
    near = [f"{unit.code} ({unit.name})" for unit in await services.units.search(typed)]
    if near:
        raise NotFound("cli-unit-meant", typed=typed[:40], units="; ".join(near[:SHOWN]))
    raise NotFound("cli-unit-unknown", typed=typed[:40])


async def _bot_name(settings: Settings) -> str:
    from telegram import Bot
    from telegram.error import TelegramError

    if not settings.bot_token:
        return ""
    try:
        async with Bot(settings.bot_token, base_url=f"{settings.bot_api_url}/bot") as bot:
            return bot.username
    except TelegramError:
        return ""


def _instant(typed: str, settings: Settings) -> datetime:
    try:
        at = datetime.fromisoformat(typed)
    except ValueError as error:
        raise Invalid("cli-bad-instant", typed=typed[:40]) from error
    return at if at.tzinfo else at.replace(tzinfo=settings.zone)
