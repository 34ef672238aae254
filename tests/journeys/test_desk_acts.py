"""The desk at work, as people talk: ask, note, pass, give, answer with care, one after the other."""

from __future__ import annotations

import io

from PIL import Image

from domain.person import Role
from sandbox.world import Message
from storage.tables import unit_rules
from tests.journeys.test_opinion import WORDS, opinion
from tests.people import HOA, LAN, MINH, NGAN, TUAN, VIET
from tests.talk import Someone, Town, buttons, said

DONE = "Công an xã đã báo điện lực, tối mai sẽ lắp 5 bóng đèn."
SECRET = "Nghi người gửi là hàng xóm chủ quán"


async def _desk(town: Town) -> Someone:
    return await town.joins(NGAN, Role.DUTY, "32134", "Phan Thu Ngân")


def _card(who: Someone, code: str) -> Message:
    """The newest of the case under which it can be worked on: what only leads to the next one is none."""
    return next(
        m
        for m in reversed(who.messages)
        if code in said(m) and any(data.startswith("c:") for _, data in buttons(m))
    )


async def test_an_answer_says_what_was_done_by_whom_and_offers_a_photo(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    code = await opinion(lan)
    await ngan.taps("Trả lời")
    await ngan.says(DONE)
    ngan.sees("Bà con sẽ đọc", DONE, "cấp nào")
    await ngan.says("Điện lực Lương Thế Trân")
    ngan.sees("ảnh")
    await ngan.sends_photo(_picture())
    await ngan.taps("✅ Gửi")
    ngan.sees("Đã gửi trả lời", code)
    lan.has_seen(DONE, "Nơi giải quyết: Điện lực Lương Thế Trân")
    assert [message for message in lan.messages if message.photo]


async def test_an_answer_takes_three_taps_and_the_words(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    await opinion(lan)
    await ngan.taps("Trả lời")
    await ngan.says(DONE)
    await ngan.taps("Cấp trên trực tiếp")
    await ngan.taps("Gửi luôn")
    lan.sees(DONE, "Nơi giải quyết: Công an tỉnh Cà Mau")


async def test_words_that_were_sent_before_are_shown_and_must_be_written_anew(town: Town) -> None:
    ngan, lan, hoa = await _desk(town), town.who(LAN), town.who(HOA)
    first = await opinion(lan)
    await ngan.says("Công an xã đã ghi nhận và sẽ xem xét theo quy định.", reply_to=ngan.last)
    second = await opinion(hoa, "Chợ xã lấn chiếm hết lòng đường buổi sáng")
    await ngan.taps("Trả lời")
    await ngan.says("Dạ, công an xã đã ghi nhận và sẽ xem xét theo quy định ạ")
    ngan.sees("giống", first)  # before anything else is asked
    hoa.has_not_seen("xem xét theo quy định")
    await ngan.says("Sáng nay tổ tuần tra đã nhắc bốn hộ dọn hàng vào trong vạch.")
    await ngan.taps("Đơn vị mình")
    await ngan.taps("Gửi luôn")
    ngan.sees("Đã gửi trả lời", second)
    hoa.sees("nhắc bốn hộ")


async def test_the_sender_is_asked_back_and_their_reply_goes_on(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    code = await opinion(lan)
    card = ngan.last
    await ngan.says("hỏi: Đoạn đường nào vậy bà con, gần nhà ai?", reply_to=card)
    ngan.sees("Đã hỏi người gửi", code)
    lan.sees("Đoạn đường nào", code, "Trả lời")
    await lan.says("Đoạn cầu Cái Rô tới nhà Bảy Nhung đó", reply_to=lan.last)
    ngan.has_seen("Đoạn cầu Cái Rô", code)
    await ngan.says(DONE, reply_to=card)
    lan.sees(DONE)


async def test_a_note_of_the_desk_is_in_nothing_that_the_sender_sees(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    minh = await town.joins(MINH, Role.DUTY, "32134", "Lê Hải Minh")
    code = await opinion(lan)
    await ngan.taps("Nhận xử lý")
    await ngan.says(f"ghi chú: {SECRET}", reply_to=_card(ngan, code))
    ngan.sees("Đã ghi chú", code)
    await ngan.says(f"chuyển: Năm Căn vì {SECRET}", reply_to=_card(ngan, code))
    tuan = await town.joins(TUAN, Role.DUTY, "32191", "Trần Anh Tuấn")
    await tuan.says(f"trả lại: {SECRET} nên không phải bên này", reply_to=_card(tuan, code))
    await ngan.says(DONE, reply_to=_card(ngan, code))
    await ngan.taps("Kết thúc")
    for words in ("/theodoi", f"/theodoi {code}", "/start", "/dulieu", "/huy", "/trogiup"):
        await lan.says(words)
    lan.has_not_seen(SECRET)
    lan.has_not_seen("ghi chú")
    lan.has_not_seen("Ngân")
    assert not any(SECRET in text for text, _ in _pressed(lan))
    await minh.says(f"/hopthu {code}")
    minh.has_seen(SECRET)


def _pressed(who: Someone) -> list[tuple[str, str]]:
    return [one for message in who.messages for one in buttons(message)]


async def test_a_case_passed_on_comes_with_the_reason_and_may_be_given_back(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    tuan = await town.joins(TUAN, Role.DUTY, "32191", "Trần Anh Tuấn")
    code = await opinion(lan)
    await ngan.says("chuyển: năm căn vì đoạn đường này thuộc Năm Căn", reply_to=ngan.last)
    ngan.sees("Đã chuyển", code, "Năm Căn")
    tuan.sees(code, WORDS, "thuộc Năm Căn", "Phan Thu Ngân")
    await tuan.says("trả lại: khúc này của Lương Thế Trân", reply_to=tuan.last)
    ngan.has_seen(code, "khúc này của Lương Thế Trân", "Trần Anh Tuấn")
    await ngan.says("chuyển: năm căn vì đoạn đường này thuộc Năm Căn", reply_to=_card(ngan, code))
    ngan.sees("đi vòng")
    await ngan.says(DONE, reply_to=_card(ngan, code))
    lan.sees(DONE)


async def test_the_other_desk_takes_what_was_passed_on_and_the_sender_hears_who(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    tuan = await town.joins(TUAN, Role.DUTY, "32191", "Trần Anh Tuấn")
    code = await opinion(lan)
    await ngan.taps("Việc khác")
    await ngan.taps("Chuyển đơn vị khác")
    await ngan.says("năm căn")
    await ngan.says("Đoạn đường này thuộc xã Năm Căn")
    ngan.sees("Đã chuyển", code)
    await tuan.says("nhận", reply_to=tuan.last)
    lan.sees("Năm Căn", "đã nhận ý kiến", code)
    await ngan.taps("Trả lời")
    ngan.hears(code, "Phan Thu Ngân", "Năm Căn")


async def test_a_colleague_gets_the_case_by_name_and_the_later_press_hears_who_has_it(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    minh = await town.joins(MINH, Role.OFFICER, "32134", "Lê Hải Minh")
    tuan = await town.joins(TUAN, Role.DUTY, "32134", "Trần Anh Tuấn")
    code = await opinion(lan)
    await ngan.says("giao: hải minh", reply_to=ngan.last)
    ngan.sees("Đã giao", code, "Lê Hải Minh")
    minh.has_seen(code, WORDS)
    await tuan.taps("Trả lời")
    tuan.hears("Lê Hải Minh")
    await minh.says(DONE, reply_to=_card(minh, code))
    lan.sees(DONE)


async def test_one_answers_while_the_other_writes_and_no_word_is_lost(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    minh = await town.joins(MINH, Role.DUTY, "32134", "Lê Hải Minh")
    await opinion(lan)
    card = minh.last
    await ngan.taps("Trả lời")
    await minh.says(DONE, reply_to=card)
    await ngan.says("Tổ tuần tra sẽ ghé coi tối nay nha bà con")
    await ngan.taps("Đơn vị mình")
    await ngan.taps("Gửi luôn")
    ngan.has_seen("Lê Hải Minh")
    ngan.has_seen("Không ghi được nữa", "Tổ tuần tra sẽ ghé coi tối nay")
    lan.has_not_seen("ghé coi tối nay")


async def test_a_second_pair_of_eyes_agrees_or_sends_back_with_words(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    viet = await town.joins(VIET, Role.COMMANDER, "32134", "Trần Quốc Việt")
    await _second_eyes(town)
    code = await opinion(lan)
    await ngan.says(DONE, reply_to=ngan.last)
    ngan.sees("Đã trình trả lời", code)
    lan.has_not_seen("5 bóng đèn")
    viet.sees("Phan Thu Ngân", DONE, WORDS)
    await viet.taps("Trả lại để sửa")
    await viet.says("Ghi rõ lắp ở đoạn nào giùm")
    ngan.sees("Ghi rõ lắp ở đoạn nào", DONE)
    better = "Tối mai điện lực lắp 5 bóng đèn từ cầu Cái Rô tới trường học."
    await ngan.says(better, reply_to=_card(ngan, WORDS))
    await viet.taps("Đồng ý gửi")
    lan.sees("trả lời ý kiến", better)
    ngan.has_seen("đã duyệt", "Trần Quốc Việt")
    await viet.forges(_data(viet, "approve"))
    viet.has_seen("quyết định")


async def _second_eyes(town: Town) -> None:
    async with town.program.database.transaction() as tx:
        await tx.execute(unit_rules.insert().values(unit="32134", name="second_eyes", value=1))


def _data(who: Someone, verb: str) -> str:
    data = [data for _, data in _pressed(who) if data.startswith(f"c:{verb}:")]
    return data[-1]


async def test_two_that_say_the_same_get_the_same_words(town: Town) -> None:
    ngan, lan, hoa = await _desk(town), town.who(LAN), town.who(HOA)
    first = await opinion(lan)
    second = await opinion(hoa, "Đèn đường ấp Cái Rô tắt hết rồi mấy chú ơi")
    await ngan.says(f"trùng: {first}", reply_to=_card(ngan, second))
    ngan.sees(first, second, "trùng")
    await ngan.says(DONE, reply_to=_card(ngan, first))
    await ngan.taps("Gửi cùng lời cho 1")
    ngan.sees("cùng lời", second)
    hoa.sees(DONE, second)


async def test_the_longest_message_telegram_takes_arrives_whole_with_what_stands_beneath(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    await opinion(lan)
    text = ("Đã tới từng nhà ghi tên, hẹn ngày lắp đèn. " * 100)[:4096].strip()
    await ngan.says(text, reply_to=ngan.last)
    ngan.sees("Đã gửi trả lời")
    answers = [said(message) for message in lan.messages if "trả lời ý kiến" in said(message)]
    assert len(answers) == 2
    assert sum(answer.count("Đã tới từng nhà") for answer in answers) == text.count("Đã tới từng nhà")


async def test_thirty_photos_become_ten_and_it_is_said_once_an_album(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    await opinion(lan)
    await ngan.taps("Trả lời")
    for number in range(30):
        caption = DONE if number == 0 else ""
        town.world.send_photo(ngan.id, _picture(), caption=caption, media_group_id=str(number // 10))
    await town.settles()
    assert len([m for m in ngan.messages if "nhiều nhất 10" in said(m)]) <= 2
    await ngan.taps("Đơn vị mình")
    lan.has_seen(DONE)
    assert len([message for message in lan.messages if message.photo]) == 10


async def test_thanks_for_praise_are_said_in_one_go(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    for words in ("/khen", "luong the tran", "Mấy chú công an xã làm căn cước lễ phép lắm", "an danh", "gửi"):
        await lan.says(words)
    await ngan.taps("Trả lời")
    await ngan.says("Dạ, cảm ơn bà con đã khen")
    ngan.sees("Đã gửi trả lời")
    lan.has_seen("cảm ơn bà con đã khen")


async def test_english_at_the_desk(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    minh = await town.joins(MINH, Role.DUTY, "32134", "Lê Hải Minh")
    await ngan.says("/language english")
    code = await opinion(lan)
    card = _card(ngan, code)
    await ngan.says("take it", reply_to=card)
    lan.sees("đã nhận ý kiến")
    await ngan.says("topic: traffic", reply_to=card)
    ngan.sees("Traffic", code)
    await ngan.says("note: ask the power company first", reply_to=card)
    ngan.sees("Noted", code)
    await ngan.says("escalate: this is beyond what we can do here", reply_to=card)
    ngan.sees("went up to", "Công an tỉnh Cà Mau")
    await ngan.says("close", reply_to=card)
    ngan.sees("passed", code, "Công an tỉnh Cà Mau")
    await minh.says("nhận", reply_to=_card(minh, code))
    minh.sees("Phan Thu Ngân", "Công an tỉnh Cà Mau")


async def test_verbs_of_the_desk_are_mere_words_to_a_citizen(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    code = await opinion(lan)
    await lan.says("ghi chú: tui ở gần cầu", reply_to=lan.last)
    ngan.has_seen("tui ở gần cầu", code)


def _picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (64, 48), "green").save(made, "JPEG")
    return made.getvalue()


async def test_the_unit_understood_is_named_and_the_next_case_is_a_press_away(town: Town) -> None:
    ngan = await _desk(town)
    await opinion(town.who(LAN))
    other = await opinion(town.who(HOA), "Chợ xã lấn chiếm hết lòng đường buổi sáng")
    await ngan.says("/hopthu làm trước")
    await ngan.taps("Việc khác")
    await ngan.taps("Chuyển đơn vị khác")
    await ngan.says("nam can")
    ngan.sees("Chuyển tới", "Năm Căn", "Vì sao")
    await ngan.says("Đoạn đường này thuộc Năm Căn")
    ngan.sees("Đã chuyển")
    await ngan.taps("Việc tiếp theo")
    ngan.sees(other)
    await ngan.says("ghi chú: đã gọi ban quản lý chợ", reply_to=ngan.last)
    assert [label for label, _ in buttons(ngan.last)] == ["▶ Việc tiếp theo"]
    await ngan.says("/language en")
    await ngan.says("pass: Sông Đốc", reply_to=_card(ngan, other))
    ngan.sees("To Công an", "Sông Đốc", "Why")


async def test_colleagues_stand_by_given_name_and_other_things_come_last(town: Town) -> None:
    ngan = await _desk(town)
    await town.joins(MINH, Role.OFFICER, "32134", "An Văn Út")
    await town.joins(VIET, Role.OFFICER, "32134", "Võ Thị Ánh")
    code = await opinion(town.who(LAN))
    await ngan.says("giao", reply_to=_card(ngan, code))
    names = [label for label, _ in buttons(ngan.last)]
    assert names.index("Võ Thị Ánh") < names.index("An Văn Út")
    await ngan.says("/huy")
    await ngan.says("chủ đề", reply_to=_card(ngan, code))
    assert [label for label, _ in buttons(ngan.last)][-2] == "Việc khác"
