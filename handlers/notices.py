"""Promised notices in words: asked whether they still hold, then rendered in the recipient's language."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from domain.case import OPEN, CaseState, Side
from domain.notice import Notice, NoticeKind
from handlers import (
    audit_notice,
    deadline_notices,
    desk_notices,
    digest_notice,
    identity_notices,
    people_notices,
    sender_notices,
)
from handlers.cards import case_buttons, lies
from handlers.keyboards import Keyboard, button, keyboard
from handlers.lengths import cut, fitted
from handlers.parcel import Letter, Parcel
from services import Services
from services.case_view import Message, View
from services.custody import Address
from texts.catalogue import Catalogue, Html

A_CARD = 3000  # UTF-16 units of all that was said in a case that came up


async def parcel(
    services: Services, texts: Catalogue, notice: Notice, to: Address, now: datetime
) -> Parcel | None:
    """What to send for the notice now; None where it does not hold any more."""
    return await _MAKERS[notice.kind](Letter(services=services, texts=texts, now=now, notice=notice, to=to))


async def _card(letter: Letter) -> Parcel | None:
    case = letter.notice.params["case"]
    view = await letter.services.cases.view(case)
    if view is None or not await letter.services.cases.on_desk(letter.to.key, case, letter.now):
        return None
    return Parcel(text=await _card_text(letter, view), keyboard=_card_buttons(letter, view), case=case)


async def _card_text(letter: Letter, view: View) -> Html:
    """A case as it comes to a desk; one that comes from elsewhere with why, and with all that was said."""
    moved = view.handler != view.unit
    said = "\n".join(_spoken(letter, message) for message in view.messages if message.text)
    left = await letter.services.caseload.left(letter.now, view.case)
    name, why = await desk_notices.passed(letter, view) if view.passed_by else ("", "")
    values = {
        "code": view.case.code,
        "alias": view.case.alias,
        "unit": view.unit.name,
        "kind": letter.plain(f"option-kind-{view.case.kind}"),
        "at": view.case.received_at,
        "contact": view.contact or letter.plain("sender-anonymous"),
        "photos": len(view.photos),
        "lies": lies(letter.plain, view.case, left, view.taken_by),
    }

    def card(words: str, why: str) -> Html:
        told = letter.html("card", text=words, **values)
        if view.passed_by:
            passed = letter.html("card-passed", unit=view.passed_by)
            because = letter.html("card-passed-why", name=name, text=why) if why else ""
            return Html(f"{passed}\n{because}\n{told}")
        return Html(f"{letter.html('card-moved')}\n{told}") if moved and view.case.reopened else told

    return fitted(card, cut(said, A_CARD) if moved else view.case.text, why)


def _spoken(letter: Letter, message: Message) -> str:
    """What was said in a case, with who said it."""
    who = letter.plain("card-citizen" if message.side is Side.CITIZEN else "card-unit")
    return f"{who} {message.text}"


def _card_buttons(letter: Letter, view: View) -> Keyboard:
    taken, answered = bool(view.case.taken_by), view.case.state is CaseState.ANSWERED
    passed = bool(view.passed_by)
    return case_buttons(letter.plain, view.case.id, taken=taken, answered=answered, passed=passed)


async def _added(letter: Letter) -> Parcel | None:
    """To the desk: what the sender wrote more."""
    view, message = await letter.message()
    if view is None or message is None or not await _theirs(letter, view.case.id):
        return None
    values = {"code": view.case.code, "unit": view.handler.name, "alias": view.case.alias}
    text = fitted(
        lambda words: letter.html("notice-added", text=words, **values),
        message.text or letter.plain("photo-only"),
    )
    buttons = _card_buttons(letter, view) if view.case.state in OPEN else None
    return Parcel(text=text, keyboard=buttons, case=view.case.id)


async def _theirs(letter: Letter, case: str) -> bool:
    """Whether it still goes to the sender, or to somebody who still has the case on their desk."""
    if letter.notice.to == letter.services.custody.case_key(case):
        return True
    return await letter.services.cases.on_desk(letter.to.key, case, letter.now)


async def _photos(letter: Letter) -> Parcel | None:
    """The pictures of a message: an own notice, so that one that cannot be sent holds up no words."""
    case, message = letter.notice.params["case"], letter.notice.params["message"]
    view = await letter.services.cases.view(case)
    if view is None or message not in [one.id for one in view.messages]:
        return None
    photos = await letter.services.media.of_message(message)
    theirs = await _theirs(letter, case) or await letter.services.sender.hears(
        letter.to.key, case, letter.now
    )
    if not photos or not theirs:
        return None
    text = letter.html("notice-photos", code=view.case.code)
    lost = letter.html("notice-photos-lost", code=view.case.code)
    return Parcel(text=text, photos=tuple(photos), lost=lost, case=case)


async def _reminder(letter: Letter) -> Parcel | None:
    if not await letter.services.reminders.holds(letter.notice, letter.now):
        return None
    name = await letter.services.people.name(letter.notice.params["person"])
    rows = [
        [button(letter.plain("button-record-now"), "r", "now")],
        [
            button(letter.plain("button-in-an-hour"), "r", "hour"),
            button(letter.plain("button-on-leave"), "r", "leave"),
        ],
    ]
    return Parcel(text=letter.html("reminder", name=name), keyboard=keyboard(rows))


async def _thanks(letter: Letter) -> Parcel | None:
    return Parcel(text=letter.html("reminder-thanks"), edits=letter.notice.params["reminder"])


async def _digest(letter: Letter) -> Parcel | None:
    figures = await letter.services.digests.snapshot(letter.notice.params["snapshot"])
    if figures is None or not await letter.services.digests.still_leads(
        letter.to.key, figures.unit, letter.now
    ):
        return None
    return await digest_notice.parcel(letter, figures)


async def _reply(letter: Letter) -> Parcel | None:
    kept = await letter.services.outbox.kept_reply(letter.notice)
    if kept is None or not await letter.services.outbox.still_theirs(kept, letter.now):
        return None
    return Parcel(text=Html(kept["text"]), keyboard=kept["markup"], case=kept.get("case"))


_MAKERS: Mapping[NoticeKind, Callable[[Letter], Awaitable[Parcel | None]]] = {
    NoticeKind.RECEIPT: sender_notices.receipt,
    NoticeKind.CARD: _card,
    NoticeKind.PHOTOS: _photos,
    NoticeKind.STEP: sender_notices.step,
    NoticeKind.ANSWER: sender_notices.answer,
    NoticeKind.ADDED: _added,
    NoticeKind.LATE: deadline_notices.late,
    NoticeKind.AGAIN: deadline_notices.again,
    NoticeKind.DUE: deadline_notices.due,
    NoticeKind.OVERDUE: deadline_notices.overdue,
    NoticeKind.VERDICT: sender_notices.verdict,
    NoticeKind.POST: people_notices.post,
    NoticeKind.REMINDER: _reminder,
    NoticeKind.THANKS: _thanks,
    NoticeKind.DIGEST: _digest,
    NoticeKind.CHART: _digest,
    NoticeKind.TABLE: _digest,
    NoticeKind.REPLY: _reply,
    NoticeKind.ASKED: desk_notices.asked,
    NoticeKind.APPROVE: desk_notices.approve,
    NoticeKind.TOLD: desk_notices.told,
    NoticeKind.NAME: identity_notices.name,
    NoticeKind.OPENED: identity_notices.opened,
    NoticeKind.AUDIT: audit_notice.parcel,
}
