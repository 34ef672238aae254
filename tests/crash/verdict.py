"""Held against the promises: each wish had its effect once, each notice came, nothing is left undone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tests.crash import sums
from tests.crash.home import Home
from tests.crash.ledger import Ledger
from tests.crash.notices import Post, compare
from tests.crash.records import Records

MOST_DOUBLED = 0.01  # of the notices sent


@dataclass
class Verdict:
    """What was found; `broken` names each promise that was not kept."""

    updates: int = 0
    kept: int = 0
    wishes: int = 0
    effects: int = 0
    missing: Counter[str] = field(default_factory=Counter)
    twice: Counter[str] = field(default_factory=Counter)
    half_said: int = 0
    astray: int = 0
    post: Post = field(default_factory=Post)
    broken: list[str] = field(default_factory=list)

    @property
    def share_doubled(self) -> float:
        """Of the notices sent, how many came more than once."""
        return self.post.doubled / self.post.sent if self.post.sent else 0.0


async def judge(home: Home, ledger: Ledger, records: Records, most_doubled: float) -> Verdict:
    """Look at everything, once the bot has ended."""
    found = Verdict(updates=home.said, wishes=len(ledger.wishes))
    await _updates(found, records)
    await _wishes(found, ledger, records)
    await _notices(found, home, records, most_doubled)
    async with records.database.reading() as tx:
        found.broken += [f"the sums are off: {name}" for name in await sums.off(tx)]
    if not await records.sound():
        found.broken.append("PRAGMA integrity_check is not ok")
    return found


async def _updates(found: Verdict, records: Records) -> None:
    states = await records.inbox()
    found.kept = states.total()
    if states.total() != found.updates:
        found.broken.append(f"{found.updates} updates were sent and {states.total()} kept")
    found.broken += [f"{states[state]} updates are {state}" for state in ("new", "failed") if states[state]]


async def _wishes(found: Verdict, ledger: Ledger, records: Records) -> None:
    effects = await records.effects()
    unsent = await records.half_said()
    for tag, kind in ledger.wishes.items():
        times = effects.pop((kind, tag), 0)
        found.effects += times
        if times > 1:
            found.twice[kind] += 1
        elif not times and tag in unsent:
            found.half_said += 1
        elif not times and tag in ledger.unsure:
            found.astray += 1
        elif not times:
            found.missing[kind] += 1
    for name, counted in (("missing", found.missing), ("had twice", found.twice)):
        if counted:
            found.broken.append(f"effects {name}: {dict(counted)}")
    if effects:
        found.broken.append(f"{effects.total()} effects nobody wished for: {list(effects)[:3]}")


async def _notices(found: Verdict, home: Home, records: Records, most_doubled: float) -> None:
    found.post = await compare(home, records)
    states = await records.outbox()
    found.broken += [
        f"{states[state]} notices are {state}"
        for state in ("waiting", "failed", "unreachable")
        if states[state]
    ]
    if found.post.lost:
        found.broken.append(f"notices called sent that nobody saw: {found.post.lost[:3]}")
    if found.share_doubled >= most_doubled:
        found.broken.append(f"{found.post.doubled} of {found.post.sent} notices came twice: too many")
