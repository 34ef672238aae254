"""The stop is bounded, whatever holds us up."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
from pathlib import Path
from time import monotonic

import pytest

from bot import live
from bot.live import running, until_told
from sandbox.world import World
from tests.bot.test_live import program, telegram, world
from tests.people import EVERYONE, LAN

__all__ = ["world"]  # the fixture


@pytest.mark.parametrize("hurried", [False, True])
async def test_the_stop_is_bounded_though_another_program_writes_without_an_end(
    tmp_path: Path, world: World, monkeypatch: pytest.MonkeyPatch, hurried: bool
) -> None:
    monkeypatch.setattr(live, "INTAKE", 0.5)
    monkeypatch.setattr(live, "REST", 60.0 if hurried else 1.0)
    async with telegram(world) as api:
        bot = program(tmp_path, api)
        async with running(bot) as life:
            said = world.say(LAN.id, "/start")
            await world.wait_for_message(LAN.id, said)
            other = sqlite3.connect(tmp_path / "vidan.db", isolation_level=None, check_same_thread=False)
            await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")  # our writer may have to end first
            for person in EVERYONE[:5]:
                world.say(person.id, "/trogiup")
            while not bot.database.writer.turn.locked():  # until who keeps them waits for the other
                await asyncio.wait(life.work, timeout=0.01)
            begun = monotonic()
            os.kill(os.getpid(), signal.SIGTERM)
            await until_told(life)
            if hurried:
                os.kill(os.getpid(), signal.SIGTERM)
        took = monotonic() - begun
        other.close()
        assert took < 5
        async with running(program(tmp_path, api)):  # nothing is lost: Telegram brings them again
            for person in EVERYONE[:5]:
                assert await world.wait_for_message(person.id, 1)
