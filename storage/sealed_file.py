"""A file sealed while it is written and opened while it is read: AES-256-GCM in pieces, never held whole.

The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár: Online Authenticated-Encryption, 2015): a
piece's nonce counts it and says whether it is the last, so a piece that is changed, moved, doubled or gone,
the end included, is noticed. Each file has a key of its own, derived from BACKUP_KEY and a random salt.

    magic 16 · salt 32 · key check 16 · pieces of 65,536 bytes and their tag of 16, the last mostly shorter
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import io
import secrets
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.errors import BadSetting, Permanent

OTHER_FILE, OTHER_KEY, DAMAGED = "other-file", "other-key", "damaged"
FAULTS = (OTHER_FILE, OTHER_KEY, DAMAGED)

_MAGIC = b"vidan backup 1\n\x00"
_SALT, _CHECK, _TAG, _KEY = 32, 16, 16, 32  # bytes
HEADER = len(_MAGIC) + _SALT + _CHECK
PIECE = 1 << 16  # bytes of plain text; 2^32 of them, the counter's room, are 256 TiB


def read_key(backup_key: str) -> bytes:
    """BACKUP_KEY as bytes. Raises BadSetting where it is not 32 bytes of base64."""
    try:
        key = base64.b64decode(backup_key, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != _KEY:
        raise BadSetting("setting-backup-key")
    return key


class Sealer(io.RawIOBase):
    """Seals what is written to it. Only `finish` writes the last piece: what was left off does not open."""

    def __init__(self, out: BinaryIO, key: bytes) -> None:
        """Begin a sealed file in `out`, which stays open; `key` as `read_key` gives it."""
        salt = secrets.token_bytes(_SALT)
        self._out = out
        self._header = _MAGIC + salt + _key_check(key, salt)
        self._cipher = _cipher(key, salt)
        self._count = 0
        self._rest = bytearray()
        out.write(self._header)

    def writable(self) -> bool:
        """It is there to be written."""
        return True

    def write(self, data: Any) -> int:
        """Take bytes in; full pieces go out sealed."""
        self._rest += data
        while len(self._rest) > PIECE:  # not when just full: it may be the last
            self._put(bytes(self._rest[:PIECE]), last=False)
            del self._rest[:PIECE]
        return len(data)

    def finish(self) -> None:
        """Write the last piece; nothing may follow."""
        self._put(bytes(self._rest), last=True)
        self._rest.clear()

    def _put(self, plain: bytes, *, last: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._count, last=last), plain, self._header))
        self._count += 1


class Opened(io.RawIOBase):
    """Reads a sealed file: no byte comes out unauthenticated, and no end before the last piece."""

    def __init__(self, source: BinaryIO, key: bytes) -> None:
        """Read the header. Raises Permanent: OTHER_FILE where it is no such file, OTHER_KEY."""
        self._source = source
        self._header = _exactly(source, HEADER)
        salt, check = self._header[len(_MAGIC) : -_CHECK], self._header[-_CHECK:]
        if len(self._header) < HEADER or not self._header.startswith(_MAGIC):
            raise Permanent(OTHER_FILE)
        if not hmac.compare_digest(check, _key_check(key, salt)):
            raise Permanent(OTHER_KEY)
        self._cipher = _cipher(key, salt)
        self._count = 0
        self._ahead = _exactly(source, PIECE + _TAG)
        self._plain = memoryview(b"")
        self._ended = False

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as a piece reaches; 0 after the last. Raises Permanent(DAMAGED)."""
        while not self._plain and not self._ended:
            self._plain = memoryview(self._next())
        size = min(len(buffer), len(self._plain))
        buffer[:size] = self._plain[:size]
        self._plain = self._plain[size:]
        return size

    def _next(self) -> bytes:
        sealed, self._ahead = self._ahead, _exactly(self._source, PIECE + _TAG)
        self._ended = not self._ahead
        try:
            plain = self._cipher.decrypt(_nonce(self._count, last=self._ended), sealed, self._header)
        except (InvalidTag, ValueError) as error:  # ValueError: shorter than a tag
            raise Permanent(DAMAGED) from error
        self._count += 1
        return plain


def _nonce(count: int, *, last: bool) -> bytes:
    """12 bytes, as GCM takes them: seven empty ones, the piece's number, whether it is the last."""
    return bytes(7) + count.to_bytes(4, "big") + bytes([last])


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(hmac.digest(key, b"vidan backup seal" + salt, hashlib.sha256))


def _key_check(key: bytes, salt: bytes) -> bytes:
    """Tells another key from a damaged file, and binds the file to one key, which GCM alone does not."""
    return hmac.digest(key, b"vidan backup check" + salt, hashlib.sha256)[:_CHECK]


def _exactly(source: BinaryIO, size: int) -> bytes:
    """So many bytes, fewer only at the end."""
    parts = bytearray()
    while len(parts) < size and (more := source.read(size - len(parts))):
        parts += more
    return bytes(parts)
