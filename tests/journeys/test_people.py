"""People and their posts, as those who hold them and those who give them live it."""

from __future__ import annotations

from sqlalchemy import text

from domain.person import Role
from storage.tables import posts
from tests.people import ADMIN, HOA, LAN, MARKED, MINH, NGAN, TUAN, VIET
from tests.talk import Someone, Town, at, buttons, code_in, said

TRAN = "32134"
WORDS = "Đường vào ấp tối quá, mong gắn thêm đèn."
ANSWER = "Công an xã đã cùng điện lực gắn thêm bốn bóng đèn ở đầu ấp, hôm qua đã sáng."


async def complains(town: Town) -> str:
    """Lan sends an opinion about the commune; its receipt code."""
    lan = town.who(LAN)
    await goes(lan, "/gopy", "Lương Thế Trân", "Góp ý, kiến nghị", WORDS, "Ẩn danh", "Gửi")
    return code_in(said(lan.last))


async def goes(someone: Someone, *words: str) -> None:
    """Type one thing after the other."""
    for one in words:
        await someone.says(one)


async def count(town: Town, sql: str, **values: str) -> int:
    """What a statement that counts says."""
    async with town.program.database.reading() as tx:
        return await tx.scalar(text(sql).bindparams(**values)) or 0


async def audited(town: Town, action: str) -> int:
    """How many rows of the audit tell of it."""
    return await count(town, "SELECT count(*) FROM audit WHERE action = :action", action=action)


async def staffed(town: Town) -> tuple[Someone, Someone, Someone]:
    """The province's commander, the commune's duty officer, and an officer there."""
    viet = await town.joins(VIET, Role.COMMANDER, "CAT", "Quốc Việt")
    ngan = await town.joins(NGAN, Role.DUTY, TRAN, "Thu Ngân")
    minh = await town.joins(MINH, Role.OFFICER, TRAN, "Hải Minh")
    return viet, ngan, minh


async def test_who_stands_in_for_a_week_answers_and_then_it_is_over(town: Town) -> None:
    viet, ngan, minh = await staffed(town)
    await viet.says("/canbo Lương Thế Trân")
    viet.sees("Thu Ngân: Cán bộ tiếp nhận", "Hải Minh")
    await viet.taps("Thu Ngân")
    await viet.taps("Cho thay")
    await viet.taps("Cán bộ tiếp nhận")
    await viet.taps("Hải Minh")
    await goes(viet, "hôm nay", "7 ngày")
    viet.sees("Hải Minh", "làm thay", "Thu Ngân", "20/10/2026", "26/10/2026")
    await viet.taps("Đồng ý")
    viet.sees("Hải Minh làm thay")
    minh.has_seen("được giao làm thay", "Cán bộ tiếp nhận")
    minh.has_seen("Từ bây giờ")
    code = await complains(town)
    minh.sees(code)
    ngan.has_seen(code)
    old = minh.last
    await town.clock_strikes("2026-10-27 00:00")
    minh.sees("đã hết")
    refused = await audited(town, "refused")
    town.world.tap(
        minh.id, old.message_id, next(data for _, data in buttons(old) if data.startswith("c:take"))
    )
    await town.settles()
    minh.hears("do đơn vị khác trả lời")
    await minh.says(ANSWER, reply_to=old)
    assert await audited(town, "refused") == refused + 2
    assert await audited(town, "post-over") == 1
    assert WORDS not in said(town.who(LAN).last)
    town.who(LAN).has_not_seen("gắn thêm bốn bóng đèn")


async def test_standing_in_begins_on_its_day_with_the_cards_nobody_took(town: Town) -> None:
    viet, _, minh = await staffed(town)
    code = await complains(town)
    await goes(viet, "/canbo Thu Ngân", "Cho thay, ủy quyền", "1", "Hải Minh", "25/10", "31/10/2026")
    viet.sees("25/10/2026", "31/10/2026")
    await viet.says("đồng ý")
    minh.has_seen("được giao làm thay")
    minh.has_not_seen(code)
    await minh.says("/trogiup")
    assert "/hopthu" in said(minh.last)  # a case may be given to an officer
    await town.clock_strikes("2026-10-24 23:59")
    minh.has_not_seen(code)
    await town.clock_strikes("2026-10-25 00:00")
    minh.has_seen("Từ bây giờ")
    minh.has_seen(code)
    await town.clock_strikes("2026-10-25 00:01")
    assert sum("Từ bây giờ" in said(message) for message in minh.messages) == 1


async def test_who_left_while_writing_an_answer_sends_nothing_and_the_case_goes_back(town: Town) -> None:
    viet, ngan, _ = await staffed(town)
    await complains(town)
    card = ngan.last
    await ngan.taps("Nhận")
    await ngan.taps("Trả lời")
    await goes(viet, "/canbo Thu Ngân", "Thôi công tác")
    viet.sees("mọi nhiệm vụ", "trở lại bàn tiếp nhận")
    await viet.says("không")  # is no yes
    assert await audited(town, "left") == 0
    await viet.says("đồng ý")
    viet.has_seen("đã thôi công tác")
    ngan.has_seen("Cảm ơn đồng chí đã phục vụ bà con")
    await ngan.says(ANSWER)
    ngan.sees("muốn gửi thành gì")  # words of a citizen now: offered, sent to nobody
    await ngan.says(ANSWER, reply_to=card)
    ngan.sees("không còn giữ nhiệm vụ")
    await ngan.says("/hopthu")
    menu = next(shown for place, shown in town.world.commands.items() if str(ngan.id) in str(place))
    assert "hopthu" not in {command["command"] for command in menu}
    town.who(LAN).has_not_seen("gắn thêm bốn bóng đèn")
    assert await audited(town, "left") == 1
    assert await audited(town, "case-back") == 1
    assert await audited(town, "refused") == 2
    assert await count(town, "SELECT count(*) FROM cases WHERE taken_by IS NULL AND state = 'new'") == 1
    assert await count(town, "SELECT count(*) FROM drafts WHERE form = 'answer'") == 0
    viet.has_seen("bàn tiếp nhận")  # nobody is left below: it came up to him


async def test_an_answer_half_written_when_the_post_ended_is_given_back_and_not_sent(town: Town) -> None:
    viet, ngan, _ = await staffed(town)
    await complains(town)
    await ngan.taps("Trả lời")
    await goes(viet, "/canbo Thu Ngân", "Thôi một nhiệm vụ", "1", "Đồng ý")
    ngan.has_seen("đã thôi nhiệm vụ")
    await ngan.says(ANSWER)
    ngan.has_seen("gắn thêm bốn bóng đèn")
    town.who(LAN).has_not_seen("gắn thêm bốn bóng đèn")
    assert await audited(town, "refused") >= 1


async def test_a_lost_phone_is_replaced_and_only_citizens_words_stay_at_the_old_account(town: Town) -> None:
    viet, ngan, _ = await staffed(town)
    await goes(ngan, "/gopy", "An Xuyên", "Góp ý, kiến nghị", WORDS, "Ẩn danh", "Gửi")
    own = code_in(said(ngan.last))
    code = await complains(town)
    card = ngan.last
    await goes(viet, "/canbo Thu Ngân", "Đổi máy", "Đồng ý")
    link = said(viet.last).partition("?start=")[2].split()[0]
    ngan.sees("máy khác")
    hoa = town.who(HOA)
    await hoa.says(f"/start {link}")
    hoa.sees("Thu Ngân")
    await hoa.says("đồng ý")
    hoa.has_seen("Chào Thu Ngân")
    ngan.sees("chuyển sang máy khác")
    hoa.has_seen("vẫn ở tài khoản cũ")
    await hoa.says(f"/theodoi {own}")
    hoa.sees("không")
    hoa.has_not_seen(WORDS)
    await ngan.says(f"/theodoi {own}")
    ngan.sees(own, WORDS)
    await ngan.says(ANSWER, reply_to=card)
    town.who(LAN).has_not_seen("gắn thêm bốn bóng đèn")
    await town.who(TUAN).says(f"/start {link}")
    town.who(TUAN).sees("không dùng được")
    await goes(viet, "/canbo Lương Thế Trân")
    viet.sees("Thu Ngân: Cán bộ tiếp nhận")
    second = await complains(town)
    hoa.has_seen(second)
    ngan.has_not_seen(second)
    ngan.has_seen(code)
    assert [await audited(town, one) for one in ("phone-link", "phone-moved")] == [1, 1]


async def test_who_asked_for_no_new_phone_stops_it_and_nobody_on_a_roll_takes_it_over(town: Town) -> None:
    viet, ngan, minh = await staffed(town)
    await goes(viet, "/canbo Thu Ngân", "Đổi máy", "Đồng ý")
    link = said(viet.last).partition("?start=")[2].split()[0]
    await minh.says(f"/start {link}")
    minh.sees("đã có tên trong danh sách")
    await ngan.taps("Không phải tôi")
    ngan.has_seen("Đã chặn")
    await town.who(HOA).says(f"/start {link}")
    town.who(HOA).sees("không dùng được")
    await ngan.forges("p:stop")
    ngan.hears("Không có đường dẫn nào")
    assert await audited(town, "phone-stopped") == 1


async def test_an_officer_who_moved_records_for_the_new_unit_and_the_old_keeps_its_deeds(town: Town) -> None:
    viet, _, minh = await staffed(town)
    await minh.says("/viectot Giúp cụ Bảy làm căn cước tại nhà, hướng dẫn cài VNeID")
    await goes(viet, "/canbo Hải Minh", "Chuyển đơn vị", "An Xuyên")
    viet.sees("Việc tốt đã ghi vẫn thuộc đơn vị cũ")
    await viet.taps("Đồng ý")
    minh.has_seen("đã chuyển đến", "An Xuyên")
    await minh.says("/viectot Giúp hai em học sinh sửa xe hỏng giữa đường về nhà")
    counted = "SELECT count(*) FROM deeds WHERE unit = :unit"
    assert await count(town, counted, unit=TRAN) == 1
    assert await count(town, counted, unit="32002") == 1
    assert await audited(town, "person-moved") == 1
    await viet.says("/canbo An Xuyên")
    viet.sees("Hải Minh")


async def test_open_invitations_are_seen_and_revoked_and_end_with_who_made_them(town: Town) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, "CAT", "Quốc Việt")
    tuan = await town.joins(TUAN, Role.COMMANDER, TRAN, "Anh Tuấn")
    links = []
    for role in ("Cán bộ tiếp nhận", "Cán bộ, chiến sĩ"):
        await goes(tuan, "/moi", role, "Lương Thế Trân")
        tuan.sees("Làm lời mời")
        await tuan.says("Đồng ý")
        links.append(said(tuan.last).partition("?start=")[2].split()[0])
    await tuan.says("/moi")
    await tuan.taps("Lời mời đang mở (2)")
    await tuan.taps("Cán bộ tiếp nhận")
    await tuan.taps("Thu hồi")
    tuan.sees("Đã thu hồi")
    ngan = town.who(NGAN)
    await ngan.says(f"/start {links[0]}")
    ngan.sees("lời mời")
    ngan.has_not_seen("Thu Ngân")
    await goes(viet, "/canbo Anh Tuấn", "Thôi công tác", "Đồng ý")
    await ngan.says(f"/start {links[1]}")
    assert await audited(town, "invite-revoked") == 2
    assert await count(town, "SELECT count(*) FROM posts WHERE role != 'commander'") == 0


async def test_nobody_sees_to_those_beside_or_above_them_nor_to_themselves(town: Town) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, "CAT", "Quốc Việt")
    tuan = await town.joins(TUAN, Role.COMMANDER, TRAN, "Anh Tuấn")
    marked = await town.joins(MARKED, Role.COMMANDER, TRAN, "Thị Dấu")
    await tuan.says("/canbo")
    tuan.sees("Lương Thế Trân", "Thị Dấu")
    await tuan.says("Thị Dấu")
    assert [label for label, _ in buttons(tuan.last)] == ["Cho thay, ủy quyền", "‹ Quay lại", "✖ Hủy"]
    await tuan.says("Thôi công tác")
    tuan.sees("Thôi công tác")  # found nowhere, and nothing else taken for it
    await tuan.taps("Cho thay")
    await tuan.says("/canbo Quốc Việt")
    tuan.sees("Không thấy")
    await viet.says("/canbo Quốc Việt")
    assert "Thôi công tác" not in [label for label, _ in buttons(viet.last)]
    refused = await audited(town, "refused")
    minh = await town.joins(MINH, Role.OFFICER, TRAN)
    await minh.says("/canbo")
    minh.sees("dành cho người được giao")
    await minh.says("/moi")
    assert await audited(town, "refused") == refused + 2
    marked.has_not_seen("thôi nhiệm vụ")


async def test_an_admin_of_the_settings_sees_to_a_commander_and_to_no_case(town: Town) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, "CAT", "Quốc Việt")
    await staffed(town)
    code = await complains(town)
    admin = town.who(ADMIN)
    await goes(admin, "/canbo Quốc Việt", "Thôi một nhiệm vụ", "1", "Đồng ý")
    admin.has_seen("Quốc Việt đã thôi nhiệm vụ")
    viet.has_seen("đã thôi nhiệm vụ", "Chỉ huy")
    admin.has_not_seen(code)
    await admin.says("/hopthu")
    admin.sees("dành cho người được giao")


async def test_in_english_a_period_that_cannot_be_is_explained(town: Town) -> None:
    viet, _, _ = await staffed(town)
    await goes(viet, "/language English", "/people Thu Ngan", "Let somebody stand in", "1", "Hai Minh")
    await viet.says("someday")
    viet.sees("cannot be read")
    await viet.says("tomorrow")
    await viet.says("1/10/2026")
    viet.sees("too early")
    await viet.says("21/10/2028")
    await viet.says("yes")
    viet.has_seen("366 days at most")
    await viet.says("/people nobody of that name")
    viet.sees("within your reach")


async def test_a_list_longer_than_a_page_is_turned_and_found_by_name(town: Town) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, "CAT", "Quốc Việt")
    async with town.program.database.transaction() as tx:
        for number in range(35):
            await tx.execute(
                text(
                    "INSERT INTO people (id, key, name, language, joined_at) "
                    "VALUES (:id, :id, :name, 'vi', '2026-01-01 00:00:00.000000')"
                ).bindparams(id=f"p{number}", name=f"Trần Văn {chr(65 + number % 26)}{number}")
            )
            await tx.execute(
                text(
                    "INSERT INTO posts (person, role, unit, since, stands_in) "
                    "VALUES (:id, 'officer', '32134', '2026-01-01 00:00:00.000000', 0)"
                ).bindparams(id=f"p{number}")
            )
    await viet.says("/canbo Lương Thế Trân")
    viet.sees("và 5 người nữa")
    await viet.taps("2/4")
    await viet.taps("3/4")
    await viet.says("Trần Văn I34")
    viet.sees("Trần Văn I34", "muốn làm gì")
    await viet.taps("Quay lại")
    await viet.taps("Quay lại")
    await viet.says("An Xuyên")
    viet.sees("Chưa có ai")
    assert at("2026-10-20 09:00") <= town.program.clock.now()


async def test_another_unit_is_typed_where_a_person_is_asked_for_and_looking_leaves_nothing(
    town: Town,
) -> None:
    viet, _, _ = await staffed(town)
    await viet.says("/canbo")
    await viet.says("Lương Thế Trân")
    viet.sees("Công an xã Lương Thế Trân", "Thu Ngân", "Hải Minh")
    await viet.says("Nguyễn Văn Không Có")
    viet.sees("Không thấy cán bộ nào tên")
    await viet.says("/caidat")
    await viet.says("/huy")
    viet.has_not_seen("Còn việc")
    await viet.says("/canbo Thu Ngân")
    await viet.says("/caidat")
    await viet.says("/huy")
    viet.sees("Còn việc", "đang làm dở")
    await viet.says("/language en")
    await viet.says("/people")
    await viet.says("Nobody At All")
    viet.sees("Nobody called “Nobody At All”")


async def test_the_greeting_offers_to_invite_where_the_command_would(town: Town) -> None:
    khai = await town.joins(VIET, Role.COMMANDER, "32134")
    await khai.says("/start")
    assert "➕ Mời người" in [label for label, _ in buttons(khai.last)]
    async with town.program.database.transaction() as tx:
        await tx.execute(posts.update().values(stands_in=True, until=at("2026-11-20 00:00")))
    await khai.says("/start")
    assert "➕ Mời người" not in [label for label, _ in buttons(khai.last)]
