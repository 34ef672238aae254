"""Who speaks, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from domain.errors import Invalid, NotAllowed
from domain.vietnamese import nfc

LONGEST_NAME = 80


class Role(StrEnum):
    """The campaign's own organisation; a citizen is who holds no post."""

    OFFICER = "officer"  # cán bộ, chiến sĩ
    DUTY = "duty"  # cán bộ tiếp nhận
    COMMANDER = "commander"  # chỉ huy of a unit and all below it
    SECRETARIAT = "secretariat"  # cơ quan thường trực, province-wide
    ADMIN = "admin"  # technical


LEADS = frozenset({Role.COMMANDER, Role.SECRETARIAT})  # who receives digests


@dataclass(frozen=True, kw_only=True)
class Post:
    """A role held in a unit.

    `stands_in`: for somebody, for a period; `by_setting`: ADMIN_IDS gives it, no row can take it away.
    """

    role: Role
    unit: str
    stands_in: bool = field(default=False, compare=False)
    by_setting: bool = field(default=False, compare=False)


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """Who speaks now.

    `key` is the keyed hash by which custody knows the person; `chat` and `name` come from the update and
    are never stored in the open; `person` is set for those on a unit's roll.
    """

    key: str
    chat: int
    name: str
    language: str
    person: str | None = None
    posts: tuple[Post, ...] = ()

    def has(self, *roles: Role) -> bool:
        """Whether the speaker holds any of the roles, in whatever unit."""
        return any(post.role in roles for post in self.posts)

    def units(self, *roles: Role) -> tuple[str, ...]:
        """The units in which the speaker holds any of the roles."""
        return tuple(dict.fromkeys(post.unit for post in self.posts if post.role in roles))

    def officer(self) -> tuple[str, str]:
        """The person's id and the unit they serve in. Raises NotAllowed for who is no officer."""
        for post in self.posts:
            if post.role is Role.OFFICER and self.person:
                return self.person, post.unit
        raise NotAllowed("not-for-you")


class UpdateKey(NamedTuple):
    """What makes an update one of a kind."""

    bot: int
    update: int


@dataclass(frozen=True, kw_only=True)
class Act:
    """Something a person does: who, at what instant (UTC), and by which update.

    `message` is what Telegram calls the message in which they say it, in their own chat; None for a button.
    """

    by: Speaker
    at: datetime
    update: UpdateKey | None = None
    message: int | None = None


@dataclass(frozen=True, kw_only=True)
class Person:
    """Someone on a unit's roll. `key` finds their address in custody."""

    id: str
    key: str
    name: str
    language: str


def person_name(text: str) -> str:
    """A name as kept. Raises Invalid where it is empty or too long."""
    name = " ".join(nfc(text).split())
    if not any(char.isalpha() for char in name):
        raise Invalid("name-empty")
    if len(name) > LONGEST_NAME:
        raise Invalid("name-too-long", most=LONGEST_NAME)
    return name
