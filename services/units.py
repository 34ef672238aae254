"""The unit tree: read, searched, brought in from a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.errors import Invalid, NotAllowed
from domain.person import Act, Role
from domain.unit import Tree, Unit, UnitKind, above, search
from domain.vietnamese import nfc
from storage import units
from storage.database import Database

COLUMNS = ("code", "name", "kind", "parent", "note")
MOST_ROWS, MOST_COLUMNS = 5000, 20  # of a workbook; what it claims beyond is not read
LARGEST = 2_000_000  # bytes of a file; a province's has a few thousand


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import did, or would do."""

    added: int
    changed: int
    same: int


class Units:
    """What the conversation and the command line know of units."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def tree(self) -> Tree:
        """All units by code."""
        async with self._database.reading() as tx:
            return await units.tree(tx)

    async def search(self, typed: str) -> list[Unit]:
        """The units meant by what was typed, best first."""
        return search((await self.tree()).values(), typed)

    async def bring_in(self, act: Act | None, name: str, data: bytes, *, dry_run: bool = False) -> Imported:
        """Import a CSV or XLSX file: known codes are changed, new ones added, none removed.

        `act` is None on the command line. Raises NotAllowed, or Invalid that names line and column; then
        nothing is imported.
        """
        if act and not act.by.has(Role.ADMIN):
            raise NotAllowed("not-for-you")
        read = read_units(name, data)
        async with self._database.transaction(act.update if act else None) as tx:
            known = await units.tree(tx)
            ordered = _parents_first(read, known)
            _check_tree({**known, **{unit.code: unit for unit in ordered}}, _lines(read))
            added = [unit for unit in ordered if unit.code not in known]
            changed = [unit for unit in ordered if unit.code in known and known[unit.code] != unit]
            if not dry_run:
                await units.put(tx, [*added, *changed], known)
        return Imported(added=len(added), changed=len(changed), same=len(read) - len(added) - len(changed))


def read_units(name: str, data: bytes) -> dict[int, Unit]:
    """The units in a file's bytes, by the line they stand on.

    Raises Invalid that names the line and column of the first bad cell.
    """
    if len(data) > LARGEST:
        raise Invalid("file-too-large", most=LARGEST // 1_000_000)
    rows = _xlsx_rows(data) if name.casefold().endswith(".xlsx") else _csv_rows(data)
    _, first = next(rows, (1, []))
    header = [cell.casefold() for cell in first]
    for column in COLUMNS[:4]:
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
        ("code", code, code.isascii() and code.isalnum() and len(code) <= 16),  # noqa: PLR2004 - the column's width
        ("name", name, 0 < len(name) <= 200),  # noqa: PLR2004 - a name, not a text
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
    )


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


def _parents_first(read: dict[int, Unit], known: Tree) -> list[Unit]:
    """The units, each after its parent. Raises Invalid that names the line of a lost parent."""
    lines = _lines(read)
    placed: dict[str, Unit] = {}
    waiting = list(read.values())
    while waiting:
        ready = [
            u
            for u in waiting
            if u.parent is None or u.parent in placed or (u.parent in known and u.parent not in lines)
        ]
        if not ready:
            lost = next((u for u in waiting if u.parent not in lines), waiting[0])
            raise Invalid("units-bad-cell", line=lines[lost.code], column="parent", value=str(lost.parent))
        placed.update({unit.code: unit for unit in ready})
        waiting = [unit for unit in waiting if unit.code not in placed]
    return list(placed.values())


def _lines(read: Mapping[int, Unit]) -> dict[str, int]:
    return {unit.code: line for line, unit in read.items()}


def _check_tree(tree: Tree, lines: Mapping[str, int]) -> None:
    """One province on top, and nobody above themselves. Raises Invalid."""
    tops = [unit for unit in tree.values() if unit.parent is None]
    if len(tops) != 1:
        raise Invalid("units-one-root", count=len(tops))
    for code, line in lines.items():
        if code != tops[0].code and tops[0] not in above(tree, code):
            raise Invalid("units-bad-cell", line=line, column="parent", value=str(tree[code].parent))
