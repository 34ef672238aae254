"""An asking for a sender's name, as its notices and forms tell it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.case import Case
from domain.errors import NotFound
from domain.identity import Request
from domain.notice import NoticeKind
from storage import cases, identity, outbox, people, units
from storage.database import Tx


@dataclass(frozen=True, kw_only=True)
class Asked:
    """An asking with what a notice of it says: persons and units by name."""

    request: Request
    case: Case
    asker: str
    unit: str
    decider: str


async def found(tx: Tx, number: int) -> Request:
    """The asking of that number. Raises NotFound."""
    request = await identity.get(tx, number)
    if request is None:
        raise NotFound("button-stale")
    return request


async def asked(tx: Tx, request: Request) -> Asked:
    """The asking with its names. Raises NotFound where the case is gone."""
    case = await cases.get(tx, request.case)
    if case is None:
        raise NotFound("case-unknown")
    asker = await people.by_id(tx, request.asked_by)
    decider = await people.by_id(tx, request.decided_by) if request.decided_by else None
    unit = (await units.tree(tx)).get(case.handler)
    return Asked(
        request=request,
        case=case,
        asker=asker.name if asker else "",
        unit=unit.name if unit else "",
        decider=decider.name if decider else "",
    )


async def end(tx: Tx, case: Case, now: datetime) -> None:
    """The case is taken back: its sender's name is opened no more, and who still hoped to see it hears so."""
    for request in await identity.of_case(tx, case.id):
        open_now = request.open_until is not None and now < request.open_until
        asker = await people.by_id(tx, request.asked_by) if open_now or request.waits(now) else None
        if asker:
            await outbox.add(tx, asker.key, NoticeKind.NAME, {"request": request.id, "ended": True}, now)
