"""The invitations by which people join. A token is kept nowhere, only its hash."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import insert, select, update

from domain.person import Role
from storage.driver import Tx
from storage.tables import invitations

A_CODE = 16  # signs of a hash: enough to tell one invitation from another, too few to join by


class Invitation(NamedTuple):
    """What an invitation grants."""

    role: Role
    unit: str
    uses: int
    expires_at: datetime


async def add(
    tx: Tx, hashed: str, invitation: Invitation, made_by: str | None, made_at: datetime | None = None
) -> None:
    """Keep an invitation under the hash of its token."""
    await tx.execute(
        insert(invitations).values(
            hash=hashed,
            role=invitation.role.value,
            unit=invitation.unit,
            uses=invitation.uses,
            expires_at=invitation.expires_at,
            made_by=made_by,
            made_at=made_at,
        )
    )


async def get(tx: Tx, hashed: str) -> Invitation | None:
    """The invitation of that hash, used up or expired ones too."""
    row = (await tx.execute(select(invitations).where(invitations.c.hash == hashed))).first()
    return Invitation(Role(row.role), row.unit, row.uses, row.expires_at) if row else None


async def maker(tx: Tx, hashed: str) -> str | None:
    """Who made it, as the audit names them; None for the command line, and for what there is none of."""
    return await tx.scalar(select(invitations.c.made_by).where(invitations.c.hash == hashed))


async def usable(tx: Tx, now: datetime) -> list[tuple[str, Invitation, str | None]]:
    """(hash, what it grants, who made it: a person's id) of those that can still be used, oldest first."""
    rows = await tx.execute(
        select(invitations)
        .where(invitations.c.uses > 0, invitations.c.expires_at > now)
        .order_by(invitations.c.expires_at)
    )
    return [
        (row.hash, Invitation(Role(row.role), row.unit, row.uses, row.expires_at), row.made_by)
        for row in rows
    ]


async def revoke(tx: Tx, code: str) -> bool:
    """No use is left of the one whose hash begins so; False where none was."""
    revoked = await tx.execute(
        update(invitations).where(invitations.c.hash.startswith(code), invitations.c.uses > 0).values(uses=0)
    )
    return revoked.rowcount == 1


async def use(tx: Tx, hashed: str) -> bool:
    """Take one use; False where none is left."""
    used = await tx.execute(
        update(invitations)
        .where(invitations.c.hash == hashed, invitations.c.uses > 0)
        .values(uses=invitations.c.uses - 1)
    )
    return used.rowcount == 1
