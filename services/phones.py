"""A lost phone: by a link, used once, somebody's record moves to their new account."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.errors import Invalid, NotAllowed, NotFound, Stale
from domain.forms import Draft
from domain.notice import NoticeKind
from domain.person import Act, Person, Post
from domain.rights import Action, over
from services import rights
from services.audit import Audit
from services.custody import Address, Custody
from services.drafts import Drafts
from storage import bonds, handover, outbox, people, units
from storage.database import Database, Tx

VALID = timedelta(hours=24)  # how long a link may be used
_SIGNS = 16  # of the token's hash, by which the link is found


@dataclass(frozen=True, kw_only=True)
class Moved:
    """Whose record moved, and where they were before; None where that is not known."""

    person: Person
    posts: tuple[Post, ...]
    before: Address | None


class Phones:
    """The old account hears of a link at once and can stop it; once it was used, it is a stranger's."""

    def __init__(self, database: Database, custody: Custody, drafts: Drafts, audit: Audit) -> None:
        self._database = database
        self._custody = custody
        self._drafts = drafts
        self._audit = audit

    async def link(self, act: Act, draft: Draft, person: str) -> str:
        """The token of a new link for the person, which is stored nowhere; an older one ends.

        Raises NotFound for who holds no post, NotAllowed where the speaker could not take all of them away:
        whoever opens the link holds them.
        """
        token = secrets.token_urlsafe(16)
        async with self._database.transaction(act.update) as tx:
            await self._drafts.take(tx, act, draft)
            found = await people.roll(tx, act.at, person=person)
            if not found:
                raise NotFound("person-unknown")
            tree, held = await units.tree(tx), await rights.held(tx, act)
            if person == act.by.person or not all(over(held, one.post, tree) for one in found):
                raise NotAllowed("not-your-people", action=Action.PEOPLE, subject=person)
            await handover.open_link(tx, person, _hash(token), act.at)
            await self._audit.note(tx, act, "phone-link", person, at=act.at, unit=found[0].post.unit)
            about = {"what": "phone", "role": found[0].post.role.value, "unit": found[0].post.unit}
            await outbox.add(tx, found[0].person.key, NoticeKind.POST, {**about, "person": person}, act.at)
        return token

    async def linked(self, token: str, now: datetime) -> Person:
        """Whose record the link moves. Raises NotFound, Stale where it moves nothing (any more)."""
        async with self._database.reading() as tx:
            return await self._linked(tx, token, now)

    async def stands(self, person: str) -> bool:
        """Whether a link for the person is open: asked before they are told of it."""
        async with self._database.reading() as tx:
            return await handover.has_link(tx, person)

    async def move(self, act: Act, draft: Draft, token: str) -> Moved:
        """The speaker's account is the person's from now on: posts, name, language, forms of the desk.

        What they sent as a citizen stays with the old account: a link that somebody else made must not show
        it. Raises NotFound or Stale where the link moves nothing, Invalid for an account on a roll already,
        NotAllowed for who made the link.
        """
        async with self._database.transaction(act.update) as tx:
            await self._drafts.take(tx, act, draft)
            person = await self._linked(tx, token, act.at)
            if act.by.person is not None or act.by.key == person.key:
                raise Invalid("phone-in-use")
            if self._audit.is_actor(act, await bonds.link_maker(tx, person.id)):
                raise NotAllowed("not-yourself", action=Action.PEOPLE, subject=person.id)
            await handover.close_links(tx, person.id)
            await people.move(tx, person.id, act.by.key)
            before = await self._custody.move(tx, person.key, act.by)
            await handover.readdress(tx, person.key, act.by.key)
            await self._drafts.follow(tx, person.key, act.by.key)
            known = await people.by_key(tx, act.by.key, act.at)
            posts = known[1] if known else ()
            unit = posts[0].unit if posts else ""
            await self._audit.note(tx, None, "phone-moved", person.id, at=act.at, unit=unit)
            return Moved(person=person, posts=posts, before=before)

    async def stop(self, act: Act) -> None:
        """The speaker asked for no new phone: the link moves nothing any more. Raises Stale, too late."""
        async with self._database.transaction(act.update) as tx:
            person = act.by.person
            if person is None or not await handover.close_links(tx, person):
                raise Stale("phone-none")
            unit = act.by.posts[0].unit if act.by.posts else ""
            await self._audit.note(tx, act, "phone-stopped", person, at=act.at, unit=unit)

    async def _linked(self, tx: Tx, token: str, now: datetime) -> Person:
        found = await handover.link(tx, _hash(token))
        person = await people.by_id(tx, found[0]) if found else None
        if found is None or person is None:
            raise NotFound("phone-link-unknown")
        if found[1] + VALID <= now:
            raise Stale("phone-link-expired")
        return person


def _hash(token: str) -> str:
    """128 random bits need no slow hash; half of it finds the link, and nobody tries so many."""
    return hashlib.sha256(token.encode()).hexdigest()[:_SIGNS]
