"""What is late: who leads the unit hears first, who is to agree is reminded, nobody is promised too much."""

from __future__ import annotations

from domain.person import Role
from storage import rules
from tests.journeys.test_deadlines import ANSWER, case_of, sends, strikes
from tests.people import LAN, MINH, NGAN, TUAN, VIET
from tests.talk import Town, at, buttons, said


async def test_the_units_own_commander_hears_before_those_above(town: Town) -> None:
    town.moves(at("2026-10-05 09:00"))
    ngan, lan = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN)
    chief = await town.joins(VIET, Role.COMMANDER, "32134")
    top = await town.joins(TUAN, Role.COMMANDER, "CAT")
    code = await sends(lan)
    await strikes(town, "2026-10-19 17:00")
    chief.sees("quá hạn", code, "chỉ huy đơn vị")
    ngan.sees("Chỉ huy đơn vị và bà con đã được báo")
    lan.sees("chưa trả lời kịp", "báo cho chỉ huy đơn vị")
    top.has_not_seen(code)
    await strikes(town, "2026-10-22 17:00")
    top.sees("quá hạn", code, "cấp trên")


async def test_a_commander_who_is_the_desk_is_no_level_above_it(town: Town) -> None:
    town.moves(at("2026-10-05 09:00"))
    chief = await town.joins(VIET, Role.COMMANDER, "32134")
    lan, top = town.who(LAN), await town.joins(TUAN, Role.COMMANDER, "CAT")
    code = await sends(lan)
    heard = len(chief.messages)
    await strikes(town, "2026-10-19 17:00")
    top.sees("quá hạn", code)
    assert len(chief.messages) == heard + 1  # reminded, as the desk


async def test_where_an_answer_waits_to_be_read_its_readers_are_reminded(town: Town) -> None:
    town.moves(at("2026-10-05 09:00"))
    ngan, lan = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN)
    chief = await town.joins(VIET, Role.COMMANDER, "32134")
    top = await town.joins(TUAN, Role.COMMANDER, "CAT")
    async with town.program.database.transaction() as tx:
        await rules.put(tx, "32134", "second_eyes", 1)
    code = await sends(lan)
    await ngan.says(ANSWER, reply_to=ngan.last)
    await strikes(town, "2026-10-12 17:00")
    chief.sees("chờ đồng chí đọc", code, "17:00 19/10/2026")
    ngan.sees("chờ người thứ hai đọc", "chưa phải viết gì thêm", code)
    heard = len(chief.messages)
    await strikes(town, "2026-10-19 17:00")
    chief.sees("quá hạn", "chỉ còn chờ đồng chí đọc", code)
    assert len(chief.messages) == heard + 1  # and not a second time as who leads the unit
    ngan.sees("quá hạn", "chờ người thứ hai đọc")
    top.has_not_seen(code)
    await chief.taps("Xem trả lời chờ duyệt")
    await chief.taps("Gửi")
    lan.sees("lắp 5 bóng đèn")


async def test_more_time_is_offered_while_there_is_some_to_ask_for(town: Town) -> None:
    ngan, lan = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN)
    await sends(lan)
    await strikes(town, "2026-11-02 08:00")
    ngan.sees("sắp hết hạn", "Xin thêm thời gian")
    await ngan.taps("Xin thêm thời gian")
    await ngan.says("2")
    await ngan.says("Đợi điện lực giao trụ đèn mới")
    lan.sees("05/11/2026")
    await strikes(town, "2026-11-04 08:00")
    ngan.sees("sắp hết hạn", "đúng hẹn")
    assert "Xin thêm thời gian" not in [label for label, _ in buttons(ngan.last)]
    await strikes(town, "2026-11-05 17:00")
    ngan.sees("quá hạn")
    assert "Xin thêm thời gian" in [label for label, _ in buttons(ngan.last)]
    assert case_of(ngan)


async def test_what_is_late_for_long_promises_no_day_and_says_with_whom_it_is(town: Town) -> None:
    town.moves(at("2026-10-05 09:00"))
    await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    await town.joins(VIET, Role.COMMANDER, "CAT")
    await town.joins(MINH, Role.SECRETARIAT, "CAT")
    code = await sends(lan)
    await strikes(town, "2026-10-19 17:00")
    lan.sees("cấp trên: Công an tỉnh Cà Mau", "26/10/2026")
    await strikes(town, "2026-10-22 17:00", "2026-10-26 17:00")
    lan.sees("cấp trên: Cơ quan thường trực", "02/11/2026")
    await strikes(town, "2026-11-02 17:00")
    lan.sees("không hẹn thêm", code, "Cơ quan thường trực", "19/10/2026")
    heard = len(lan.messages)
    await strikes(town, "2026-11-09 17:00", "2026-11-30 17:00")
    assert len(lan.messages) == heard


async def test_where_nobody_above_could_be_told_nobody_says_so(town: Town) -> None:
    ngan, lan = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN)
    await sends(lan)
    await strikes(town, "2026-11-03 17:00")
    assert "ấp trên" not in said(lan.last) + said(ngan.last)
    lan.sees("chưa trả lời kịp", "10/11/2026")
    ngan.sees("Bà con đã được báo")
