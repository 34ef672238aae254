"""Whose desk a case lies on, and who may speak for a unit."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.case import Case
from domain.errors import NotAllowed
from domain.person import Act, Role, Speaker
from domain.unit import above
from storage import people, units


async def keys(tx: AsyncConnection, unit: str) -> list[str]:
    """The finders of those who answer for the unit now.

    Its duty officers; without any its commanders; without any those of the unit above, up to the
    secretariat: nothing lies where nobody looks.
    """
    tree = await units.tree(tx)
    for code in [unit, *(one.code for one in above(tree, unit))]:
        for role in (Role.DUTY, Role.COMMANDER):
            held = await people.holding(tx, [role], code)
            if held:
                return list(dict.fromkeys(row.key for row in held))
    return list(dict.fromkeys(row.key for row in await people.holding(tx, [Role.SECRETARIAT])))


async def may_answer(tx: AsyncConnection, who: Speaker, case: Case) -> bool:
    """Whether the speaker answers for the unit that handles the case.

    Duty officers for their own unit and, where the desk below is empty, for what came up to them;
    commanders for theirs and all below; the secretariat for all.
    """
    if who.has(Role.SECRETARIAT):
        return True
    if case.handler in who.units(Role.DUTY, Role.COMMANDER):
        return True
    higher = {one.code for one in above(await units.tree(tx), case.handler)}
    return bool(higher & set(who.units(Role.COMMANDER))) or who.key in await keys(tx, case.handler)


async def officer_for(tx: AsyncConnection, act: Act, case: Case) -> str:
    """The id of the person who speaks for the unit. Raises NotAllowed for anybody else."""
    if act.by.person is None or not await may_answer(tx, act.by, case):
        raise NotAllowed("not-your-case")
    return act.by.person
