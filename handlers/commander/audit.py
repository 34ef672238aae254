"""/kiemtra: who did what and when, as far as one's reach goes; as a file for inspectors."""

from __future__ import annotations

from domain.audit import Looked
from domain.errors import Invalid
from domain.vietnamese import fold
from handlers.audit_notice import acted, did
from handlers.context import Talk
from handlers.keyboards import button, keyboard
from services.inspection import Line, Page
from services.periods import period_name
from texts.catalogue import Html

_PARTS = 6  # of a button's data


async def audit(talk: Talk) -> None:
    """The newest entries, or those of a case, person, unit or period typed; "file" before it sends a file."""
    words = talk.text.split()
    wants_file = bool(words) and fold(words[0]) in map(
        fold, talk.texts.words(talk.who.language, "words-file")
    )
    meant = await talk.services.inspection.meant(talk.act, " ".join(words[wants_file:]))
    what = "file" if wants_file else "list"
    if len(meant) > 1:
        rows = [[button(name[:40], "a", what, *looked.parts())] for looked, name in meant]
        await talk.say("audit-which", keyboard(rows))
    elif wants_file:
        await _send(talk, meant[0][0])
    else:
        await _show(talk, meant[0][0], meant[0][1])


async def pressed(talk: Talk) -> None:
    """a:list or a:file, then what is looked at. Raises Invalid for a forged one."""
    if len(talk.data) != _PARTS:
        raise Invalid("button-stale")
    looked = Looked.of(*talk.data[2:])
    if talk.data[1] == "file":
        talk.in_place = False
        await _send(talk, looked)
    else:
        await _show(talk, looked, "")


async def _send(talk: Talk, looked: Looked) -> None:
    await talk.services.inspection.export(talk.act, looked)
    await talk.say("audit-file-coming")


async def _show(talk: Talk, looked: Looked, typed: str) -> None:
    page = await talk.services.inspection.page(talk.act, looked)
    period = looked.period
    head = talk.html(
        "audit-head",
        what=page.name or typed or talk.plain("audit-everything"),
        period=period_name(talk.texts, talk.who.language, period) if period else talk.plain("audit-ever"),
    )
    lines = [_line(talk, line) for line in page.lines] or [talk.html("audit-nothing")]
    text = Html("\n".join([head, "", *lines]))
    await talk.show(text, keyboard(_rows(talk, looked, page)))


def _line(talk: Talk, line: Line) -> Html:
    """What people read; the details are for the file, and a unit that is the subject stands there once."""
    what = did(talk.texts, talk.who.language, line.action)
    return talk.html(
        "audit-line",
        at=line.at,
        number=str(line.number),
        name=acted(talk.plain, line.actor),
        what=" · ".join(part for part in dict.fromkeys((what, line.subject, line.unit)) if part),
    )


def _rows(talk: Talk, looked: Looked, page: Page) -> list[list[dict[str, str]]]:
    newest = Looked(case=looked.case, person=looked.person, unit=looked.unit, period=looked.period)
    turns = []
    if looked.before is not None:
        turns.append(button(talk.plain("button-audit-newest"), "a", "list", *newest.parts()))
    if page.older:
        turns.append(button(talk.plain("button-audit-older"), "a", "list", *page.older.parts()))
    file = button(talk.plain("button-audit-file"), "a", "file", *looked.parts())
    return [turns, [file] if page.lines else []]
