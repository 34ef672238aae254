"""An opinion, from the first word to the receipt."""

from __future__ import annotations

import re

from domain.case import FORMAL, CaseKind, opinion_text
from domain.errors import Invalid, NotFound
from domain.forms import Answers, Ask, Draft, Form, without
from domain.unit import root
from domain.vietnamese import fold, nfc, sort_key
from handlers.context import Talk
from handlers.flow import Flow, Options, page_of
from handlers.forms import begin, show
from texts.catalogue import LANGUAGES, Html

UNKNOWN = "0"  # "I don't know": the province's own desk finds the unit
A_PAGE = 10
LONGEST_CONTACT = 100


def _contact(text: str) -> str:
    contact = " ".join(nfc(text).split())
    if not 2 <= len(contact) <= LONGEST_CONTACT:  # noqa: PLR2004 - a name has two letters at least
        raise Invalid("contact-odd", most=LONGEST_CONTACT)
    return contact


def _kind(value: str) -> str:
    """What is taken here; for a complaint or denunciation the formal ways are told instead."""
    if value in FORMAL:
        raise Invalid("formal-ways")
    return CaseKind(value).value


def _named(answers: Answers) -> bool:
    return answers.get("anonymous") == "no"


def _may_go_above(answers: Answers) -> bool:
    """Whether it speaks of a unit that might better not see it; praise is for whom it praises."""
    return answers.get("unit") != UNKNOWN and answers.get("kind") != CaseKind.PRAISE.value


FORM = Form(
    name="suggest",
    asks=(
        Ask(name="unit", free=False),
        Ask(name="kind", options=(*(kind.value for kind in CaseKind), *FORMAL), free=False, read=_kind),
        Ask(name="body", read=opinion_text),
        Ask(name="away", options=("yes", "no"), free=False, when=_may_go_above),
        Ask(name="anonymous", options=("yes", "no"), free=False),
        Ask(name="contact", read=_contact, names=True, when=_named),
    ),
    review=True,
)


async def suggest(talk: Talk) -> None:
    """/gopy: begin, or go on where one was left."""
    await _begin(talk, _said(talk), resume=True)


async def praise(talk: Talk) -> None:
    """/khen: the same, the kind known."""
    await _begin(talk, {"kind": CaseKind.PRAISE.value, **_said(talk)}, resume=True)


async def about_unit(talk: Talk, code: str) -> None:
    """A unit's QR: the unit is known. Raises NotFound."""
    if code not in await talk.services.units.tree():
        raise NotFound("unit-unknown", typed=code[:40])
    await _begin(talk, {"unit": code}, resume=True)


async def with_text(talk: Talk, draft: Draft, answers: Answers) -> None:
    """What was offered becomes an opinion: the text is known, and what the person chose last time."""
    known = {**await _last(talk), **answers}
    old = await talk.services.drafts.of_form(talk.who.key, FORM.name)
    if not (old and "away" in old.answers):
        known = _for_the_unit(talk, known)
    opened = await talk.services.drafts.become(talk.act, draft, FORM.name, known)
    await show(talk, FLOW, opened)


def _for_the_unit(talk: Talk, answers: Answers) -> Answers:
    """It goes to the unit, as nearly all do, and nobody is asked; who speaks of its leaders is asked."""
    spoken = re.sub(r"[^\w\s]", " ", str(answers.get("body", "")))
    body = f" {fold(spoken)} "
    leaders = [fold(word) for code in LANGUAGES for word in talk.texts.words(code, "words-leaders")]
    if any(f" {word} " in body for word in leaders):
        return without(answers, "away")
    return {"away": "no", **answers}


def _beside(talk: Talk, answers: Answers) -> list[tuple[str, str, str]]:
    """At the review, one quiet choice: not to this unit; or, where that was chosen, to it after all."""
    if not _may_go_above(answers):
        return []
    other = "no" if answers.get("away") == "yes" else "yes"
    return [("away", other, talk.plain(f"button-away-{other}"))]


def _said(talk: Talk) -> Answers:
    """What came with the command itself: words behind it, a photo above it."""
    body: Answers = {"body": opinion_text(talk.text)} if talk.text else {}
    if body and talk.act.message:
        body["said"] = [talk.act.message]
    return body | ({"photos": list(talk.photos), "album": talk.album} if talk.photos else {})


async def _begin(talk: Talk, answers: Answers, *, resume: bool) -> None:
    """Begin; where an opinion was left half-written, that one is finished first: nothing is glued to it."""
    old = await talk.services.drafts.of_form(talk.who.key, FORM.name)
    written = old.answers if old else {}
    if answers and written.get("body"):
        await talk.say("suggest-unfinished")
        answers = {}
    asked = "away" not in _for_the_unit(talk, {**written, **answers})
    defaults = await _last(talk) | ({} if asked else {"away": "no"})
    await begin(talk, FLOW, answers, defaults=defaults, resume=resume)


async def _last(talk: Talk) -> Answers:
    """The second time is short: unit and name are those of the last opinion, and can be edited."""
    last = await talk.services.people.last_choices(talk.who)
    if not last:
        return {}
    anonymous = bool(last.get("anonymous", True))
    known: Answers = {"unit": last.get("unit") or UNKNOWN, "anonymous": "yes" if anonymous else "no"}
    return known if anonymous else {**known, "contact": last.get("contact", "")}


async def _units(talk: Talk, typed: str) -> Options:
    """Buttons of units: those typed, or a page of all by the alphabet ("@2" is the second)."""
    tree = await talk.services.units.tree()
    top = root(tree)
    if typed == UNKNOWN:
        return [(UNKNOWN, talk.plain("option-unit-unknown"))]
    if typed and fold(typed) in map(fold, talk.texts.words(talk.who.language, "words-unknown")):
        return [(UNKNOWN, talk.plain("option-unit-unknown"))]
    if typed and not typed.startswith("@"):
        found = await talk.services.units.search(typed)
        return [(unit.code, unit.name) for unit in found[:A_PAGE]]
    listed = sorted((unit for unit in tree.values() if unit != top), key=lambda unit: sort_key(unit.name))
    unknown = (UNKNOWN, talk.plain("option-unit-unknown"))
    if not typed[1:].isdecimal():
        return [unknown, ("@1", talk.plain("button-unit-list"))]
    return [unknown, *page_of(talk, [(unit.code, unit.name) for unit in listed], typed, A_PAGE)]


async def _review(talk: Talk, answers: Answers) -> Html:
    tree = await talk.services.units.tree()
    unit = tree.get(answers["unit"])
    named = answers["anonymous"] == "no"
    away = Html("")
    if unit and answers.get("away") == "yes" and _may_go_above(answers):
        above = tree[unit.parent].name if unit.parent else talk.plain("role-secretariat")
        away = Html(f"\n{talk.html('review-away', unit=unit.name, above=above)}")
    return talk.html(
        "review-suggest",
        unit=unit.name if unit else talk.plain("option-unit-unknown"),
        kind=talk.plain(f"option-kind-{answers['kind']}"),
        body=answers["body"],
        photos=len(answers.get("photos", [])),
        sender=answers["contact"] if named else talk.plain("sender-anonymous"),
        away=away,
    )


async def _finish(talk: Talk, draft: Draft) -> None:
    """The receipt itself comes by the outbox, so that it surely arrives; here the form only closes."""
    answers = dict(draft.answers)
    if answers["unit"] == UNKNOWN:
        answers["unit"] = ""
    case = await talk.services.suggestions.send(
        talk.act, Draft(id=draft.id, form=draft.form, version=draft.version, answers=answers)
    )
    await talk.show(talk.html("suggest-sent", code=case.code))


async def _about(talk: Talk, answers: Answers) -> dict[str, str]:
    """The unit by its name, so that nobody wonders where the second opinion goes."""
    unit = (await talk.services.units.tree()).get(answers.get("unit", ""))
    return {"unit": unit.name if unit else talk.plain("option-unit-unknown")}


async def _after(talk: Talk, name: str, answers: Answers) -> Answers:
    """Who brings word of a crime is asked anew whether to be named, whatever they chose last time."""
    if name == "body" and answers.get("away") != "yes":
        return _for_the_unit(talk, answers)
    if name != "kind" or answers["kind"] != CaseKind.CRIME.value:
        return answers
    return without(without(answers, "anonymous"), "contact")


FLOW = Flow(
    form=FORM,
    finish=_finish,
    choices={"unit": _units},
    review=_review,
    takes_photos=True,
    about=_about,
    after=_after,
    beside=_beside,
)
