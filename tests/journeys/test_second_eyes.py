"""A second pair of eyes finds what waits for it on the desk itself, whole, and decides there."""

from __future__ import annotations

from domain.person import Role
from storage.tables import unit_rules
from tests.journeys.test_opinion import WORDS, opinion
from tests.people import HOA, LAN, NGAN, VIET
from tests.talk import Someone, Town, buttons

DONE = "Công an xã đã báo điện lực, tối mai sẽ lắp 5 bóng đèn từ cầu Cái Rô tới trường học. "
LONG = DONE + "Bà con thấy chỗ nào còn tối thì nhắn lại giùm. " * 8
SOMEWHERE = "Bãi rác sau chợ bốc mùi quá mấy chú ơi"


async def _desk(town: Town) -> tuple[Someone, Someone]:
    async with town.program.database.transaction() as tx:
        await tx.execute(unit_rules.insert().values(unit="32134", name="second_eyes", value=1))
    ngan = await town.joins(NGAN, Role.DUTY, "32134", "Phan Thu Ngân")
    return ngan, await town.joins(VIET, Role.COMMANDER, "32134", "Trần Quốc Việt")


async def _drafted(ngan: Someone, lan: Someone) -> str:
    code = await opinion(lan)
    await ngan.says(LONG, reply_to=ngan.last)
    ngan.sees("Đã trình trả lời", code)
    return code


def _offered(who: Someone, label: str) -> bool:
    return any(label in text for text, _ in buttons(who.last))


async def test_what_waits_is_a_pile_whose_card_brings_it_whole_to_agree_to(town: Town) -> None:
    ngan, viet = await _desk(town)
    lan = town.who(LAN)
    await viet.says("/hopthu")
    assert not _offered(viet, "Chờ duyệt")
    code = await _drafted(ngan, lan)
    await viet.says("/hopthu")
    await viet.taps("Chờ duyệt (1)")
    viet.sees(code)
    await viet.taps("1")
    await viet.taps("Xem trả lời chờ duyệt")
    viet.sees(LONG.strip(), WORDS)
    await viet.taps("Đồng ý gửi")
    lan.sees("trả lời ý kiến", DONE.strip())
    await viet.says("/hopthu chờ duyệt")
    viet.sees("Không có việc nào")


async def test_who_wrote_it_is_not_asked_to_agree_and_is_given_other_work_first(town: Town) -> None:
    ngan, _ = await _desk(town)
    code = await _drafted(ngan, town.who(LAN))
    await opinion(town.who(HOA), SOMEWHERE)
    await ngan.says("/hopthu việc cần làm trước")
    ngan.sees(SOMEWHERE)
    await ngan.says(f"/hopthu {code}")
    ngan.sees("trả lời chờ duyệt", WORDS)
    assert not _offered(ngan, "Xem trả lời chờ duyệt")
