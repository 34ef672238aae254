"""python -m tests.quarter: sixty units and two thousand cases across Tết; exit 1 where one was forgotten."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.quarter.judgement import Judgement
from tests.quarter.run import play
from tests.services.office import Office


def main() -> int:
    """Read the words, play, print; the exit code."""
    parser = argparse.ArgumentParser("python -m tests.quarter", description=__doc__)
    parser.add_argument("--cases", type=int, default=2_000)
    parser.add_argument("--days", type=int, default=120)
    parser.add_argument("--seed", type=int, default=2027)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        judged = asyncio.run(_played(Path(folder), options.cases, options.days, options.seed))
    print("\n".join(judged.lines()))  # noqa: T201 - a tool for the terminal
    return 1 if judged.wrong or judged.cases != options.cases else 0


async def _played(folder: Path, cases: int, days: int, seed: int) -> Judgement:
    office = await Office.open(folder)
    try:
        return await play(office, cases, days, seed)
    finally:
        await office.close()


if __name__ == "__main__":
    sys.exit(main())
