"""An admin decides what becomes of units, and what hangs on them is looked at."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from domain.person import Act, Role, Speaker
from services.reshaping import Decided
from storage import cases
from storage.tables import (
    case_months,
)
from tests.services.office import Office, at
from tests.storage.ground import PROVINCE

NOW = "2026-10-20 09:00"
CSV = "code,name,kind,parent,note\n"


async def admin(office: Office) -> Speaker:
    return await office.joins(501, Role.ADMIN, PROVINCE.code)


async def decides(
    office: Office, who: Speaker, change: str, unit: str, when: str = NOW, day: str = "", **answers: str
) -> Decided:
    """The admin answers the form to its end."""
    act = Act(by=who, at=at(when))
    given = {"unit": unit, "change": change, "day": day or when[:10], "agreed": "yes", **answers}
    draft = await office.services.drafts.open(act, "reshape", given)
    return await office.services.reshaping.decide(act, draft)


async def gives_up(office: Office, who: Speaker, number: int, when: str = NOW) -> None:
    act = Act(by=who, at=at(when))
    draft = await office.services.drafts.open(act, "reshape", {"planned": str(number)})
    await office.services.reshaping.give_up(act, draft)


async def count(office: Office, table: Any, *where: Any) -> int:
    async with office.database.reading() as tx:
        return await tx.scalar(select(func.count()).select_from(table).where(*where)) or 0


async def case(office: Office, number: str) -> Any:
    async with office.database.reading() as tx:
        return await cases.get(tx, number)


async def sums(office: Office) -> dict[str, tuple[int, int]]:
    """Per unit what was received and answered."""
    async with office.database.reading() as tx:
        rows = await tx.execute(
            select(
                case_months.c.unit, func.sum(case_months.c.received), func.sum(case_months.c.answered)
            ).group_by(case_months.c.unit)
        )
        return {unit: (received, answered) for unit, received, answered in rows}
