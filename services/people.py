"""People: who speaks, who joins by invitation, in which language."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.errors import Invalid, NotAllowed, NotFound, Stale, VidanError
from domain.forms import Draft
from domain.person import Act, Person, Post, Role, Speaker, person_name
from domain.rights import Action, able, gives
from services import desk, rights
from services.audit import Audit
from services.custody import Custody
from services.drafts import Drafts
from storage import invitations, people, speakers, units
from storage.database import Database, Tx
from storage.invitations import A_CODE, Invitation

__all__ = ["Invitation", "Open", "People"]

VALID = timedelta(days=7)  # how long an invitation may be used
MOST_USES = 50


@dataclass(frozen=True, kw_only=True)
class Open:
    """An invitation that can still be used. `code` is how its token's hash begins."""

    code: str
    role: Role
    unit: str
    uses: int
    expires_at: datetime
    made_by: str


class People:
    """Speakers and invitations."""

    def __init__(
        self,
        database: Database,
        custody: Custody,
        drafts: Drafts,
        audit: Audit,
        *,
        language: str,
        admins: Collection[int],
    ) -> None:
        """`language` for who chose none; `admins` are Telegram ids that are admins without an invitation."""
        self._database = database
        self._custody = custody
        self._drafts = drafts
        self._audit = audit
        self._language = language
        self._admins = frozenset(admins)

    async def speaker(self, telegram_id: int, name: str, now: datetime) -> Speaker:
        """Who an update comes from, with the posts they hold now. Nothing is stored for it."""
        return (await self.heard(telegram_id, name, now))[0]

    async def heard(self, telegram_id: int, name: str, now: datetime) -> tuple[Speaker, Draft | None]:
        """Who an update comes from, with the posts they hold now, and the draft that their words answer."""
        key = self._custody.person_key(telegram_id)
        async with self._database.reading() as tx:
            known = await speakers.heard(tx, key, self._drafts.owner(key), now)
            tree = await units.tree(tx) if telegram_id in self._admins else {}
        record = self._custody.opened(known.sealed, key) if known.sealed else None
        if record and record.blocked:  # who writes to us has let us in again
            async with self._database.transaction() as tx:
                await self._custody.set_blocked(tx, key, False)
        posts = known.posts
        if telegram_id in self._admins:
            top = next((unit.code for unit in tree.values() if unit.parent is None), "")
            posts = (*posts, Post(role=Role.ADMIN, unit=top, by_setting=True))
        speaker = Speaker(
            key=key,
            chat=telegram_id,
            name=name,
            language=record.language if record else self._language,
            person=known.person.id if known.person else None,
            posts=posts,
        )
        return speaker, self._drafts.opened(known.draft) if known.draft else None

    async def language(self, telegram_id: int) -> str:
        """The language somebody chose; the usual one where that cannot be read now. Never raises."""
        key = self._custody.person_key(telegram_id)
        try:
            async with self._database.reading() as tx:
                record = await self._custody.record(tx, key)
        except VidanError:
            record = None
        return record.language if record else self._language

    async def last_choices(self, who: Speaker) -> dict[str, object]:
        """What the person chose in their last opinion (unit, anonymous, contact)."""
        async with self._database.reading() as tx:
            record = await self._custody.record(tx, who.key)
        return record.last if record else {}

    async def set_language(self, act: Act, language: str) -> None:
        """Keep the language the person chose."""
        async with self._database.transaction(act.update) as tx:
            await self._custody.remember(tx, act.by, language=language)
            await people.set_language(tx, act.by.key, language)

    async def membership(self, act: Act, *, blocked: bool) -> None:
        """Note that the person blocked the bot, or let it in again."""
        async with self._database.transaction(act.update) as tx:
            await self._custody.set_blocked(tx, act.by.key, blocked)

    async def name(self, person: str) -> str:
        """The name of someone on the roll; empty for who left it."""
        async with self._database.reading() as tx:
            found = await people.by_id(tx, person)
        return found.name if found else ""

    async def invite(
        self, act: Act | None, role: Role, unit: str, now: datetime, uses: int = 1, draft: Draft | None = None
    ) -> str:
        """Make an invitation; its token, which is stored nowhere. `act` is None on the command line.

        Raises NotFound for an unknown unit, NotAllowed where the speaker's posts do not reach it.
        """
        if not 1 <= uses <= MOST_USES:
            raise Invalid("invite-uses", most=MOST_USES)
        token = secrets.token_urlsafe(16)
        async with self._database.transaction(act.update if act else None) as tx:
            unit = await units.today(tx, unit)  # a draft or the command line may name a former code
            await self._check_reach(tx, act, role, unit)
            if act and draft:
                await self._drafts.take(tx, act, draft)
            given = Invitation(role, unit, uses, now + VALID)
            await invitations.add(tx, _hash(token), given, self._audit.actor(act), now)
            await self._audit.note(
                tx, act, "invited", _hash(token)[:A_CODE], at=now, unit=unit, role=role.value, uses=uses
            )
        return token

    async def open_invitations(self, act: Act) -> list[Open]:
        """The invitations that can still be used, as far as the speaker may invite, oldest first.

        Raises NotAllowed for who may invite nobody.
        """
        async with self._database.reading() as tx:
            held, tree = await rights.held(tx, act), await units.tree(tx)
            if not able(held, Action.INVITE):
                raise NotAllowed("not-for-you", action=Action.INVITE, subject="list")
            found = []
            for hashed, given, made_by in await invitations.usable(tx, act.at):
                if gives(held, Action.INVITE, Post(role=given.role, unit=given.unit), tree):
                    maker = await people.by_id(tx, made_by) if made_by else None
                    found.append(
                        Open(
                            code=hashed[:A_CODE],
                            role=given.role,
                            unit=given.unit,
                            uses=given.uses,
                            expires_at=given.expires_at,
                            made_by=maker.name if maker else "",
                        )
                    )
        return found

    async def revoke(self, act: Act, code: str, draft: Draft) -> Open:
        """Nobody joins by that invitation any more. Raises Stale where nobody could, NotAllowed."""
        found = next((one for one in await self.open_invitations(act) if one.code == code), None)
        if found is None:
            raise Stale("invitation-used")
        async with self._database.transaction(act.update) as tx:
            await self._check_reach(tx, act, found.role, found.unit)
            await self._drafts.take(tx, act, draft)
            if not await invitations.revoke(tx, code):
                raise Stale("invitation-used")
            await self._audit.note(tx, act, "invite-revoked", code, at=act.at, unit=found.unit)
        return found

    async def invitation(self, token: str, now: datetime) -> Invitation:
        """What a token grants. Raises NotFound or Stale where it grants nothing (any more)."""
        async with self._database.reading() as tx:
            return await self._valid(tx, token, now)

    async def join(self, act: Act, draft: Draft, token: str, name: str) -> tuple[Invitation, str]:
        """Take the post an invitation names; with it the name on the roll, which stays where there is one.

        Raises Invalid, NotFound, Stale, or NotAllowed for who made it, and changes nothing.
        """
        async with self._database.transaction(act.update) as tx:
            invitation = await self._valid(tx, token, act.at)
            if self._audit.is_actor(act, await invitations.maker(tx, _hash(token))):
                raise NotAllowed("not-yourself", action=Action.INVITE, subject=invitation.unit)
            await self._drafts.take(tx, act, draft)
            post = Post(role=invitation.role, unit=invitation.unit)
            person = await self.enrol(tx, act, person_name(name), post)
            if not await invitations.use(tx, _hash(token)):
                raise Stale("invitation-used")
            await self._audit.note(
                tx,
                replace(act, by=replace(act.by, person=person.id)),
                "joined",
                person.id,
                at=act.at,
                unit=post.unit,
                role=post.role.value,
                invitation=_hash(token)[:A_CODE],
            )
            return invitation, person.name

    async def enrol(self, tx: Tx, act: Act, name: str, post: Post) -> Person:
        """Put the speaker on the roll with that post."""
        record = await self._custody.remember(tx, act.by)
        known = await people.by_key(tx, act.by.key, act.at)
        person = (
            known[0]
            if known
            else Person(id=secrets.token_hex(5), key=act.by.key, name=name, language=record.language)
        )
        if not known:
            await people.add(tx, person, act.at)
        if await people.add_post(tx, person.id, post, act.at) and post.role is not Role.OFFICER:
            await desk.welcome(tx, act.by.key, post, act.at)
        return person

    async def _check_reach(self, tx: Tx, act: Act | None, role: Role, unit: str) -> None:
        tree = await units.tree(tx)
        if unit not in tree:
            raise NotFound("unit-unknown", typed=unit[:40])
        if act and not gives(await rights.held(tx, act), Action.INVITE, Post(role=role, unit=unit), tree):
            raise NotAllowed("not-your-unit", action=Action.INVITE, subject=unit)

    async def _valid(self, tx: Tx, token: str, now: datetime) -> Invitation:
        found = await invitations.get(tx, _hash(token))
        if found is None:
            raise NotFound("invitation-unknown")
        if found.uses < 1:
            raise Stale("invitation-used")
        if found.expires_at <= now:
            raise Stale("invitation-expired")
        return found


def _hash(token: str) -> str:
    """128 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
