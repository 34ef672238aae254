"""What was to be reached and what was: the table, and its place in docs/performance.md."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median

from bench.bots import AIOGRAM, GUARANTEES, PTB, PTB_AIOHTTP, VIDAN, without
from bench.scenes import Seen, Size

BEGIN, END = "<!-- measured -->", "<!-- /measured -->"


@dataclass(frozen=True, kw_only=True)
class Goal:
    """A line of the table: a figure, or its ratio to another, round by round."""

    what: str
    figure: str
    by: str = ""
    least: float = 0.0
    most: float = 0.0
    unit: str = ""

    def reached(self, seen: Seen) -> float | None:
        """The median; None where it was not measured."""
        values = seen.get(self.figure, [])
        if self.by:
            values = [ours / theirs for ours, theirs in zip(values, seen.get(self.by, []), strict=False)]
        return median(values) if values else None

    def by_cpu(self, seen: Seen) -> str:
        """The same by the CPU that each took, which a busy machine disturbs less; empty where none is."""
        theirs, ours = (
            seen.get(name.replace(", a second", ", µs of CPU"), []) for name in (self.by, self.figure)
        )
        ratios = [their / our for their, our in zip(theirs, ours, strict=False)] if self.by else []
        return _shown(median(ratios)) if ratios else ""

    def met(self, value: float) -> bool:
        """Whether that is enough."""
        return value >= self.least and (not self.most or value <= self.most)

    @property
    def asked(self) -> str:
        """What was to be reached."""
        return f"≤ {self.most:g}{self.unit}" if self.most else f"≥ {self.least:g}{self.unit}"


def _second(bot: str) -> str:
    return f"{bot}, a second"


_OURS = _second(VIDAN.name)
GOALS = (
    Goal(
        what="full durable deed ÷ bare PTB echo on our transport",
        figure=_OURS,
        by=_second(PTB_AIOHTTP.name),
        least=0.6,
    ),
    Goal(
        what="full durable deed ÷ bare PTB echo on its defaults",
        figure=_OURS,
        by=_second(PTB.name),
        least=1.8,
    ),
    Goal(what="full durable deed ÷ bare aiogram echo", figure=_OURS, by=_second(AIOGRAM.name), least=1.2),
    Goal(
        what="at 50 ms a call ÷ sequential PTB echo",
        figure=f"50 ms, {_OURS}",
        by=f"50 ms, {_second(PTB.name)}",
        least=20,
    ),
    Goal(what="postman: share of the allowed pace", figure="postman, share of the pace", least=0.98),
    Goal(what="postman: 429s from a strict server", figure="postman, 429s", most=0.5),
    Goal(what="resident memory after 100,000 people", figure="memory, MB", most=130, unit=" MB"),
    Goal(what="start to first `getUpdates`", figure="start, s", most=1.2, unit=" s"),
)


def lines(seen: Seen, size: Size) -> Iterator[str]:
    """The measured block, in Markdown."""
    yield f"Measured with {size.rounds} interleaved rounds of {size.updates:,} updates on {_machine()}."
    yield ""
    yield "| what | asked | reached | | by CPU |"
    yield "|---|---|---|---|---|"
    for goal in GOALS:
        value = goal.reached(seen)
        if value is not None:
            met = "✓" if goal.met(value) else "✗"
            yield f"| {goal.what} | {goal.asked} | {_shown(value)}{goal.unit} | {met} | {goal.by_cpu(seen)} |"
    yield from _costs(seen)
    yield from _figures(seen)


def _costs(seen: Seen) -> Iterator[str]:
    whole = f"costs, {_OURS}"
    if whole not in seen:
        return
    yield ""
    yield "| switched off, in the bench only | deeds a second | the guarantee costs |"
    yield "|---|---|---|"
    yield f"| nothing | {_shown(median(seen[whole]))} | |"
    for guarantee in GUARANTEES:
        figure = f"costs, {_second(without(guarantee).name)}"
        lost = median(1 - ours / free for ours, free in zip(seen[whole], seen[figure], strict=True))
        yield f"| {guarantee} | {_shown(median(seen[figure]))} | {lost:.0%} |"


def _figures(seen: Seen) -> Iterator[str]:
    yield ""
    yield "| figure | median | lowest | highest | values |"
    yield "|---|---|---|---|---|"
    for figure, values in seen.items():
        shown = " | ".join(_shown(value) for value in (median(values), min(values), max(values)))
        yield f"| {figure} | {shown} | {len(values)} |"


def _shown(value: float) -> str:
    if value >= 100:  # noqa: PLR2004 - three digits say enough
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _machine() -> str:
    """Its shape, not its name."""
    libraries = ("python-telegram-bot", "aiohttp", "uvloop", "SQLAlchemy")
    with_ = ", ".join(f"{name} {version(name)}" for name in libraries)
    return (
        f"{os.cpu_count()} cores ({platform.machine()}, {platform.system()}), "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {with_}"
    )


def write(page: Path, block: str) -> None:
    """Put the block between the page's two marks. Raises ValueError where they are not there."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{page.name} has no place for it")
    page.write_text(f"{before}{begin}\n{block}\n{end}{after}", encoding="utf-8")
