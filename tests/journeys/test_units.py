"""/donvi: the tree and its numbers, former names, and units renamed, moved, merged, split."""

from __future__ import annotations

from domain.person import Role
from tests.journeys.test_opinion import WORDS, opinion
from tests.people import ADMIN, HOA, LAN, MINH, NGAN, TUAN, VIET
from tests.talk import Someone, Town, buttons, said

TRAN, NAM_CAN, PROVINCE = "32134", "32191", "CAT"


async def merged(town: Town, admin: Someone, day: str = "hôm nay") -> None:
    """Lương Thế Trân goes into Năm Căn, all of it typed."""
    await admin.says("/donvi lương thế trân sáp nhập")
    for words in ("năm căn", day, "đồng ý"):
        await admin.says(words)


async def test_the_tree_is_read_page_by_page_and_a_card_says_what_a_unit_is(town: Town) -> None:
    await town.joins(MINH, Role.OFFICER, TRAN)
    await town.joins(NGAN, Role.DUTY, TRAN)
    await opinion(town.who(LAN))
    viet = await town.joins(VIET, Role.COMMANDER, PROVINCE)
    await viet.says("/donvi")
    viet.sees("đơn vị", "trang 1/", "Công an tỉnh Cà Mau")
    await viet.taps("Trang 2")
    viet.sees("trang 2/")
    await viet.says("/donvi trang 1")
    viet.sees("trang 1/")
    await viet.taps("Tìm theo tên")
    await viet.says("luong the tran")
    viet.sees(
        "Công an xã Lương Thế Trân", TRAN, "thuộc Công an tỉnh", "1 cán bộ, chiến sĩ", "Ý kiến chưa xong: 1"
    )
    assert not {"Đổi tên", "Sáp nhập"} & {label for label, _ in buttons(viet.last)}
    await viet.taps("Công an tỉnh Cà Mau")
    viet.sees("kể cả bên dưới: 1")


async def test_an_admin_sees_people_but_no_opinions(town: Town) -> None:
    await town.joins(NGAN, Role.DUTY, TRAN)
    await opinion(town.who(LAN))
    admin = town.who(ADMIN)
    await admin.says("/donvi lương thế trân")
    admin.sees("1 cán bộ tiếp nhận")
    admin.has_not_seen("Ý kiến chưa xong")


async def test_a_commander_looks_below_only_and_citizens_and_officers_not_at_all(town: Town) -> None:
    tuan = await town.joins(TUAN, Role.COMMANDER, TRAN)
    await tuan.says("/donvi")
    tuan.sees("1 đơn vị", "Lương Thế Trân")
    await tuan.says("/donvi năm căn")
    tuan.sees("Không thấy đơn vị nào")
    await tuan.forges(f"u:c:{NAM_CAN}")
    await tuan.forges(f"u:merge:{TRAN}")
    lan, minh = town.who(LAN), await town.joins(MINH, Role.OFFICER, TRAN)
    for who in (lan, minh):
        await who.says("/donvi")
        await who.says("/donvi lương thế trân")
        await who.forges(f"u:c:{TRAN}")
        await who.forges("u:p:1")
        who.has_not_seen("trang 1/")
        who.has_not_seen("Trong danh sách:")
    assert "Năm Căn" not in said(tuan.last)
    tuan.has_not_seen("sáp nhập vào đơn vị nào")


async def test_a_unit_is_renamed_by_buttons_and_found_by_its_former_name(town: Town) -> None:
    admin, lan = town.who(ADMIN), town.who(LAN)
    await admin.says("/donvi luong the tran")
    await admin.taps("Đổi tên")
    for words, told in (("123", "Tên phải có chữ"), ("công an xã năm căn", "Đã có đơn vị tên")):
        await admin.says(words)
        admin.sees(told)
    await admin.says("Công an xã Cái Rô")
    admin.sees("từ ngày nào")
    await admin.taps("Hôm nay")
    admin.sees("Công an xã Lương Thế Trân", "Công an xã Cái Rô", "đồng ý")
    await admin.taps("Đồng ý")
    admin.sees("Đã đổi tên")
    await admin.says("/donvi lương thế trân")
    admin.sees("Công an xã Cái Rô", "Tên cũ", "Đã qua", "đổi tên")
    await lan.says("/gopy")
    await lan.says("luong the tran")
    lan.has_seen("Công an xã Cái Rô")


async def test_a_merge_says_first_what_goes_along_and_the_new_desk_answers(town: Town) -> None:
    tuan = await town.joins(TUAN, Role.DUTY, TRAN)
    ngan = await town.joins(NGAN, Role.DUTY, NAM_CAN)
    lan, hoa, admin = town.who(LAN), town.who(HOA), town.who(ADMIN)
    code = await opinion(lan)
    await hoa.says("Cầu khỉ ở ấp ba sắp gãy rồi, nhờ xem giùm")  # a draft that names the old unit
    await hoa.taps("Gửi góp ý")
    await hoa.says("luong the tran")
    await hoa.taps("Phản ánh")
    card = tuan.last
    await admin.says("/donvi lương thế trân sáp nhập")
    await admin.says("năm căn")
    await admin.taps("Hôm nay")
    admin.sees("1 ý kiến chưa xong", "1 người", "không làm ngược lại được")
    ngan.has_not_seen(code)
    await admin.taps("Đồng ý")
    admin.sees("đã sáp nhập vào")
    ngan.sees(code, WORDS, "Năm Căn")
    ngan.has_not_seen("chưa xong, nay chuyển lên")
    assert sum(code in said(message) for message in tuan.messages) == 1  # they have the card already
    await tuan.says("Xã đã báo điện lực, tối mai lắp năm bóng đèn.", reply_to=card)
    lan.sees("trả lời ý kiến", code, "Năm Căn")
    await hoa.taps("Ẩn danh")
    hoa.sees("Năm Căn")
    await hoa.taps("✅ Gửi")
    hoa.sees("Đã nhận", "Năm Căn")
    ngan.has_seen("Cầu khỉ ở ấp ba")
    await admin.says("/donvi lương thế trân")
    admin.sees("Năm Căn", TRAN, "sáp nhập vào đây")


async def test_the_code_on_an_old_wall_leads_to_the_successor(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, NAM_CAN)
    await merged(town, town.who(ADMIN))
    lan = town.who(LAN)
    await lan.says(f"/start dv-{TRAN}")
    lan.sees("Năm Căn")
    for words in ("phản ánh", WORDS, "ẩn danh", "gửi"):
        await lan.says(words)
    lan.sees("Đã nhận", "Năm Căn")
    ngan.has_seen(WORDS)


async def test_an_old_invitation_leads_to_the_successor(town: Town) -> None:
    now = town.program.clock.now()
    token = await town.program.services.people.invite(None, Role.DUTY, TRAN, now)
    await merged(town, town.who(ADMIN))
    tuan = town.who(TUAN)
    await tuan.says(f"/start moi-{token}")
    tuan.has_seen("được mời vào", "Năm Căn")
    await tuan.says("Trần Anh Tuấn")
    await opinion(town.who(LAN), unit="nam can")
    tuan.has_seen(WORDS)


async def test_a_day_to_come_is_kept_shown_and_done_by_the_clock(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, NAM_CAN)
    admin, lan = town.who(ADMIN), town.who(LAN)
    code = await opinion(lan)
    await merged(town, admin, "22/10/2026")
    admin.sees("22/10/2026", "Đến ngày ấy tự thực hiện")
    await admin.says("/donvi lương thế trân")
    admin.sees("Sắp tới", "22/10/2026", "sáp nhập vào")
    await town.clock_strikes("2026-10-21 23:59")
    ngan.has_not_seen(code)
    await town.clock_strikes("2026-10-24 08:00")  # the machine was off for two days
    await town.clock_strikes("2026-10-24 08:01")
    assert sum(WORDS in said(message) for message in ngan.messages) == 1
    await admin.says("/donvi lương thế trân")
    admin.sees("Năm Căn", "sáp nhập vào đây")


async def test_a_plan_is_dropped_by_typing(town: Town) -> None:
    admin = town.who(ADMIN)
    await admin.says("/donvi lương thế trân hủy dự kiến")
    admin.sees("không có dự kiến")
    await merged(town, admin, "1/11/2026")
    await admin.says("/donvi lương thế trân đổi tên")
    await admin.says("Công an xã Cái Rô")
    await admin.says("01/12/2026")
    admin.sees("đã sáp nhập vào")
    await admin.says("/huy")
    await admin.says("/donvi lương thế trân hủy dự kiến")
    await admin.says("1")
    admin.sees("hủy dự kiến", "01/11/2026")
    await admin.says("đồng ý")
    admin.sees("Đã hủy dự kiến")
    await town.clock_strikes("2026-11-03 08:00")
    await admin.says("/donvi lương thế trân")
    admin.sees("Công an xã Lương Thế Trân")


async def test_what_cannot_be_is_refused_with_the_reason_and_the_question_stays(town: Town) -> None:
    admin = town.who(ADMIN)
    await admin.says("/donvi công an tỉnh cà mau sáp nhập")
    admin.sees("không chuyển hay sáp nhập được")
    await admin.says("/donvi lương thế trân sáp nhập")
    await admin.says("lương thế trân")
    admin.sees("chính")
    await admin.says("năm căn")
    for words, told in (("hôm qua", "Chưa đọc được ngày"), ("31/02/2027", "Chưa đọc được ngày"),
                        ("19/10/2026", "đã qua"), ("01/01/2035", "Xa quá")):  # fmt: skip
        await admin.says(words)
        admin.sees(told)
    await admin.says("mai")
    admin.sees("21/10/2026", "đồng ý")
    await admin.taps("Thôi")
    admin.sees("đã hủy")
    await admin.says("/donvi lương thế trân")
    admin.has_not_seen("Sắp tới")


async def test_a_unit_is_split_and_people_join_it(town: Town) -> None:
    admin = town.who(ADMIN)
    for words in ("/donvi lương thế trân tách", "Công an xã Cái Rô Đông", TRAN):
        await admin.says(words)
    admin.sees("là của")
    for words in ("N0001", "xã", "hôm nay", "đồng ý"):
        await admin.says(words)
    admin.sees("Đã tách", "Cái Rô Đông")
    tuan = await town.joins(TUAN, Role.DUTY, "N0001")
    await opinion(town.who(LAN), unit="cai ro dong")
    tuan.has_seen(WORDS)


async def test_a_unit_is_moved_below_another_and_its_commander_looks_at_it(town: Town) -> None:
    tuan = await town.joins(TUAN, Role.COMMANDER, NAM_CAN)
    admin = town.who(ADMIN)
    for words in ("/donvi lương thế trân chuyển", "năm căn", "hôm nay", "đồng ý"):
        await admin.says(words)
    admin.sees("Đã chuyển")
    await tuan.says("/donvi")
    tuan.sees("2 đơn vị", "Lương Thế Trân")


async def test_two_merges_of_one_unit_the_second_is_told_what_became_of_it(town: Town) -> None:
    admin = town.who(ADMIN)
    viet = await town.joins(VIET, Role.ADMIN, PROVINCE)
    await viet.says("/donvi lương thế trân đổi tên")
    await viet.says("Công an xã Cái Rô")
    await viet.says("hôm nay")
    await merged(town, admin)
    await viet.says("đồng ý")
    viet.has_seen("Lương Thế Trân đã sáp nhập vào")


async def test_a_file_is_tried_before_it_is_imported_and_may_bring_former_names(town: Town) -> None:
    admin = town.who(ADMIN)
    data = "code,name,kind,parent,note,aliases\n32134,Công an xã Cái Rô,commune,CAT,,Hòa Mỹ Cũ;Hưng Mỹ Cũ\n"
    town.world.send_document(admin.id, "units.csv", data.encode(), "text/csv", caption="thử")
    await town.settles()
    admin.sees("chưa nhập gì", "Công an xã Lương Thế Trân → Công an xã Cái Rô")
    await admin.sends_file("units.csv", data.encode())
    admin.sees("Đã nhập")
    await admin.says("/donvi hung my cu")
    admin.sees("Công an xã Cái Rô", "Hòa Mỹ Cũ", "Công an xã Lương Thế Trân")


async def test_all_of_it_in_english(town: Town) -> None:
    admin = town.who(ADMIN)
    await town.joins(NGAN, Role.DUTY, NAM_CAN)
    await admin.says("/language english")
    await admin.says("/units")
    admin.sees("units", "page 1/", "/units tan loc rename")
    await admin.says("/units luong the tran")
    admin.sees("below Công an tỉnh Cà Mau", "On the roll")
    await admin.taps("Merge")
    for words in ("nam can", "01/11/2026"):
        await admin.says(words)
    admin.sees("From 01/11/2026", "open cases: 0", "cannot be undone")
    await admin.taps("Yes")
    admin.sees("It is done by itself on that day")
    await town.clock_strikes("2026-11-01 00:00")
    await admin.says("/units luong the tran")
    admin.sees("Năm Căn", "took in Công an xã Lương Thế Trân", TRAN)
    await admin.says("/units nobody knows it")
    admin.sees("No unit within your reach")
