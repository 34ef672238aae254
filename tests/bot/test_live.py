"""The program's life, over real sockets and with real signals: it starts, answers, drains and stops."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from bot import web
from bot.clock import Clock
from bot.live import running, until_told
from bot.settings import Settings
from bot.wiring import Program, build
from domain.case import CaseKind
from domain.errors import BadSetting
from domain.person import Act
from sandbox.api import make_app
from sandbox.faults import Delay, Refuse
from sandbox.webhook import deliver
from sandbox.world import World
from services.suggestions import Opinion
from storage.vault import new_key
from tests.architecture.repository import ROOT
from tests.bot.away import states
from tests.people import EVERYONE, LAN
from tests.storage.ground import TRAN, with_units
from tests.talk import TOKEN

KEY = new_key()


@pytest.fixture
async def world() -> AsyncIterator[World]:
    """Telegram at home."""
    world = World(token=TOKEN, people=EVERYONE, bot_name="Vì Dân", bot_username="vidan_test_bot")
    yield world
    world.bell.close()


@asynccontextmanager
async def telegram(world: World) -> AsyncIterator[str]:
    """It answers on a socket of its own; where."""
    async with web.serving(make_app(world), "127.0.0.1:0") as port:
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            world.bell.close()  # no poll is held any longer


def free_port() -> int:
    """A port that nobody has just now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def settings(folder: Path, api: str, **more: Any) -> dict[str, Any]:
    """What this program is told."""
    return {
        "bot_token": TOKEN,
        "bot_api_url": api,
        "database_url": f"sqlite+aiosqlite:///{folder / 'vidan.db'}",
        "data_dir": str(folder),
        "secret_key": KEY,
        "listen": "127.0.0.1:0",
    } | more


def program(folder: Path, api: str, **more: Any) -> Program:
    """It, built and not yet started."""
    given = settings(folder, api, **more) | {"_env_file": None}  # whatever lies where the tests run
    return build(Settings(**given), Clock())


async def test_it_takes_its_updates_by_webhook_until_told_to_stop(tmp_path: Path, world: World) -> None:
    port = free_port()
    here = f"http://127.0.0.1:{port}"
    async with telegram(world) as api, deliver(world, None):
        bot = program(
            tmp_path, api, listen=f"127.0.0.1:{port}", webhook_url=here, webhook_secret="delivery-secret_1"
        )
        async with running(bot, listen=True) as life:
            said = world.say(LAN.id, "/start")
            await world.wait_for_message(LAN.id, said)
            async with httpx.AsyncClient(trust_env=False) as caller:
                ready = await caller.get(f"{here}/readyz")
            os.kill(os.getpid(), signal.SIGTERM)
            await until_told(life)
    assert (ready.status_code, all(ready.json().values())) == (200, True)
    assert world.webhook["url"] == f"{here}/telegram"
    assert "getUpdates" not in {method for method, _ in world.calls}
    assert set(states(tmp_path).values()) == {"done"}


async def test_without_listen_nothing_listens_and_updates_are_polled(tmp_path: Path, world: World) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        async with telegram(world) as api, running(program(tmp_path, api, listen=address)):
            said = world.say(LAN.id, "/start")
            assert await world.wait_for_message(LAN.id, said)


async def test_a_port_that_is_taken_stops_the_start_before_anything_is_touched(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(BadSetting, match="listen-taken"):
            async with running(program(tmp_path, "http://127.0.0.1:9", listen=address), listen=True):
                raise AssertionError
    assert not (tmp_path / "vidan.db").exists()


async def test_a_token_that_telegram_does_not_know_stops_the_start(tmp_path: Path, world: World) -> None:
    async with telegram(world) as api:
        with pytest.raises(BadSetting, match="token-refused"):
            async with running(program(tmp_path, api, bot_token="1:another")):
                raise AssertionError


async def test_a_token_that_is_revoked_while_it_runs_ends_it_with_a_sentence(
    tmp_path: Path, world: World
) -> None:
    async with telegram(world) as api:
        world.fail_next("getUpdates", code=401, description="Unauthorized")
        with pytest.raises(BadSetting, match="token-refused"):
            async with running(program(tmp_path, api)) as life:
                await until_told(life)


async def test_menus_that_telegram_refuses_hold_no_notice_up(tmp_path: Path, world: World) -> None:
    async with telegram(world) as api:
        world.order(
            Refuse(code=429, description="Too Many Requests", retry_after=3600), "setMyCommands", times=None
        )
        bot = program(tmp_path, api)
        await bot.database.migrate()
        await with_units(bot.database)
        now = Clock().now()
        said = Act(by=await bot.services.people.speaker(LAN.id, "Lan", now), at=now)
        opinion = Opinion(
            unit=TRAN.code,
            kind=CaseKind.REPORT,
            text="Đường vào ấp tối quá",
            photos=(),
            anonymous=True,
            contact="",
        )
        async with bot.database.transaction() as tx:
            await bot.services.suggestions.receive(tx, said, opinion)
        life = asyncio.create_task(_lives(bot))
        try:
            assert await world.wait_for_message(LAN.id, 0)
        finally:
            life.cancel()
            await asyncio.gather(life, return_exceptions=True)


async def _lives(bot: Program) -> None:
    async with running(bot) as life:
        await until_told(life)


async def test_a_second_signal_hurries_and_what_was_cut_off_is_done_after_the_next_start(
    tmp_path: Path, world: World
) -> None:
    async with telegram(world) as api:
        world.faults.order(Delay(seconds=60), "sendMessage")
        async with running(program(tmp_path, api)) as life:
            said = world.say(LAN.id, "/start")
            while not states(tmp_path):
                await asyncio.wait(life.work, timeout=0.01)
            os.kill(os.getpid(), signal.SIGINT)
            await until_told(life)
            os.kill(os.getpid(), signal.SIGINT)
            begun = monotonic()
        assert monotonic() - begun < 5
        assert set(states(tmp_path).values()) == {"new"}
        async with running(program(tmp_path, api)):
            await world.wait_for_message(LAN.id, said)
    assert set(states(tmp_path).values()) <= {"new", "done"}


async def test_menus_that_telegram_finds_wrong_are_told_and_stop_no_start(
    tmp_path: Path, world: World
) -> None:
    refused = Refuse(code=400, description="Bad Request: BOT_COMMAND_INVALID")
    async with telegram(world) as api:
        world.order(refused, "setMyCommands", times=None)
        with capture_logs() as told:
            async with running(program(tmp_path, api)):
                said = world.say(LAN.id, "/start")
                assert await world.wait_for_message(LAN.id, said)
    assert [one["reason"] for one in told if one["event"] == "menus_refused"] == ["Bot_command_invalid"]


async def _started(folder: Path, api: str) -> asyncio.subprocess.Process:
    """`python -m bot run`, as an operator starts it."""
    told = {name.upper(): str(value) for name, value in settings(folder, api).items()}
    clean = {name: value for name, value in os.environ.items() if name.upper() not in told}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        cwd=folder,  # whatever .env lies where the tests run
        env=clean | told | {"PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def _answers(world: World, person: int) -> list[str]:
    return [message.text or "" for message in world.messages(person) if message.from_bot]


async def test_told_to_stop_under_load_it_ends_what_it_began_and_the_next_start_does_the_rest(
    tmp_path: Path, world: World
) -> None:
    people, each = [person.id for person in EVERYONE[:6]], 8  # a chat's burst, and a few that wait
    async with telegram(world) as api:
        bot = await _started(tmp_path, api)
        try:
            world.faults.order(Delay(seconds=0.05), "sendMessage", times=None)
            for _ in range(each):
                for person in people:
                    world.say(person, "/trogiup")
            await world.wait_for_message(LAN.id, each, timeout=20)
            begun = monotonic()
            bot.send_signal(signal.SIGTERM)
            _, errors = await bot.communicate()
            took = monotonic() - begun
        finally:
            if bot.returncode is None:
                bot.kill()
                await bot.wait()
        assert (bot.returncode, took < 15) == (0, True), errors.decode()
        left = Counter(states(tmp_path).values())
        answered = sum([len(await _answers(world, person)) for person in people])
        assert set(left) == {"new", "done"}
        assert answered == left["done"]
        world.faults.clear()
        async with running(program(tmp_path, api)):
            while Counter(states(tmp_path).values())["done"] < each * len(people):
                await world.bell.wait(0.1)
    assert [len(await _answers(world, person)) for person in people] == [each] * len(people)


async def test_told_to_stop_while_it_waits_for_the_network_it_just_goes(tmp_path: Path) -> None:
    bot = await _started(tmp_path, f"http://127.0.0.1:{free_port()}")
    assert bot.stderr
    try:
        seen = b""
        while b"telegram_unreachable" not in seen:
            line = await bot.stderr.readline()
            assert line, seen
            seen += line
        bot.send_signal(signal.SIGTERM)
        out, errors = await bot.communicate()
    finally:
        if bot.returncode is None:
            bot.kill()
            await bot.wait()
    assert bot.returncode == 0, errors.decode()
    assert b"Traceback" not in errors + seen
    assert out == b""
