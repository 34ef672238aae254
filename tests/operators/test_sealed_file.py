"""A sealed file opens whole and unchanged, with its key, or not at all."""

from __future__ import annotations

import base64
import io
import secrets

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import BadSetting, Permanent
from storage.sealed_file import DAMAGED, HEADER, OTHER_FILE, OTHER_KEY, PIECE, Opened, Sealer, read_key
from storage.vault import new_key

KEY = read_key(new_key())
TAG = 16
SIZE = 3 * PIECE + 1000
PLAIN = secrets.token_bytes(SIZE)


def sealed(plain: bytes, key: bytes = KEY, chunk: int = PIECE) -> bytes:
    """The plain bytes as a sealed file, written in chunks."""
    out = io.BytesIO()
    sealer = Sealer(out, key)
    for start in range(0, len(plain), chunk):
        sealer.write(plain[start : start + chunk])
    sealer.finish()
    return out.getvalue()


def opened(data: bytes, key: bytes = KEY) -> bytes:
    """All that comes out of a sealed file."""
    return Opened(io.BytesIO(data), key).readall()


SEALED = sealed(PLAIN)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from([0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, SIZE]) | st.integers(0, SIZE),
    st.integers(1000, SIZE),
)
def test_what_was_sealed_comes_out_again_however_it_was_written(size: int, chunk: int) -> None:
    assert opened(sealed(PLAIN[:size], chunk=chunk)) == PLAIN[:size]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SEALED) - 1), st.integers(1, 255))
def test_a_byte_changed_anywhere_is_noticed(place: int, by: int) -> None:
    data = bytearray(SEALED)
    data[place] ^= by
    with pytest.raises(Permanent) as caught:
        opened(bytes(data))
    assert caught.value.key in ((OTHER_FILE, OTHER_KEY) if place < HEADER else (DAMAGED,))


@settings(max_examples=100, deadline=None)
@given(
    st.integers(0, len(SEALED) - 1)
    | st.sampled_from([HEADER + pieces * (PIECE + TAG) for pieces in range(4)])
)
def test_a_file_cut_off_anywhere_is_noticed(length: int) -> None:
    with pytest.raises(Permanent) as caught:
        opened(SEALED[:length])
    assert caught.value.key == (OTHER_FILE if length < HEADER else DAMAGED)


def test_pieces_moved_doubled_taken_out_or_added_are_noticed() -> None:
    step = PIECE + TAG
    head, *pieces = SEALED[:HEADER], *(SEALED[n : n + step] for n in range(HEADER, len(SEALED), step))
    another = sealed(PLAIN)[HEADER:]
    a, b, c, last = pieces
    for wrong in (
        [b, a, c, last],
        [a, a, b, c, last],
        [a, c, last],
        [a, b, c, last, last],
        [a, b, last, c],
        [a, b, c, last + b"\0"],
        [a, b, c, another[3 * step :]],
    ):
        with pytest.raises(Permanent, match=DAMAGED):
            opened(head + b"".join(wrong))
    assert opened(head + b"".join(pieces)) == PLAIN


def test_a_file_that_was_never_finished_does_not_open() -> None:
    out = io.BytesIO()
    sealer = Sealer(out, KEY)
    sealer.write(PLAIN)
    sealer.close()
    with pytest.raises(Permanent, match=DAMAGED):
        opened(out.getvalue())


def test_another_key_and_another_file_are_told_apart() -> None:
    with pytest.raises(Permanent, match=OTHER_KEY):
        opened(SEALED, read_key(new_key()))
    for other in (b"", b"SQLite format 3\0" * 100, b"vidan backup 2\n\0" + SEALED[16:]):
        with pytest.raises(Permanent, match=OTHER_FILE):
            opened(other)


def test_no_file_resembles_another_of_the_same_content() -> None:
    again = sealed(PLAIN)
    assert again[HEADER:] != SEALED[HEADER:]
    assert again[16:48] != SEALED[16:48]


@pytest.mark.parametrize("key", ["", "short", "!" * 44, base64.b64encode(b"x" * 31).decode()])
def test_a_key_that_is_not_32_bytes_is_refused(key: str) -> None:
    with pytest.raises(BadSetting, match="setting-backup-key"):
        read_key(key)
