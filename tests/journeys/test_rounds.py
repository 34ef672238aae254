"""A deadline lives as long as its round: it ends with the answer, and nothing of it outlives that."""

from __future__ import annotations

from domain.person import Role
from storage import rules
from tests.journeys.test_deadlines import ANSWER, case_of, sends, strikes
from tests.people import ADMIN, LAN, MINH, NGAN, TUAN, VIET
from tests.talk import Someone, Town, at

REASON = "Đợi điện lực giao trụ đèn mới"


async def puts_off(who: Someone, days: str, reason: str) -> None:
    """By the button."""
    await who.forges(f"c:late:{case_of(who)}")
    await who.says(days)
    await who.says(reason)


async def test_what_was_answered_in_time_and_asked_about_later_is_not_late(town: Town) -> None:
    town.moves(at("2026-10-05 09:00"))
    ngan, lan = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN)
    viet = await town.joins(VIET, Role.COMMANDER, "CAT")
    minh = await town.joins(MINH, Role.SECRETARIAT, "CAT")
    code = await sends(lan)
    card = ngan.last
    await strikes(town, "2026-10-16 09:00")
    await ngan.says(ANSWER, reply_to=card)  # due on the 19th
    town.moves(at("2026-10-19 18:00"))
    await ngan.says("hỏi: Đèn đã sáng đủ chưa bà con, còn chỗ nào tối?", reply_to=card)
    town.moves(at("2026-10-28 09:00"))
    await lan.says("Còn một chỗ gần trường học đó chú", reply_to=lan.last)
    await strikes(town, "2026-10-28 09:05", "2026-11-04 08:00")
    for one in (ngan, viet, minh):
        one.has_not_seen("quá hạn")
    lan.has_not_seen("chưa trả lời kịp")
    await lan.says(f"/theodoi {code}")
    lan.sees("17:00 11/11/2026")  # ten working days from the reply
    await strikes(town, "2026-11-11 17:00")
    ngan.sees("quá hạn", code)
    lan.sees("chưa trả lời kịp", "hẹn ngày 11/11/2026")


async def test_what_was_answered_in_time_and_passed_on_later_has_its_time_there(town: Town) -> None:
    town.moves(at("2026-10-05 09:00"))
    ngan, lan = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN)
    tuan = await town.joins(TUAN, Role.DUTY, "32191", "Trần Anh Tuấn")
    code = await sends(lan)
    card = ngan.last
    await strikes(town, "2026-10-15 09:00")
    await ngan.says(ANSWER, reply_to=card)
    await strikes(town, "2026-10-27 09:00")
    await ngan.says("chuyển: Năm Căn vì đoạn cuối đường thuộc Năm Căn", reply_to=card)
    tuan.sees(code, "còn 10 ngày")
    await strikes(town, "2026-10-27 09:05")
    tuan.has_not_seen("quá hạn")
    lan.has_not_seen("chưa trả lời kịp")


async def test_putting_off_and_its_reason_end_with_the_answer(town: Town) -> None:
    ngan, lan = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN)
    code = await sends(lan)
    card = ngan.last
    await puts_off(ngan, "3", REASON)
    await ngan.says(ANSWER, reply_to=card)
    await strikes(town, "2026-10-27 09:00")
    await lan.says("Đèn hư lại rồi, mấy chú coi giùm tui với", reply_to=lan.last)
    await strikes(town, "2026-11-10 17:00")
    lan.sees("chưa trả lời kịp", code)
    lan.has_not_seen("Đơn vị cho biết")  # that was of the round before
    await puts_off(ngan, "2", "Thợ điện đang sửa đường dây")
    lan.sees("cần thêm thời gian", "12/11/2026", "sửa đường dây")
    await ngan.forges(f"c:late:{case_of(ngan)}")
    ngan.sees("mấy ngày làm việc")  # the one before the new date is still there; the one after is used up


async def test_one_units_reason_is_not_anothers(town: Town) -> None:
    ngan, lan = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN)
    await town.joins(TUAN, Role.DUTY, "32191", "Trần Anh Tuấn")
    await sends(lan)
    card = ngan.last
    await puts_off(ngan, "1", REASON)
    await ngan.says("chuyển: Năm Căn vì đoạn đường này thuộc Năm Căn", reply_to=card)
    await strikes(town, "2026-11-04 17:00")
    lan.sees("Năm Căn", "chưa trả lời kịp")
    lan.has_not_seen("Đơn vị cho biết")


async def test_half_of_the_time_is_half_of_what_the_case_was_given(town: Town) -> None:
    ngan, lan = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN)
    tuan = await town.joins(TUAN, Role.DUTY, "32191", "Trần Anh Tuấn")
    async with town.program.database.transaction() as tx:
        await rules.put(tx, "32191", "days_report", 30)
    await sends(lan)
    await ngan.says("chuyển: Năm Căn vì đoạn đường này thuộc Năm Căn", reply_to=ngan.last)
    await strikes(town, "2026-10-20 09:05", "2026-10-27 16:59")
    tuan.has_not_seen("nửa thời hạn")
    await strikes(town, "2026-10-27 17:00")
    tuan.sees("nửa thời hạn")


async def test_a_storm_day_declared_on_the_last_day_moves_it(town: Town) -> None:
    ngan, lan = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN)
    code = await sends(lan)  # due on the 3rd of November
    await strikes(town, "2026-11-02 08:00")
    ngan.sees("sắp hết hạn", "17:00 03/11/2026")
    town.moves(at("2026-11-03 06:30"))
    quan = town.who(ADMIN)
    await quan.says("/settings CAT")
    for words in ("Ngày nghỉ, ngày làm bù", "03/11/2026", "nghỉ", "nghỉ bão"):
        await quan.says(words)
    quan.sees("03/11/2026", "được dời theo")
    await strikes(town, "2026-11-03 17:00", "2026-11-04 07:30")
    ngan.sees("sắp hết hạn", "17:00 04/11/2026")
    lan.has_not_seen("chưa trả lời kịp")
    await lan.says(f"/theodoi {code}")
    lan.sees("17:00 04/11/2026")
    await strikes(town, "2026-11-04 17:00")
    lan.sees("chưa trả lời kịp", "hẹn ngày 04/11/2026")
