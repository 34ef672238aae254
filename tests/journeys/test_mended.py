"""What people stumbled on once, and attackers tried: each stays mended."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

from PIL import Image
from sqlalchemy import text

from domain.person import Role
from services.outbox import LEASE
from tests.journeys.test_opinion import WORDS, opinion
from tests.people import ADMIN, LAN, MINH, NGAN, TUAN, VIET
from tests.talk import Town, at, file_of, said

LONG = "Đường vào ấp tối & lầy lội quá " * 90  # about 2,700 characters


async def test_the_longest_opinion_and_answer_arrive_whole(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    await opinion(lan, LONG)
    assert LONG.strip() in said(ngan.last)
    await ngan.says(LONG, reply_to=ngan.last)
    assert LONG.strip() in said(lan.last)
    await lan.says("😀" * 2000, reply_to=lan.last)
    lan.sees("rút gọn")
    await lan.says("/theodoi")
    await lan.taps("-")
    lan.sees("Đường vào ấp tối & lầy lội")


async def test_a_text_that_was_too_long_is_replaced_by_the_shorter_one(town: Town) -> None:
    lan = town.who(LAN)
    await lan.says("dài quá rồi " * 330)
    await lan.taps("Gửi góp ý")
    lan.hears("rút gọn")
    await lan.says("Đèn đường hư mấy bữa nay")
    await lan.taps("Gửi góp ý")
    lan.sees("Gõ tên xã")


async def test_who_chose_to_be_anonymous_stays_so_when_the_form_goes_on(town: Town) -> None:
    lan = town.who(LAN)
    for words in ("/gopy", "nam can", "gop y", WORDS, "neu ten", "Bảy Nhung, xóm rạch", "gửi"):
        await lan.says(words)
    for words in ("/gopy", "gop y", "Cầu khỉ ở ấp hư rồi"):
        await lan.says(words)
    lan.sees("Bảy Nhung")
    await lan.says("an danh")
    await lan.says("/theodoi")
    await lan.says("/gopy")
    lan.sees("Người gửi: ẩn danh")


async def test_word_of_a_crime_asks_anew_whether_to_be_named(town: Town) -> None:
    lan = town.who(LAN)
    for words in ("/gopy", "nam can", "gop y", WORDS, "neu ten", "Bảy Nhung, xóm rạch", "gửi"):
        await lan.says(words)
    await lan.says("Xóm tôi có người bán hàng cấm ban đêm")
    await lan.taps("Gửi góp ý")
    await lan.taps("tội phạm")
    lan.sees("ẩn danh hay nêu tên")


async def test_one_step_back_loses_nothing_else(town: Town) -> None:
    lan = town.who(LAN)
    for words in ("/gopy", "nam can", "gop y", WORDS, "an danh"):
        await lan.says(words)
    await lan.taps("Sửa")
    await lan.taps("Loại ý kiến")
    await lan.taps("Quay lại")
    lan.sees("Góp ý", WORDS, "ẩn danh")


async def test_huy_is_a_name_where_a_name_is_asked(town: Town) -> None:
    token = await town.program.services.people.invite(None, Role.OFFICER, "32134", town.program.clock.now())
    minh = town.who(MINH)
    await minh.says(f"/start moi-{token}")
    await minh.says("Huy")
    minh.has_seen("Chào mừng", "Huy")


async def test_four_people_helped_are_four(town: Town) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    await minh.says("/viectot Đưa bà con qua phà an toàn")
    await minh.taps("Số người")
    await minh.says("4")
    minh.sees("4 người")
    await minh.taps("Số người")
    await minh.says("3²")
    minh.sees("3 người")


async def test_an_album_in_an_answer_arrives_whole(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    await opinion(lan)
    await ngan.taps("Trả lời")
    for number in range(3):
        caption = "Đèn đã lắp xong tối qua" if number == 0 else ""
        town.world.send_photo(ngan.id, _picture("PNG"), caption=caption, media_group_id="a")
    await town.settles()
    await ngan.taps("Đơn vị mình")
    lan.has_seen("Đèn đã lắp xong")
    assert len([message for message in lan.messages if message.photo]) == 3


async def test_a_program_called_a_picture_is_not_run(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    eps = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\nshowpage\n"
    town.world.send_document(lan.id, "anh.eps", eps, "image/x-eps", caption=WORDS)
    await town.settles()
    for words in ("gui gop y", "luong the tran", "phan anh", "an danh", "gui"):
        await lan.says(words)
    ngan.has_seen(WORDS)
    ngan.has_seen("không đọc được")


async def test_a_card_nobody_can_receive_goes_one_level_up(town: Town) -> None:
    await town.joins(NGAN, Role.DUTY, "32134")
    viet = await town.joins(VIET, Role.COMMANDER, "CAT")
    town.world.block(NGAN.id)
    await town.settles()
    code = await opinion(town.who(LAN))
    viet.has_seen(code, WORDS)
    await viet.says("Công an tỉnh đã giao đơn vị lắp đèn.", reply_to=viet.last)
    town.who(LAN).has_seen("lắp đèn")


async def test_who_left_the_desk_reads_no_more_and_the_new_desk_does(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    await opinion(lan)
    await ngan.taps("Nhận xử lý")
    receipt = next(m for m in lan.messages if "chậm nhất" in said(m))
    async with town.program.database.transaction() as tx:
        await tx.execute(text("DELETE FROM posts"))
    tuan = await town.joins(TUAN, Role.DUTY, "32134")
    await lan.says("Có thêm chuyện riêng muốn nói", reply_to=receipt)
    ngan.has_not_seen("chuyện riêng")
    tuan.has_seen("chuyện riêng")


async def test_partly_gives_the_case_back_to_the_desk(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    code = await opinion(lan)
    card = ngan.last
    await ngan.says("Đã lắp hai bóng đèn đầu ấp.", reply_to=card)
    await ngan.taps("Kết thúc")
    await lan.taps("Một phần")
    ngan.sees("một phần", code)
    await ngan.says("Đã lắp thêm ba bóng đèn cuối ấp.", reply_to=card)
    lan.sees("cuối ấp")
    await ngan.taps("Kết thúc")
    await lan.taps("Xong rồi")
    await lan.says("/theodoi")
    lan.sees(code, "đã xong")


async def test_a_kept_answer_tells_nobody_who_sent_what(town: Town) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    for words in ("/gopy", "nam can", "gop y", WORDS, "an danh"):
        await minh.says(words)
    town.world.fail_next("sendMessage", code=502, description="Bad Gateway", times=2)
    await minh.says("gửi")
    query = """SELECT count(*) FROM outbox o JOIN people p ON o."to" = p.key WHERE o.kind = 'reply'"""
    async with town.program.database.reading() as tx:
        assert await tx.scalar(text("SELECT count(*) FROM outbox WHERE kind = 'reply'")) == 1
        assert await tx.scalar(text(query)) == 0
    town.moves(town.program.clock.now() + timedelta(minutes=10))
    await town.settles()
    minh.has_seen("Dạ, đã gửi")


async def test_custody_rows_are_alike_whatever_they_hold(town: Town) -> None:
    for _ in range(3):
        await opinion(town.who(LAN)) if _ == 0 else await _short(town)
    async with town.program.database.reading() as tx:
        lengths = (await tx.execute(text("SELECT DISTINCT length(sealed) FROM custody"))).scalars().all()
    assert len(lengths) == 1
    assert lengths[0] + 40 + 10 <= 1002  # SQLite's limit within a page: no row spills over


async def _short(town: Town) -> None:
    lan = town.who(LAN)
    for words in ("Đèn ở cầu cũng hư rồi nghen", "gui gop y", "phan anh", "gui"):
        await lan.says(words)


async def test_a_form_whose_case_is_over_gives_the_words_back(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    minh = await town.joins(MINH, Role.DUTY, "32134")
    await opinion(town.who(LAN))
    await ngan.taps("Trả lời")
    await minh.says("Đã trả lời trước rồi nha bà con.", reply_to=minh.last)
    await minh.taps("Kết thúc")
    await ngan.says("Câu trả lời viết công phu của tôi")
    ngan.has_seen("Câu trả lời viết công phu của tôi")
    await ngan.says("/huy")
    ngan.sees("Không có việc gì")


async def test_two_snoozes_bring_one_reminder_and_it_becomes_the_thank_you(town: Town) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    await town.clock_strikes("2026-10-20 17:00")
    _, snooze = minh.button("Một giờ nữa")
    await minh.taps("Một giờ nữa")
    await minh.forges(snooze)
    await town.clock_strikes("2026-10-20 18:01")
    assert len([m for m in minh.messages if "vì một ngày" in said(m)]) == 1
    await minh.says("/viectot Đưa bà con qua phà an toàn")
    assert not [m for m in minh.messages if "vì một ngày" in said(m)]
    minh.has_seen("Việc tốt hôm nay đã ghi")


async def test_a_deed_counts_for_the_day_it_was_written(town: Town) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    await town.clock_strikes("2026-10-20 23:50")
    town.world.say(minh.id, "/viectot Đưa bà con qua phà an toàn")
    town.program.clock.move(town.program.clock.now() + timedelta(hours=6))
    await town.settles()
    minh.sees("20/10/2026")


async def test_another_bots_command_in_a_group_is_not_for_us(town: Town) -> None:
    town.world.say_in_group(-500, LAN.id, "/help@another_bot")
    await town.settles()
    assert not [m for m in town.world.messages(-500) if m.from_bot]


async def test_what_shows_nothing_is_no_opinion(town: Town) -> None:
    lan = town.who(LAN)
    for words in ("\u200b", "ㅤ", "\u2800"):
        await lan.says(words)
    lan.has_not_seen("gửi thành gì")


async def test_a_forwarded_command_is_not_ones_own(town: Town) -> None:
    town.world.forward(LAN.id, "/gopy Đèn đường hư mấy bữa nay", "Ai đó")
    await town.settles()
    town.who(LAN).has_not_seen("Gõ tên xã")


async def test_units_come_as_a_workbook_too(town: Town) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["code", "name", "kind", "parent"])
    sheet.append(["99001", "Công an xã Mới", "commune", "CAT"])
    made = io.BytesIO()
    book.save(made)
    await town.who(ADMIN).sends_file("units.xlsx", made.getvalue(), "application/octet-stream")
    assert "99001" in await town.program.services.units.tree()


async def test_a_unit_may_be_picked_from_the_list(town: Town) -> None:
    lan = town.who(LAN)
    await lan.says("/gopy")
    await lan.taps("Xem danh sách")
    await lan.taps("Trang 2")
    await lan.taps("Công an xã")
    lan.sees("Gửi tới", "Công an xã")


async def test_a_deeds_photo_is_added_by_its_button(town: Town, tmp_path: Path) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    await minh.says("/viectot Đưa bà con qua phà an toàn")
    await minh.taps("Thêm ảnh")
    await minh.says("đây nè")
    minh.sees("ảnh")
    await minh.sends_photo(_picture("JPEG"))
    await minh.taps("✅ Gửi")
    minh.sees("1 ảnh")


async def test_the_picture_of_an_answer_reaches_the_citizen(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    await opinion(lan)
    town.world.send_photo(ngan.id, _picture("JPEG"), caption="Đã lắp đèn xong", reply_to=ngan.last.message_id)
    await town.settles()
    lan.has_seen("Đã lắp đèn xong")
    assert file_of(town, next(m for m in lan.messages if m.photo)).startswith(b"\xff\xd8")


def _picture(form: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (64, 48), "green").save(made, form)
    return made.getvalue()


async def test_a_card_stays_on_the_desk_while_somebody_there_can_be_reached(town: Town) -> None:
    await town.joins(NGAN, Role.DUTY, "32134")
    tuan = await town.joins(TUAN, Role.DUTY, "32134")
    viet = await town.joins(VIET, Role.COMMANDER, "CAT")
    town.world.block(NGAN.id)
    await town.settles()
    code = await opinion(town.who(LAN))
    tuan.has_seen(code)
    viet.has_not_seen(code)


async def test_a_deed_is_answered_after_one_commit_beside_that_of_the_inbox(town: Town) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    before = town.program.database.writer.commits
    await minh.says("/viectot Giúp cụ bà qua đường ở chợ")
    minh.sees("Đã ghi")
    assert town.program.database.writer.commits - before == 2  # kept in the inbox; the deed and its row done


async def test_an_album_as_a_reply_is_one_message_to_the_desk(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    await opinion(lan)
    receipt, before = lan.last.message_id, len(ngan.messages)
    for number in range(3):
        caption = "Hình chụp đoạn đường tối nè" if number == 0 else ""
        picture = _picture("JPEG")
        town.world.send_photo(lan.id, picture, caption=caption, media_group_id="b", reply_to=receipt)
    await town.settles()
    assert len(ngan.messages) == before
    await lan.taps("✅ Gửi")
    new = ngan.messages[before:]
    assert len([message for message in new if message.photo]) == 3
    assert len([message for message in new if "đoạn đường tối" in said(message)]) == 1
    lan.sees("đã chuyển lời")


async def test_a_wait_that_outlasts_the_lease_sends_nothing_twice(town: Town) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    town.moves(at("2026-10-20 17:00"))
    await town.program.ticker.tick()
    town.pace.hold(1.0)
    assert await town.program.postman.round() == 1
    town.moves(town.program.clock.now() + LEASE + timedelta(seconds=1))
    assert await town.program.postman.round() == 0  # it waits its turn here already
    await town.program.postman.idle()
    assert len([m for m in minh.messages if "vì một ngày" in said(m)]) == 1
