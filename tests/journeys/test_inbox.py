"""The desk's inbox: what waits is found, opened and answered in a few taps, in both languages."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from PIL import Image
from sqlalchemy import update

from domain.case import Case, CaseKind
from domain.person import Act, Role
from domain.vietnamese import units_long
from services.suggestions import Opinion
from storage.tables import cases
from tests.journeys.test_opinion import opinion
from tests.people import HOA, LAN, MINH, NGAN, VIET
from tests.talk import Someone, Town, at, buttons, said

TALES = [
    "Đèn đường ở ấp Cái Rô hư đã lâu",
    "Xe tải chạy nhanh qua cổng trường",
    "Quán karaoke ồn tới khuya",
    "Chó thả rông ở chợ chiều",
    "Cống nghẹt, mưa là ngập",
    "Xin hướng dẫn làm căn cước cho má",
    "Cầu ván đầu xóm bị gãy",
]


async def brings(
    town: Town, *texts: str, unit: str = "32134", kind: CaseKind = CaseKind.REPORT
) -> list[Case]:
    """As many opinions came, a minute apart, each from somebody else."""
    found = []
    for number, words in enumerate(texts):
        who = await town.program.services.people.speaker(90_000 + number, "Dân", town.program.clock.now())
        act = Act(by=who, at=at("2026-10-20 09:00") + timedelta(minutes=number))
        told = Opinion(unit=unit, kind=kind, text=words, photos=(), anonymous=True, contact="")
        async with town.program.database.transaction() as tx:
            found.append(await town.program.services.suggestions.receive(tx, act, told))
    await town.settles()
    return found


async def is_due(town: Town, case: Case, when: str) -> None:
    """The case is to be answered by then."""
    async with town.program.database.transaction() as tx:
        await tx.execute(update(cases).where(cases.c.id == case.id).values(due_at=at(when)))


async def presses(who: Someone, label: str) -> None:
    """Press the button of the newest message that says just that."""
    data = dict(buttons(who.last))[label]
    who.town.world.tap(who.id, who.last.message_id, data)
    await who.town.settles()


async def test_the_oldest_is_found_and_answered_with_at_most_four_taps(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    code = await opinion(lan)
    await brings(town, *TALES)
    oldest = await town.program.services.caseload.by_code(await _act(town, ngan), code)
    async with town.program.database.transaction() as tx:
        await tx.execute(update(cases).where(cases.c.id == oldest).values(due_at=at("2026-10-19 09:00")))
    taps = []

    async def tap(label: str) -> None:
        taps.append(label)
        await ngan.taps(label)

    await ngan.says("/hopthu")
    ngan.sees("8 việc chưa xong", "Quá hạn: 1")
    await tap("Việc cần làm trước")
    ngan.sees(code, "quá hạn 1 ngày", "Cái Rô")
    await tap("Trả lời")
    await ngan.says("Công an xã đã báo điện lực, tối mai sẽ lắp năm bóng đèn ở ấp Cái Rô.")
    for label in ("Đơn vị mình", "Gửi luôn"):  # who did it, and no photo
        await tap(label)
    lan.sees("trả lời ý kiến", code, "năm bóng đèn")
    assert len(taps) <= 4


async def _act(town: Town, who: Someone) -> Act:
    now = town.program.clock.now()
    return Act(by=await town.program.services.people.speaker(who.id, "x", now), at=now)


async def test_the_piles_are_counted_and_opened_page_by_page(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134", "Phan Thu Ngân")
    found = await brings(town, *TALES)
    await is_due(town, found[6], "2026-10-19 17:00")
    await is_due(town, found[5], "2026-10-21 17:00")
    await ngan.says("hộp thư")
    labels = [label for label, _ in buttons(ngan.last)]
    assert {"Mới (7)", "Của tôi (0)", "Chờ bà con (0)", "Sắp đến hạn (1)", "Quá hạn (1)"} <= set(labels)
    await presses(ngan, "Mới (7)")
    ngan.sees("1. ", "Cầu ván", "quá hạn 1 ngày", "2. ", "căn cước", "còn 1 ngày làm việc", "5. ")
    assert "6. " not in said(ngan.last)
    await ngan.taps("Trang 2/2")
    ngan.sees("6. ", "7. ", "còn 10 ngày làm việc", "chưa ai nhận")
    await presses(ngan, "6")
    ngan.sees("Người gửi", "ẩn danh", "Đã qua")
    await ngan.taps("Nhận xử lý")
    await ngan.says("/hopthu của tôi")
    ngan.sees("Của tôi (1)", "Phan Thu Ngân đang giữ")
    await ngan.says("/hopthu mới 2")
    ngan.sees("Mới (6)", "6. ")
    await ngan.taps("Trang trước")
    ngan.sees("1. ", "5. ")
    await ngan.taps("‹ Hộp thư")
    ngan.sees("7 việc chưa xong")


async def test_words_codes_kinds_and_units_are_typed(town: Town) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, "CAT")
    found = await brings(town, *TALES)
    await brings(town, "Cảm ơn các chú giúp bà tôi", unit="32095", kind=CaseKind.PRAISE)
    await viet.says("/hopthu tìm den duong")
    viet.sees("“den duong” (1)", "Cái Rô")
    await viet.says("/hopthu karaoke")
    viet.sees("(1)", "Quán karaoke")
    await viet.says(f"/hopthu {found[3].code.lower()}")
    viet.sees("Chó thả rông", found[3].code)
    await viet.says("/hopthu khen")
    viet.sees("Khen (1)", "giúp bà tôi")
    await viet.says("/hopthu lương thế trân")
    viet.sees("Lương Thế Trân (7)")
    await viet.says("/hopthu gấp nhất")
    viet.sees(found[0].code)
    await viet.says("/hopthu tìm !!!")
    viet.sees("Chưa rõ cần tìm gì")
    await viet.says("/hopthu tàu vũ trụ")
    viet.sees("Không có việc nào ở đây")


async def test_a_list_is_narrowed_by_buttons(town: Town) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, "CAT")
    await brings(town, *TALES[:2])
    await brings(town, "Cảm ơn các chú giúp bà tôi", unit="32095", kind=CaseKind.PRAISE)
    await viet.says("/hopthu mới")
    await viet.taps("Lọc")
    viet.sees("3 việc")
    await viet.taps("Phản ánh sự việc (2)")
    viet.sees("Mới", "Phản ánh", "(2)")
    await viet.says("/hopthu mới")
    await viet.taps("Lọc")
    await viet.taps("Lương Thế Trân (2)")
    viet.sees("Lương Thế Trân (2)", "Đèn đường")
    await viet.taps("Lọc")
    await viet.taps("Bỏ lọc")
    viet.sees("Mới (3)")


async def test_a_reply_to_an_opened_card_lands_in_that_case_whichever_was_opened_last(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan, hoa = town.who(LAN), town.who(HOA)
    first = await opinion(lan)
    second = await opinion(hoa, "Xe tải chạy rất nhanh qua cổng trường")
    await ngan.says(f"/hopthu {first}")
    card = ngan.last
    await ngan.says(f"/hopthu {second}")
    await ngan.says("Đã báo điện lực thay bóng đèn ở ấp Cái Rô tối nay.", reply_to=card)
    lan.sees("điện lực", first)
    hoa.has_not_seen("điện lực")


async def test_what_else_can_be_done_opens_beneath_the_card_and_folds_again(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    (case,) = await brings(town, TALES[0])
    await ngan.says(f"/hopthu {case.code}")
    before = buttons(ngan.last)
    assert len(before) <= 4
    await ngan.taps("Việc khác")
    opened = {data.split(":")[1] for _, data in buttons(ngan.last)}
    assert {"take", "answer", "ask", "note", "assign", "pass", "up", "same", "topic", "less"} <= opened
    await ngan.taps("Thu gọn")
    assert buttons(ngan.last) == before


async def test_a_card_pressed_after_it_changed_shows_what_may_be_done_now(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134", "Phan Thu Ngân")
    minh = await town.joins(MINH, Role.DUTY, "32134", "Lê Hải Minh")
    (case,) = await brings(town, TALES[0])
    await ngan.says(f"/hopthu {case.code}")
    await minh.taps("Nhận xử lý")
    assert any("Nhận" in label for label, _ in buttons(ngan.last))
    await ngan.taps("Việc khác")
    assert not any("Nhận" in label for label, _ in buttons(ngan.last))
    ngan.sees("Lê Hải Minh đang giữ")


async def test_a_long_conversation_keeps_its_newest_words_within_one_message(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    code = await opinion(lan, "Chuyện đầu tiên xảy ra " + "ở chợ 😀 <b>&amp;" * 150)
    receipt = lan.last
    for number in range(5):
        await lan.says(f"Lời số {number} " + "dài & <rất> dài " * 80, reply_to=receipt)
    await ngan.says(f"/hopthu {code}")
    shown = said(ngan.last)
    assert units_long(shown) <= 4096
    assert "Lời số 4" in shown
    assert "tin trước đó" in shown
    assert "Chuyện đầu tiên" not in shown


async def test_photos_come_when_they_are_asked_for(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    code = await opinion(lan)
    data = io.BytesIO()
    Image.new("RGB", (8, 8)).save(data, "JPEG")
    await lan.sends_photo(data.getvalue(), caption="Chỗ này nè mấy chú", reply_to=lan.last.message_id)
    came = sum(bool(message.photo) for message in ngan.messages)
    await ngan.says(f"/hopthu {code}")
    await ngan.taps("Xem 1 ảnh")
    assert sum(bool(message.photo) for message in ngan.messages) == came + 1
    ngan.hears("Ảnh đang tới")


async def test_several_are_ticked_and_given_a_topic_or_a_colleague(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134", "Phan Thu Ngân")
    minh = await town.joins(MINH, Role.OFFICER, "32134", "Lê Hải Minh")
    found = await brings(town, *TALES[:3])
    await ngan.says("/hopthu mới")
    await ngan.taps("Chọn nhiều")
    ngan.sees("Đã chọn: 0")
    await ngan.taps("1. ")
    await ngan.says("3")
    ngan.sees("Đã chọn: 2")
    await ngan.taps("1. ")
    await ngan.taps("1. ")
    await ngan.taps("Xong, đã chọn 2 việc")
    await ngan.taps("chủ đề")
    await ngan.taps("Giao thông")
    ngan.sees("2 việc", found[0].code, found[2].code)
    await ngan.says("/hopthu giao thông")
    ngan.sees("Giao thông (2)")
    await ngan.says("/hopthu chọn nhiều")
    for words in ("2", "xong", "giao cho một đồng đội", "Lê Hải Minh"):
        await ngan.says(words)
    ngan.sees("1 việc")
    await minh.says("/hopthu")
    minh.sees("1 việc chưa xong")


async def test_in_english_it_says_the_same(town: Town) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, "CAT")
    found = await brings(town, *TALES)
    await is_due(town, found[2], "2026-10-18 09:00")
    await viet.says("/language en")
    await viet.says("/inbox")
    viet.sees("7 cases are open", "Overdue: 1")
    await viet.says("/inbox overdue")
    viet.sees("Overdue (1)", "2 days overdue", "nobody has it")
    await viet.says("/inbox find karaoke")
    viet.sees("karaoke")
    await presses(viet, "1")
    viet.sees("From", "The sender", "What happened")


@pytest.mark.parametrize("role", [None, Role.ADMIN])
async def test_who_has_no_desk_opens_nothing_by_command_or_forged_button(
    town: Town, role: Role | None
) -> None:
    await town.joins(NGAN, Role.DUTY, "32134")
    hoa = await town.joins(HOA, role, "CAT") if role else town.who(HOA)
    (case,) = await brings(town, TALES[0])
    await hoa.says("/hopthu")
    await hoa.says(f"/hopthu {case.code}")
    for data in (f"h:open:{case.id}", f"h:more:{case.id}", f"h:photos:{case.id}", "h:home", "h:first"):
        await hoa.forges(data)
        hoa.hears("nhiệm vụ")
    await hoa.forges("h:list:open::::0")
    hoa.has_not_seen(case.code)
    hoa.has_not_seen("Cái Rô")


FORGED = (
    *("h", "h:", "h:nothing", "h:list", "h:list:none::::0", "h:list:new:::bad:0", "h:list:new::bad::0"),
    *(
        "h:list:new::::x",
        "h:list:=::::0",
        "h:open",
        "h:open:",
        "h:open:no such case",
        "h:more:x",
        "h:photos:x",
    ),
)


async def test_a_forged_button_of_the_inbox_is_answered_politely(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    before = ngan.screen
    for data in FORGED:
        told = len(town.world.answers)
        await ngan.forges(data)
        assert ngan.screen == before, data
        assert any(answer.text for answer in town.world.answers[told:]), data


async def test_crime_nobody_read_comes_before_what_is_late_for_longer(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    (late,) = await brings(town, TALES[0])
    (crime,) = await brings(town, TALES[1], kind=CaseKind.CRIME)
    await is_due(town, late, "2026-10-10 09:00")
    await is_due(town, crime, "2026-10-19 09:00")
    await ngan.says("/hopthu quá hạn")
    assert said(ngan.last).index(crime.code) < said(ngan.last).index(late.code)
    await presses(ngan, "1")
    ngan.sees(crime.code)
    await ngan.says("/hopthu quá hạn")
    assert said(ngan.last).index(late.code) < said(ngan.last).index(crime.code)


async def test_the_greeting_leads_to_the_desk_and_finding_asks_for_words(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    await brings(town, f"{TALES[0]} lắm rồi, xin đơn vị xem giùm bà con", TALES[1])
    await ngan.says("/start")
    assert buttons(ngan.last)[0] == ("📥 Hộp thư", "m:hopthu")
    await lan.says("/start")
    assert "m:hopthu" not in dict(buttons(lan.last)).values()
    await ngan.says("/hopthu tìm")
    ngan.sees("Chưa rõ cần tìm gì")
    await ngan.says("/hopthu chọn nhiều")
    label = next(label for label, _ in buttons(ngan.last) if "Đèn đường" in label)
    assert label.endswith("…")
    assert (
        f"{label.removesuffix('…').partition('· ')[2]} " in f"{TALES[0]} lắm rồi, xin đơn vị xem giùm bà con"
    )
    await ngan.says("/language en")
    await ngan.says("/start")
    assert buttons(ngan.last)[0] == ("📥 Inbox", "m:hopthu")
    await ngan.says("/inbox find")
    ngan.sees("find")


async def test_a_pile_and_a_kind_are_typed_together_and_several_of_a_pile(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134", "Phan Thu Ngân")
    found = await brings(town, *TALES)
    await brings(town, "Cảm ơn các chú giúp bà tôi", kind=CaseKind.PRAISE)
    await is_due(town, found[6], "2026-10-19 17:00")
    await is_due(town, found[5], "2026-10-19 17:00")
    await ngan.says("/hopthu mới khen")
    ngan.sees("Mới", "Khen", "(1)", "giúp bà tôi")
    await ngan.says("/hopthu chọn nhiều quá hạn")
    ngan.sees("chọn những việc nào", "1. ", "2. ")
    assert "3. " not in said(ngan.last)


async def test_a_case_is_opened_by_its_senders_alias(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134", "Phan Thu Ngân")
    minh = await town.joins(MINH, Role.DUTY, "32191", "Lê Hải Minh")
    found = (await brings(town, *TALES))[2]
    await ngan.says(f"/hopthu {found.alias.lower()}")
    ngan.sees(found.code, "Đã qua")
    await minh.says(f"/hopthu {found.alias}")
    minh.has_not_seen(found.code)
