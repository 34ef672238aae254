"""/kiemtra: who did what and when, as far as one's reach goes; and the file for inspectors."""

from __future__ import annotations

import io
import json
import re
from random import Random

from openpyxl import load_workbook
from sqlalchemy import text

from domain import receipt
from domain.audit import Looked
from domain.person import Act, Role
from tests.journeys.test_conflict import not_to_the_unit
from tests.journeys.test_identity import actions
from tests.journeys.test_opinion import opinion
from tests.people import ADMIN, HOA, LAN, MINH, NGAN, TUAN, VIET
from tests.talk import Someone, Town, buttons, file_of, said


async def worked(town: Town) -> tuple[Someone, str, str]:
    """A commander of one commune, and the codes of a case there and of one elsewhere, each taken."""
    viet = await town.joins(VIET, Role.COMMANDER, "32134", "Quốc Việt")
    ngan = await town.joins(NGAN, Role.DUTY, "32134", "Phan Thu Ngân")
    minh = await town.joins(MINH, Role.DUTY, "32098", "Lê Hải Minh")
    here = await opinion(town.who(LAN))
    await ngan.taps("Nhận xử lý")
    there = await opinion(town.who(HOA), unit="song doc")
    await minh.taps("Nhận xử lý")
    return viet, here, there


async def test_a_commander_sees_their_own_unit_and_no_other(town: Town) -> None:
    viet, here, there = await worked(town)
    await viet.says("/kiemtra")
    viet.sees("Nhật ký kiểm tra", here, "Phan Thu Ngân", "nhận xử lý", "Lương Thế Trân")
    viet.has_not_seen(there)
    viet.has_not_seen("Lê Hải Minh")


async def test_one_case_one_person_one_unit_one_period(town: Town) -> None:
    viet, here, there = await worked(town)
    await viet.says(f"/kiemtra {here.lower()}")
    viet.sees(here, "nhận xử lý")
    await viet.says("/kiemtra thu ngan 10/2026")
    viet.sees("Phan Thu Ngân", "tháng 10/2026", here)
    await viet.says("/kiemtra 2026-09")
    viet.sees("không có dòng nào")
    await viet.says("/audit luong the tran")
    viet.sees("Công an xã Lương Thế Trân", here)
    nothing = []
    for code in (there, "3333-3333"):  # elsewhere and nowhere look alike
        await viet.says(f"/kiemtra {code}")
        nothing.append(said(viet.last).replace(code, "CODE"))
    assert nothing[0] == nothing[1]
    assert "không có dòng nào" in nothing[0]
    for stranger in ("lê hải minh", "sông đốc"):
        await viet.says(f"/kiemtra {stranger}")
        viet.sees("Không thấy")


async def test_where_several_are_meant_one_is_chosen(town: Town) -> None:
    viet, _, _ = await worked(town)
    await town.joins(TUAN, Role.DUTY, "32134", "Trần Thu Ngân")
    await viet.says("/kiemtra thu ngân")
    viet.sees("của ai")
    await viet.taps("Phan Thu Ngân")
    viet.sees("Phan Thu Ngân", "nhận xử lý")


async def test_entries_are_turned_page_by_page_and_found_by_number(town: Town) -> None:
    viet, here, _ = await worked(town)
    now, audit = town.program.clock.now(), town.program.services.audit
    for number in range(12):
        await audit.alone(None, "overdue", f"case{number}", at=now, unit="32134")
    await viet.says("/kiemtra")
    newest = _numbers(viet)
    assert len(newest) == 10
    assert newest == sorted(newest, reverse=True)
    viet.has_not_seen(here)
    await viet.taps("Cũ hơn")
    older = _numbers(viet)
    assert older[0] < newest[-1]
    viet.has_seen(here)
    await viet.taps("Mới nhất")
    assert _numbers(viet) == newest
    await viet.says(f"/kiemtra #{older[0]}")
    assert _numbers(viet) == older


async def test_no_gap_in_the_numbers_tells_that_an_entry_is_hidden(town: Town) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, "CAT", "Quốc Việt")
    hoa = await town.joins(HOA, Role.SECRETARIAT, "CAT", "Trần Thị Hoa")
    await not_to_the_unit(town.who(LAN), unit="CAT")
    await viet.says("/baocao 2026-10")
    numbers = []
    for who in (viet, hoa):
        await who.says("/kiemtra")
        numbers.append(_numbers(who))
    hidden = len(numbers[1]) - len(numbers[0])
    assert hidden > 0
    assert [found == list(range(len(found), 0, -1)) for found in numbers] == [True, True]
    shown = []
    for number in numbers[0]:  # typed one by one they leave none out, either
        await viet.says(f"/kiemtra #{number}")
        shown.append(_numbers(viet)[0])
    assert shown == numbers[0]
    await viet.says("/kiemtra tệp")
    sheet = load_workbook(io.BytesIO(file_of(town, viet.last))).worksheets[0]
    rows = [str(row[0]) for row in sheet.iter_rows(min_row=5, values_only=True) if row[0]]
    assert rows == [str(number) for number in range(len(rows), 0, -1)]


def _numbers(who: Someone) -> list[int]:
    return [int(number) for number in re.findall(r"#(\d+)", said(who.last))]


async def test_an_admin_sees_all_and_no_word_of_anybody(town: Town) -> None:
    _, here, there = await worked(town)
    admin = town.who(ADMIN)
    await admin.says("/kiemtra")
    admin.sees(here, there, "Lê Hải Minh")
    admin.has_not_seen("không có đèn")
    admin.has_not_seen("Lan Thị")


async def test_a_file_for_inspectors_comes_and_its_asking_stands_in_it(town: Town) -> None:
    viet, here, there = await worked(town)
    await viet.says("/kiemtra")
    await viet.taps("Excel")
    viet.has_seen("đang làm", "cũng được ghi")
    sent = viet.last
    assert (sent.document or {})["file_name"] == "nhat-ky-kiem-tra-2026-10-20.xlsx"
    sheet = load_workbook(io.BytesIO(file_of(town, sent))).worksheets[0]
    lines = [row for row in sheet.iter_rows(min_row=5, values_only=True) if row[0]]
    assert lines[0][3] == "xuất nhật ký kiểm tra"
    assert lines[0][2] == "Quốc Việt"
    assert here in {row[4] for row in lines}
    assert there not in {row[4] for row in lines}
    assert len({row[7] for row in lines}) == len(lines), "each entry has a mark of its own"
    marks = {row[0]: row[7] for row in lines}

    await viet.says("/kiemtra tệp 10/2026")
    again = load_workbook(io.BytesIO(file_of(town, viet.last))).worksheets[0]
    later = {row[0]: row[7] for row in again.iter_rows(min_row=5, values_only=True) if row[0]}
    assert len(later) == len(marks) + 1
    assert marks.items() <= later.items()


async def test_an_admin_by_the_settings_gets_the_file_too(town: Town) -> None:
    await worked(town)
    admin = town.who(ADMIN)
    await admin.says("/kiemtra xuất")
    sheet = load_workbook(io.BytesIO(file_of(town, admin.last))).worksheets[0]
    lines = [row for row in sheet.iter_rows(min_row=5, values_only=True) if row[0]]
    assert str(lines[0][2]).startswith("Quản trị theo cài đặt (")
    assert str(ADMIN.id) not in str(lines)


async def test_who_lost_the_post_meanwhile_gets_no_file(town: Town) -> None:
    viet, _, _ = await worked(town)
    await viet.says("/kiemtra")
    data = next(data for label, data in buttons(viet.last) if "Excel" in label)
    who = (await town.program.services.people.heard(VIET.id, "Việt", town.program.clock.now()))[0]
    await town.program.services.inspection.export(Act(by=who, at=town.program.clock.now()), Looked())
    async with town.program.database.transaction() as tx:
        await tx.execute(text("DELETE FROM posts WHERE role = 'commander'"))
    await town.settles()
    assert not any(message.document for message in viet.messages)
    await viet.forges(data)
    assert not any(message.document for message in viet.messages)
    assert (await actions(town))[-1] == "refused"


async def test_others_are_refused_by_command_button_and_word(town: Town) -> None:
    await worked(town)
    ngan, lan = town.who(NGAN), town.who(LAN)
    for someone in (ngan, lan):
        for _ in ("/kiemtra", "/audit"):
            await someone.says("/kiemtra")
            someone.sees("dành cho người được giao")
        for data in ("a:list:-:-:-:-", "a:file:-:-:-:-", "a:list:-", "a:list:-:-:2026-99:-", "a"):
            await someone.forges(data)
            someone.has_not_seen("Nhật ký kiểm tra\n")
    assert not any(message.document for message in ngan.messages + lan.messages)


async def test_a_forged_button_reaches_no_further(town: Town) -> None:
    viet, _, there = await worked(town)
    await viet.says("/kiemtra")
    async with town.program.database.reading() as tx:
        found = await tx.scalar(text("SELECT id FROM cases WHERE code = :code"), {"code": there})
        person = await tx.scalar(text("SELECT id FROM people WHERE name = 'Lê Hải Minh'"))
    for whose in (f"c:{found}", f"p:{person}", "u:32098", "u:CAT", "-:-"):
        await viet.forges(f"a:list:{whose}:-:-")
        viet.has_not_seen(there)
        viet.has_not_seen("Lê Hải Minh")


async def test_whom_a_case_speaks_of_does_not_see_its_entries(town: Town) -> None:
    viet, here, _ = await worked(town)
    async with town.program.database.transaction() as tx:
        await tx.execute(text("UPDATE cases SET officer = (SELECT id FROM people WHERE name = 'Quốc Việt')"))
    await viet.says("/kiemtra")
    viet.has_not_seen(here)
    async with town.program.database.transaction() as tx:
        await tx.execute(text("UPDATE cases SET officer = NULL, about = '32134'"))
    await viet.says("/kiemtra")
    viet.has_not_seen(here)


async def test_a_file_asked_for_by_a_code_does_not_tell_whether_a_hidden_case_is_there(town: Town) -> None:
    minh = await town.joins(MINH, Role.COMMANDER, "32134", "Lê Hải Minh")
    hidden, seen = await not_to_the_unit(town.who(LAN)), await opinion(town.who(HOA))
    codes = (hidden, receipt.make(Random(3)), seen)
    for code in codes:
        await minh.says(f"/kiemtra tệp {code}")
    async with town.program.database.reading() as tx:
        asked = "SELECT details FROM audit WHERE action = 'exported-audit' ORDER BY id"
        of_hidden, of_none, of_seen = [json.loads(one) for one in await tx.scalars(text(asked))]
        case = await tx.scalar(text("SELECT id FROM cases WHERE code = :code"), {"code": seen})
    assert of_hidden == of_none
    assert of_seen == {**of_none, "whose": case}


async def test_in_english(town: Town) -> None:
    viet, here, _ = await worked(town)
    await viet.says("/language English")
    await viet.says("/audit")
    viet.sees("The audit", "took it", here, "all within your reach")
    await viet.says("/audit file")
    viet.has_seen("stands in the audit")
    assert (viet.last.document or {})["file_name"] == "audit-2026-10-20.xlsx"


async def test_in_the_chat_stand_peoples_words_and_each_name_once(town: Town) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, "CAT", "Quốc Việt")
    for words in ("/caidat CAT", "Người thứ hai đọc trước", "Có", "/kiemtra"):
        await viet.says(words)
    viet.sees("đổi quy định của đơn vị · Công an tỉnh Cà Mau")
    assert "Cà Mau · Công an tỉnh Cà Mau" not in said(viet.last)
    assert "=" not in said(viet.last)
