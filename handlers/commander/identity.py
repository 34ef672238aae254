"""Who sent it? Asked with a reason, agreed to by another, opened for a day."""

from __future__ import annotations

from domain.errors import Invalid
from domain.forms import Answers, Ask, Draft, Form
from domain.identity import Decision, reason
from domain.vietnamese import whole
from handlers.context import NEVER, Talk
from handlers.flow import Flow
from handlers.forms import begin
from handlers.keyboards import button, keyboard
from texts.catalogue import Html


async def name_pressed(talk: Talk, case: str, _: str) -> None:
    """c:name:CASE beneath a case: ask for the reason. Raises NotAllowed, NotFound, Stale, Invalid."""
    found = await talk.services.identity.check(talk.act, case)
    await begin(talk, ASK, {"case": found.id, "code": found.code})


async def pressed(talk: Talk) -> None:
    """i:agree, i:quiet, i:deny:NUMBER for who may agree; i:look, i:open:NUMBER for who asked."""
    _, verb, typed, *_ = (*talk.data, "", "")
    number = whole(typed)
    if number is None:
        raise Invalid("button-stale")
    if verb in tuple(Decision):
        await _decide(talk, number, verb)
    elif verb == "look":
        await _look(talk, number)
    elif verb == "open":
        await _open(talk, number)
    else:
        raise Invalid("button-stale")


async def _decide(talk: Talk, number: int, decision: str) -> None:
    asked = await talk.services.identity.waiting(talk.act, number)
    known = {"request": str(number), "code": asked.case.code, "decision": decision}
    await begin(talk, AGREE, known)


async def _look(talk: Talk, number: int) -> None:
    """Before each look: it is noted, and the sender may hear of it."""
    asked = await talk.services.identity.open_to(talk.act, number)
    talk.in_place = False
    told = "no" if asked.request.untold else "yes"
    yes = button(talk.plain("button-name-open"), "i", "open", number)
    await talk.say("name-look", keyboard([[yes]]), code=asked.case.code, told=told)


async def _open(talk: Talk, number: int) -> None:
    shown = await talk.services.identity.opened(talk.act, number)
    talk.in_place, talk.keeps = False, NEVER  # who opened it then may be nobody when it comes
    await talk.say(
        "name-shown",
        code=shown.code,
        chat=str(shown.chat),
        contact=shown.contact or talk.plain("name-no-contact"),
        until=shown.until,
    )


async def _asked(talk: Talk, draft: Draft) -> None:
    case = await talk.services.identity.ask(talk.act, draft)
    await talk.show(talk.html("name-asked", code=case.code))


async def _decided(talk: Talk, draft: Draft) -> None:
    asked = await talk.services.identity.decide(talk.act, draft)
    key = "name-denied-by-you" if draft.answers["decision"] == Decision.DENY else "name-agreed-by-you"
    await talk.show(talk.html(key, code=asked.case.code, name=asked.asker))


async def _review(talk: Talk, answers: Answers) -> Html:
    asked = await talk.services.identity.waiting(talk.act, int(answers["request"]))
    return talk.html(
        "review-agree",
        code=asked.case.code,
        unit=asked.unit,
        name=asked.asker,
        reason=asked.request.reason,
        decision=talk.plain(f"option-decision-{answers['decision']}"),
        untold=str(answers.get("untold", "")),
        why="yes" if answers["decision"] == Decision.QUIET else "no",
    )


def _quiet(answers: Answers) -> bool:
    return answers.get("decision") == Decision.QUIET.value


ASK = Flow(form=Form(name="askname", asks=(Ask(name="body", read=reason),)), finish=_asked)
AGREE = Flow(
    form=Form(
        name="agree",
        asks=(
            Ask(name="decision", options=tuple(one.value for one in Decision), free=False),
            Ask(name="untold", read=reason, when=_quiet),
        ),
        review=True,
    ),
    finish=_decided,
    review=_review,
)
