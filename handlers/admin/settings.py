"""/caidat: what a unit settles for itself, and the days on which the province works."""

from __future__ import annotations

import re
from datetime import date

from domain.day import read_day
from domain.errors import Invalid, NotAllowed
from domain.forms import Answers, Ask, Draft, Form
from domain.rights import Action
from domain.rule import LIMITS, Rule
from domain.unit import search
from domain.vietnamese import nfc
from handlers.admin.people_choices import UNIT, meant, switches
from handlers.citizen.suggest import A_PAGE
from handlers.commander import ready as ready_answers
from handlers.context import Talk
from handlers.flow import Flow, Options
from handlers.forms import begin
from handlers.keyboards import button, keyboard
from services.rules import Held, Sight
from texts.catalogue import Html

_DAY = "day"  # among the rules: a day of the province's own
_ABOVE = "above"  # as a value: what holds above
_SHORT = 100  # characters of why


async def settings(talk: Talk) -> None:
    """/caidat shows what holds for a unit and asks what is to be changed; with a name, for that unit."""
    reached = await talk.services.rules.reached(talk.act)
    if not reached:
        raise NotAllowed("not-for-you", action=Action.RULES.value, subject="role")
    found = search(reached, talk.text) if talk.text else reached[:1]
    await begin(talk, FLOW, {"unit": found[0].code} if len(found) == 1 else {})


async def pressed(talk: Talk) -> None:
    """k:show:UNIT: the same for that unit."""
    what, unit = (*talk.data[1:], "", "")[:2]
    if what != "show" or unit not in {one.code for one in await talk.services.rules.reached(talk.act)}:
        raise Invalid("button-stale")
    await begin(talk, FLOW, {"unit": unit})


async def _units(talk: Talk, typed: str) -> Options:
    reached = await talk.services.rules.reached(talk.act)
    found = [one for one in reached if one.code == typed] or (search(reached, typed) if typed else reached)
    return [(unit.code, unit.name) for unit in found[:A_PAGE]]


async def _rules(talk: Talk, typed: str) -> Options:
    """The rules; or what was typed in place of one: another unit."""
    names = [(rule.value, talk.plain(f"rule-{rule}")) for rule in Rule]
    reached = await talk.services.rules.reached(talk.act)
    if any(one.parent is None for one in reached):
        names.append((_DAY, talk.plain("rule-day")))
    units = [(f"{UNIT}{unit.code}", unit.name) for unit in search(reached, typed.removeprefix(UNIT))]
    return meant(typed, names) or units[:A_PAGE]


async def _values(talk: Talk, typed: str) -> Options:
    return [(_ABOVE, talk.plain("option-eyes-above"))]


def _number(text: str) -> int | str:
    """A number; empty for what holds above. Raises Invalid."""
    if text == _ABOVE:
        return ""
    number = re.fullmatch(r"\s*(\d{1,3})\D{0,20}", text)
    if not number:
        raise Invalid("number-unreadable")
    return int(number[1])


def _day(text: str) -> str:
    """dd/mm/yyyy as 2027-02-11; without a year it is a day too far off. Raises Invalid."""
    return str(read_day(text, date.min))


def _why(text: str) -> str:
    words = " ".join(nfc(text).split())
    if not words or len(words) > _SHORT:
        raise Invalid("own-day-why", most=_SHORT)
    return words


async def _about(talk: Talk, answers: Answers) -> dict[str, str]:
    """What holds now, for the question of what is to be changed; its bounds, for that of the new value."""
    rule = answers.get("rule")
    if "unit" not in answers or rule == _DAY:
        return {}
    if rule:
        return await _bounds(talk, str(answers["unit"]), Rule(rule))
    sight = await talk.services.rules.shown(talk.act, str(answers["unit"]))
    return {"unit": sight.unit.name, "lines": Html("\n".join(_lines(talk, sight)))}


async def _bounds(talk: Talk, code: str, rule: Rule) -> dict[str, str]:
    """For whom the new value will hold, and between which it may lie."""
    tree, limits = await talk.services.units.tree(), LIMITS[rule]
    lower = any(unit.parent == code and unit.merged_into is None for unit in tree.values())
    return {
        "unit": tree[code].name,
        "lower": "yes" if lower else "no",
        "what": talk.plain(f"rule-{rule}"),
        "least": str(limits[0]),
        "most": str(limits[-1]),
    }


def _lines(talk: Talk, sight: Sight) -> list[Html]:
    lines = []
    for rule, held in sight.rules.items():
        by = talk.plain("rule-by", unit=held.by.name) if held.by else talk.plain("rule-by-all")
        own = held.by is not None and held.by.code == sight.unit.code
        value = _worth(talk, rule, held.value)
        lines.append(
            talk.html(
                "rule-line",
                what=talk.plain(f"rule-{rule}"),
                value=value,
                by=talk.plain("rule-own") if own else by,
            )
        )
    for one in sight.days or ():
        works = talk.plain("option-works-yes" if one.works else "option-works-no")
        lines.append(talk.html("own-day-line", day=one.day, works=works, name=one.name))
    return lines


def _worth(talk: Talk, rule: Rule, value: int) -> str:
    if rule is Rule.SECOND_EYES:
        return talk.plain("option-eyes-1" if value else "option-eyes-0")
    if rule is Rule.HOURS_CRIME:
        return talk.plain("rule-hours", hours=value)
    return talk.plain("rule-days", days=value) if value else talk.plain("rule-none")


async def _finish(talk: Talk, draft: Draft) -> None:
    if draft.answers["rule"] == _DAY:
        kept = await talk.services.rules.set_day(talk.act, draft)
        await talk.show(talk.html("own-day-set" if kept else "own-day-dropped", day=_local(draft)))
        return
    unit = str(draft.answers["unit"])
    if "eyes" in draft.answers:
        eyes = draft.answers["eyes"]
        draft = draft.having(value="" if eyes == _ABOVE else int(eyes))
    await talk.services.rules.settle(talk.act, draft)
    sight = await talk.services.rules.shown(talk.act, unit)
    rule = Rule(draft.answers["rule"])
    held: Held = sight.rules[rule]
    ready = button(talk.plain("button-ready-keep"), "c", "ready", ready_answers.NO_CASE)
    show = keyboard([[button(talk.plain("button-rules"), "k", "show", unit)], [ready]])
    what, value = talk.plain(f"rule-{rule}"), _worth(talk, rule, held.value)
    await talk.show(talk.html("rule-set", unit=sight.unit.name, what=what, value=value), show)


def _local(draft: Draft) -> date:
    return date.fromisoformat(draft.answers["day"])


def _of_days(answers: Answers) -> bool:
    return bool(answers.get("rule") == _DAY)


FLOW = Flow(
    form=Form(
        name="settings",
        asks=(
            Ask(name="unit", free=False),
            Ask(name="rule", free=False),
            Ask(
                name="value", read=_number, when=lambda a: a.get("rule") not in (_DAY, Rule.SECOND_EYES.value)
            ),
            Ask(
                name="eyes",
                options=("1", "0", _ABOVE),
                free=False,
                when=lambda a: a.get("rule") == Rule.SECOND_EYES.value,
            ),
            Ask(name="day", read=_day, when=_of_days),
            Ask(name="works", options=("no", "yes", "drop"), free=False, when=_of_days),
            Ask(name="why", read=_why, when=lambda a: _of_days(a) and a.get("works") != "drop"),
        ),
    ),
    finish=_finish,
    choices={"unit": _units, "rule": _rules, "value": _values},
    about=_about,
    after=switches("rule"),
    looks_until="rule",
)
