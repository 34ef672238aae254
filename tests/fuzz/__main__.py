"""python -m tests.fuzz: thousands of updates by both ways of intake; exit 1 where anything gave way."""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from tests.fuzz.doors import Delivery, Polling
from tests.fuzz.feed import feeding
from tests.fuzz.tally import Finding, Tally

ROOT = Path(__file__).parents[2]
A_BATCH = 50
WARM = 0.25  # of the updates are fed before memory is first looked at: caches fill, tables are read
A_LEAK = 0.5  # Python's blocks an update: who forgets one small object for every second update is found
BREATH = 1.2  # times the memory then, at the end: the allocator keeps what it once needed
MIB = 1024 * 1024


def main() -> int:
    """Read the words, run, print; the exit code."""
    parser = argparse.ArgumentParser("python -m tests.fuzz", description=__doc__)
    parser.add_argument("--updates", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    options = parser.parse_args()
    print(f"seed {options.seed}")  # noqa: T201 - a tool for the terminal
    begun = monotonic()
    tally, sizes = Tally(), list[Size]()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(Path(folder), options.updates, options.seed, tally, sizes))
    flat = sizes[-1].flat_since(sizes[0])
    _tell(tally, sizes, monotonic() - begun, flat=flat)
    return 0 if tally.clean and flat and tally.fed == options.updates else 1


class Size(NamedTuple):
    """How large the process is after so many updates: blocks of Python's own, and bytes at the peak."""

    updates: int
    blocks: int
    peak: int

    @classmethod
    def now(cls, updates: int) -> Size:
        """As it is, once what nobody holds is gone."""
        gc.collect()
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return cls(updates, sys.getallocatedblocks(), most if sys.platform == "darwin" else most * 1024)

    def flat_since(self, before: Size) -> bool:
        """Whether nothing was kept but what one run or another keeps."""
        kept = (self.blocks - before.blocks) / max(1, self.updates - before.updates)
        return kept < A_LEAK and self.peak < before.peak * BREATH


async def run(folder: Path, count: int, seed: int, tally: Tally, sizes: list[Size]) -> None:
    """Feed `count` updates, half by each door; `sizes` gets the size once warm and at the end."""
    async with feeding(folder, tally) as feed:
        doors = Polling(), Delivery(feed.stage.town)
        with _made(count, seed) as made:
            lines = iter(made.stdout or ())
            while batch := [json.loads(line) for line in islice(lines, A_BATCH)]:
                await feed.give(doors[tally.fed >= count / 2], batch)
                if not sizes and tally.fed >= count * WARM:
                    feed.stage.forget(0)
                    sizes.append(Size.now(tally.fed))
                _progress(tally, count)
        feed.stage.forget(0)  # Telegram's own memory is nobody's leak, and at first its chats still fill
        sizes.append(Size.now(tally.fed))


@contextmanager
def _made(count: int, seed: int) -> Iterator[subprocess.Popen[str]]:
    """The process that makes updates while we feed."""
    words = [sys.executable, "-m", "tests.fuzz.make", str(count), str(seed)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        try:
            yield process
        finally:
            process.kill()


def _progress(tally: Tally, count: int) -> None:
    if tally.fed % 1000 < A_BATCH:
        wrong = sum(finding.count for finding in (*tally.failed.values(), *tally.refused.values()))
        print(f"{tally.fed}/{count} fed, {wrong} went wrong", flush=True)  # noqa: T201 - the same


def _tell(tally: Tally, sizes: list[Size], seconds: float, *, flat: bool) -> None:
    """The table, then each finding with the smallest update that shows it."""

    def total(findings: dict[str, Finding]) -> int:
        return sum(finding.count for finding in findings.values())

    rows = (
        ("updates fed, half by each intake", tally.fed),
        ("failed in a handler", total(tally.failed)),
        ("intake stopped", total(tally.refused)),
        ("stuck", tally.stuck),
        ("unhandled, or logged as errors", tally.unhandled.total()),
        ("broken ones kept under a reference", total(tally.broken)),
        ("peak memory warm → end, MiB", " → ".join(f"{size.peak / MIB:.1f}" for size in sizes)),
        ("Python's blocks warm → end", " → ".join(f"{size.blocks}" for size in sizes)),
        ("memory flat", "yes" if flat else "NO"),
        ("seconds", round(seconds)),
    )
    lines = [f"{what:<38}{count}" for what, count in rows]
    for title, findings in (("FAILED", tally.failed), ("REFUSED", tally.refused), ("broken", tally.broken)):
        lines += [f"\n{title} ×{f.count}: {what}\n  {f.smallest[:600]}" for what, f in findings.items()]
    lines += [f"\nUNHANDLED ×{count}: {what}" for what, count in tally.unhandled.items()]
    print("\n".join(lines))  # noqa: T201 - the same


if __name__ == "__main__":
    sys.exit(main())
