"""Whatever comes, there is a short kind answer, and nothing is lost or half-written."""

from __future__ import annotations

import unicodedata
from datetime import timedelta

import pytest
from sqlalchemy import text

from domain.person import Role
from sandbox.world import Person
from tests.journeys.test_desk_acts import DONE
from tests.journeys.test_opinion import opinion
from tests.people import ADMIN, HOA, LAN, MINH, NGAN, TUAN
from tests.talk import Town, buttons, said

HEADER = "code,name,kind,parent,note\n"


@pytest.mark.parametrize("kind", ["sticker", "poll", "contact", "location", "voice", "video", "dice"])
async def test_what_cannot_be_read_gets_a_kind_answer(town: Town, kind: str) -> None:
    lan = town.who(LAN)
    town.world.send_other(lan.id, kind)
    await town.settles()
    lan.sees("chữ")


async def test_words_beneath_a_video_are_taken_and_the_video_is_said_to_be_not_kept(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    town.world.send_other(lan.id, "video", caption="Coi clip tui quay cán bộ nhận tiền nè")
    await town.settles()
    lan.has_seen("chưa giữ được phim", "gửi hình")
    lan.sees("Coi clip tui quay")
    code = await opinion(lan)
    card = next(m for m in ngan.messages if code in said(m))
    for who, words in ((ngan, DONE), (lan, "Cảm ơn, còn cây cầu đầu xóm nữa")):
        other = lan if who is ngan else ngan
        town.world.send_other(who.id, "video", caption=words, reply_to=card.message_id)
        await town.settles()
        who.has_seen("chưa giữ được phim")
        other.has_seen(words)
        card = next(m for m in reversed(lan.messages) if code in said(m))


async def test_a_forwarded_post_is_not_taken_for_the_persons_own_words(town: Town) -> None:
    lan = town.who(LAN)
    town.world.forward(lan.id, "Tin đồn trên mạng", "Ai đó")
    await town.settles()
    assert len(lan.messages) == 1
    lan.has_not_seen("gửi thành gì")


async def test_an_edited_message_is_answered_with_how_to_correct(town: Town) -> None:
    lan = town.who(LAN)
    first = town.world.say(lan.id, "Đèn đường ấp tôi hư rồi")
    await town.settles()
    town.world.edit(lan.id, first, "Đèn đường ấp tôi hư hai cái")
    await town.settles()
    assert len(lan.messages) == 2
    lan.sees("sửa")


async def test_the_longest_text_and_the_shortest_are_told_what_fits(town: Town) -> None:
    lan = town.who(LAN)
    await lan.says("/gopy")
    await lan.says("nam can")
    await lan.taps("Góp ý")
    await lan.says("a" * 4096)
    lan.sees("ít nhất")
    await lan.says("dài quá " * 512)
    lan.sees("rút gọn")
    await lan.says("👍")
    lan.sees("ít nhất")
    await lan.says("Xin thêm đèn ở bến phà")
    lan.sees("Ẩn danh")


async def test_decomposed_vietnamese_is_kept_composed(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    typed = unicodedata.normalize("NFD", "Đường vào ấp tối quá")
    for words in (
        "/gopy",
        unicodedata.normalize("NFD", "lương thế trân"),
        "phan anh",
        typed,
        "an danh",
        "gui",
    ):
        await lan.says(words)
    ngan.sees("Đường vào ấp tối quá")
    assert unicodedata.is_normalized("NFC", said(ngan.last))


async def test_names_and_texts_with_markup_are_shown_as_written(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134", "Ngân <i>&")
    hoa = town.who(HOA)
    await hoa.says("/start")
    hoa.sees("Hoa 🌸 <b>&")
    await hoa.says("<b>Đèn & đường</b> hư </blockquote> hết rồi")
    hoa.sees("<b>Đèn & đường</b> hư </blockquote>")
    await hoa.taps("Gửi góp ý")
    await hoa.says("luong the tran")
    await hoa.taps("Góp ý")
    await hoa.taps("Nêu tên")
    await hoa.says("<a href='x'>Hoa</a> & con")
    hoa.sees("<a href='x'>Hoa</a> & con")
    await hoa.taps("✅ Gửi")
    ngan.sees("</blockquote> hết rồi", "<a href='x'>Hoa</a> & con")
    minh = await town.joins(MINH, Role.OFFICER, "32134", "Minh <u>&lt;")
    await minh.says("/viectot Giúp <b>bà & cháu</b> qua đường")
    minh.sees("Giúp <b>bà & cháu</b> qua đường")
    await minh.says("/nhatky")
    minh.sees("Giúp <b>bà & cháu</b> qua đường")


async def test_an_invitation_works_once_and_not_for_ever(town: Town) -> None:
    people = town.program.services.people
    now = town.program.clock.now()
    token = await people.invite(None, Role.OFFICER, "32134", now)
    minh, tuan = town.who(MINH), town.who(TUAN)
    await minh.says(f"/start moi-{token}")
    await minh.says("Lê Hải Minh")
    await tuan.says(f"/start moi-{token}")
    tuan.sees("đã có người dùng")
    await tuan.says("/start moi-khong-co-that")
    tuan.sees("không đúng")
    late = await people.invite(None, Role.OFFICER, "32134", now - timedelta(days=8))
    await tuan.says(f"/start moi-{late}")
    tuan.sees("hết hạn")
    async with town.program.database.reading() as tx:
        stored = (await tx.execute(text("SELECT hash FROM invitations"))).scalars().all()
    assert token not in stored


async def test_two_people_with_one_link_only_one_joins(town: Town) -> None:
    token = await town.program.services.people.invite(None, Role.OFFICER, "32134", town.program.clock.now())
    minh, tuan = town.who(MINH), town.who(TUAN)
    await minh.says(f"/start moi-{token}")
    await tuan.says(f"/start moi-{token}")
    town.world.say(minh.id, "Lê Hải Minh")
    town.world.say(tuan.id, "Trần Anh Tuấn")
    await town.settles()
    joined = [who for who in (minh, tuan) if "Chào mừng" in who.screen]
    assert len(joined) == 1


@pytest.mark.parametrize(
    "data",
    [
        "",
        "x",
        "f",
        "f:zz:1:send",
        "c:take:nope",
        "d:undo:nope",
        "o:1:2:3",
        "m:nope",
        "y:x",
        "r:pause:x",
        "t:",
        "l:fr",
        "r:pause:99999999999999999999",
        "i:look:99999999999999999999999",
        "i:open:²",
    ],
)
async def test_a_forged_button_changes_nothing(town: Town, data: str) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    before = len(minh.messages)
    await minh.forges(data)
    assert town.world.answers[-1].text
    assert len(minh.messages) == before
    async with town.program.database.reading() as tx:
        assert await tx.scalar(text("SELECT count(*) FROM inbox WHERE state = 'failed'")) == 0


async def test_a_button_of_an_earlier_question_changes_nothing_and_shows_the_present_one(town: Town) -> None:
    lan = town.who(LAN)
    await lan.says("/gopy")
    await lan.says("nam can")
    _, suggestion = lan.button("Góp ý")
    await lan.taps("Góp ý")
    await lan.says("Xin thêm đèn ở bến phà")
    await lan.forges(suggestion)
    lan.hears("chưa có gì thay đổi")
    lan.sees("Ẩn danh")
    await lan.taps("Ẩn danh")
    _, sending = lan.button("✅ Gửi")
    await lan.taps("✅ Gửi")
    await lan.forges(sending)
    lan.hears("Nút này đã cũ")
    await lan.taps("Xem tới đâu rồi")
    lan.sees("Xin thêm đèn", "Năm Căn")


async def test_sending_twice_sends_once(town: Town) -> None:
    lan = town.who(LAN)
    for words in ("/gopy", "nam can", "gop y", "Xin thêm đèn ở bến phà", "an danh"):
        await lan.says(words)
    message, data = lan.button("✅ Gửi")
    for _ in range(3):
        town.world.tap(lan.id, message.message_id, data)
    await town.settles()
    async with town.program.database.reading() as tx:
        assert await tx.scalar(text("SELECT count(*) FROM cases")) == 1


async def test_an_unknown_command_says_where_help_is(town: Town) -> None:
    lan = town.who(LAN)
    await lan.says("/khongco abc")
    lan.sees("/trogiup")


async def test_an_open_form_is_kept_while_a_command_is_used_and_can_be_resumed(town: Town) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    await minh.says("/gopy")
    await minh.says("nam can")
    await minh.says("/viectot")
    await minh.says("Giúp cụ bà qua đường ở chợ")
    minh.has_seen("Đã ghi")
    await minh.taps("Làm tiếp")
    minh.sees("muốn gửi gì")
    await minh.says("/huy")
    minh.has_seen("đã hủy")


async def test_in_a_group_the_bot_speaks_once_when_addressed(town: Town) -> None:
    group = -100200300
    town.world.say_in_group(group, LAN.id, "Hôm nay trời đẹp quá")
    await town.settles()
    assert not [m for m in town.world.messages(group) if m.from_bot]
    for _ in range(3):
        town.world.say_in_group(group, LAN.id, "@vidan_test_bot giúp với")
        await town.settles()
    assert len([m for m in town.world.messages(group) if m.from_bot]) == 1


async def test_who_blocked_the_bot_is_left_alone_and_welcomed_back(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    for words in ("/gopy", "luong the tran", "gop y", "Xin thêm đèn ở bến phà", "an danh", "gui"):
        await lan.says(words)
    town.world.block(lan.id)
    await ngan.says("Công an xã đã báo điện lực lắp đèn.", reply_to=ngan.last)
    await town.settles()
    town.world.unblock(lan.id)
    await lan.says("/theodoi")
    await lan.taps("-")
    lan.sees("lắp đèn")


async def test_a_bad_line_in_a_units_file_is_named_and_nothing_is_imported(town: Town) -> None:
    admin = town.who(ADMIN)
    await admin.says("/donvi")
    admin.sees("CSV")
    bad = HEADER + "99001,Công an xã Mới,commune,CAT,\n\n99002,,commune,CAT,\n"
    await admin.sends_file("units.csv", bad.encode())
    admin.sees("4", "name")
    assert "99001" not in await town.program.services.units.tree()
    good = (
        HEADER
        + "99001,Công an xã Mới,commune,CAT,\n32134,Công an xã Lương Thế Trân,commune,CAT,đổi ghi chú\n"
    )
    await admin.sends_file("units.csv", good.encode("utf-8-sig"))
    admin.sees("1")
    assert "99001" in await town.program.services.units.tree()
    for name, data in (("units.xlsx", b"not a zip"), ("units.csv", b"\xff\xfe\x00"), ("units.csv", b"")):
        await admin.sends_file(name, data)
        assert "99001" in await town.program.services.units.tree()
    await town.who(LAN).sends_file("units.csv", good.encode())
    town.who(LAN).has_not_seen("đã nhập")


async def test_an_admin_invites_in_chat_and_the_link_is_taken(town: Town) -> None:
    admin = town.who(ADMIN)
    await admin.says("/start")
    await admin.says("/moi")
    await admin.says("cán bộ, chiến sĩ")
    await admin.says("dat mui")
    await admin.says("đồng ý")
    admin.sees("t.me/vidan_test_bot?start=moi-")
    payload = said(admin.last).split("start=")[1].split()[0]
    minh = town.who(MINH)
    await minh.says(f"/start {payload}")
    await minh.taps("Minh")
    minh.has_seen("Chào mừng", "Đất Mũi")


async def test_everything_is_there_in_english(town: Town) -> None:
    lan = town.who(LAN)
    await lan.says("/language English")
    await lan.says("/start")
    lan.sees("113", "Hello")
    for words in ("The road to our hamlet is dark at night", "1", "nam can", "2", "1", "send"):
        await lan.says(words)
    lan.has_seen("Năm Căn", "at the latest")
    commands = [c for key, c in town.world.commands.items() if str(lan.id) in str(key)]
    assert commands
    await lan.says("/ngonngu tiếng việt")
    await lan.says("/start")
    lan.sees("Dạ, chào")


async def test_a_photo_and_an_album_become_one_offer(town: Town) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    picture = _png()
    for number in range(3):
        caption = "Giúp bà con dọn rác ven kênh" if number == 0 else ""
        town.world.send_photo(minh.id, picture, caption=caption, media_group_id="album-1")
    await town.settles()
    assert len([m for m in minh.messages if "dọn rác" in said(m)]) == 1
    await minh.taps("Ghi việc tốt hôm nay")
    minh.sees("Đã ghi", "3 ảnh")


async def test_people_not_known_to_anyone_leave_no_trace_by_saying_hello(town: Town) -> None:
    stranger: Person = LAN
    await town.who(stranger).says("/start")
    async with town.program.database.reading() as tx:
        kept = set(await tx.scalars(text("SELECT finder FROM custody")))
    vault = town.program.services.custody.vault
    assert kept <= {vault.finder("audit head")}  # of the units brought in


def _png() -> bytes:
    import io

    from PIL import Image

    made = io.BytesIO()
    Image.new("RGB", (64, 48), "green").save(made, "PNG")
    return made.getvalue()


async def test_an_answer_begun_twice_goes_on_and_one_left_for_another_is_given_back(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134", "Phan Thu Ngân")
    for person, words in ((LAN, "Cầu khỉ đầu xóm gãy ván"), (HOA, "Chợ xã ngập nước mưa")):
        for said_by_them in ("/gopy", "luong the tran", "phan anh", words, "an danh", "gui"):
            await town.who(person).says(said_by_them)
    first, second = [next(m for m in ngan.messages if words in said(m)) for words in ("gãy ván", "ngập nước")]
    answering = [next(data for label, data in buttons(m) if "Trả lời" in label) for m in (first, second)]
    await ngan.forges(answering[0])
    await ngan.says("Tổ công tác đã gác lại ván cầu chiều nay")
    await ngan.forges(answering[0])
    ngan.sees("gác lại ván cầu", "do cấp nào")
    await ngan.forges(answering[1])
    ngan.has_seen("Lời viết dở lần trước", "gác lại ván cầu")
    ngan.sees("Mời đồng chí viết trả lời")
