"""A deed in one message; whatever else is known is added by a tap."""

from __future__ import annotations

from datetime import date, timedelta

from domain.deed import Deed, DeedKind, deed_text, earliest_day
from domain.errors import Invalid
from domain.forms import Ask, Draft, Form
from domain.person import Role
from domain.vietnamese import day as shown_day
from domain.vietnamese import nfc
from handlers.context import Talk
from handlers.flow import Flow, Options
from handlers.forms import begin
from handlers.gate import require
from handlers.keyboards import Keyboard, button, columns, keyboard
from texts.catalogue import Html

HELPED = (1, 2, 3, 5, 10, 20)


async def deed(talk: Talk) -> None:
    """/viectot with the text records at once; without one it is asked for."""
    require(talk, Role.OFFICER)
    if not talk.text:
        await begin(talk, TEXT, {"photos": list(talk.photos), "album": talk.album} if talk.photos else {})
        return
    await recorded(talk, await talk.services.deeds.record(talk.act, talk.text, talk.photos))


async def recorded(talk: Talk, done: Deed) -> None:
    """Thank, and offer to complete what was recorded."""
    await talk.show(*card(talk, "deed-recorded", done))


def card(talk: Talk, key: str, done: Deed) -> tuple[Html, Keyboard]:
    """The deed as it stands, with a button for each thing that may be added."""
    text = talk.html(
        key,
        day=done.day,
        late="yes" if done.late else "no",
        kind=talk.plain(f"option-deedkind-{done.kind}"),
        text=done.text,
        helped=done.helped,
        place=done.place,
        placed="yes" if done.place else "no",
        photos=done.photos,
    )
    offers = [
        button(talk.plain(f"button-deed-{what}"), "d", what, done.id)
        for what in ("kind", "helped", "place", "photo", "day")
    ]
    return text, keyboard([*columns(offers, 2), [button(talk.plain("button-undo"), "d", "undo", done.id)]])


async def pressed(talk: Talk) -> None:
    """A deed's button: d:what:deed[:value]."""
    _, what, deed_id, value, *_ = (*talk.data, "", "", "")
    if what in _CHANGES and value:
        await _change(talk, deed_id, what, value)
    elif what == "undo":
        await talk.services.deeds.undo(talk.act, deed_id)
        await talk.show(talk.html("deed-undone"))
    elif what in _FORMS:
        await talk.services.deeds.get(talk.act, deed_id)
        await begin(talk, _FORMS[what], {"deed": deed_id})
    elif what in _CHANGES:
        await _offer(talk, deed_id, what)
    else:
        raise Invalid("button-stale")


async def _offer(talk: Talk, deed_id: str, what: str) -> None:
    found = await talk.services.deeds.get(talk.act, deed_id)
    if what == "kind":
        options = [(kind.value, talk.plain(f"option-deedkind-{kind}")) for kind in DeedKind]
    else:
        today = talk.services.zone.day(talk.act.at)
        first = earliest_day(talk.act.at, talk.services.zone.info)
        days = [today - timedelta(days=back) for back in range((today - first).days + 1)]
        options = [(str(day), shown_day(day)) for day in days]
    buttons = [button(label, "d", what, deed_id, value) for value, label in options]
    await talk.show(talk.html(f"deed-which-{what}", text=found.text), keyboard(columns(buttons, 2)))


async def _change(talk: Talk, deed_id: str, what: str, value: str) -> None:
    try:
        changes = _CHANGES[what](value)
    except ValueError as error:
        raise Invalid("button-stale") from error
    changed = await talk.services.deeds.change(talk.act, deed_id, **changes)  # type: ignore[arg-type]  # kind or day
    await talk.show(*card(talk, "deed-changed", changed))


def _kind_of(value: str) -> dict[str, object]:
    return {"kind": DeedKind(value)}


def _day_of(value: str) -> dict[str, object]:
    return {"day": date.fromisoformat(value)}


_CHANGES = {"kind": _kind_of, "day": _day_of}


def _number(text: str) -> int:
    digits = "".join(c for c in nfc(text) if c.isdecimal())
    if not digits or len(digits) > 6:  # noqa: PLR2004 - far above what the service accepts
        raise Invalid("number-unreadable")
    return int(digits)


async def _finish_text(talk: Talk, draft: Draft) -> None:
    files = draft.answers.get("photos", [])
    await recorded(talk, await talk.services.deeds.record(talk.act, draft.answers["body"], files, draft))


async def _finish_place(talk: Talk, draft: Draft) -> None:
    done = await talk.services.deeds.change(
        talk.act, draft.answers["deed"], place=draft.answers["place"], draft=draft
    )
    await talk.show(*card(talk, "deed-changed", done))


async def _finish_helped(talk: Talk, draft: Draft) -> None:
    done = await talk.services.deeds.change(
        talk.act, draft.answers["deed"], helped=int(draft.answers["helped"]), draft=draft
    )
    await talk.show(*card(talk, "deed-changed", done))


async def _finish_photo(talk: Talk, draft: Draft) -> None:
    done = await talk.services.deeds.add_photos(
        talk.act, draft.answers["deed"], draft.answers["photos"], draft
    )
    await talk.show(*card(talk, "deed-changed", done))


async def _counts(talk: Talk, typed: str) -> Options:
    return [(str(count), str(count)) for count in HELPED]


TEXT = Flow(
    form=Form(name="deed", asks=(Ask(name="body", read=deed_text),)), finish=_finish_text, takes_photos=True
)
PLACE = Flow(form=Form(name="place", asks=(Ask(name="place"),)), finish=_finish_place)
HELP = Flow(
    form=Form(name="helped", asks=(Ask(name="helped", read=_number, columns=3),)),
    finish=_finish_helped,
    choices={"helped": _counts},
)
PHOTO = Flow(
    form=Form(name="photo", asks=(Ask(name="photos", free=False),)),
    finish=_finish_photo,
    takes_photos=True,
)
_FORMS = {"place": PLACE, "helped": HELP, "photo": PHOTO}
