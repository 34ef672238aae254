"""What deadlines make be said: reminders to the desk, reports to those above, honest words to the sender."""

from __future__ import annotations

from datetime import datetime

from domain.case import OPEN, WAITING, Case, CaseKind, CaseState
from handlers import desk_notices
from handlers.cards import case_buttons
from handlers.citizen import own
from handlers.keyboards import keyboard
from handlers.lengths import cut, fitted
from handlers.parcel import Letter, Parcel
from services.case_view import View
from texts.catalogue import Html

AN_EXCERPT = 300  # UTF-16 units of what was said: enough to know which case it is


async def due(letter: Letter) -> Parcel | None:
    """DUE to the desk: half of the time is gone, a day is left, it is late, unread, not ended; or the desk's
    question was not answered.
    """
    view, why = await _view(letter), letter.notice.params["why"]
    if view is None or not await _on_desk(letter, view.case, ended=why == "close"):
        return None
    if why == "unread" and read(view.case):
        return None
    due_at, code = view.case.due_at, view.case.code
    if why == "unheard":
        head = letter.html("due-unheard", code=code, due="yes" if due_at else "no", at=due_at or letter.now)
    else:
        head = letter.html(f"due-{why}", code=code, at=due_at or letter.now)
    return _reminder(letter, view, head)


async def overdue(letter: Letter) -> Parcel | None:
    """OVERDUE to those above: not answered in time, or word of a crime that nobody read."""
    view = await _view(letter)
    if view is None or not await _on_desk(letter, view.case) or view.case.due_at is None:
        return None
    unread = view.case.kind is CaseKind.CRIME and not read(view.case)
    head = letter.html(
        "overdue-unread" if unread else "overdue",
        code=view.case.code,
        unit=view.handler.name,
        at=view.case.due_at,
        name=view.taken_by or letter.plain("overdue-nobody"),
    )
    return _reminder(letter, view, head)


async def late(letter: Letter) -> Parcel | None:
    """LATE to the sender: put off by the desk, or late; with the new date and the unit's reason."""
    view, params = await _view(letter), letter.notice.params
    put_off = "was" in params
    waits = (*WAITING, CaseState.ASKED) if put_off else WAITING
    if view is None or view.case.state not in waits or not _same_deadline(letter, view.case):
        return None
    said = await letter.services.deadlines.reason(params.get("note"))
    values = {"code": view.case.code, "unit": view.handler.name}
    due = letter.texts.local_day(datetime.fromisoformat(params["due"]))
    if put_off:
        text = fitted(lambda words: letter.html("late-put-off", day=due, text=words, **values), said)
    elif view.case.kind is CaseKind.CRIME:
        text = letter.html("late-crime" if read(view.case) else "late-crime-unread", **values)
    else:
        day = letter.texts.local_day(datetime.fromisoformat(params["day"]))
        text = fitted(lambda words: _late(letter, words, day=day, was=due, **values), said)
    return Parcel(text=text, case=view.case.id)


def _late(letter: Letter, said: str, **values: object) -> Html:
    reason = letter.html("late-reason", text=said) if said else Html("")
    return letter.html("late", reason=reason, **values)


async def again(letter: Letter) -> Parcel | None:
    """AGAIN to the sender, of whom nothing was heard: the question, or whether it is solved."""
    view, of = await _view(letter), letter.notice.params.get("of", CaseState.CLOSED.value)
    if view is None or view.case.state != of:
        return None
    if view.case.state is CaseState.ASKED:
        return await desk_notices.asked(letter)
    if not own.judgeable(view.case):
        return None
    text = letter.html("again", code=view.case.code, unit=view.handler.name, of=of)
    return Parcel(
        text=text, keyboard=keyboard([own.verdict_row(letter.plain, view.case.id)]), case=view.case.id
    )


def read(case: Case) -> bool:
    """Whether a human saw it: who took it did."""
    return case.read_at is not None or case.taken_by is not None


async def _view(letter: Letter) -> View | None:
    return await letter.services.cases.view(letter.notice.params["case"])


async def _on_desk(letter: Letter, case: Case, *, ended: bool = False) -> bool:
    """Whether the case still waits (or, `ended`, for its end), by the same deadline, and is the reader's."""
    waits = (
        case.state is CaseState.ANSWERED if ended else case.state in WAITING and _same_deadline(letter, case)
    )
    return (
        waits
        and case.state in OPEN
        and await letter.services.cases.on_desk(letter.to.key, case.id, letter.now)
    )


def _same_deadline(letter: Letter, case: Case) -> bool:
    return bool((case.due_at.isoformat() if case.due_at else "") == letter.notice.params["due"])


def _reminder(letter: Letter, view: View, head: Html) -> Parcel:
    """The case named, with what may be done about it."""
    case = view.case
    text = letter.html(
        "due-case",
        head=head,
        code=case.code,
        kind=letter.plain(f"option-kind-{case.kind}"),
        unit=view.unit.name,
        at=case.received_at,
        text=cut(case.text, AN_EXCERPT),
    )
    answered = case.state is CaseState.ANSWERED
    held = {"taken": bool(case.taken_by), "answered": answered, "passed": case.passed_by is not None}
    buttons = case_buttons(letter.plain, case.id, **held)
    return Parcel(text=text, keyboard=buttons, case=case.id)
