"""Who is measured, and how each is started."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOREIGN = Path(os.environ.get("BENCH_VENV", ROOT / ".venv-bench")).absolute() / "bin"


@dataclass(frozen=True, kw_only=True)
class Bot:
    """A program: its interpreter and the words behind it. `ours` needs a database and a key."""

    name: str
    words: tuple[str, ...]
    python: str = sys.executable
    ours: bool = False


VIDAN = Bot(name="Vì Dân, full deed", words=("-m", "bot", "run"), ours=True)
PTB_AIOHTTP = Bot(name="PTB echo on aiohttp", words=("-m", "bench.clients.ptb_aiohttp"))
PTB = Bot(name="PTB echo, defaults", words=("-m", "bench.clients.ptb_default"))
AIOGRAM = Bot(name="aiogram echo", words=("-m", "bench.clients.aiogram_echo"), python=str(FOREIGN / "python"))
AIOGRAM_UVLOOP = replace(AIOGRAM, name="aiogram echo on uvloop", words=(*AIOGRAM.words, "--uvloop"))
BARE = Bot(name="no framework", words=("-m", "bench.clients.bare"))
ECHOES = (PTB_AIOHTTP, PTB, AIOGRAM, AIOGRAM_UVLOOP)
GUARANTEES = ("inbox", "FULL", "encryption")


def without(guarantee: str) -> Bot:
    """Vì Dân with one of its guarantees switched off, which only the bench can do."""
    return replace(
        VIDAN, name=f"without {guarantee}", words=("-m", "bench.clients.vidan", "--without", guarantee)
    )


def at(time: str) -> Bot:
    """Vì Dân for which it is that local time today."""
    return replace(VIDAN, name=f"at {time}", words=("-m", "bench.clients.vidan", "--at", time))
