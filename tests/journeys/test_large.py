"""Numbers too large for a table, signs that count twice: nothing breaks, and what is one's own is read."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from domain.person import Role
from tests.journeys.test_conflict import row
from tests.journeys.test_opinion import WORDS, opinion
from tests.people import LAN, NGAN, VIET
from tests.talk import Town, code_in, said

UNIT = "32134"
LARGE = "9" * 23


async def failed(town: Town) -> int:
    """How many updates we failed."""
    async with town.program.database.reading() as tx:
        return await tx.scalar(text("SELECT count(*) FROM inbox WHERE state = 'failed'")) or 0


@pytest.mark.parametrize("typed", [f"/kiemtra #{LARGE}", f"/kiemtra #{'9' * 4000}", "/kiemtra #²"])
async def test_a_number_that_no_entry_has_is_looked_for_in_vain(town: Town, typed: str) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, UNIT)
    await viet.says(typed)
    viet.sees("Không thấy")
    assert await failed(town) == 0


async def test_a_forged_button_with_a_large_number_is_stale(town: Town) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, UNIT)
    case = (await row(town, await opinion(town.who(LAN)))).id
    for data in (
        f"c:approve:{case}:{LARGE}",
        f"c:draft:{case}:{LARGE}",
        f"c:sendback:{case}:{LARGE}",
        f"c:ready:0:{LARGE}",
        f"c:ready:{case}:{LARGE}",
        f"i:look:{LARGE}",
        f"i:agree:{LARGE}",
    ):
        await viet.forges(data)
        assert await failed(town) == 0, data
    await viet.forges(f"a:list:-:-:2026-10:{LARGE}")  # a number that limits nothing
    viet.sees("10/2026")
    assert await failed(town) == 0


async def test_a_large_number_typed_as_a_ready_answer_is_an_answer_too_short(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, UNIT)
    case = (await row(town, await opinion(town.who(LAN)))).id
    await ngan.forges(f"c:answer:{case}")
    await ngan.says(f"={LARGE}")
    ngan.sees("ít nhất")
    assert await failed(town) == 0


async def test_a_case_full_of_signs_that_count_twice_can_be_read_by_its_sender(town: Town) -> None:
    lan = town.who(LAN)
    full = "Đường hư rồi " + "😀" * 1400
    code = await opinion(lan, full)
    await lan.says(f"/theodoi {code}")
    shown = lan.last
    for number in range(3):
        await lan.says(f"{full}{number}", reply_to=shown)
        lan.sees("chuyển", code)
    await lan.says(f"/theodoi {code}")
    lan.sees(code, "😀")
    assert await failed(town) == 0


async def test_a_contact_full_of_signs_leaves_the_list_of_ones_cases_as_it_was(town: Town) -> None:
    lan = town.who(LAN)
    first = await opinion(lan)
    for words in ("/gopy", "nam can", "gop y", WORDS, "neu ten", "🌸" * 100, "gửi"):
        await lan.says(words)
    second = code_in(said(lan.last))
    await lan.says("/theodoi")
    lan.sees(first, second)
