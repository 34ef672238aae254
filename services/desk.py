"""Whose desk a case lies on, and who may speak for a unit."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from domain.case import Case
from domain.errors import NotAllowed
from domain.notice import NoticeKind
from domain.person import Act, Post, Role
from domain.unit import above
from storage import cases, outbox, people, photos, units
from storage.database import Tx


async def keys(tx: Tx, unit: str) -> list[str]:
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


async def higher(tx: Tx, unit: str) -> list[str]:
    """The finders of the commanders above the unit, nearest first; at last the secretariat's."""
    for one in above(await units.tree(tx), unit):
        held = await people.holding(tx, [Role.COMMANDER], one.code)
        if held:
            return list(dict.fromkeys(row.key for row in held))
    return list(dict.fromkeys(row.key for row in await people.holding(tx, [Role.SECRETARIAT])))


async def may_answer(tx: Tx, key: str, posts: Collection[Post], case: Case) -> bool:
    """Whether the holder of the posts answers for the unit that handles the case.

    Duty officers for their own unit and, where the desk below is empty, for what came up to them;
    commanders for theirs and all below; the secretariat for all.
    """
    higher_up = {one.code for one in above(await units.tree(tx), case.handler)}
    for post in posts:
        if post.role is Role.SECRETARIAT:
            return True
        if post.role in (Role.DUTY, Role.COMMANDER) and post.unit == case.handler:
            return True
        if post.role is Role.COMMANDER and post.unit in higher_up:
            return True
    return key in await keys(tx, case.handler)


async def now(tx: Tx, case: Case) -> list[str]:
    """The finders of those who hear of the case: who took it, while they may answer; else the desk."""
    taker = await people.by_id(tx, case.taken_by) if case.taken_by else None
    known = await people.by_key(tx, taker.key) if taker else None
    if known and await may_answer(tx, known[0].key, known[1], case):
        return [known[0].key]
    return await keys(tx, case.handler)


async def officer_for(tx: Tx, act: Act, case: Case) -> str:
    """The id of the person who speaks for the unit. Raises NotAllowed for anybody else."""
    if act.by.person is None or not await may_answer(tx, act.by.key, act.by.posts, case):
        raise NotAllowed("not-your-case")
    return act.by.person


async def hand(tx: Tx, keys: Iterable[str], case: str, at: datetime) -> None:
    """Promise the case's card, and its photos, to each of the finders."""
    first = (await cases.messages(tx, case))[0].id
    pictured = bool(await photos.of_message(tx, first))
    for key in keys:
        await outbox.add(tx, key, NoticeKind.CARD, {"case": case}, at)
        if pictured:
            await outbox.add(tx, key, NoticeKind.PHOTOS, {"case": case, "message": first}, at)
