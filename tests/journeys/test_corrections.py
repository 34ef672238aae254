"""An edit corrects the very message that was edited; it answers nothing that was said after it."""

from __future__ import annotations

from sqlalchemy import delete, select

from domain.person import Role
from sandbox.world import Message
from storage.tables import cases, posts, unit_rules
from tests.journeys.test_opinion import opinion
from tests.people import LAN, NGAN, VIET
from tests.talk import Someone, Town, code_in, said

DONE = "Công an xã đã báo điện lực, tối mai sẽ lắp 5 bóng đèn."
SIX = DONE.replace("5", "6")
QUESTION = "Đoạn đường nào vậy bà con ơi?"


async def _desk(town: Town) -> tuple[Someone, Someone]:
    return await town.joins(NGAN, Role.DUTY, "32134", "Phan Thu Ngân"), town.who(LAN)


async def _stands(town: Town, code: str) -> tuple[object, ...]:
    """State, deadline, first answer, since when it waits for the sender."""
    columns = (cases.c.state, cases.c.due_at, cases.c.answered_at, cases.c.asked_at)
    async with town.program.database.reading() as tx:
        return tuple((await tx.execute(select(*columns).where(cases.c.code == code))).one())


def _mine(who: Someone) -> Message:
    """The newest message of their own."""
    return [message for message in who.town.world.messages(who.id) if not message.from_bot][-1]


async def _edits(who: Someone, message: Message, text: str) -> None:
    who.town.world.edit(who.id, message.message_id, text)
    await who.town.settles()


async def test_an_old_question_that_is_edited_answers_nothing(town: Town) -> None:
    ngan, lan = await _desk(town)
    code = await opinion(lan)
    await ngan.taps("Việc khác")
    await ngan.taps("Hỏi lại")
    await ngan.says(QUESTION)
    question = _mine(ngan)
    await lan.says("Đoạn cầu Cái Rô tới nhà Bảy Nhung", reply_to=lan.last)
    before, heard = await _stands(town, code), len(lan.messages)
    await _edits(ngan, question, "Đoạn đường nào vậy bà con, gần nhà ai?")
    ngan.sees("đã trả lời câu hỏi này", "hỏi:")
    assert before[0] == "taken"
    assert await _stands(town, code) == before
    assert len(lan.messages) == heard


async def test_a_question_that_waits_is_asked_in_its_new_words(town: Town) -> None:
    ngan, lan = await _desk(town)
    code = await opinion(lan)
    await ngan.says(f"hỏi: {QUESTION}", reply_to=ngan.last)
    before = await _stands(town, code)
    await _edits(ngan, _mine(ngan), "hỏi: Đoạn nào vậy bà con, gần nhà ai?")
    ngan.sees("Đã gửi lời sửa", code)
    lan.sees("xin hỏi thêm", "Đã sửa thành", "gần nhà ai")
    assert await _stands(town, code) == before
    await lan.says("Gần nhà Bảy Nhung đó chú", reply_to=lan.last)
    assert (await _stands(town, code))[0] == "taken"


async def test_an_old_answer_that_is_edited_does_not_answer_what_came_after_it(town: Town) -> None:
    ngan, lan = await _desk(town)
    code = await opinion(lan)
    await ngan.says(DONE, reply_to=ngan.last)
    answer = _mine(ngan)
    await lan.says("Tối nay vẫn chưa có bóng nào hết, mấy chú coi lại", reply_to=lan.last)
    before = await _stands(town, code)
    await _edits(ngan, answer, SIX)
    lan.sees("Đã sửa thành", "6 bóng")
    assert before[0] == "taken"
    assert await _stands(town, code) == before


async def test_a_second_pair_of_eyes_reads_a_correction_too(town: Town) -> None:
    ngan, lan = await _desk(town)
    code = await opinion(lan)
    await ngan.says(DONE, reply_to=ngan.last)
    answer, before = _mine(ngan), await _stands(town, code)
    viet = await town.joins(VIET, Role.COMMANDER, "32134", "Trần Quốc Việt")
    async with town.program.database.transaction() as tx:
        await tx.execute(unit_rules.insert().values(unit="32134", name="second_eyes", value=1))
    await _edits(ngan, answer, SIX)
    ngan.sees("trình trả lời", code)
    lan.has_not_seen("6 bóng")
    viet.has_seen("chờ duyệt", "6 bóng")
    assert await _stands(town, code) == before
    await lan.says("Tối nay vẫn chưa có bóng nào hết, mấy chú coi lại", reply_to=lan.last)
    await _edits(ngan, answer, DONE.replace("5", "7"))
    ngan.sees("viết thêm", "câu trả lời mới")
    assert (await _stands(town, code))[0] == "taken"


async def test_a_slip_mended_in_the_opinion_is_no_reply_to_the_question(town: Town) -> None:
    ngan, lan = await _desk(town)
    first = town.world.say(lan.id, "Đèn ở ấp Cái Rô hư hai cái rồi")
    await town.settles()
    for words in ("gui gop y", "luong the tran", "phan anh", "an danh", "gui"):
        await lan.says(words)
    code = code_in(said(lan.last))
    town.moves(town.program.clock.now().replace(minute=5))
    await ngan.says(f"hỏi: {QUESTION}", reply_to=ngan.last)
    before = await _stands(town, code)
    town.world.edit(lan.id, first, "Đèn ở ấp Cái Rô hư 2 cái rồi")
    await town.settles()
    ngan.sees("Đã sửa thành", "hư 2 cái")
    assert before[0] == "asked"
    assert await _stands(town, code) == before


async def test_thanks_edited_into_the_reply_are_the_reply(town: Town) -> None:
    ngan, lan = await _desk(town)
    code = await opinion(lan)
    await ngan.says(f"hỏi: {QUESTION}", reply_to=ngan.last)
    town.moves(town.program.clock.now().replace(minute=5))
    await lan.says("Dạ cảm ơn chú", reply_to=lan.last)
    assert (await _stands(town, code))[0] == "asked"
    await _edits(lan, _mine(lan), "Đoạn cầu Cái Rô tới nhà Bảy Nhung")
    assert (await _stands(town, code))[0] == "taken"


async def test_what_is_edited_back_is_said_again(town: Town) -> None:
    ngan, lan = await _desk(town)
    await opinion(lan)
    await ngan.says("Thứ ba điện lực tới lắp đèn cho bà con", reply_to=ngan.last)
    answer = _mine(ngan)
    for day in ("năm", "năm", "ba", "ba"):
        await _edits(ngan, answer, f"Thứ {day} điện lực tới lắp đèn cho bà con")
    told = [said(message) for message in lan.messages if "Đã sửa thành" in said(message)]
    assert ["Thứ năm" in told[0], "Thứ ba" in told[1], len(told)] == [True, True, 2]


async def test_an_answer_written_in_the_form_can_be_corrected_and_replied_to(town: Town) -> None:
    ngan, lan = await _desk(town)
    code = await opinion(lan)
    await ngan.taps("Trả lời")
    await ngan.says(DONE)
    answer = _mine(ngan)
    await ngan.taps("Đơn vị mình")
    await ngan.taps("Gửi luôn")
    heard = len(lan.messages)
    await _edits(ngan, answer, DONE)  # a link's preview: the words are the same
    assert len(lan.messages) == heard
    confirmed = next(m for m in reversed(ngan.messages) if "Đã gửi trả lời" in said(m))
    await _edits(ngan, answer, SIX)
    lan.sees("Đã sửa thành", "6 bóng")
    for number, message in enumerate((answer, confirmed)):
        await ngan.says(f"Bà con thấy chỗ nào tối thì nhắn lại nghen, lần {number}", reply_to=message)
        lan.sees(code, f"lần {number}")


async def test_a_reply_to_the_receipt_of_more_words_lands_in_the_case(town: Town) -> None:
    ngan, lan = await _desk(town)
    code = await opinion(lan)
    await lan.says("Chỗ gần cầu đó mấy chú", reply_to=lan.last)
    lan.sees("đã chuyển lời", code)
    await lan.says("Nhà tui số 5 gần đó", reply_to=lan.last)
    lan.sees("đã chuyển lời", code)
    ngan.sees("số 5 gần đó")


async def test_a_reply_after_a_note_or_a_transfer_stays_inside(town: Town) -> None:
    ngan, lan = await _desk(town)
    code = await opinion(lan)
    card = ngan.last
    for typed, told in (
        ("ghi chú: hỏi thêm điện lực", "Đã ghi chú"),
        (f"hỏi: {QUESTION}", "Đã hỏi"),
        ("chuyển: Năm Căn vì đoạn này của bên đó", "Đã chuyển"),
    ):
        await ngan.says(typed, reply_to=card)
        ngan.sees(told, code)
        await ngan.says("Nghi người gửi là hàng xóm chủ quán", reply_to=ngan.last)
        ngan.sees("Chưa gửi gì")
    lan.has_not_seen("hàng xóm")


async def test_what_the_desk_reads_of_a_closed_case_is_meant_for_a_desk(town: Town) -> None:
    ngan, lan = await _desk(town)
    await opinion(lan)
    card = ngan.last
    await ngan.says(DONE, reply_to=card)
    await ngan.taps("Kết thúc")
    await ngan.says(f"{DONE} Cảm ơn bà con.", reply_to=card)
    ngan.sees("đã kết thúc", "ghi chú:")
    assert "/gopy" not in said(ngan.last)
    await lan.says("rút lại", reply_to=lan.last)
    await lan.taps("Rút lại và xóa")
    await ngan.says(DONE, reply_to=card)
    ngan.sees("rút lại", "không cần làm gì thêm")
    assert "/gopy" not in said(ngan.last)


async def test_whose_posts_have_ended_hears_the_true_reason(town: Town) -> None:
    ngan, lan = await _desk(town)
    await opinion(lan)
    card = ngan.last
    async with town.program.database.transaction() as tx:
        await tx.execute(delete(posts).where(posts.c.unit == "32134"))
    await ngan.says(DONE, reply_to=card)
    ngan.sees("không còn giữ nhiệm vụ", "Cảm ơn đồng chí")
    lan.has_not_seen(DONE)
