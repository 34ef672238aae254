"""The official paper, held against Decree 30/2020/NĐ-CP, Appendix I."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.document import Paper, Paragraph, write
from reports.lettering import broken, width
from reports.table import Column, Table

PAPER = Paper(
    superior="Công an tỉnh Cà Mau",
    issuer="Phòng Cảnh sát quản lý hành chính về trật tự xã hội",
    number="Số:      /BC-PC06",
    place_and_date="Cà Mau, ngày 02 tháng 11 năm 2026",
    nation="Cộng hòa xã hội chủ nghĩa Việt Nam",
    motto="Độc lập - Tự do - Hạnh phúc",
    title="Báo cáo",
    subject="Kết quả “Mỗi ngày làm một việc tốt vì dân” tháng 10 năm 2026",
    paragraphs=(
        Paragraph(text="I. VIỆC TỐT", heading=True),
        Paragraph(text="Trong tháng có 1.184 việc tốt.\nGiúp 3.412 lượt người dân."),
    ),
    table=Table(
        columns=(
            Column(heading="Đơn vị", width=40),
            Column(heading="Việc tốt", width=10, kind="count"),
            Column(heading="Tham gia", width=12, kind="percent"),
        ),
        rows=(("Công an xã Sông Đốc", 7139, 92.4), ("Công an xã Đất Mũi", 12, None)),
        total=("Tổng cộng", 7151, 9.24),
    ),
    table_title="Kết quả theo đơn vị",
    closing=(Paragraph(text="Trên đây là báo cáo tháng 10./."),),
    recipients_heading="Nơi nhận:",
    recipients=("Ban Giám đốc (để báo cáo)", "Lưu: VT."),
    signer_role="KT. Trưởng phòng",
    signer_title="Phó Trưởng phòng",
    signer_name="……………",
    created=datetime(2026, 11, 2, 1, 0, tzinfo=UTC),
)


def read(paper: Paper = PAPER) -> Any:
    """The paper as python-docx sees it."""
    return docx.Document(io.BytesIO(write(paper)))


def lines(holder: Any) -> list[tuple[Any, ...]]:
    """Text, size in points, bold, italic of each paragraph that says something."""
    return [
        (p.text, p.runs[0].font.size.pt, p.runs[0].font.bold, p.runs[0].font.italic)
        for p in holder.paragraphs
        if p.text
    ]


def test_the_page_is_a4_upright_with_the_decrees_margins() -> None:
    section = read().sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    top, bottom, left, right = (round(margin.mm) for margin in margins)
    assert 20 <= top <= 25
    assert 20 <= bottom <= 25
    assert 30 <= left <= 35
    assert 15 <= right <= 20


def test_the_head_names_issuer_nation_number_and_date_in_the_decrees_letters() -> None:
    (left, right), (number, date) = (row.cells for row in read().tables[0].rows)
    said = lines(left)
    assert said[0] == ("CÔNG AN TỈNH CÀ MAU", 12, False, False)
    assert " ".join(text for text, *_ in said[1:]) == "PHÒNG CẢNH SÁT QUẢN LÝ HÀNH CHÍNH VỀ TRẬT TỰ XÃ HỘI"
    assert all(line[1:] == (12, True, False) for line in said[1:])
    assert lines(right) == [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True, False),
        ("Độc lập - Tự do - Hạnh phúc", 13, True, False),
    ]
    assert lines(number) == [("Số:      /BC-PC06", 13, False, False)]
    assert lines(date) == [("Cà Mau, ngày 02 tháng 11 năm 2026", 13, False, True)]


def ruled(cell: Any) -> float:
    """How long the rule in the cell is, in points."""
    (line,) = [p for p in cell.paragraphs if p._p.find(f".//{qn('w:pBdr')}") is not None]
    form = line.paragraph_format
    return float(cell.width.pt - form.left_indent.pt - form.right_indent.pt)


def test_the_rules_are_as_long_as_the_decree_says() -> None:
    left, right = read(replace(PAPER, issuer="Công an xã Sông Đốc")).tables[0].rows[0].cells
    assert 1 / 3 <= ruled(left) / width("CÔNG AN XÃ SÔNG ĐỐC", 12) <= 1 / 2
    assert abs(ruled(right) - width("Độc lập - Tự do - Hạnh phúc", 13)) < 2


def test_title_and_subject_are_bold_and_centred() -> None:
    first, *_ = body = [p for p in read().paragraphs if p.text]
    assert (first.text, first.runs[0].font.size.pt) == ("BÁO CÁO", 14)
    assert body[0].alignment == body[1].alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert body[1].runs[0].font.bold


def test_the_body_is_justified_with_its_first_line_set_in() -> None:
    document = read()
    (line,) = [p for p in document.paragraphs if p.text == "Trong tháng có 1.184 việc tốt."]
    assert line.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert round(line.paragraph_format.first_line_indent.mm, 1) == 12.7
    assert line.paragraph_format.space_after.pt >= 6
    assert line.runs[0].font.size.pt == 14
    assert "Giúp 3.412 lượt người dân." in [p.text for p in document.paragraphs]


def test_every_letter_is_times_new_roman_for_every_script() -> None:
    document = read()
    fonts = [run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}") for run in document.element.iter(qn("w:r"))]
    normal = document.styles["Normal"].element.rPr.rFonts
    for font in [normal, *fonts]:
        assert {font.get(qn(f"w:{s}")) for s in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}


def test_pages_are_numbered_on_top_in_the_middle_but_not_the_first() -> None:
    section = read().sections[0]
    assert section.different_first_page_header_footer
    assert not section.first_page_header.paragraphs[0]._p.findall(f".//{qn('w:instrText')}")
    (line,) = section.header.paragraphs
    assert line.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert [field.text for field in line._p.iter(qn("w:instrText"))] == ["PAGE"]


def test_figures_in_the_table_are_written_as_the_country_writes_them() -> None:
    table = read().tables[1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Đơn vị", "Việc tốt", "Tham gia"],
        ["Công an xã Sông Đốc", "7.139", "92,40\u00a0%"],
        ["Công an xã Đất Mũi", "12", ""],
        ["Tổng cộng", "7.151", "9,24\u00a0%"],
    ]
    assert table.rows[0]._tr.findall(f".//{qn('w:tblHeader')}")
    assert table.cell(1, 1).paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT


def test_recipients_stand_left_and_the_signature_right() -> None:
    left, right = read().tables[-1].rows[0].cells
    assert lines(left) == [
        ("Nơi nhận:", 12, True, True),
        ("- Ban Giám đốc (để báo cáo);", 11, False, False),
        ("- Lưu: VT.", 11, False, False),
    ]
    assert [text for text, *_ in lines(right)] == ["KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG", "……………"]
    assert {p.alignment for p in right.paragraphs} == {WD_ALIGN_PARAGRAPH.CENTER}


def test_head_and_signature_have_no_borders() -> None:
    document = read()
    assert document.tables[0].style.name == document.tables[-1].style.name == "Normal Table"
    assert document.tables[1].style.name == "Table Grid"


def test_the_only_time_in_the_file_is_the_one_given() -> None:
    assert write(PAPER) == write(PAPER)
    about = read().core_properties
    assert about.created.replace(tzinfo=UTC) == about.modified.replace(tzinfo=UTC) == PAPER.created
    assert about.author == PAPER.issuer
    assert about.comments == ""


def test_a_paper_without_table_superior_or_second_role_is_written() -> None:
    document = read(replace(PAPER, superior="", table=None, signer_title="", closing=()))
    assert len(document.tables) == 2
    assert document.tables[0].cell(0, 0).paragraphs[0].text.startswith("PHÒNG CẢNH SÁT")


def test_a_long_name_is_broken_into_lines_about_equally_long() -> None:
    parts = broken("PHÒNG CẢNH SÁT QUẢN LÝ HÀNH CHÍNH VỀ TRẬT TỰ XÃ HỘI", 12, 205)
    assert len(parts) == 2
    assert min(width(part, 12) for part in parts) > 140
    assert broken("", 12, 205) == [""]
    assert broken("X" * 80, 12, 205) == ["X" * 80]


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=300))
def test_no_text_makes_a_paper_that_cannot_be_opened(text: str) -> None:
    odd = replace(PAPER, issuer=text, number=text, subject=text, signer_name=text, recipients=(text,))
    read(replace(odd, paragraphs=(Paragraph(text=text), Paragraph(text="Ổn."))))
