"""What whoever watches the bot can count: no person, no unit and no word of anybody is in it.

Each figure has a row in the table "Figures" of docs/operate.md; a test compares the two, both ways.
"""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic
from typing import Any, Protocol

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client.core import CounterMetricFamily, Metric
from prometheus_client.registry import Collector

UPDATES = ("done", "repeated", "failed")
NOTICES = ("sent", "dropped", "unreachable", "failed", "later")
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Busy(Protocol):
    """What the lanes tell of themselves."""

    @property
    def waiting(self) -> int:
        """Updates that wait for their turn."""

    @property
    def under_way(self) -> int:
        """Updates being handled."""


class Writer(Protocol):
    """What the database tells of its writer, since the start."""

    @property
    def commits(self) -> int:
        """Commits made."""

    @property
    def pieces(self) -> int:
        """Pieces of work those commits held."""


class Metrics:
    """The program's own registry, and the words by which the parts report. Making one opens nothing."""

    def __init__(self) -> None:
        # Without a second line for each counter: process_start_time_seconds says the same.
        disable_created_metrics()  # type: ignore[no-untyped-call]  # theirs has no types
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        own: dict[str, Any] = {"namespace": "vidan", "registry": self.registry}
        self._build = Gauge("build_info", "The version that runs; always 1", ["version"], **own)
        self._kept = Counter("updates_kept", "Updates committed to the inbox", **own)
        self._updates = Counter("updates", "Updates that came to their end", ["outcome"], **own)
        self._seconds = Histogram("update_seconds", "From kept to its end", buckets=_SECONDS, **own)
        self._waiting = Gauge("lanes_waiting", "Updates that wait for their turn", **own)
        self._under_way = Gauge("lanes_under_way", "Updates being handled", **own)
        self._intake = Gauge("intake_age_seconds", "Since Telegram last answered a poll or delivered", **own)
        self.heard()  # before the first time: since the start
        self._notices = Counter("notices", "Notices by what became of a try", ["outcome"], **own)
        self._ambiguous = Counter("sends_ambiguous", "Sends that may have arrived and go again", **own)
        self._held = Counter("held", "Times Telegram said: too many requests", **own)
        self._held_seconds = Counter("held_seconds", "Seconds it said to wait, summed", **own)
        self._due = Counter("due", "What the clock promised", ["kind"], **own)
        self._outbox = Gauge("outbox_due", "Notices that are due and not settled", **own)
        self._oldest = Gauge("outbox_oldest_seconds", "How long the first of them has been due", **own)
        for outcome in UPDATES:  # named before their first: a figure that appears late looks like a jump
            self._updates.labels(outcome)
        for outcome in NOTICES:
            self._notices.labels(outcome)

    # What lanes report.

    def kept(self, number: int) -> None:
        """So many updates were committed to the inbox; those that had come before are not counted."""
        self._kept.inc(number)

    def done(self, outcome: str, seconds: float) -> None:
        """An update ended as one of UPDATES, `seconds` after it was queued here.

        "done" had its effect now; "repeated": its effect stood already; "failed" keeps a reference.
        """
        self._updates.labels(outcome).inc()
        self._seconds.observe(seconds)

    # What the postman reports.

    def notice(self, outcome: str) -> None:
        """A try to deliver a notice ended as one of NOTICES; "later": put off, it will be tried again."""
        self._notices.labels(outcome).inc()

    def ambiguous(self) -> None:
        """A send timed out or its answer was lost: it may have arrived, and will go again."""
        self._ambiguous.inc()

    def held(self, seconds: float) -> None:
        """Telegram answered 429 and said how long to wait."""
        self._held.inc()
        self._held_seconds.inc(seconds)

    # What clock and intake report.

    def due(self, kind: str, number: int) -> None:
        """The clock promised so many of a kind ("digests", "reminders"); never a person's."""
        self._due.labels(kind).inc(number)

    def heard(self) -> None:
        """Telegram answered a poll, or delivered to the webhook, just now."""
        self._intake.set_function(_age(monotonic()))

    # What is read when somebody looks.

    def watch(self, lanes: Busy, writer: Writer, version: str) -> None:
        """Read these at each look. Called once, by the wiring."""
        self._build.labels(version).set(1)
        self._waiting.set_function(lambda: lanes.waiting)
        self._under_way.set_function(lambda: lanes.under_way)
        self.registry.register(_Commits(writer))

    def outbox(self, due: float, oldest: float) -> None:
        """The outbox at this look: rows due and not settled, seconds the first has been (0: none is)."""
        self._outbox.set(due)
        self._oldest.set(oldest)


class _Commits(Collector):
    """The writer's own counts, as counters."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def collect(self) -> Iterator[Metric]:
        """Both figures; pieces ÷ commits is how many share a commit."""
        yield CounterMetricFamily("vidan_commits", "Commits of the writer", self._writer.commits)
        yield CounterMetricFamily("vidan_pieces", "Pieces of work in them", self._writer.pieces)


def _age(at: float) -> Any:
    return lambda: monotonic() - at
