"""A table as both the workbook and the paper show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Cell = str | int | float | None
Kind = Literal["text", "count", "percent"]


@dataclass(frozen=True, kw_only=True)
class Column:
    """`width` is in characters; a paper takes the widths in proportion.

    A "percent" column holds values that are per cent already: 9.24 is shown as 9,24 %.
    """

    heading: str
    width: int
    kind: Kind = "text"


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows as long as `columns`; None is an empty cell. `total` is the last row, already counted."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None
