"""Who may do what, and how far: the one table of rights. `gate` and the services both ask it."""

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


_CASE = (
    *(Action.SEE, Action.TAKE, Action.ASSIGN, Action.ANSWER, Action.ASK, Action.NOTE, Action.PASS),
    *(
        Action.SAME,
        Action.TOPIC,
        Action.ESCALATE,
        Action.CLOSE,
        Action.POSTPONE,
        Action.READY,
        Action.ASK_NAME,
    ),
)
_LEADS = (*_CASE, Action.APPROVE, Action.AGREE_NAME, Action.RULES, Action.AUDIT, Action.REPORT)
_HANDED = (Action.SEE, Action.ANSWER, Action.ASK, Action.NOTE, Action.ESCALATE, Action.CLOSE)

RIGHTS: Mapping[Role, Mapping[Action, Scope]] = {
    Role.OFFICER: dict.fromkeys(_HANDED, Scope.OWN_CASE),
    Role.DUTY: dict.fromkeys(_CASE, Scope.OWN_UNIT),
    Role.COMMANDER: dict.fromkeys((*_LEADS, Action.INVITE, Action.PEOPLE), Scope.SUBTREE),
    Role.SECRETARIAT: dict.fromkeys(_LEADS, Scope.PROVINCE),
    # Technical: runs the program and the rolls, and reads no citizen's words.
    Role.ADMIN: dict.fromkeys(
        (Action.INVITE, Action.PEOPLE, Action.UNITS, Action.RULES, Action.AUDIT), Scope.PROVINCE
    ),
}


@dataclass(frozen=True, kw_only=True)
class Target:
    """What is acted on: the unit that handles it, and how the person stands to it.

    `own`: they took the case or it was given to them; `desk`: they are who answers for the unit now, though
    their post is higher up (the desk below is empty); `about`: the case speaks of them.
    """

    unit: str
    own: bool = False
    desk: bool = False
    about: bool = False


def allowed(posts: Iterable[Post], action: Action, target: Target, tree: Tree) -> bool:
    """Whether one of the posts gives the right, as far as the target. Nobody handles what speaks of them."""
    if target.about:
        return False
    higher = {one.code for one in above(tree, target.unit)}
    return any(_reaches(post, RIGHTS[post.role].get(action, Scope.NOTHING), target, higher) for post in posts)


def _reaches(post: Post, scope: Scope, target: Target, higher: set[str]) -> bool:
    own_unit = post.unit == target.unit or (target.desk and post.unit in higher)
    return (
        scope is Scope.PROVINCE
        or (scope is Scope.SUBTREE and (own_unit or post.unit in higher))
        or (scope is Scope.OWN_UNIT and own_unit)
        or (scope is Scope.OWN_CASE and target.own and post.unit == target.unit)
    )


def reach(posts: Iterable[Post], action: Action, tree: Tree) -> set[str]:
    """The codes of all units as far as the right reaches (own cases apart)."""
    held = [(post, RIGHTS[post.role].get(action, Scope.NOTHING)) for post in posts]
    if any(scope is Scope.PROVINCE for _, scope in held):
        return set(tree)
    found = {post.unit for post, scope in held if scope >= Scope.OWN_UNIT}
    led = {post.unit for post, scope in held if scope is Scope.SUBTREE}
    return found | {code for code in tree if led & {one.code for one in above(tree, code)}}


def able(posts: Iterable[Post], action: Action) -> bool:
    """Whether any post gives the right at all: what commands and menus ask."""
    return any(RIGHTS[post.role].get(action, Scope.NOTHING) for post in posts)
