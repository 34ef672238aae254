"""Has a human read it? The citizen hears whose, and only somebody of the desk silences the desk."""

from __future__ import annotations

import pytest

from domain.person import Role
from tests.journeys.test_deadlines import ANSWER, CRIME, case_of, sends, strikes
from tests.people import LAN, NGAN, TUAN, VIET
from tests.talk import Town, said


async def test_a_commander_above_who_looks_is_named_and_the_desk_is_reminded_on(town: Town) -> None:
    ngan, lan = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN)
    viet = await town.joins(VIET, Role.COMMANDER, "CAT")
    code = await sends(lan, CRIME, "Tin báo")
    await viet.says(f"/hopthu {code}")
    lan.sees("Cán bộ của Công an tỉnh Cà Mau đã đọc", code)
    await strikes(town, "2026-10-20 15:01")
    ngan.sees("chưa có ai đọc", code)
    await ngan.says(f"/hopthu {code}")
    lan.sees("Cán bộ của Công an xã Lương Thế Trân đã đọc", code)
    heard = len(ngan.messages), len(lan.messages)
    await strikes(town, "2026-10-20 21:01")
    await viet.says(f"/hopthu {code}")
    assert (len(ngan.messages), len(lan.messages)) == heard


async def test_who_passes_it_on_has_read_it_and_the_next_desk_has_not(town: Town) -> None:
    ngan, lan = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN)
    tuan = await town.joins(TUAN, Role.DUTY, "32191", "Trần Anh Tuấn")
    code = await sends(lan, CRIME, "Tin báo")
    await ngan.says("chuyển: Năm Căn vì tiệm vàng này ở chợ Năm Căn", reply_to=ngan.last)
    await lan.says(f"/theodoi {code}")
    lan.sees("Cán bộ của Công an xã Lương Thế Trân đã đọc")
    await strikes(town, "2026-10-20 15:01")
    tuan.sees("chưa có ai đọc", code)
    await strikes(town, "2026-10-21 09:01")
    lan.sees("đã có cán bộ của Công an xã Lương Thế Trân đọc", code)
    await tuan.says(f"/hopthu {code}")
    lan.sees("Cán bộ của Công an xã Năm Căn đã đọc", code)


@pytest.mark.parametrize(
    "words",
    ["nhận", "ghi chú: đã gọi tổ tuần tra", "chủ đề: an ninh", "Tổ tuần tra đang tới chợ bà con nghen"],
)
async def test_who_acts_on_it_has_read_it(town: Town, words: str) -> None:
    ngan, lan = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN)
    code = await sends(lan, CRIME, "Tin báo")
    await ngan.says(words, reply_to=ngan.last)
    await lan.says(f"/theodoi {code}")
    lan.sees("Cán bộ của Công an xã Lương Thế Trân đã đọc lúc 09:00 20/10/2026")
    await strikes(town, "2026-10-20 15:01", "2026-10-20 21:01")
    ngan.has_not_seen("chưa có ai đọc")


async def test_what_is_not_read_is_said_to_be_unread(town: Town) -> None:
    ngan, lan = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN)
    code = await sends(lan)
    await lan.says(f"/theodoi {code}")
    lan.sees("Chưa có cán bộ nào mở ra đọc")
    await ngan.says(ANSWER, reply_to=ngan.last)
    await lan.says(f"/theodoi {code}")
    assert "Chưa có cán bộ nào" not in said(lan.last)
    assert case_of(ngan)
