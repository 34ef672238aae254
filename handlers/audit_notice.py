"""The audit as the file that inspectors take with them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from domain.audit import Looked
from domain.errors import NotAllowed
from domain.person import Act
from handlers.parcel import Letter, Parcel
from reports import workbook
from reports.table import Cell, Column, Kind
from reports.workbook import Sheet, Workbook
from services.inspection import A_FILE, Line
from services.periods import period_name
from texts.catalogue import Catalogue

_A_TURN = 500  # lines
_Row = tuple[Cell, ...]
_COLUMNS: tuple[tuple[str, int, Kind], ...] = (
    ("number", 9, "text"),
    ("at", 18, "text"),
    ("actor", 26, "text"),
    ("action", 34, "text"),
    ("subject", 24, "text"),
    ("unit", 34, "text"),
    ("details", 34, "text"),
    ("mark", 16, "text"),
)


async def parcel(letter: Letter) -> Parcel | None:
    """The workbook, drawn in the workshop; None for who may not read it any more."""
    speaker = await letter.services.people.speaker(letter.to.chat, "", letter.now)
    looked = Looked.of(*letter.notice.params["looked"])
    try:
        page = await letter.services.inspection.page(Act(by=speaker, at=letter.now), looked, A_FILE)
    except NotAllowed:
        return None
    rows = await _rows(letter, page.lines)
    book = _book(letter, looked, page.name, rows, cut=page.older is not None)
    data = await letter.services.workshop.make(workbook.write, book)
    day = letter.services.zone.day(letter.now)
    return Parcel(file=(f"{letter.plain('audit-file-name')}-{day:%Y-%m-%d}.xlsx", data))


def acted(plain: Callable[..., str], actor: str) -> str:
    """Who did it: a name; the program itself; an admin who is one by the settings, with their sign."""
    if not actor:
        return plain("audit-program")
    return plain("audit-admin", sign=actor[1:]) if actor.startswith("@") else actor


def did(texts: Catalogue, language: str, action: str) -> str:
    """What was done, in words; as it is written where a newer program wrote it."""
    if not texts.knows(language, f"audit-action-{action}"):
        return action
    return texts.plain(language, f"audit-action-{action}")


def _book(letter: Letter, looked: Looked, name: str, rows: list[_Row], *, cut: bool) -> Workbook:
    what = name or letter.plain("audit-everything")
    texts, language = letter.texts, letter.to.language
    period = period_name(texts, language, looked.period) if looked.period else letter.plain("audit-ever")
    title = letter.plain("audit-file-title", what=what, period=period)
    key = "audit-file-cut" if cut else "audit-file-whole"
    sheet = Sheet(
        name=letter.plain("audit-file-name"),
        title=title,
        subtitle=letter.plain(key, count=len(rows), at=letter.now),
        columns=tuple(
            Column(heading=letter.plain(f"audit-column-{column}"), width=width, kind=kind)
            for column, width, kind in _COLUMNS
        ),
        rows=tuple(rows),
    )
    return Workbook(title=title, sheets=(sheet,), created=letter.now)


async def _rows(letter: Letter, lines: Sequence[Line]) -> list[_Row]:
    """The cells of each line; others have their turn meanwhile."""
    language, rows = letter.to.language, list[_Row]()
    said = {action: did(letter.texts, language, action) for action in {line.action for line in lines}}
    who = {actor: acted(letter.plain, actor) for actor in {line.actor for line in lines}}
    for number, line in enumerate(lines):
        if number % _A_TURN == 0:
            await asyncio.sleep(0)
        at = f"{letter.services.zone.local(line.at):%d/%m/%Y %H:%M:%S}"
        names = (who[line.actor], said[line.action], line.subject, line.unit)
        rows.append((str(line.number), at, *names, line.details, line.mark))
    return rows
