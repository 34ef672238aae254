"""What must hold after a quarter: answered in time or reported, each "no" moved up, none forgotten."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from domain.case import WAITING, Case, CaseKind, CaseState
from domain.deadline import A_LEVEL, LEVELS_MOST
from services import desk
from storage.database import Database
from storage.tables import audit, outbox
from storage.tables import cases as table
from tests.quarter.province import TOP, Province
from tests.quarter.watch import parked


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """Figures, and what was found wrong: a sentence each."""

    cases: int
    answered: int
    late: int
    closed: int
    refused: int
    hidden: int
    wrong: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """As a table."""
        yield from (
            f"{what:<36}{count}"
            for what, count in (
                ("cases", self.cases),
                ("answered", self.answered),
                ("late: those above and sender told", self.late),
                ("closed at the end", self.closed),
                ('"no": moved up', self.refused),
                ("kept from the unit spoken of", self.hidden),
                ("found wrong", len(self.wrong)),
            )
        )
        yield from self.wrong


async def judge(province: Province, end: datetime) -> Judgement:
    """Look at everything as it stands at the instant, and at what was seen on the way there."""
    everything = await province.all_cases()
    return Judgement(
        cases=len(everything),
        answered=sum(case.answered_at is not None for case in everything),
        late=len({case for case, _ in province.watch.overdue}),
        closed=Counter(case.state for case in everything)[CaseState.CLOSED],
        refused=len(province.watch.refusals),
        hidden=sum(case.about is not None for case in everything),
        wrong=tuple([line async for line in _wrong(province, everything, end)]),
    )


async def _wrong(province: Province, everything: list[Case], end: datetime) -> AsyncIterator[str]:
    codes = {case.id: case.code for case in everything}
    for found in (
        await _unreported(province, {case.id: case.kind for case in everything}),
        [(id_, "was a no that did not move up") for id_ in await province.watch.astray()],
        [(id_, "was a no, and nobody at the new desk got its card") for id_ in await _unheard(province)],
        [(id_, "is over, and its sender was not asked again") for id_ in await _silent(province, end)],
    ):
        for id_, what in found:
            yield f"{codes[id_]} {what}"
    for case in everything:
        if case.state in WAITING and case.due_at is None and case.kind is not CaseKind.PRAISE:
            yield f"{case.code} waits without a deadline"
        if parked(case, end):
            yield f"{case.code} was asked back and forgotten"
        if case.about and case.handler == case.about != TOP:  # of the province only its secretariat hears
            yield f"{case.code} lies with the unit it speaks of"
    async with province.database.reading() as tx:
        for case in everything:
            if case.state in WAITING and not await desk.of(tx, case, end):
                yield f"{case.code} waits, and nobody looks"


async def _unreported(province: Province, kinds: Mapping[str, CaseKind]) -> list[tuple[str, str]]:
    """(case, what is wrong) of each deadline that went by while it waited: those above must have heard of it,
    one level more each three working days, and its sender must have been told.
    """
    risen, told = await _audited(province.database, "overdue"), await _promised(province.database, "late")
    found = []
    for (case, due), (_, last) in province.watch.overdue.items():
        heard = [at for at in risen.get(case, ()) if due <= at <= last]
        if not heard:
            found.append((case, f"was late by {due:%d/%m %H:%M}, and nobody above heard"))
        elif kinds[case] is not CaseKind.CRIME:
            ended = province.calendar.days_after(due, _morning(last), A_LEVEL * LEVELS_MOST)
            if len(heard) < min(ended // A_LEVEL, LEVELS_MOST - 1):
                found.append((case, f"was late by {due:%d/%m %H:%M}, and did not climb"))
        if not any(due <= at <= last for at in told.get(case, ())):
            found.append((case, f"was late by {due:%d/%m %H:%M}, and its sender was not told"))
    return found


async def _unheard(province: Province) -> list[str]:
    """The first "no" of each case after which nobody new got the card."""
    cards = await _promised(province.database, "card")
    first = {one.case: one for one in reversed(province.watch.refusals)}
    return [case for case, one in first.items() if one.at not in cards.get(case, ())]


async def _silent(province: Province, end: datetime) -> list[str]:
    """The cases whose sender said nothing for long after the end, and was never asked once more."""
    asked = await _promised(province.database, "again")
    over = select(table.c.id, table.c.closed_at).where(
        table.c.state == CaseState.CLOSED.value,
        table.c.verdict.is_(None),
        table.c.kind != CaseKind.PRAISE.value,
    )
    async with province.database.reading() as tx:
        rows = (await tx.execute(over)).all()
    mornings = province.calendar.days_after
    return [
        row.id
        for row in rows
        if row.id not in asked and mornings(row.closed_at + timedelta(days=7), _morning(end), 2) > 1
    ]


def _morning(at: datetime) -> datetime:
    """Before the day's work is done: what the last strike of a day saw was due that day's morning."""
    return at - timedelta(hours=12)


async def _audited(database: Database, action: str) -> dict[str, list[datetime]]:
    """When it happened to each case, by the audit."""
    async with database.reading() as tx:
        rows = await tx.execute(select(audit.c.subject, audit.c.at).where(audit.c.action == action))
        return _gathered((row.subject, row.at) for row in rows)


async def _promised(database: Database, kind: str) -> dict[str, list[datetime]]:
    """When a notice of that kind was promised about each case."""
    async with database.reading() as tx:
        rows = await tx.execute(select(outbox.c.params, outbox.c.due_at).where(outbox.c.kind == kind))
        return _gathered((row.params["case"], row.due_at) for row in rows)


def _gathered(pairs: Iterable[tuple[str, datetime]]) -> dict[str, list[datetime]]:
    found: dict[str, list[datetime]] = {}
    for case, at in pairs:
        found.setdefault(case, []).append(at)
    return found
