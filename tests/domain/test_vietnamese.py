"""Vietnamese as people type, search and sort it."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.vietnamese import day, fold, moment, nfc, number, sort_key, whole

letters = st.text(
    "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵĐÁÂƠƯ ",
    max_size=30,
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gop y", "Góp ý"),
        ("hoà", "hòa"),
        ("HOÀ", "hòa"),
        ("dong chi", "Đồng  chí"),
        ("thuỷ", "thủy"),
        ("cu mgar", "Cư Mgar"),
    ],
)
def test_search_ignores_diacritics_and_case(typed: str, meant: str) -> None:
    assert fold(typed) == fold(meant)


@given(letters)
def test_composed_and_decomposed_letters_are_the_same(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert fold(decomposed) == fold(text)
    assert nfc(decomposed) == nfc(text)
    assert sort_key(decomposed) == sort_key(text)


@given(letters)
def test_folding_leaves_plain_small_letters_only_and_is_stable(text: str) -> None:
    folded = fold(text)
    assert folded.isascii()
    assert folded == folded.lower() == fold(folded)


@given(st.text(max_size=40))
@example("a\x00\u0301")  # a control sign between a letter and its tone
@example("\x00 a")
def test_kept_text_is_composed_trimmed_and_free_of_control_signs(text: str) -> None:
    kept = nfc(text)
    assert unicodedata.is_normalized("NFC", kept)
    assert kept == kept.strip() == nfc(kept)
    assert not [c for c in kept if unicodedata.category(c) == "Cc" and c not in "\n\t"]


def test_newlines_within_a_text_are_kept() -> None:
    assert nfc(" một\nhai\x00 \r\n") == "một\nhai"


def test_letters_stand_in_the_order_of_the_vietnamese_alphabet() -> None:
    alphabet = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    assert sorted(set(alphabet), key=sort_key) == alphabet


def test_tones_decide_only_between_the_same_letters() -> None:
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(["tàm", "tám", "tan", "ta"], key=sort_key) == ["ta", "tàm", "tám", "tan"]
    assert sorted(["Đất Mũi", "Dân Tiến", "Ea Kar", "Du"], key=sort_key) == [
        "Dân Tiến",
        "Du",
        "Đất Mũi",
        "Ea Kar",
    ]


@given(st.text(max_size=20), st.text(max_size=20))
@example("x\u0301", "x")  # a tone that no letter takes
def test_any_two_texts_can_be_put_in_order(one: str, other: str) -> None:
    assert sorted([one, other], key=sort_key)[0] in (one, other)


def test_numbers_and_times_are_written_as_the_country_does() -> None:
    assert (number(7139), number(9.24, 2), number(-1234.5, 1), number(0)) == (
        "7.139",
        "9,24",
        "-1.234,5",
        "0",
    )
    assert day(date(2026, 2, 3)) == "03/02/2026"
    assert moment(datetime(2026, 2, 3, 7, 5, tzinfo=UTC)) == "07:05 03/02/2026"


@pytest.mark.parametrize("sign", ["\u202e", "\u202a", "\u2066", "\u2069", "\u200f", "\u061c"])
def test_nothing_turns_the_direction_in_which_words_are_read(sign: str) -> None:
    assert nfc(f"Trần {sign}Văn Tám{sign}") == "Trần Văn Tám"


def test_a_whole_number_is_one_that_a_table_holds() -> None:
    assert [whole(typed) for typed in ("0", "120", str(2**53), "9" * 18)] == [0, 120, 2**53, 10**18 - 1]
    for typed in ("", "-1", "1.5", "²", "٣", "9" * 19, "9" * 4400, " 1"):
        assert whole(typed) is None, typed[:20]
