"""A deed in one message, the diary, the reminder."""

from __future__ import annotations

from domain.person import Role
from tests.people import LAN, MINH, NGAN, TUAN
from tests.talk import Town, at, said

DEED = "Giúp cụ bà qua đường ở chợ xã"


async def test_a_deed_is_recorded_in_one_message(town: Town) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134", "Lê Hải Minh")
    minh.has_seen("Chào mừng", "Lê Hải Minh", "Lương Thế Trân")
    await minh.says(f"/viectot {DEED}")
    minh.sees("Đã ghi", "20/10/2026", DEED, "Cảm ơn đồng chí")
    await minh.taps("Số người")
    await minh.taps("3")
    minh.sees("3 người")
    await minh.taps("Nơi làm")
    await minh.says("Chợ xã Lương Thế Trân")
    minh.sees("Chợ xã Lương Thế Trân", "3 người")
    await minh.taps("Loại việc")
    await minh.taps("Chăm lo người già")
    minh.sees("Chăm lo người già")
    await minh.taps("Đổi ngày")
    await minh.taps("19/10/2026")
    minh.sees("19/10/2026", "ghi bù")
    await minh.says("/nhatky")
    minh.sees("10/2026", "1 ngày", "✅")
    await minh.taps("Ghi việc tốt")
    await minh.says("Hướng dẫn bà con cài VNeID tại nhà văn hóa ấp")
    minh.sees("Đã ghi", "Giấy tờ")


async def test_an_officers_plain_words_become_a_deed_in_one_tap(town: Town) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    await minh.says(DEED)
    await minh.taps("Ghi việc tốt hôm nay")
    minh.sees("Đã ghi", DEED)


async def test_an_officer_may_speak_as_a_citizen(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    minh = await town.joins(MINH, Role.OFFICER, "32134", "Lê Hải Minh")
    await minh.says("Đường trước nhà tôi ngập nước mỗi khi triều lên")
    await minh.taps("Gửi góp ý")
    await minh.says("luong the tran")
    await minh.taps("Phản ánh")
    await minh.taps("Ẩn danh")
    await minh.taps("✅ Gửi")
    ngan.sees("ngập nước", "ẩn danh")
    ngan.has_not_seen("Minh")


async def test_a_deed_can_be_undone_and_the_same_one_is_not_counted_twice(town: Town) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    await minh.says(f"/viectot {DEED}")
    await minh.says(f"/viectot {DEED.upper()}")
    minh.sees("đã ghi rồi")
    await minh.taps("Xóa việc này")
    minh.has_seen("Đã xóa")
    await minh.says("/nhatky")
    minh.sees("0 ngày")


async def test_nobody_changes_another_officers_deed(town: Town) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    tuan = await town.joins(TUAN, Role.OFFICER, "32134")
    await minh.says(f"/viectot {DEED}")
    _, undo = minh.button("Xóa việc này")
    await tuan.says("/viectot Trực chốt giúp bà con qua phà an toàn")
    await tuan.forges(undo)
    tuan.hears("Không còn thấy")
    await minh.says("/nhatky")
    minh.sees("1 ngày")


async def test_the_reminder_goes_only_to_who_recorded_nothing_and_becomes_a_thank_you(town: Town) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    tuan = await town.joins(TUAN, Role.OFFICER, "32134")
    await minh.says(f"/viectot {DEED}")
    before = len(minh.messages)
    await town.clock_strikes("2026-10-20 16:59")
    tuan.has_not_seen("cảm ơn đồng chí vì một ngày")
    await town.clock_strikes("2026-10-20 17:00")
    await town.clock_strikes("2026-10-20 17:01")
    assert len(minh.messages) == before
    reminded = [message for message in tuan.messages if "vì một ngày" in said(message)]
    assert len(reminded) == 1
    await tuan.taps("Ghi ngay")
    await tuan.says("Chở ngư dân bị nạn lên trạm y tế")
    tuan.has_seen("Đã ghi", "ngư dân")
    tuan.has_seen("Việc tốt hôm nay đã ghi")


async def test_leave_snooze_time_and_pause_are_respected(town: Town) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    tuan = await town.joins(TUAN, Role.OFFICER, "32134")
    await minh.says("/nhacnho 18h30")
    minh.sees("18:30")
    await town.clock_strikes("2026-10-20 17:00")
    await tuan.taps("Một giờ nữa")
    tuan.sees("18:00")
    await town.clock_strikes("2026-10-20 18:01")
    tuan.sees("vì một ngày")
    await tuan.taps("Hôm nay nghỉ")
    minh.has_not_seen("vì một ngày")
    await town.clock_strikes("2026-10-20 18:30")
    minh.sees("vì một ngày")
    await minh.says("/nhacnho")
    await minh.taps("7 ngày")
    minh.sees("26/10/2026")
    count = len(minh.messages)
    await town.clock_strikes("2026-10-26 18:30")
    assert len(minh.messages) == count
    await town.clock_strikes("2026-10-27 18:30")
    assert len(minh.messages) == count + 1


async def test_a_reminder_that_waited_too_long_is_not_sent(town: Town) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    town.moves(at("2026-10-20 17:00"))
    await town.program.ticker.tick()
    town.moves(at("2026-10-21 06:00"))
    await town.settles()
    minh.has_not_seen("vì một ngày")


async def test_citizens_are_not_offered_what_officers_do(town: Town) -> None:
    lan = town.who(LAN)
    await lan.says(f"/viectot {DEED}")
    assert "Đã ghi" not in lan.screen
    await lan.says("/trogiup")
    assert "/viectot" not in said(lan.last)
    assert "/gopy" in said(lan.last)
