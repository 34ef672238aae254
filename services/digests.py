"""Digests: a month of a unit and all below it, its figures taken once."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import NamedTuple

from domain.digest import Figures
from domain.errors import BadSetting, Invalid, NotAllowed, NotFound
from domain.notice import NoticeKind
from domain.period import Period
from domain.person import LEADS, Act, Post
from domain.rights import Action, able
from domain.unit import Unit, above
from services import rights, unseen
from services.audit import Audit
from services.figures import count
from services.unseen import Unseen
from services.zone import Zone
from storage import outbox, people, snapshots, units
from storage.database import Database, Tx

EVENT = "digest"  # the kind of the occurrence; its recipient is person:unit
Reader = tuple[str, Sequence[Post]]  # a person's id, and the posts they hold
PARTS = (NoticeKind.DIGEST, NoticeKind.CHART, NoticeKind.TABLE)


@dataclass(frozen=True, kw_only=True)
class Due:
    """A digest that is due: for whom, of which unit and period."""

    key: str
    recipient: str
    unit: str
    period: Period


class Taken(NamedTuple):
    """Figures: the number of those taken before, or those just counted. `viewer` is the person's id for whom
    something was left out, else empty; `final`: the period is over.
    """

    known: int | None
    counted: Figures | None
    viewer: str
    final: bool


class Digests:
    """What is due, what it says, and who may ask for it."""

    def __init__(self, database: Database, zone: Zone, audit: Audit, *, day: int, at: time) -> None:
        """`day` of the month and local time `at` when last month's digest falls due."""
        self._database = database
        self._zone = zone
        self._audit = audit
        self._day = day
        self._at = at

    async def enqueue_due(self, now: datetime, *, dry_run: bool = False) -> int:
        """Promise last month's digest to every commander it is due to; how many. Safe to repeat.

        Asked of the tables, so a first of the month missed while the bot was down is caught up once.
        """
        async with self._database.reading() as tx:
            due = await self._due(tx, now)
        if not due or dry_run:
            return len(due)
        promised = 0
        for one in due:
            promised += await self._promise_once(one, now)
        return promised

    async def _promise_once(self, due: Due, now: datetime) -> bool:
        """Promise one digest, in a transaction of its own; False where another program was faster."""
        period = str(due.period)
        async with self._database.studying() as tx:
            known = await people.by_key(tx, due.key, now)
            reader = (known[0].id, known[1]) if known else None
            taken = await self._taken(tx, due.unit, due.period, now, reader)
        async with self._database.transaction() as tx:
            if await outbox.occurrence(tx, EVENT, due.recipient, period) is not None:
                return False
            notice = await self._promise(tx, due.key, await _kept(tx, taken, now), now)
            await outbox.occur(tx, EVENT, due.recipient, period, now, notice)
        return True

    async def ask(self, act: Act, typed: str) -> tuple[Unit, Period]:
        """Send the speaker the report of a period (last month where nothing is typed) of their unit.

        Raises Invalid for an unreadable period, NotAllowed for who leads nothing.
        """
        today = self._zone.day(act.at)
        period = Period.parse(typed) if typed else Period.holding(today).previous
        if period.first > today:
            raise Invalid("period-in-future")
        async with self._database.studying() as tx:
            held = await rights.held(tx, act)
            led = [post.unit for post in held if able([post], Action.REPORT)]
            if not led:
                raise NotAllowed("not-for-you", action=Action.REPORT, subject="digest")
            reader = (act.by.person, held) if act.by.person else None
            taken = await self._taken(tx, led[0], period, act.at, reader)
        async with self._database.transaction(act.update) as tx:
            await self._promise(tx, act.by.key, await _kept(tx, taken, act.at), act.at)
            said = {"unit": led[0], "period": str(period)}
            await self._audit.note(tx, act, "reported", led[0], at=act.at, **said)
            return (await units.tree(tx))[led[0]], period

    async def figures(self, unit: str, period: Period, now: datetime) -> Figures:
        """The figures of any unit and period, for the command line: whole. Raises NotFound."""
        async with self._database.studying() as tx:
            taken = await self._taken(tx, unit, period, now, None)
        async with self._database.transaction() as tx:
            found = await snapshots.get(tx, await _kept(tx, taken, now))
            if found is None:
                raise NotFound("unit-unknown", typed=unit)
            with suppress(BadSetting):  # figures of the rehearsal, whose key nobody has
                said = {"unit": unit, "period": str(period)}
                await self._audit.note(tx, None, "exported-digest", unit, at=now, **said)
        return found

    async def snapshot(self, number: int) -> Figures | None:
        """The figures a notice refers to."""
        async with self._database.reading() as tx:
            return await snapshots.get(tx, number)

    async def superior(self, unit: str) -> Unit | None:
        """The unit above, for the head of the paper."""
        async with self._database.reading() as tx:
            higher = above(await units.tree(tx), unit)
        return higher[0] if higher else None

    async def still_leads(self, key: str, unit: str, now: datetime) -> bool:
        """Whether the person of that finder receives reports of the unit now."""
        async with self._database.reading() as tx:
            known = await people.by_key(tx, key, now)
            tree = await units.tree(tx)
        reached = {unit, *(one.code for one in above(tree, unit))}
        return known is not None and any(post.role in LEADS and post.unit in reached for post in known[1])

    async def _due(self, tx: Tx, now: datetime) -> list[Due]:
        local = self._zone.local(now)
        period = Period.holding(local.date()).previous
        day = period.next.first + timedelta(days=self._day - 1)
        fell_due = self._zone.instant(day, self._at)
        if now < fell_due:
            return []
        done = await outbox.occurred(tx, EVENT, str(period))
        due = {}
        for row in await people.holding(tx, LEADS, now):
            recipient = f"{row.person}:{row.unit}"
            if (
                recipient not in done and row.since <= fell_due
            ):  # who was appointed later reads it with /baocao
                due[recipient] = Due(key=row.key, recipient=recipient, unit=row.unit, period=period)
        return list(due.values())

    async def _promise(self, tx: Tx, key: str, snapshot: int, now: datetime) -> int:
        """Three promises, each kept by itself: words, picture, table. The first row's id."""
        rows = [await outbox.add(tx, key, kind, {"snapshot": snapshot}, now) for kind in PARTS]
        return rows[0]

    async def _taken(self, tx: Tx, unit: str, period: Period, now: datetime, reader: Reader | None) -> Taken:
        """The figures, counted where they were not taken before. That takes time: no writer waits for it.

        Whoever must not see all of them has figures of their own; all others have the same.
        """
        less = await unseen.of(tx, self._zone, *reader, unit) if reader else Unseen()
        viewer = reader[0] if reader and less.ids else ""
        final = self._zone.day(now) > period.last
        known = await snapshots.final(tx, unit, str(period), viewer) if final else None
        counted = None if known else await count(tx, self._zone, unit, period, now, less)
        return Taken(known=known, counted=counted, viewer=viewer, final=final)


async def _kept(tx: Tx, taken: Taken, now: datetime) -> int:
    """The number of the figures: of a period that is over those that were taken first, whoever was faster."""
    if taken.counted is None:
        return taken.known or 0
    figures = taken.counted
    first = await snapshots.final(tx, figures.unit, figures.period, taken.viewer) if taken.final else None
    return first or await snapshots.add(tx, figures, viewer=taken.viewer, final=taken.final, now=now)
