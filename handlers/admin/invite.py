"""/moi: an invitation for one post; the open ones, and revoking one."""

from __future__ import annotations

from domain.forms import Answers, Ask, Draft, Form
from domain.person import Role
from domain.rights import GIVEN, Action, reach
from handlers.admin import people_words as words
from handlers.admin.people_choices import A_PAGE, answers_of, meant, own
from handlers.context import Talk
from handlers.flow import Flow, Options
from handlers.forms import begin
from handlers.gate import require_able
from services.people import VALID, Open
from texts.catalogue import Html

OPEN = "open"  # chosen in place of a role: to see the invitations that can still be used


async def invite(talk: Talk) -> None:
    """Ask for role and unit, then whether it is meant, then show the link, once."""
    require_able(talk, Action.INVITE)
    await begin(talk, FLOW, {})


def _looks(answers: Answers) -> bool:
    return answers.get("role") == OPEN


async def _roles(talk: Talk, typed: str) -> Options:
    """The roles the speaker may hand out, and the open invitations where there are any."""
    given = {role for post in talk.who.posts if not post.stands_in for role in GIVEN.get(post.role, ())}
    roles = [(role.value, talk.plain(f"role-{role}")) for role in Role if role in given]
    count = len(await talk.services.people.open_invitations(talk.act))
    looks = [(OPEN, talk.plain("option-invitations-open", count=count))] if count else []
    return meant(typed, [*roles, *looks])


async def _open(talk: Talk, typed: str) -> Options:
    listed = await talk.services.people.open_invitations(talk.act)
    return meant(typed, [(one.code, (await _line(talk, one))[:60]) for one in listed])


async def _line(talk: Talk, one: Open) -> str:
    until = talk.services.zone.day(one.expires_at)
    role, unit = talk.plain(f"role-{one.role}"), await words.unit(talk, one.unit)
    return talk.plain("invitation-line", role=role, unit=unit, until=until, uses=one.uses)


async def _units(talk: Talk, typed: str) -> Options:
    """Units within reach: those typed, else the speaker's own."""
    tree = await talk.services.units.tree()
    codes = reach(talk.who.posts, Action.INVITE, tree)
    first = own(talk, codes)
    found = await talk.services.units.search(typed) if typed else [tree[first]] if first else []
    return [(unit.code, unit.name) for unit in found if unit.code in codes][:A_PAGE]


async def _sure(talk: Talk, typed: str) -> Options:
    key = "option-invitation-revoke" if _looks(answers_of(talk)) else "option-people-sure"
    return meant(typed, [("yes", talk.plain(key))])


async def _about(talk: Talk, answers: Answers) -> dict[str, str]:
    """For the last question: what will happen."""
    if "open" in answers:
        listed = await talk.services.people.open_invitations(talk.act)
        lines = [await _line(talk, one) for one in listed if one.code == answers["open"]]
        return {"what": talk.html("invitation-sure-revoke", line="".join(lines))}
    if "unit" in answers:
        role, unit = talk.plain(f"role-{answers['role']}"), await words.unit(talk, answers["unit"])
        return {"what": talk.html("invitation-sure", role=role, unit=unit)}
    return {}


async def _finish(talk: Talk, draft: Draft) -> None:
    await talk.show(await (_revoke if _looks(draft.answers) else _invite)(talk, draft))


async def _revoke(talk: Talk, draft: Draft) -> Html:
    one = await talk.services.people.revoke(talk.act, draft.answers["open"], draft)
    return talk.html("invitation-revoked", line=await _line(talk, one))


async def _invite(talk: Talk, draft: Draft) -> Html:
    role, unit = Role(draft.answers["role"]), draft.answers["unit"]
    token = await talk.services.people.invite(talk.act, role, unit, talk.act.at, draft=draft)
    link = f"https://t.me/{talk.bot.username}?start=moi-{token}"
    shown = {"role": talk.plain(f"role-{role}"), "unit": await words.unit(talk, unit)}
    return talk.html("invitation", **shown, link=link, days=VALID.days)


FLOW = Flow(
    form=Form(
        name="invite",
        asks=(
            Ask(name="role", free=False),
            Ask(name="open", free=False, when=_looks),
            Ask(name="unit", free=False, when=lambda answers: not _looks(answers)),
            Ask(name="sure", free=False),
        ),
    ),
    finish=_finish,
    choices={"role": _roles, "open": _open, "unit": _units, "sure": _sure},
    about=_about,
)
