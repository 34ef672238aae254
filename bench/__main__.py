"""python -m bench: measures, and tells what was reached."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import replace

import uvloop

from bench import runs, table
from bench.bots import ROOT
from bench.ground import Ground
from bench.profiling import profile
from bench.scenes import QUICK, SCENES, Bench, Size

DATA = ROOT / "data"
PAGE = ROOT / "docs" / "performance.md"


def main(words: Sequence[str] | None = None) -> int:
    """Measure what the words say; 1 where a bot did not do its work."""
    options = _parser().parse_args(words)
    runs.sit_down()
    try:
        if options.what == "profile":
            uvloop.run(_profile(options.updates or QUICK.updates))
        else:
            uvloop.run(_measure(options))
    except runs.Failed as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


async def _measure(options: argparse.Namespace) -> None:
    size = QUICK if options.quick else Size()
    size = replace(
        size,
        rounds=options.rounds or size.rounds,
        updates=options.updates or size.updates,
        people=options.people or size.people,
    )
    bench, begun = Bench(ground=Ground(DATA), size=size, say=_say), time.monotonic()
    try:
        await bench.ground.lay()
        for name in options.only or SCENES:
            _say(name)
            await SCENES[name](bench)
    finally:
        bench.ground.clear()
    block = "\n".join(table.lines(bench.seen, size))
    (DATA / "bench.json").write_text(json.dumps(bench.seen, ensure_ascii=False, indent=1), encoding="utf-8")
    if options.write:
        table.write(PAGE, block)
    _say(f"\n{block}\n\n{time.monotonic() - begun:.0f} s")


async def _profile(updates: int) -> None:
    ground = Ground(DATA)
    try:
        await ground.lay()
        await profile(ground, updates, DATA / "profile.txt")
    finally:
        ground.clear()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m bench", description=__doc__)
    parser.add_argument("what", nargs="?", choices=("measure", "profile"), default="measure")
    parser.add_argument("--quick", action="store_true", help="one small round")
    parser.add_argument("--only", action="append", choices=SCENES, help="this scene alone; may be repeated")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--updates", type=int)
    parser.add_argument("--people", type=int)
    parser.add_argument("--write", action="store_true", help="into docs/performance.md")
    return parser


if __name__ == "__main__":
    sys.exit(main())
