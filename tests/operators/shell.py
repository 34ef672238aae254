"""`python -m bot …` as an operator types it, beside a bot that runs in the test's own loop."""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings import Settings

ROOT = Path(__file__).parents[2]
OURS = {name.upper() for name in Settings.model_fields}


@dataclass(frozen=True, kw_only=True)
class Said:
    """How it ended and what it said."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, kw_only=True)
class Shell:
    """A folder with its own .env in which an operator types."""

    folder: Path
    patch: pytest.MonkeyPatch
    captured: pytest.CaptureFixture[str]

    def set(self, **settings: object) -> None:
        """These are the settings from now on."""
        lines = [f"{name.upper()}={value}\n" for name, value in settings.items()]
        self.folder.mkdir(exist_ok=True)
        (self.folder / ".env").write_text("".join(lines), encoding="utf-8")

    async def types(self, *words: str) -> Said:
        """Type the words after `python -m bot`: in a thread, for the bot in this loop goes on."""
        self.patch.chdir(self.folder)
        for name in OURS:
            self.patch.delenv(name, raising=False)
        self.patch.setenv("LANGUAGE", "en")
        self.captured.readouterr()
        code = await asyncio.to_thread(main, words)
        out, err = self.captured.readouterr()
        return Said(code=code, out=out, err=err)

    async def runs(self, *words: str, blocks: int | None = None) -> Said:
        """The same as a process of its own; with `blocks` no file may grow beyond so many times 512 bytes."""
        command = [sys.executable, "-m", "bot", *words]
        if blocks is not None:
            command = ["sh", "-c", f'ulimit -f {blocks}; exec "$@"', "sh", *command]
        env = {name: value for name, value in os.environ.items() if name not in OURS}
        process = await asyncio.create_subprocess_exec(
            *command,
            cwd=self.folder,
            env={**env, "PYTHONPATH": str(ROOT), "LANGUAGE": "en"},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await process.communicate()
        return Said(code=process.returncode or 0, out=out.decode(), err=err.decode())
