"""The workbook, read back by another library than the one that wrote it."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.workbook import Cell, Column, Sheet, Workbook, write

CREATED = datetime(2026, 11, 1, 0, 30, tzinfo=UTC)
COLUMNS = (
    Column(heading="Đơn vị", width=40),
    Column(heading="Việc tốt", width=12, kind="count"),
    Column(heading="Tham gia", width=12, kind="percent"),
)
ROWS: tuple[tuple[Cell, ...], ...] = (
    ("Công an xã Lương Thế Trân", 7139, 92.4),
    ("=1+1", 20, None),
    ("@x", 3, float("nan")),
)
TOTAL: tuple[Cell, ...] = ("Tổng cộng", 7162, 9.24)


def sheet(
    *,
    name: str = "Theo đơn vị",
    rows: tuple[tuple[Cell, ...], ...] = ROWS,
    total: tuple[Cell, ...] | None = TOTAL,
) -> Sheet:
    """A sheet in which only what matters is said."""
    return Sheet(
        name=name,
        title="Kết quả tháng 10/2026",
        subtitle="Tỉnh Cà Mau",
        columns=COLUMNS,
        rows=rows,
        total=total,
    )


def made(*sheets: Sheet) -> bytes:
    """The workbook's bytes."""
    return write(Workbook(title="Báo cáo tháng 10", sheets=sheets or (sheet(),), created=CREATED))


def read(data: bytes, *, values: bool = False) -> Any:
    """The workbook as openpyxl sees it; with `values`, cached results in place of formulas."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def test_figures_and_headings_stand_where_a_clerk_looks_for_them() -> None:
    page = read(made())["Theo đơn vị"]
    assert page["A1"].value == "Kết quả tháng 10/2026"
    assert [c.value for c in page[4]] == ["Đơn vị", "Việc tốt", "Tham gia"]
    assert [c.value for c in page[5]] == ["Công an xã Lương Thế Trân", 7139, 92.4]
    assert page["B5"].number_format == "#,##0"
    assert page["C5"].number_format == '0.00" %"'
    assert page["C6"].value is None
    assert page["C7"].value is None


def test_everything_is_set_in_times_new_roman() -> None:
    page = read(made()).active
    assert {cell.font.name for row in page.iter_rows() for cell in row} == {"Times New Roman"}


def test_what_people_typed_never_becomes_a_formula() -> None:
    page = read(made()).active
    assert [(page[a].value, page[a].data_type, page[a].quotePrefix) for a in ("A6", "A7")] == [
        ("=1+1", "s", True),
        ("@x", "s", True),
    ]


def test_an_address_typed_by_people_never_becomes_a_link() -> None:
    page = read(made(sheet(rows=(("https://example.vn/", 1, 1.0),), total=None))).active
    assert page["A5"].hyperlink is None
    assert page["A5"].value == "https://example.vn/"


def test_totals_are_formulas_that_already_know_their_result() -> None:
    assert read(made()).active["B8"].value == "=SUBTOTAL(9,B5:B7)"
    assert read(made(), values=True).active["B8"].value == 7162


def test_a_total_that_is_no_sum_stays_the_figure_it_is() -> None:
    page = read(made(sheet(total=("Tổng cộng", 7000, 9.24)))).active
    assert page["B8"].value == 7000
    assert page["C8"].value == 9.24


def test_it_prints_on_a4_across_with_its_headings_on_every_page() -> None:
    page = read(made()).active
    assert page.page_setup.paperSize == 9
    assert page.page_setup.orientation == "landscape"
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.print_title_rows == "$4:$4"
    assert page.print_area == "'Theo đơn vị'!$A$1:$C$8"
    assert "&P" in page.oddFooter.center.text or "&[Page]" in page.oddFooter.center.text


def test_headings_stay_in_sight_and_filter_without_the_total() -> None:
    page = read(made()).active
    assert page.freeze_panes == "A5"
    assert page.auto_filter.ref == "A4:C7"


def test_a_long_name_gets_a_row_high_enough() -> None:
    long = "Phòng Cảnh sát quản lý hành chính về trật tự xã hội Công an tỉnh Cà Mau"
    page = read(made(sheet(rows=((long, 1, 1.0), ("PC08", 1, 1.0)), total=None))).active
    assert page.row_dimensions[5].height > page.row_dimensions[6].height


def test_the_only_time_in_the_file_is_the_one_given() -> None:
    assert made() == made()
    about = read(made()).properties
    assert about.created == about.modified == datetime(2026, 11, 1, 0, 30)  # noqa: DTZ001 - openpyxl's own
    assert about.title == "Báo cáo tháng 10"


def test_tabs_get_names_that_excel_accepts() -> None:
    names = ["Theo: đơn/vị", "", "A" * 40, "a" * 31, "History", "'"]
    tabs = read(made(*(sheet(name=name) for name in names))).sheetnames
    assert tabs[:3] == ["Theo- đơn-vị", "(2)", "A" * 31]
    assert len({tab.casefold() for tab in tabs}) == len(names)
    assert all(0 < len(tab) <= 31 for tab in tabs)


def test_a_sheet_of_one_column_and_one_without_rows_are_written() -> None:
    narrow = Sheet(name="Một", title="T", columns=COLUMNS[:1], rows=(("Sông Đốc",),))
    book = read(made(narrow, sheet(name="Hai", rows=(), total=("Tổng", 0, None))))
    assert book["Một"]["A5"].value == "Sông Đốc"
    assert book["Hai"]["B5"].value == 0


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=60), name=st.text(max_size=40))
def test_no_text_makes_a_file_that_cannot_be_opened(text: str, name: str) -> None:
    page = read(made(sheet(name=name, rows=((text, 1, 1.0),), total=None))).active
    assert page["A5"].data_type in {"s", "n"}  # "n" is openpyxl's word for an empty cell
