"""Who holds which post: a unit's roll; moved, deputised, ended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.errors import Invalid, NotAllowed, NotFound, Stale
from domain.forms import Draft
from domain.person import Act, Person, Post, Role
from domain.rights import Action, gives, over, reach
from domain.unit import Tree
from domain.vietnamese import fold, sort_key
from services import rights
from services.audit import Audit
from services.custody import Custody
from services.drafts import Drafts
from services.standing import Standing
from services.zone import Zone
from storage import handover, people, units
from storage.database import Database, Tx
from storage.people import Held

__all__ = ["Card", "Held", "Member", "Posts"]

LONGEST = timedelta(days=366)  # that somebody stands in
LENT = (Role.DUTY, Role.COMMANDER, Role.SECRETARIAT, Role.ADMIN)  # roles in which one can stand in


@dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody on a roll, with the posts they hold and those that are yet to begin."""

    person: Person
    posts: tuple[Held, ...]


@dataclass(frozen=True, kw_only=True)
class Card:
    """Somebody, and what the speaker may do: `ends` are the posts they may take away, `lends` those in which
    they may let another stand in; `all_ends` where they may take all away.
    """

    member: Member
    ends: tuple[Post, ...]
    lends: tuple[Post, ...]
    all_ends: bool


Check = Callable[[Sequence[Post], Post, Tree], bool]


class Posts:
    """What those do who see to people. Each change is audited, and told to whom it concerns."""

    def __init__(
        self, database: Database, custody: Custody, drafts: Drafts, audit: Audit, zone: Zone
    ) -> None:
        self._database = database
        self._drafts = drafts
        self._audit = audit
        self._zone = zone
        self._standing = Standing(database, custody, audit)

    async def roll(self, act: Act, unit: str) -> list[Member]:
        """The people with a post in the unit, by given name. Raises NotAllowed."""
        async with self._database.reading() as tx:
            await rights.require_unit(tx, act, Action.PEOPLE, unit)
            return _members(await people.roll(tx, act.at, units=[unit]))

    async def search(self, act: Act, typed: str) -> list[Member]:
        """Those in reach whose name holds all the words that were typed (diacritics do not matter), or who
        have that id.
        """
        words = fold(typed).split()
        async with self._database.reading() as tx:
            codes = reach(await rights.held(tx, act), Action.PEOPLE, await units.tree(tx))
            members = _members(await people.roll(tx, act.at, units=codes))
        return [
            one
            for one in members
            if one.person.id == typed or (words and _says(fold(one.person.name), words))
        ]

    async def card(self, act: Act, person: str) -> Card:
        """Somebody with all their posts. Raises NotFound where none is within the speaker's reach."""
        async with self._database.reading() as tx:
            member = await self._member(tx, act, person)
            by, tree = await rights.held(tx, act), await units.tree(tx)
        posts = [held.post for held in member.posts]
        ends = [post for post in posts if person != act.by.person and over(by, post, tree)]
        lends = [
            post for post in posts if not post.stands_in and post.role in LENT and _given(by, post, tree)
        ]
        return Card(member=member, ends=tuple(ends), lends=tuple(lends), all_ends=ends == posts)

    async def holds(self, key: str, post: Post, now: datetime) -> bool:
        """Whether the person of that finder holds the post, or will: asked before they are told of it."""
        async with self._database.reading() as tx:
            known = await people.by_key(tx, key, now)
            found = await people.roll(tx, now, person=known[0].id) if known else []
        return any(held.post == post for held in found)

    async def move(self, act: Act, draft: Draft, person: str, unit: str) -> Member:
        """The officer serves in that unit from now on; what they recorded stays with the old one.

        The other posts in the unit they leave end. Raises NotFound, NotAllowed, Stale.
        """
        async with self._database.transaction(act.update) as tx:
            member, unit = await self._taken(tx, act, draft, person), await units.today(tx, unit)
            old = next((held.post for held in member.posts if held.post.role is Role.OFFICER), None)
            if old is None or old.unit == unit:
                raise Stale("post-changed")
            new = Post(role=Role.OFFICER, unit=unit)
            left = [held.post for held in member.posts if held.post.unit == old.unit]
            await self._check(tx, act, member, left, over)
            await self._check(tx, act, member, [new], _given)
            for post in left:
                await people.end_post(tx, person, post)
            await people.add_post(tx, person, new, act.at)
            await self._note(tx, act, "person-moved", person, new, before=old.unit)
            await self._standing.tell(tx, act.at, member.person.key, "moved", new)
            await self._standing.settle(tx, act, act.at, member.person)
            return member

    async def deputise(
        self, act: Act, draft: Draft, person: str, post: Post, since: date, until: date
    ) -> Member:
        """The person stands in at the post from the one local day to the end of the other.

        Raises NotFound, NotAllowed, Invalid for an odd period, Stale where they hold the post for good.
        """
        begins = self._zone.instant(since, time.min)
        ends = self._zone.instant(until + timedelta(days=1), time.min)
        if not timedelta(0) < ends - begins <= LONGEST or ends <= act.at or post.role not in LENT:
            raise Invalid("period-odd", most=LONGEST.days)
        async with self._database.transaction(act.update) as tx:
            member = await self._taken(tx, act, draft, person)
            if person == act.by.person:
                raise NotAllowed("not-yourself", action=Action.PEOPLE, subject=person)
            lent = Post(role=post.role, unit=post.unit, stands_in=True)
            if not gives(await rights.held(tx, act), Action.PEOPLE, lent, await units.tree(tx)):
                raise NotAllowed("not-your-people", action=Action.PEOPLE, subject=person)
            if not await people.add_post(tx, person, lent, begins, ends):
                raise Stale("post-held", name=member.person.name)
            given = Held(member.person, lent, begins, ends)
            await self._note(tx, act, "stand-in", person, lent, since=str(since), until=str(until))
            await self._standing.tell(
                tx, act.at, member.person.key, "stands-in", lent, since=since, until=until
            )
            if begins <= act.at:
                await self._standing.begin(tx, given, act.at)
            return member

    async def end(self, act: Act, draft: Draft, person: str, post: Post) -> Member:
        """The person holds the post no more, at once. Raises NotFound, NotAllowed, Stale."""
        async with self._database.transaction(act.update) as tx:
            member = await self._taken(tx, act, draft, person)
            await self._check(tx, act, member, [post], over)
            await self._end(tx, act, member.person, post)
            await self._standing.tell(tx, act.at, member.person.key, "ended", post)
            await self._standing.settle(tx, act, act.at, member.person)
            return member

    async def leave(self, act: Act, draft: Draft, person: str) -> Member:
        """The person leaves the service: all posts end, at once, and what they wrote for a desk is erased.

        Their open cases go back to the desk. Raises NotFound, NotAllowed, Stale.
        """
        async with self._database.transaction(act.update) as tx:
            member = await self._taken(tx, act, draft, person)
            await self._check(tx, act, member, [held.post for held in member.posts], over)
            for held in member.posts:
                await self._end(tx, act, member.person, held.post)
            await handover.close_links(tx, person)
            await self._note(tx, act, "left", person, member.posts[0].post)
            await self._drafts.leave(tx, member.person.key)
            await self._standing.tell(tx, act.at, member.person.key, "left", member.posts[0].post)
            await self._standing.settle(tx, act, act.at, member.person)
            return member

    async def enqueue_due(self, now: datetime, *, dry_run: bool = False) -> int:
        """What periods that begin and end bring about; how many. Safe to repeat."""
        return await self._standing.enqueue_due(now, dry_run=dry_run)

    async def _taken(self, tx: Tx, act: Act, draft: Draft, person: str) -> Member:
        """Whom it is about, the draft used up."""
        await self._drafts.take(tx, act, draft)
        return await self._member(tx, act, person)

    async def _member(self, tx: Tx, act: Act, person: str) -> Member:
        found = _members(await people.roll(tx, act.at, person=person))
        codes = reach(await rights.held(tx, act), Action.PEOPLE, await units.tree(tx))
        if not found or not any(held.post.unit in codes for held in found[0].posts):
            raise NotFound("person-unknown")
        return found[0]

    async def _check(self, tx: Tx, act: Act, member: Member, about: Iterable[Post], check: Check) -> None:
        """Raise NotAllowed where one of the posts is beyond the speaker, or they are their own."""
        if member.person.id == act.by.person:
            raise NotAllowed("not-yourself", action=Action.PEOPLE, subject=member.person.id)
        held, tree = await rights.held(tx, act), await units.tree(tx)
        if not all(check(held, post, tree) for post in about):
            raise NotAllowed("not-your-people", action=Action.PEOPLE, subject=member.person.id)

    async def _end(self, tx: Tx, act: Act, person: Person, post: Post) -> None:
        if not await people.end_post(tx, person.id, post):
            raise Stale("post-changed")
        await self._note(tx, act, "post-ended", person.id, post)

    async def _note(self, tx: Tx, act: Act, action: str, person: str, post: Post, **details: object) -> None:
        role = post.role.value
        await self._audit.note(tx, act, action, person, at=act.at, unit=post.unit, role=role, **details)


def _given(posts: Sequence[Post], post: Post, tree: Tree) -> bool:
    return gives(posts, Action.PEOPLE, post, tree)


def _says(name: str, words: Iterable[str]) -> bool:
    return all(f" {word}" in f" {name}" for word in words)


def _members(held: Iterable[Held]) -> list[Member]:
    """By person; in the order of the Vietnamese alphabet, given names (the last word) first."""
    by_person: dict[str, list[Held]] = {}
    for one in held:
        by_person.setdefault(one.person.id, []).append(one)
    members = [Member(person=posts[0].person, posts=tuple(posts)) for posts in by_person.values()]
    return sorted(members, key=lambda one: (sort_key(one.person.name.split()[-1]), sort_key(one.person.name)))
