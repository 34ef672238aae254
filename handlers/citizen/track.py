"""A citizen's own cases: the list, one by its code, more words."""

from __future__ import annotations

import re

from domain.case import OPEN, WAITING, Case, CaseState, Side, Verdict, opinion_text
from domain.forms import Ask, Draft, Form
from domain.vietnamese import units_long
from handlers.citizen import meant, own
from handlers.context import Talk
from handlers.flow import Flow
from handlers.forms import begin
from handlers.keyboards import Button, button, keyboard
from handlers.lengths import cut
from services.case_view import View
from texts.catalogue import Html

SHOWN = 10  # cases in the list
A_MESSAGE, A_CASE, A_HEAD = 1000, 3000, 60  # UTF-16 units shown of a message, of all, and above each


async def track(talk: Talk) -> None:
    """/theodoi lists the speaker's own opinions; with a code it shows that one.

    Behind the code stands what else the buttons do: "/theodoi 4KAD-7XMP rút lại".
    """
    if talk.text:
        code, does = _meant(talk)
        view = await talk.services.sender.track(talk.act, code)
        if does and meant.among(does, talk.texts.words(talk.who.language, "words-add")):
            await add_pressed(talk, view.case.id)
        elif not (does and await own.said(talk, view.case, does, coded=True)):
            await _one(talk, view)
        return
    mine = await talk.services.sender.mine(talk.act)
    if not mine:
        await talk.say("track-none", keyboard([[button(talk.plain("button-suggest"), "m", "gopy")]]))
        return
    lines = [_line(talk, case) for case in mine[:SHOWN]]
    rows = [[button(case.code, "t", case.code)] for case in mine[:SHOWN]]
    await talk.show(talk.html("track-list", count=len(mine), lines=Html("\n".join(lines))), keyboard(rows))


def _line(talk: Talk, case: Case) -> Html:
    """One of the list; of what was withdrawn there are no words left."""
    day = talk.services.zone.day(case.received_at)
    if case.state is CaseState.WITHDRAWN:
        return talk.html("track-line-withdrawn", code=case.code, state=_state(talk, case), day=day)
    return talk.html("track-line", code=case.code, state=_state(talk, case), day=day, text=case.text[:60])


async def by_code(talk: Talk, code: str) -> None:
    """One case with all that was said in it. Raises Invalid for a slip in the code, NotFound."""
    await _one(talk, await talk.services.sender.track(talk.act, code))


async def code_pressed(talk: Talk) -> None:
    """The button of a code, in the list or under a receipt."""
    talk.in_place = False
    await by_code(talk, talk.data[1] if len(talk.data) > 1 else "")


async def add_pressed(talk: Talk, case: str) -> None:
    """The button to write more under a case; where it is over, words that open it again.

    Raises NotFound for anybody but its sender, Stale where it can be opened no more.
    """
    found = await talk.services.sender.own(talk.act, case)
    if found and await talk.services.sender.may_reopen(talk.act, found):
        await begin(talk, own.REOPEN, {"case": case, "code": found.code})
        return
    await talk.services.sender.check_own(talk.act, case)
    await begin(talk, ADD, {"case": case})


async def judged(talk: Talk, case_id: str, word: str) -> None:
    """Solved? yes, partly, no."""
    await own.judged(talk, case_id, word)


def _meant(talk: Talk) -> tuple[str, str]:
    """The code typed, and the words behind it; a code is of eight signs, with or without a break."""
    found = re.match(r"\s*(\w{8}|\w{4}[\s\-–—._]+\w{4})(?:\s+(.+))?$", talk.text, re.DOTALL)
    return (found[1], found[2] or "") if found else (talk.text, "")


async def _one(talk: Talk, view: View) -> None:
    talk.in_place = False  # a reply to what is shown lands in the case
    reopens = await talk.services.sender.may_reopen(talk.act, view.case)
    rows = keyboard(_rows(talk, view.case, reopens=reopens))
    await talk.show(_shown(talk, view), rows, case=view.case.id)


def _rows(talk: Talk, case: Case, *, reopens: bool) -> list[list[Button]]:
    """What the sender may do now; `reopens`: they may still say that it is not solved."""
    if case.state is CaseState.WITHDRAWN:
        return []
    judges = own.judgeable(case)
    first = []
    if reopens or case.state in OPEN:
        first.append(button(talk.plain("button-add-words"), "c", "add", case.id))
    if case.state in OPEN and not judges:
        first.append(button(talk.plain("button-done"), "s", "done", case.id))
    if reopens and not judges:
        first.append(button(talk.plain("verdict-no"), "c", "judge", case.id, Verdict.NO.value))
    rows = [first, own.verdict_row(talk.plain, case.id) if judges else []]
    if case.answered_at is not None:
        rows.append(own.stars_row(case.id))
    rows.append([button(talk.plain("button-withdraw"), "s", "withdraw", case.id)])
    return rows


def _state(talk: Talk, case: Case) -> str:
    """Where it stands, in the sender's words: their own verdict, and whether it went one level up."""
    if case.verdict and case.state is CaseState.CLOSED:
        return talk.plain(f"state-verdict-{case.verdict}")
    if case.reopened and case.state is CaseState.NEW:
        return talk.plain("state-moved")
    return talk.plain(f"state-{case.state}")


def _standing(talk: Talk, view: View) -> list[Html]:
    """By when it is answered, and whether a human has read it: honestly, also where that is not so."""
    case = view.case
    lines: list[Html] = []
    if case.state is CaseState.WITHDRAWN:
        return lines
    if case.read_at is not None:
        lines.append(talk.html("track-read-at", unit=view.read_by, at=case.read_at))
    else:
        lines.append(talk.html("track-unread"))
    if case.state is CaseState.ASKED:
        lines.append(talk.html("track-asked"))
    elif case.state in WAITING and case.due_at is not None:
        late = case.due_at <= talk.act.at
        lines.append(talk.html("track-late" if late else "track-due", at=case.due_at))
    if case.about:
        lines.append(talk.html("track-away"))
    if case.stars:
        lines.append(talk.html("track-stars", stars=case.stars))
    return lines


def _shown(talk: Talk, view: View) -> Html:
    lines: list[Html] = []
    room = A_CASE
    question = _question(view)
    for message in reversed(view.messages):  # the newest matter most where not all fit in one message
        if view.case.state is CaseState.WITHDRAWN:
            break
        key = "track-said-unit" if message.side is Side.UNIT else "track-said-citizen"
        if message.id == question:
            key = "track-asked-unit"
        text = cut(message.text or talk.plain("photo-only"), min(A_MESSAGE, room))
        lines.insert(0, talk.html(key, at=message.at, text=text))
        room -= units_long(text) + A_HEAD
        if room < A_HEAD:
            break
    return talk.html(
        "track-one",
        code=view.case.code,
        unit=view.unit.name,
        kind=talk.plain(f"option-kind-{view.case.kind}"),
        state=_state(talk, view.case),
        standing=Html("\n".join(_standing(talk, view))),
        lines=Html("\n\n".join(lines)),
    )


def _question(view: View) -> int | None:
    """The message by which the unit asked, while it waits for the reply."""
    if view.case.state is not CaseState.ASKED:
        return None
    return max((message.id for message in view.messages if message.side is Side.UNIT), default=None)


async def _finish(talk: Talk, draft: Draft) -> None:
    before = await talk.services.sender.own(talk.act, str(draft.answers["case"]))
    body, photos = str(draft.answers["body"]), draft.answers.get("photos")
    thanks = before is not None and not photos and meant.thanks(talk, before, body)
    case = await talk.services.sender.add(talk.act, draft, thanks=thanks)
    await talk.show(talk.html("thanked" if thanks else "added-words", code=case.code), case=case.id)


ADD = Flow(
    form=Form(name="add", asks=(Ask(name="body", read=opinion_text),)), finish=_finish, takes_photos=True
)
