"""Several cases at once: ticked in a list, then given to a colleague or put under a topic."""

from __future__ import annotations

from textwrap import shorten

from domain.case import Topic
from domain.errors import Invalid, NotFound
from domain.forms import Answers, Ask, Draft, Form, without
from handlers.cards import lies, next_buttons
from handlers.context import AN_HOUR, Talk
from handlers.flow import Flow, Options
from handlers.forms import begin
from services.caseload import Line
from texts.catalogue import Html

DONE = "done"  # chosen in place of a case: these are all
_WHYS = (  # else it changed meanwhile
    *("not-your-case", "no-post-now", "desk-case-closed", "desk-case-withdrawn"),
    *("case-withdrawn", "case-unknown", "colleague-unknown"),
)
_LABEL = 60  # characters of a button


async def start(talk: Talk, listed: list[str]) -> None:
    """Ask which of the listed cases (ids) are meant. Raises NotFound where none is listed."""
    if not listed:
        raise NotFound("inbox-nothing-waits")
    await begin(talk, BULK, {"listed": listed, "ticked": []})


async def _kept(talk: Talk) -> Answers:
    """The answers as they were kept last: what was just ticked is shown ticked."""
    draft = await talk.services.drafts.of_form(talk.who.key, BULK.form.name)
    return draft.answers if draft else {}


async def _cases(talk: Talk, _: str) -> Options:
    answers = await _kept(talk)
    ticked = answers.get("ticked", [])
    choices = [
        (line.case.id, _label(talk, line, number, ticked=line.case.id in ticked))
        for number, line in enumerate(await _lines(talk, answers), start=1)
    ]
    done = [(DONE, talk.plain("button-ticked-all", count=len(ticked)))] if ticked else []
    return [*choices, *done]


def _label(talk: Talk, line: Line, number: int, *, ticked: bool) -> str:
    """ "2. 4F2A · first words" with its tick; alike but for the sign, so that typed words find it too."""
    words = " ".join(line.case.text.split())
    key = "bulk-ticked" if ticked else "bulk-unticked"
    return _short(talk.plain(key, number=str(number), alias=line.case.alias, text=words))


def _short(text: str) -> str:
    """As much as a button holds, cut between words."""
    return shorten(text, _LABEL, placeholder="…")


async def _colleagues(talk: Talk, _: str) -> Options:
    """Who serves with the first of the cases; one that is elsewhere will be refused and said."""
    ticked = (await _kept(talk)).get("ticked", [])
    return await talk.services.handling.colleagues(talk.act, ticked[0]) if ticked else []


async def _about(talk: Talk, answers: Answers) -> dict[str, str]:
    talk.keeps = AN_HOUR
    lines = [
        talk.html(
            "bulk-line",
            number=str(number),
            alias=line.case.alias,
            text=_short(line.case.text),
            lies=lies(talk.plain, line.case, line.left, line.taken_by),
        )
        for number, line in enumerate(await _lines(talk, answers), start=1)
    ]
    return {"lines": Html("\n".join(lines)), "count": str(len(answers["ticked"]))}


async def _lines(talk: Talk, answers: Answers) -> list[Line]:
    return await talk.services.caseload.lines(talk.act, answers.get("listed", []))


async def _after(_: Talk, name: str, answers: Answers) -> Answers:
    """A case chosen is ticked, or not any more, and the question put again, until these are all."""
    if name != "cases" or (answers["cases"] == DONE and answers["ticked"]):
        return answers
    ticked, chosen = answers["ticked"], answers["cases"]
    changed = [one for one in ticked if one != chosen]
    if chosen in answers["listed"] and changed == ticked:
        changed.append(chosen)
    return {**without(answers, "cases"), "ticked": changed}


async def _finish(talk: Talk, draft: Draft) -> None:
    answers, handling = draft.answers, talk.services.handling
    ticked = [str(one) for one in answers["ticked"]]
    if answers["task"] == "assign":
        bulk = await handling.assign_many(talk.act, ticked, str(answers["person"]), draft)
    else:
        bulk = await handling.topic_many(talk.act, ticked, _topic(answers), draft)
    refused = [
        talk.html("bulk-refused", code=code, why=talk.plain(f"bulk-why-{why if why in _WHYS else 'changed'}"))
        for code, why in bulk.refused
    ]
    done = talk.html("bulk-done", count=len(bulk.done), codes=", ".join(bulk.done) or "–")
    await talk.show(Html("\n".join([done, *refused])), next_buttons(talk.plain))


def _topic(answers: Answers) -> Topic:
    try:
        return Topic(answers["topic"])
    except ValueError as error:
        raise Invalid("button-stale") from error


BULK = Flow(
    form=Form(
        name="bulk",
        asks=(
            Ask(name="cases", free=False),
            Ask(name="task", options=("assign", "topic"), free=False),
            Ask(name="person", free=False, when=lambda answers: answers.get("task") == "assign"),
            Ask(
                name="topic",
                options=tuple(topic.value for topic in Topic),
                free=False,
                columns=2,
                when=lambda answers: answers.get("task") == "topic",
            ),
        ),
    ),
    finish=_finish,
    choices={"cases": _cases, "person": _colleagues},
    about=_about,
    after=_after,
)
