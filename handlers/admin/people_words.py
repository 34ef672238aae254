"""What /canbo says of people and their posts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from domain.forms import Answers
from domain.person import Post, Role
from handlers.context import Talk
from services.posts import Held, Member
from texts.catalogue import Html

MOST_LINES = 30  # of a roll; others are found by name


def value_of(held: Post) -> str:
    """A post as a button names it."""
    return f"{held.role}/{held.unit}"


def post_of(value: str) -> Post:
    """The post that a button names."""
    role, _, code = value.partition("/")
    return Post(role=Role(role), unit=code)


async def unit(talk: Talk, code: str) -> str:
    """The unit's name."""
    found = (await talk.services.units.tree()).get(code)
    return found.name if found else code


async def post(talk: Talk, held: Post) -> str:
    """The role and where it is held, for a button or within a sentence."""
    role = talk.plain(f"role-{held.role}")
    return talk.plain("post-in", role=role, unit=await unit(talk, held.unit))


async def about(talk: Talk, answers: Answers) -> dict[str, str]:
    """The values of the question that is put now, by the answers so far."""
    if "unit" not in answers:
        return {}
    named = {"unit": await unit(talk, answers["unit"])}
    if "person" not in answers:
        return named | {"lines": await _roll(talk, answers["unit"])}
    card = await talk.services.posts.card(talk.act, answers["person"])
    named["name"] = card.member.person.name
    if "act" not in answers:
        return named | {"lines": await _posts(talk, card.member.posts)}
    if "post" in answers:
        named["post"] = await post(talk, post_of(answers["post"]))
    if FINAL[answers["act"]] in answers:
        named["what"] = await _what(talk, answers, named)
    return named


# The answer after which nothing but the last question is left.
FINAL = {"move": "to", "deputise": "until", "end": "post", "leave": "act", "phone": "act"}


async def _what(talk: Talk, answers: Answers, named: dict[str, str]) -> Html:
    """What will happen, in full, before it cannot be taken back."""
    values: dict[str, object] = dict(named)
    if answers["act"] == "move":
        values["unit"] = await unit(talk, answers["to"])
    if answers["act"] == "deputise":
        other = await talk.services.posts.card(talk.act, answers["standin"])
        values |= {
            "other": other.member.person.name,
            "since": date.fromisoformat(answers["since"]),
            "until": date.fromisoformat(answers["until"]),
        }
    return talk.html(f"people-sure-{answers['act']}", **values)


async def _roll(talk: Talk, code: str) -> Html:
    members = await talk.services.posts.roll(talk.act, code)
    lines = [
        talk.html("people-line", name=one.person.name, roles=_roles(talk, one))
        for one in members[:MOST_LINES]
    ]
    if len(members) > MOST_LINES:
        lines.append(talk.html("people-more", count=len(members) - MOST_LINES))
    return Html("\n".join(lines or [talk.html("people-none")]))


def _roles(talk: Talk, member: Member) -> str:
    return ", ".join(_role(talk, held) for held in member.posts)


async def _posts(talk: Talk, posts: Sequence[Held]) -> Html:
    lines = [
        talk.html("people-post", role=_role(talk, held), unit=await unit(talk, held.post.unit))
        for held in posts
    ]
    return Html("\n".join(lines))


def _role(talk: Talk, held: Held) -> str:
    """The role, with its period where it has one."""
    role = talk.plain(f"role-{held.post.role}")
    if held.until is None:
        return role
    zone = talk.services.zone
    since, until = zone.day(held.since), zone.day(held.until - timedelta(seconds=1))
    return talk.plain("for-a-period", role=role, since=since, until=until)
