"""An opinion that is not for the unit it speaks of goes one level up, and the unit never learns of it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from domain.notice import NoticeKind
from domain.period import Period
from domain.person import Role
from tests.people import HOA, LAN, MINH, NGAN, TUAN, VIET
from tests.talk import Someone, Town, buttons, code_in, said

UNIT, PROVINCE = "32134", "CAT"
ABOUT = "Anh trực ban nói chuyện cộc lốc với bà con hoài"
LEADER = "Trưởng công an xã bán đất cho người nhà mà không ai dám nói"


async def not_to_the_unit(lan: Someone, words: str = ABOUT, unit: str = "luong the tran") -> str:
    """Send it past the unit by the quiet choice at the review; its code."""
    await lan.says(words)
    await lan.taps("Gửi góp ý")
    await lan.says(unit)
    await lan.taps("Phản ánh")
    await lan.taps("Ẩn danh")
    await lan.taps("Không gửi cho đơn vị này")
    lan.sees("không thấy ý kiến này")
    await lan.taps("✅ Gửi")
    return code_in(said(lan.last))


async def row(town: Town, code: str) -> Any:
    async with town.program.database.reading() as tx:
        return (await tx.execute(text("SELECT * FROM cases WHERE code = :code"), {"code": code})).one()


async def test_it_goes_to_the_level_above_and_the_receipt_says_so(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, UNIT)
    minh = await town.joins(MINH, Role.COMMANDER, UNIT, "Lê Hải Minh")
    viet = await town.joins(VIET, Role.COMMANDER, PROVINCE)
    lan = town.who(LAN)
    code = await not_to_the_unit(lan)
    lan.sees("Công an tỉnh Cà Mau", "lên cấp trên một bậc", "không thấy")
    case = await row(town, code)
    assert (case.unit, case.handler, case.about) == (PROVINCE, PROVINCE, UNIT)
    viet.has_seen(code, ABOUT)
    for inside in (ngan, minh):
        inside.has_not_seen(code)
        inside.has_not_seen("cộc lốc")


async def test_the_unit_finds_it_in_no_list_search_count_or_code(town: Town) -> None:
    minh = await town.joins(MINH, Role.COMMANDER, UNIT, "Lê Hải Minh")
    viet = await town.joins(VIET, Role.COMMANDER, PROVINCE)
    lan = town.who(LAN)
    code = await not_to_the_unit(lan)
    case = (await row(town, code)).id
    for words in (
        "/hopthu",
        f"/hopthu {code}",
        "/hopthu cộc lốc",
        "/kiemtra",
        f"/theodoi {code}",
    ):
        await minh.says(words)
    for verb in ("take", "answer", "note", "close", "pass"):
        await minh.forges(f"c:{verb}:{case}")
    minh.has_not_seen("cộc lốc")
    lines = [line for message in minh.messages for line in said(message).splitlines() if code in line]
    # What he typed himself he reads again, as he would of a code that there is not.
    assert [
        line for line in lines if "không có mã" not in line and "thử làm việc không được phép" not in line
    ] == []
    assert (await row(town, code)).taken_by is None
    digests = town.program.services.digests
    month = Period.parse("2026-10")
    unit = await digests.figures(UNIT, month, town.program.clock.now())
    province = await digests.figures(PROVINCE, month, town.program.clock.now())
    assert (unit.opinions, unit.waiting) == (0, 0)
    assert province.opinions == 1
    assert [found.opinions for found in province.units if found.code == UNIT] == [0]
    async with town.program.database.reading() as tx:
        told = "SELECT count(*) FROM audit WHERE unit = :unit AND subject = :case AND action <> 'refused'"
        assert await tx.scalar(text(told), {"unit": UNIT, "case": case}) == 0
    await viet.says(f"/hopthu {code}")
    assert any("cộc lốc" in said(message) for message in viet.messages)


async def test_who_speaks_of_the_leader_is_asked_and_nobody_else(town: Town) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, PROVINCE)
    ngan = await town.joins(NGAN, Role.DUTY, UNIT)
    lan = town.who(LAN)
    await lan.says(LEADER)
    await lan.taps("Gửi góp ý")
    await lan.says("luong the tran")
    await lan.taps("Phản ánh")
    lan.sees("nói về chỉ huy", "Lương Thế Trân")
    await lan.says("có")
    await lan.taps("Ẩn danh")
    lan.sees("không thấy ý kiến này")
    await lan.says("gửi")
    viet.has_seen(LEADER)
    ngan.has_not_seen("bán đất")


async def test_a_no_to_the_question_sends_it_to_the_unit_as_usual(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, UNIT)
    lan = town.who(LAN)
    await lan.says("/gopy")
    await lan.says("luong the tran")
    await lan.taps("Góp ý")
    await lan.says("Lãnh đạo xã nên mở thêm bàn tiếp dân cuối tuần")
    lan.sees("nói về chỉ huy")
    await lan.says("/gopy")  # left and resumed, it is asked again
    lan.sees("nói về chỉ huy")
    await lan.says("không")
    await lan.taps("Ẩn danh")
    assert "không thấy ý kiến này" not in said(lan.last)
    await lan.taps("✅ Gửi")
    ngan.has_seen("bàn tiếp dân cuối tuần")


async def test_the_choice_can_be_typed_and_taken_back(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, UNIT)
    lan = town.who(LAN)
    for words in (ABOUT, "gửi góp ý", "luong the tran", "phan anh", "an danh", "không gửi cho đơn vị này"):
        await lan.says(words)
    lan.sees("không thấy ý kiến này")
    await lan.taps("Gửi cho đơn vị")
    assert "không thấy ý kiến này" not in said(lan.last)
    await lan.says("gửi")
    ngan.has_seen(ABOUT)


@pytest.mark.parametrize(("unit", "kind"), [("chưa rõ", "Phản ánh"), ("luong the tran", "Khen")])
async def test_it_is_offered_only_where_it_makes_sense(town: Town, unit: str, kind: str) -> None:
    lan = town.who(LAN)
    await lan.says(ABOUT)
    await lan.taps("Gửi góp ý")
    await lan.says(unit)
    await lan.taps(kind)
    await lan.taps("Ẩn danh")
    assert [label for label, _ in buttons(lan.last)] == ["✅ Gửi", "✏️ Sửa", "✖ Hủy"]


async def test_the_next_opinion_goes_to_the_unit_again(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, UNIT)
    lan = town.who(LAN)
    await not_to_the_unit(lan)
    await lan.says("Đèn ở cầu cũng hư rồi, nhờ xem giùm bà con")
    await lan.taps("Gửi góp ý")
    await lan.taps("Phản ánh")
    assert "không thấy ý kiến này" not in said(lan.last)
    await lan.taps("✅ Gửi")
    ngan.has_seen("Đèn ở cầu cũng hư")


async def test_of_the_province_itself_the_secretariat_alone_hears(town: Town) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, PROVINCE)
    tuan = await town.joins(TUAN, Role.DUTY, PROVINCE, "Nguyễn Anh Tuấn")
    hoa = await town.joins(HOA, Role.SECRETARIAT, PROVINCE, "Trần Thị Hoa")
    lan = town.who(LAN)
    code = await not_to_the_unit(lan, unit=PROVINCE)
    lan.sees("Cơ quan thường trực")
    hoa.has_seen(code, ABOUT)
    await lan.says("Nói thêm cho rõ là tuần rồi", reply_to=lan.last)
    hoa.has_seen("tuần rồi")
    for words in (f"/hopthu {code}", "/hopthu"):
        await viet.says(words)
        await tuan.says(words)
    for inside in (viet, tuan):
        inside.has_not_seen("cộc lốc")
        inside.has_not_seen("tuần rồi")
    month = await town.program.services.digests.figures(
        PROVINCE, Period.parse("2026-10"), town.program.clock.now()
    )
    assert (month.opinions, month.waiting) == (0, 0)  # a figure would tell the province of it
    await hoa.says(
        "Chúng tôi đã nhắc anh em giữ lời ăn tiếng nói.",
        reply_to=next(m for m in hoa.messages if ABOUT in said(m)),
    )
    lan.sees("giữ lời ăn tiếng nói")


async def test_a_no_goes_up_from_where_it_was_answered(town: Town) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, PROVINCE)
    hoa = await town.joins(HOA, Role.SECRETARIAT, PROVINCE, "Trần Thị Hoa")
    ngan = await town.joins(NGAN, Role.DUTY, UNIT)
    lan = town.who(LAN)
    code = await not_to_the_unit(lan)
    await viet.says(
        "Công an tỉnh đã nhắc nhở đơn vị và đồng chí trực ban.",
        reply_to=next(m for m in viet.messages if ABOUT in said(m)),
    )
    await viet.taps("Kết thúc")
    hoa.has_not_seen(code)
    await lan.taps("Chưa xong")
    hoa.has_seen(code, ABOUT)
    ngan.has_not_seen(code)


async def test_where_nobody_is_above_it_waits_and_the_unit_gets_it_never(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, UNIT)
    lan = town.who(LAN)
    code = await not_to_the_unit(lan)
    minh = await town.joins(MINH, Role.DUTY, UNIT, "Lê Hải Minh")
    for inside in (ngan, minh):
        inside.has_not_seen(code)
    hoa = await town.joins(HOA, Role.SECRETARIAT, PROVINCE, "Trần Thị Hoa")
    hoa.has_seen(code, ABOUT)


async def test_in_english_too(town: Town) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, PROVINCE)
    lan = town.who(LAN)
    await lan.says("/language English")
    for words in ("The chief of our commune police shouts at people", "1", "luong the tran", "report"):
        await lan.says(words)
    lan.sees("who leads", "Lương Thế Trân")
    await lan.says("yes")
    await lan.taps("Anonymous")
    lan.sees("does not see it")
    await lan.taps("Send")
    lan.sees("one level up", "neither sees nor counts")
    viet.has_seen("shouts at people")


async def test_an_officer_who_speaks_as_a_citizen_stands_in_no_audit_row(town: Town) -> None:
    await town.joins(VIET, Role.COMMANDER, PROVINCE)
    minh = await town.joins(MINH, Role.OFFICER, UNIT, "Lê Hải Minh")
    await minh.says("/gopy")
    for words in (
        "luong the tran",
        "góp ý, kiến nghị",
        "Chỉ huy đơn vị hay la mắng anh em",
        "có",
        "an danh",
        "gửi",
    ):
        await minh.says(words)
    code = code_in(said(minh.last))
    await minh.says("Nói thêm là tuần nào cũng vậy", reply_to=minh.last)
    case = (await row(town, code)).id
    async with town.program.database.reading() as tx:
        found = "SELECT actor, action FROM audit WHERE subject = :case AND action IN ('received', 'added')"
        assert {(None, "received"), (None, "added")} == set(
            map(tuple, await tx.execute(text(found), {"case": case}))
        )
        assert (
            await tx.scalar(
                text("SELECT count(*) FROM outbox WHERE kind = :kind"), {"kind": NoticeKind.CARD.value}
            )
            == 1
        )
