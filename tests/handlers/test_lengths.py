"""What one message holds: texts are shortened together, or divided, never lost."""

from __future__ import annotations

import re
from html import escape, unescape
from itertools import product

import pytest

from domain.vietnamese import units_long
from handlers.lengths import A_MESSAGE, cut, fitted, long, pieces
from texts.catalogue import Html


def _two(one: str, other: str) -> Html:
    return Html(f"<b>Đầu</b> {one.replace('&', '&amp;')}\n<i>{other.replace('&', '&amp;')}</i>")


def test_two_texts_of_whatever_length_fit_and_neither_is_given_up_for_the_other() -> None:
    for one, other in product((0, 1, 50, 2000, 3000, 6000), repeat=2):
        made = fitted(_two, "a&" * (one // 2), "😀" * (other // 2))
        assert long(made) <= 4096
        assert long(made) >= min(4090, one + other)
        if one >= 2000 and other >= 2000:
            assert made.count("a&") > 900
            assert made.count("😀") > 900


def test_what_fits_is_left_as_it_is() -> None:
    assert fitted(_two, "ngắn", "gọn") == _two("ngắn", "gọn")


def test_a_shortened_text_says_so_and_holds_no_half_sign() -> None:
    assert cut("😀😀😀", 4) == "😀…"
    assert units_long(cut("đèn" * 100, 50)) == 50
    assert cut("đèn", 3) == "đèn"


@pytest.mark.parametrize("text", ["Đã tới từng nhà & ghi tên. " * 400, "x😀" * 4000, "dòng <b>\n" * 900])
def test_what_one_message_does_not_hold_is_divided_and_every_piece_is_marked_up_for_itself(text: str) -> None:
    whole = Html(f"Lời còn đây:\n<blockquote>{escape(text)}</blockquote>\n<b>Hết</b>")
    made = pieces(whole)
    assert len(made) in (-(-long(whole) // A_MESSAGE), 1 - (-long(whole) // A_MESSAGE))
    for piece in made:
        assert long(piece) <= A_MESSAGE
        assert [piece.count(f"<{tag}>") - piece.count(f"</{tag}>") for tag in ("blockquote", "b")] == [0, 0]
    said = "".join(unescape(re.sub("<[^>]+>", "", piece)) for piece in made)
    assert said == f"Lời còn đây:\n{text}\nHết"
    assert pieces(Html("<b>ngắn</b>")) == ["<b>ngắn</b>"]
