"""Receipt codes: no slip goes unseen."""

from __future__ import annotations

import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import receipt
from domain.errors import Invalid

codes = st.integers(min_value=0).map(lambda seed: receipt.make(Random(seed)))
places = st.integers(0, 7)
signs = st.sampled_from(receipt.ALPHABET)


def _with(code: str, changes: dict[int, str]) -> str:
    bare = list(code.replace("-", ""))
    for place, sign in changes.items():
        bare[place] = sign
    return "".join(bare)


@given(codes)
def test_a_new_code_reads_as_itself(code: str) -> None:
    assert receipt.parse(code) == code


@given(
    codes, st.sampled_from(["", "-", " ", " - ", "–", "."]), st.booleans(), st.sampled_from(["NFC", "NFD"])
)
def test_a_code_reads_the_same_however_it_was_typed(code: str, between: str, small: bool, form: str) -> None:
    typed = f"  {between.join(code.replace('-', ''))} "
    typed = unicodedata.normalize(form, typed.lower() if small else typed)  # type: ignore[arg-type]  # one of the two forms above
    assert receipt.parse(typed) == code


@given(codes, places, signs)
def test_any_one_wrong_sign_is_seen(code: str, place: int, sign: str) -> None:
    typed = _with(code, {place: sign})
    if typed == code.replace("-", ""):
        assert receipt.parse(typed) == code
    else:
        with pytest.raises(Invalid, match="code-slip"):
            receipt.parse(typed)


@given(codes, st.lists(places, min_size=2, max_size=2, unique=True), signs, signs)
def test_any_two_wrong_signs_are_seen(code: str, two: list[int], one: str, other: str) -> None:
    typed = _with(code, dict(zip(two, (one, other), strict=True)))
    if typed == code.replace("-", ""):
        assert receipt.parse(typed) == code
    else:
        with pytest.raises(Invalid, match="code-slip"):
            receipt.parse(typed)


@given(codes, st.lists(places, min_size=2, max_size=2, unique=True))
def test_any_two_swapped_signs_are_seen(code: str, two: list[int]) -> None:
    bare = code.replace("-", "")
    first, second = two
    typed = _with(code, {first: bare[second], second: bare[first]})
    if bare[first] == bare[second]:
        assert receipt.parse(typed) == code
    else:
        with pytest.raises(Invalid, match="code-slip"):
            receipt.parse(typed)


@pytest.mark.parametrize("typed", ["", "4KAD", "4KAD-7XMP-4", "0KAD-7XMP", "4KAD-7XMỌ", "💥", "4KAD/7XMP"])
def test_what_is_no_code_is_unreadable_rather_than_a_slip(typed: str) -> None:
    with pytest.raises(Invalid, match="code-unreadable"):
        receipt.parse(typed)


def test_no_sign_looks_like_another() -> None:
    assert len(set(receipt.ALPHABET)) == 23
    assert not set(receipt.ALPHABET) & set("01258BGILOSUZ")
