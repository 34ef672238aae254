"""Notices between a case's sender and the desk: received, how far it is, and what the sender says of it."""

from __future__ import annotations

from domain.case import CaseKind, CaseState, Side
from handlers import identity_notices
from handlers.citizen import own
from handlers.keyboards import button, keyboard
from handlers.lengths import fitted
from handlers.parcel import Letter, Parcel
from services.case_work import READ
from texts.catalogue import Html

_AFTER_IT_LEFT = ("yes", "partly", "no")  # what who had the case hears, though it lies on another desk now


async def receipt(letter: Letter) -> Parcel | None:
    """To the sender: it is here, under which code, who answers by when, and who does not see it."""
    view = await letter.services.cases.view(letter.notice.params["case"])
    if view is None:
        return None
    case = view.case
    key = f"receipt-{case.kind}" if case.kind in (CaseKind.CRIME, CaseKind.PRAISE) else "receipt"
    top = case.about is not None and case.about == case.handler
    place = letter.plain("role-secretariat") if top else view.unit.name
    day = letter.services.zone.day(case.due_at) if case.due_at else letter.services.zone.day(case.received_at)
    text = letter.html(key, code=case.code, unit=place, due="yes" if case.due_at else "no", day=day)
    if case.about:
        text = Html(f"{text}\n\n{letter.html('receipt-away')}")
    track = button(letter.plain("button-track-this"), "t", case.code)
    return Parcel(text=text, keyboard=keyboard([[track]]), case=case.id)


async def answer(letter: Letter) -> Parcel | None:
    """To the sender: what the unit says; its last words ask whether it is solved."""
    view, message = await letter.message()
    if view is None or message is None:
        return None
    newest = max((one.id for one in view.messages if one.side is Side.UNIT and one.text), default=0)
    asks = own.judgeable(view.case) and message.id == newest
    question = letter.html("solved-ask")

    def told(words: str) -> Html:
        text = letter.html("notice-answer", code=view.case.code, unit=view.handler.name, text=words)
        return Html(f"{text}\n\n{question}") if asks else text

    text = fitted(told, message.text or letter.plain("photo-only"))
    rows = [own.verdict_row(letter.plain, view.case.id)]
    return Parcel(text=text, keyboard=keyboard(rows) if asks else None, case=view.case.id)


async def step(letter: Letter) -> Parcel | None:
    """To the sender: read, taken, closed; then whether it is solved, and of thanks how many stars."""
    view = await letter.services.cases.view(letter.notice.params["case"])
    if view is None or view.case.state is CaseState.WITHDRAWN:
        return None
    case, which = view.case, letter.notice.params["step"]
    over = which == CaseState.CLOSED.value and case.state is CaseState.CLOSED
    praise = case.kind is CaseKind.PRAISE  # thanks need no verdict
    rows = []
    if over and praise:
        rows = [own.stars_row(case.id)]
    elif over and case.verdict is None:
        rows = [own.verdict_row(letter.plain, case.id)]
    ended = letter.notice.params.get("by") == "time" and not praise
    key = f"step-{which}-praise" if praise else "step-ended" if ended else f"step-{which}"
    text = letter.html(key, code=case.code, unit=view.read_by if which == READ else view.handler.name)
    if over:
        question = letter.html("stars-ask" if praise else "solved-ask")
        text = Html(f"{text}\n\n{identity_notices.link_kept(letter.html)}\n\n{question}")
    return Parcel(text=text, keyboard=keyboard(rows) if rows else None, case=case.id)


async def verdict(letter: Letter) -> Parcel | None:
    """To the desk: what the sender says of it. Their words only to who still has the case.

    Stars that were changed meanwhile are not told any more.
    """
    params = letter.notice.params
    view = await letter.services.cases.view(params["case"])
    if view is None:
        return None
    theirs = await letter.services.sender.hears(letter.to.key, view.case.id, letter.now)
    said, stars = params["verdict"], params.get("stars", 0)
    if (said == "stars" and stars != view.case.stars) or (not theirs and said not in _AFTER_IT_LEFT):
        return None
    text = letter.html(f"told-{said}", code=view.case.code, moved=params["moved"], stars=stars)
    words = next((m.text for m in view.messages if theirs and m.id == params.get("message")), "")
    if words:
        head = text
        text = fitted(lambda said: Html(f"{head}\n{letter.html('told-words', text=said)}"), words)
    return Parcel(text=text, case=view.case.id)
