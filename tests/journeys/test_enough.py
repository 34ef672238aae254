"""One person's many opinions of a day: kindly put off, and word of a crime never."""

from __future__ import annotations

from sqlalchemy import text

from services.suggestions import MOST_A_DAY
from tests.journeys.test_opinion import opinion
from tests.people import HOA, LAN
from tests.talk import Someone, Town


async def sends(who: Someone, words: str, kind: str = "Góp ý, kiến nghị") -> None:
    """Send one more opinion, with what was chosen before."""
    await who.says(f"/gopy {words}")
    await who.says("luong the tran")
    await who.taps(kind)
    await who.taps("Ẩn danh" if kind.startswith("Tin báo") else "✅ Gửi")


async def received(town: Town) -> int:
    """How many cases there are."""
    async with town.program.database.reading() as tx:
        return await tx.scalar(text("SELECT count(*) FROM cases")) or 0


async def test_the_eleventh_opinion_of_a_day_waits_in_the_form_until_tomorrow(town: Town) -> None:
    lan = town.who(LAN)
    await opinion(lan)
    for number in range(1, MOST_A_DAY):
        await sends(lan, f"Xin xem giùm cây cầu thứ {number} đầu xóm")
    await sends(lan, "Thêm cây cầu nữa cũng hư")
    lan.hears("đã gửi 10 ý kiến", "21/10/2026", "Khẩn cấp gọi 113")
    assert await received(town) == MOST_A_DAY
    await lan.says("gửi")
    lan.sees("đã gửi 10 ý kiến")
    await opinion(town.who(HOA), "Bãi rác sau chợ bốc mùi quá mấy chú ơi")  # others do not wait
    await town.clock_strikes("2026-10-21 07:00")
    await lan.says("gửi")
    lan.has_seen("Dạ, đã gửi")
    assert await received(town) == MOST_A_DAY + 2


async def test_word_of_a_crime_is_taken_however_much_was_sent(town: Town) -> None:
    lan = town.who(LAN)
    await opinion(lan)
    for number in range(1, MOST_A_DAY):
        await sends(lan, f"Xin xem giùm cây cầu thứ {number} đầu xóm")
    await sends(lan, "Có người đang bán ma túy ở bến phà", "Tin báo về tội phạm")
    await lan.taps("✅ Gửi")
    assert await received(town) == MOST_A_DAY + 1
