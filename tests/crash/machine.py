"""The bot as a process of its own, killed without warning and started again."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import signal
import socket
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from tests.crash.home import Home

ROOT = Path(__file__).parents[2]
STARTS = 30.0  # seconds a start may take at the very most
STOPS = 30.0  # and a stop


class NotStarted(Exception):
    """The bot ended by itself before it was at work, or never came to work."""


class Machine:
    """What runs `python -m bot run` on one database."""

    def __init__(self, home: Home, folder: Path, key: str) -> None:
        self._home = home
        self.folder = folder
        self.key = key
        self._process: asyncio.subprocess.Process | None = None
        self._log: BinaryIO | None = None
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._listen = f"127.0.0.1:{free.getsockname()[1]}"  # the same for each life, as in earnest
        folder.mkdir(parents=True, exist_ok=True)
        self._secret = secrets.token_hex(16)

    @property
    def database(self) -> Path:
        """The database's file."""
        return self.folder / "vidan.db"

    async def has_database(self) -> bool:
        """Whether the file is there."""
        return self.database.exists()

    def settings(self) -> dict[str, Any]:
        """As Settings takes them; the environment has the same in capitals."""
        return {
            "bot_token": self._home.token,
            "bot_api_url": self._home.url,
            "database_url": f"sqlite+aiosqlite:///{self.database}",
            "data_dir": str(self.folder / "data"),
            "secret_key": self.key,
            "listen": self._listen,
            "messages_per_second": "30",
            "log_format": "json",
        }

    async def start(self, *, webhook: bool = False) -> None:
        """Begin a life that asks for updates, or has them brought; returns at once."""
        self._home.forget_life()
        brought = {"webhook_url": f"http://{self._listen}", "webhook_secret": self._secret} if webhook else {}
        ours = {name.upper(): str(value) for name, value in (self.settings() | brought).items()}
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self._log = (self.folder / "log").open("ab")
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            cwd=self.folder,  # no .env lies there
            env={**kept, **ours, "PYTHONPATH": str(ROOT)},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=self._log,
            start_new_session=True,
        )

    async def at_work(self) -> None:
        """Return when it asks for updates, or asks that they be brought. Raises NotStarted."""
        dead = asyncio.create_task(self._living.wait())
        asked = asyncio.create_task(self._home.asked.wait())
        try:
            done, _ = await asyncio.wait({dead, asked}, timeout=STARTS, return_when=asyncio.FIRST_COMPLETED)
            if asked not in done:
                raise NotStarted
        finally:
            for task in (dead, asked):
                task.cancel()
            await asyncio.gather(dead, asked, return_exceptions=True)

    async def kill(self) -> bool:
        """kill -9; whether it was still alive to be killed."""
        alive = self._living.returncode is None
        with suppress(ProcessLookupError):
            self._living.send_signal(signal.SIGKILL)
        await self._living.wait()
        self._close()
        return alive

    async def stop(self) -> int:
        """SIGTERM; the exit code, which is 0 where all went well."""
        with suppress(ProcessLookupError):
            self._living.send_signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(STOPS):
                code = await self._living.wait()
        except TimeoutError:
            await self.kill()
            return 1
        self._close()
        return code

    def complaints(self) -> Counter[str]:
        """What it logged as errors over all its lives: event (or the text that was no event) -> how often."""
        told: Counter[str] = Counter()
        for line in (self.folder / "log").read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                event = json.loads(line)
            except ValueError:
                told[f"not JSON: {line[:80]}"] += 1
                continue
            if event.get("level") in ("error", "critical"):
                told[str(event.get("event"))] += 1
        return told

    @property
    def _living(self) -> asyncio.subprocess.Process:
        assert self._process is not None, "not started"
        return self._process

    def _close(self) -> None:
        if self._log:
            self._log.close()
            self._log = None
