"""Whether two on the roll may be each other's second pair of eyes: one person may hold two accounts.

Whom somebody brought themselves, they might be. So who joined by one's invitation, got their new phone by
one's link, or was made to stand in by one, approves nothing of theirs. To a sender's name they agree in
neither direction, and only by a post that has stood for a while: what is made up for the occasion is seen.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.case import Case
from domain.rights import Action
from services import desk
from services.audit import sign
from storage import bonds, people
from storage.database import Tx
from storage.vault import Vault

SETTLED = timedelta(days=7)  # for so long a post must have been held before one agrees by it


async def beholden(tx: Tx, vault: Vault, person: str, to: str) -> bool:
    """Whether the other (both are ids) brought the person, or had them stand in."""
    names = await _names(tx, vault, to)
    return await bonds.brought(tx, person, names) or await bonds.stood_in(tx, person, names)


async def tied(tx: Tx, vault: Vault, asker: str, other: str) -> bool:
    """Whether the other is too near to agree to what the asker asks: either brought the other."""
    if await beholden(tx, vault, other, asker):
        return True
    return await bonds.brought(tx, asker, await _names(tx, vault, other))


async def _names(tx: Tx, vault: Vault, person: str) -> list[str]:
    """How the audit knows the person: by their id, and by the sign of an admin who was on no roll yet."""
    known = await people.by_id(tx, person)
    return [person, sign(vault, known.key)] if known else [person]


async def settled(tx: Tx, person: str, case: Case, now: datetime) -> bool:
    """Whether they may agree on that case by posts alone which they have held for `SETTLED`."""
    held = await people.roll(tx, now, person=person)
    posts = [one.post for one in held if one.since + SETTLED <= now]
    key = held[0].person.key if held else ""
    return await desk.may(tx, key, person, posts, Action.AGREE_NAME, case, now)
