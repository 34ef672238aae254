"""python -m tests.crash: kill -9 under load, hundreds of times; exit 1 where a promise broke."""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
from pathlib import Path

from tests.crash.crowd import Size
from tests.crash.report import table
from tests.crash.run import run


def main() -> int:
    """Read the words, run, print the table; the exit code."""
    parser = argparse.ArgumentParser("python -m tests.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    parser.add_argument("--keep", type=Path, help="a folder in which to leave databases and logs")
    options = parser.parse_args()
    _tell(f"seed {options.seed}")
    with tempfile.TemporaryDirectory() as own:
        folder = Path(tempfile.mkdtemp(dir=options.keep)) if options.keep else Path(own)
        outcome = asyncio.run(run(folder, options.kills, random.Random(options.seed), Size(), _tell))
    _tell(table(outcome))
    return 1 if outcome.broken else 0


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
