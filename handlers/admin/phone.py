"""A lost phone: the link opened on the new account; the old one is told and may stop it."""

from __future__ import annotations

from dataclasses import replace

from domain.errors import Invalid
from domain.forms import Answers, Ask, Draft, Form
from domain.person import Act, Speaker
from handlers import menus
from handlers.admin.people_choices import meant
from handlers.context import Talk
from handlers.flow import Flow, Options
from handlers.forms import begin


async def arrived(talk: Talk, token: str) -> None:
    """/start may-TOKEN: say whose record would move here, and ask. Raises NotFound, Stale, Invalid."""
    await talk.services.phones.linked(token, talk.act.at)
    if talk.who.person:
        raise Invalid("phone-in-use")
    await begin(talk, FLOW, {"token": token})


async def pressed(talk: Talk) -> None:
    """p:stop: it was not the old account's owner who asked for a new phone."""
    if talk.data[1:] != ("stop",):
        raise Invalid("button-stale")
    await talk.services.phones.stop(talk.act)
    await talk.show(talk.html("phone-stopped"))


async def _sure(talk: Talk, typed: str) -> Options:
    return meant(typed, [("yes", talk.plain("option-people-sure"))])


async def _about(talk: Talk, answers: Answers) -> dict[str, str]:
    return {"name": (await talk.services.phones.linked(answers["token"], talk.act.at)).name}


async def _finish(talk: Talk, draft: Draft) -> None:
    moved = await talk.services.phones.move(talk.act, draft, draft.answers["token"])
    language = moved.before.language if moved.before else talk.who.language
    now = await talk.services.people.speaker(talk.who.chat, talk.who.name, talk.act.at)
    talk.act = replace(talk.act, by=now)
    await talk.show(talk.html("phone-moved", name=moved.person.name))
    await menus.set_for(talk.bot, talk.texts, now)
    if moved.before is None:
        return
    # Nothing is known of the old account any more: what is said to it carries its address, sealed.
    old = Speaker(key="", chat=moved.before.chat, name="", language=language)
    words = {"text": talk.texts.html(language, "phone-gone", name=moved.person.name), "markup": None}
    await talk.services.outbox.keep_reply(Act(by=old, at=talk.act.at), words, talk.act.at)
    await menus.set_for(talk.bot, talk.texts, old)


FLOW = Flow(
    form=Form(name="phone", asks=(Ask(name="sure", free=False),)),
    finish=_finish,
    choices={"sure": _sure},
    about=_about,
)
