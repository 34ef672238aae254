"""A file of units, CSV or XLSX, read however an office saves it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from domain.errors import Invalid
from domain.reshape import LONGEST_CODE, LONGEST_NAME
from domain.unit import Unit, UnitKind
from domain.vietnamese import nfc

COLUMNS = ("code", "name", "kind", "parent", "note", "aliases")
NEEDED = COLUMNS[:4]
MOST_ROWS, MOST_COLUMNS = 5000, 20  # of a workbook; what it claims beyond is not read
LARGEST = 2_000_000  # bytes of a file; a province's has a few thousand


def read_units(name: str, data: bytes) -> dict[int, Unit]:
    """The units in a file's bytes, by the line they stand on.

    Raises Invalid that names the line and column of the first bad cell.
    """
    if len(data) > LARGEST:
        raise Invalid("file-too-large", most=LARGEST // 1_000_000)
    rows = _xlsx_rows(data) if name.casefold().endswith(".xlsx") else _csv_rows(data)
    _, first = next(rows, (1, []))
    header = [cell.casefold() for cell in first]
    for column in NEEDED:
        if column not in header:
            raise Invalid("units-no-column", column=column)
    found: dict[int, Unit] = {}
    codes: set[str] = set()
    for line, row in rows:
        if any(row):
            cells = dict(zip(header, row, strict=False))
            unit = _unit(cells, line)
            if unit.code in codes:
                raise Invalid("units-bad-cell", line=line, column="code", value=unit.code)
            codes.add(unit.code)
            found[line] = unit
    if not found:
        raise Invalid("units-empty")
    return found


def _unit(cells: dict[str, str], line: int) -> Unit:
    code, name, kind = cells.get("code", ""), cells.get("name", ""), cells.get("kind", "")
    for column, value, fits in (
        ("code", code, code.isascii() and code.isalnum() and len(code) <= LONGEST_CODE),
        ("name", name, 0 < len(name) <= LONGEST_NAME),
        ("kind", kind, kind in {k.value for k in UnitKind}),
    ):
        if not fits:
            raise Invalid("units-bad-cell", line=line, column=column, value=value[:40])
    return Unit(
        code=code,
        name=name,
        kind=UnitKind(kind),
        parent=cells.get("parent") or None,
        note=cells.get("note", ""),
        aliases=_aliases(cells.get("aliases", ""), name, line),
    )


def _aliases(cell: str, name: str, line: int) -> tuple[str, ...]:
    """The former names in a cell, with semicolons between them."""
    names = tuple(dict.fromkeys(" ".join(part.split()) for part in cell.split(";") if part.strip()))
    for one in names:
        if len(one) > LONGEST_NAME or not any(char.isalpha() for char in one):
            raise Invalid("units-bad-cell", line=line, column="aliases", value=one[:40])
    return tuple(one for one in names if one != name)


def _csv_rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid("units-not-utf8", line=data.count(b"\n", 0, error.start) + 1) from error
    first = text.partition("\n")[0]
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=";" if first.count(";") > first.count(",") else ",",
        strict=True,
    )
    try:
        for row in reader:
            yield reader.line_num, [nfc(cell) for cell in row]
    except csv.Error as error:
        raise Invalid("units-bad-line", line=reader.line_num) from error


def _xlsx_rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        rows = [
            [nfc(str(cell)) if cell is not None else "" for cell in row]
            for row in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS, max_row=MOST_ROWS)
        ]
    except (
        BadZipFile,
        SyntaxError,
        InvalidFileException,
        LookupError,
        ValueError,
        TypeError,
        OSError,
    ) as error:
        raise Invalid("file-unreadable") from error
    yield from enumerate(rows, start=1)
