"""Who brought whom, as the audit knows: by an invitation, a link for a new phone, or to stand in.

`by` are all names by which the audit knows the one person.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from storage.driver import Tx
from storage.tables import audit

_INVITED, _LINKED, _MAKER = (audit.alias(name) for name in ("invited", "linked", "maker"))


async def brought(tx: Tx, person: str, by: Collection[str]) -> bool:
    """Whether the person's account is there by the other's doing: by an invitation, or a new phone's link."""
    return await _any(tx, person, or_(_by_invitation(by), _by_link(by)))


async def stood_in(tx: Tx, person: str, by: Collection[str]) -> bool:
    """Whether the other ever had the person stand in for somebody."""
    return await _any(tx, person, and_(audit.c.action == "stand-in", audit.c.actor.in_(by)))


async def link_maker(tx: Tx, person: str) -> str | None:
    """Who made the newest link to a new phone for the person, as the audit names them; None for nobody."""
    made = (audit.c.subject == person, audit.c.action == "phone-link")
    return await tx.scalar(select(audit.c.actor).where(*made).order_by(audit.c.id.desc()).limit(1))


async def _any(tx: Tx, person: str, such: ColumnElement[bool]) -> bool:
    """By the index of subjects: the few rows of one person."""
    return bool(await tx.scalar(select(exists().where(audit.c.subject == person, such))))


def _by_invitation(by: Collection[str]) -> ColumnElement[bool]:
    """A row of joining names its invitation; that one's row names who made it."""
    made = select(_INVITED.c.id).where(
        _INVITED.c.subject == audit.c.details["invitation"].as_string(),
        _INVITED.c.action == "invited",
        _INVITED.c.actor.in_(by),
    )
    return and_(audit.c.action == "joined", made.exists())


def _by_link(by: Collection[str]) -> ColumnElement[bool]:
    """A record moved by the newest link that was made before."""
    newest = (
        select(func.max(_LINKED.c.id))
        .where(
            _LINKED.c.subject == audit.c.subject,
            _LINKED.c.action == "phone-link",
            _LINKED.c.id < audit.c.id,
        )
        .scalar_subquery()
    )
    made = select(_MAKER.c.id).where(_MAKER.c.id == newest, _MAKER.c.actor.in_(by))
    return and_(audit.c.action == "phone-moved", made.exists())
