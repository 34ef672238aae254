"""Joining by an invitation link."""

from __future__ import annotations

from domain.forms import Ask, Draft, Form
from domain.person import Role, person_name
from handlers import menus
from handlers.context import Talk
from handlers.flow import Flow, Options
from handlers.forms import begin


async def invited(talk: Talk, token: str) -> None:
    """/start moi-TOKEN: say what the invitation names and ask how the person is called."""
    invitation = await talk.services.people.invitation(token, talk.act.at)
    tree = await talk.services.units.tree()
    await talk.say("invited", role=talk.plain(f"role-{invitation.role}"), unit=tree[invitation.unit].name)
    await begin(talk, FLOW, {"token": token})


async def _names(talk: Talk, typed: str) -> Options:
    return [("own", talk.who.name[:60])] if talk.who.name else []


async def _finish(talk: Talk, draft: Draft) -> None:
    name = talk.who.name if draft.answers["name"] == "own" else draft.answers["name"]
    invitation, name = await talk.services.people.join(talk.act, draft, draft.answers["token"], name)
    tree = await talk.services.units.tree()
    key = "joined-officer" if invitation.role is Role.OFFICER else "joined-staff"
    await talk.show(
        talk.html(key, name=name, role=talk.plain(f"role-{invitation.role}"), unit=tree[invitation.unit].name)
    )
    joined = await talk.services.people.speaker(talk.who.chat, talk.who.name, talk.act.at)
    await menus.set_for(talk.bot, talk.texts, joined)


FLOW = Flow(
    form=Form(name="join", asks=(Ask(name="name", read=person_name, names=True),)),
    finish=_finish,
    choices={"name": _names},
)
