"""Whose desk a case lies on, and who hears of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from domain.case import Case
from domain.notice import NoticeKind
from domain.person import Act, Post, Role
from domain.rights import RIGHTS, SERVES, Action, Target, allowed, serves_in
from domain.unit import above
from storage import cases, hidden, outbox, people, photos, units
from storage.database import Tx

FIRST = 10  # cards that come by themselves to who joins a desk


async def keys(tx: Tx, unit: str, now: datetime) -> list[str]:
    """The finders of those who answer for the unit at the instant.

    Its duty officers; without any its commanders; without any those of the unit above, up to the
    secretariat: nothing lies where nobody looks.
    """
    tree = await units.tree(tx)
    for code in [unit, *(one.code for one in above(tree, unit))]:
        for role in (Role.DUTY, Role.COMMANDER):
            held = await people.holding(tx, [role], now, code)
            if held:
                return list(dict.fromkeys(row.key for row in held))
    return list(dict.fromkeys(row.key for row in await people.holding(tx, [Role.SECRETARIAT], now)))


async def higher(tx: Tx, unit: str, now: datetime) -> list[str]:
    """The finders of the commanders above the unit, nearest first; at last the secretariat's."""
    for one in above(await units.tree(tx), unit):
        held = await people.holding(tx, [Role.COMMANDER], now, one.code)
        if held:
            return list(dict.fromkeys(row.key for row in held))
    return list(dict.fromkeys(row.key for row in await people.holding(tx, [Role.SECRETARIAT], now)))


async def of(tx: Tx, case: Case, now: datetime) -> list[str]:
    """The finders of those on whose desk the case lies: `keys`, without who it speaks of.

    Where nobody is left, the unit's own commanders; then level by level those above; at last the
    secretariat's. Empty where all of them have a part in it: `python -m bot doctor` tells of such cases.
    """
    left = await _left(tx, await keys(tx, case.handler, now), case, now)
    for code in [case.handler, *(one.code for one in above(await units.tree(tx), case.handler))]:
        if left:
            return left
        held = await people.holding(tx, [Role.COMMANDER], now, code)
        left = await _left(tx, [row.key for row in held], case, now)
    if left:
        return left
    held = await people.holding(tx, [Role.SECRETARIAT], now)
    return await _left(tx, [row.key for row in held], case, now)


async def now(tx: Tx, case: Case, at: datetime) -> list[str]:
    """The finders of those who hear of the case: who took it, while they may answer; else the desk."""
    taker = await people.by_id(tx, case.taken_by) if case.taken_by else None
    if taker and await can(tx, taker.key, Action.ANSWER, case, at):
        return [taker.key]
    return await of(tx, case, at)


async def may(
    tx: Tx, key: str, person: str, posts: Collection[Post], action: Action, case: Case, at: datetime
) -> bool:
    """Whether the holder of the posts may do that with the case at the instant, as the table of rights says.

    `key` is their finder in custody.
    """
    return bool(await which(tx, key, person, posts, [action], case, at))


async def which(
    tx: Tx,
    key: str,
    person: str,
    posts: Collection[Post],
    actions: Collection[Action],
    case: Case,
    at: datetime,
) -> frozenset[Action]:
    """The same of several actions: those that they may do."""
    target = Target(
        unit=case.handler,
        own=case.taken_by == person,
        about=await speaks_of(tx, case, person),
        kept_from=case.about,
    )
    tree = await units.tree(tx)
    found = {action for action in actions if allowed(posts, action, target, tree)}
    kept = replace(target, desk=True)  # whose desk it is now is asked only where that would help
    more = {action for action in actions if action not in found and allowed(posts, action, kept, tree)}
    return frozenset(found | more if more and key in await of(tx, case, at) else found)


async def speaks_of(tx: Tx, case: Case, person: str) -> bool:
    """Whether it speaks of the person, or of a unit they served in when it came to be kept from that."""
    return case.officer == person or (case.about is not None and await hidden.holds(tx, case.id, person))


async def recused(tx: Tx, case: Case, at: datetime) -> set[str | None]:
    """The ids of all who have no part in the case at the instant, whatever posts they hold."""
    if case.about is None:
        return {case.officer}
    held = await people.holding(tx, SERVES, at, case.about)
    return {case.officer, *(row.person for row in held), *await hidden.people(tx, case.id)}


async def recuse(tx: Tx, case: Case, at: datetime) -> None:
    """Whoever serves at the instant in the unit that the case is kept from has no part in it from now on,
    wherever they go: whom it speaks of is among them.
    """
    if case.about is not None:
        held = await people.holding(tx, SERVES, at, case.about)
        await hidden.add(tx, case.id, {row.person for row in held})


async def can(tx: Tx, key: str, action: Action, case: Case, at: datetime) -> bool:
    """Whether the person of that finder may do that with the case at the instant; nobody on no roll may."""
    known = await people.by_key(tx, key, at)
    return known is not None and await may(tx, key, known[0].id, known[1], action, case, at)


async def belongs(tx: Tx, act: Act, case: Case) -> bool:
    """Whether the speaker is of the desk on which the case lies: it is theirs to see to, or they took it, or
    they serve in the unit.
    """
    by = act.by
    if by.person == case.taken_by or serves_in(by.posts, case.handler):
        return True
    return by.key in await of(tx, case, act.at)


async def speaks_for(tx: Tx, act: Act, case: Case) -> str:
    """The code of the unit for which the speaker looks at the case: the nearest in which they hold a post."""
    held = {post.unit for post in act.by.posts if Action.SEE in RIGHTS[post.role]}
    levels = [case.handler, *(one.code for one in above(await units.tree(tx), case.handler))]
    return next((code for code in levels if code in held), case.handler)


async def kept(tx: Tx, key: str, at: datetime) -> set[str]:
    """The codes of the units whose desk is the person's at the instant: theirs, and the empty ones below; of
    the secretariat's those above which nobody is.
    """
    tree = await units.tree(tx)
    last = [row.key for row in await people.holding(tx, [Role.SECRETARIAT], at)]
    held: dict[tuple[str, str], list[str]] = {}
    for row in await people.holding(tx, [Role.DUTY, Role.COMMANDER], at):
        held.setdefault((row.unit, row.role), []).append(row.key)
    found = set()
    for code in tree:
        levels = [code, *(one.code for one in above(tree, code))]
        desks = (held.get((level, role), []) for level in levels for role in (Role.DUTY, Role.COMMANDER))
        if key in next((desk for desk in desks if desk), last):
            found.add(code)
    return found


async def welcome(tx: Tx, key: str, post: Post, at: datetime) -> None:
    """Promise who comes to a desk by that post the first cards of what nobody took yet: it may be older than
    the desk. Where more waits they are shown the way to it: hundreds of cards would bury the first ones.
    """
    last = any(row.key == key for row in await people.holding(tx, [Role.SECRETARIAT], at))
    cards = 0
    for case in await cases.untaken(tx, await kept(tx, key, at), kept_from=last):
        found = await cases.get(tx, case)
        if found is None or key not in await of(tx, found, at):
            continue
        if cards == FIRST:
            more = {"what": "more", "role": post.role.value, "unit": post.unit}
            await outbox.add(tx, key, NoticeKind.POST, more, at)
            return
        await hand(tx, [key], case, at)
        cards += 1


async def hand(tx: Tx, keys: Iterable[str], case: str, at: datetime) -> None:
    """Promise the case's card, and its photos, to each of the finders."""
    first = (await cases.messages(tx, case))[0].id
    pictured = bool(await photos.of_message(tx, first))
    for key in keys:
        await outbox.add(tx, key, NoticeKind.CARD, {"case": case}, at)
        if pictured:
            await outbox.add(tx, key, NoticeKind.PHOTOS, {"case": case, "message": first}, at)


async def _left(tx: Tx, found: Iterable[str], case: Case, at: datetime) -> list[str]:
    return [key for key in dict.fromkeys(found) if await _impartial(tx, key, case, at)]


async def _impartial(tx: Tx, key: str, case: Case, at: datetime) -> bool:
    """Whether the case speaks neither of the person nor of the unit they serve in, or served in then."""
    if case.about is None and case.officer is None:
        return True
    known = await people.by_key(tx, key, at)
    if known is None or serves_in(known[1], case.about):
        return False
    return not await speaks_of(tx, case, known[0].id)
