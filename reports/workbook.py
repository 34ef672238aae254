"""The digest's figures as an XLSX workbook that opens ready to filter and to print on A4."""

from __future__ import annotations

import io
import math
import re
import textwrap
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from reports.legible import clean, one_line
from reports.table import Cell, Column, Table

__all__ = ["Cell", "Column", "Sheet", "Workbook", "write"]

_FONT = "Times New Roman"
_LONGEST_CELL = 32767  # characters; Excel's own limits, from "Excel specifications and limits"
_LONGEST_NAME = 31
# The last range is what Excel counts as two characters each.
_FORBIDDEN_NAME = re.compile("[\\[\\]:*?/\\\\\U00010000-\U0010ffff]")
_HEADING = 3  # the row, from 0: title, subtitle and an empty row stand above
_A4 = 9
_LINE_HEIGHT = 17  # points, at 12 points
# Excel puts the reader's own separators in: 7.139 and 9,24 on a machine set to Vietnamese.
_NUMBERS = {"count": "#,##0", "percent": '0.00" %"'}
_LINE = {"border": 1, "border_color": "#808080", "valign": "vcenter"}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "align": "center", "valign": "vcenter", "text_wrap": True},
    "subtitle": {"italic": True, "font_size": 13, "align": "center", "valign": "vcenter", "text_wrap": True},
    "heading": {**_LINE, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#DDEBF7"},
    "text": {**_LINE, "text_wrap": True, "indent": 1},
    # Shown alike, but stays text even after somebody edits the cell and presses Enter.
    "quoted": {**_LINE, "text_wrap": True, "indent": 1, "quote_prefix": True},
    "count": {**_LINE, "num_format": _NUMBERS["count"]},
    "percent": {**_LINE, "num_format": _NUMBERS["percent"]},
}


@dataclass(frozen=True, kw_only=True)
class Sheet(Table):
    """One sheet. `name` stands on its tab: what Excel forbids there is replaced, doubles are numbered."""

    name: str
    title: str
    subtitle: str = ""


@dataclass(frozen=True, kw_only=True)
class Workbook:
    """`created` is an aware time and the only one the file holds, so the same figures give the same bytes."""

    title: str
    sheets: tuple[Sheet, ...]
    created: datetime


def write(workbook: Workbook) -> bytes:
    """The workbook as XLSX. What people typed stays text: it never becomes a formula or a link."""
    import xlsxwriter

    made = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": _FONT, "font_size": 12},
    }
    with xlsxwriter.Workbook(made, options) as book:
        created = workbook.created.astimezone(UTC).replace(tzinfo=None)  # the writer adds the "Z" itself
        book.set_properties({"title": one_line(workbook.title), "created": created})
        styles, bold = _formats(book), _formats(book, bold=True, bg_color="#F2F2F2")
        for sheet, name in zip(workbook.sheets, _tab_names(workbook.sheets), strict=True):
            page = book.add_worksheet(name)
            _fill(page, sheet, styles)
            if sheet.total is not None:
                _put_total(page, sheet, bold)
            _set_up_print(page, sheet)
    return made.getvalue()


def _formats(book: Any, **more: Any) -> dict[str, Any]:
    """The formats by name, with whatever `more` a row's cells share."""
    return {
        name: book.add_format({"font_name": _FONT, "font_size": 12, **style, **more})
        for name, style in _STYLES.items()
    }


def _tab_names(sheets: tuple[Sheet, ...]) -> list[str]:
    """A name for each tab that Excel accepts: short, not empty, none twice whatever the case."""
    names: list[str] = []
    taken = {"", "history"}  # Excel keeps the second for itself
    for place, sheet in enumerate(sheets, 1):
        wanted = _FORBIDDEN_NAME.sub("-", one_line(sheet.name)).strip("' ")[:_LONGEST_NAME].strip("' ")
        name, count = wanted, place
        while name.casefold() in taken:
            mark = f" ({count})"
            name, count = f"{wanted[: _LONGEST_NAME - len(mark)]}{mark}".strip(), count + 1
        taken.add(name.casefold())
        names.append(name)
    return names


def _fill(page: Any, sheet: Sheet, styles: dict[str, Any]) -> None:
    """Write one sheet: title, subtitle, headings and rows."""
    last = len(sheet.columns) - 1
    widths = [column.width for column in sheet.columns]
    for row, (text, style) in enumerate([(sheet.title, "title"), (sheet.subtitle, "subtitle")]):
        page.set_row(row, 6 + _LINE_HEIGHT * _lines(text, sum(widths) * 0.8))  # these letters are larger
        if last > 0:
            page.merge_range(row, 0, row, last, "", styles[style])
        page.write_string(row, 0, one_line(text)[:_LONGEST_CELL], styles[style])
    tall = [tuple(c.heading for c in sheet.columns), *sheet.rows, *([sheet.total] if sheet.total else [])]
    for row, cells in enumerate(tall, _HEADING):
        # Said outright: not every program lets rows grow with their text by itself.
        texts = ((c, wide) for c, wide in zip(cells, widths, strict=True) if isinstance(c, str))
        lines = max((_lines(text, wide - 2) for text, wide in texts), default=1)
        page.set_row(row, 4 + _LINE_HEIGHT * lines)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(_HEADING, place, one_line(column.heading)[:_LONGEST_CELL], styles["heading"])
    for row, cells in enumerate(sheet.rows, _HEADING + 1):
        for place, (column, cell) in enumerate(zip(sheet.columns, cells, strict=True)):
            _put(page, (row, place), cell, styles, column.kind)


def _lines(text: str, width: float) -> int:
    """About how many lines the text takes in a column `width` characters wide; 20 are what a row holds."""
    wide = max(int(width), 4)
    return min(sum(len(textwrap.wrap(line, wide)) for line in clean(text).splitlines()) or 1, 20)


def _put(page: Any, spot: tuple[int, int], cell: Cell, styles: dict[str, Any], kind: str) -> None:
    """Write one cell by what it holds; a figure that is no number is left empty."""
    if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
        page.write_blank(*spot, None, styles[kind])
    elif isinstance(cell, str):
        text = clean(cell)[:_LONGEST_CELL]
        style = "quoted" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else "text"
        page.write_string(*spot, text, styles[style])
    else:
        page.write_number(*spot, cell, styles[kind])


def _put_total(page: Any, sheet: Sheet, styles: dict[str, Any]) -> None:
    """The last row. A count that is its column's sum becomes a formula that follows the filter.

    Any other total (a share, people counted once) stays the figure it is: a formula would change it.
    """
    from xlsxwriter.utility import xl_rowcol_to_cell

    first, row = _HEADING + 1, _HEADING + 1 + len(sheet.rows)
    for place, (column, cell) in enumerate(zip(sheet.columns, sheet.total or (), strict=True)):
        figures = [c for c in (r[place] for r in sheet.rows) if isinstance(c, int | float)]
        if column.kind == "count" and figures and cell == sum(figures):
            reach = f"{xl_rowcol_to_cell(first, place)}:{xl_rowcol_to_cell(row - 1, place)}"
            page.write_formula(row, place, f"=SUBTOTAL(9,{reach})", styles["count"], cell)
        else:
            _put(page, (row, place), cell, styles, column.kind)


def _set_up_print(page: Any, sheet: Sheet) -> None:
    """A4 landscape, as wide as one page, headings on every page, page number at the foot."""
    last = len(sheet.columns) - 1
    bottom = _HEADING + len(sheet.rows)
    page.freeze_panes(_HEADING + 1, 0)
    page.autofilter(_HEADING, 0, bottom, last)
    page.set_paper(_A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(_HEADING)
    page.print_area(0, 0, bottom + (sheet.total is not None), last)
    page.center_horizontally()
    page.set_margins(left=0.6, right=0.6, top=0.75, bottom=0.75)  # inches
    page.set_footer(f'&C&"{_FONT},Regular"&11&P/&N')
