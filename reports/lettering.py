"""How an official paper sets its letters, rules and tables in DOCX: what python-docx leaves to raw XML."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from reports.legible import flat, one_line

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

FONT = "Times New Roman"

# How wide Times Bold's letters are, in thousandths of the size (Adobe's Times-Bold metrics); Times New
# Roman has the same. A rule must be as long as its line, and no library here can measure one.
_WIDTHS = {
    **dict.fromkeys(" .,", 250),
    **dict.fromkeys("il", 278),
    **dict.fromkeys("jft-()", 333),
    **dict.fromkeys("Is", 389),
    **dict.fromkeys("cer", 444),
    **dict.fromkeys("avxyog", 500),
    **dict.fromkeys("bdđhknpquSF", 556),
    **dict.fromkeys("BELTPZ", 650),
    **dict.fromkeys("ACDĐNRUVXYw", 722),
    **dict.fromkeys("GHKOQ", 778),
    **dict.fromkeys("m", 833),
    **dict.fromkeys("MW", 944),
}
_OTHER = 500  # digits first of all
_HORN = "\u031b"  # ơ and ư stand wider than o and u
_HORN_WIDTH = 70


def width(text: str, size: float) -> float:
    """About how long the text is in bold, in points, at `size` points; right within a few per cent."""
    letters = unicodedata.normalize("NFD", text)
    wide = sum(_WIDTHS.get(c, _OTHER) for c in letters if not unicodedata.combining(c))
    return (wide + _HORN_WIDTH * letters.count(_HORN)) * size / 1000


def broken(text: str, size: float, room: float) -> list[str]:
    """The text in as few lines as fit `room` points, the lines about equally long."""
    lines = _filled(text, size, room)
    while True:
        room -= size / 4
        narrower = _filled(text, size, room)
        if room <= 0 or len(narrower) > len(lines) or any(width(line, size) > room for line in narrower):
            return lines
        lines = narrower


def _filled(text: str, size: float, room: float) -> list[str]:
    """The text broken where a line is full; a word longer than `room` stands alone."""
    lines: list[str] = []
    for word in one_line(text).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def set_font(holder: Any) -> None:
    """Give a style or run the font for every script: Word picks eastAsia for some Vietnamese letters."""
    from docx.oxml.ns import qn

    fonts = holder.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.lower().endswith("theme"):
            del fonts.attrib[name]  # a theme's font would win over a named one
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def say(paragraph: Paragraph, text: str, size: float, *, bold: bool = False, italic: bool = False) -> Run:
    """Add the text, without line breaks and illegal characters, at `size` points."""
    from docx.shared import Pt

    run = paragraph.add_run(flat(text))
    run.font.size = Pt(size)
    run.font.bold, run.font.italic = bold, italic
    set_font(run)
    return run


def space(paragraph: Paragraph, before: float, after: float) -> None:
    """The free height around a paragraph, in points."""
    from docx.shared import Pt

    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.space_after = Pt(after)


def rule(paragraph: Paragraph, length: float, room: float) -> None:
    """Make an empty paragraph a thin centred line of `length` points in a column `room` points wide."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Pt

    side = Pt(round(max(room - length, 0) / 2))
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = side
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(2)
    space(paragraph, 0, 3)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)  # sz is in eighths of a point
    borders.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def page_number(paragraph: Paragraph, size: float) -> None:
    """Add a field that counts the pages."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    for kind in ("begin", "PAGE", "end"):
        run = say(paragraph, "", size)
        if kind == "PAGE":
            part = OxmlElement("w:instrText")
            part.text = kind
        else:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)


def columns(table: Table, widths: list[float]) -> None:
    """Fix a table's column widths, in points. Word reads the cells, LibreOffice the grid: set both."""
    from docx.shared import Pt

    table.autofit = False
    for place, points in enumerate(widths):
        table.columns[place].width = Pt(points)
        for cell in table.columns[place].cells:
            cell.width = Pt(points)


def side_padding(table: Table, points: float) -> None:
    """How far the text keeps from a column's sides."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        part = OxmlElement(f"w:{side}")
        part.set(qn("w:w"), str(round(points * 20)))  # in twentieths of a point
        part.set(qn("w:type"), "dxa")
        margins.append(part)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def row_property(row: Any, name: str) -> None:
    """Switch on what a table row may be told: "cantSplit" over pages, "tblHeader" on every page."""
    from docx.oxml.parser import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(f"w:{name}"))


def next_line(cell: _Cell) -> Paragraph:
    """The cell's own empty paragraph the first time, a new one below it after that."""
    only: Paragraph = cell.paragraphs[0]
    return cell.add_paragraph() if only.runs else only


def set_language(document: Document) -> None:
    """Tell Word that the text is Vietnamese: otherwise it marks every word as misspelt."""
    from docx.oxml.ns import qn

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # Word 2013 and later; below it Word opens in compatibility mode
