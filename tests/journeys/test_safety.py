"""Nothing is lost, nothing doubles, nothing leaks."""

from __future__ import annotations

import io
import logging
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from bot import logs
from domain.person import Role
from tests.journeys.test_opinion import WORDS, opinion
from tests.people import LAN, MARKED, MINH, NGAN
from tests.talk import Town, said


async def test_a_restart_in_the_middle_of_a_form_loses_nothing(town: Town, tmp_path: Path) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    await lan.says(WORDS)
    await lan.taps("Gửi góp ý")
    await lan.says("luong the tran")
    key = town.program.settings.secret_key
    await town.close()
    again = await Town.build(tmp_path, town.world, key=key)
    lan.town = ngan.town = again
    await lan.taps("Phản ánh")
    await lan.taps("Ẩn danh")
    await lan.taps("✅ Gửi")
    lan.sees("Đã nhận")
    ngan.sees(WORDS)
    await again.close()


async def test_updates_kept_but_not_handled_are_handled_after_a_restart(town: Town, tmp_path: Path) -> None:
    lan = town.who(LAN)
    town.world.say(lan.id, "/start")
    updates = town.world.take_updates()
    await town.program.services.inbox.keep(updates, town.program.clock.now())
    key = town.program.settings.secret_key
    await town.close()
    again = await Town.build(tmp_path, town.world, key=key)
    assert await again.program.intake.recover() == 1
    await again.settles()
    assert len(lan.messages) == 1
    await again.close()


async def test_a_redelivered_update_has_its_effect_once(town: Town) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    town.world.say(minh.id, "/viectot Giúp cụ bà qua đường ở chợ")
    (update,) = town.world.take_updates()
    for _ in range(3):
        town.world.push(update)
        await town.settles()
    assert len([m for m in minh.messages if "Đã ghi" in said(m)]) == 1
    async with town.program.database.reading() as tx:
        assert await tx.scalar(text("SELECT count(*) FROM deeds")) == 1


async def test_a_receipt_survives_telegram_being_away(town: Town) -> None:
    lan = town.who(LAN)
    await lan.says(WORDS)
    await lan.taps("Gửi góp ý")
    await lan.says("luong the tran")
    await lan.taps("Phản ánh")
    await lan.taps("Ẩn danh")
    town.world.fail_next("sendMessage", code=502, description="Bad Gateway", times=1)
    await lan.taps("✅ Gửi")
    lan.has_not_seen("chậm nhất ngày")
    town.moves(town.program.clock.now() + timedelta(minutes=10))
    await town.settles()
    lan.has_seen("Đã nhận", "chậm nhất ngày")


async def test_a_direct_answer_that_telegram_refuses_for_now_comes_later(town: Town) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    town.world.fail_next(
        "sendMessage", code=429, description="Too Many Requests: retry after 1", retry_after=1
    )
    await minh.says("/viectot Giúp cụ bà qua đường ở chợ")
    minh.has_not_seen("Đã ghi")
    town.moves(town.program.clock.now() + timedelta(seconds=2))
    await town.settles()
    minh.sees("Đã ghi", "Giúp cụ bà")


async def test_our_own_failure_is_told_with_a_reference_and_blocks_nobody(town: Town) -> None:
    lan, minh = town.who(LAN), town.who(MINH)
    async with town.program.database.transaction() as tx:
        await tx.execute(text("ALTER TABLE drafts RENAME TO gone"))
    await lan.says("Xin chào mấy anh công an xã")
    async with town.program.database.transaction() as tx:
        await tx.execute(text("ALTER TABLE gone RENAME TO drafts"))
        reference = await tx.scalar(text("SELECT reference FROM inbox WHERE state = 'failed'"))
    lan.sees(str(reference))
    await minh.says("/start")
    minh.sees("113")


async def test_who_a_citizen_is_cannot_be_found_in_the_database(town: Town, tmp_path: Path) -> None:
    marked = town.who(MARKED)
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    await marked.says("/start")
    await opinion(marked)
    await ngan.says("Công an xã đã báo điện lực lắp đèn.", reply_to=ngan.last)
    await marked.says("Cảm ơn nhiều nghen", reply_to=marked.last)
    await marked.says("Chuyện khác nữa, xin xem giùm cái cầu")
    await marked.taps("Gửi góp ý")
    await marked.taps("Góp ý")
    await marked.taps("Sửa")
    await marked.taps("Ẩn danh hay nêu tên")
    await marked.taps("Nêu tên")
    await marked.says("Tư Dấu Vết, 0912 000 777")
    await marked.taps("✅ Gửi")
    ngan.has_seen("Tư Dấu Vết, 0912 000 777")
    await marked.says("Đang viết dở thì dừng lại bí mật")
    raw = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    for marker in ("987654321012", "Dấu Vết", "Không Lộ", "dau_vet_rieng", "0912 000 777", "bí mật"):
        assert marker.encode() not in raw, marker
    assert MARKED.id.to_bytes(5, "big") not in raw  # as SQLite would write the number
    assert WORDS.encode() in raw  # what was said to the unit is there: the search looks in the right place


async def test_two_opinions_of_one_person_share_nothing_in_the_database(town: Town) -> None:
    lan = town.who(LAN)
    await opinion(lan)
    await opinion_again(town)
    async with town.program.database.reading() as tx:
        rows = (await tx.execute(text("SELECT * FROM cases"))).mappings().all()
        addresses = (
            await tx.execute(text("""SELECT DISTINCT "to" FROM outbox WHERE kind = 'receipt'"""))
        ).all()
    assert len(rows) == 2
    assert rows[0]["alias"] != rows[1]["alias"]
    assert len(addresses) == 2
    person = town.program.services.custody.person_key(LAN.id)
    for row in rows:
        assert person not in map(str, row.values())


async def opinion_again(town: Town) -> None:
    """A second opinion, as short as it is for who sent one before."""
    lan = town.who(LAN)
    await lan.says("Đèn ở cầu cũng hư rồi, nhờ xem giùm")
    await lan.taps("Gửi góp ý")
    await lan.taps("Phản ánh")
    await lan.taps("✅ Gửi")


async def test_no_log_line_holds_a_text_a_number_a_citizens_id_or_a_secret(town: Town) -> None:
    stream = io.StringIO()
    settings = town.program.settings
    logs.set_up("json", [settings.bot_token, settings.secret_key], stream)
    logging.getLogger().setLevel(logging.INFO)
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    marked = town.who(MARKED)
    await opinion(marked, "Lời kín đáo của tôi, gọi 0912 000 777")
    town.world.fail_next("sendMessage", code=502, description="Bad Gateway")
    await ngan.says("Lời đáp kín đáo của đơn vị", reply_to=ngan.last)
    async with town.program.database.transaction() as tx:
        await tx.execute(text("ALTER TABLE drafts RENAME TO gone"))
    await marked.says("Lời kín đáo khi máy hỏng, gọi 0912 000 777")
    logging.getLogger("httpx").warning("POST %s/bot%s/getMe", settings.bot_api_url, settings.bot_token)
    written = stream.getvalue()
    assert "update_failed" in written
    assert "Traceback" in written
    for marker in (
        "kín đáo",
        "k\\u00edn",
        "0912 000 777",
        str(MARKED.id),
        "Dấu Vết",
        settings.bot_token,
        settings.secret_key,
    ):
        assert marker not in written, marker
