"""Whatever a button of the desk does can be typed, and what it says is never sent to the sender."""

from __future__ import annotations

import pytest

from domain.case import Case
from domain.person import Role
from domain.rights import Action
from domain.vietnamese import fold
from handlers import cards
from handlers.keyboards import Keyboard
from sandbox.world import Message
from storage import cases
from storage.tables import unit_rules
from tests.journeys.test_opinion import opinion
from tests.people import LAN, MINH, NGAN, TUAN, VIET
from tests.talk import Someone, Town, said, toasts

DONE = "Công an xã đã báo điện lực, tối mai sẽ lắp 5 bóng đèn."


async def _case(town: Town, code: str) -> Case:
    async with town.program.database.reading() as tx:
        found = await cases.by_code(tx, code)
    assert found
    return found


async def _desk(town: Town) -> tuple[Someone, Someone]:
    return await town.joins(NGAN, Role.DUTY, "32134", "Phan Thu Ngân"), town.who(LAN)


async def _second_eyes(town: Town) -> None:
    async with town.program.database.transaction() as tx:
        await tx.execute(unit_rules.insert().values(unit="32134", name="second_eyes", value=1))


def _labels(town: Town, language: str, case: Case) -> list[str]:
    """All that the buttons beneath a card, a notice, an answer, a draft can say."""

    def plain(key: str, **values: object) -> str:
        return town.program.texts.plain(language, key, **values)

    boards: list[Keyboard] = [
        *(
            cards.card_buttons(plain, case, tuple(Action), photos=number, draft=1, opened=opened)
            for number in (1, 3)
            for opened in (False, True)
        ),
        *(
            cards.case_buttons(plain, case.id, taken=taken, answered=taken, passed=passed)
            for taken in (False, True)
            for passed in (False, True)
        ),
        cards.answered_buttons(plain, case.id),
        cards.decide_buttons(plain, case.id, 1),
    ]
    shown = [one["text"] for board in boards for row in board["inline_keyboard"] for one in row]
    besides = [plain("button-answer-repeats", count=count) for count in (1, 7)]
    asked = [plain(f"option-{name}") for name in ("level-own", "level-higher", "photos-none")]
    return list(dict.fromkeys([*shown, *besides, *asked]))


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_what_a_button_says_is_never_sent_to_the_sender(town: Town, language: str) -> None:
    ngan, lan = await _desk(town)
    code = await opinion(lan)
    card, heard = ngan.last, len(lan.messages)
    labels = _labels(town, language, await _case(town, code))
    assert len(labels) > 20
    for label in labels:
        typed = "".join(char for char in label if char.isalnum() or char in " ,…‹").strip()
        for words in (label, typed, fold(typed)):
            before = len(ngan.messages)
            await ngan.says(words, reply_to=card)
            assert len(ngan.messages) > before, words
            assert (await _case(town, code)).state in ("new", "taken"), words
        await ngan.says("/huy")
    told = [said(message) for message in lan.messages[heard:]]
    assert len(told) <= 1, told  # that it was taken
    lan.has_not_seen("trả lời ý kiến")


async def test_more_time_is_asked_for_by_typing(town: Town) -> None:
    ngan, lan = await _desk(town)
    code = await opinion(lan)
    due = (await _case(town, code)).due_at
    await ngan.says("Xin thêm thời gian: 5 ngày, đợi điện lực giao trụ đèn", reply_to=ngan.last)
    later = (await _case(town, code)).due_at
    assert due
    assert later
    assert later > due
    lan.sees("đợi điện lực giao trụ đèn")
    lan.has_not_seen("trả lời ý kiến")


@pytest.mark.parametrize(
    "typed", ["gia hạn: 3 ngày vì {}", "more time: 3 days because {}", "hẹn lại: 3 - {}"]
)
async def test_more_time_has_many_wordings(town: Town, typed: str) -> None:
    ngan, lan = await _desk(town)
    await opinion(lan)
    await ngan.says(typed.format("đợi điện lực giao trụ đèn"), reply_to=ngan.last)
    lan.sees("đợi điện lực giao trụ đèn")
    lan.has_not_seen("3 ngày vì")


async def test_what_is_missing_of_more_time_is_asked_for(town: Town) -> None:
    ngan, lan = await _desk(town)
    await opinion(lan)
    card = ngan.last
    await ngan.says("gia hạn: đợi điện lực giao trụ đèn", reply_to=card)
    await ngan.says("4")
    lan.sees("đợi điện lực giao trụ đèn")
    await ngan.says("Hẹn lại 5 ngày vì đợi trụ đèn", reply_to=card)
    ngan.sees("Chưa gửi gì")
    lan.has_not_seen("Hẹn lại 5 ngày")


async def test_a_name_is_asked_for_by_typing_with_the_reason(town: Town) -> None:
    ngan, lan = await _desk(town)
    viet = await town.joins(VIET, Role.COMMANDER, "32134", "Trần Quốc Việt")
    await town.joins(TUAN, Role.COMMANDER, "CAT", "Trần Anh Tuấn")
    await town.settles_in()
    code = await opinion(lan)
    reason = "Cần gọi điện hỏi rõ nơi có người bị đe dọa để bảo vệ họ ngay"
    await viet.says(f"/hopthu {code}")
    await viet.says(f"Xin mở tên: {reason}", reply_to=viet.last)
    town.who(TUAN).has_seen(reason)
    lan.has_not_seen(reason)
    assert (await _case(town, code)).state == "new"
    assert ngan.messages


async def test_a_colleagues_answer_is_agreed_to_by_typing(town: Town) -> None:
    ngan, lan = await _desk(town)
    viet = await town.joins(VIET, Role.COMMANDER, "32134", "Trần Quốc Việt")
    await _second_eyes(town)
    code = await opinion(lan)
    await ngan.says(DONE, reply_to=ngan.last)
    ngan.sees("trình trả lời")
    await viet.says(f"/hopthu {code}")
    await viet.says("Đồng ý gửi", reply_to=viet.last)
    viet.sees("Đã gửi trả lời", code)
    lan.sees(DONE)
    lan.has_not_seen("Đồng ý gửi")


async def test_a_colleagues_answer_is_sent_back_by_typing(town: Town) -> None:
    ngan, lan = await _desk(town)
    viet = await town.joins(VIET, Role.COMMANDER, "32134", "Trần Quốc Việt")
    await _second_eyes(town)
    await opinion(lan)
    await ngan.says(DONE, reply_to=ngan.last)
    notice = _draft(viet)
    await viet.says("Trả lại để sửa: ghi rõ ngày lắp giùm nhe", reply_to=notice)
    ngan.sees("cần sửa", "ghi rõ ngày lắp")
    lan.has_not_seen("ghi rõ ngày lắp")


async def test_a_reply_to_a_draft_is_offered_to_its_author(town: Town) -> None:
    ngan, lan = await _desk(town)
    viet = await town.joins(VIET, Role.COMMANDER, "32134", "Trần Quốc Việt")
    await _second_eyes(town)
    code = await opinion(lan)
    await ngan.says(DONE, reply_to=ngan.last)
    await viet.says("ok em", reply_to=_draft(viet))
    viet.sees("chưa gửi cho ai")
    await viet.says("Ghi rõ ngày lắp giùm nhe", reply_to=_draft(viet))
    viet.sees("Trả lại câu trả lời", code, "Ghi rõ ngày lắp")
    await viet.taps("✅ Gửi")
    ngan.sees("cần sửa", "Ghi rõ ngày lắp")
    await ngan.says("Ông Việt này khó tính quá trời", reply_to=ngan.last)
    ngan.sees("Chưa gửi gì")
    lan.has_not_seen("Ghi rõ ngày")
    lan.has_not_seen("khó tính")


async def test_nothing_waits_to_be_agreed_to(town: Town) -> None:
    ngan, lan = await _desk(town)
    code = await opinion(lan)
    await ngan.says("Đồng ý gửi", reply_to=ngan.last)
    ngan.sees("không có câu trả lời nào")
    assert (await _case(town, code)).state == "new"


async def test_a_word_of_the_end_brings_the_last_answer(town: Town) -> None:
    ngan, lan = await _desk(town)
    code = await opinion(lan)
    card = ngan.last
    await ngan.says(DONE, reply_to=card)
    await ngan.says("Xong: điện lực vừa lắp đủ 5 bóng lúc 18 giờ", reply_to=card)
    ngan.sees("Đã gửi lời này", "kết thúc", code)
    lan.has_seen("trả lời ý kiến", "lắp đủ 5 bóng lúc 18 giờ")
    assert (await _case(town, code)).state == "closed"


async def test_with_a_second_pair_of_eyes_the_end_waits_for_them(town: Town) -> None:
    ngan, lan = await _desk(town)
    await town.joins(VIET, Role.COMMANDER, "32134", "Trần Quốc Việt")
    await _second_eyes(town)
    code = await opinion(lan)
    await ngan.says("Xong: điện lực vừa lắp đủ 5 bóng lúc 18 giờ", reply_to=ngan.last)
    ngan.sees("trình trả lời", code)
    lan.has_not_seen("18 giờ")
    assert (await _case(town, code)).state == "taken"


@pytest.mark.parametrize("verb", ["nhận", "mẫu", "duyệt", "gửi cùng lời"])
async def test_words_behind_a_verb_that_takes_none_are_not_lost(town: Town, verb: str) -> None:
    ngan, lan = await _desk(town)
    code = await opinion(lan)
    await ngan.says(f"{verb}: mai tổ xuống xem liền cho bà con", reply_to=ngan.last)
    ngan.sees("Chưa làm gì và chưa gửi gì", verb)
    assert (await _case(town, code)).state == "new"
    await ngan.taps("Trả lời")
    await ngan.says("Mai tổ xuống xem liền cho bà con")
    ngan.sees("Bà con sẽ đọc")
    lan.has_not_seen("mai tổ xuống xem")


async def test_the_officer_it_speaks_of_is_typed_with_the_verb(town: Town) -> None:
    ngan, lan = await _desk(town)
    await town.joins(MINH, Role.DUTY, "32134", "Lê Hải Minh")
    await opinion(lan)
    await ngan.says("cán bộ: Minh", reply_to=ngan.last)
    ngan.sees("nói về", "Lê Hải Minh")


async def test_an_answer_with_the_word_answer_before_it_goes_out_without_that_word(town: Town) -> None:
    ngan, lan = await _desk(town)
    await opinion(lan)
    await ngan.says(f"Trả lời: {DONE}", reply_to=ngan.last)
    lan.sees(DONE)
    lan.has_not_seen(f"Trả lời: {DONE}")


async def test_what_is_refused_of_inside_acts_is_said_in_a_message(town: Town) -> None:
    ngan, lan = await _desk(town)
    case = (await _case(town, await opinion(lan))).id
    before = len(ngan.messages)
    await ngan.forges(f"c:name:{case}")
    assert len(ngan.messages) == before + 1
    assert not toasts(town.world, 1)


async def test_a_note_left_lying_is_not_sent_to_the_sender_hours_later(town: Town) -> None:
    ngan, lan = await _desk(town)
    code = await opinion(lan)
    card = ngan.last
    await ngan.forges(f"c:note:{(await _case(town, code)).id}")
    await town.clock_strikes("2026-10-20 16:30")
    await ngan.says("Nghi người gửi là hàng xóm chủ quán", reply_to=card)
    ngan.sees("Chưa gửi gì")
    lan.has_not_seen("hàng xóm")
    await ngan.taps("Trả lời")
    await ngan.says(DONE)
    ngan.sees("Bà con sẽ đọc")


def _draft(who: Someone) -> Message:
    return next(message for message in who.messages if "trình trả lời" in said(message))
