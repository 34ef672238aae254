"""Encryption of what tells who a citizen is: AES-256-GCM, found by keyed hashes."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.errors import BadSetting, Permanent

_NONCE = 12  # bytes, as NIST SP 800-38D recommends for GCM
_KEY = 32
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def new_key() -> str:
    """A fresh SECRET_KEY: 32 random bytes in base64."""
    return base64.b64encode(secrets.token_bytes(_KEY)).decode()


def encoded(value: Any) -> bytes:
    """A JSON value as it is sealed: so long it is in the row, before it is padded."""
    return _JSON.encode(value).encode("utf-8", "surrogatepass")


class Vault:
    """Seals and opens with keys derived from SECRET_KEY; the two uses never share one."""

    def __init__(self, secret_key: str) -> None:
        """Take the key as base64. Raises BadSetting where it is not 32 bytes of it."""
        try:
            secret = base64.b64decode(secret_key, validate=True)
        except (binascii.Error, ValueError):
            secret = b""
        if len(secret) != _KEY:
            raise BadSetting("setting-secret-key")
        self._cipher = AESGCM(hmac.digest(secret, b"vidan seal", hashlib.sha256))
        self._finder = hmac.digest(secret, b"vidan find", hashlib.sha256)

    def finder(self, subject: str, *parts: int | str) -> str:
        """The keyed hash (hex, 40 characters) by which a row is found without saying whose it is."""
        words = "\x1f".join([subject, *map(str, parts)])
        return hmac.digest(self._finder, words.encode(), hashlib.sha256).hex()[:40]

    def seal(self, value: Any, purpose: str, pad_to: int = 1) -> bytes:
        """Encrypt a JSON value; it opens for the same purpose only.

        The plain text is padded to a multiple of `pad_to` bytes, where its length would tell something.
        """
        nonce = secrets.token_bytes(_NONCE)
        plain = encoded(value)
        plain += b" " * (-len(plain) % pad_to)  # JSON reads over white space at its end
        return nonce + self._cipher.encrypt(nonce, plain, purpose.encode())

    def open(self, sealed: bytes, purpose: str) -> Any:
        """The inverse of seal. Raises Permanent where the key or the purpose is another."""
        try:
            plain = self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], purpose.encode())
        except InvalidTag as error:
            raise Permanent("vault-closed") from error
        return json.loads(plain)
