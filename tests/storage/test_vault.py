"""The vault: what is sealed opens with the same key and for the same purpose only."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import BadSetting, Permanent
from storage.vault import Vault, new_key

VAULT = Vault(new_key())
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(values, st.text())
def test_what_is_sealed_opens_again(value: object, purpose: str) -> None:
    assert VAULT.open(VAULT.seal(value, purpose), purpose) == value


@given(st.integers(0), st.integers(1, 255))
def test_a_changed_byte_opens_nothing(place: int, by: int) -> None:
    sealed = bytearray(VAULT.seal({"chat": 700000101}, "p"))
    sealed[place % len(sealed)] ^= by
    with pytest.raises(Permanent, match="vault-closed"):
        VAULT.open(bytes(sealed), "p")


def test_another_key_or_purpose_opens_nothing() -> None:
    sealed = VAULT.seal("Lan", "p")
    for vault, purpose in ((Vault(new_key()), "p"), (VAULT, "q")):
        with pytest.raises(Permanent, match="vault-closed"):
            vault.open(sealed, purpose)


def test_the_same_value_never_looks_the_same_twice() -> None:
    assert VAULT.seal("Lan", "p") != VAULT.seal("Lan", "p")


def test_a_finder_is_stable_and_depends_on_the_key_and_on_each_part() -> None:
    assert VAULT.finder("message", 1, 23) == VAULT.finder("message", 1, 23)
    others = {
        VAULT.finder("message", 12, 3),
        VAULT.finder("person", 1, 23),
        Vault(new_key()).finder("message", 1, 23),
    }
    assert VAULT.finder("message", 1, 23) not in others
    assert len(VAULT.finder("person", 1)) == 40


@pytest.mark.parametrize(
    "key", ["", "short", "!" * 44, base64.b64encode(b"x" * 31).decode(), base64.b64encode(b"x" * 33).decode()]
)
def test_a_key_that_is_not_32_bytes_is_refused(key: str) -> None:
    with pytest.raises(BadSetting, match="setting-secret-key"):
        Vault(key)
