"""A case opened on the desk: all of it in one message, with what the reader may do."""

from __future__ import annotations

from collections.abc import Iterable

from domain.case import Side
from domain.rights import Action
from handlers.cards import card_buttons, lies
from handlers.context import Talk
from handlers.keyboards import Keyboard
from handlers.lengths import A_MESSAGE, cut, long
from services.case_view import Note, Sight, Step
from texts.catalogue import Html

MARGIN = 60  # UTF-16 units of a message, for what stands between the pieces
A_NOTE = 300
NOTES = 4  # the newest
LEAST = 80  # a message of the conversation cut shorter says nothing


async def open_card(talk: Talk, case: str) -> None:
    """Show the case in a message of its own: a reply to it lands in this case and never in another."""
    sight = await talk.services.caseload.opened(talk.act, case)
    await talk.send(card_text(talk, sight), _buttons(talk, sight), case=case)


async def more(talk: Talk, case: str) -> None:
    """The pressed message becomes the card as the case is now, with all that may be done with it."""
    sight = await talk.services.caseload.opened(talk.act, case)
    await talk.show(card_text(talk, sight), _buttons(talk, sight, opened=True), case=case)


async def less(talk: Talk, case: str) -> None:
    """The pressed card as the case is now, with what comes next: folded, or after an act that was noted."""
    sight = await talk.services.caseload.opened(talk.act, case, again=True)
    await talk.show(card_text(talk, sight), _buttons(talk, sight), case=case)


async def photos(talk: Talk, case: str) -> None:
    """The case's photos, each message's in a message of their own."""
    number = await talk.services.caseload.send_photos(talk.act, case)
    await talk.toast("photos-coming" if number else "photos-none")


def card_text(talk: Talk, sight: Sight) -> Html:
    """The whole card. Where not all of the conversation fits, its newest words stay."""
    head = _joined([_head(talk, sight), *_marks(talk, sight)])
    notes, history = _joined(_notes(talk, sight.notes)), _joined(_history(talk, sight.history))
    foot = talk.html("sight-foot") if Action.ANSWER in sight.actions else Html("")
    room = A_MESSAGE - MARGIN - sum(long(piece) for piece in (head, notes, history, foot))
    said = _joined(_said(talk, sight, room))
    return Html("\n\n".join(piece for piece in (head, said, notes, history, foot) if piece))


def _joined(lines: Iterable[Html]) -> Html:
    return Html("\n".join(lines))


def _buttons(talk: Talk, sight: Sight, *, opened: bool = False) -> Keyboard:
    return card_buttons(
        talk.plain, sight.view.case, sight.actions, photos=sight.photos, draft=sight.draft, opened=opened
    )


def _head(talk: Talk, sight: Sight) -> Html:
    view = sight.view
    return talk.html(
        "sight-head",
        kind=talk.plain(f"option-kind-{view.case.kind}"),
        code=view.case.code,
        unit=view.handler.name,
        at=view.case.received_at,
        alias=view.case.alias,
        contact=view.contact or talk.plain("sender-anonymous"),
        lies=lies(talk.plain, view.case, sight.left, view.taken_by),
    )


def _marks(talk: Talk, sight: Sight) -> list[Html]:
    """What else is to be known of it, a line each."""
    view = sight.view
    marks = []
    if view.unit != view.handler:
        marks.append(talk.html("sight-unit", unit=view.unit.name))
    if view.passed_by:
        marks.append(talk.html("sight-passed", unit=view.passed_by))
    if sight.about:
        marks.append(talk.html("sight-about", unit=sight.about))
    if sight.officer:
        marks.append(talk.html("sight-officer", name=sight.officer))
    if sight.same_as:
        marks.append(talk.html("sight-same", code=sight.same_as))
    return marks


def _said(talk: Talk, sight: Sight, room: int) -> list[Html]:
    """The conversation within so many UTF-16 units, oldest first; what does not fit is left out there."""
    shown: list[Html] = []
    messages = list(sight.view.messages)
    while messages:
        message = messages.pop()
        if message.side is Side.CITIZEN:
            who = talk.html("sight-citizen", at=message.at)
        else:
            name = sight.authors.get(message.author or "", "")
            who = talk.html("sight-desk", name=name, at=message.at)
        earlier = talk.html("sight-earlier", count=len(messages)) if messages else Html("")
        left = room - long(who) - long(earlier) - 2
        if left < LEAST and shown:
            messages.append(message)
            break
        words = talk.html("sight-words", text=cut(message.text or talk.plain("photo-only"), max(left, 1)))
        shown.insert(0, Html(f"{who}\n{words}"))
        room -= long(who) + long(words) + 2
    if messages:
        shown.insert(0, talk.html("sight-earlier", count=len(messages)))
    return shown


def _notes(talk: Talk, notes: Iterable[Note]) -> list[Html]:
    """The desk's own words, marked as such: the newest few."""
    shown = [
        talk.html(
            f"sight-note-{note.kind}",
            name=note.author,
            unit=note.unit,
            at=note.at,
            text=cut(note.text, A_NOTE),
        )
        for note in list(notes)[-NOTES:]
    ]
    return [talk.html("sight-notes"), *shown] if shown else []


def _history(talk: Talk, history: Iterable[Step]) -> list[Html]:
    shown = [
        talk.html(
            "sight-step",
            at=step.at,
            name=step.actor or talk.plain("sight-program"),
            what=talk.plain(f"audit-action-{step.action}"),
        )
        for step in history
    ]
    return [talk.html("sight-history"), *shown] if shown else []
