"""Words as long as Telegram lets anybody write: given back whole, and in nobody's way."""

from __future__ import annotations

from domain.person import Role
from tests.journeys.test_opinion import opinion
from tests.people import HOA, LAN, MINH, NGAN
from tests.talk import Someone, Town, said

LONG = ("Đã tới từng nhà ghi tên, hẹn ngày lắp đèn. " * 100)[:4090].strip()
TOLD = LONG.count("từng nhà")


def _given_back(who: Someone) -> int:
    """How many of the long answer's sentences the bot showed."""
    return sum(said(message).count("từng nhà") for message in who.messages)


async def test_a_long_answer_to_a_case_that_a_colleague_took_is_given_back_whole(town: Town) -> None:
    ngan, lan = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN)
    minh = await town.joins(MINH, Role.DUTY, "32134")
    await opinion(lan)
    await ngan.taps("Trả lời")
    await minh.taps("Nhận xử lý")
    await ngan.says(LONG)
    await ngan.taps("Đơn vị mình")
    before = _given_back(ngan)
    await ngan.taps("Gửi luôn")
    ngan.has_seen("Không ghi được nữa")
    assert _given_back(ngan) - before == TOLD
    ngan.has_not_seen("máy trục trặc")


async def test_a_long_answer_left_unfinished_keeps_nobody_from_answering_another_case(town: Town) -> None:
    ngan, lan, hoa = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN), town.who(HOA)
    await opinion(lan)
    await ngan.taps("Trả lời")
    await ngan.says(LONG)
    await opinion(hoa, "Chợ xã lấn chiếm hết lòng đường buổi sáng")
    before = _given_back(ngan)
    await ngan.taps("Trả lời")
    ngan.sees("Mời đồng chí viết trả lời")
    assert _given_back(ngan) - before == TOLD
    ngan.has_not_seen("trục trặc")
