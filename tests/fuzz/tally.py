"""What went wrong, each way of it once, with the smallest update that shows it."""

from __future__ import annotations

import json
import logging
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


@dataclass
class Finding:
    """One way to fail: how often it was met, and by what at the least."""

    count: int = 0
    smallest: str = ""

    def add(self, update: dict[str, Any]) -> None:
        """Met once more."""
        shown = json.dumps(update, ensure_ascii=False)
        self.count += 1
        if not self.smallest or len(shown) < len(self.smallest):
            self.smallest = shown


@dataclass
class Tally:
    """Counts. `failed` are updates Telegram may send and we could not handle; `broken` it never would."""

    fed: int = 0
    failed: dict[str, Finding] = field(default_factory=dict)
    broken: dict[str, Finding] = field(default_factory=dict)
    stuck: int = 0
    refused: dict[str, Finding] = field(default_factory=dict)  # an intake that stopped at an update
    unhandled: Counter[str] = field(default_factory=Counter)  # told to the loop, or logged as an error

    def note(self, where: dict[str, Finding], what: str, update: dict[str, Any]) -> None:
        """Count a finding."""
        where.setdefault(what, Finding()).add(update)

    @property
    def clean(self) -> bool:
        """Whether every promise held."""
        return not (self.failed or self.stuck or self.refused or self.unhandled)


def named(error: BaseException) -> str:
    """An error by its kind and by the innermost of our own lines it passed."""
    # Without the lines' text: reading the sources would count as memory that the bot took.
    frames = traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__), lookup_lines=False)
    ours = [f for f in frames if f.filename.startswith(str(ROOT)) and "site-packages" not in f.filename]
    where = f"{Path(ours[-1].filename).relative_to(ROOT)}:{ours[-1].lineno}" if ours else "?"
    return f"{type(error).__name__} at {where}: {str(error)[:100]}"


class Errors(logging.Handler):
    """What libraries log as errors."""

    def __init__(self, tally: Tally) -> None:
        super().__init__(logging.ERROR)
        self._tally = tally

    def emit(self, record: logging.LogRecord) -> None:
        """Count it by its logger and the exception it tells of."""
        error = record.exc_info[1] if record.exc_info else None
        about = named(error) if error else record.msg[:80]
        self._tally.unhandled[f"{record.name}: {about}"] += 1
