"""What may be chosen in /canbo: units in reach, people, what may be done with them, posts, days."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

from domain.day import read_day
from domain.errors import Invalid, NotFound
from domain.forms import Answers, without
from domain.person import Role
from domain.rights import Action, reach
from domain.vietnamese import day as shown_day
from domain.vietnamese import fold, sort_key
from handlers.admin import people_words as words
from handlers.context import Talk
from handlers.flow import Options, match, page_of
from services.posts import Card, Member

ACTS = ("move", "deputise", "end", "leave", "phone")
A_PAGE = 10
UNIT = "="  # stands before a unit's code that was chosen where something else was asked for
_WEEKS = (7, 14, 30)  # days offered for standing in


def answers_of(talk: Talk) -> Answers:
    """What was answered in the form so far."""
    return talk.draft.answers if talk.draft else {}


def switches(asked: str) -> Callable[[Talk, str, Answers], Awaitable[Answers]]:
    """For a flow's `after`: a unit chosen where `asked` was put takes the place of the unit looked at."""

    async def after(_: Talk, name: str, answers: Answers) -> Answers:
        chosen = str(answers.get(asked, ""))
        if name != asked or not chosen.startswith(UNIT):
            return answers
        return {**without(answers, asked), "unit": chosen.removeprefix(UNIT)}

    return after


def own(talk: Talk, codes: set[str]) -> str:
    """The speaker's own unit among those; empty where there is none."""
    return next((post.unit for post in talk.who.posts if post.unit in codes), "")


async def units(talk: Talk, typed: str) -> Options:
    """Units in reach: those typed, else a page of all by the alphabet ("@2" is the second)."""
    tree = await talk.services.units.tree()
    codes = reach(talk.who.posts, Action.PEOPLE, tree)
    if typed and not typed.startswith("@"):
        found = [unit for unit in await talk.services.units.search(typed) if unit.code in codes]
        return [(unit.code, unit.name) for unit in found[:A_PAGE]]
    listed = sorted((tree[code] for code in codes), key=lambda unit: sort_key(unit.name))
    return page_of(talk, [(unit.code, unit.name) for unit in listed], typed, A_PAGE)


async def persons(talk: Talk, typed: str) -> Options:
    """The unit's people, a page at a time; those typed, of all in reach where the unit has none so called.

    Where nobody is called so, the units that are. Raises NotFound where none is either.
    """
    if typed and not typed.startswith("@"):
        found = await _named(talk, typed) or await _elsewhere(talk, typed.removeprefix(UNIT))
        if not found and talk.query is None:
            raise NotFound("people-no-person", typed=typed[:40])
        return found
    members = await talk.services.posts.roll(talk.act, answers_of(talk)["unit"])
    return page_of(talk, [_option(talk, one) for one in members], typed, A_PAGE)


async def stand_ins(talk: Talk, typed: str) -> Options:
    """Who may stand in: the people of the post's unit, or those typed; never the person themselves."""
    if typed and not typed.startswith("@"):
        found = await _named(talk, typed)
    else:
        members = await talk.services.posts.roll(talk.act, words.post_of(answers_of(talk)["post"]).unit)
        found = [_option(talk, one) for one in members]
    others = [option for option in found if option[0] != answers_of(talk)["person"]]
    return page_of(talk, others, typed if typed.startswith("@") else "", A_PAGE)


async def acts(talk: Talk, typed: str) -> Options:
    """What the speaker may do with the person's posts."""
    card = await _card(talk)
    may = {
        "move": any(post.role is Role.OFFICER for post in card.ends),
        "deputise": bool(card.lends),
        "end": bool(card.ends),
        "leave": card.all_ends,
        "phone": card.all_ends,
    }
    return meant(typed, [(act, talk.plain(f"option-people-{act}")) for act in ACTS if may[act]])


async def posts(talk: Talk, typed: str) -> Options:
    """The person's posts that may be ended, or in which somebody may stand in."""
    card = await _card(talk)
    offered = card.lends if answers_of(talk)["act"] == "deputise" else card.ends
    return meant(typed, [(words.value_of(post), await words.post(talk, post)) for post in offered])


async def since(talk: Talk, typed: str) -> Options:
    """The first day of a period: today, tomorrow, or the day typed."""
    today = talk.services.zone.day(talk.act.at)
    offered = [
        (today, talk.plain("day-today")),
        (today + timedelta(days=1), talk.plain("day-tomorrow")),
    ]
    return _days(talk, typed, offered, today)


async def until(talk: Talk, typed: str) -> Options:
    """The last day of a period: so and so many days, or the day typed."""
    first = date.fromisoformat(answers_of(talk)["since"])
    lasts = [(first + timedelta(days=number - 1), number) for number in _WEEKS]
    offered = [(day, talk.plain("days-until", days=number, day=day)) for day, number in lasts]
    return _days(talk, typed, offered, first)


async def sure(talk: Talk, typed: str) -> Options:
    """The last question has one answer; whoever will not, cancels."""
    return meant(typed, [("yes", talk.plain("option-people-sure"))])


def meant(typed: str, options: Options) -> Options:
    """The options, where nothing was typed or one of them: a search that finds one thing takes it."""
    return options if not typed or typed in dict(options) or match(options, typed) else []


def _days(talk: Talk, typed: str, offered: list[tuple[date, str]], first: date) -> Options:
    options = [(str(day), label) for day, label in offered]
    if not typed or typed.isdecimal() or any(fold(label).startswith(fold(typed)) for _, label in options):
        return options
    day = read_day(typed, first)
    if day < first:
        raise Invalid("day-too-early", day=shown_day(first))
    return [(str(day), talk.plain("day-typed", day=day))]


async def _card(talk: Talk) -> Card:
    return await talk.services.posts.card(talk.act, answers_of(talk)["person"])


async def _named(talk: Talk, typed: str) -> list[tuple[str, str]]:
    """By id, as a button says it; else by name: of the unit, else of all in reach."""
    members = await talk.services.posts.search(talk.act, typed)
    unit = answers_of(talk).get("unit")
    here = [one for one in members if any(held.post.unit == unit for held in one.posts)]
    return [_option(talk, one) for one in (here or members)[:A_PAGE]]


async def _elsewhere(talk: Talk, typed: str) -> list[tuple[str, str]]:
    return [(f"{UNIT}{code}", name) for code, name in await units(talk, typed)] if typed else []


def _option(talk: Talk, member: Member) -> tuple[str, str]:
    roles = dict.fromkeys(talk.plain(f"role-{held.post.role}") for held in member.posts)
    return member.person.id, f"{member.person.name} · {', '.join(roles)}"[:60]
