"""/donvi: the units with their numbers, found by any name they ever had, and the file that changes them."""

from __future__ import annotations

from typing import Any

from domain.errors import Invalid, NotAllowed
from domain.forms import Ask, Draft, Form
from domain.person import Role
from domain.rights import Action, able
from domain.unit import Found
from domain.vietnamese import fold
from handlers.admin import reshape
from handlers.admin.unit_answers import A_PAGE, labelled
from handlers.context import Talk
from handlers.flow import Flow, Options
from handlers.forms import begin
from handlers.keyboards import Button, Keyboard, button, columns, keyboard
from services.units import LARGEST, Card, Imported, Line
from texts.catalogue import Html

SHOWN = 8  # events of a unit's history


async def units(talk: Talk) -> None:
    """/donvi: the tree, a page of it ("trang 2"), a unit's card, or with what to do behind its name, that."""
    word, _, number = fold(talk.text).rpartition(" ")
    if not talk.text:
        await _page(talk, 1)
    elif word in map(fold, talk.texts.words(talk.who.language, "words-page")) and number.isdecimal():
        await _page(talk, int(number))
    elif able(talk.who.posts, Action.UNITS) and (asked := reshape.asked(talk)):
        await _reshape(talk, *asked)
    else:
        await _meant(talk, talk.text)


async def pressed(talk: Talk) -> None:
    """u:p:PAGE, u:c:CODE, u:f (search), u:CHANGE:CODE."""
    what, value = (*talk.data[1:], "", "")[:2]
    if what == "p" and value.isdecimal():
        await _page(talk, int(value))
    elif what == "c":
        await _show_card(talk, value)
    elif what == "f":
        await begin(talk, FIND, {})
    elif what in reshape.CHANGES:
        await reshape.start(talk, {"unit": value, "change": what})
    else:
        raise Invalid("button-stale")


async def _page(talk: Talk, page: int) -> None:
    lines = await talk.services.units.lines(talk.act)
    pages = max(1, -(-len(lines) // A_PAGE))
    page = min(max(page, 1), pages)
    shown = lines[(page - 1) * A_PAGE : page * A_PAGE]
    text = talk.html(
        "units-list",
        count=len(lines),
        page=page,
        pages=pages,
        lines=Html("\n".join(_line(talk, line) for line in shown)),
        may="yes" if able(talk.who.posts, Action.UNITS) else "no",
    )
    turn: list[Button] = []
    if page > 1:
        turn.append(button(talk.plain("button-units-back", page=page - 1, pages=pages), "u", "p", page - 1))
    if page < pages:
        turn.append(button(talk.plain("button-next-page", page=page + 1, pages=pages), "u", "p", page + 1))
    names = [button(line.unit.name, "u", "c", line.unit.code) for line in shown]
    await talk.show(
        text, keyboard([*columns(names, 2), turn, [button(talk.plain("button-units-find"), "u", "f")]])
    )


def _line(talk: Talk, line: Line) -> Html:
    indent = "\u2003" * line.depth  # Telegram keeps this space
    name, officers = line.unit.name, line.officers
    if line.cases is None:
        return talk.html("units-line", indent=indent, name=name, officers=officers)
    return talk.html("units-line-cases", indent=indent, name=name, officers=officers, cases=line.cases)


async def _reshape(talk: Talk, change: str, name: str) -> None:
    """What to do was typed behind a unit's name; where several are meant, the form asks which."""
    found = await talk.services.units.find(name) if name else []
    unit = {"unit": found[0].unit.code} if len(found) == 1 else {}
    await reshape.start(talk, {"change": change, **unit})


async def _meant(talk: Talk, typed: str) -> None:
    found = await _within(talk, typed)
    if not found:
        raise Invalid("units-none", typed=typed[:60])
    if len(found) == 1:
        await _show_card(talk, found[0].unit.code)
        return
    buttons = [[button(label, "u", "c", code)] for code, label in labelled(talk, found[:A_PAGE])]
    await talk.say("units-found", keyboard(buttons), typed=typed[:60])


async def _within(talk: Talk, typed: str) -> list[Found]:
    """The units meant by what was typed, as far as the speaker looks."""
    reach = {line.unit.code for line in await talk.services.units.lines(talk.act)}
    return [found for found in await talk.services.units.find(typed) if found.unit.code in reach]


async def _show_card(talk: Talk, code: str) -> None:
    card = await talk.services.units.card(talk.act, code)
    await talk.show(_card_text(talk, card), _card_buttons(talk, card))


def _card_text(talk: Talk, card: Card) -> Html:
    values: dict[str, Any] = {
        "name": card.unit.name,
        "code": card.unit.code,
        "kind": card.unit.kind.value,
        "parent": card.parent.name if card.parent else "",
        "top": "no" if card.parent else "yes",
        "children": card.children,
        "officers": card.staff.get(Role.OFFICER, 0),
        "duty": card.staff.get(Role.DUTY, 0),
        "commanders": card.staff.get(Role.COMMANDER, 0),
    }
    parts = [talk.html("unit-card", **values)]
    if card.cases is not None:
        parts.append(talk.html("unit-card-cases", cases=card.cases, all=card.all_cases or 0))
    if card.unit.aliases:
        parts.append(talk.html("unit-card-former", names="; ".join(card.unit.aliases)))
    waiting, past = _events(talk, card, done=False), _events(talk, card, done=True)
    if waiting:
        parts += [talk.html("unit-card-waiting"), *waiting]
    if past:
        parts += [talk.html("unit-card-history"), *past]
    return Html("\n".join(parts))


def _events(talk: Talk, card: Card, *, done: bool) -> list[Html]:
    events = [event for event in card.history if event.done is done]
    return [
        talk.html("unit-event", day=event.day, kind=event.kind, before=event.before, after=event.after)
        for event in events[:SHOWN]
    ]


def _card_buttons(talk: Talk, card: Card) -> Keyboard:
    code = card.unit.code
    rows: list[list[Button]] = []
    if able(talk.who.posts, Action.UNITS):
        changes = [
            button(talk.plain(f"option-change-{change}"), "u", change, code)
            for change in ("rename", "move", "merge", "split")
        ]
        rows += columns(changes, 2)
        if card.waiting:
            rows.append([button(talk.plain("option-change-giveup"), "u", "giveup", code)])
    if card.parent:
        rows.append([button(card.parent.name, "u", "c", card.parent.code)])
    rows.append([button(talk.plain("button-units-all"), "u", "p", 1)])
    return keyboard(rows)


async def file_received(talk: Talk) -> None:
    """A CSV or XLSX file from an admin; with the word for it above, only what it would do is told.

    A bad cell is named and nothing is imported.
    """
    if not able(talk.who.posts, Action.UNITS):
        raise NotAllowed("not-for-you", action=Action.UNITS.value)
    document = talk.document
    if document is None or not (document.file_name or "").casefold().endswith((".csv", ".xlsx")):
        raise Invalid("file-not-units")
    if (document.file_size or 0) > LARGEST:
        raise Invalid("file-too-large", most=LARGEST // 1_000_000)
    # Fetched before the transaction begins: no network inside one.
    data = bytes(await (await talk.bot.get_file(document.file_id)).download_as_bytearray())
    trial = fold(talk.text) in map(fold, talk.texts.words(talk.who.language, "words-try"))
    done = await talk.services.units.bring_in(talk.act, document.file_name or "", data, dry_run=trial)
    if trial:
        await talk.send(_would(talk, done))
    else:
        await talk.say("units-imported", added=done.added, changed=done.changed, same=done.same)


def _would(talk: Talk, done: Imported) -> Html:
    parts = [talk.html("units-would-import", added=done.added, changed=done.changed, same=done.same)]
    parts += [
        talk.html("units-would-rename", before=before, after=after) for before, after in done.renamed[:SHOWN]
    ]
    parts += [talk.html("units-would-move", unit=unit, parent=parent) for unit, parent in done.moved[:SHOWN]]
    return Html("\n".join(parts))


async def _found(talk: Talk, typed: str) -> Options:
    return labelled(talk, (await _within(talk, typed))[:A_PAGE]) if typed else []


async def _finish(talk: Talk, draft: Draft) -> None:
    card = await talk.services.units.card(talk.act, str(draft.answers["unit"]))
    await talk.services.drafts.drop(talk.act, draft.id)
    await talk.show(_card_text(talk, card), _card_buttons(talk, card))


FIND = Flow(
    form=Form(name="findunit", asks=(Ask(name="unit", free=False),)), finish=_finish, choices={"unit": _found}
)
