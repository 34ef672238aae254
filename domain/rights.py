"""Who may do what, and how far: the one table of rights. `gate` and the services both ask it.

An officer handles what was given to them, in their unit. A duty officer works for their own unit's desk, and
for the empty desks below it. A commander leads the unit and all below it: what the duty officer may, and
beyond that agrees, approves, sets rules, reads the audit and the reports, sees to people. The secretariat
runs the campaign in the whole province and gives no posts. An admin keeps the program and the rolls, and is
blind to cases. A citizen holds no post: what is their own they reach as its sender, by custody, never here.

Beyond the table: nobody handles what speaks of themselves, or of the unit they serve in where the case is
kept from it; nobody is the second pair of eyes of their own; nobody ends the posts of whoever leads beside or
above them (`over`); who stands in for somebody sees to no people. docs/rights.md shows the table to people,
and a test keeps it the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from domain.person import Post, Role
from domain.unit import Tree, above


class Scope(IntEnum):
    """How far a right reaches; each holds the ones before it."""

    NOTHING = 0
    OWN_CASE = 1  # taken by the person, or given to them, in their unit
    OWN_UNIT = 2
    SUBTREE = 3  # the unit and all below it
    PROVINCE = 4


class Action(StrEnum):
    """What can be done with cases, people and units."""

    SEE = "see"
    TAKE = "take"  # accepts what was passed on, too
    ASSIGN = "assign"
    ANSWER = "answer"
    APPROVE = "approve"  # another's answer, where the unit wants a second pair of eyes
    ASK = "ask"  # the sender
    NOTE = "note"
    PASS = "pass"  # to another unit, or back
    SAME = "same"  # it repeats another
    TOPIC = "topic"
    ESCALATE = "escalate"
    CLOSE = "close"
    POSTPONE = "postpone"  # a new date, with the reason
    READY = "ready"  # change the unit's ready answers
    ASK_NAME = "ask-name"  # who the sender is
    AGREE_NAME = "agree-name"  # to another's asking
    RULES = "rules"  # deadlines, second pair of eyes
    INVITE = "invite"
    PEOPLE = "people"  # move, deputise, end posts
    UNITS = "units"  # rename, move, merge, split
    AUDIT = "audit"  # read and export it
    REPORT = "report"


# What a case given to one asks for; whose it is and where it goes stays with the desk.
_HANDED = (Action.SEE, Action.ANSWER, Action.ASK, Action.NOTE, Action.ESCALATE, Action.CLOSE)
_DESK = (
    *_HANDED,
    *(Action.TAKE, Action.ASSIGN, Action.PASS, Action.SAME, Action.TOPIC, Action.POSTPONE, Action.READY),
    Action.ASK_NAME,
)
_LEADS = (*_DESK, Action.APPROVE, Action.AGREE_NAME, Action.RULES, Action.AUDIT, Action.REPORT)
# It runs the program and the rolls, and reads no citizen's words: the audit holds ids and numbers only.
_TECHNICAL = (Action.INVITE, Action.PEOPLE, Action.UNITS, Action.RULES, Action.AUDIT)

RIGHTS: Mapping[Role, Mapping[Action, Scope]] = {
    Role.OFFICER: dict.fromkeys(_HANDED, Scope.OWN_CASE),
    Role.DUTY: dict.fromkeys(_DESK, Scope.OWN_UNIT),
    Role.COMMANDER: dict.fromkeys((*_LEADS, Action.INVITE, Action.PEOPLE), Scope.SUBTREE),
    Role.SECRETARIAT: dict.fromkeys(_LEADS, Scope.PROVINCE),
    Role.ADMIN: dict.fromkeys(_TECHNICAL, Scope.PROVINCE),
}
GIVEN: Mapping[Role, tuple[Role, ...]] = {  # the roles that who may invite hands out, and takes away
    Role.COMMANDER: (Role.OFFICER, Role.DUTY, Role.COMMANDER),
    Role.ADMIN: tuple(Role),
}
# Who stands in leads the work and not the roll: else they could make their own stay longer.
_NOT_LENT = (Action.INVITE, Action.PEOPLE)
SERVES = (Role.OFFICER, Role.DUTY, Role.COMMANDER)  # in a unit; the others' posts merely stand there


@dataclass(frozen=True, kw_only=True)
class Target:
    """What is acted on: the unit that handles it, and how the person stands to it.

    `own`: they took the case or it was given to them; `desk`: they are who answers for the unit now, though
    their post is higher up (the desk below is empty); `about`: the case speaks of them, or of a unit
    in which they served when it came to be kept from it; `kept_from`: the unit it must stay hidden from now.
    """

    unit: str
    own: bool = False
    desk: bool = False
    about: bool = False
    kept_from: str | None = None


def allowed(posts: Iterable[Post], action: Action, target: Target, tree: Tree) -> bool:
    """Whether one of the posts gives the right, as far as the target. Nobody handles what speaks of them."""
    held = list(posts)
    if target.about or serves_in(held, target.kept_from):
        return False
    higher = {one.code for one in above(tree, target.unit)}
    return any(_reaches(post, _scope(post, action), target, higher) for post in held)


def serving(posts: Iterable[Post]) -> frozenset[str]:
    """The codes of the units in whose service the posts are."""
    return frozenset(post.unit for post in posts if post.role in SERVES)


def serves_in(posts: Iterable[Post], unit: str | None) -> bool:
    """Whether one of the posts is in that very unit's service, so that what speaks of it is not for them."""
    return unit in serving(posts)


def reach(posts: Iterable[Post], action: Action, tree: Tree) -> set[str]:
    """The codes of all units as far as the right reaches (own cases apart)."""
    held = [(post, _scope(post, action)) for post in posts]
    if any(scope is Scope.PROVINCE for _, scope in held):
        return set(tree)
    found = {post.unit for post, scope in held if scope >= Scope.OWN_UNIT}
    led = {post.unit for post, scope in held if scope is Scope.SUBTREE}
    return (found & set(tree)) | {code for code in tree if led & {one.code for one in above(tree, code)}}


def able(posts: Iterable[Post], action: Action) -> bool:
    """Whether any post gives the right at all: what commands and menus ask."""
    return any(_scope(post, action) for post in posts)


def gives(posts: Iterable[Post], action: Action, given: Post, tree: Tree) -> bool:
    """Whether who holds the posts may hand out that one: within reach, and a role that is theirs to give."""
    return any(
        given.role in GIVEN.get(post.role, ()) and allowed([post], action, Target(unit=given.unit), tree)
        for post in posts
    )


def over(posts: Iterable[Post], other: Post, tree: Tree) -> bool:
    """Whether who holds the posts may take that one away: a commander's only from above, or as admin."""
    higher = {one.code for one in above(tree, other.unit)}
    return any(
        gives([post], Action.PEOPLE, other, tree)
        and (post.role is Role.ADMIN or other.role is not Role.COMMANDER or post.unit in higher)
        for post in posts
    )


def _scope(post: Post, action: Action) -> Scope:
    if post.stands_in and action in _NOT_LENT:
        return Scope.NOTHING
    return RIGHTS[post.role].get(action, Scope.NOTHING)


def _reaches(post: Post, scope: Scope, target: Target, higher: set[str]) -> bool:
    own_unit = post.unit == target.unit or (target.desk and post.unit in higher)
    return (
        scope is Scope.PROVINCE
        or (scope is Scope.SUBTREE and (own_unit or post.unit in higher))
        or (scope is Scope.OWN_UNIT and own_unit)
        or (scope is Scope.OWN_CASE and target.own and post.unit == target.unit)
    )
