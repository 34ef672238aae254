"""One run: lives that end without warning, one that ends well, and the reckoning."""

from __future__ import annotations

import asyncio
import statistics
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import monotonic

from storage.vault import new_key
from tests.crash.crowd import Crowd, Size
from tests.crash.home import Home
from tests.crash.ledger import Ledger
from tests.crash.machine import STARTS, Machine, NotStarted
from tests.crash.records import Records
from tests.crash.verdict import MOST_DOUBLED, Verdict, judge

BORN = 0.03  # of the kills meet the very first start, while the tables are made
STARTING = 0.3  # of the others meet a start
BROUGHT = 0.25  # of the lives have updates brought by the webhook
AT_WORK = (0.05, 1.5)  # seconds of work after which the rest are killed
DRAINS = 240.0  # seconds in which everything said and promised must be settled once nobody kills
Tell = Callable[[str], None]


@dataclass
class Lives:
    """What the bot's lives were like."""

    kills: int = 0
    while_born: int = 0
    while_starting: int = 0
    brought: int = 0  # lives with a webhook
    starts: list[float] = field(default_factory=list)  # seconds to the first question for updates
    recoveries: list[float] = field(default_factory=list)  # seconds to the first thing done for somebody
    broken: list[str] = field(default_factory=list)
    leased: int = 0
    complaints: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


@dataclass
class Outcome:
    """All there is to tell."""

    lives: Lives
    ledger: Ledger
    verdict: Verdict

    @property
    def broken(self) -> list[str]:
        """Each promise that was not kept."""
        return [*self.lives.broken, *self.verdict.broken]


async def run(
    folder: Path, kills: int, random: Random, size: Size, tell: Tell, most_doubled: float = MOST_DOUBLED
) -> Outcome:
    """Kill the bot `kills` times; `tell` hears how far it is.

    `most_doubled` is the share of the notices that may come twice: few notices say little about a share.
    """
    began, home, ledger, lives = monotonic(), Home(), Ledger(), Lives()
    async with home.open():
        for number in range(max(1, round(kills * BORN))):
            await _born(Machine(home, folder / f"born{number}", new_key()), random, lives)
        machine = Machine(home, folder / "main", new_key())
        crowd = Crowd(home, ledger, random, size)
        await crowd.take_posts(machine)
        crowd.enter()
        while lives.kills < kills:
            await _life(machine, home, random, lives)
            crowd.check()
            if lives.kills % 20 == 0:
                tell(f"{lives.kills}/{kills} kills, {home.said} updates, {monotonic() - began:.0f} s")
        async with Records.of(machine) as records:
            lives.leased = await records.let_leases_pass()
            await _end(machine, crowd, records, lives)
            lives.complaints = machine.complaints()
            verdict = await judge(home, ledger, records, most_doubled)
    lives.seconds = monotonic() - began
    return Outcome(lives, ledger, verdict)


async def _born(machine: Machine, random: Random, lives: Lives) -> None:
    """Killed while the tables are made for the first time; the start after that must succeed."""
    await machine.start()
    await _until(machine.has_database, STARTS, every=0.002)
    await asyncio.sleep(random.uniform(0, 0.25))
    lives.kills += await machine.kill()
    lives.while_born += 1
    await machine.start()
    try:
        await machine.at_work()
    except NotStarted:
        lives.broken.append("no start after a kill in the very first one")
    await machine.kill()


async def _life(machine: Machine, home: Home, random: Random, lives: Lives) -> None:
    """From a start to a kill. Raises NotStarted where there is no start at all."""
    began, brought = monotonic(), random.random() < BROUGHT
    await machine.start(webhook=brought)
    lives.brought += brought
    if random.random() < STARTING:
        usual = statistics.median(lives.starts) if lives.starts else 1.0
        await asyncio.sleep(random.uniform(0.02, usual))
        lives.while_starting += not home.asked.is_set()
    else:
        await machine.at_work()
        lives.starts.append(monotonic() - began)
        await asyncio.sleep(random.uniform(*AT_WORK))
    if not await machine.kill():
        lives.broken.append("the bot ended by itself")
    lives.kills += 1
    if home.acted_at:
        lives.recoveries.append(home.acted_at - began)


async def _end(machine: Machine, crowd: Crowd, records: Records, lives: Lives) -> None:
    """A last, quiet life: everybody ends what they are at, all promises are kept, then SIGTERM."""
    await machine.start()
    await machine.at_work()
    if not await crowd.leave(DRAINS):
        lives.broken.append("somebody found no end")
    await _until(records.nothing_waits, DRAINS, every=0.2)
    code = await machine.stop()
    if code:
        lives.broken.append(f"SIGTERM: exit code {code}")


async def _until(holds: Callable[[], Awaitable[bool]], within: float, *, every: float) -> None:
    """Return when it holds, or so many seconds later: what another process does rings no bell here."""
    for _ in range(round(within / every)):
        if await holds():
            return
        await asyncio.sleep(every)
