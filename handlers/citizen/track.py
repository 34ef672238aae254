"""A citizen's own cases: the list, one by its code, more words, the verdict."""

from __future__ import annotations

from domain.case import OPEN, Case, CaseState, Side, Verdict, opinion_text
from domain.errors import Invalid
from domain.forms import Ask, Draft, Form
from handlers.context import Talk
from handlers.flow import Flow
from handlers.forms import begin
from handlers.keyboards import button, keyboard
from services.case_view import View
from texts.catalogue import Html

SHOWN = 10  # cases in the list
A_MESSAGE, A_CASE, A_HEAD = 1000, 3000, 60  # characters shown of a message, of all, and above each


async def track(talk: Talk) -> None:
    """/theodoi lists the speaker's own opinions; with a code it shows that one."""
    if talk.text:
        await by_code(talk, talk.text)
        return
    mine = await talk.services.sender.mine(talk.act)
    if not mine:
        await talk.say("track-none", keyboard([[button(talk.plain("button-suggest"), "m", "gopy")]]))
        return
    lines = [
        talk.html(
            "track-line",
            code=case.code,
            state=_state(talk, case),
            day=talk.services.zone.day(case.received_at),
            text=case.text[:60],
        )
        for case in mine[:SHOWN]
    ]
    rows = [[button(case.code, "t", case.code)] for case in mine[:SHOWN]]
    await talk.show(talk.html("track-list", count=len(mine), lines=Html("\n".join(lines))), keyboard(rows))


async def by_code(talk: Talk, code: str) -> None:
    """One case with all that was said in it. Raises Invalid for a slip in the code, NotFound."""
    view = await talk.services.sender.track(talk.act, code)
    add = [button(talk.plain("button-add-words"), "c", "add", view.case.id)]
    await talk.show(_shown(talk, view), keyboard([add] if view.case.state in OPEN else []))


async def code_pressed(talk: Talk) -> None:
    """The button of a code, in the list or under a receipt."""
    talk.in_place = False
    await by_code(talk, talk.data[1] if len(talk.data) > 1 else "")


async def add_pressed(talk: Talk, case: str) -> None:
    """The button to write more under a case. Raises NotFound for anybody but its sender."""
    await talk.services.sender.check_own(talk.act, case)
    await begin(talk, ADD, {"case": case})


async def judged(talk: Talk, case_id: str, word: str) -> None:
    """Solved? yes, partly, no."""
    try:
        verdict = Verdict(word)
    except ValueError as error:
        raise Invalid("button-stale") from error
    case = await talk.services.sender.judge(talk.act, case_id, verdict)
    moved = "yes" if case.state is CaseState.NEW else "no"
    await talk.show(talk.html(f"judged-{verdict}", code=case.code, moved=moved))


def _state(talk: Talk, case: Case) -> str:
    """Where it stands, in the sender's words: their own verdict, and whether it went one level up."""
    if case.verdict:
        return talk.plain(f"state-verdict-{case.verdict}")
    if case.handler != case.unit and case.state is CaseState.NEW:
        return talk.plain("state-moved")
    return talk.plain(f"state-{case.state}")


def _shown(talk: Talk, view: View) -> Html:
    lines: list[Html] = []
    room = A_CASE
    for message in reversed(view.messages):  # the newest matter most where not all fit in one message
        key = "track-said-unit" if message.side is Side.UNIT else "track-said-citizen"
        text = (message.text or talk.plain("photo-only"))[: min(A_MESSAGE, room)]
        lines.insert(0, talk.html(key, at=message.at, text=text))
        room -= len(text) + A_HEAD
        if room < A_HEAD:
            break
    return talk.html(
        "track-one",
        code=view.case.code,
        unit=view.unit.name,
        kind=talk.plain(f"option-kind-{view.case.kind}"),
        state=_state(talk, view.case),
        lines=Html("\n\n".join(lines)),
    )


async def _finish(talk: Talk, draft: Draft) -> None:
    case = await talk.services.sender.add(talk.act, draft)
    await talk.show(talk.html("added-words", code=case.code))


ADD = Flow(
    form=Form(name="add", asks=(Ask(name="body", read=opinion_text),)), finish=_finish, takes_photos=True
)
