"""The small forms of the desk: whom to give a case to, what to ask, where to pass it, and why."""

from __future__ import annotations

from typing import Any

from domain import receipt
from domain.case import Case, CaseState, Topic, opinion_text, reply_text
from domain.errors import Invalid
from domain.forms import Answers, Ask, Draft, Form
from domain.rights import Action
from domain.unit import above
from domain.vietnamese import fold, sort_key
from handlers.cards import UNTAKEN, next_buttons
from handlers.context import Talk
from handlers.flow import Flow, Options, page_of
from handlers.forms import begin
from texts.catalogue import Html

NOBODY = "0"  # it speaks of nobody by name
A_PAGE = 8


async def begin_for(talk: Talk, flow: Flow, action: Action, case: str, word: str = "", **known: Any) -> None:
    """Open one of these forms for the case. Raises NotAllowed, NotFound, Stale."""
    about = await talk.services.cases.begun(talk.act, case, action, untaken=word == UNTAKEN)
    await begin(talk, flow, {**about, **known})


async def people_found(talk: Talk, found: list[tuple[str, str]], typed: str) -> Options:
    """Those in whose names the typed words stand; all of them where nothing was typed."""
    wanted = f" {fold(typed)}"
    return [(person, name) for person, name in found if wanted in f" {fold(name)}"] if typed else found


async def _case_of(talk: Talk, form: str) -> str:
    draft = await talk.services.drafts.of_form(talk.who.key, form)
    if draft is None:
        raise Invalid("button-stale")
    return str(draft.answers["case"])


async def _colleagues(talk: Talk, typed: str) -> Options:
    found = await talk.services.handling.colleagues(talk.act, await _case_of(talk, ASSIGN.form.name))
    return await people_found(talk, found, "" if typed in dict(found) else typed)


async def _spoken_of(talk: Talk, typed: str) -> Options:
    found = await talk.services.handling.spoken_of(talk.act, await _case_of(talk, OFFICER.form.name))
    nobody = (NOBODY, talk.plain("option-officer-nobody"))
    if not typed or typed in dict(found) or typed == NOBODY:
        return [*found, nobody]
    return await people_found(talk, [*found, nobody], typed)


async def _units(talk: Talk, typed: str) -> Options:
    """Units to pass to: those typed; else the one above first and a page of all by the alphabet."""
    tree = await talk.services.units.tree()
    if typed and not typed.startswith("@"):
        return [(unit.code, unit.name) for unit in (await talk.services.units.search(typed))[:A_PAGE]]
    view = await talk.services.cases.view(await _case_of(talk, PASS.form.name))
    own = view.handler.code if view else ""
    listed = sorted((unit for unit in tree.values() if unit.code != own), key=lambda u: sort_key(u.name))
    higher = [unit for unit in above(tree, own) if unit in listed][:1]
    listed = [*higher, *(unit for unit in listed if unit not in higher)]
    return page_of(talk, [(unit.code, unit.name) for unit in listed], typed, A_PAGE)


async def _done(talk: Talk, case: Case, said: Html) -> None:
    """What was done, and what comes next. Who replies to it speaks to colleagues."""
    await talk.show(said, next_buttons(talk.plain), case=case.id, inside=True)


async def _asked(talk: Talk, draft: Draft) -> None:
    case = await talk.services.handling.ask(talk.act, draft)
    stops = "yes" if case.state is CaseState.ASKED else "no"
    await _done(talk, case, talk.html("desk-asked", code=case.code, stops=stops))


async def _noted(talk: Talk, draft: Draft) -> None:
    case = await talk.services.handling.note(talk.act, draft)
    await _done(talk, case, talk.html("desk-noted", code=case.code))


async def _passed(talk: Talk, draft: Draft) -> None:
    case = await talk.services.handling.pass_on(talk.act, draft)
    unit = await _unit(talk, case.handler)
    await _done(talk, case, talk.html("desk-passed", code=case.code, unit=unit))


async def _given_back(talk: Talk, draft: Draft) -> None:
    case = await talk.services.handling.give_back(talk.act, draft)
    unit = await _unit(talk, case.handler)
    await _done(talk, case, talk.html("desk-given-back", code=case.code, unit=unit))


async def _raised(talk: Talk, draft: Draft) -> None:
    case = await talk.services.handling.escalate(talk.act, draft)
    unit = await _unit(talk, case.handler)
    await _done(talk, case, talk.html("desk-raised", code=case.code, unit=unit))


async def _marked(talk: Talk, draft: Draft) -> None:
    case, other = await talk.services.handling.same(talk.act, *_of(draft, "same"), draft=draft)
    await talk.show(talk.html("desk-same", code=case.code, other=other.code))


async def _topic(talk: Talk, draft: Draft) -> None:
    case_id, topic = _of(draft, "topic")
    case = await talk.services.handling.set_topic(talk.act, case_id, Topic(topic), draft=draft)
    await talk.show(talk.html("desk-topic", code=case.code, topic=talk.plain(f"option-topic-{topic}")))


async def _assigned(talk: Talk, draft: Draft) -> None:
    case_id, person = _of(draft, "person")
    case = await talk.services.handling.assign(talk.act, case_id, person, draft=draft)
    name = await talk.services.people.name(person)
    await _done(talk, case, talk.html("desk-assigned", code=case.code, name=name))


async def _named(talk: Talk, draft: Draft) -> None:
    case_id, person = _of(draft, "officer")
    named = None if person == NOBODY else person
    case = await talk.services.handling.name_officer(talk.act, case_id, named, draft=draft)
    name = await talk.services.people.name(person) if named else talk.plain("option-officer-nobody")
    await talk.show(talk.html("desk-officer", code=case.code, name=name))


async def _sent_back(talk: Talk, draft: Draft) -> None:
    case = await talk.services.answers.send_back(talk.act, draft)
    await talk.show(talk.html("desk-sent-back", code=case.code), case=case.id, inside=True)


async def _to_send_back(talk: Talk, answers: Answers) -> Html:
    return talk.html("review-sendback", code=answers["code"], text=answers["body"])


def _of(draft: Draft, name: str) -> tuple[str, str]:
    return str(draft.answers["case"]), str(draft.answers[name])


async def _unit(talk: Talk, code: str) -> str:
    return (await talk.services.units.tree())[code].name


async def _passed_to(talk: Talk, answers: Answers) -> dict[str, str]:
    """The unit that was understood, for the question why."""
    return {"unit": await _unit(talk, str(answers["unit"]))} if "unit" in answers else {}


_REASON = Ask(name="reason", read=opinion_text)
ASK = Flow(form=Form(name="question", asks=(Ask(name="body", read=opinion_text),)), finish=_asked)
NOTE = Flow(form=Form(name="note", asks=(Ask(name="body", read=reply_text),)), finish=_noted)
PASS = Flow(
    form=Form(name="pass", asks=(Ask(name="unit", free=False), _REASON)),
    finish=_passed,
    choices={"unit": _units},
    about=_passed_to,
)
BACK = Flow(form=Form(name="giveback", asks=(_REASON,)), finish=_given_back)
UP = Flow(form=Form(name="raise", asks=(_REASON,)), finish=_raised)
SAME = Flow(form=Form(name="same", asks=(Ask(name="same", read=receipt.parse),)), finish=_marked)
TOPIC = Flow(
    form=Form(
        name="topic",
        asks=(Ask(name="topic", options=tuple(topic.value for topic in Topic), free=False, columns=2),),
    ),
    finish=_topic,
)
ASSIGN = Flow(
    form=Form(name="assign", asks=(Ask(name="person", free=False),)),
    finish=_assigned,
    choices={"person": _colleagues},
)
OFFICER = Flow(
    form=Form(name="officer", asks=(Ask(name="officer", free=False),)),
    finish=_named,
    choices={"officer": _spoken_of},
)
SEND_BACK = Flow(
    form=Form(name="sendback", asks=(Ask(name="body", read=opinion_text),)),
    finish=_sent_back,
    review=_to_send_back,  # only where the words were said before the form began
)
FLOWS = (ASK, NOTE, PASS, BACK, UP, SAME, TOPIC, ASSIGN, OFFICER, SEND_BACK)
