"""A units file: read however an office saves it, refused as a whole where a cell is bad."""

from __future__ import annotations

import io
import unicodedata
import zipfile

import pytest
from openpyxl import Workbook

from domain.errors import Invalid, NotAllowed
from domain.person import Act, Role
from domain.unit import Unit, UnitKind
from services.units import COLUMNS, LARGEST, Imported, read_units
from tests.services.office import Office, at
from tests.storage.ground import PROVINCE, TRAN, XUYEN

HEAD = "code,name,kind,parent,note"
NEW = "32201,Công an xã Tân Lộc,commune,CAT,"


def _csv(*lines: str) -> bytes:
    return "\n".join([HEAD, *lines]).encode()


def _xlsx(*rows: tuple[str | int | None, ...]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (COLUMNS, *rows):
        sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


async def _refused(office: Office, data: bytes, name: str = "units.csv") -> Invalid:
    """What the import raised, having brought in nothing."""
    before = await office.services.units.tree()
    with pytest.raises(Invalid) as caught:
        await office.services.units.bring_in(None, name, data)
    assert await office.services.units.tree() == before
    return caught.value


async def test_new_units_are_added_known_ones_changed_and_none_removed(office: Office) -> None:
    data = _csv(
        NEW, "32134,Công an xã Lương Thế Trân mới,commune,CAT,gộp", "CAT,Công an tỉnh Cà Mau,province,,"
    )
    assert await office.services.units.bring_in(None, "units.csv", data) == Imported(
        added=1, changed=1, same=1
    )
    tree = await office.services.units.tree()
    assert set(tree) == {"CAT", "32134", "32002", "32201"}
    assert (tree["32134"].name, tree["32134"].note) == ("Công an xã Lương Thế Trân mới", "gộp")
    assert await office.services.units.bring_in(None, "units.csv", data) == Imported(
        added=0, changed=0, same=3
    )


async def test_a_dry_run_says_what_would_be_done_and_does_nothing(office: Office) -> None:
    done = await office.services.units.bring_in(None, "units.csv", _csv(NEW), dry_run=True)
    assert done == Imported(added=1, changed=0, same=0)
    assert "32201" not in await office.services.units.tree()


@pytest.mark.parametrize(
    "data",
    [
        _csv(NEW),
        b"\xef\xbb\xbf" + _csv(NEW),
        _csv(NEW).replace(b"\n", b"\r\n"),
        _csv(NEW).replace(b",", b";"),
        b"\xef\xbb\xbf" + _csv(NEW).replace(b",", b";"),
        unicodedata.normalize("NFD", _csv(NEW).decode()).encode(),
        _csv(NEW).replace(b"code,name", b"CODE, Name "),
        _csv("", NEW, ",,,,"),
        b"parent,kind,name,code\nCAT,commune," + "Công an xã Tân Lộc".encode() + b",32201\n",
    ],
    ids=[
        "plain",
        "bom",
        "windows",
        "semicolons",
        "excel",
        "decomposed",
        "capitals",
        "empty lines",
        "other order",
    ],
)
def test_a_csv_file_is_read_however_an_office_saves_it(data: bytes) -> None:
    (unit,) = read_units("Đơn vị.CSV", data).values()
    assert unit == Unit(code="32201", name="Công an xã Tân Lộc", kind=UnitKind.COMMUNE, parent="CAT")


def test_an_xlsx_file_is_read_with_codes_as_numbers_and_cells_left_empty() -> None:
    name = unicodedata.normalize("NFD", "Công an xã Tân Lộc")
    rows = read_units(
        "units.XLSX",
        _xlsx(
            (32201, name, "commune", "CAT", None), (None,) * 5, ("PC08", "Phòng", "department", "CAT", "x")
        ),
    )
    assert rows == {
        2: Unit(code="32201", name="Công an xã Tân Lộc", kind=UnitKind.COMMUNE, parent="CAT"),
        4: Unit(code="PC08", name="Phòng", kind=UnitKind.DEPARTMENT, parent="CAT", note="x"),
    }


@pytest.mark.parametrize(
    ("line", "column", "value"),
    [
        ("32 201,Tân Lộc,commune,CAT,", "code", "32 201"),
        (",Tân Lộc,commune,CAT,", "code", ""),
        ("Đ1,Tân Lộc,commune,CAT,", "code", "Đ1"),
        ("12345678901234567,Tân Lộc,commune,CAT,", "code", "12345678901234567"),
        ("32201,,commune,CAT,", "name", ""),
        ("32201,Tân Lộc,hamlet,CAT,", "kind", "hamlet"),
        ("32201,Tân Lộc,commune,LOST,", "parent", "LOST"),
        ("32201,Tân Lộc,commune,32201,", "parent", "32201"),
        ("32002,An Xuyên,ward,CAT,", "code", "32002"),
    ],
)
async def test_a_bad_cell_is_named_by_line_and_column_and_nothing_is_imported(
    office: Office, line: str, column: str, value: str
) -> None:
    error = await _refused(office, _csv("32002,An Xuyên mới,ward,CAT,", line))
    assert (error.key, error.params) == ("units-bad-cell", {"line": 3, "column": column, "value": value})


async def test_a_missing_column_is_named(office: Office) -> None:
    error = await _refused(office, b"code,name,kind\nA,B,commune")
    assert (error.key, error.params) == ("units-no-column", {"column": "parent"})
    assert (await _refused(office, b"")).key == "units-no-column"


async def test_a_ring_of_units_is_refused(office: Office) -> None:
    error = await _refused(office, _csv("A,A,commune,B,", "B,B,commune,A,"))
    assert (error.key, error.params["column"]) == ("units-bad-cell", "parent")


async def test_a_ring_closed_by_a_unit_known_before_is_refused_too(office: Office) -> None:
    await office.services.units.bring_in(None, "units.csv", _csv("A,A,commune,32134,"))
    error = await _refused(office, _csv("32134,Lương Thế Trân,commune,A,"))
    assert error.params["column"] == "parent"


async def test_a_second_province_is_refused(office: Office) -> None:
    error = await _refused(office, _csv("B,Công an tỉnh khác,province,,"))
    assert (error.key, error.params) == ("units-one-root", {"count": 2})


async def test_parents_may_stand_below_their_children(office: Office) -> None:
    await office.services.units.bring_in(
        None, "units.csv", _csv("A,A,commune,B,", "B,B,department,C,", "C,C,department,CAT,")
    )
    assert {"A", "B", "C"} < set(await office.services.units.tree())


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("units.csv", _csv(NEW).decode().encode("utf-16"), "units-not-utf8"),
        ("units.csv", "code,name\nx,Công".encode("cp1258", "replace") + b"\xf4\xff", "units-not-utf8"),
        ("units.csv", _csv('32201,"Tân', "Lộc,commune,CAT,"), "units-bad-line"),
        ("units.csv", _csv(), "units-empty"),
        ("units.csv", b"x" * (LARGEST + 1), "file-too-large"),
        ("units.xlsx", b"no workbook", "file-unreadable"),
        ("units.xlsx", _xlsx()[:-40], "file-unreadable"),
        ("units.xlsx", _csv(NEW), "file-unreadable"),
    ],
    ids=["utf-16", "ansi", "open quote", "empty", "too large", "no zip", "cut off", "csv called xlsx"],
)
async def test_an_unreadable_file_is_told_so(office: Office, name: str, data: bytes, key: str) -> None:
    assert (await _refused(office, data, name)).key == key


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("bad", [b"<broken", b"", None], ids=["broken", "empty", "missing"])
def test_a_damaged_workbook_is_told_so(part: str, bad: bytes | None) -> None:
    with pytest.raises(Invalid, match="file-unreadable"):
        read_units("units.xlsx", _damaged(part, bad))


def test_a_workbook_that_lost_its_looks_only_is_read() -> None:
    assert list(read_units("units.xlsx", _damaged("xl/styles.xml", None))) == [2]


def _damaged(part: str, bad: bytes | None) -> bytes:
    whole, damaged = io.BytesIO(_xlsx(("A", "A", "commune", "CAT", ""))), io.BytesIO()
    with zipfile.ZipFile(whole) as good, zipfile.ZipFile(damaged, "w") as out:
        for name in good.namelist():
            data = bad if name == part else good.read(name)
            if data is not None:
                out.writestr(name, data)
    return damaged.getvalue()


async def test_only_an_admin_brings_units_in_by_chat(office: Office) -> None:
    minh = await office.joins(201, Role.COMMANDER, "CAT")
    quan = await office.joins(501, Role.ADMIN, "CAT")
    now = at("2026-10-20 09:00")
    with pytest.raises(NotAllowed):
        await office.services.units.bring_in(Act(by=minh, at=now), "units.csv", _csv(NEW))
    assert "32201" not in await office.services.units.tree()
    assert (await office.services.units.bring_in(Act(by=quan, at=now), "units.csv", _csv(NEW))).added == 1


async def test_a_unit_is_found_as_people_name_it(office: Office) -> None:
    assert await office.services.units.search("luong the tran") == [TRAN]
    assert await office.services.units.search("an xuyên") == [XUYEN]
    assert await office.services.units.search("cat") == [PROVINCE]
