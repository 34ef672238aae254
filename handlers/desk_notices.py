"""What the desk promises: a question to the sender, an answer to approve, word to a colleague."""

from __future__ import annotations

from domain.answer import parts
from domain.case import OPEN
from domain.notice import NoticeKind
from handlers.cards import case_buttons, decide_buttons
from handlers.keyboards import Keyboard, button, keyboard
from handlers.lengths import cut, fitted
from handlers.parcel import Letter, Parcel
from services.case_view import View

SHOWN = 600  # UTF-16 units of the opinion above an answer that is to be approved
STILL_THEIRS = ("given-back", "sent-back", "approved", "left")  # said only to who still sees the case


async def asked(letter: Letter) -> Parcel | None:
    """ASKED and AGAIN to the sender: the unit asks, and how to reply. Nothing once the case is over."""
    view, message = await letter.message()
    if view is None or message is None or view.case.state not in OPEN:
        return None
    values = {"code": view.case.code, "unit": view.handler.name}
    key = "again-asked" if letter.notice.kind is NoticeKind.AGAIN else "notice-asked"
    text = fitted(lambda words: letter.html(key, text=words, **values), message.text)
    reply = button(letter.plain("button-reply-question"), "c", "add", view.case.id)
    return Parcel(text=text, keyboard=keyboard([[reply]]), case=view.case.id)


async def approve(letter: Letter) -> Parcel | None:
    """To the second pair of eyes: a piece of an answer that waits, its last one with what may be done.

    After the words its pictures, in a parcel of their own. Nothing once somebody has decided. What a reader
    replies to either is for the author, never for the sender.
    """
    case, note, part = (letter.notice.params[name] for name in ("case", "note", "part"))
    view, waiting = await letter.services.cases.view(case), await letter.services.answers.draft(note)
    if view is None or waiting is None:
        return None
    if not await letter.services.answers.may_read(letter.to.key, case, letter.now):
        return None
    draft, name, pictures = waiting
    pieces = parts(draft.text) or [""]
    if part >= len(pieces):
        lost = letter.html("notice-photos-lost", code=view.case.code)
        text = letter.html("notice-photos", code=view.case.code)
        return Parcel(text=text, photos=tuple(pictures), lost=lost, case=case) if pictures else None
    text = letter.html(
        "notice-approve",
        code=view.case.code,
        name=name,
        unit=view.handler.name,
        opinion=cut(view.case.text, SHOWN) or letter.plain("photo-only"),
        text=pieces[part] or letter.plain("photo-only"),
        photos=len(pictures),
    )
    last = part == len(pieces) - 1
    return Parcel(text=text, keyboard=decide_buttons(letter.plain, case, note) if last else None, case=case)


async def passed(letter: Letter, view: View) -> tuple[str, str]:
    """Of a case that comes from another unit: who passed it on, and why; both empty where nobody did."""
    move = await letter.services.handling.last_move(view.case.id)
    return (move[1], move[0].text) if move else ("", "")


async def told(letter: Letter) -> Parcel | None:
    """To a colleague: what became of a case of theirs, with the words of who did it.

    Who replies speaks to the colleague, and the sender must never read that.
    """
    what, case = letter.notice.params["what"], letter.notice.params["case"]
    view = await letter.services.cases.view(case)
    if view is None:
        return None
    sees = await letter.services.cases.on_desk(letter.to.key, case, letter.now)
    if (what in STILL_THEIRS and not sees) or not await letter.services.handling.serves(
        letter.to.key, letter.now
    ):
        return None
    values = {"code": view.case.code, "unit": view.handler.name}
    values |= {"name": await _name(letter, "by"), "to": await _name(letter, "to")}
    text = fitted(
        lambda words, draft: letter.html(f"heard-{what}", text=words, draft=draft, **values),
        await _words(letter, "note", sees=sees),
        await _words(letter, "draft", sees=sees),
    )
    if not sees:
        return Parcel(text=text)
    return Parcel(text=text, keyboard=_next(letter, view, what), case=case)


def _next(letter: Letter, view: View, what: str) -> Keyboard | None:
    """The case's buttons, where there is something to do."""
    if what == "given":
        return None
    answered = what == "approved"
    return case_buttons(letter.plain, view.case.id, taken=bool(view.case.taken_by), answered=answered)


async def _name(letter: Letter, param: str) -> str:
    person = letter.notice.params.get(param)
    return await letter.services.people.name(person) if person else ""


async def _words(letter: Letter, param: str, *, sees: bool) -> str:
    """A note's words; none for who may not see the case any more."""
    note = letter.notice.params.get(param)
    return await letter.services.handling.words(note) if note and sees else ""
