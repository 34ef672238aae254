"""/canbo: a unit's people, and what becomes of their posts. All of it is one form: each step can be typed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date

from domain.errors import NotFound
from domain.forms import Answers, Ask, Draft, Form
from domain.person import Post
from domain.rights import Action, reach
from handlers.admin import people_choices as choose
from handlers.admin import people_words as words
from handlers.context import Talk
from handlers.flow import Flow
from handlers.forms import begin
from handlers.gate import require_able
from services.phones import VALID
from texts.catalogue import Html

MOVE, DEPUTISE, END, LEAVE, PHONE = choose.ACTS


def _when(*acts: str) -> Callable[[Answers], bool]:
    return lambda answers: answers.get("act") in acts


FORM = Form(
    name="people",
    asks=(
        Ask(name="unit", free=False),
        Ask(name="person", free=False),
        Ask(name="act", free=False),
        Ask(name="post", free=False, when=_when(DEPUTISE, END)),
        Ask(name="to", free=False, when=_when(MOVE)),
        Ask(name="standin", free=False, when=_when(DEPUTISE)),
        Ask(name="since", free=False, when=_when(DEPUTISE)),
        Ask(name="until", free=False, when=_when(DEPUTISE)),
        Ask(name="sure", free=False),
    ),
)


async def people(talk: Talk) -> None:
    """/canbo: the speaker's own unit; with words behind it the unit, or the person, that they name.

    Raises NotAllowed for who sees to no people, NotFound for words that name nobody in reach.
    """
    require_able(talk, Action.PEOPLE)
    tree = await talk.services.units.tree()
    codes = reach(talk.who.posts, Action.PEOPLE, tree)
    own = choose.own(talk, codes)
    if talk.text:
        found = [unit.code for unit in await talk.services.units.search(talk.text) if unit.code in codes]
        if len(found) != 1:
            await _named(talk, found, own)
            return
        own = found[0]
    await begin(talk, FLOW, {"unit": own} if own else {})


async def _named(talk: Talk, found: list[str], own: str) -> None:
    """The person the words name; where several things are meant, the question by which to tell."""
    members = await talk.services.posts.search(talk.act, talk.text)
    if not members and not found:
        raise NotFound("people-nobody", typed=talk.text[:40])
    if len(members) == 1:
        await begin(talk, FLOW, {"unit": own, "person": members[0].person.id})
    else:
        await begin(talk, FLOW, {"unit": own} if members else {})


async def _move(talk: Talk, draft: Draft) -> Html:
    unit = draft.answers["to"]
    member = await talk.services.posts.move(talk.act, draft, draft.answers["person"], unit)
    return talk.html("people-done-move", name=member.person.name, unit=await words.unit(talk, unit))


async def _deputise(talk: Talk, draft: Draft) -> Html:
    given = draft.answers
    since, until = date.fromisoformat(given["since"]), date.fromisoformat(given["until"])
    post = words.post_of(given["post"])
    member = await talk.services.posts.deputise(talk.act, draft, given["standin"], post, since, until)
    return talk.html(
        "people-done-deputise",
        name=member.person.name,
        post=await words.post(talk, post),
        since=since,
        until=until,
    )


async def _end(talk: Talk, draft: Draft) -> Html:
    post: Post = words.post_of(draft.answers["post"])
    member = await talk.services.posts.end(talk.act, draft, draft.answers["person"], post)
    return talk.html("people-done-end", name=member.person.name, post=await words.post(talk, post))


async def _leave(talk: Talk, draft: Draft) -> Html:
    member = await talk.services.posts.leave(talk.act, draft, draft.answers["person"])
    return talk.html("people-done-leave", name=member.person.name)


async def _phone(talk: Talk, draft: Draft) -> Html:
    name = (await talk.services.posts.card(talk.act, draft.answers["person"])).member.person.name
    token = await talk.services.phones.link(talk.act, draft, draft.answers["person"])
    link = f"https://t.me/{talk.bot.username}?start=may-{token}"
    return talk.html("people-done-phone", name=name, link=link, hours=int(VALID.total_seconds()) // 3600)


_DO: Mapping[str, Callable[[Talk, Draft], Awaitable[Html]]] = {
    MOVE: _move,
    DEPUTISE: _deputise,
    END: _end,
    LEAVE: _leave,
    PHONE: _phone,
}


async def _finish(talk: Talk, draft: Draft) -> None:
    await talk.show(await _DO[draft.answers["act"]](talk, draft))


FLOW = Flow(
    form=FORM,
    finish=_finish,
    choices={
        "unit": choose.units,
        "person": choose.persons,
        "act": choose.acts,
        "post": choose.posts,
        "to": choose.units,
        "standin": choose.stand_ins,
        "since": choose.since,
        "until": choose.until,
        "sure": choose.sure,
    },
    about=words.about,
    after=choose.switches("person"),
    looks_until="person",
)
