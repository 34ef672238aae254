"""The first meeting, help, language, and leaving a form."""

from __future__ import annotations

from dataclasses import replace

from domain.errors import Invalid
from domain.person import Role
from domain.rights import Action, able
from domain.vietnamese import fold
from handlers import menus
from handlers.admin import phone
from handlers.citizen import suggest, track
from handlers.context import Talk
from handlers.flow import offer_resume
from handlers.keyboards import button, keyboard
from handlers.officer import join
from handlers.review import cancel as cancel_form
from texts.catalogue import LANGUAGES, Html


async def start(talk: Talk) -> None:
    """/start, with the payload of a link: moi-TOKEN, may-TOKEN, dv-UNITCODE, ma-CODE."""
    kind, _, rest = talk.text.partition("-")
    if kind == "moi":
        await join.invited(talk, rest)
    elif kind == "may":
        await phone.arrived(talk, rest)
    elif kind == "dv":
        await suggest.about_unit(talk, rest)
    elif kind == "ma":
        await track.by_code(talk, rest)
    else:
        await greet(talk)


async def greet(talk: Talk) -> None:
    """Greet as the four knows ask, each role with what it can do at once."""
    rows = [
        [button(talk.plain("button-suggest"), "m", "gopy"), button(talk.plain("button-praise"), "m", "khen")]
    ]
    key = "greet-citizen"
    if talk.who.has(Role.OFFICER):
        key = "greet-officer"
        rows.insert(
            0,
            [
                button(talk.plain("button-deed"), "m", "viectot"),
                button(talk.plain("button-diary"), "m", "nhatky"),
            ],
        )
    elif talk.who.has(Role.DUTY, Role.COMMANDER, Role.SECRETARIAT, Role.ADMIN):
        key = "greet-staff"
    if able(talk.who.posts, Action.REPORT):
        rows.insert(0, [button(talk.plain("button-report"), "m", "baocao")])
    sees_to = [
        (Action.UNITS, button(talk.plain("button-units"), "m", "donvi")),
        (Action.INVITE, button(talk.plain("button-invite"), "m", "moi")),
    ]
    if offered := [one for action, one in sees_to if able(talk.who.posts, action)]:
        rows.insert(0, offered)
    if able(talk.who.posts, Action.SEE):
        rows.insert(0, [button(talk.plain("button-desk"), "m", "hopthu")])
    rows.append(
        [
            button(talk.plain("button-track"), "m", "theodoi"),
            button(talk.plain("button-language"), "m", "ngonngu"),
        ]
    )
    await talk.say(key, keyboard(rows), name=talk.who.name, emergency=emergency(talk))
    await menus.set_for(talk.bot, talk.texts, talk.who)


def emergency(talk: Talk) -> Html:
    """One line: whom to call in an emergency."""
    return talk.html("emergency")


async def language(talk: Talk) -> None:
    """/ngonngu: with a word it is set, without one it is asked."""
    wanted = {
        fold(word): code for code in LANGUAGES for word in talk.texts.words(code, "words-this-language")
    }
    if talk.text:
        code = wanted.get(fold(talk.text))
        if code is None:
            raise Invalid("language-unknown")
        await _set(talk, code)
        return
    rows = [[button(talk.texts.plain(code, "language-name"), "l", code) for code in LANGUAGES]]
    await talk.show(talk.html("ask-language"), keyboard(rows))


async def language_pressed(talk: Talk) -> None:
    """The button of a language."""
    code = talk.data[1] if len(talk.data) > 1 else ""
    if code not in LANGUAGES:
        raise Invalid("button-stale")
    await _set(talk, code)


async def _set(talk: Talk, code: str) -> None:
    await talk.services.people.set_language(talk.act, code)
    talk.act = replace(talk.act, by=replace(talk.who, language=code))
    await talk.show(talk.html("language-set"))
    await menus.set_for(talk.bot, talk.texts, talk.who)


async def cancel(talk: Talk) -> None:
    """/huy: leave the open form."""
    if talk.draft:
        await cancel_form(talk, talk.draft)
    else:
        await talk.say("nothing-to-cancel")
        await offer_resume(talk)
