"""What one run came to, as a table."""

from __future__ import annotations

import statistics
from collections import Counter

from tests.crash.run import Outcome

LATE = 30.0  # seconds


def table(outcome: Outcome) -> str:
    """The figures, one a line, then what broke."""
    lives, ledger, verdict = outcome.lives, outcome.ledger, outcome.verdict
    post, late = verdict.post, sum(seconds > LATE for seconds in verdict.post.waits)
    silent, waits = ledger.silent.total(), ledger.waits or [0.0]
    rows = (
        ("kills", lives.kills),
        ("while tables were made, in other starts", f"{lives.while_born}, {lives.while_starting}"),
        ("lives with a webhook", lives.brought),
        ("updates in → kept", f"{verdict.updates} → {verdict.kept}"),
        ("wishes → effects, each once", f"{verdict.wishes} → {verdict.effects}"),
        ("missing, had twice", f"{verdict.missing.total()}, {verdict.twice.total()}"),
        ("left in an open form, replies astray", f"{verdict.half_said}, {verdict.astray}"),
        ("notices sent", f"{post.sent} ({post.replies} direct answers that had to wait)"),
        ("lost notices", len(post.lost)),
        ("doubled notices", f"{post.doubled} ({verdict.share_doubled:.2%})"),
        ("notices: median, slowest, s; later than 30 s", f"{_spread(post.waits)}; {late}"),
        ("notices under a dead lease at the end", lives.leased),
        ("acts without an answer", f"{silent} of {ledger.asked} ({silent / max(1, ledger.asked):.2%})"),
        ("answers: median, slowest, s", f"{statistics.median(waits):.2f}, {max(waits):.1f}"),
        ("start → asks for updates: median, slowest, s", _spread(lives.starts)),
        ("start → first effect: median, slowest, s", _spread(lives.recoveries)),
        ("seconds", round(lives.seconds)),
    )
    lines = [f"{what:<46}{count}" for what, count in rows]
    for title, counted in (
        ("without an answer", ledger.silent),
        ("then", ledger.then),
        ("found no way", ledger.given_up),
        ("logged as errors", lives.complaints),
    ):
        lines += [f"{title}: {_listed(counted)}"] if counted else []
    return "\n".join([*lines, *(f"BROKEN: {promise}" for promise in outcome.broken)])


def _spread(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.2f}, {max(seconds):.2f}" if seconds else "–"


def _listed(counted: Counter[str]) -> str:
    return ", ".join(f"{what} ×{count}" for what, count in counted.most_common())
