"""Rights asked inside a transaction: the table of `domain/rights.py` on what stands in the database."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from domain.case import Case
from domain.errors import NotAllowed
from domain.person import Act, Post
from domain.rights import Action, Target, allowed
from services import desk
from storage import people, units
from storage.database import Tx


async def sees(tx: Tx, key: str, case: Case, now: datetime) -> bool:
    """Whether the case is shown to the person of that finder now: asked before a notice of it is sent."""
    return await desk.can(tx, key, Action.SEE, case, now)


async def may(tx: Tx, act: Act, action: Action, case: Case, *, theirs: bool = False) -> bool:
    """Whether the speaker may do that with the case.

    `theirs`: what is to be approved or agreed to is their own; nobody's second pair of eyes is the first.
    """
    by = act.by
    if by.person is None or (theirs and action in (Action.APPROVE, Action.AGREE_NAME)):
        return False
    return await desk.may(tx, by.key, by.person, await held(tx, act), action, case, act.at)


async def which(tx: Tx, act: Act, actions: Collection[Action], case: Case) -> frozenset[Action]:
    """Those of the actions that the speaker may do with the case."""
    by = act.by
    if by.person is None:
        return frozenset()
    return await desk.which(tx, by.key, by.person, await held(tx, act), actions, case, act.at)


async def require(tx: Tx, act: Act, action: Action, case: Case, *, theirs: bool = False) -> str:
    """The speaker's id. Raises NotAllowed, of which the audit hears, where they may not."""
    if act.by.person is None or not await may(tx, act, action, case, theirs=theirs):
        ended = act.by.person is not None and not await held(tx, act)
        key = "no-post-now" if ended else "not-your-case"
        raise NotAllowed(key, action=action.value, subject=case.id)
    return act.by.person


async def require_unit(tx: Tx, act: Act, action: Action, unit: str) -> None:
    """Raises NotAllowed, of which the audit hears, where the speaker may not do that in the unit."""
    if not allowed(await held(tx, act), action, Target(unit=unit), await units.tree(tx)):
        raise NotAllowed("not-your-unit", action=action.value, subject=unit)


async def reached(tx: Tx, act: Act, action: Action) -> set[str]:
    """The codes of all units in which the speaker may do that (cases given to them apart).

    With the units whose empty desk they keep: what came up to them from there is theirs to do.
    """
    posts, tree = await held(tx, act), await units.tree(tx)
    kept = await desk.kept(tx, act.by.key, act.at)
    return {code for code in tree if allowed(posts, action, Target(unit=code, desk=code in kept), tree)}


async def held(tx: Tx, act: Act) -> list[Post]:
    """The speaker's posts that still stand, asked anew: one may have been ended since the gate looked."""
    known = await people.by_key(tx, act.by.key, act.at)
    stored = known[1] if known else ()
    return [post for post in act.by.posts if post.by_setting or post in stored]
