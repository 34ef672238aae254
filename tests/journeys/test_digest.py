"""The first of the month: figures that can be recounted by hand."""

from __future__ import annotations

import io
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from sqlalchemy import text

from domain.person import Role
from tests.journeys.test_opinion import opinion
from tests.people import HOA, LAN, MINH, NGAN, TUAN, VIET
from tests.talk import Town, file_of, said


async def _a_busy_october(town: Town) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    tuan = await town.joins(TUAN, Role.OFFICER, "32098")
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    for day in (5, 6, 7, 8):
        await town.clock_strikes(f"2026-10-{day:02} 10:00")
        await minh.says(f"/viectot Giúp bà con việc số {day} trong ngày")
        await minh.taps("Số người")
        await minh.taps("2")
    await tuan.says("/viectot Chở ngư dân bị nạn lên trạm y tế")
    await minh.says("/viectot Việc này ghi nhầm nên sẽ xóa")
    await minh.taps("Xóa việc này")
    await opinion(town.who(LAN))
    await ngan.says("Công an xã đã báo điện lực lắp đèn.", reply_to=ngan.last)
    await opinion(town.who(HOA), "Xin cho thêm người trực ở bến phà buổi tối")


async def test_the_digest_comes_once_and_its_figures_are_those_of_the_raw_rows(town: Town) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, "CAT")
    await _a_busy_october(town)
    await town.clock_strikes("2026-11-01 07:29")
    viet.has_not_seen("tháng 10/2026")
    await town.clock_strikes("2026-11-01 07:30")
    await town.clock_strikes("2026-11-01 07:31")
    heads = [message for message in viet.messages if "tháng 10/2026" in said(message)]
    assert len(heads) == 1
    rows = await _raw(town)
    assert said(heads[0]).split("\n")[1:] == [
        f"📒 Việc tốt: {rows['deeds']} (kỳ trước không có), giúp {rows['helped']} lượt người",
        f"👮 Tham gia: {rows['taking_part']}/{rows['officers']} cán bộ, chiến sĩ (100%)",
        f"💬 Góp ý, phản ánh: {rows['heard']} (kỳ trước không có)",
        "🌷 Lời khen: 0 (kỳ trước không có)",
        f"📩 Đã trả lời: {rows['answered']}; bà con cho biết xong 0, một phần 0, chưa xong 0",
        f"⏳ Đang chờ trả lời (tính đến 01/11/2026): {rows['waiting']}, lâu nhất {rows['days']} ngày: "
        f"Công an xã Lương Thế Trân ({rows['waiting']})",
    ]
    pictures = [message for message in viet.messages if message.photo]
    assert len(pictures) == 1
    assert file_of(town, pictures[0]).startswith(b"\x89PNG")

    tables = [message for message in viet.messages if message.document]
    sheet = load_workbook(io.BytesIO(file_of(town, tables[0]))).worksheets[0]
    cells = {row[0]: row for row in sheet.iter_rows(values_only=True) if row[0]}
    commune = cells["Công an xã Lương Thế Trân"]
    assert commune[4] == rows["by_unit"]["32134"]
    assert commune[6] == rows["opinions"]["32134"]
    assert commune[8] == 1
    assert commune[9] == 1
    assert cells["Công an xã Sông Đốc"][4] == rows["by_unit"]["32098"]


async def test_a_first_of_the_month_that_was_missed_is_caught_up_once(town: Town, tmp_path: Path) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, "CAT")
    key = town.program.settings.secret_key
    await town.close()
    again = await Town.build(tmp_path, town.world, key=key)
    again.people = town.people
    viet.town = again
    await again.clock_strikes("2026-11-03 14:00")
    await again.clock_strikes("2026-11-03 14:01")
    assert len([m for m in viet.messages if "tháng 10/2026" in said(m)]) == 1
    await again.close()


async def test_a_commander_asks_for_a_report_at_any_time(town: Town) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, "32134")
    await _a_busy_october(town)
    await viet.says("/baocao 2026-10")
    viet.has_seen("Lương Thế Trân", "tháng 10/2026")
    assert any(message.document for message in viet.messages)
    await viet.says("/baocao hôm qua")
    viet.sees("2026-Q3")
    for period, name in (
        ("2026-Q3", "quý"),
        ("2026-H1", "6 tháng"),
        ("2026", "năm 2026"),
        ("10/2026", "tháng 10"),
    ):
        await viet.says(f"/baocao {period}")
        viet.has_seen(name)


async def test_figures_of_a_period_that_is_over_are_taken_once(town: Town) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, "CAT")
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    await town.clock_strikes("2026-11-01 07:30")
    await town.clock_strikes("2026-11-01 08:00")
    await minh.says("/viectot Giúp bà con việc muộn của hôm qua")
    await minh.taps("Đổi ngày")
    await minh.taps("31/10/2026")
    await viet.says("/baocao 2026-10")
    words = [said(m) for m in viet.messages if "tháng 10/2026" in said(m) and said(m).count("\n") > 3]
    assert len(words) == 2
    assert words[0] == words[1]


async def test_who_lost_the_post_receives_nothing(town: Town) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, "CAT")
    await town.program.services.digests.enqueue_due(town.program.clock.now().replace(month=11, day=2))
    async with town.program.database.transaction() as tx:
        await tx.execute(text("DELETE FROM posts"))
    await town.settles()
    viet.has_not_seen("tháng 10/2026")


async def _raw(town: Town) -> dict[str, Any]:
    async with town.program.database.reading() as tx:
        deeds = (await tx.execute(text("SELECT * FROM deeds WHERE day LIKE '2026-10-%'"))).all()
        cases = (await tx.execute(text("SELECT * FROM cases WHERE kind != 'praise'"))).all()
        officers = (await tx.execute(text("SELECT person FROM posts WHERE role = 'officer'"))).all()
    waiting = [row for row in cases if row.state in ("new", "taken")]
    received = [datetime.fromisoformat(row.received_at) + timedelta(hours=7) for row in waiting]
    return {
        "deeds": len(deeds),
        "helped": sum(row.helped for row in deeds),
        "taking_part": len({row.person for row in deeds}),
        "officers": len(officers),
        "heard": len(cases),
        "answered": len([row for row in cases if row.answered_at]),
        "waiting": len(waiting),
        "days": max((date(2026, 11, 1) - at.date()).days for at in received),
        "by_unit": Counter(row.unit for row in deeds),
        "opinions": Counter(row.unit for row in cases),
    }
