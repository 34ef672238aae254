"""An answer's text: how long, what is filled in, what tells it from others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.answer import (
    LONGEST_ANSWER,
    added,
    answer_text,
    apart,
    essence,
    filled,
    level_text,
    parts,
    ready_text,
    signed,
    title_text,
    unsigned,
)
from domain.case import LONGEST
from domain.errors import Invalid
from domain.vietnamese import units_long


def refused(do: object, text: str, **more: bool) -> str:
    """The key of the refusal."""
    assert callable(do)
    with pytest.raises(Invalid) as caught:
        do(text, **more)
    return caught.value.key


def test_the_longest_message_telegram_allows_is_an_answer_and_one_sign_more_is_told_by_how_much() -> None:
    text = "đã lắp đèn nha " * 300
    longest = f"{text[: LONGEST_ANSWER - 1]}a"
    assert answer_text(longest) == longest
    with pytest.raises(Invalid) as caught:
        answer_text(f"{longest}abc")
    assert caught.value.key == "answer-too-long"
    assert caught.value.params == {"most": LONGEST_ANSWER, "over": 3}


def test_too_few_words_are_refused_unless_a_picture_says_the_rest() -> None:
    assert refused(answer_text, "Đã xong") == "words-too-few"
    assert answer_text("Đã xong", pictured=True) == "Đã xong"


@pytest.mark.parametrize(
    "text", ["Ngày ___ sẽ tới kiểm tra", "Về ý kiến {code}, đã xử lý", "Gửi { date } nha"]
)
def test_what_was_left_to_fill_in_is_not_sent(text: str) -> None:
    assert refused(answer_text, text) == "answer-unfilled"


def test_other_braces_are_words_like_any() -> None:
    assert answer_text("Đã xử lý {theo quy định} xong") == "Đã xử lý {theo quy định} xong"


@given(st.text(min_size=1, max_size=9000))
def test_pieces_fit_and_lose_no_word(text: str) -> None:
    found = parts(text)
    assert all(units_long(piece) <= LONGEST for piece in found)
    assert "".join("".join(found).split()) == "".join(text.split())


def test_a_long_answer_is_cut_where_a_sentence_ends() -> None:
    first, last = parts("Đã làm xong việc này. " * 200)
    assert first.endswith(".")
    assert last.startswith("Đã làm")


def test_a_short_answer_is_one_piece() -> None:
    assert parts("Đã lắp đèn") == ["Đã lắp đèn"]
    assert parts("") == [""]


def test_placeholders_are_filled_once_and_unknown_ones_are_refused_when_kept() -> None:
    text = ready_text("Về ý kiến {code}, { unit } đã tới ngày {date}.")
    assert filled(text, {"code": "{date}", "unit": "Công an xã", "date": "20/10/2026"}) == (
        "Về ý kiến {date}, Công an xã đã tới ngày 20/10/2026."
    )
    with pytest.raises(Invalid) as caught:
        ready_text("Chào {ten} đã gửi ý kiến")
    assert caught.value.params == {"typed": "ten"}


def test_titles_and_levels_are_short_and_have_letters() -> None:
    assert title_text("  Hẹn   kiểm tra ") == "Hẹn kiểm tra"
    assert level_text("Điện lực  huyện") == "Điện lực huyện"
    assert refused(title_text, "!!") == "ready-title"
    assert refused(title_text, "a" * 41) == "ready-title"
    assert refused(level_text, "12") == "level-odd"


def test_the_essence_knows_no_codes_dates_numbers_and_signs() -> None:
    one = essence("Về ý kiến 4KAD-7XMP: ngày 20/10/2026 đã lắp 5 bóng!")
    assert one == essence("về ý kiến 9QRT-3ACD, ngày 02/11/2026 đã lắp 12 bóng…")
    assert one == "ve y kien ngay da lap bong"


def test_more_is_written_below_a_ready_answer_unless_it_is_the_whole_anew() -> None:
    ready = "Về ý kiến 4KAD-7XMP, Công an xã hẹn tới tận nơi trong ngày ___."
    more = "Tổ tuần tra đã đo đoạn đường, mai lắp năm bóng đèn."
    assert added(ready, more) == f"{ready}\n{more}"
    anew = ready.replace("___", "21/10/2026") + " " + more
    assert added(ready, anew) == anew


def test_what_is_compared_leaves_ready_answers_out_and_never_half_a_word() -> None:
    ready, longer = essence("Xã hẹn tới nơi"), essence("Công an xã hẹn tới nơi hôm nay")
    assert apart(f"{longer} da lap den", [ready, longer]) == "da lap den"
    assert apart(f"{ready}n da lap den", [ready, ""]) == f"{ready}n da lap den"


def test_whose_work_it_was_is_no_part_of_what_was_done() -> None:
    text = signed("Đã lắp đèn", "Nơi giải quyết: Công an xã")
    assert unsigned(text) == "Đã lắp đèn"
    assert unsigned("Đã lắp đèn") == signed("Đã lắp đèn", "") == "Đã lắp đèn"
