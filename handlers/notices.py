"""Promised notices in words: asked whether they still hold, then rendered in the recipient's language."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from domain.case import OPEN, CaseKind, CaseState, Verdict
from domain.notice import Notice, NoticeKind
from handlers import digest_notice
from handlers.cards import case_buttons
from handlers.keyboards import Keyboard, button, keyboard
from handlers.parcel import Letter, Parcel
from services import Services
from services.case_view import View
from services.custody import Address
from texts.catalogue import Catalogue, Html

A_CARD = 3000  # characters of all that was said in a case that came up


async def parcel(
    services: Services, texts: Catalogue, notice: Notice, to: Address, now: datetime
) -> Parcel | None:
    """What to send for the notice now; None where it does not hold any more."""
    return await _MAKERS[notice.kind](Letter(services=services, texts=texts, now=now, notice=notice, to=to))


async def _receipt(letter: Letter) -> Parcel | None:
    view = await letter.services.cases.view(letter.notice.params["case"])
    if view is None:
        return None
    key = f"receipt-{view.case.kind}" if view.case.kind in (CaseKind.CRIME, CaseKind.PRAISE) else "receipt"
    text = letter.html(key, code=view.case.code, unit=view.unit.name)
    return Parcel(
        text=text,
        keyboard=keyboard([[button(letter.plain("button-track-this"), "t", view.case.code)]]),
        case=view.case.id,
    )


async def _card(letter: Letter) -> Parcel | None:
    case = letter.notice.params["case"]
    view = await letter.services.cases.view(case)
    if view is None or not await letter.services.cases.on_desk(letter.to.key, case):
        return None
    return Parcel(text=_card_text(letter, view), keyboard=_card_buttons(letter, view), case=case)


def _card_text(letter: Letter, view: View) -> Html:
    moved = view.handler != view.unit
    said = "\n— ".join(message.text for message in view.messages if message.text)
    return letter.html(
        "card-moved" if moved else "card",
        code=view.case.code,
        alias=view.case.alias,
        unit=view.unit.name,
        kind=letter.plain(f"option-kind-{view.case.kind}"),
        at=view.case.received_at,
        text=said[:A_CARD] if moved else view.case.text,
        contact=view.contact or letter.plain("sender-anonymous"),
        photos=len(view.photos),
    )


def _card_buttons(letter: Letter, view: View) -> Keyboard:
    return case_buttons(letter.plain, view.case.id, taken=bool(view.case.taken_by))


async def _step(letter: Letter) -> Parcel | None:
    view = await letter.services.cases.view(letter.notice.params["case"])
    if view is None or view.case.state is CaseState.WITHDRAWN:
        return None
    step = letter.notice.params["step"]
    asked = (
        step == CaseState.CLOSED.value and view.case.state is CaseState.CLOSED and view.case.verdict is None
    )
    verdicts = [button(letter.plain(f"verdict-{v}"), "c", "judge", view.case.id, v.value) for v in Verdict]
    praise = view.case.kind is CaseKind.PRAISE
    asked = asked and not praise  # thanks need no verdict
    key = f"step-{step}-praise" if praise else f"step-{step}"
    text = letter.html(key, code=view.case.code, unit=view.handler.name)
    return Parcel(text=text, keyboard=keyboard([verdicts]) if asked else None, case=view.case.id)


async def _said(letter: Letter) -> Parcel | None:
    """ANSWER to the citizen, ADDED to the desk: one message of the case."""
    view = await letter.services.cases.view(letter.notice.params["case"])
    message = (
        next((m for m in view.messages if m.id == letter.notice.params["message"]), None) if view else None
    )
    if view is None or message is None or not await _theirs(letter, view.case.id):
        return None
    values = {"code": view.case.code, "unit": view.handler.name, "alias": view.case.alias}
    text = letter.html(
        f"notice-{letter.notice.kind}", text=message.text or letter.plain("photo-only"), **values
    )
    to_desk = letter.notice.kind is NoticeKind.ADDED and view.case.state in OPEN
    return Parcel(
        text=text,
        keyboard=_card_buttons(letter, view) if to_desk else None,
        case=view.case.id,
    )


async def _theirs(letter: Letter, case: str) -> bool:
    """Whether it still goes to the sender, or to somebody who still has the case on their desk."""
    if letter.notice.to == letter.services.custody.case_key(case):
        return True
    return await letter.services.cases.on_desk(letter.to.key, case)


async def _photos(letter: Letter) -> Parcel | None:
    """The pictures of a message: an own notice, so that one that cannot be sent holds up no words."""
    case = letter.notice.params["case"]
    view = await letter.services.cases.view(case)
    photos = await letter.services.media.of_message(letter.notice.params["message"])
    if view is None or not photos or not await _theirs(letter, case):
        return None
    text = letter.html("notice-photos", code=view.case.code)
    lost = letter.html("notice-photos-lost", code=view.case.code)
    return Parcel(text=text, photos=tuple(photos), lost=lost, case=case)


async def _verdict(letter: Letter) -> Parcel | None:
    view = await letter.services.cases.view(letter.notice.params["case"])
    if view is None:
        return None
    return Parcel(
        text=letter.html(
            f"told-{letter.notice.params['verdict']}",
            code=view.case.code,
            moved=letter.notice.params["moved"],
        ),
        case=view.case.id,
    )


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
    if figures is None or not await letter.services.digests.still_leads(letter.to.key, figures.unit):
        return None
    return await digest_notice.parcel(letter, figures)


async def _reply(letter: Letter) -> Parcel | None:
    kept = await letter.services.outbox.kept_reply(letter.notice)
    if kept is None:
        return None
    return Parcel(text=Html(kept["text"]), keyboard=kept["markup"])


_MAKERS: Mapping[NoticeKind, Callable[[Letter], Awaitable[Parcel | None]]] = {
    NoticeKind.RECEIPT: _receipt,
    NoticeKind.CARD: _card,
    NoticeKind.PHOTOS: _photos,
    NoticeKind.STEP: _step,
    NoticeKind.ANSWER: _said,
    NoticeKind.ADDED: _said,
    NoticeKind.VERDICT: _verdict,
    NoticeKind.REMINDER: _reminder,
    NoticeKind.THANKS: _thanks,
    NoticeKind.DIGEST: _digest,
    NoticeKind.CHART: _digest,
    NoticeKind.TABLE: _digest,
    NoticeKind.REPLY: _reply,
}
