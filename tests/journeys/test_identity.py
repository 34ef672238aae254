"""A sender's name: asked for with a reason, agreed to by another, opened for a day, the sender told."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import text

from domain.person import Role
from tests.journeys.test_opinion import opinion
from tests.people import ADMIN, HOA, LAN, MINH, NGAN, TUAN, VIET
from tests.talk import Someone, Town, at, said

REASON = "Nhà cháy mà không rõ địa chỉ, cần gọi lại ngay để cứu người"
QUIET = "Người gửi đang bị người khác dọa, báo lúc này nguy hiểm"


async def case_of(town: Town, code: str) -> str:
    """The id of the case with that code."""
    async with town.program.database.reading() as tx:
        found = await tx.scalar(text("SELECT id FROM cases WHERE code = :code"), {"code": code})
    return str(found)


async def actions(town: Town) -> list[str]:
    """What the audit holds, oldest first."""
    async with town.program.database.reading() as tx:
        rows = (await tx.execute(text("SELECT action FROM audit ORDER BY id"))).all()
    return [row.action for row in rows]


async def asks(who: Someone, code: str, reason: str = REASON) -> None:
    """Open the form beneath the case's card and give the reason."""
    await who.town.settles_in()
    case = await case_of(who.town, code)
    await who.forges(f"c:name:{case}")
    who.sees("Vì sao cần", code)
    await who.says(reason)


async def staffed(town: Town) -> tuple[Someone, Someone, Someone, str]:
    """Duty officer, commander of the commune, a citizen, and the code of their case."""
    viet = await town.joins(VIET, Role.COMMANDER, "32134", "Quốc Việt")
    ngan = await town.joins(NGAN, Role.DUTY, "32134", "Phan Thu Ngân")
    await town.settles_in()
    lan = town.who(LAN)
    return ngan, viet, lan, await opinion(lan)


async def test_one_asks_another_agrees_and_the_sender_is_told(town: Town) -> None:
    ngan, viet, lan, code = await staffed(town)
    await ngan.taps("Việc khác")
    await ngan.taps("Xin mở tên")
    await ngan.says("cần gấp")
    ngan.sees("ít nhất 5 chữ")
    await ngan.says(REASON)
    ngan.sees("Đã gửi đề nghị", code)
    viet.sees("Phan Thu Ngân", "Lương Thế Trân", code, REASON)
    await viet.taps("Đồng ý, báo người gửi")
    viet.sees("Phan Thu Ngân", REASON, "có hiệu lực ngay")
    await viet.taps("✅ Gửi")
    viet.sees("Đã đồng ý", code)
    ngan.sees("Quốc Việt", "đồng ý", "09:00 21/10/2026")
    lan.has_not_seen("danh tính")

    await ngan.taps("Xem danh tính")
    ngan.sees("được ghi lại", "Người gửi sẽ được báo")
    ngan.has_not_seen(str(LAN.id))
    await ngan.taps("cho xem")
    ngan.sees(str(LAN.id), "không giữ họ tên", "không có")
    lan.sees("đã được mở", code, "Công an xã Lương Thế Trân", REASON)
    assert {"name-asked", "name-agreed", "name-opened"} <= set(await actions(town))

    await lan.says("Dạ, tôi ở ấp Cái Rô, xin gọi giùm", reply_to=lan.last)
    ngan.has_seen("ấp Cái Rô, xin gọi giùm")


async def test_each_look_is_asked_and_noted_again_and_ends_after_a_day(town: Town) -> None:
    ngan, viet, lan, code = await staffed(town)
    await asks(ngan, code)
    await viet.taps("Đồng ý, báo")
    await viet.says("gửi")
    for _ in range(2):
        await ngan.taps("Xem danh tính")
        await ngan.taps("cho xem")
    assert (await actions(town)).count("name-opened") == 2
    assert len([m for m in lan.messages if "đã được mở" in said(m)]) == 1
    town.moves(at("2026-10-21 09:01"))
    await ngan.taps("Xem danh tính")
    ngan.hears("quá 24 giờ")
    await ngan.taps("cho xem")
    ngan.hears("quá 24 giờ")
    assert (await actions(town)).count("name-opened") == 2


async def test_who_agrees_may_have_the_sender_not_told_and_says_why(town: Town) -> None:
    ngan, viet, lan, code = await staffed(town)
    await asks(ngan, code)
    await viet.taps("Đồng ý, chưa báo")
    viet.sees("Vì sao chưa báo")
    await viet.says(QUIET)
    viet.sees(QUIET)
    await viet.taps("✅ Gửi")
    await ngan.taps("Xem danh tính")
    ngan.sees("chưa được báo")
    await ngan.taps("cho xem")
    ngan.sees(str(LAN.id))
    lan.has_not_seen("đã được mở")
    ngan.has_not_seen(QUIET)
    with closing(sqlite3.connect(town.program.settings.database_path)) as raw:
        assert raw.execute("SELECT untold FROM identity_requests").fetchall() == [(QUIET,)]
        assert not [row for row in raw.execute("SELECT * FROM audit") if "dọa" in str(row)]


async def test_a_denied_asking_opens_nothing(town: Town) -> None:
    ngan, viet, lan, code = await staffed(town)
    await asks(ngan, code)
    await viet.taps("Không đồng ý")
    await viet.taps("✅ Gửi")
    viet.sees("không mở danh tính")
    ngan.sees("Quốc Việt", "không đồng ý")
    for verb in ("look", "open"):
        await ngan.forges(f"i:{verb}:1")
        ngan.hears("chưa được đồng ý")
    ngan.has_not_seen(str(LAN.id))
    lan.has_not_seen("danh tính")
    assert "name-denied" in await actions(town)


async def test_who_asks_never_agrees_whatever_roles_they_hold(town: Town) -> None:
    ngan, viet, _, code = await staffed(town)
    await town.joins(NGAN, Role.COMMANDER, "32134")
    await asks(ngan, code)
    for verb in ("agree", "quiet", "deny"):
        await ngan.forges(f"i:{verb}:1")
        ngan.hears("không tự đồng ý được")
    assert (await actions(town)).count("refused") == 1  # the same try, noted once an hour
    await viet.taps("Đồng ý, báo")
    await viet.taps("✅ Gửi")
    await ngan.taps("Xem danh tính")
    await ngan.taps("cho xem")
    ngan.sees(str(LAN.id))


async def test_who_may_ask_but_not_agree_is_not_asked(town: Town) -> None:
    ngan, viet, _, code = await staffed(town)
    tuan = await town.joins(TUAN, Role.SECRETARIAT, "CAT")
    await asks(viet, code)
    ngan.has_not_seen("xin mở danh tính")
    for verb in ("agree", "deny"):
        await ngan.forges(f"i:{verb}:1")
        ngan.hears("đơn vị khác")
    tuan.sees("xin mở danh tính", code)


async def test_a_commander_alone_has_to_wait_for_those_above(town: Town) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, "32134", "Quốc Việt")
    lan = town.who(LAN)
    code = await opinion(lan)
    await viet.forges(f"c:name:{await case_of(town, code)}")
    viet.has_seen("Chưa có người thứ hai")
    tuan = await town.joins(TUAN, Role.SECRETARIAT, "CAT", "Lê Anh Tuấn")
    await asks(viet, code)
    tuan.sees("Quốc Việt", code, REASON)
    await tuan.taps("Đồng ý, báo")
    await tuan.taps("✅ Gửi")
    await viet.taps("Xem danh tính")
    await viet.taps("cho xem")
    viet.sees(str(LAN.id))
    lan.sees("đã được mở", "Công an tỉnh Cà Mau")


async def test_two_who_may_agree_the_second_is_told_who_was_first(town: Town) -> None:
    ngan, viet, _, code = await staffed(town)
    minh = await town.joins(MINH, Role.COMMANDER, "CAT", "Lê Hải Minh")
    await asks(ngan, code)
    await viet.taps("Không đồng ý")
    await minh.taps("Đồng ý, báo")
    await viet.taps("✅ Gửi")
    await minh.taps("✅ Gửi")
    minh.has_seen("Quốc Việt", "đã trả lời")
    ngan.sees("không đồng ý")


async def test_an_asking_nobody_answers_is_void_after_seven_days_and_may_be_made_again(town: Town) -> None:
    ngan, viet, _, code = await staffed(town)
    await asks(ngan, code)
    await ngan.forges(f"c:name:{await case_of(town, code)}")
    ngan.has_seen("Phan Thu Ngân", "đang chờ trả lời")
    town.moves(at("2026-10-27 09:01"))
    await viet.taps("Đồng ý, báo")
    viet.hears("quá 7 ngày")
    await asks(ngan, code)
    await viet.taps("Đồng ý, báo")
    await viet.taps("✅ Gửi")
    await ngan.taps("Xem danh tính")
    await ngan.taps("cho xem")
    ngan.sees(str(LAN.id))


async def test_who_lost_the_post_sees_nothing_though_it_was_agreed_to(town: Town) -> None:
    ngan, viet, _, code = await staffed(town)
    await asks(ngan, code)
    await viet.taps("Đồng ý, báo")
    await viet.taps("✅ Gửi")
    async with town.program.database.transaction() as tx:
        await tx.execute(text("DELETE FROM posts WHERE role = 'duty'"))
    for verb in ("look", "open"):
        await ngan.forges(f"i:{verb}:1")
    ngan.has_not_seen(str(LAN.id))


async def test_strangers_learn_nothing_of_an_asking(town: Town) -> None:
    ngan, viet, lan, code = await staffed(town)
    hoa, admin = town.who(HOA), town.who(ADMIN)
    await asks(ngan, code)
    await hoa.says("/start")
    await admin.says("/start")
    for verb in ("agree", "quiet", "deny", "look", "open"):
        for number in ("1", "99", "x", ""):
            await hoa.forges(f"i:{verb}:{number}")
            hoa.hears("đã cũ")
        await lan.forges(f"i:{verb}:1")
        await admin.forges(f"i:{verb}:1")
    await admin.forges(f"c:name:{await case_of(town, code)}")
    for someone in (hoa, lan, admin):
        someone.has_not_seen(REASON)
    await viet.taps("Đồng ý, báo")
    await viet.taps("✅ Gửi")
    await viet.forges("i:open:1")
    viet.hears("Chỉ người đã xin")
    viet.has_not_seen(str(LAN.id))


async def test_a_reply_to_the_asking_never_lands_in_front_of_the_sender(town: Town) -> None:
    ngan, viet, lan, code = await staffed(town)
    await asks(ngan, code)
    await viet.says("Không, hỏi lại bà con trước đã nhé", reply_to=viet.last)
    lan.has_not_seen("hỏi lại bà con trước")


async def test_a_dump_of_the_database_shows_nobody(town: Town, tmp_path: Path) -> None:
    ngan, viet, _, code = await staffed(town)
    await asks(ngan, code)
    await viet.taps("Đồng ý, báo")
    await viet.taps("✅ Gửi")
    await ngan.taps("Xem danh tính")
    await ngan.taps("cho xem")
    ngan.sees(str(LAN.id))
    raw = b"".join(file.read_bytes() for file in tmp_path.glob("vidan.db*"))
    assert REASON.encode() in raw
    for planted in (str(LAN.id), str(LAN.last_name)):
        assert planted.encode() not in raw


async def takes_back(lan: Someone, code: str) -> None:
    """The sender takes the opinion back, by the button under /theodoi."""
    await lan.says(f"/theodoi {code} rút lại")
    await lan.taps("Rút lại và xóa")
    lan.sees("đã rút lại")


async def test_what_was_taken_back_before_anybody_agreed_is_opened_to_nobody(
    town: Town, tmp_path: Path
) -> None:
    ngan, viet, lan, code = await staffed(town)
    await asks(ngan, code, "Người gửi kể chuyện chị Sáu Bến Đò nên cần gặp")
    _, agree = viet.button("Đồng ý, báo")
    await takes_back(lan, code)
    ngan.has_seen("đã rút ý kiến", code, "hết hiệu lực")
    await viet.forges(agree)
    viet.hears("người gửi rút lại")
    async with town.program.database.reading() as tx:
        kept = (await tx.execute(text("SELECT reason, untold, agreed FROM identity_requests"))).all()
    assert [tuple(row) for row in kept] == [("", None, None)]
    assert "name-asked" in await actions(town)
    await town.close()  # the journal is written back
    raw = b"".join(file.read_bytes() for file in tmp_path.glob("vidan.db*"))
    assert "Sáu Bến Đò".encode() not in raw


async def test_a_name_that_was_agreed_to_is_closed_once_the_opinion_is_taken_back(town: Town) -> None:
    ngan, viet, lan, code = await staffed(town)
    await asks(ngan, code)
    await viet.taps("Đồng ý, báo")
    _, agree = viet.button("✅ Gửi")
    await viet.taps("✅ Gửi")
    _, look = ngan.button("Xem danh tính")
    await ngan.taps("Xem danh tính")
    await takes_back(lan, code)
    ngan.has_seen("đã rút ý kiến", code, "hết hiệu lực")
    await ngan.forges(look)
    ngan.hears("người gửi rút lại")
    await ngan.taps("cho xem")
    ngan.hears("người gửi rút lại")
    ngan.has_not_seen(str(LAN.id))
    await viet.forges(agree)
    assert "name-opened" not in await actions(town)


async def test_who_agrees_too_late_to_what_was_taken_back_is_told_so(town: Town) -> None:
    ngan, viet, lan, code = await staffed(town)
    await asks(ngan, code)
    await viet.taps("Đồng ý, báo")
    await takes_back(lan, code)
    await viet.taps("✅ Gửi")
    viet.sees("người gửi rút lại")
    assert "name-agreed" not in await actions(town)


async def test_in_english(town: Town) -> None:
    ngan, viet, lan, code = await staffed(town)
    for someone in (ngan, viet, lan):
        await someone.says("/language English")
    await town.settles_in()
    await ngan.forges(f"c:name:{await case_of(town, code)}")
    ngan.sees("Why is it needed", code)
    await ngan.says("Somebody is in danger and we lack the address")
    viet.sees("Phan Thu Ngân", "asks who sent", "lack the address")
    await viet.taps("Agree, do not tell")
    await viet.says("The sender is being watched at the moment")
    await viet.says("send")
    ngan.sees("agreed that you see", "not told yet")
    await ngan.taps("See who it is")
    await ngan.taps("show it")
    ngan.sees(str(LAN.id), "no name")
    lan.has_not_seen("was opened")
