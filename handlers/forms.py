"""Forms in conversation: the question put, the answer read from a button or from typed words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from domain.errors import Invalid
from domain.forms import Answers, Ask, Draft, Form, without
from domain.vietnamese import fold
from handlers.context import Talk
from handlers.keyboards import Button, button, columns, keyboard
from texts.catalogue import Html

MOST_PHOTOS = 10
Options = Sequence[tuple[str, str]]  # (value, label)
Finish = Callable[[Talk, Draft], Awaitable[None]]


@dataclass(frozen=True, kw_only=True)
class Flow:
    """A form with what the conversation adds.

    `finish` is called with all answers given; `choices` computes an ask's buttons from what was typed
    (empty: nothing typed yet); `review` says all answers; `takes_photos` adds photos at any time.
    """

    form: Form
    finish: Finish
    choices: Mapping[str, Callable[[Talk, str], Awaitable[Options]]] = field(default_factory=dict)
    review: Callable[[Talk, Answers], Awaitable[Html]] | None = None
    takes_photos: bool = False


async def begin(talk: Talk, flow: Flow, answers: Answers, *, resume: bool = False) -> None:
    """Open the form with what is known already and put the next question."""
    draft = await talk.services.drafts.open(talk.act, flow.form.name, answers, resume=resume)
    talk.in_place = False  # whatever offered the form stays to be read
    await show(talk, flow, draft)


async def show(talk: Talk, flow: Flow, draft: Draft) -> None:
    """Put the next question, or all answers for review."""
    ask = flow.form.next(draft.answers)
    if ask is None:
        await _show_review(talk, flow, draft)
        return
    key = f"ask-{flow.form.name}-{ask.name}"
    await talk.show(talk.html(key), keyboard(await _rows(talk, flow, draft, ask, "")))


async def pressed(talk: Talk) -> None:
    """A form's button: f:draft:version:action[:value]."""
    _, draft_id, version, action, *rest = (*talk.data, "", "", "")
    number = int(version) if version.isdigit() else 0
    draft = await talk.services.drafts.find(talk.who.key, draft_id, number)
    flow = talk.flows[draft.form]
    value = rest[0]
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
    flow = talk.flows[draft.form]
    if talk.photos:
        await _photo(talk, flow, draft)
        return
    ask = flow.form.next(draft.answers)
    if _says(talk, "words-cancel", exactly=ask is not None and ask.free):
        await cancel(talk, draft)
    elif _says(talk, "words-back", exactly=ask is not None and ask.free):
        await _save(talk, flow, replace(draft, answers=flow.form.back(draft.answers)))
    elif ask is None:
        await _at_review(talk, flow, draft)
    else:
        await _read(talk, flow, draft, ask)


async def cancel(talk: Talk, draft: Draft) -> None:
    """Erase the form; another that was set aside may be resumed."""
    await talk.services.drafts.drop(talk.act, draft.id)
    await talk.show(talk.html("form-cancelled"))
    await offer_resume(talk)


async def offer_resume(talk: Talk) -> None:
    """Remind of a form set aside, if there is one."""
    aside = await talk.services.drafts.aside(talk.who.key)
    if aside and aside.form in talk.flows:
        go_on = button(talk.plain("button-resume"), "f", aside.id, aside.version, "resume")
        drop = button(talk.plain("button-cancel"), "f", aside.id, aside.version, "cancel")
        await talk.say("form-aside", keyboard([[go_on], [drop]]), form=talk.plain(f"form-{aside.form}"))


async def _read(talk: Talk, flow: Flow, draft: Draft, ask: Ask) -> None:
    """Typed words as an answer: an option's label or number, a search, or free text."""
    choices = await _options(talk, flow, ask, "" if ask.options else talk.text)
    match = _match(choices, talk.text)
    if match is None and not ask.free and not ask.options and len(choices) == 1:
        match = choices[0][0]  # the search found just one
    if match is not None:
        await _answer(talk, flow, draft, ask, ask.read(match))
    elif ask.name in flow.choices and not ask.free:
        key = "choose-found" if choices else "choose-none"
        await talk.say(key, keyboard(await _rows(talk, flow, draft, ask, talk.text)), typed=talk.text[:60])
    elif not ask.free and ask.name == "photos":
        await talk.say("photo-wanted")
    elif not ask.free:
        await talk.say("choose-one", keyboard(await _rows(talk, flow, draft, ask, "")))
    else:
        await _answer(talk, flow, draft, ask, ask.read(talk.text))


async def _chosen(talk: Talk, flow: Flow, draft: Draft, name: str, value: str) -> None:
    ask = flow.form.next(draft.answers)
    if name == "resume":
        await _save(talk, flow, draft)
    elif ask is None or ask.name != name:
        raise Invalid("button-stale")
    elif value.startswith("@"):
        page = keyboard(await _rows(talk, flow, draft, ask, value))
        await talk.show(talk.html(f"ask-{flow.form.name}-{ask.name}"), page)
    else:
        known = ask.options or tuple(code for code, _ in await _options(talk, flow, ask, value))
        if value not in known:
            raise Invalid("button-stale")
        try:
            kept = ask.read(value)
        except Invalid as error:  # a choice that is explained and not taken: the question stays
            await talk.send(talk.html(error.key, **error.params))
            return
        await _answer(talk, flow, draft, ask, kept)


async def _answer(talk: Talk, flow: Flow, draft: Draft, ask: Ask, value: Any) -> None:
    answered = draft.having(**{ask.name: value})
    if flow.form.next(answered.answers) is None and not flow.form.review:
        await _finish(talk, flow, answered)  # used up by the same commit, so not saved first
    else:
        await _save(talk, flow, answered)


async def _save(talk: Talk, flow: Flow, draft: Draft) -> None:
    await show(talk, flow, await talk.services.drafts.save(talk.act, draft))


async def _finish(talk: Talk, flow: Flow, draft: Draft) -> None:
    if flow.form.next(draft.answers) is not None:
        raise Invalid("button-stale")
    await flow.finish(talk, draft)
    await offer_resume(talk)


async def _edit(talk: Talk, flow: Flow, draft: Draft, name: str) -> None:
    if name:
        await _save(talk, flow, replace(draft, answers=without(draft.answers, name)))
        return
    edits = [
        button(talk.plain(f"field-{ask.name}"), "f", draft.id, draft.version, "edit", ask.name)
        for ask in flow.form.given(draft.answers)
    ]
    await talk.show(talk.html("form-edit-which"), keyboard(columns(edits, 2)))


async def _at_review(talk: Talk, flow: Flow, draft: Draft) -> None:
    if _says(talk, "words-send"):
        await _finish(talk, flow, draft)
        return
    words, opening = fold(talk.text), fold(talk.texts.words(talk.who.language, "words-edit")[0])
    for ask in flow.form.given(draft.answers):
        field_name = fold(talk.plain(f"field-{ask.name}"))
        if words in (field_name, f"{opening} {field_name}"):
            await _edit(talk, flow, draft, ask.name)
            return
    body = flow.form.ask("body")
    if _says(talk, "words-edit") or body is None:
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
        raise Invalid("photos-enough", most=MOST_PHOTOS)
    seen = talk.album and draft.answers.get("album") == talk.album
    changed = draft.having(photos=files, album=talk.album)
    ask = flow.form.next(draft.answers)
    if talk.text and ask and ask.name == "body":
        changed = changed.having(body=ask.read(talk.text))
    if flow.form.next(changed.answers) is None and not flow.form.review:
        await _finish(talk, flow, changed)
        return
    saved = await talk.services.drafts.save(talk.act, changed, quietly=bool(seen))
    if not seen:  # an album comes as one message for each photo: one answer is enough
        await talk.say("photo-added")
        await show(talk, flow, saved)


async def _show_review(talk: Talk, flow: Flow, draft: Draft) -> None:
    if flow.review is None:
        raise Invalid("button-stale")
    rows = [
        [button(talk.plain("button-send"), "f", draft.id, draft.version, "send")],
        [
            button(talk.plain("button-edit"), "f", draft.id, draft.version, "edit"),
            button(talk.plain("button-cancel"), "f", draft.id, draft.version, "cancel"),
        ],
    ]
    await talk.show(await flow.review(talk, draft.answers), keyboard(rows))


async def _options(talk: Talk, flow: Flow, ask: Ask, typed: str) -> Options:
    if ask.name in flow.choices:
        return await flow.choices[ask.name](talk, typed)
    return [(value, talk.plain(f"option-{ask.name}-{value}")) for value in ask.options]


async def _rows(talk: Talk, flow: Flow, draft: Draft, ask: Ask, typed: str) -> list[list[Button]]:
    def data(*parts: str) -> tuple[object, ...]:
        return ("f", draft.id, draft.version, *parts)

    choices = await _options(talk, flow, ask, typed)
    rows = columns([button(label, *data(ask.name, value)) for value, label in choices], ask.columns)
    last = [button(talk.plain("button-cancel"), *data("cancel"))]
    if flow.form.given(draft.answers):
        last.insert(0, button(talk.plain("button-back"), *data("back")))
    return [*rows, last]


def _match(choices: Options, text: str) -> str | None:
    """The one choice meant: by number, by label, or by the only label that begins so."""
    word = fold(text)
    values = [value for value, _ in choices if not value.startswith("@")]
    if word.isdigit() and 0 < int(word) <= len(values) and word not in values:
        return values[int(word) - 1]
    labels = [(value, _bare(label)) for value, label in choices if not value.startswith("@")]
    same = [value for value, label in labels if word in (label, value)]
    opening = [value for value, label in labels if word and label.startswith(word)]
    return same[0] if same else opening[0] if len(opening) == 1 else None


def _bare(label: str) -> str:
    """A label as one would type it: folded, without the sign before it."""
    return fold("".join(c for c in label if c.isalnum() or c in " ,/-")).strip()


def _says(talk: Talk, key: str, *, exactly: bool = False) -> bool:
    """Whether one of the words was typed; `exactly` where "Huy" may be a name and only "hủy" cancels."""
    words = talk.texts.words(talk.who.language, key)
    if exactly:
        return talk.text.casefold() in words
    return fold(talk.text) in map(fold, words)
