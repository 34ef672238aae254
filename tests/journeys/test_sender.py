"""What an opinion's sender may say of it afterwards: solved or not, stars, more words, done, taken back."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

from PIL import Image
from sqlalchemy import text

from domain.person import Role
from tests.journeys.test_opinion import WORDS, opinion
from tests.people import HOA, LAN, NGAN, VIET
from tests.talk import Someone, Town, at, buttons, said

ANSWER = "Công an xã đã báo điện lực, tối mai sẽ lắp 5 bóng đèn."


async def case_of(town: Town, code: str) -> Any:
    """The row of the case."""
    async with town.program.database.reading() as tx:
        found = await tx.execute(text("SELECT * FROM cases WHERE code = :code"), {"code": code})
        return found.one()


async def closed(town: Town, ngan: Someone, lan: Someone) -> str:
    """An opinion answered and closed; its code."""
    code = await opinion(lan)
    await ngan.says(ANSWER, reply_to=ngan.last)
    await ngan.taps("Kết thúc")
    lan.sees("đã xong chưa")
    return code


async def test_a_no_goes_up_at_once_and_why_is_asked_after_it(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    viet = await town.joins(VIET, Role.COMMANDER, "CAT")
    lan = town.who(LAN)
    code = await closed(town, ngan, lan)
    await lan.taps("Chưa xong")
    lan.sees("Xin lỗi", "cấp trên", "Còn thiếu điều gì")
    case = await case_of(town, code)
    assert (case.state, case.handler, case.reopened) == ("new", "CAT", 1)
    assert case.due_at is not None
    await lan.says("Mới lắp có một bóng, khúc cuối vẫn tối thui")
    lan.sees("cảm ơn", code)
    viet.sees("vì sao", code, "khúc cuối vẫn tối thui")
    ngan.has_not_seen("khúc cuối")


async def test_why_may_be_skipped(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    await town.joins(VIET, Role.COMMANDER, "CAT")
    lan = town.who(LAN)
    code = await closed(town, ngan, lan)
    await lan.says("chưa xong", reply_to=lan.last)
    lan.sees("Xin lỗi", code)
    await lan.says("bỏ qua")
    lan.sees("Cảm ơn", code)
    assert await town.program.services.drafts.active(town.program.services.custody.person_key(LAN.id)) is None


async def test_a_no_to_the_province_goes_to_the_secretariat(town: Town) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, "CAT")
    hoa = await town.joins(HOA, Role.SECRETARIAT, "CAT", "Trần Thị Hoa")
    lan = town.who(LAN)
    code = await opinion(lan, unit="chưa rõ")
    hoa.has_not_seen(code)
    await viet.says(ANSWER, reply_to=viet.last)
    await viet.taps("Kết thúc")
    await lan.taps("Chưa xong")
    hoa.sees(code, WORDS)
    assert (await case_of(town, code)).state == "new"


async def test_a_verdict_given_twice_counts_once(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    code = await closed(town, ngan, lan)
    _, yes = lan.button("Xong rồi")
    await lan.taps("Xong rồi")
    await lan.forges(yes)
    lan.hears("đã ghi lời", code)
    async with town.program.database.reading() as tx:
        assert await tx.scalar(text("SELECT sum(solved) FROM case_months")) == 1


async def test_stars_with_a_word_change_for_a_day(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    code = await closed(town, ngan, lan)
    await lan.taps("Xong rồi")
    await lan.taps("4 ⭐")
    lan.sees("4 sao", code)
    await lan.says("Anh trực rất dễ thương")
    ngan.has_seen("4 sao", code)
    ngan.sees("dễ thương")
    await lan.says(f"/theodoi {code} 5 sao")
    lan.sees("5 sao")
    await lan.taps("Bỏ qua")
    assert (await case_of(town, code)).stars == 5
    town.moves(town.program.clock.now() + timedelta(days=1, minutes=1))
    _, stars = lan.button("1 ⭐")
    await lan.forges(stars)
    lan.hears("quá một ngày")
    assert (await case_of(town, code)).stars == 5


async def test_stars_come_after_an_answer_and_of_thanks_too(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    await lan.says("Mấy anh trực đêm giúp má tôi tận tình lắm")
    await lan.taps("Gửi lời khen")
    await lan.says("luong the tran")
    await lan.taps("Ẩn danh")
    assert "không gửi cho đơn vị" not in " ".join(label for label, _ in buttons(lan.last)).casefold()
    await lan.taps("✅ Gửi")
    await lan.says("5 sao", reply_to=lan.last)
    lan.has_not_seen("Đã ghi 5 sao")
    await ngan.says("Cảm ơn bà con đã khen anh em trực đêm.", reply_to=ngan.messages[-2])
    await ngan.taps("Kết thúc")
    lan.sees("mấy sao")
    await lan.taps("5 ⭐")
    lan.sees("Đã ghi 5 sao")
    ngan.sees("5 sao")


async def test_a_thank_you_starts_nothing_and_other_words_do(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    code = await opinion(lan)
    await ngan.says(ANSWER, reply_to=ngan.last)
    answer = lan.last
    await lan.says("Dạ, cảm ơn mấy anh nhiều nghen!", reply_to=answer)
    lan.sees("cảm ơn anh/chị")
    ngan.sees("cảm ơn mấy anh")
    assert (await case_of(town, code)).state == "answered"
    town.moves(town.program.clock.now() + timedelta(days=20))
    await lan.says("Cảm ơn, nhưng tới giờ chưa thấy ai tới lắp", reply_to=answer)
    case = await case_of(town, code)
    assert case.state == "taken"
    assert case.due_at > f"{town.program.clock.now():%Y-%m-%d}"


async def test_an_answer_to_the_desks_question_lets_the_clock_go_on(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    code = await opinion(lan)
    due = (await case_of(town, code)).due_at
    await ngan.says("hỏi: Nhà mình ở khúc nào của ấp vậy anh/chị?", reply_to=ngan.last)
    lan.sees("khúc nào của ấp")
    question = lan.last
    assert (await case_of(town, code)).state == "asked"
    town.moves(at("2026-10-23 09:00"))
    await lan.says(f"/theodoi {code}")
    lan.sees("đang chờ anh/chị", "tạm dừng")
    await lan.says("cảm ơn", reply_to=question)
    assert (await case_of(town, code)).state == "asked"
    await lan.says("Gần cầu số 2, qua trường học", reply_to=question)
    ngan.sees("Gần cầu số 2")
    case = await case_of(town, code)
    assert case.state in ("taken", "new")
    assert case.asked_at is None
    assert case.due_at > due


async def test_words_after_the_end_may_open_it_again_for_fourteen_days(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    viet = await town.joins(VIET, Role.COMMANDER, "CAT")
    lan = town.who(LAN)
    code = await closed(town, ngan, lan)
    await lan.taps("Xong rồi")
    receipt = lan.last
    before = len(ngan.messages)
    town.moves(town.program.clock.now() + timedelta(days=13))
    await lan.says("Cảm ơn lần nữa nha", reply_to=receipt)
    assert len(ngan.messages) == before + 1
    ngan.sees("lần nữa")
    assert (await case_of(town, code)).state == "closed"
    await lan.says("Đèn lại tắt hết rồi mấy anh ơi", reply_to=receipt)
    lan.sees("chưa gửi đi đâu", code)
    await lan.taps("Chưa xong")
    lan.sees("cấp trên")
    viet.has_seen(code, "Đèn lại tắt hết rồi")


async def test_two_weeks_after_the_end_a_new_opinion_is_asked_for(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    await closed(town, ngan, lan)
    receipt = lan.last
    await lan.taps("Xong rồi")
    town.moves(town.program.clock.now() + timedelta(days=15))
    await lan.says("Đèn lại tắt hết rồi mấy anh ơi", reply_to=receipt)
    lan.sees("đã kết thúc", "/gopy")


async def test_the_sender_may_end_their_case_themselves(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    code = await opinion(lan)
    await lan.says(f"/theodoi {code}")
    await lan.taps("Đã xong")
    lan.sees("khép", code)
    ngan.sees("tự khép lại", code)
    case = await case_of(town, code)
    assert (case.state, case.verdict, case.due_at) == ("closed", "yes", None)


async def test_track_says_honestly_whether_anybody_read_it_and_by_when_it_is_answered(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    code = await opinion(lan)
    await lan.says(f"/theodoi {code}")
    lan.sees("Chưa có cán bộ nào", "chậm nhất", "03/11/2026")
    assert {label for label, _ in buttons(lan.last)} == {"✏️ Viết thêm", "✅ Đã xong", "🗑 Rút lại"}
    await ngan.taps("Nhận xử lý")
    await lan.says(f"/theodoi {code}")
    assert "chưa có cán bộ" not in said(lan.last).casefold()
    town.moves(at("2026-12-01 09:00"))
    await lan.says(f"/theodoi {code}")
    lan.sees("Đã quá hẹn")


async def test_what_is_withdrawn_is_erased_and_the_desk_is_told(town: Town, tmp_path: Path) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    await lan.sends_photo(_picture(), caption="Chuyện ngoắt ngoéo ở bến đò")
    for words in ("gui gop y", "luong the tran", "phan anh", "neu ten", "Bảy Nhung Bến Đò", "gui"):
        await lan.says(words)
    card = next(message for message in ngan.messages if "ngoắt ngoéo" in said(message))
    await ngan.says("ghi chú: có vẻ ngoắt ngoéo thiệt", reply_to=card)
    await ngan.says("Về chuyện ngoắt ngoéo này đơn vị đã cử người tới coi rồi.", reply_to=card)
    assert list((tmp_path / "media").iterdir())
    await lan.says("Thêm: ngoắt ngoéo dữ lắm", reply_to=lan.last)
    await lan.says("rút lại", reply_to=lan.messages[-2])
    lan.sees("xóa hẳn")
    await lan.taps("Giữ lại")
    lan.sees("vẫn giữ")
    await lan.says("/theodoi")
    await lan.taps("-")
    await lan.taps("Rút lại")
    await lan.taps("Rút lại và xóa")
    lan.sees("đã rút lại và xóa")
    ngan.sees("đã rút lại", "xóa các tin")
    assert not list((tmp_path / "media").iterdir())
    async with town.program.database.reading() as tx:
        assert await tx.scalar(text("SELECT sum(received) FROM case_months")) == 1
        assert await tx.scalar(text("SELECT count(*) FROM case_search WHERE case_search MATCH 'ngoeo'")) == 0
    await town.close()  # the journal is written back
    raw = b"".join(file.read_bytes() for file in tmp_path.glob("vidan.db*"))
    for word in ("ngoắt ngoéo", "ngoeo", "ngoat", "bến đò", "ben do", "Bảy Nhung"):
        assert word.encode() not in raw, word
    assert b"withdrawn" in raw  # this is where such words stood


async def test_the_photo_of_an_answer_that_waits_is_never_somebody_elses(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan, hoa = town.who(LAN), town.who(HOA)
    code = await opinion(lan)
    card = ngan.last
    await hoa.sends_photo(_picture(), caption="Chuyện nhà tôi, xin đừng cho ai coi")
    for words in ("gui gop y", "luong the tran", "phan anh", "an danh"):
        await hoa.says(words)
    await lan.says(f"/theodoi {code} rút lại")
    sure, data = lan.button("Rút lại và xóa")
    town.world.send_photo(ngan.id, _picture(), caption=ANSWER, reply_to=card.message_id)
    await _is_heard(town)
    town.world.tap(lan.id, sure.message_id, data)
    await _is_heard(town)
    town.world.say(hoa.id, "gui")
    await town.settles()
    ngan.has_seen("Chuyện nhà tôi")
    assert any(message.photo for message in ngan.messages)
    assert not any(message.photo for message in lan.messages)


async def _is_heard(town: Town) -> None:
    """All that was said has its effect; what was promised by it waits: the postman has not been there."""
    while await town.program.intake.poll(0):
        pass
    await town.program.lanes.idle()


async def test_what_was_withdrawn_takes_nothing_more(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    code = await opinion(lan)
    await ngan.says(ANSWER, reply_to=ngan.last)
    answer, card = lan.last, next(m for m in ngan.messages if WORDS in said(m))
    await lan.says(f"/theodoi {code} rút lại")
    _, sure = lan.button("Rút lại và xóa")
    await lan.taps("Rút lại và xóa")
    await lan.forges(sure)
    lan.hears("nút này đã cũ")
    await lan.says("Tôi muốn nói thêm chuyện khác", reply_to=answer)
    lan.sees("rút lại", code)
    await lan.says("cảm ơn", reply_to=answer)
    lan.sees("cảm ơn")
    await ngan.says("Đơn vị xin trả lời thêm cho rõ chuyện này.", reply_to=card)
    ngan.sees(code, "rút lại")
    await lan.says(f"/theodoi {code}")
    lan.sees("đã rút lại")
    assert not buttons(lan.last)
    lan.has_not_seen("Đơn vị xin trả lời thêm")


async def test_nobody_else_touches_a_case_by_forged_buttons(town: Town) -> None:
    await town.joins(NGAN, Role.DUTY, "32134")
    lan, hoa = town.who(LAN), town.who(HOA)
    code = await opinion(lan)
    case = (await case_of(town, code)).id
    await hoa.says("/start")
    for data in ("s:done", "s:withdraw", "c:add", "c:judge"):
        await hoa.forges(f"{data}:{case}:yes")
        hoa.hears("Không còn thấy ý kiến này")
    await hoa.forges(f"s:rate:{case}:1")
    hoa.hears("Không còn thấy ý kiến này")
    await lan.forges(f"s:rate:{case}:9")
    await lan.forges("s:nothing")
    lan.hears("nút này đã cũ")
    after = await case_of(town, code)
    assert (after.state, after.stars, after.version) == ("new", None, 1)


async def test_an_edit_lands_in_the_case_as_more_words(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    first = town.world.say(lan.id, "Đèn ở ấp Cái Rô hư hai cái rồi")
    await town.settles()
    for words in ("gui gop y", "luong the tran", "phan anh", "an danh", "gui"):
        await lan.says(words)
    card = next(message for message in ngan.messages if "hư hai cái" in said(message))
    town.world.edit(lan.id, first, "Đèn ở ấp Cái Rô hư ba cái rồi")
    await town.settles()
    lan.sees("đã được ghi thêm")
    ngan.sees("Đã sửa thành", "hư ba cái")
    heard = len(ngan.messages)
    town.world.edit(lan.id, first, "Đèn ở ấp Cái Rô hư ba cái rồi")
    await town.settles()
    assert len(ngan.messages) == heard
    reply = town.world.say(ngan.id, "Điện lực hẹn thứ ba tới lắp cho bà con nghen", reply_to=card.message_id)
    await town.settles()
    town.world.edit(ngan.id, reply, "Điện lực hẹn thứ năm tới lắp cho bà con nghen")
    await town.settles()
    lan.sees("Đã sửa thành", "thứ năm")
    await ngan.taps("Kết thúc")
    await lan.taps("Xong rồi")
    town.world.edit(lan.id, first, "Đèn ở ấp Cái Rô hư bốn cái rồi")
    await town.settles()
    lan.sees("đã kết thúc")
    ngan.has_not_seen("bốn cái")


async def test_an_edited_question_of_the_desk_is_no_answer(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    code = await opinion(lan)
    card = ngan.last.message_id
    asked = town.world.say(ngan.id, "hỏi: Nhà mình ở khúc nào của ấp?", reply_to=card)
    await town.settles()
    town.world.edit(ngan.id, asked, "hỏi: Nhà mình ở khúc nào của ấp vậy anh chị?")
    await town.settles()
    assert (await case_of(town, code)).state == "asked"
    lan.has_seen("xin hỏi thêm", "Đã sửa thành")


async def test_thirty_photos_in_three_albums_are_bounded_and_none_is_lost_in_silence(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    await opinion(lan)
    receipt, before, heard = lan.last.message_id, len(lan.messages), len(ngan.messages)
    for album in "abc":
        for number in range(10):
            caption = "Hình chụp cả con đường nè" if (album, number) == ("a", 0) else ""
            town.world.send_photo(lan.id, _picture(), caption=caption, media_group_id=album, reply_to=receipt)
        await town.settles()
    refusals = [message for message in lan.messages[before:] if "nhiều nhất 10 hình" in said(message)]
    assert len(refusals) == 2  # one for each album that did not fit
    await lan.taps("✅ Gửi")
    assert len([message for message in ngan.messages[heard:] if message.photo]) == 10
    ngan.has_seen("cả con đường")


async def test_an_album_to_a_closed_case_is_asked_what_it_means(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    await closed(town, ngan, lan)
    heard, closing = len(ngan.messages), lan.last.message_id
    for number in range(3):
        town.world.send_photo(
            lan.id,
            _picture(),
            media_group_id="z",
            reply_to=closing,
            caption="" if number else "Chỗ này còn tối",
        )
    await town.settles()
    await lan.taps("Mới xong một phần")
    lan.sees("mở lại")
    ngan.has_seen("một phần", "Chỗ này còn tối")
    assert len([message for message in ngan.messages[heard:] if message.photo]) == 3


async def test_in_english_it_reads_as_well(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    await town.joins(VIET, Role.COMMANDER, "CAT")
    lan = town.who(LAN)
    await lan.says("/language English")
    for words in ("The lamps of our hamlet are broken", "1", "luong the tran", "report", "anonymous"):
        await lan.says(words)
    await lan.taps("Send")
    lan.sees("by 03/11/2026 at the latest")
    await ngan.says(ANSWER, reply_to=ngan.last)
    await lan.says("Thank you very much!", reply_to=lan.last)
    lan.sees("passed on")
    await ngan.taps("Kết thúc")
    await lan.says("not solved", reply_to=lan.last)
    lan.sees("sorry", "one level up")
    await lan.says("skip")
    await lan.says("/track")
    await lan.taps("-")
    lan.sees("gone one level up", "Read by an officer of Công an xã Lương Thế Trân")
    await lan.taps("Take it back")
    await lan.says("take it back, erase all")
    lan.sees("taken back and erased")


def _picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (64, 48), "green").save(made, "JPEG")
    return made.getvalue()


async def test_track_tells_a_question_from_an_answer_and_the_end_asks_last(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    code = await opinion(lan)
    card = ngan.last
    await ngan.says("hỏi: Đoạn nào vậy anh chị ơi?", reply_to=card)
    await lan.says(f"/theodoi {code}")
    lan.sees("Đơn vị hỏi,", "Đoạn nào vậy")
    await lan.says("Từ cầu tới trường học", reply_to=lan.last)
    await ngan.says(ANSWER, reply_to=card)
    await lan.says(f"/theodoi {code}")
    assert "Đơn vị hỏi" not in said(lan.last)
    await ngan.taps("Kết thúc")
    assert said(lan.last).endswith("Anh/chị thấy việc đã xong chưa?")
    assert "bị xóa hẳn" in said(lan.last)
    await lan.says(f"/theodoi {code} rút lại")
    await lan.taps("Rút lại và xóa")
    await lan.says("/theodoi")
    assert "đã rút lại:" not in said(lan.last)
    lan.sees(code, "đã rút lại")
    await lan.says("/language en")
    other = await opinion(town.who(HOA))
    await town.who(HOA).says("/language en")
    await ngan.says("hỏi: Đoạn nào vậy anh chị ơi?", reply_to=ngan.last)
    await town.who(HOA).says(f"/track {other}")
    town.who(HOA).sees("The unit asks,")
