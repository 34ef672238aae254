"""The rehearsal: the whole program against a Telegram at home, on data of its own."""

from __future__ import annotations

import asyncio
import json
import secrets
import shutil
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.clock import Clock
from bot.live import running, until_told
from bot.say import say
from bot.seed import Seed, stage_people
from bot.settings import Settings
from bot.web import serving
from bot.wiring import Program, build
from domain.errors import BadSetting
from handlers import menus
from storage.vault import new_key
from texts.catalogue import LANGUAGES, Catalogue

USERNAME = "vidan_rehearsal_bot"
_YEARS = range(2000, 2100)
_ROOT = Path(__file__).parent.parent


def settings_for(settings: Settings, port: int) -> Settings:
    """The rehearsal's settings: its own database, token and key, whatever else is configured."""
    data = settings.data_dir / "rehearsal"
    return settings.model_copy(
        update={
            "bot_token": f"1:{secrets.token_hex(16)}",  # another's sandbox is not taken for ours
            "bot_api_url": f"http://127.0.0.1:{port}",
            "database_url": f"sqlite+aiosqlite:///{settings.data_dir / 'rehearsal.db'}",
            "data_dir": data,
            "secret_key": new_key(),
            "admin_ids": (_stage()["admin"],),
        }
    )


def refuse_on_real_data(settings: Settings) -> None:
    """A lost token must not open a playground where real data lives. Raises BadSetting."""
    database = Path(settings.database_url.partition(":///")[2])
    if database.exists():
        raise BadSetting("rehearsal-refused", database=str(database))


async def rehearse(settings: Settings, texts: Catalogue, port: int, *, empty: bool) -> None:
    """Run until Ctrl-C. Raises BadSetting where a real database is, or the port is taken."""
    refuse_on_real_data(settings)
    own = settings_for(settings, port)
    _check_free(port)
    for old in own.data_dir.parent.glob("rehearsal.db*"):
        old.unlink()  # the sandbox forgets its chats, so the database starts anew with it
    shutil.rmtree(own.data_dir, ignore_errors=True)
    clock = Clock()
    program = build(own, clock)
    await program.database.migrate()
    if not empty:
        await Seed(program.database, program.services, clock.now()).fill(_stage())
    async with (
        _clock_route(program) as clock_url,
        _sandbox(own.bot_token, texts, port, clock_url),
        running(program) as intake,
    ):
        for person in stage_people():
            who = await program.services.people.speaker(int(person["id"]), person["name"], clock.now())
            await menus.set_for(program.application.bot, texts, who)
        say(texts.plain(settings.language, "rehearsal-ready", address=f"http://127.0.0.1:{port}/"))
        await until_told(intake)


def _check_free(port: int) -> None:
    """Raise BadSetting where the port is taken, before anything of another rehearsal is touched."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError as error:
        raise BadSetting("rehearsal-port-busy", port=str(port)) from error


def _stage() -> dict[str, int]:
    return {person["role"]: int(person["id"]) for person in stage_people()}


@asynccontextmanager
async def _clock_route(program: Program) -> AsyncIterator[str]:
    """A loopback-only route that moves the bot's clock; it exists in the rehearsal and nowhere else."""

    async def move(request: Request) -> JSONResponse:
        if request.url.hostname not in ("127.0.0.1", "localhost"):
            return JSONResponse({"error": "loopback only"}, 403)
        if request.method == "POST":
            if "origin" in request.headers or request.headers.get("content-type") != "application/json":
                return JSONResponse({"error": "not from a page"}, 403)
            try:
                at = datetime.fromisoformat((await request.json())["at"])
                if at.tzinfo is None or at.year not in _YEARS:
                    raise ValueError
                program.clock.move(at)
            except (ValueError, KeyError, TypeError):
                return JSONResponse({"error": "at: ISO 8601 with offset"}, 400)
            await program.ticker.tick()
        return JSONResponse({"now": program.clock.now().isoformat()})

    app = Starlette(routes=[Route("/rehearsal/clock", move, methods=["GET", "POST"])])
    async with serving(app, "127.0.0.1:0") as port:
        yield f"http://127.0.0.1:{port}/rehearsal/clock"


@asynccontextmanager
async def _sandbox(token: str, texts: Catalogue, port: int, clock_url: str) -> AsyncIterator[None]:
    """Telegram at home, as a process of its own, ready when the block begins."""
    with TemporaryDirectory() as folder:
        cast = Path(folder) / "people.json"
        cast.write_text(json.dumps(_cast(texts), ensure_ascii=False), encoding="utf-8")
        words = [
            "-m",
            "sandbox",
            "--port",
            str(port),
            "--token",
            token,
            "--people",
            str(cast),
            "--clock-url",
            clock_url,
            "--while-stdin",
        ]
        process = await asyncio.create_subprocess_exec(
            sys.executable, *words, cwd=_ROOT, stdin=asyncio.subprocess.PIPE, start_new_session=True
        )
        try:
            await _ready(process, token, port)
            yield
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()


async def _ready(process: asyncio.subprocess.Process, token: str, port: int) -> None:
    async with httpx.AsyncClient() as client:
        while process.returncode is None:
            try:
                answer = await client.get(f"http://127.0.0.1:{port}/bot{token}/getMe")
            except httpx.TransportError:
                await asyncio.sleep(0.05)
            else:
                if answer.is_success:
                    return
                break  # somebody else's: ours could not have the port
    raise BadSetting("rehearsal-port-busy", port=str(port))


def _cast(texts: Catalogue) -> dict[str, Any]:
    def both(key: str) -> dict[str, str]:
        return {language: texts.plain(language, key) for language in LANGUAGES}

    people = [
        {
            "id": int(person["id"]),
            "first_name": person["name"],
            "language_code": "vi",
            "label": both(f"rehearsal-label-{person['role']}"),
            "hint": both(f"rehearsal-hint-{person['role']}"),
            "try": person["try"].split("|"),
        }
        for person in stage_people()
    ]
    return {
        "bot": {"name": "Vì Dân", "username": USERNAME},
        "title": both("rehearsal-title"),
        "people": people,
    }
