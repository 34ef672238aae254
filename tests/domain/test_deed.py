"""Deeds: which day may be entered, what is late, what kind it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deed import BACKDATE, LONGEST, DeedKind, check_day, deed_text, earliest_day, guess_kind
from domain.errors import Invalid

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants naive bounds


def test_the_window_turns_at_midnight_of_the_province_and_not_of_utc() -> None:
    before = datetime(2026, 10, 19, 16, 59, tzinfo=UTC)  # 23:59 on the 19th in Cà Mau
    after = datetime(2026, 10, 19, 17, 1, tzinfo=UTC)  # 00:01 on the 20th
    assert check_day(date(2026, 10, 19), before, ZONE) is False
    assert check_day(date(2026, 10, 19), after, ZONE) is True
    assert check_day(date(2026, 10, 17), before, ZONE) is True
    with pytest.raises(Invalid, match="deed-too-old") as caught:
        check_day(date(2026, 10, 17), after, ZONE)
    assert caught.value.params == {"hours": 48}


@given(moments, st.integers(-5, 5))
def test_a_day_may_be_entered_from_48_hours_back_up_to_today(now: datetime, off: int) -> None:
    today = now.astimezone(ZONE).date()
    day = today + timedelta(days=off)
    if off > 0:
        with pytest.raises(Invalid, match="deed-in-future"):
            check_day(day, now, ZONE)
    elif day < (now - BACKDATE).astimezone(ZONE).date():
        with pytest.raises(Invalid, match="deed-too-old"):
            check_day(day, now, ZONE)
    else:
        assert check_day(day, now, ZONE) is (off < 0)


@given(moments)
def test_the_day_before_yesterday_is_the_earliest(now: datetime) -> None:
    assert now.astimezone(ZONE).date() - earliest_day(now, ZONE) == timedelta(days=2)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Trả lại ví cho người đánh rơi ở chợ", DeedKind.RETURNED),
        ("Chuyển khoản nhầm, liên hệ hoàn tiền cho chị Hai", DeedKind.RETURNED),
        ("Làm căn cước lưu động cho bà con ấp Bà Điều", DeedKind.PAPERS),
        ("Cài VNeID giúp cô Tư", DeedKind.PAPERS),
        ("Hiến máu tình nguyện", DeedKind.HEALTH),
        ("Cứu người đuối nước tại bến đò", DeedKind.RESCUE),
        ("Đưa học sinh qua đường", DeedKind.RESCUE),
        ("Tặng học bổng cho em nhỏ", DeedKind.CHILDREN),
        ("Giúp dân gia cố nhà trước cơn bão", DeedKind.STORM),
        ("Hoà giải mâu thuẫn hai gia đình", DeedKind.ADVICE),
        ("Thăm cụ bà neo đơn", DeedKind.CARE),
        ("Tặng gạo cho hộ nghèo", DeedKind.WELFARE),
        ("Giúp một người bạn", DeedKind.OTHER),
        ("", DeedKind.OTHER),
    ],
)
def test_a_kind_is_guessed_from_the_words(text: str, kind: DeedKind) -> None:
    assert guess_kind(text) is kind


@given(st.text(max_size=200))
def test_every_text_gets_some_kind(text: str) -> None:
    assert guess_kind(text) in DeedKind


def test_a_deeds_text_is_neither_too_short_nor_too_long() -> None:
    assert deed_text("  dắt cụ \n") == "dắt cụ"
    for short in ("", "dắt", "!!! ???"):
        with pytest.raises(Invalid, match="deed-too-short"):
            deed_text(short)
    assert len(deed_text("việc tốt".ljust(LONGEST, "a"))) == LONGEST
    with pytest.raises(Invalid, match="deed-too-long"):
        deed_text("việc tốt".ljust(LONGEST + 1, "a"))
