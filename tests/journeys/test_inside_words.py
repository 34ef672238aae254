"""What colleagues write to each other of a case never reaches its sender, however it is typed."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from domain.person import Role
from domain.vietnamese import units_long
from sandbox.world import Message
from storage.tables import unit_rules
from tests.journeys.test_opinion import WORDS, opinion
from tests.people import HOA, LAN, MINH, NGAN, VIET
from tests.talk import Someone, Town, buttons, said

SECRET = "Nghi người gửi là hàng xóm chủ quán"
DONE = "Công an xã đã báo điện lực, tối mai sẽ lắp 5 bóng đèn."


async def _desk(town: Town) -> Someone:
    return await town.joins(NGAN, Role.DUTY, "32134", "Phan Thu Ngân")


def _card(who: Someone, code: str) -> Message:
    return next(m for m in who.messages if code in said(m) and WORDS in said(m))


def _case_of(message: Message) -> str:
    return next(data.split(":")[2] for _, data in buttons(message) if data.startswith("c:"))


def _picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (64, 48), "green").save(made, "JPEG")
    return made.getvalue()


async def test_inside_words_beneath_a_photo_are_refused_kindly(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    card = _card(ngan, await opinion(lan)).message_id
    for caption in (f"ghi chú: {SECRET}", f"Chuyển: Năm Căn vì {SECRET}", f"note - {SECRET}"):
        await ngan.sends_photo(_picture(), caption, reply_to=card)
        ngan.sees("Chưa gửi gì", "không kèm ảnh")
    await ngan.sends_photo(_picture(), f"ghi chú: {SECRET}", reply_to=card, media_group_id="7")
    ngan.sees("Chưa gửi gì", "không kèm ảnh")
    lan.has_not_seen(SECRET)
    assert not [message for message in lan.messages if message.photo]


async def test_words_beneath_a_photo_that_are_the_answer_go_out(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    card = _card(ngan, await opinion(lan))
    await ngan.sends_photo(_picture(), "Xong", reply_to=card.message_id)
    assert [message for message in lan.messages if message.photo]
    lan.has_seen("trả lời ý kiến", "Xong")


NEARLY = (
    "Ghi chú - {}",
    "ghi chú {}",
    "Ghi chú\n{}",
    "GHI CHÚ. {}",
    "Ghi chú nội bộ của tổ: {}",
    "Dạ anh ơi, ghi chú nội bộ: {}",
    "gi chú: {}",
    "lưu ý: {}",
    "📝 chuyển Năm Căn vì {}",
    "chuyễn Năm Căn vì {}",
    "chuyen nam can vi {}",
    "trả lại – {}",
    "hỏi lại anh Minh, {}",
    "escalate because {}",
)


async def test_what_is_nearly_a_verb_is_never_sent(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    card = _card(ngan, await opinion(lan))
    for typed in NEARLY:
        await ngan.says(typed.format(SECRET), reply_to=card)
        ngan.sees("Chưa gửi gì", "hai chấm")
        lan.has_not_seen(SECRET)


async def test_whatever_colon_is_typed_it_is_a_note(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    code = await opinion(lan)
    for typed in ("ghi chú：{}", "nội bộ: {}", "Lưu ý nội bộ: {}", "- ghi chú : {}"):
        await ngan.says(typed.format(SECRET), reply_to=_card(ngan, code))
        ngan.sees("Đã ghi chú", code)
    lan.has_not_seen(SECRET)


async def test_an_honest_answer_that_begins_like_a_verb_goes_out_by_the_form(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    card = _card(ngan, await opinion(lan))
    honest = "Chuyển hồ sơ của bà sang điện lực rồi, tối mai lắp đèn nghen."
    await ngan.says(honest, reply_to=card)
    ngan.sees("Chưa gửi gì")
    lan.has_not_seen(honest)
    await ngan.taps("Trả lời")
    await ngan.says(honest)
    await ngan.taps("Đơn vị mình")
    await ngan.taps("Gửi luôn")
    lan.has_seen(honest)


async def test_answers_that_only_sound_like_a_verb_go_out_at_once(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    card = _card(ngan, await opinion(lan))
    for answer in (
        "Chuyện đèn đường công an xã đã báo điện lực.",
        "Giao thông qua cầu nay đã thông suốt.",
        "Cán bộ xã đã xuống tận nơi hồi sáng nay.",
    ):
        await ngan.says(answer, reply_to=card)
        lan.has_seen(answer)


@pytest.mark.parametrize("verb", ["note", "pass", "up"])
async def test_a_reply_to_the_card_belongs_to_the_form_open_for_its_case(town: Town, verb: str) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    card = _card(ngan, await opinion(lan))
    await ngan.forges(f"c:{verb}:{_case_of(card)}")
    if verb == "pass":
        await ngan.says("năm căn")
    await ngan.sends_photo(_picture(), SECRET, reply_to=card.message_id)
    await ngan.says(SECRET, reply_to=card)
    ngan.sees({"note": "Đã ghi chú", "pass": "Đã chuyển", "up": "Đã đưa"}[verb])
    lan.has_not_seen(SECRET)
    assert not [message for message in lan.messages if message.photo]


async def test_a_form_of_another_case_takes_no_reply(town: Town) -> None:
    ngan, lan, hoa = await _desk(town), town.who(LAN), town.who(HOA)
    first = _card(ngan, await opinion(hoa))
    second = await opinion(lan)
    await ngan.forges(f"c:note:{_case_of(first)}")
    await ngan.says(DONE, reply_to=_card(ngan, second))
    lan.has_seen(DONE, second)


async def test_in_the_form_of_the_answer_a_note_stays_a_note(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    code = await opinion(lan)
    card = _card(ngan, code)
    await ngan.taps("Trả lời")
    await ngan.says(f"ghi chú: {SECRET}", reply_to=card)
    ngan.sees("Đã ghi chú", code)
    await ngan.says(DONE, reply_to=card)
    ngan.sees("Bà con sẽ đọc", DONE)
    await ngan.taps("Đơn vị mình")
    await ngan.taps("Gửi luôn")
    lan.has_seen(DONE)
    lan.has_not_seen(SECRET)


async def test_an_edit_to_inside_words_is_not_sent(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    await ngan.says(DONE, reply_to=_card(ngan, await opinion(lan)))
    mine = [m for m in town.world.messages(ngan.id) if not m.from_bot][-1]
    town.world.edit(ngan.id, mine.message_id, f"Ghi chú - {SECRET}")
    await town.settles()
    lan.has_not_seen(SECRET)


async def test_what_is_said_to_a_colleague_of_their_words_is_not_for_the_sender(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    minh = await town.joins(MINH, Role.DUTY, "32191", "Lê Hải Minh")
    code = await opinion(lan)
    await ngan.says("chuyển: Năm Căn vì đoạn này của bên đó", reply_to=_card(ngan, code))
    await minh.says("trả lại: không phải việc của chúng tôi nhé", reply_to=_card(minh, code))
    told = next(m for m in ngan.messages if "được trả lại" in said(m))
    await ngan.says("Đồng chí Minh đùn đẩy việc hoài", reply_to=told)
    lan.has_not_seen("đùn đẩy")


async def test_what_is_said_of_a_draft_is_not_for_the_sender(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    viet = await town.joins(VIET, Role.COMMANDER, "32134", "Trần Quốc Việt")
    await _second_eyes(town)
    code = await opinion(lan)
    await ngan.sends_photo(_picture(), DONE, reply_to=_card(ngan, code).message_id)
    shown = next(message for message in viet.messages if message.photo)
    await viet.says("Ảnh này mờ quá, chụp lại đi em", reply_to=shown)
    await viet.taps("Trả lại để sửa")
    await viet.says("Chụp lại cho rõ giùm tui")
    told = next(m for m in ngan.messages if "cần sửa" in said(m))
    async with town.program.database.transaction() as tx:
        await tx.execute(unit_rules.delete())
    await ngan.says("Ông Việt này khó tính quá trời", reply_to=told)
    lan.has_not_seen("mờ quá")
    lan.has_not_seen("khó tính")


async def test_long_reasons_and_long_opinions_arrive_together(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    minh = await town.joins(MINH, Role.DUTY, "32191", "Lê Hải Minh")
    code = await opinion(lan, ("Đèn đường tối <b>&amp; 😀 " * 200)[:2700])
    await ngan.forges(f"c:pass:{_case_of(ngan.last)}")
    await ngan.says("Năm Căn")
    await ngan.says(("Lý do & là <i> " * 300)[:2990])
    minh.sees(code, "Lý do & là", "Đèn đường tối <b>", "…")
    assert units_long(said(minh.last)) <= 4096


async def test_a_long_draft_comes_back_with_long_words(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    viet = await town.joins(VIET, Role.COMMANDER, "32134", "Trần Quốc Việt")
    await _second_eyes(town)
    code = await opinion(lan, ("😀 đèn tối " * 250))
    await ngan.says(("Tổ đã đến nơi & làm <b> " * 300)[:4090], reply_to=ngan.last)
    viet.has_seen(code, "Tổ đã đến nơi & làm")
    await viet.taps("Trả lại để sửa")
    await viet.says(("Sửa lại cho rõ & gọn <u> " * 300)[:2990])
    ngan.sees("cần sửa", code, "Sửa lại cho rõ", "Tổ đã đến nơi")
    assert units_long(said(ngan.last)) <= 4096


async def test_inside_words_in_english(town: Town) -> None:
    ngan, lan = await _desk(town), town.who(LAN)
    await ngan.says("/language english")
    card = _card(ngan, await opinion(lan))
    await ngan.says(f"Note - {SECRET}", reply_to=card)
    ngan.sees("Nothing was sent", "note:")
    await ngan.sends_photo(_picture(), f"internal: {SECRET}", reply_to=card.message_id)
    ngan.sees("Nothing was sent", "without the photo")
    lan.has_not_seen(SECRET)


async def _second_eyes(town: Town) -> None:
    async with town.program.database.transaction() as tx:
        await tx.execute(unit_rules.insert().values(unit="32134", name="second_eyes", value=1))
