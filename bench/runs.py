"""One run: a bot against a server, each on a core of its own."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.bots import ROOT, Bot
from bench.ground import TOKEN, settings_in
from bench.server import Server

_CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE, BOT_CORE = _CORES[0], _CORES[-1]
PATIENCE = 60.0  # seconds without a reply, after which a bot counts as hung
_STOPPING = 20.0
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, kw_only=True)
class Run:
    """What came of it: seconds from the first getUpdates to the last reply, and the bot's own seconds of CPU.

    `started` is from the program's start to its first getUpdates, by the clock, `cpu_first` by its CPU.
    `resident_first` (at that moment), `resident` and `peak` are MB.
    """

    count: int
    seconds: float
    cpu: float
    started: float
    cpu_first: float
    resident_first: float
    resident: float
    peak: float

    @property
    def rate(self) -> float:
        """Replies a second."""
        return self.count / self.seconds


class Failed(Exception):
    """A bot did not do what it was there for; the text says what."""


def sit_down() -> None:
    """The server, which is this process, keeps to its core."""
    os.sched_setaffinity(0, {SERVER_CORE})


@asynccontextmanager
async def started(
    bot: Bot, url: str, folder: Path, **settings: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot at work in the folder while the block lasts. Its words go to `log` there."""
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    environment |= {"BOT_TOKEN": TOKEN, "BOT_API_URL": url}
    if bot.ours:
        environment |= settings_in(folder, **settings)
    with (folder / "log").open("wb") as log:
        none, before = asyncio.subprocess.DEVNULL, os.sched_getaffinity(0)
        os.sched_setaffinity(0, {BOT_CORE})  # what a process is born with, all its threads keep
        try:
            process = await asyncio.create_subprocess_exec(
                bot.python, *bot.words, cwd=folder, env=environment, stdin=none, stdout=log, stderr=log
            )
        finally:
            os.sched_setaffinity(0, before)
        try:
            yield process
        finally:
            await _ended(process)


async def _ended(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        async with asyncio.timeout(_STOPPING):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


async def run(bot: Bot, server: Server, folder: Path, *, rest: float = 0.0, **settings: str) -> Run:
    """Let the bot answer all that the server has; `rest` seconds later its memory is read. Raises Failed."""
    url = f"http://127.0.0.1:{await server.open()}"
    begun = time.monotonic()
    try:
        async with started(bot, url, folder, **settings) as process:
            await while_alive(process, bot, folder, server, server.polled)
            cpu_first, (resident_first, _) = _cpu(process.pid), _memory(process.pid)
            await while_alive(process, bot, folder, server, server.done)
            cpu = _cpu(process.pid) - cpu_first
            await asyncio.sleep(rest)
            resident, peak = _memory(process.pid)
    finally:
        server.close()
    return Run(
        count=server.replied,
        seconds=server.seconds,
        cpu=cpu,
        started=server.first_poll - begun,
        cpu_first=cpu_first,
        resident_first=resident_first,
        resident=resident,
        peak=peak,
    )


async def while_alive(
    process: asyncio.subprocess.Process, bot: Bot, folder: Path, server: Server, event: asyncio.Event
) -> None:
    """Wait for the event. Raises Failed where the bot ended before, or nothing more is heard of it."""
    ended, happened = asyncio.create_task(process.wait()), asyncio.create_task(event.wait())
    heard, before = server.replied, -1
    while not (event.is_set() or ended.done()) and heard != before:
        await asyncio.wait({ended, happened}, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        heard, before = server.replied, heard
    ended.cancel()
    happened.cancel()
    if not event.is_set():
        told = (folder / "log").read_text(encoding="utf-8", errors="replace")[-2000:]
        raise Failed(f"{bot.name} ended or hung\n{told}")


def _cpu(pid: int) -> float:
    """Seconds of CPU that the process took so far, all its threads together."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS  # utime and stime, proc(5)


def _memory(pid: int) -> tuple[float, float]:
    """Resident memory now and at its highest, MB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    sizes = {
        name: value.split()[0] for name, _, value in (line.partition(":") for line in lines) if value.split()
    }
    return int(sizes["VmRSS"]) / 1024, int(sizes["VmHWM"]) / 1024
