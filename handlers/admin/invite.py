"""/moi: an invitation for one post."""

from __future__ import annotations

from domain.forms import Ask, Draft, Form
from domain.person import MANAGES, Role
from domain.unit import below
from handlers.citizen.suggest import A_PAGE
from handlers.context import Talk
from handlers.flow import Flow, Options
from handlers.forms import begin
from handlers.gate import require
from services.people import VALID

_BELOW = (Role.OFFICER, Role.DUTY, Role.COMMANDER)  # what a commander may hand out


async def invite(talk: Talk) -> None:
    """Ask for role and unit, then show the link, once."""
    require(talk, *MANAGES)
    await begin(talk, FLOW, {})


async def _roles(talk: Talk, typed: str) -> Options:
    roles = tuple(Role) if talk.who.has(Role.ADMIN) else _BELOW
    return [(role.value, talk.plain(f"role-{role}")) for role in roles]


async def _units(talk: Talk, typed: str) -> Options:
    """Units within reach: those typed, else the speaker's own."""
    tree = await talk.services.units.tree()
    own = talk.who.units(*MANAGES)
    reach = {unit.code for code in own for unit in below(tree, code)}
    found = await talk.services.units.search(typed) if typed else [tree[code] for code in own if code in tree]
    return [(unit.code, unit.name) for unit in found if unit.code in reach][:A_PAGE]


async def _finish(talk: Talk, draft: Draft) -> None:
    role, unit = Role(draft.answers["role"]), draft.answers["unit"]
    token = await talk.services.people.invite(talk.act, role, unit, talk.act.at, draft=draft)
    tree = await talk.services.units.tree()
    link = f"https://t.me/{talk.bot.username}?start=moi-{token}"
    await talk.show(
        talk.html(
            "invitation", role=talk.plain(f"role-{role}"), unit=tree[unit].name, link=link, days=VALID.days
        )
    )


FLOW = Flow(
    form=Form(name="invite", asks=(Ask(name="role", free=False), Ask(name="unit", free=False))),
    finish=_finish,
    choices={"role": _roles, "unit": _units},
)
