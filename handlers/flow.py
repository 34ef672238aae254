"""A form as the conversation holds it: its options, its buttons, and what typed words mean."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from domain.forms import WAS, Answers, Ask, Draft, Form
from domain.vietnamese import fold
from handlers.context import Talk
from handlers.keyboards import Button, button, columns, keyboard
from texts.catalogue import Html

FRESH = timedelta(hours=6)

Options = Sequence[tuple[str, str]]  # (value, label)
Finish = Callable[[Talk, Draft], Awaitable[None]]


@dataclass(frozen=True, kw_only=True)
class Flow:
    """A form with what the conversation adds.

    `finish` is called with all answers given; `choices` computes an ask's buttons from what was typed
    (empty: nothing typed yet); `review` says all answers; `takes_photos` adds photos at any time;
    `about` gives a question's words more to name; `after` looks at all answers once one was given, and
    may raise Invalid: then it was not, and the question stays.
    `beside` offers quiet choices at the review: (ask, value, label). Before `looks_until` is answered one
    merely looks: there is nothing to come back to.
    """

    form: Form
    finish: Finish
    choices: Mapping[str, Callable[[Talk, str], Awaitable[Options]]] = field(default_factory=dict)
    review: Callable[[Talk, Answers], Awaitable[Html]] | None = None
    takes_photos: bool = False
    about: Callable[[Talk, Answers], Awaitable[dict[str, str]]] | None = None
    after: Callable[[Talk, str, Answers], Awaitable[Answers]] | None = None
    beside: Callable[[Talk, Answers], Sequence[tuple[str, str, str]]] | None = None
    looks_until: str = ""


def forgotten(talk: Talk, draft: Draft) -> bool:
    """Whether a form that sends at once was left lying: words written days later are not for it."""
    flow = talk.flows[draft.form]
    return not flow.form.review and draft.changed_at is not None and talk.act.at - draft.changed_at > FRESH


async def options_of(talk: Talk, flow: Flow, ask: Ask, typed: str) -> Options:
    """What may be chosen: (value, label), computed from what was typed where the ask is a search."""
    if ask.name in flow.choices:
        return await flow.choices[ask.name](talk, typed)
    return [(value, talk.plain(f"option-{ask.name}-{value}")) for value in ask.options]


async def rows_of(talk: Talk, flow: Flow, draft: Draft, ask: Ask, typed: str) -> list[list[Button]]:
    """The buttons under a question: its options, then back and cancel."""

    def data(*parts: str) -> tuple[object, ...]:
        return ("f", draft.id, draft.version, *parts)

    choices = await options_of(talk, flow, ask, typed)
    rows = columns([button(label, *data(ask.name, value)) for value, label in choices], ask.columns)
    last = [button(talk.plain("button-cancel"), *data("cancel"))]
    if WAS in draft.answers or flow.form.before(draft.answers):
        last.insert(0, button(talk.plain("button-back"), *data("back")))
    return [*rows, last]


def match(choices: Options, text: str, *, free: bool = False) -> str | None:
    """The one choice meant: by label, by number, or by the only label that begins so.

    Where the ask is `free`, only by the whole label: "4" may be a count, "Minh" a name of its own.
    """
    word = fold(text)
    values = [value for value, _ in choices if not value.startswith("@")]
    if not free and word.isdecimal() and 0 < int(word) <= len(values) and word not in values:
        return values[int(word) - 1]
    labels = [(value, _bare(label)) for value, label in choices if not value.startswith("@")]
    same = [value for value, label in labels if word in (label, value)]
    opening = [value for value, label in labels if word and not free and label.startswith(word)]
    return same[0] if same else opening[0] if len(opening) == 1 else None


def page_of(talk: Talk, options: Options, typed: str, most: int) -> list[tuple[str, str]]:
    """A page of so many options, with a button for the next one: "@2" is the second."""
    pages = max(1, -(-len(options) // most))
    page = min(max(int(typed[1:]), 1), pages) if typed[1:].isdecimal() else 1
    shown = list(options[(page - 1) * most : page * most])
    if page < pages:
        shown.append((f"@{page + 1}", talk.plain("button-next-page", page=page + 1, pages=pages)))
    return shown


def _bare(label: str) -> str:
    """A label as one would type it: folded, without the sign before it."""
    return fold("".join(c for c in label if c.isalnum() or c in " ,/-")).strip()


def says(talk: Talk, key: str, *, exactly: bool = False) -> bool:
    """Whether one of the words was typed; `exactly` where "Huy" may be a name and only "hủy" cancels."""
    words = talk.texts.words(talk.who.language, key)
    if exactly:
        return talk.text.casefold() in words
    return fold(talk.text) in map(fold, words)


async def question(talk: Talk, flow: Flow, draft: Draft, ask: Ask) -> Html:
    """The question's words; they may name what the draft is about."""
    known = {name: value for name, value in draft.answers.items() if isinstance(value, str)}
    if flow.about:
        known |= await flow.about(talk, draft.answers)
    return talk.html(f"ask-{draft.form}-{ask.name}", **known)


async def offer_resume(talk: Talk) -> None:
    """Remind of a form set aside, if there is one."""
    forms = list(talk.flows)
    while (aside := await talk.services.drafts.aside(talk.who.key, forms)) and _looked(talk, aside):
        forms.remove(aside.form)
    if aside:
        go_on = button(talk.plain("button-resume"), "f", aside.id, aside.version, "resume")
        drop = button(talk.plain("button-cancel"), "f", aside.id, aside.version, "cancel")
        await talk.say("form-aside", keyboard([[go_on], [drop]]), form=talk.plain(f"form-{aside.form}"))


def _looked(talk: Talk, draft: Draft) -> bool:
    needed = talk.flows[draft.form].looks_until
    return bool(needed) and needed not in draft.answers
