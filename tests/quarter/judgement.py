"""What must hold after a quarter: answered in time or reported, each "no" moved up, none forgotten."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from domain.case import WAITING, Case, CaseKind, CaseState
from domain.notice import NoticeKind
from services import desk
from storage.database import Database
from storage.tables import audit, outbox
from tests.quarter.province import TOP, Province


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
    """Look at everything as it stands at the instant."""
    everything = await province.all_cases()
    missed = await _missed(province.database)
    late = [case for case in everything if case.id in missed or _late(case, end)]
    return Judgement(
        cases=len(everything),
        answered=sum(case.answered_at is not None for case in everything),
        late=len(late),
        closed=Counter(case.state for case in everything)[CaseState.CLOSED],
        refused=len(province.refused),
        hidden=sum(case.about is not None for case in everything),
        wrong=tuple([line async for line in _wrong(province, everything, late, end)]),
    )


async def _wrong(
    province: Province, everything: list[Case], late: list[Case], end: datetime
) -> AsyncIterator[str]:
    risen, told = await _overdue(province.database), await _told_late(province.database)
    for case in late:
        if case.id not in risen:
            yield f"{case.code} is late, and nobody above heard"
        if case.id not in told:
            yield f"{case.code} is late, and its sender was not told"
    for case in everything:
        if case.state in WAITING and case.due_at is None and case.kind is not CaseKind.PRAISE:
            yield f"{case.code} waits without a deadline"
        if case.id in province.refused and not case.reopened and case.unit != TOP:
            yield f"{case.code} was a no that did not move up"
        if case.about and case.handler == case.about != TOP:  # of the province only its secretariat hears
            yield f"{case.code} lies with the unit it speaks of"
    async with province.database.reading() as tx:
        for handler in {case.handler for case in everything if case.state in WAITING}:
            if not await desk.keys(tx, handler, end):
                yield f"{handler} has cases, and nobody looks"


def _late(case: Case, end: datetime) -> bool:
    """Whether it still waits, and its deadline is over."""
    return case.due_at is not None and end > case.due_at


async def _missed(database: Database) -> set[str]:
    """The cases that were once answered after their deadline, by the audit."""
    async with database.reading() as tx:
        late = audit.c.details["late"].as_boolean()
        return set(await tx.scalars(select(audit.c.subject).where(audit.c.action == "answer", late)))


async def _overdue(database: Database) -> set[str]:
    """The cases of which those above were told, by the audit."""
    async with database.reading() as tx:
        return set(await tx.scalars(select(audit.c.subject).where(audit.c.action == "overdue")))


async def _told_late(database: Database) -> set[str]:
    async with database.reading() as tx:
        rows = await tx.scalars(select(outbox.c.params).where(outbox.c.kind == NoticeKind.LATE.value))
        return {params["case"] for params in rows}
