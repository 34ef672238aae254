"""The desk: a case's buttons and the answer to it."""

from __future__ import annotations

from domain.case import opinion_text
from domain.errors import Invalid
from domain.forms import Ask, Draft, Form
from handlers.cards import answered_buttons, case_buttons
from handlers.citizen import track
from handlers.context import Talk
from handlers.flow import Flow
from handlers.forms import begin


async def pressed(talk: Talk) -> None:
    """c:take, c:answer, c:close:CASE from the desk; c:judge:CASE:VERDICT, c:add:CASE from the sender."""
    what, case, word = (*talk.data[1:], "", "", "")[:3]
    if what == "take":
        await talk.services.cases.take(talk.act, case)
        await talk.toast("case-taken-by-you")
        await talk.change_buttons(case_buttons(talk.plain, case, taken=True))
    elif what == "answer":
        code = await talk.services.cases.check_desk(talk.act, case)
        await begin(talk, ANSWER, {"case": case, "code": code})
    elif what == "close":
        closed = await talk.services.cases.close(talk.act, case)
        await talk.change_buttons(None)
        await talk.say("case-closed-by-you", code=closed.code)
    elif what == "judge":
        await track.judged(talk, case, word)
    elif what == "add":
        await track.add_pressed(talk, case)
    else:
        raise Invalid("button-stale")


async def _finish(talk: Talk, draft: Draft) -> None:
    case = await talk.services.cases.answer(talk.act, draft)
    await talk.show(talk.html("case-answered", code=case.code), answered_buttons(talk.plain, case.id))


ANSWER = Flow(
    form=Form(name="answer", asks=(Ask(name="body", read=opinion_text),)), finish=_finish, takes_photos=True
)
