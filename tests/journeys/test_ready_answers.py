"""A ready answer: chosen, what was done written to it, refused where it says nothing of this case."""

from __future__ import annotations

from domain.person import Role
from sandbox.world import Message
from tests.journeys.test_opinion import opinion
from tests.people import HOA, LAN, NGAN
from tests.talk import Someone, Town, buttons

TITLE = "Hẹn đi coi"
READY = "Về ý kiến {code}, {unit} hẹn tới tận nơi trong ngày {date}."
DONE = "Tổ tuần tra đã đo đoạn đường, sẽ gắn năm bóng đèn."
MARKET = "Chợ xã lấn chiếm hết lòng đường buổi sáng"


def _case_of(message: Message) -> str:
    return next(data.split(":")[2] for _, data in buttons(message) if data.startswith("c:"))


async def _desk(town: Town, text: str = READY) -> tuple[Someone, str]:
    """Ngân, who has a case with a ready answer to choose: she, the case's code."""
    ngan = await town.joins(NGAN, Role.DUTY, "32134", "Phan Thu Ngân")
    code = await opinion(town.who(LAN))
    card = ngan.last
    await ngan.says("câu mẫu", reply_to=card)
    ngan.sees("chưa có câu trả lời mẫu")
    await ngan.taps("Thêm, sửa")
    await ngan.taps("Thêm câu mẫu")
    await ngan.says(TITLE)
    await ngan.says(text)
    ngan.sees("Đã lưu", TITLE)
    await ngan.forges(f"c:answer:{_case_of(card)}")
    return ngan, code


async def _chooses(ngan: Someone) -> None:
    await ngan.taps("Câu trả lời mẫu")
    await ngan.taps(TITLE)


async def test_what_was_done_is_written_to_it_and_the_sender_reads_both(town: Town) -> None:
    ngan, code = await _desk(town)
    await _chooses(ngan)
    ngan.sees(f"Về ý kiến {code}, Công an xã Lương Thế Trân hẹn tới tận nơi trong ngày 20/10/2026.")
    await ngan.says(DONE)
    ngan.sees(f"Về ý kiến {code}", DONE, "cấp nào")
    await ngan.taps("Đơn vị mình")
    await ngan.taps("Gửi luôn")
    town.who(LAN).sees(f"Về ý kiến {code}", "20/10/2026", DONE)


async def test_alone_it_goes_once_and_then_says_at_once_what_is_wanted(town: Town) -> None:
    ngan, first = await _desk(town)
    await _chooses(ngan)
    await ngan.taps("Câu mẫu là đủ")
    await ngan.taps("Đơn vị mình")
    await ngan.taps("Gửi luôn")
    ngan.sees("Đã gửi trả lời", first)
    second = await opinion(town.who(HOA), MARKET)
    await ngan.taps("Trả lời")
    await _chooses(ngan)
    await ngan.taps("Câu mẫu là đủ")
    ngan.hears("gõ thêm đã làm gì")
    await ngan.says("Sáng nay đã nhắc bốn hộ dọn hàng vào trong vạch.")
    await ngan.taps("Đơn vị mình")
    await ngan.taps("Gửi luôn")
    ngan.sees("Đã gửi trả lời", second)
    town.who(HOA).sees(f"Về ý kiến {second}", "nhắc bốn hộ")


async def test_a_blank_is_filled_by_copying_the_whole_and_changing_it(town: Town) -> None:
    ngan, _ = await _desk(town, "Công an xã hẹn bà con lúc ___ giờ ở trụ sở ấp.")
    await _chooses(ngan)
    await ngan.taps("Câu mẫu là đủ")
    ngan.hears("chỗ trống chưa điền")
    await ngan.says("Công an xã hẹn bà con lúc 8 giờ ở trụ sở ấp, có mời điện lực.")
    ngan.sees("lúc 8 giờ", "cấp nào")
    await ngan.taps("Đơn vị mình")
    await ngan.taps("Gửi luôn")
    town.who(LAN).sees("lúc 8 giờ ở trụ sở ấp, có mời điện lực")
    town.who(LAN).has_not_seen("___")


async def test_one_step_back_from_the_place_asks_for_what_was_done_and_keeps_the_ready_answer(
    town: Town,
) -> None:
    ngan, code = await _desk(town)
    await _chooses(ngan)
    await ngan.says(DONE)
    await ngan.taps("Quay lại")
    ngan.sees(f"Về ý kiến {code}", "gõ việc đã làm")
    await ngan.says("Mai điện lực kéo dây qua cầu.")
    ngan.sees(f"Về ý kiến {code}", "Mai điện lực kéo dây", "cấp nào")
    await ngan.taps("Quay lại")
    await ngan.taps("Quay lại")
    await ngan.says("Chiều nay đã gắn xong bóng đèn mới ở đầu cầu.")
    await ngan.taps("Đơn vị mình")
    await ngan.taps("Gửi luôn")
    town.who(LAN).sees("Chiều nay đã gắn xong")
    town.who(LAN).has_not_seen("hẹn tới tận nơi")


async def test_after_a_refusal_one_step_back_shows_the_old_words_and_keeps_them(town: Town) -> None:
    ngan, _ = await _desk(town)
    other = town.who(HOA)
    code = await opinion(other, MARKET)
    card = ngan.last
    await ngan.says(DONE)
    await ngan.taps("Đơn vị mình")
    await ngan.says("Tổ tuần tra đã đo đoạn đường, sẽ gắn ba bóng đèn.", reply_to=card)  # meanwhile
    ngan.sees("Đã gửi trả lời", code)
    await ngan.taps("Gửi luôn")
    ngan.has_seen("giống", code)
    await ngan.taps("Quay lại")
    ngan.sees("Bà con sẽ đọc", DONE, "Nơi giải quyết", "Gửi")
    await ngan.says("Riêng đầu ấp xin thêm hai trụ vì khúc cua tối và sát mé kinh, điện lực hẹn chiều mai.")
    ngan.sees(DONE, "hai trụ")
    await ngan.taps("✅ Gửi")
    town.who(LAN).sees(DONE, "hai trụ")


async def test_words_written_before_a_ready_answer_is_chosen_from_the_card_are_given_back(town: Town) -> None:
    ngan, code = await _desk(town)
    card = next(m for m in ngan.messages if any(d.startswith("c:take:") for _, d in buttons(m)))
    await ngan.says(DONE)
    await ngan.says("câu mẫu", reply_to=card)
    await ngan.taps(TITLE)
    ngan.has_seen("Lời viết dở lần trước", DONE)
    ngan.sees(f"Về ý kiến {code}", "gõ việc đã làm")
