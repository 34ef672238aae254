"""Deadlines as people live them: a date that holds, reminders, what is late climbs, a crime at night."""

from __future__ import annotations

from domain.person import Role
from tests.people import ADMIN, HOA, LAN, MINH, NGAN, VIET
from tests.talk import Someone, Town, at, code_in, said

WORDS = "Đường vào ấp Cái Rô không có đèn, tối bà con đi lại rất sợ"
ANSWER = "Công an xã đã báo điện lực, tối mai sẽ lắp 5 bóng đèn ở đầu ấp."
CRIME = "Có người đang bẻ khóa tiệm vàng ở chợ, hai thanh niên đi xe máy"


async def sends(who: Someone, text: str = WORDS, kind: str = "Phản ánh") -> str:
    """An opinion about the commune; the receipt's code."""
    await who.says(text)
    await who.taps("Gửi góp ý")
    await who.says("luong the tran")
    await who.taps(kind)
    await who.taps("Ẩn danh")
    await who.taps("✅ Gửi")
    return code_in(said(who.last))


async def strikes(town: Town, *instants: str) -> None:
    """The clock strikes, and what is due is read."""
    for when in instants:
        await town.clock_strikes(when)


async def test_over_tet_the_date_is_real_and_nobody_is_disturbed(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    town.moves(at("2027-01-27 09:00"))
    lan = town.who(LAN)
    code = await sends(lan)
    lan.sees("Đã nhận", code, "chậm nhất ngày 17/02/2027")  # ten working days, Tết between them
    heard = len(ngan.messages)
    await strikes(town, "2027-02-04 09:00", "2027-02-06 00:00", "2027-02-10 17:00")
    assert len(ngan.messages) == heard
    await strikes(town, "2027-02-11 07:30", "2027-02-11 07:31")
    ngan.sees("qua nửa thời hạn", code, WORDS)
    assert len(ngan.messages) == heard + 1
    await strikes(town, "2027-02-16 08:00")
    ngan.sees("sắp hết hạn", code, "17:00 17/02/2027")
    await ngan.says(ANSWER, reply_to=ngan.last)
    lan.sees("lắp 5 bóng đèn", code)
    await lan.says("Cảm ơn nhiều nghen", reply_to=lan.last)
    await strikes(town, "2027-02-17 17:00", "2027-02-22 17:00")
    ngan.has_not_seen("quá hạn")  # a thank-you restarts nothing
    lan.has_not_seen("chưa trả lời kịp")


async def test_lunch_and_the_night_are_not_counted_while_the_citizen_is_asked(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    await sends(lan)
    card = ngan.last
    town.moves(at("2026-10-22 11:00"))
    await ngan.says("Hỏi lại: Bóng đèn hư ở đầu ấp hay cuối ấp vậy anh/chị?", reply_to=card)
    lan.sees("đầu ấp hay cuối ấp")
    town.moves(at("2026-10-22 14:00"))  # three hours by the clock, one of them worked
    await lan.says("Dạ ở đầu ấp, chỗ cây cầu", reply_to=lan.last)
    await strikes(town, "2026-11-03 17:00", "2026-11-04 08:29")
    ngan.has_not_seen("quá hạn")
    await strikes(town, "2026-11-04 08:30")
    ngan.has_seen("quá hạn", "08:30 04/11/2026")


async def test_what_is_late_climbs_and_the_citizen_is_told(town: Town) -> None:
    town.moves(at("2026-10-05 09:00"))
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    viet = await town.joins(VIET, Role.COMMANDER, "CAT")
    minh = await town.joins(MINH, Role.SECRETARIAT, "CAT")
    lan = town.who(LAN)
    code = await sends(lan)
    await strikes(town, "2026-10-19 17:00")
    ngan.sees("quá hạn", code)
    viet.sees("quá hạn", code, "Lương Thế Trân", "chưa có ai nhận", "phụ trách cấp trên")
    lan.sees("Xin lỗi", code, "báo lên cấp trên", "26/10/2026")
    minh.has_not_seen(code)
    await strikes(town, "2026-10-22 17:00")
    minh.sees("quá hạn", code)
    await viet.says(ANSWER, reply_to=viet.last)  # who hears of it may answer at once
    lan.sees("lắp 5 bóng đèn")
    heard = len(viet.messages), len(minh.messages), len(ngan.messages)
    await strikes(town, "2026-10-27 17:00", "2026-10-28 17:00")
    assert (len(viet.messages), len(minh.messages)) == heard[:2]


async def test_a_desk_that_needs_longer_says_so_and_the_citizen_reads_why(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    code = await sends(lan)
    await strikes(town, "2026-11-02 08:00")
    ngan.sees("sắp hết hạn", code)
    card = ngan.last
    await ngan.forges(f"c:late:{case_of(ngan)}")
    ngan.sees("mấy ngày làm việc")
    await ngan.says("15 ngày")
    ngan.sees("từ 1 đến 10")
    await ngan.says("5 ngày")
    ngan.sees("Bà con sẽ đọc")
    await ngan.says("Đợi điện lực giao trụ đèn mới")
    ngan.sees("Đã hẹn lại", code, "10/11/2026")
    lan.sees("cần thêm thời gian", code, "10/11/2026", "Đợi điện lực giao trụ đèn mới")
    await strikes(town, "2026-11-03 17:00")
    lan.has_not_seen("chưa trả lời kịp")
    await ngan.forges(f"c:late:{case_of(ngan)}")
    ngan.has_seen("đã hẹn lại một lần")
    await strikes(town, "2026-11-10 17:00")
    lan.sees("chưa trả lời kịp", "17/11/2026", "Đơn vị cho biết", "trụ đèn mới")
    await ngan.says(ANSWER, reply_to=card)
    lan.sees("lắp 5 bóng đèn")


def case_of(who: Someone) -> str:
    """The case of the newest button that names one."""
    _, data = who.button("Trả lời")
    return data.split(":")[2]


async def test_a_crime_at_two_in_the_morning_is_pressed_for_through_the_night(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    viet = await town.joins(VIET, Role.COMMANDER, "CAT")
    town.moves(at("2026-10-24 02:00"))  # a Saturday
    lan = town.who(LAN)
    code = await sends(lan, CRIME, "Tin báo")
    lan.sees("chưa có cán bộ nào đọc", "113", code)
    ngan.sees(code, CRIME)
    await strikes(town, "2026-10-24 08:00", "2026-10-24 20:00")
    ngan.sees("chưa có ai đọc", code, "02:00 25/10/2026")
    viet.has_not_seen(code)
    await strikes(town, "2026-10-25 02:01")
    viet.sees("chưa có ai đọc", code, "Lương Thế Trân")
    lan.sees("chưa có cán bộ nào đọc", "113", code)
    await viet.taps("Nhận xử lý")
    count = len(viet.messages)
    await strikes(town, "2026-10-25 08:01", "2026-10-25 14:01")  # somebody is at it
    assert len(viet.messages) == count


async def test_who_does_not_say_whether_it_is_solved_is_asked_once_more(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    code = await sends(lan)
    await ngan.says(ANSWER, reply_to=ngan.last)
    await ngan.taps("Kết thúc")
    lan.sees("đã xong chưa")
    await strikes(town, "2026-10-26 09:30")
    count = len(lan.messages)
    await strikes(town, "2026-10-27 09:30", "2026-10-27 09:31", "2026-10-28 09:30")
    assert len(lan.messages) == count + 1
    lan.sees("Hôm trước", code, "đã xong chưa")
    await lan.taps("Xong rồi")
    ngan.sees("đã xong", code)
    count = len(lan.messages)
    await strikes(town, "2026-11-04 09:30", "2026-11-10 09:30")
    assert len(lan.messages) == count


async def test_who_says_nothing_at_all_is_left_in_peace_after_two_weeks(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    await sends(lan)
    await ngan.says(ANSWER, reply_to=ngan.last)
    lan.sees("lắp 5 bóng đèn", "đã xong chưa")
    await strikes(town, "2026-10-27 09:30")
    ngan.sees("hơn một tuần")  # answered, and nobody ended it
    lan.sees("Hôm trước", "đã trả lời", "đã xong chưa")
    await strikes(town, "2026-11-03 09:31")
    lan.sees("xin khép lại", "12 tháng", "đã xong chưa")
    count = len(lan.messages)
    await strikes(town, "2026-11-17 09:32", "2026-11-24 09:30", "2026-12-01 09:30")
    assert len(lan.messages) == count


async def test_the_same_in_english(town: Town) -> None:
    town.moves(at("2026-10-05 09:00"))
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    viet = await town.joins(VIET, Role.COMMANDER, "CAT")
    lan = town.who(LAN)
    for one in (lan, ngan, viet):
        await one.says("/ngonngu english")
    for words in (
        "/suggest",
        "Lương Thế Trân",
        "report",
        "The road has no lamps at night",
        "anonymous",
        "send",
    ):
        await lan.says(words)
    lan.sees("by", "19/10/2026")
    code = code_in(said(lan.last))
    await strikes(town, "2026-10-13 08:00")
    ngan.sees("Half of the time", code)
    await strikes(town, "2026-10-16 08:00")
    ngan.sees("nearly over", code)
    await ngan.forges(f"c:late:{ngan.button('Answer')[1].split(':')[2]}")
    await ngan.says("2")
    await ngan.says("We wait for the power company")
    ngan.sees("new date", "21/10/2026")
    lan.sees("more time", "21/10/2026", "power company")
    await strikes(town, "2026-10-21 17:00")
    viet.sees("to be answered by", code, "nobody yet")
    lan.sees("sorry", "28/10/2026", "power company")


async def test_a_commander_settles_rules_for_their_unit_and_the_admin_days_for_all(town: Town) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, "32134")
    await viet.says("/caidat")
    viet.sees("Lương Thế Trân", "Hạn trả lời phản ánh: 10 ngày làm việc (mức chung)")
    await viet.says("Hạn trả lời phản ánh")
    viet.sees("từ 1 đến 30")
    await viet.says("99")
    viet.sees("từ 1 đến 30")
    await viet.says("5")
    viet.sees("Hạn trả lời phản ánh nay là 5 ngày làm việc")
    await viet.taps("Xem lại cài đặt")
    viet.sees("5 ngày làm việc (riêng của đơn vị)")
    await viet.taps("Người thứ hai đọc trước")
    await viet.taps("Có")
    viet.sees("Người thứ hai đọc trước nay là Có")

    lan = town.who(LAN)
    await sends(lan)
    lan.sees("chậm nhất ngày 27/10/2026")

    quan = town.who(ADMIN)
    await quan.says("/settings CAT")
    quan.sees("Công an tỉnh Cà Mau")
    for words in ("Ngày nghỉ, ngày làm bù", "26/10/2026", "nghỉ", "nghỉ bão"):
        await quan.says(words)
    quan.sees("Đã ghi ngày riêng", "26/10/2026")
    await sends(town.who(HOA))
    town.who(HOA).sees("chậm nhất ngày 28/10/2026")
    await viet.says("/caidat")
    await viet.says("Ngày nghỉ, ngày làm bù")
    for words in ("27/10/2026", "nghỉ", "không có lý do"):
        await viet.says(words)
    viet.has_not_seen("Đã ghi ngày riêng")


async def test_who_leads_nothing_settles_nothing(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    for who in (ngan, town.who(LAN)):
        await who.says("/caidat")
        who.sees("người được giao nhiệm vụ")
    await ngan.forges("k:show:32134")
    ngan.hears("Nút này đã cũ")


async def test_whom_a_setting_holds_for_is_said_and_another_unit_is_typed(town: Town) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, "CAT")
    await viet.says("/caidat")
    viet.sees("Công an tỉnh Cà Mau")
    await viet.says("Người thứ hai đọc trước")
    viet.sees("Công an tỉnh Cà Mau và đơn vị cấp dưới nào chưa đặt riêng")
    await viet.says("quay lại")
    await viet.says("luong the tran")
    viet.sees("Lương Thế Trân", "Hạn trả lời phản ánh")
    await viet.says("Hạn trả lời phản ánh")
    viet.sees("Lương Thế Trân", "từ 1 đến 30")
    assert "cấp dưới" not in said(viet.last)
    await viet.says("5")
    viet.sees("Lương Thế Trân", "nay là 5 ngày làm việc")
    await viet.says("/settings không có nơi này")
    await viet.says("An Xuyên")
    viet.sees("Công an phường An Xuyên", "Hạn trả lời")
    await viet.says("nơi nào đó")
    viet.sees("Không tìm thấy")
    await viet.says("/language en")
    await viet.says("/settings CAT")
    await viet.says("Time to answer a suggestion")
    viet.sees("and those below it that settled nothing", "from 1 to")
