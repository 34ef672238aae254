"""What can be done with a case beside answering, by its buttons or by what they say."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from domain.errors import Invalid, Stale
from domain.rights import Action
from domain.vietnamese import whole
from handlers.cards import UNTAKEN, answered_buttons, next_buttons
from handlers.commander import case_card, identity, postpone, ready, verbs
from handlers.commander import case_forms as forms
from handlers.commander.answer import begin_answer, repeats
from handlers.commander.case_forms import begin_for
from handlers.context import Talk
from handlers.flow import Flow
from handlers.forms import begin

Verb = Callable[[Talk, str, str], Awaitable[None]]  # (talk, case, what follows in the button or the words)


async def take(talk: Talk, case: str, _: str) -> None:
    """The speaker has the case."""
    taken = await talk.services.cases.take(talk.act, case)
    if talk.query is None:
        await talk.say("case-taken-by-you", code=taken.code, case=case)
        return
    await talk.toast("case-taken-by-you", code=taken.code)
    await case_card.less(talk, case)


async def close(talk: Talk, case: str, word: str) -> None:
    """End the case."""
    closed = await talk.services.cases.close(talk.act, case, untaken=word == UNTAKEN)
    await talk.change_buttons(None)
    await talk.say("case-closed-by-you", next_buttons(talk.plain), code=closed.code)


async def approve(talk: Talk, case: str, note: str) -> None:
    """Let a colleague's answer go out. Raises as `_waiting` does."""
    sent = await talk.services.answers.approve(talk.act, case, await _waiting(talk, case, note))
    await talk.change_buttons(None)
    await talk.say("answer-approved", answered_buttons(talk.plain, sent.id), code=sent.code)


async def read_draft(talk: Talk, case: str, note: str) -> None:
    """Have a colleague's answer sent whole, to agree to or send back. Raises as `_waiting` does."""
    await talk.services.answers.put_before(talk.act, case, await _waiting(talk, case, note))
    await talk.toast("draft-coming")


async def send_back(talk: Talk, case: str, note: str) -> None:
    """Say why it does not."""
    number = await _waiting(talk, case, note)
    code = await talk.services.answers.check_reader(talk.act, case, number)
    await begin(talk, forms.SEND_BACK, {"case": case, "code": code, "note": str(number)})


def _form(flow: Flow, action: Action) -> Verb:
    async def opened(talk: Talk, case: str, word: str) -> None:
        await begin_for(talk, flow, action, case, word)

    return opened


ACTS: Mapping[str, Verb] = {
    "take": take,
    "close": close,
    "ask": _form(forms.ASK, Action.ASK),
    "note": _form(forms.NOTE, Action.NOTE),
    "pass": _form(forms.PASS, Action.PASS),
    "back": _form(forms.BACK, Action.PASS),
    "up": _form(forms.UP, Action.ESCALATE),
    "same": _form(forms.SAME, Action.SAME),
    "topic": _form(forms.TOPIC, Action.TOPIC),
    "assign": _form(forms.ASSIGN, Action.ASSIGN),
    "officer": _form(forms.OFFICER, Action.TOPIC),
    "ready": ready.offered,
    "draft": read_draft,
    "approve": approve,
    "sendback": send_back,
    "answer": begin_answer,
    "echo": repeats,
    "late": postpone.pressed,
    "name": identity.name_pressed,
}


async def _photos(talk: Talk, case: str, _: str) -> None:
    if not await talk.services.caseload.send_photos(talk.act, case):
        await talk.say("photos-none")


async def _next(talk: Talk, _: str, __: str) -> None:
    await case_card.open_card(talk, await talk.services.caseload.first(talk.act))


async def _more(talk: Talk, case: str, _: str) -> None:
    await case_card.more(talk, case)


async def _less(talk: Talk, case: str, _: str) -> None:
    await case_card.open_card(talk, case)


async def _over(_: Talk, __: str, ___: str) -> None:
    """A button of a form that is not open any more."""
    raise Invalid("button-stale")


LABELLED: Mapping[str, Verb] = {  # what else a button does, where what it says is typed
    **ACTS,
    "more": _more,
    "less": _less,
    "photos": _photos,
    "next": _next,
    verbs.FORM: _over,
}


async def _waiting(talk: Talk, case: str, note: str) -> int:
    """The answer in question: the button's, or the one that waits for the speaker.

    Raises Invalid for a forged number, Stale where none waits.
    """
    if note or talk.query:
        number = whole(note)
        if number is None:
            raise Invalid("button-stale")
        return number
    found = await talk.services.cases.to_agree(talk.act, case)
    if found is None:
        raise Stale("draft-none")
    return found
