"""Rights asked inside a transaction: the table of `domain/rights.py` on what stands in the database."""

from __future__ import annotations

from collections.abc import Collection

from domain.case import Case
from domain.errors import NotAllowed
from domain.person import Act, Post
from domain.rights import Action, Target, allowed
from services import desk
from storage import units
from storage.database import Tx


async def may(tx: Tx, key: str, person: str, posts: Collection[Post], action: Action, case: Case) -> bool:
    """Whether the holder of the posts may do that with the case. `key` is their finder in custody."""
    target = Target(
        unit=case.handler,
        own=case.taken_by == person,
        desk=key in await desk.keys(tx, case.handler),
        about=case.officer == person,
    )
    return allowed(posts, action, target, await units.tree(tx))


async def require(tx: Tx, act: Act, action: Action, case: Case) -> str:
    """The speaker's id. Raises NotAllowed, of which the audit hears, where they may not."""
    by = act.by
    if by.person is None or not await may(tx, by.key, by.person, by.posts, action, case):
        raise NotAllowed("not-your-case", action=action.value, subject=case.id)
    return by.person


async def require_unit(tx: Tx, act: Act, action: Action, unit: str) -> None:
    """Raises NotAllowed, of which the audit hears, where the speaker may not do that in the unit."""
    if not allowed(act.by.posts, action, Target(unit=unit), await units.tree(tx)):
        raise NotAllowed("not-your-unit", action=action.value, subject=unit)
