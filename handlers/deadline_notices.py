"""What deadlines make be said: reminders to the desk, reports to those above, honest words to the sender."""

from __future__ import annotations

from datetime import datetime

from domain.case import OPEN, WAITING, Case, CaseKind, CaseState
from handlers import desk_notices
from handlers.cards import case_buttons
from handlers.citizen import own
from handlers.keyboards import Keyboard, button, keyboard
from handlers.lengths import cut, fitted
from handlers.parcel import Letter, Parcel
from services.case_view import View
from texts.catalogue import Html

_OFFERED = ("eve", "late")  # where more time may be asked for with a button
_DRAFTED = ("waiting", "approve")
AN_EXCERPT = 300  # UTF-16 units of what was said: enough to know which case it is


async def due(letter: Letter) -> Parcel | None:
    """DUE to the desk: half of the time is gone, a day is left, it is late, unread, not ended; the desk's
    question was not answered; where an answer waits for others to agree: to them, and to who waits for them.
    """
    view, why = await _view(letter), letter.notice.params["why"]
    if view is None or not await _on_desk(letter, view.case, ended=why == "close"):
        return None
    if why in _DRAFTED:
        return await _drafted(letter, view, why, letter.notice.params["note"])
    if why == "unread" and view.case.read:
        return None
    open_ = why in _OFFERED and view.case.passed_by is None  # what was passed on is accepted first
    later = open_ and await letter.services.deadlines.offers(letter.to.key, view.case.id, letter.now)
    above, to = await _rung(letter, view.case)
    head = letter.html(
        f"due-{why}",
        code=view.case.code,
        at=view.case.due_at or letter.now,
        due="yes" if view.case.due_at else "no",
        later="yes" if later else "no",
        above=above,
        to=to,
    )
    return _reminder(letter, view, head, later=later)


async def _drafted(letter: Letter, view: View, why: str, note: int) -> Parcel | None:
    """Of an answer that waits to be agreed to: nothing where it does no more."""
    answers = letter.services.answers
    if await answers.draft(note) is None:
        return None
    if why == "approve" and not await answers.may_read(letter.to.key, view.case.id, letter.now):
        return None
    at = view.case.due_at or letter.now
    over = "yes" if at <= letter.now else "no"
    head = letter.html(
        "due-approve" if why == "approve" else "due-waiting", code=view.case.code, at=at, late=over
    )
    read = button(letter.plain("button-read-draft"), "c", "draft", view.case.id, note)
    return _parcel(letter, view, head, keyboard([[read]] if why == "approve" else []), acts="no")


async def overdue(letter: Letter) -> Parcel | None:
    """OVERDUE to those above: not answered in time, or word of a crime that nobody of its desk read."""
    view = await _view(letter)
    if view is None or not await _on_desk(letter, view.case) or view.case.due_at is None:
        return None
    unread = view.case.kind is CaseKind.CRIME and not view.case.read
    head = letter.html(
        "overdue-unread" if unread else "overdue",
        code=view.case.code,
        unit=view.handler.name,
        at=view.case.due_at,
        name=view.taken_by or letter.plain("overdue-nobody"),
        own="yes" if letter.notice.params.get("rung") == view.case.handler else "no",
    )
    return _reminder(letter, view, head)


async def late(letter: Letter) -> Parcel | None:
    """LATE to the sender: put off by the desk, or late; with the new date and the unit's reason."""
    view, params = await _view(letter), letter.notice.params
    put_off = "was" in params
    waits = (*WAITING, CaseState.ASKED) if put_off else WAITING
    if view is None or view.case.state not in waits or not _same_deadline(letter, view.case):
        return None
    case, said = view.case, await letter.services.deadlines.reason(params.get("note"))
    values: dict[str, object] = {"code": case.code, "unit": view.handler.name}
    due = letter.texts.local_day(datetime.fromisoformat(params["due"]))
    if put_off:
        text = fitted(lambda words: letter.html("late-put-off", day=due, text=words, **values), said)
        return Parcel(text=text, case=case.id)
    above, to = await _rung(letter, case)
    if case.kind is CaseKind.CRIME:
        values["unit"] = view.read_by or view.handler.name
        text = letter.html(
            "late-crime" if case.read_at else "late-crime-unread", above=above, to=to, **values
        )
        return Parcel(text=text, case=case.id)
    day = letter.texts.local_day(datetime.fromisoformat(params["day"])) if "day" in params else None
    values |= {"was": due, "day": day, "above": above, "to": to}
    return Parcel(text=fitted(lambda words: _late(letter, words, **values), said), case=case.id)


def _late(letter: Letter, said: str, **values: object) -> Html:
    """With a new date, where one is given."""
    reason = letter.html("late-reason", text=said) if said else Html("")
    return letter.html("late" if values["day"] else "late-long", reason=reason, **values)


async def _rung(letter: Letter, case: Case) -> tuple[str, str]:
    """Who above the desk was told: nobody (none), its commander (own), or those of a place (up, name)."""
    place = letter.notice.params.get("rung")
    if not place:
        return "none", ""
    if place == case.handler:
        return "own", ""
    unit = (await letter.services.units.tree()).get(place)
    return "up", unit.name if unit else letter.plain("role-secretariat")


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


def _reminder(letter: Letter, view: View, head: Html, *, later: bool = False) -> Parcel:
    """The case named, with what may be done about it."""
    case = view.case
    answered = case.state is CaseState.ANSWERED
    held = {"taken": bool(case.taken_by), "answered": answered, "passed": case.passed_by is not None}
    buttons = case_buttons(letter.plain, case.id, later=later, **held)
    return _parcel(letter, view, head, buttons, acts="yes")


def _parcel(letter: Letter, view: View, head: Html, buttons: Keyboard, *, acts: str) -> Parcel:
    case = view.case
    text = letter.html(
        "due-case",
        head=head,
        code=case.code,
        kind=letter.plain(f"option-kind-{case.kind}"),
        unit=view.unit.name,
        at=case.received_at,
        text=cut(case.text, AN_EXCERPT),
        acts=acts,
    )
    return Parcel(text=text, keyboard=buttons, case=case.id)
