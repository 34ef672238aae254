"""An opinion: from the first word to "solved"."""

from __future__ import annotations

import io

from PIL import Image

from domain.person import Role
from tests.people import HOA, LAN, MINH, NGAN, VIET
from tests.talk import Someone, Town, buttons, code_in, file_of, said

WORDS = "Đường vào ấp Cái Rô không có đèn, tối bà con đi lại rất sợ"


async def opinion(who: Someone, text: str = WORDS, unit: str = "luong the tran") -> str:
    """Send an opinion as a newcomer does: type, choose, send. The receipt's code."""
    await who.says(text)
    await who.taps("Gửi góp ý")
    await who.says(unit)
    await who.taps("Phản ánh")
    await who.taps("Ẩn danh")
    await who.taps("✅ Gửi")
    return code_in(said(who.last))


async def test_an_opinion_is_answered_and_solved(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    await lan.says("/start")
    lan.sees("chào", "113", "tố cáo")
    code = await opinion(lan)
    lan.sees("Đã nhận", code, "Công an xã Lương Thế Trân", "chậm nhất ngày 03/11/2026")

    ngan.sees(code, WORDS, "Phản ánh", "ẩn danh")
    ngan.has_not_seen("Lan")
    card = ngan.last
    await ngan.taps("Nhận xử lý")
    lan.sees("đã nhận ý kiến", code)
    await ngan.says("Công an xã đã báo điện lực, tối mai sẽ lắp 5 bóng đèn.", reply_to=card)
    lan.sees("trả lời ý kiến", code, "lắp 5 bóng đèn")

    await lan.says("Cảm ơn nhiều nghen", reply_to=lan.last)
    ngan.sees("viết thêm", "Cảm ơn nhiều nghen")
    await ngan.taps("Kết thúc")
    lan.sees("đã xong chưa")
    await lan.taps("Xong rồi")
    lan.sees("Cảm ơn", code)
    ngan.sees("đã xong", code)

    await lan.says("/theodoi")
    lan.sees(code, "đã xong")


async def test_the_second_time_takes_at_most_three_taps_after_the_text(town: Town) -> None:
    await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    await opinion(lan)
    await lan.says("Đèn ở cầu cũng hư rồi, nhờ xem giùm bà con")
    await lan.taps("Gửi góp ý")
    await lan.taps("Phản ánh")
    await lan.taps("✅ Gửi")
    lan.sees("Đã nhận", "Công an xã Lương Thế Trân")


async def test_whatever_buttons_do_can_be_done_by_typing(town: Town) -> None:
    await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    for words in ("/gopy", "Lương Thế Trân", "góp ý, kiến nghị", WORDS, "an danh", "gửi"):
        await lan.says(words)
    lan.sees("Đã nhận", "Lương Thế Trân")


async def test_any_answer_can_be_edited_before_sending(town: Town) -> None:
    lan = town.who(LAN)
    await lan.says("/gopy")
    await lan.says("nam can")
    await lan.taps("Khen")
    await lan.says("Mấy chú công an xã rất lễ phép và nhiệt tình")
    await lan.taps("Nêu tên")
    await lan.says("Bảy Nhung, xóm rạch")
    lan.sees("Năm Căn", "Khen", "Bảy Nhung")
    await lan.taps("Sửa")
    await lan.taps("Đơn vị")
    await lan.says("đất mũi")
    lan.sees("Đất Mũi", "Bảy Nhung", "lễ phép")
    await lan.taps("Sửa")
    await lan.taps("Ẩn danh hay nêu tên")
    await lan.taps("Ẩn danh")
    lan.sees("Người gửi: ẩn danh")
    assert "Bảy Nhung" not in said(lan.last)


async def test_a_unit_that_is_not_known_goes_to_the_province(town: Town) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, "CAT")
    lan = town.who(LAN)
    await lan.says(WORDS)
    await lan.taps("Gửi góp ý")
    await lan.taps("Chưa rõ đơn vị nào")
    await lan.taps("Góp ý")
    await lan.taps("Ẩn danh")
    await lan.taps("✅ Gửi")
    lan.sees("Đã nhận", "Công an tỉnh Cà Mau")
    viet.has_seen(WORDS)


async def test_complaints_and_denunciations_are_shown_the_formal_ways_and_not_taken(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    await lan.says("/gopy")
    await lan.says("luong the tran")
    before = len(ngan.messages)
    lan.sees("Khiếu nại, tố cáo")
    await lan.taps("Tố cáo")
    lan.has_seen("VNeID", "tiếp công dân")
    await lan.says("gửi")
    assert len(ngan.messages) == before


async def test_a_no_reopens_the_case_one_level_up_once(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    viet = await town.joins(VIET, Role.COMMANDER, "CAT")
    lan = town.who(LAN)
    code = await opinion(lan)
    await ngan.says("Đã xem xét và ghi nhận ý kiến của bà con.", reply_to=ngan.last)
    await ngan.taps("Kết thúc")
    await lan.taps("Chưa xong")
    lan.sees("Xin lỗi", code)
    viet.sees(code, "chưa xong")
    await viet.says("Công an tỉnh đã chỉ đạo lắp đèn trong tuần này.", reply_to=viet.last)
    await viet.taps("Kết thúc")
    await lan.taps("Chưa xong")
    viet.sees("vẫn chưa xong", code)


async def test_a_duty_officer_who_joins_later_finds_what_waited(town: Town) -> None:
    lan = town.who(LAN)
    code = await opinion(lan)
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    ngan.has_seen(code, WORDS)


async def test_two_people_taking_a_case_the_second_is_told_by_whom(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134", "Phan Thu Ngân")
    minh = await town.joins(MINH, Role.DUTY, "32134", "Lê Hải Minh")
    await opinion(town.who(LAN))
    await ngan.taps("Nhận xử lý")
    await minh.taps("Nhận xử lý")
    minh.hears("Phan Thu Ngân")


async def test_photos_reach_the_desk_without_their_metadata(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    await lan.sends_photo(_photo_with_gps(), caption=WORDS)
    await lan.taps("Gửi góp ý")
    await lan.says("32134")
    await lan.taps("Phản ánh")
    await lan.taps("Ẩn danh")
    lan.sees("1 hình")
    await lan.taps("✅ Gửi")
    shown = [message for message in ngan.messages if message.photo]
    assert len(shown) == 1
    sent = file_of(town, shown[0])
    assert b"Exif" not in sent
    assert b"0912" not in sent
    assert not Image.open(io.BytesIO(sent)).getexif()
    assert all(method != "forwardMessage" for method, _ in town.world.calls)
    await ngan.says("Cảm ơn bà con, đơn vị đã xem hình và sẽ xử lý.", reply_to=shown[0])
    lan.sees("đã xem hình")


async def test_a_stranger_cannot_read_or_touch_a_case(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan, hoa = town.who(LAN), town.who(HOA)
    code = await opinion(lan)
    take = buttons(ngan.last)[0][1]
    await hoa.says(f"/theodoi {code}")
    hoa.sees("không có mã")
    for data in (take, take.replace("take", "close"), f"c:judge:{take.split(':')[2]}:yes", f"t:{code}"):
        await hoa.forges(data)
    hoa.has_not_seen(WORDS)
    await ngan.taps("Nhận xử lý")
    lan.sees("đã nhận ý kiến")


async def test_a_slip_in_a_code_is_told_apart_from_an_unknown_one(town: Town) -> None:
    lan = town.who(LAN)
    code = await opinion(lan)
    await lan.says(f"/theodoi {code.lower().replace('-', ' ')}")
    lan.sees(code, "Đường vào ấp")
    wrong = code[:-1] + ("A" if code[-1] != "A" else "C")
    await lan.says(f"/theodoi {wrong}")
    lan.sees("gõ nhầm")


def _photo_with_gps() -> bytes:
    picture = Image.new("RGB", (320, 240), "navy")
    exif = picture.getexif()
    exif[0x010E] = "nha 0912345678"
    exif[0x8825] = {1: "N", 2: (9.0, 10.0, 0.0)}
    made = io.BytesIO()
    picture.save(made, "JPEG", exif=exif)
    return made.getvalue()
