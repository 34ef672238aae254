"""Units renamed, moved, merged, split: one form, whose last question says what will happen in numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from domain.errors import Invalid, NotAllowed, Refused
from domain.forms import Answers, Ask, Draft, Form
from domain.reshape import Change, ChangeKind, reshaped
from domain.rights import Action, able
from domain.unit import Unit, UnitKind
from domain.vietnamese import day as shown_day
from domain.vietnamese import fold
from handlers.admin.unit_answers import choose, codes, days, names
from handlers.context import Talk
from handlers.flow import Flow, Options
from handlers.forms import show
from handlers.review import cancel
from services.reshaping import change_of

Condition = Callable[[Answers], bool]
GIVE_UP = "giveup"
CHANGES = (*(kind.value for kind in ChangeKind), GIVE_UP)


def asked(talk: Talk) -> tuple[str, str] | None:
    """What to do and the unit's name, where words behind /donvi end in it: "tân lộc đổi tên"."""
    typed = fold(talk.text)
    for change in ("rename", "move", "merge", "split", "giveup"):
        for word in map(fold, talk.texts.words(talk.who.language, f"words-change-{change}")):
            if typed == word or typed.endswith(f" {word}"):
                return change, typed.removesuffix(word).strip()
    return None


async def start(talk: Talk, answers: Answers) -> None:
    """Begin with what is known. Raises NotAllowed, and Invalid or Stale where that cannot be at all."""
    if not able(talk.who.posts, Action.UNITS):
        raise NotAllowed("not-for-you", action=Action.UNITS.value, subject=str(answers.get("unit", "")))
    tree = await talk.services.units.tree()
    unit = tree.get(str(answers.get("unit", "")))
    if unit:
        answers = {**answers, "unit": unit.code}  # a former code means the unit it is today
        if unit.parent is None and answers.get("change") in (ChangeKind.MOVE, ChangeKind.MERGE):
            raise Invalid("reshape-province")
        if answers.get("change") == GIVE_UP and not await talk.services.reshaping.waiting(unit.code):
            raise Invalid("reshape-nothing-planned")
    talk.in_place = False
    talk.draft = await talk.services.drafts.open(talk.act, FORM.name, answers)
    await show(talk, FLOW, talk.draft)


async def _units(talk: Talk, typed: str) -> Options:
    return await choose(talk, typed, lambda _: None)


async def _others(talk: Talk, typed: str) -> Options:
    """The units below which, or into which, the one of the form may go. Raises why a typed one is none."""
    tree = await talk.services.units.tree()
    known = talk.draft.answers if talk.draft and talk.draft.form == FORM.name else {}
    unit, kind = str(known.get("unit", "")), known.get("change")
    today = talk.services.zone.day(talk.act.at)

    def refused(other: Unit) -> Refused | None:
        if unit not in tree or kind not in (ChangeKind.MOVE, ChangeKind.MERGE):
            return None
        change = Change(unit=unit, kind=ChangeKind(kind), before="", after=other.code, day=today)
        try:
            reshaped(dict(tree), change)
        except Refused as error:
            return error
        return None

    return await choose(talk, typed, refused)


async def _planned(talk: Talk, typed: str) -> Options:
    """What is decided for the unit and yet to come."""
    known = talk.draft.answers if talk.draft else {}
    waiting = await talk.services.reshaping.waiting(str(known.get("unit", "")))
    if not waiting:
        raise Invalid("reshape-nothing-planned")
    return [(str(change.id), _label(talk, change)) for change in waiting]


def _label(talk: Talk, change: Change) -> str:
    return talk.plain("units-planned", day=change.day, kind=change.kind.value)


async def _about(talk: Talk, answers: Answers) -> dict[str, str]:
    """All that a question names. At the last one it is tried, so that what cannot be is said before."""
    tree = await talk.services.units.tree()
    named = {name: tree.get(str(answers.get(name, ""))) for name in ("unit", "parent", "into")}
    shown = {name: unit.name if unit else "" for name, unit in named.items()}
    shown |= {name: str(answers.get(name, "")) for name in ("change", "name", "code", "unitkind")}
    day = answers.get("day")
    shown["day"] = shown_day(date.fromisoformat(day)) if day else ""
    shown["planned"] = ""
    for change in await talk.services.reshaping.waiting(named["unit"].code) if named["unit"] else []:
        if str(change.id) == answers.get("planned"):
            shown["planned"] = _label(talk, change)
    numbers = dict.fromkeys(("cases", "people", "units", "invitations"), "")
    if day and answers.get("change") != GIVE_UP:
        effects = await talk.services.reshaping.preview(talk.act, change_of(answers))
        numbers = {name: str(number) for name, number in effects._asdict().items()}
    return shown | numbers


async def _finish(talk: Talk, draft: Draft) -> None:
    answers = draft.answers
    if answers["agreed"] != "yes":
        await cancel(talk, draft)
        return
    shown = await _about(talk, {**answers, "day": ""})
    if answers["change"] == GIVE_UP:
        gone = await talk.services.reshaping.give_up(talk.act, draft)
        await talk.show(talk.html("reshape-given-up", unit=shown["unit"], day=gone.day))
        return
    decided = await talk.services.reshaping.decide(talk.act, draft)
    await talk.show(
        talk.html(
            "reshape-done" if decided.done else "reshape-planned-for",
            change=shown["change"],
            unit=shown["unit"],
            name=shown["name"],
            parent=shown["parent"],
            into=shown["into"],
            day=decided.change.day,
        )
    )


def _is(*changes: str) -> Condition:
    return lambda answers: answers.get("change") in changes


FORM = Form(
    name="reshape",
    asks=(
        Ask(name="unit", free=False),
        Ask(name="change", options=CHANGES, free=False, columns=2),
        Ask(name="planned", free=False, when=_is(GIVE_UP)),
        Ask(name="name", free=False, names=True, when=_is(ChangeKind.RENAME, ChangeKind.SPLIT)),
        Ask(name="code", free=False, names=True, when=_is(ChangeKind.SPLIT)),
        Ask(
            name="unitkind",
            options=(UnitKind.COMMUNE.value, UnitKind.WARD.value, UnitKind.DEPARTMENT.value),
            free=False,
            when=_is(ChangeKind.SPLIT),
        ),
        Ask(name="parent", free=False, when=_is(ChangeKind.MOVE)),
        Ask(name="into", free=False, when=_is(ChangeKind.MERGE)),
        Ask(name="day", free=False, when=_is(*(kind.value for kind in ChangeKind))),
        Ask(name="agreed", options=("yes", "no"), free=False, columns=2),
    ),
)
FLOW = Flow(
    form=FORM,
    finish=_finish,
    choices={
        "unit": _units,
        "planned": _planned,
        "name": names,
        "code": codes,
        "parent": _others,
        "into": _others,
        "day": days,
    },
    about=_about,
)
