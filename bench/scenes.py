"""What is measured: each scene plays a few rounds and tells what came of them."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from bench.bots import BARE, ECHOES, GUARANTEES, PTB, VIDAN, Bot, at, without
from bench.ground import Ground, counted
from bench.runs import Failed, Run, run
from bench.server import Server
from bench.updates import OFFICERS, deeds, strangers
from sandbox.limits import Limits, Rates

LATENCY = 0.05  # seconds a call
ALLOWED = Rates().a_second
EVENING = "18:00"  # when all who are reminded have been told so by the clock


@dataclass(frozen=True, kw_only=True)
class Size:
    """How much of it: updates a run, people whose messages fill the memory, rounds, starts."""

    rounds: int = 3
    updates: int = 6_000
    people: int = 100_000
    starts: int = 7
    notices: int = OFFICERS // 2


QUICK = Size(rounds=1, updates=2_000, people=5_000, starts=2)
Seen = dict[str, list[float]]  # figure -> one value a round


@dataclass(frozen=True, kw_only=True)
class Bench:
    """What every scene needs; `say` tells whoever waits how far it is."""

    ground: Ground
    size: Size
    say: Callable[[str], None]
    seen: Seen = field(default_factory=dict)

    def note(self, figure: str, value: float) -> None:
        """One value of a figure."""
        self.seen.setdefault(figure, []).append(value)
        self.say(f"  {figure}: {value:,.3g}" if value < 1 else f"  {figure}: {value:,.1f}")


async def throughput(bench: Bench) -> None:
    """The full deed against bare echoes."""
    await _raced(bench, (VIDAN, *ECHOES), bench.size.updates)


async def costs(bench: Bench) -> None:
    """What each guarantee costs: the full deed beside itself without it."""
    await _raced(bench, (VIDAN, *map(without, GUARANTEES)), bench.size.updates, "costs, ")


async def ceiling(bench: Bench) -> None:
    """How fast the server is by itself."""
    await _raced(bench, (BARE,), 5 * bench.size.updates)


async def _raced(bench: Bench, bots: Sequence[Bot], count: int, scene: str = "") -> None:
    for turn in range(bench.size.rounds):
        for bot in (*bots[turn % len(bots) :], *bots[: turn % len(bots)]):  # each goes first in its turn
            done = await answered(bench, bot, count)
            bench.note(f"{scene}{bot.name}, a second", done.rate)
            bench.note(f"{scene}{bot.name}, µs of CPU", done.cpu / done.count * 1e6)


async def answered(bench: Bench, bot: Bot, count: int, latency: float = 0.0) -> Run:
    """The bot answers so many deeds. Raises Failed where a reply is missing, or a deed in its database."""
    folder = bench.ground.fresh()
    server = Server(deeds(count, int(time.time())), count, latency=latency)
    done = await run(bot, server, folder)
    if sorted(server.replies.values()) != sorted(_turns(count)) or server.replied != count:
        raise Failed(f"{bot.name}: replies went astray")
    if bot.ours:
        kept = counted(folder)
        whole = kept["deeds"] == count and kept["left"] == 0
        if not whole or kept["done"] != (0 if bot.name == without("inbox").name else count):
            raise Failed(f"{bot.name}: of {count} deeds it kept {kept}")
    return done


def _turns(count: int) -> list[int]:
    """How many of so many updates each person sent."""
    return [n for n in (count // OFFICERS + (0 < p <= count % OFFICERS) for p in range(OFFICERS)) if n]


async def latency(bench: Bench) -> None:
    """Where each call takes 50 ms, as calls to Telegram do."""
    for _ in range(bench.size.rounds):
        for bot, count in ((VIDAN, bench.size.updates // 2), (PTB, 150)):  # sequential: 20 a second at best
            done = await answered(bench, bot, count, LATENCY)
            bench.note(f"50 ms, {bot.name}, a second", done.rate)


async def postman(bench: Bench) -> None:
    """In the evening 1,000 officers are reminded, as fast as a strict Telegram allows."""
    count = bench.size.notices
    for _ in range(bench.size.rounds):
        server = Server((), count, judge=Limits())
        folder = bench.ground.fresh("reminded")
        await run(at(EVENING), server, folder, MESSAGES_PER_SECOND=str(ALLOWED))
        kept = counted(folder)
        if kept["sent"] != count or len(server.replies) != count:
            raise Failed(f"postman: of {count} reminders {kept['sent']} were sent")
        span = server.sent_at[-1] - server.sent_at[0]
        bench.note("postman, share of the pace", (count - 1) / span / ALLOWED)
        bench.note("postman, 429s", server.refused)


async def memory(bench: Bench) -> None:
    """After so many different people wrote, each answered: the bot's resident memory, MB."""
    count = bench.size.people
    server = Server(strangers(count, int(time.time())), count)
    done = await run(VIDAN, server, bench.ground.fresh(), rest=2.0)
    bench.note("memory at the start, MB", done.resident_first)
    bench.note("memory, MB", done.resident)
    bench.note("memory at its highest, MB", done.peak)
    bench.note("memory, people a second", done.rate)


async def start(bench: Bench) -> None:
    """From the start of `python -m bot run` to its first getUpdates, on a database that is there."""
    for turn in range(bench.size.starts + 1):
        server = Server(deeds(1, int(time.time())), 1)
        done = await run(VIDAN, server, bench.ground.fresh())
        if turn:  # the first warms the file cache
            bench.note("start, s", done.started)
            bench.note("start, s of CPU", done.cpu_first)


SCENES: dict[str, Callable[[Bench], Awaitable[None]]] = {
    "throughput": throughput,
    "costs": costs,
    "latency": latency,
    "postman": postman,
    "memory": memory,
    "start": start,
    "ceiling": ceiling,
}
