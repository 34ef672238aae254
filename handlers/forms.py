"""Forms in conversation: the question put, the answer read from a button or from typed words."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from typing import Any

from domain.errors import Invalid, NotAllowed, NotFound, Stale
from domain.forms import WAS, Answers, Ask, Draft, without
from domain.photo import MOST_PHOTOS
from domain.vietnamese import fold
from handlers.context import Talk
from handlers.flow import Flow, match, offer_resume, options_of, question, rows_of, says
from handlers.keyboards import button, columns, keyboard
from handlers.review import MOST_SAID, cancel, enough, give_back, quiet, quietly_typed, show_left, show_review

A_STORY = 5  # words that are no slip of a search


async def begin(
    talk: Talk, flow: Flow, answers: Answers, *, defaults: Answers | None = None, resume: bool = False
) -> None:
    """Open the form with what is known already and put the next question."""
    name = flow.form.name
    if not resume:
        await show_left(talk, name, answers)
    draft = await talk.services.drafts.open(talk.act, name, answers, defaults=defaults, resume=resume)
    talk.in_place = False  # whatever offered the form stays to be read
    await show(talk, flow, draft)


async def show(talk: Talk, flow: Flow, draft: Draft, page: str = "") -> None:
    """Put the next question (of many options that page: "@2"), or all answers for review."""
    talk.draft = draft  # what may be chosen can depend on the answers before
    ask = flow.form.next(draft.answers)
    if ask is None:
        await show_review(talk, flow, draft)
        return
    rows = keyboard(await rows_of(talk, flow, draft, ask, page))
    await talk.show(await question(talk, flow, draft, ask), rows)


async def pressed(talk: Talk) -> None:
    """A form's button: f:draft:version:action[:value]; one of an earlier question only shows the present one,
    which may never have come. What is typed next is for the form whose question stands last: a form that was
    set aside is taken up, unless it is cancelled. Raises Stale where the form is over.
    """
    _, draft_id, version, action, value, *_ = (*talk.data, "", "", "", "")
    draft = await talk.services.drafts.of_id(talk.who.key, draft_id)
    if (flow := talk.flows.get(draft.form)) is None:
        raise Invalid("button-stale")
    present = version == str(draft.version)
    if not (present and action == "cancel") and (talk.draft is None or talk.draft.id != draft.id):
        await talk.services.drafts.take_up(talk.act, draft)
    if present:
        await _while_allowed(talk, draft, _pressed(talk, flow, draft, action, value))
    else:
        await _while_allowed(talk, draft, show(talk, flow, draft))
        await talk.toast("question-past")


async def _pressed(talk: Talk, flow: Flow, draft: Draft, action: str, value: str) -> None:
    if action == "cancel":
        await cancel(talk, draft)
    elif action == "back":
        await _save(talk, flow, replace(draft, answers=flow.form.back(draft.answers)))
    elif action == "edit":
        await _edit(talk, flow, draft, value)
    elif action == "send":
        await _finish(talk, flow, draft)
    else:
        await _chosen(talk, flow, draft, action, value)


async def typed(talk: Talk, draft: Draft) -> None:
    """Words or a photo while the form is open."""
    await _while_allowed(talk, draft, _typed(talk, draft))


async def _while_allowed(talk: Talk, draft: Draft, step: Awaitable[None]) -> None:
    """Go on with the form. Where a role that ended stands in the way it closes, what was written is shown."""
    talk.draft = draft
    try:
        await step
    except NotAllowed as refused:
        await give_back(talk, talk.draft, refused)


async def _typed(talk: Talk, draft: Draft) -> None:
    flow = talk.flows[draft.form]
    ask = flow.form.next(draft.answers)
    if talk.act.message and (talk.photos or ask is None or ask.name == "body"):
        draft = draft.having(said=[*draft.answers.get("said", []), talk.act.message][-MOST_SAID:])
    if talk.photos:
        await _photo(talk, flow, draft)
        return
    exactly = ask is None or ask.names
    if says(talk, "words-cancel", exactly=exactly):
        await cancel(talk, draft)
    elif says(talk, "words-back", exactly=exactly):
        await _save(talk, flow, replace(draft, answers=flow.form.back(draft.answers)))
    elif ask is None:
        await _at_review(talk, flow, draft)
    else:
        await _read(talk, flow, draft, ask)


async def _read(talk: Talk, flow: Flow, draft: Draft, ask: Ask) -> None:
    """Typed words as an answer: an option's label or number, a search, or free text."""
    choices = await options_of(talk, flow, ask, "" if ask.options else talk.text)
    meant = match(choices, talk.text, free=ask.free)
    if meant is None and not ask.free and not ask.options and len(choices) == 1:
        meant = choices[0][0]  # the search found just one
    if meant is not None:
        await _answer(talk, flow, draft, ask, ask.read(meant))
    elif ask.name in flow.choices and not ask.free:
        if not choices and await _told_early(talk, flow, draft):
            return
        key = "choose-found" if choices else "choose-none"
        rows = await rows_of(talk, flow, draft, ask, talk.text if choices else "")
        await talk.say(key, keyboard(rows), typed=talk.text[:60])
    elif not ask.free and ask.name == "photos":
        await talk.say("photo-wanted")
    elif not ask.free:
        if await _told_early(talk, flow, draft):
            return
        await talk.say("choose-one", keyboard(await rows_of(talk, flow, draft, ask, "")))
    else:
        await _answer(talk, flow, draft, ask, ask.read(talk.text))


async def _told_early(talk: Talk, flow: Flow, draft: Draft) -> bool:
    """Whether the story itself was told at another question: it is kept, and the question put again."""
    body = flow.form.ask("body")
    if body is None or "body" in draft.answers or len(talk.text.split()) < A_STORY:
        return False
    await _save(talk, flow, draft.having(body=body.read(talk.text)))
    return True


async def _chosen(talk: Talk, flow: Flow, draft: Draft, name: str, value: str) -> None:
    ask = flow.form.next(draft.answers)
    if name == "resume":
        await _save(talk, flow, draft)
    elif ask is None and (chosen := quiet(talk, flow, draft, name, value)):
        await _answer(talk, flow, draft, chosen, chosen.read(value))
    elif ask is None or ask.name != name:
        raise Invalid("button-stale")
    elif value.startswith("@"):
        await show(talk, flow, draft, value)
    else:
        known = ask.options or tuple(code for code, _ in await options_of(talk, flow, ask, value))
        if value not in known:
            raise Invalid("button-stale")
        try:
            kept = ask.read(value)
        except Invalid as error:  # a choice that is explained and not taken: the question stays
            await talk.send(talk.html(error.key, **error.params))
            return
        await _answer(talk, flow, draft, ask, kept)


async def _answer(talk: Talk, flow: Flow, draft: Draft, ask: Ask, value: Any) -> None:
    answered = replace(draft, answers={**without(draft.answers, WAS), ask.name: value})
    if flow.after:
        answered = replace(answered, answers=await flow.after(talk, ask.name, answered.answers))
    if flow.form.next(answered.answers) is None and not flow.form.review:
        await _finish(talk, flow, answered)  # used up by the same commit, so not saved first
    else:
        await _save(talk, flow, answered)


async def _save(talk: Talk, flow: Flow, draft: Draft) -> None:
    await show(talk, flow, await talk.services.drafts.save(talk.act, draft))


async def _finish(talk: Talk, flow: Flow, draft: Draft) -> None:
    if flow.form.next(draft.answers) is not None:
        raise Invalid("button-stale")
    try:
        await flow.finish(talk, draft)
    except (Stale, NotFound, NotAllowed) as refused:
        if refused.key == "button-stale":
            raise
        await give_back(talk, draft, refused)
    await offer_resume(talk)


async def _edit(talk: Talk, flow: Flow, draft: Draft, name: str) -> None:
    if name:
        if name not in draft.answers:
            raise Invalid("button-stale")
        await _save(talk, flow, replace(draft, answers=flow.form.edit(draft.answers, name)))
        return
    edits = [
        button(talk.plain(f"field-{ask.name}"), "f", draft.id, draft.version, "edit", ask.name)
        for ask in flow.form.given(draft.answers)
    ]
    await talk.show(talk.html("form-edit-which"), keyboard(columns(edits, 2)))


async def _at_review(talk: Talk, flow: Flow, draft: Draft) -> None:
    if says(talk, "words-send"):
        await _finish(talk, flow, draft)
        return
    words, opening = fold(talk.text), fold(talk.texts.words(talk.who.language, "words-edit")[0])
    for ask in flow.form.given(draft.answers):
        field_name = fold(talk.plain(f"field-{ask.name}"))
        if words in (field_name, f"{opening} {field_name}"):
            await _edit(talk, flow, draft, ask.name)
            return
    for ask in flow.form.given(draft.answers):
        meant = match(await options_of(talk, flow, ask, ""), talk.text, free=True)
        if meant is not None and not ask.free:
            await _answer(talk, flow, draft, ask, ask.read(meant))
            return
    if typed_choice := quietly_typed(talk, flow, draft):
        await _answer(talk, flow, draft, *typed_choice)
        return
    body = flow.form.ask("body")
    if says(talk, "words-edit") or body is None:
        await _edit(talk, flow, draft, "")
        return
    longer = body.read(f"{draft.answers['body']}\n{talk.text}")  # people write in several messages
    await _save(talk, flow, draft.having(body=longer))


async def _photo(talk: Talk, flow: Flow, draft: Draft) -> None:
    if not flow.takes_photos:
        await talk.say("photo-not-here")
        return
    files = [*draft.answers.get("photos", []), *talk.photos]
    if len(files) > MOST_PHOTOS:
        await enough(talk, draft)
        return
    seen = talk.album and draft.answers.get("album") == talk.album
    changed = draft.having(photos=files, album=talk.album)
    if talk.text and (body := flow.form.ask("body")):
        before = draft.answers.get("body")
        changed = changed.having(body=body.read(f"{before}\n{talk.text}" if before else talk.text))
    saved = await talk.services.drafts.save(talk.act, changed, quietly=bool(seen))
    if not seen:  # an album comes as one message for each photo: one answer is enough
        await talk.say("photo-added")
        await show(talk, flow, saved)
