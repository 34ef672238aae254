"""Words for the desk's tests: who serves where, and what is done with a case."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from domain.case import Case
from domain.errors import Refused
from domain.forms import Draft
from domain.notice import NoticeKind
from domain.person import Act, Post, Role, Speaker
from domain.unit import Unit, UnitKind
from storage import cases, units
from storage.tables import audit, outbox
from tests.services.office import Office, at
from tests.storage.ground import TRAN

DONE = "Công an xã đã tới tận ấp, lắp năm bóng đèn đầu đường, bà con qua lại đã sáng."
GROUP = Unit(code="32134A", name="Tổ ấp Cái Rô", kind=UnitKind.COMMUNE, parent="32134")


def draft(case: Case, **answers: Any) -> Draft:
    """A form's answers, all said at once."""
    return Draft(id="", form="", version=0, answers={"case": case.id, **answers})


def act(who: Speaker, when: str = "2026-10-20 10:00") -> Act:
    """The person does something."""
    return Act(by=who, at=at(when))


async def serves(office: Office, telegram_id: int, name: str, role: Role, unit: str = TRAN.code) -> Speaker:
    """Somebody on the roll, by a name of their own."""
    since = at("2026-09-01 08:00")
    joining = Act(by=await office.services.people.speaker(telegram_id, name, since), at=since)
    async with office.database.transaction() as tx:
        await office.services.people.enrol(tx, joining, name, Post(role=role, unit=unit))
    return await office.services.people.speaker(telegram_id, name, at("2026-10-20 08:00"))


async def heard(office: Office, text: str = "Đường vào ấp không có đèn", **more: Any) -> Case:
    """An opinion of somebody new about the commune."""
    lan = await office.services.people.speaker(900_000 + len(text), "Lan", at("2026-10-20 08:00"))
    return await office.hears(lan, text, **more)


async def now(office: Office, case: Case) -> Case:
    """The case as it is."""
    async with office.database.reading() as tx:
        found = await cases.get(tx, case.id)
    assert found is not None
    return found


async def with_a_group_below(office: Office) -> None:
    """The commune has a unit of its own."""
    async with office.database.transaction() as tx:
        await units.put(tx, [GROUP], await units.tree(tx))


async def noted(office: Office, case: Case) -> list[str]:
    """What the audit says was done with the case, oldest first."""
    async with office.database.reading() as tx:
        rows = await tx.scalars(select(audit.c.action).where(audit.c.subject == case.id).order_by(audit.c.id))
        return [row for row in rows if row != "received"]


async def told(office: Office, who: Speaker, kind: NoticeKind) -> list[dict[str, Any]]:
    """What the notices of that kind to the person are about."""
    async with office.database.reading() as tx:
        rows = await tx.scalars(
            select(outbox.c.params)
            .where(outbox.c.to == who.key, outbox.c.kind == kind.value)
            .order_by(outbox.c.id)
        )
        return list(rows)


def why(refused: Refused) -> tuple[str, dict[str, str | int]]:
    """The sentence and what it names."""
    return refused.key, refused.params
