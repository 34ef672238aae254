"""Who serves may send an opinion, too: trying its code at the desk tells nobody that it is theirs."""

from __future__ import annotations

from random import Random

import pytest
from sqlalchemy import text

from domain import receipt
from domain.person import Role
from tests.journeys.test_conflict import not_to_the_unit, row
from tests.journeys.test_opinion import opinion
from tests.people import HOA, LAN, MINH, NGAN, TUAN
from tests.talk import Town, said

UNIT = "32134"
RUBBISH = "Bãi rác sau chợ bốc mùi quá mấy chú ơi"


async def refusals(town: Town) -> list[str]:
    """The subjects of what was tried and refused, oldest first."""
    async with town.program.database.reading() as tx:
        return list(await tx.scalars(text("SELECT subject FROM audit WHERE action = 'refused' ORDER BY id")))


async def test_an_own_code_typed_at_the_desk_is_not_noted_and_one_hears_where_it_stands(town: Town) -> None:
    tuan = await town.joins(TUAN, Role.DUTY, UNIT, "Phạm Anh Tuấn")
    minh = await town.joins(MINH, Role.COMMANDER, UNIT, "Lê Hải Minh")
    code = await opinion(tuan, RUBBISH, "năm căn")
    card_of = await opinion(town.who(LAN))
    await tuan.says(f"/hopthu {code}")
    tuan.sees("chính anh/chị gửi", f"/theodoi {code}")
    await tuan.forges(f"c:note:{(await row(town, code)).id}")
    tuan.has_seen("chính anh/chị gửi")
    card = next(m for m in tuan.messages if card_of in said(m))
    await tuan.says(f"trùng: {code}", reply_to=card)
    tuan.sees("chính anh/chị gửi")
    await tuan.forges(f"c:same:{(await row(town, card_of)).id}")
    await tuan.says(code)
    tuan.has_seen("chính anh/chị gửi")
    assert await refusals(town) == []
    await minh.says("/kiemtra")
    minh.has_not_seen(code)


async def test_wrong_codes_one_after_the_other_are_one_row_of_the_audit(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, UNIT)
    hidden = await not_to_the_unit(town.who(LAN))
    wrong = [receipt.make(Random(number)) for number in range(5)]
    for code in (*wrong, hidden, *wrong):
        await ngan.says(f"/hopthu {code}")
    assert await refusals(town) == wrong[:1]
    await town.clock_strikes("2026-10-20 10:30")
    await ngan.says(f"/hopthu {hidden}")
    assert await refusals(town) == [wrong[0], hidden]


@pytest.mark.parametrize("verb", ["approve", "name"])
async def test_what_is_tried_with_two_cases_is_noted_of_each(town: Town, verb: str) -> None:
    minh = await town.joins(MINH, Role.OFFICER, UNIT)
    one, two = await opinion(town.who(LAN)), await opinion(town.who(HOA), RUBBISH)
    tried = [(await row(town, code)).id for code in (one, two)]
    for case in (*tried, *tried):
        await minh.forges(f"c:{verb}:{case}:1")
    assert await refusals(town) == tried
