"""After an answer or a question: solved or not, said at once, later or never; and words that only thank."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.person import Role
from tests.journeys.test_deadlines import sends, strikes
from tests.journeys.test_sender import ANSWER, _picture, case_of
from tests.people import LAN, NGAN, VIET
from tests.talk import Someone, Town, at, buttons, said

QUESTION = "hỏi: Nhà mình ở khúc nào của ấp vậy anh/chị?"


async def answered(town: Town) -> tuple[Someone, Someone, str]:
    """An opinion with an answer: the desk, its sender, the code."""
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    code = await sends(lan)
    await ngan.says(ANSWER, reply_to=ngan.last)
    lan.sees("lắp 5 bóng đèn", code)
    return ngan, lan, code


def labels(who: Someone) -> list[str]:
    """The buttons under the newest message."""
    return [label for label, _ in buttons(who.last)]


async def test_a_question_left_alone_is_asked_again_and_then_the_desk_goes_on_without(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    code = await sends(lan)
    card = ngan.last
    await ngan.says(QUESTION, reply_to=card)
    ngan.sees("nhiều nhất hai tuần")
    await strikes(town, "2026-10-27 09:30")
    lan.sees("Hôm trước", code, "khúc nào của ấp", "đơn vị làm tiếp")
    assert labels(lan) == ["✍️ Trả lời câu hỏi"]
    await strikes(town, "2026-11-03 09:31")
    ngan.sees("chưa trả lời câu hỏi", code, "Thời hạn chạy tiếp")
    await ngan.says(QUESTION, reply_to=card)
    ngan.sees("thời hạn vẫn chạy")
    lan.sees("khúc nào của ấp")
    await ngan.says(ANSWER, reply_to=card)
    await ngan.taps("Kết thúc")
    lan.sees("đã xong chưa", "12 tháng")


async def test_who_answers_when_asked_again_is_heard(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    code = await sends(lan)
    await ngan.says(QUESTION, reply_to=ngan.last)
    await strikes(town, "2026-10-27 09:30")
    await lan.says("Gần cầu số 2", reply_to=lan.last)
    ngan.sees("Gần cầu số 2")
    assert (await case_of(town, code)).state == "taken"


async def test_a_yes_to_the_answer_ends_it_and_the_answer_stays_to_be_read(town: Town) -> None:
    ngan, lan, code = await answered(town)
    lan.sees("đã xong chưa")
    await lan.taps("Xong rồi")
    lan.sees("mừng lắm", "12 tháng", "mấy sao")
    lan.has_seen("lắp 5 bóng đèn", code)
    ngan.sees("tự khép lại", code)
    assert ((await case_of(town, code)).state, (await case_of(town, code)).verdict) == ("closed", "yes")
    await lan.taps("5 ⭐")
    lan.sees("5 sao")
    count = len(lan.messages)
    await strikes(town, "2026-10-27 09:30", "2026-11-03 09:30", "2026-11-10 09:30")
    assert len(lan.messages) == count


async def test_a_no_to_the_answer_goes_up_at_once(town: Town) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, "CAT")
    _, lan, code = await answered(town)
    await lan.says("chưa xong", reply_to=lan.last)
    lan.sees("cấp trên", "Còn thiếu điều gì")
    viet.sees(code)
    case = await case_of(town, code)
    assert (case.state, case.handler) == ("new", "CAT")


async def test_only_the_last_words_of_a_long_answer_ask(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    await sends(lan)
    long = " ".join(f"Đoạn {number} đã lắp đèn và kiểm tra xong." for number in range(90))
    await ngan.says(long, reply_to=ngan.last)
    first, last = lan.messages[-2:]
    assert "đã xong chưa" not in said(first)
    assert not buttons(first)
    assert "đã xong chưa" in said(last)
    assert [label for label, _ in buttons(last)] == ["✅ Xong rồi", "Một phần", "Chưa xong"]


async def test_an_old_verdict_button_is_past_once_new_words_opened_it_again(town: Town) -> None:
    ngan, lan, code = await answered(town)
    answer = lan.last
    _, yes = lan.button("Xong rồi")
    await lan.says("Mà đèn đầu ấp thì sao mấy chú", reply_to=answer)
    assert (await case_of(town, code)).state == "taken"
    await lan.forges(yes)
    lan.hears("đang được xem tiếp", "hỏi lại")
    assert ((await case_of(town, code)).state, (await case_of(town, code)).verdict) == ("taken", None)
    ngan.has_not_seen("tự khép lại")


async def test_thanks_for_praise_asks_nothing(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    await sends(lan, "Mấy anh trực đêm giúp má tôi tận tình lắm", kind="Khen")
    await ngan.says("Cảm ơn bà con đã khen anh em trực đêm.", reply_to=ngan.last)
    lan.sees("Cảm ơn bà con")
    assert not buttons(lan.last)
    await strikes(town, "2026-10-27 09:30")
    lan.has_not_seen("Hôm trước")


@pytest.mark.parametrize("how", ["đã xong", "rút lại"])
async def test_who_ends_it_or_takes_it_back_hears_how_long_it_leads_to_them(town: Town, how: str) -> None:
    await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    code = await sends(lan)
    await lan.says(f"/theodoi {code} {how}")
    if how == "rút lại":
        await lan.taps("Rút lại và xóa")
    lan.sees(code, "12 tháng")


async def test_after_a_yes_more_can_be_written_and_it_can_be_not_solved_after_all(town: Town) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, "CAT")
    ngan, lan, code = await answered(town)
    await lan.taps("Xong rồi")
    await lan.says(f"/theodoi {code}")
    assert labels(lan)[:2] == ["✏️ Viết thêm", "Chưa xong"]
    await lan.taps("Viết thêm")
    await lan.says("Đèn lại tắt một bóng rồi")
    await lan.taps("Mới xong một phần")
    ngan.has_seen("Đèn lại tắt một bóng")
    assert (await case_of(town, code)).state == "taken"
    await ngan.says("Anh em đã thay bóng mới lúc 8 giờ tối nay rồi nghen.", reply_to=ngan.last)
    await lan.taps("Xong rồi")
    await lan.says(f"/theodoi {code} chưa xong")
    lan.sees("cấp trên")
    viet.has_seen(code)


async def test_what_is_typed_too_late_is_told_why_not(town: Town) -> None:
    _, lan, code = await answered(town)
    await lan.taps("Xong rồi")
    await lan.says(f"/theodoi {code} viết thêm")
    lan.sees("viết thêm về", code)
    await lan.says("/huy")
    town.moves(town.program.clock.now() + timedelta(days=15))
    for words in ("chưa xong", "viết thêm"):
        await lan.says(f"/theodoi {code} {words}")
        lan.sees("đã kết thúc", "/gopy")
    await lan.says(f"/theodoi {code} xong rồi")
    lan.sees("đã ghi lời anh/chị", "/gopy")
    await lan.says(f"/theodoi {code}")
    assert not {"✏️ Viết thêm", "Chưa xong"} & set(labels(lan))


async def test_a_photo_without_words_is_no_answer_and_nobody_is_told_that_it_is_done(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    code = await sends(lan)
    due = (await case_of(town, code)).due_at
    await ngan.sends_photo(_picture(), reply_to=ngan.last.message_id)
    ngan.sees("Hình chưa phải là câu trả lời", code)
    lan.has_seen("chỉ có hình", code)
    case = await case_of(town, code)
    assert (case.state, case.due_at, case.answered_at) == ("new", due, None)
    await strikes(town, "2026-10-27 17:00", "2026-11-03 17:00", "2026-11-20 09:30")
    ngan.has_seen("quá hạn", code)
    lan.has_not_seen("đã xử lý")


_YES = [
    "Dạ",
    "Ok",
    "Ok chú",
    "Dạ vâng ạ",
    "👍",
    "🙏🏻",
    "❤️",
    "Dạ được rồi ạ",
    "Tốt quá",
    "C.ơn",
    "Dạ, cám ơn 🌹",
]
_MORE = [
    "Dạ chưa",
    "Ok chưa?",
    "👎",
    "Cảm ơn 😡",
    "chú ơi",
    "Dạ xử lý nhanh",
    "Cảm ơn chú đã lắp đèn",
    "Dạ :(",
]


@pytest.mark.parametrize("words", _YES)
async def test_yes_and_thanks_and_kind_signs_start_nothing_anew(town: Town, words: str) -> None:
    ngan, lan, code = await answered(town)
    await lan.says(words, reply_to=lan.last)
    lan.sees("cảm ơn anh/chị")
    assert (await case_of(town, code)).state == "answered"
    ngan.sees(words)  # it is passed on all the same


@pytest.mark.parametrize("words", _MORE)
async def test_in_doubt_a_human_reads_it(town: Town, words: str) -> None:
    _, lan, code = await answered(town)
    await lan.says(words, reply_to=lan.last)
    assert (await case_of(town, code)).state == "taken"


async def test_a_yes_to_a_question_is_its_answer(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    code = await sends(lan)
    await ngan.says("hỏi: Nhà mình ở gần cầu số 2 phải không anh/chị?", reply_to=ngan.last)
    await lan.says("Dạ", reply_to=lan.last)
    assert (await case_of(town, code)).state == "taken"
    ngan.sees("Dạ")


async def test_thanks_written_by_the_button_start_nothing_either(town: Town) -> None:
    ngan, lan, code = await answered(town)
    await lan.says(f"/theodoi {code}")
    await lan.taps("Viết thêm")
    await lan.says("Cảm ơn nhiều nghen")
    lan.sees("cảm ơn anh/chị")
    ngan.sees("Cảm ơn nhiều nghen")
    assert (await case_of(town, code)).state == "answered"


async def test_in_english_it_reads_as_well(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    code = await sends(lan)
    card = ngan.last
    for one in (lan, ngan):
        await one.says("/language en")
    await ngan.says("ask: Which part of the hamlet is it?", reply_to=card)
    await strikes(town, "2026-10-27 09:30")
    lan.sees("Some days ago", "Which part of the hamlet")
    await strikes(town, "2026-11-03 09:31")
    ngan.sees("was not answered", code, "The clock goes on")
    await ngan.says("The lamps were put up along the whole road last night.", reply_to=card)
    lan.sees("Do you find it solved?")
    await lan.says("Okay, great", reply_to=lan.last)
    assert (await case_of(town, code)).state == "answered"
    await strikes(town, "2026-11-10 09:32", "2026-11-17 09:33")
    lan.sees("closed now", "Do you find it solved?")
    town.moves(at("2026-11-18 09:00"))
    await lan.taps("Not solved")
    lan.sees("sorry")
