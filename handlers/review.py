"""The end of a form: all its answers, quiet choices beside them, photos enough, and words given back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.errors import Invalid, NotAllowed, Refused
from domain.forms import Answers, Ask, Draft
from domain.photo import MOST_PHOTOS
from handlers.context import Talk
from handlers.flow import Flow, match, offer_resume
from handlers.keyboards import button, keyboard

MOST_SAID = 20  # messages remembered, so that an edit of one finds what became of it


async def show_review(talk: Talk, flow: Flow, draft: Draft) -> None:
    """Put all answers, and what may be done with them."""
    # Photos come one by one: a form that needs no review otherwise waits here for the last of them.
    text = talk.html("review-photo", photos=len(draft.answers.get("photos", [])))
    if flow.review:
        text = await flow.review(talk, draft.answers)
    rows = [
        [button(talk.plain("button-send"), "f", draft.id, draft.version, "send")],
        *[
            [button(label, "f", draft.id, draft.version, name, value)]
            for name, value, label in _beside(talk, flow, draft)
        ],
        [
            button(talk.plain("button-edit"), "f", draft.id, draft.version, "edit"),
            button(talk.plain("button-cancel"), "f", draft.id, draft.version, "cancel"),
        ],
    ]
    await talk.show(text, keyboard(rows))


def quiet(talk: Talk, flow: Flow, draft: Draft, name: str, value: str) -> Ask | None:
    """The question that a quiet choice at the review answers; None where there is no such choice."""
    offered = any((name, value) == (ask, choice) for ask, choice, _ in _beside(talk, flow, draft))
    return flow.form.ask(name) if offered else None


def quietly_typed(talk: Talk, flow: Flow, draft: Draft) -> tuple[Ask, Any] | None:
    """The quiet choice whose label was typed, as the question and its answer."""
    for name, value, label in _beside(talk, flow, draft):
        ask = flow.form.ask(name)
        if ask and match([(value, label)], talk.text, free=True):
            return ask, ask.read(value)
    return None


async def cancel(talk: Talk, draft: Draft) -> None:
    """Erase the form; another that was set aside may be resumed."""
    await talk.services.drafts.drop(talk.act, draft.id)
    await talk.show(talk.html("form-cancelled"))
    await offer_resume(talk)


async def enough(talk: Talk, draft: Draft) -> None:
    """No more photos here: said once for an album, which is one message for each. Raises Invalid."""
    if talk.album and draft.answers.get("full") == talk.album:
        return
    await talk.services.drafts.save(talk.act, draft.having(full=talk.album), quietly=True)
    raise Invalid("photos-enough", most=MOST_PHOTOS)


async def give_back(talk: Talk, draft: Draft, refused: Refused) -> None:
    """What it was for is gone: what was written is shown so that it is not lost, then the form closes."""
    if isinstance(refused, NotAllowed):
        refused = await talk.services.audit.refused(talk.act, refused)
    await talk.send(talk.html(refused.key, **refused.params))
    if draft.answers.get("body"):
        await talk.say("form-given-back", text=str(draft.answers["body"]))
    await talk.services.drafts.drop(talk.act, draft.id)


async def show_left(talk: Talk, form: str, answers: Answers) -> None:
    """The form begins anew with the answers: words written in it before are shown, so that none are lost."""
    left = await talk.services.drafts.of_form(talk.who.key, form)
    written = str(left.answers.get("body", "")) if left else ""
    if " " in written and written != answers.get("body"):  # one word is a choice
        await talk.say("form-left", text=written)


def _beside(talk: Talk, flow: Flow, draft: Draft) -> Sequence[tuple[str, str, str]]:
    return flow.beside(talk, draft.answers) if flow.beside else ()
