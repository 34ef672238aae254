"""What one message holds: texts are shortened together, never lost."""

from __future__ import annotations

from itertools import product

from domain.vietnamese import units_long
from handlers.lengths import cut, fitted, long
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
