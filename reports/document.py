"""The report as an official paper: Decree 30/2020/NĐ-CP, Appendix I (form and technique of presentation).

Sizes below are points and lie within what the decree allows; lengths are millimetres unless said otherwise.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from domain.vietnamese import number
from reports import lettering
from reports.legible import one_line
from reports.lettering import say, space
from reports.package import timeless
from reports.table import Cell, Column, Table

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

_PAGE = (210, 297)  # A4 portrait
_TOP, _BOTTOM, _LEFT, _RIGHT = 20, 20, 30, 15  # the decree: 20-25, 20-25, 30-35, 15-20
_POINTS = 72 / 25.4  # points in a millimetre
_ROOM = (_PAGE[0] - _LEFT - _RIGHT) * _POINTS
_HEAD = (0.45 * _ROOM, 0.55 * _ROOM)  # issuer's and nation's columns
_GUTTER = 6  # points between the two
_SIGN = (0.45 * _ROOM, 0.55 * _ROOM)
_SMALL, _MIDDLE, _BODY = 12, 13, 14  # head, motto and date, body
_LIST = 11  # the recipients
_INDENT = 12.7  # first line of a paragraph
_SIGNING_SPACE = 64  # points left for the signature and the seal
_LONGEST_PROPERTY = 255  # characters in a core property


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """One paragraph of the body; a heading is bold and stays with what follows."""

    text: str
    heading: bool = False


@dataclass(frozen=True, kw_only=True)
class Paper:
    """Every word of the paper. What people complete by hand (number, signer) is simply the text given.

    `superior`, `issuer`, `nation`, `title`, `signer_role` and `signer_title` are shown in capitals;
    any of them but `nation` and `issuer` may be empty. `table` and its title stand after `paragraphs`,
    `closing` after the table. `created` is an aware time and the only one the file holds.
    """

    superior: str
    issuer: str
    number: str
    place_and_date: str
    nation: str
    motto: str
    title: str
    subject: str
    paragraphs: tuple[Paragraph, ...]
    recipients_heading: str
    recipients: tuple[str, ...]
    signer_role: str
    signer_title: str
    signer_name: str
    created: datetime
    table: Table | None = None
    table_title: str = ""
    closing: tuple[Paragraph, ...] = ()


def write(paper: Paper) -> bytes:
    """The paper as DOCX; the same paper gives the same bytes."""
    import docx

    document = docx.Document()
    _set_up(document, paper)
    _head(document, paper)
    _title(document, paper)
    _body(document, paper.paragraphs)
    if paper.table is not None:
        _table(document, paper.table, paper.table_title)
    _body(document, paper.closing)
    document.paragraphs[-1].paragraph_format.keep_with_next = True  # no signature alone on a page
    _end(document, paper)
    made = io.BytesIO()
    document.save(made)
    return timeless(made.getvalue())


def _set_up(document: Document, paper: Paper) -> None:
    """Page, margins, fonts, the page number, and properties that tell no other time than `created`."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Mm(_PAGE[0]), Mm(_PAGE[1])
    section.top_margin, section.bottom_margin = Mm(_TOP), Mm(_BOTTOM)
    section.left_margin, section.right_margin = Mm(_LEFT), Mm(_RIGHT)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True  # no number on page 1
    number_line = section.header.paragraphs[0]
    number_line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    lettering.page_number(number_line, _MIDDLE)
    normal: Any = document.styles["Normal"]
    lettering.set_font(normal)
    normal.font.size = Pt(_BODY)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    lettering.set_language(document)
    about = document.core_properties
    about.title = one_line(f"{paper.title} {paper.subject}")[:_LONGEST_PROPERTY]
    about.author = one_line(paper.issuer)[:_LONGEST_PROPERTY]
    about.last_modified_by = about.comments = ""
    about.created = about.modified = paper.created.astimezone(UTC).replace(tzinfo=None)  # kept as UTC


def _head(document: Document, paper: Paper) -> None:
    """Issuer on the left, nation and motto on the right, number and date below them on one line."""
    table = document.add_table(rows=2, cols=2)
    lettering.columns(table, list(_HEAD))
    lettering.side_padding(table, 0)  # the nation's name needs the whole width
    left, right = table.rows[0].cells
    for text in filter(None, lettering.broken(paper.superior.upper(), _SMALL, _HEAD[0])):
        _centred(left, text, _SMALL)
    issuer = lettering.broken(paper.issuer.upper(), _SMALL, _HEAD[0] - _GUTTER)
    for text in issuer:
        _centred(left, text, _SMALL, bold=True)
    # The decree: a third to a half of the line above it, and as long as the motto.
    lettering.rule(left.add_paragraph(), 0.4 * lettering.width(issuer[-1], _SMALL), _HEAD[0])
    _centred(right, paper.nation.upper(), _SMALL, bold=True)
    _centred(right, paper.motto, _MIDDLE, bold=True)
    lettering.rule(right.add_paragraph(), lettering.width(one_line(paper.motto), _MIDDLE), _HEAD[1])
    left, right = table.rows[1].cells
    space(_centred(left, paper.number, _MIDDLE), 4, 0)
    space(_centred(right, paper.place_and_date, _MIDDLE, italic=True), 4, 0)


def _centred(cell: _Cell, text: str, size: float, *, bold: bool = False, italic: bool = False) -> Any:
    """Add a centred line to a cell; returns its paragraph."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    line = lettering.next_line(cell)
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    say(line, text, size, bold=bold, italic=italic)
    return line


def _title(document: Document, paper: Paper) -> None:
    """The kind of paper, what it is about, and the short rule below."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    subject = lettering.broken(paper.subject, _BODY, _ROOM)
    for place, text in enumerate((paper.title.upper(), *subject)):
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.keep_with_next = True
        space(line, 0 if place else 18, 1)
        say(line, text, _BODY, bold=True)
    line = document.add_paragraph()
    lettering.rule(line, 0.4 * lettering.width(subject[-1], _BODY), _ROOM)
    space(line, 2, 10)


def _body(document: Document, paragraphs: tuple[Paragraph, ...]) -> None:
    """Justified, first line set in, 6 points apart. A line break in a text begins a new paragraph."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    for paragraph in paragraphs:
        for text in filter(None, map(one_line, paragraph.text.splitlines())):
            line = document.add_paragraph()
            line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            line.paragraph_format.first_line_indent = Mm(_INDENT)
            line.paragraph_format.line_spacing = 1.15
            line.paragraph_format.keep_with_next = paragraph.heading
            space(line, 0, 6)
            say(line, text, _BODY, bold=paragraph.heading)


def _table(document: Document, data: Table, title: str) -> None:
    """A ruled table as wide as the text, its headings on every page, the total in bold."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    if one_line(title):
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.keep_with_next = True
        space(line, 6, 4)
        say(line, title, _MIDDLE, bold=True)
    headings = tuple(column.heading for column in data.columns)
    rows = [headings, *data.rows, *([data.total] if data.total is not None else [])]
    table = document.add_table(rows=len(rows), cols=len(data.columns), style="Table Grid")
    parts = sum(column.width for column in data.columns)
    lettering.columns(table, [_ROOM * column.width / parts for column in data.columns])
    lettering.side_padding(table, 3)
    lettering.row_property(table.rows[0], "tblHeader")
    for place, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
        lettering.row_property(row, "cantSplit")
        bold = place == 0 or (data.total is not None and place == len(rows) - 1)
        for cell, value, column in zip(row.cells, cells, data.columns, strict=True):
            _cell(cell, value, column, heading=place == 0, bold=bold)
    space(document.add_paragraph(), 0, 0)  # two tables that touch would become one


def _cell(cell: _Cell, value: Cell, column: Column, *, heading: bool, bold: bool) -> None:
    """One cell: headings centred, figures to the right, words to the left."""
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    line = cell.paragraphs[0]
    figure = WD_ALIGN_PARAGRAPH.LEFT if column.kind == "text" else WD_ALIGN_PARAGRAPH.RIGHT
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER if heading else figure
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    space(line, 2, 2)
    say(line, _shown(value, column), _SMALL, bold=bold)


def _shown(value: Cell, column: Column) -> str:
    """A cell's text, figures in Vietnamese form; nothing where there is no figure."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, str):
        return value
    return f"{number(value, 2)}\u00a0%" if column.kind == "percent" else number(value)


def _end(document: Document, paper: Paper) -> None:
    """Recipients on the left, signature on the right, never parted by a page's end."""
    table = document.add_table(rows=1, cols=2)
    lettering.columns(table, list(_SIGN))
    lettering.row_property(table.rows[0], "cantSplit")
    lettering.side_padding(table, 0)
    left, right = table.rows[0].cells
    heading = lettering.next_line(left)
    space(heading, 8, 0)
    say(heading, paper.recipients_heading, _SMALL, bold=True, italic=True)
    for place, recipient in enumerate(paper.recipients, 1):
        # The decree: each on a line of its own, a dash before, a semicolon after, the last with a full stop.
        stop = "." if place == len(paper.recipients) else ";"
        say(lettering.next_line(left), f"- {one_line(recipient).rstrip(';.')}{stop}", _LIST)
    roles = filter(one_line, (paper.signer_role.upper(), paper.signer_title.upper()))
    for place, text in enumerate(roles):
        space(_centred(right, text, _BODY, bold=True), 0 if place else 8, 0)
    space(_centred(right, paper.signer_name, _BODY, bold=True), _SIGNING_SPACE, 0)
