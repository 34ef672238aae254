"""All that is asked about who speaks, in one statement: every update asks it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select

from domain.person import Person, Post, Role
from storage import drafts
from storage.driver import Prepared, Tx, rows
from storage.people import valid
from storage.tables import Instant, custody, people, posts
from storage.tables import drafts as draft_table


class Heard(NamedTuple):
    """What is known of a speaker: nothing of it where they left no trace yet."""

    person: Person | None
    posts: tuple[Post, ...]
    sealed: bytes | None
    draft: drafts.Row | None


_NOW = bindparam("now", type_=Instant())
_KEY = select(bindparam("key").label("key"), bindparam("owner").label("owner")).subquery()
_COLUMNS = (
    custody.c.sealed.label("record"),
    people.c.id.label("person"),
    people.c.name,
    people.c.language,
    posts.c.role,
    posts.c.unit,
    posts.c.stands_in,
    *drafts.COLUMNS,
)
_HEARD = Prepared(
    select(*_COLUMNS).select_from(
        _KEY.outerjoin(custody, custody.c.finder == _KEY.c.key)
        .outerjoin(people, people.c.key == _KEY.c.key)
        .outerjoin(posts, (posts.c.person == people.c.id) & valid(_NOW))
        .outerjoin(draft_table, (draft_table.c.owner == _KEY.c.owner) & draft_table.c.active)
    ),
    *_COLUMNS,
)


async def heard(tx: Tx, key: str, owner: str, now: datetime) -> Heard:
    """The person on the roll with the posts they hold at the instant, the sealed record in custody, the draft
    words answer. `owner` is the person in the drafts.
    """
    found = await rows(tx, _HEARD, key=key, owner=owner, now=now)
    first = found[0]
    person = Person(id=first[1], key=key, name=first[2], language=first[3]) if first[1] else None
    held = tuple(Post(role=Role(row[4]), unit=row[5], stands_in=row[6]) for row in found if row[4])
    draft = drafts.Row(*first[7:]) if first[7] else None
    return Heard(person, held, first[0], draft)
