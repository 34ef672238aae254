"""Each fault of a delivery: what the person sees, what the operator sees, what is kept, how it recovers."""

from __future__ import annotations

import io
from collections.abc import Iterator, MutableMapping
from datetime import timedelta
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import Row, select, text
from structlog.testing import capture_logs

from bot.courier import MOST_TRIES
from domain.notice import NoticeKind
from domain.person import Role
from storage import outbox
from storage.tables import outbox as rows
from tests.journeys.test_opinion import opinion
from tests.people import LAN, MINH, NGAN, VIET
from tests.talk import Someone, Town, at, said

Told = MutableMapping[str, Any]
ANSWER = "Công an xã đã báo điện lực lắp đèn."


@pytest.fixture
def told() -> Iterator[list[Told]]:
    """What the operator reads in the log."""
    with capture_logs() as lines:
        yield lines


async def _rows(town: Town, kind: NoticeKind) -> list[Row[*tuple[Any, ...]]]:
    async with town.program.database.reading() as tx:
        return list(await tx.execute(select(rows).where(rows.c.kind == kind.value).order_by(rows.c.id)))


def _count(town: Town, name: str, **labels: str) -> float:
    return town.program.metrics.registry.get_sample_value(f"vidan_{name}_total", labels) or 0.0


async def _later(town: Town, **span: int) -> None:
    town.moves(town.program.clock.now() + timedelta(**span))
    await town.settles()


async def _case(town: Town) -> tuple[Someone, Someone]:
    """Lan has sent an opinion, and Ngân has its card before her."""
    ngan, lan = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN)
    await opinion(lan)
    return lan, ngan


async def test_who_lets_the_bot_in_again_receives_the_answer_that_could_not_be_delivered(
    town: Town, told: list[Told]
) -> None:
    lan, ngan = await _case(town)
    town.world.block(LAN.id)
    await ngan.says(ANSWER, reply_to=ngan.last)
    (row,) = await _rows(town, NoticeKind.ANSWER)
    assert (row.state, row.reason) == ("unreachable", "no address")
    assert _count(town, "notices", outcome="unreachable") == 1
    assert "notice_broke" not in [one["event"] for one in told]  # it is nobody's mistake
    await _later(town, days=9)
    lan.has_not_seen(ANSWER)
    town.world.unblock(LAN.id)
    await town.settles()
    lan.has_seen(ANSWER)
    (row,) = await _rows(town, NoticeKind.ANSWER)
    assert (row.state, row.sent_at.minute, row.message_id) == ("sent", 0, None)  # no moment joins two cases
    await lan.says("Cảm ơn nhiều nghen", reply_to=lan.last)
    ngan.sees("Cảm ơn nhiều nghen")


async def test_who_blocked_the_bot_unseen_is_marked_and_is_welcome_by_any_word(town: Town) -> None:
    lan, ngan = await _case(town)
    town.world.block(LAN.id)
    town.world.take_updates()  # while we were away for longer than Telegram keeps what it has to tell
    await ngan.says(ANSWER, reply_to=ngan.last)
    (row,) = await _rows(town, NoticeKind.ANSWER)
    assert (row.state, row.reason) == ("unreachable", "Forbidden: Forbidden: bot was blocked by the user")
    tried = len(town.world.calls)
    await ngan.taps("Kết thúc")
    assert not [call for call in town.world.calls[tried:] if str(call[1].get("chat_id")) == str(LAN.id)]
    await lan.says("/start")
    lan.has_seen(ANSWER)
    lan.has_seen("đã xong chưa")


async def test_old_reminders_do_not_come_when_somebody_is_back(town: Town) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    town.world.block(MINH.id)
    await town.clock_strikes("2026-10-20 17:00")
    (row,) = await _rows(town, NoticeKind.REMINDER)
    assert row.state == "unreachable"
    town.world.unblock(MINH.id)
    await town.settles()
    minh.has_not_seen("vì một ngày")


async def test_an_account_that_is_gone_is_not_written_to_again(town: Town) -> None:
    _, ngan = await _case(town)
    town.world.deactivate(LAN.id)
    await ngan.says(ANSWER, reply_to=ngan.last)
    (row,) = await _rows(town, NoticeKind.ANSWER)
    assert (row.state, row.attempts) == ("unreachable", 1)
    assert "user is deactivated" in row.reason
    await ngan.taps("Kết thúc")
    (row,) = await _rows(town, NoticeKind.STEP)
    assert (row.state, row.reason) == ("unreachable", "no address")


async def test_a_403_that_is_not_about_the_chat_marks_nobody(town: Town) -> None:
    """A proxy on the way may forbid everything; nobody blocked the bot for that."""
    lan, ngan = await _case(town)
    card = ngan.last
    town.world.fail_next("sendMessage", code=403, description="Forbidden", times=1)
    await ngan.taps("Nhận xử lý")
    (row,) = await _rows(town, NoticeKind.STEP)
    assert (row.state, row.reason) == ("waiting", "Forbidden: Forbidden")
    await _later(town, minutes=1)
    lan.sees("đã nhận ý kiến")
    await ngan.says(ANSWER, reply_to=card)
    lan.sees(ANSWER)


async def test_telegrams_wait_is_kept_and_then_it_comes(town: Town) -> None:
    lan, ngan = await _case(town)
    town.world.fail_next(
        "sendMessage", code=429, description="Too Many Requests: retry after 1", retry_after=1
    )
    before = len(lan.messages)
    await ngan.taps("Nhận xử lý")
    assert len(lan.messages) == before
    assert (_count(town, "held"), _count(town, "held_seconds")) == (1, 1)
    await _later(town, seconds=2)
    assert len(lan.messages) == before + 1
    (row,) = await _rows(town, NoticeKind.STEP)
    assert (row.state, row.attempts) == ("sent", 1)


async def test_an_answer_lost_on_its_way_back_comes_twice_at_worst_and_is_counted(
    town: Town, told: list[Told]
) -> None:
    lan, ngan = await _case(town)
    before = len(lan.messages)
    town.world.fail_next("sendMessage", code=504, description="Gateway Timeout", after=True)
    await ngan.taps("Nhận xử lý")
    await _later(town, minutes=1)
    (row,) = await _rows(town, NoticeKind.STEP)
    assert (row.state, row.unsure) == ("sent", 1)
    assert _count(town, "sends_ambiguous") == 1
    assert "notice_ambiguous" in [one["event"] for one in told]
    copies = [said(message) for message in lan.messages[before:]]
    assert len(copies) == 2
    assert len(set(copies)) == 1  # each tells what it is about, so the second misleads nobody


async def test_what_telegram_refuses_is_kept_with_its_words_and_holds_up_nothing(
    town: Town, told: list[Told]
) -> None:
    viet = await town.joins(VIET, Role.COMMANDER, "CAT")
    town.world.fail_next("sendDocument", code=413, description="Request Entity Too Large")
    town.world.fail_next("sendPhoto", code=400, description="Bad Request: PHOTO_INVALID_DIMENSIONS")
    await town.clock_strikes("2026-12-01 07:30")
    (picture,), (table,) = await _rows(town, NoticeKind.CHART), await _rows(town, NoticeKind.TABLE)
    assert (picture.state, table.state) == ("failed", "failed")
    assert "photo_invalid_dimensions" in picture.reason.casefold()
    assert "Request Entity Too Large" in table.reason
    assert "notice_failed" in [one["event"] for one in told]
    assert _count(town, "notices", outcome="failed") == 2
    viet.has_seen("2026")  # the words came all the same


async def test_a_reminder_deleted_meanwhile_needs_no_thank_you(town: Town) -> None:
    minh = await town.joins(MINH, Role.OFFICER, "32134")
    await town.clock_strikes("2026-10-20 17:00")
    town.world.fail_next("editMessageText", code=400, description="Bad Request: message to edit not found")
    await minh.says("/viectot Đưa bà con qua phà an toàn")
    (row,) = await _rows(town, NoticeKind.THANKS)
    assert (row.state, "essage to edit not found" in row.reason) == ("dropped", True)


async def test_a_notice_we_cannot_render_is_our_mistake_and_is_tried_for_a_day(
    town: Town, told: list[Told]
) -> None:
    lan, ngan = await _case(town)
    (receipt,) = await _rows(town, NoticeKind.RECEIPT)
    async with town.program.database.transaction() as tx:
        await outbox.add(tx, receipt.to, NoticeKind.ANSWER, {}, town.program.clock.now())
    await town.settles()
    (row,) = await _rows(town, NoticeKind.ANSWER)
    assert (row.state, row.reason, row.attempts) == ("waiting", "KeyError", 1)
    assert any(one.get("exc_info") for one in told)  # the operator reads where
    await ngan.says(ANSWER, reply_to=ngan.last)  # and the next one comes
    lan.has_seen(ANSWER)
    async with town.program.database.transaction() as tx:
        await tx.execute(
            text("UPDATE outbox SET attempts = :most WHERE reason = 'KeyError'"), {"most": MOST_TRIES - 1}
        )
    await _later(town, hours=3)
    assert [row.state for row in await _rows(town, NoticeKind.ANSWER)] == ["failed", "sent"]


async def test_a_recipient_nobody_knows_is_unreachable(town: Town) -> None:
    async with town.program.database.transaction() as tx:
        await outbox.add(tx, "nobody", NoticeKind.RECEIPT, {"case": "none"}, at("2026-10-20 09:00"))
    await town.settles()
    (row,) = await _rows(town, NoticeKind.RECEIPT)
    assert (row.state, row.reason) == ("unreachable", "no address")


async def test_a_pictures_shape_that_telegram_refuses_is_said_in_words(town: Town) -> None:
    ngan, lan = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN)
    await opinion(lan)
    town.world.fail_next("sendPhoto", code=400, description="Bad Request: PHOTO_INVALID_DIMENSIONS")
    made = io.BytesIO()
    Image.new("RGB", (64, 48), "green").save(made, "JPEG")
    await lan.sends_photo(made.getvalue(), reply_to=lan.last.message_id)
    ngan.has_seen("ảnh")
    (row,) = await _rows(town, NoticeKind.PHOTOS)
    assert row.state == "sent"
