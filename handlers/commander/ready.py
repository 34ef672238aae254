"""Ready answers: chosen for a case, and kept by who answers for the unit."""

from __future__ import annotations

from domain.answer import PLACEHOLDERS, ready_text, title_text
from domain.errors import Invalid
from domain.forms import Ask, Draft, Form
from domain.vietnamese import whole
from handlers.commander.answer import begin_ready
from handlers.context import Talk
from handlers.flow import Flow, Options
from handlers.forms import begin
from handlers.keyboards import button, columns, keyboard

NO_CASE = "0"  # in place of a case: all that the speaker may change


async def offered(talk: Talk, case: str, word: str) -> None:
    """c:ready:CASE the ready answers that fit; c:ready:CASE:NUMBER begins an answer with one.

    c:ready:0 those to change; c:ready:0:add, c:ready:0:NUMBER, c:ready:0:d-NUMBER, c:ready:0:e-NUMBER.
    """
    if case == NO_CASE:
        await _kept(talk, word)
        return
    if (number := whole(word)) is not None:
        await begin_ready(talk, case, number)
        return
    found = await talk.services.answers.ready_for(talk.act, case)
    rows = columns([button(one.title, "c", "ready", case, one.id) for one in found], 2)
    change = [button(talk.plain("button-ready-keep"), "c", "ready", NO_CASE)]
    talk.in_place = False
    await talk.say("ready-for-case" if found else "ready-none", keyboard([*rows, change]))


async def _kept(talk: Talk, word: str) -> None:
    """The ready answers of the speaker's units: all, one, one to change or to drop, a new one."""
    verb, _, typed = word.partition("-") if "-" in word else ("one", "", word)
    number = whole(typed)
    if word == "add":
        await _add(talk)
    elif not word or word == "n":
        await _list(talk)
    elif number is None:
        raise Invalid("button-stale")
    elif verb == "d":
        gone = await talk.services.answers.ready_drop(talk.act, number)
        await talk.show(talk.html("ready-dropped", title=gone.title))
    elif verb == "e":
        one = await talk.services.answers.ready_one(talk.act, number)
        await begin(talk, CHANGE, {"ready": str(one.id), "title": one.title})
    else:
        await _one(talk, number)


async def _list(talk: Talk) -> None:
    found = await talk.services.answers.ready_of(talk.act)
    rows = columns([button(one.title, "c", "ready", NO_CASE, one.id) for one in found], 2)
    new = [button(talk.plain("button-ready-add"), "c", "ready", NO_CASE, "add")]
    await talk.show(talk.html("ready-kept", count=len(found)), keyboard([*rows, new]))


async def _one(talk: Talk, number: int) -> None:
    one = await talk.services.answers.ready_one(talk.act, number)
    rows = [
        button(talk.plain("button-edit"), "c", "ready", NO_CASE, f"e-{one.id}"),
        button(talk.plain("button-ready-drop"), "c", "ready", NO_CASE, f"d-{one.id}"),
    ]
    await talk.show(talk.html("ready-one", title=one.title, text=one.text), keyboard([rows]))


async def _add(talk: Talk) -> None:
    held = await talk.services.answers.ready_units(talk.act)
    known = {"unit": held[0][0]} if len(held) == 1 else {}
    await begin(talk, ADD, known)


async def _units(talk: Talk, _: str) -> Options:
    return await talk.services.answers.ready_units(talk.act)


async def _added(talk: Talk, draft: Draft) -> None:
    one = await talk.services.answers.ready_add(talk.act, draft)
    await talk.show(talk.html("ready-saved", title=one.title))


async def _changed(talk: Talk, draft: Draft) -> None:
    one = await talk.services.answers.ready_change(talk.act, draft)
    await talk.show(talk.html("ready-saved", title=one.title))


async def _about(_: Talk, __: object) -> dict[str, str]:
    return {"names": " ".join(f"{{{name}}}" for name in PLACEHOLDERS)}


_BODY = Ask(name="body", read=ready_text)
ADD = Flow(
    form=Form(
        name="ready",
        asks=(Ask(name="unit", free=False), Ask(name="title", read=title_text, names=True), _BODY),
    ),
    finish=_added,
    choices={"unit": _units},
    about=_about,
)
CHANGE = Flow(form=Form(name="readychange", asks=(_BODY,)), finish=_changed, about=_about)
FLOWS = (ADD, CHANGE)
