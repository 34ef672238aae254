"""The answer to a case: what was done, by whom, with a photo; and what follows it."""

from __future__ import annotations

import re
from dataclasses import replace

from domain.answer import added, answer_text, level_text
from domain.case import Case, CaseKind, CaseState
from domain.errors import AlreadyDone, Invalid, NotAllowed, NotFound, Stale
from domain.forms import Answers, Ask, Draft, Form, without
from domain.rights import Action
from domain.unit import above
from domain.vietnamese import fold
from handlers.cards import UNTAKEN, answered_buttons
from handlers.context import Talk
from handlers.flow import Flow, Options
from handlers.forms import begin, show
from handlers.keyboards import Button, button, keyboard
from handlers.review import give_back, show_left
from texts.catalogue import Html

_READY = re.compile("=([0-9]{1,18})")  # a ready answer in place of the words
_LIST = "@ready"
_NOTHING = "none"  # is to be written to the ready answer
SHOWN = 700  # characters of the answer at the questions after it


def _body(text: str) -> str:
    return text if _READY.fullmatch(text) else answer_text(text)


def _more(text: str) -> str:
    return "" if text == _NOTHING else answer_text(text)


def _no_photo(_: str) -> list[str]:
    return []


def _of_work(answers: Answers) -> bool:
    """Thanks for praise tell of nothing done: no more is asked."""
    return answers.get("kind") != CaseKind.PRAISE.value


def _chosen(answers: Answers, ready: str) -> Answers:
    """With that ready answer; what was written to another one is asked anew."""
    return {**without(answers, "done"), "ready": ready, "body": ready}


def _of_ready(answers: Answers) -> bool:
    """What was done is written to a ready answer; of thanks it is all."""
    return "ready" in answers and _of_work(answers)


async def begin_answer(talk: Talk, case: str, word: str = "") -> None:
    """Open the form for the case, or go on with it.

    Raises NotAllowed, NotFound, Stale (a colleague has it, or it is over).
    """
    about = await talk.services.cases.begun(talk.act, case, Action.ANSWER, untaken=word == UNTAKEN)
    await begin(talk, ANSWER, about, resume=await _left(talk, case) is not None)


async def begin_ready(talk: Talk, case: str, number: int) -> None:
    """The same with the ready answer of that number, in place of the words there were. Raises as it does."""
    about = await talk.services.cases.begun(talk.act, case, Action.ANSWER)
    known = _chosen(about, await talk.services.answers.ready_filled(talk.act, case, number))
    left = await _left(talk, case)
    if left is None:
        await begin(talk, ANSWER, known)
        return
    await show_left(talk, ANSWER.form.name, known)
    talk.in_place = False
    goes_on = replace(left, answers={**without(left.answers, "done"), **known})
    await show(talk, ANSWER, await talk.services.drafts.save(talk.act, goes_on))


async def _left(talk: Talk, case: str) -> Draft | None:
    """The answer to that case, where it was begun before."""
    left = await talk.services.drafts.of_form(talk.who.key, ANSWER.form.name)
    return left if left and left.answers.get("case") == case else None


async def send(talk: Talk, case: str, text: str, files: tuple[str, ...] = ()) -> None:
    """Words in a reply to the case are the answer. Raises Stale where it is gone, and what `reply` raises."""
    try:
        found, _ = await talk.services.cases.reply(talk.act, case, text, files)
    except NotFound as error:
        raise Stale("case-gone") from error
    await answered(talk, found)


async def answered(talk: Talk, case: Case) -> None:
    """Say that the answer went out, or waits for a colleague, or was only pictures; offer what comes next."""
    if case.state is not CaseState.ANSWERED or await talk.services.cases.mine_waits(talk.act, case.id):
        waits = await talk.services.answers.waits(case.id)
        said = talk.html("answer-proposed" if waits else "answer-pictures", code=case.code)
        await talk.show(said, case=case.id, inside=True)
        return
    buttons = answered_buttons(talk.plain, case.id)
    buttons["inline_keyboard"][:0] = await _alike(talk, case.id)
    await talk.show(talk.html("case-answered", code=case.code), buttons, case=case.id)


async def _alike(talk: Talk, case: str) -> list[list[Button]]:
    """The row that offers the same words to whoever said the same; none where nobody else did."""
    alike = await talk.services.cases.repeats(talk.act, case)
    return [[button(talk.plain("button-answer-repeats", count=alike), "c", "echo", case)]] if alike else []


async def repeats(talk: Talk, case: str, _: str) -> None:
    """The same words to the senders of those that say the same, or first to a second pair of eyes."""
    done = await talk.services.cases.answer_repeats(talk.act, case)
    sent = [one.code for one in done if one.state is CaseState.ANSWERED]
    waits = [one.code for one in done if one.state is not CaseState.ANSWERED]
    if sent:
        left = await _alike(talk, case)  # of very many some are answered at a time
        await talk.say("repeats-answered", keyboard(left) if left else None, codes=", ".join(sent))
    if waits:
        await talk.say("answer-proposed", code=", ".join(waits))


async def _finish(talk: Talk, draft: Draft) -> None:
    """Send it. What must be written anew is asked for again; the old words come back with `back`."""
    try:
        line = await _line(talk, draft.answers)
        case = await talk.services.cases.answer(talk.act, draft.having(line=line))
    except Invalid as error:
        await talk.send(talk.html(error.key, **error.params))
        asked = "done" if "done" in draft.answers else "body"
        again = replace(draft, answers=ANSWER.form.edit(draft.answers, asked))
        talk.in_place = False
        await show(talk, ANSWER, await talk.services.drafts.save(talk.act, again))
        return
    await answered(talk, case)


async def _after(talk: Talk, name: str, answers: Answers) -> Answers:
    """The words as they will be sent, looked at before anything else is asked. Raises Invalid."""
    case, body = str(answers["case"]), str(answers.get("body", ""))
    if name == "body" and (number := _READY.fullmatch(body)):
        answers = _chosen(answers, await talk.services.answers.ready_filled(talk.act, case, int(number[1])))
        if _of_ready(answers):
            return answers  # what was done is asked next
    elif name == "body":
        answers = without(without(answers, "ready"), "done")
    elif name == "done":
        more, ready = str(answers["done"]), str(answers["ready"])
        answers = {**answers, "body": added(ready, more) if more else ready}
    else:
        return answers
    words = answer_text(str(answers["body"]), pictured=bool(answers.get("photos")))
    await talk.services.answers.check_early(talk.act, case, words)
    return answers


async def _line(talk: Talk, answers: Answers) -> str:
    """Who did it, as the sender reads it."""
    view = await talk.services.cases.view(str(answers["case"]))
    if view is None or "level" not in answers:
        return ""
    level = str(answers["level"])
    tree = await talk.services.units.tree()
    higher = next(iter(above(tree, view.handler.code)), view.handler)
    name = {"own": view.handler.name, "higher": higher.name}.get(level, level)
    return talk.plain("answer-level", unit=name)


async def _ready(talk: Talk, typed: str) -> Options:
    """The unit's ready answers, once they are asked for (or one's title is typed)."""
    draft = await talk.services.drafts.of_form(talk.who.key, ANSWER.form.name)
    if draft is None:
        return []
    try:
        found = await talk.services.answers.ready_for(talk.act, str(draft.answers["case"]))
    except (Stale, NotFound, NotAllowed) as refused:
        if talk.query:
            raise
        await give_back(talk, draft.having(body=typed), refused)  # before two more questions are put in vain
        raise AlreadyDone from refused
    listed = [(f"={one.id}", one.title) for one in found]
    wanted = typed == _LIST or _READY.fullmatch(typed) or fold(typed) in {fold(one.title) for one in found}
    return listed if wanted else [(_LIST, talk.plain("button-ready-list"))] if listed else []


async def _about(talk: Talk, answers: Answers) -> dict[str, str]:
    """The words as they will be read, above the questions that follow; a ready answer whole, to be copied."""
    if "body" not in answers:
        return {}
    ready = _of_ready(answers) and "done" not in answers
    words = str(answers["ready"]) if ready else str(answers["body"])[:SHOWN]
    return {"text": words or talk.plain("photo-only"), "line": await _line(talk, answers)}


async def _review(talk: Talk, answers: Answers) -> Html:
    """All of it, where it waits to be sent: photos come one by one, or the old words were kept after all."""
    words, line = str(answers["body"]) or talk.plain("photo-only"), await _line(talk, answers)
    photos = len(answers.get("photos", []))
    return talk.html("review-answer", text=words, line=line, photos=photos)


ANSWER = Flow(
    form=Form(
        name="answer",
        asks=(
            Ask(name="body", read=_body),
            Ask(name="done", read=_more, options=(_NOTHING,), when=_of_ready),
            Ask(name="level", options=("own", "higher"), read=level_text, when=_of_work),
            Ask(name="photos", options=("none",), free=False, read=_no_photo, when=_of_work),
        ),
    ),
    finish=_finish,
    choices={"body": _ready},
    after=_after,
    review=_review,
    takes_photos=True,
    about=_about,
)
