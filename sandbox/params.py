"""Parameters of a call: strings of a form or values of JSON, held against the schema before they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.strict import checked, refuse_files


@dataclass(frozen=True)
class Upload:
    """A file that came with the call."""

    name: str
    mime: str
    data: bytes

    def __repr__(self) -> str:
        return f"Upload({self.name!r}, {self.mime!r}, {len(self.data)} bytes)"


class Params:
    """What one call carried. Uploads are found by field name."""

    def __init__(self, raw: Mapping[str, Any], uploads: Mapping[str, Upload] | None = None) -> None:
        self._raw = {name: value for name, value in raw.items() if value is not None}
        self._uploads = dict(uploads or {})
        self._values: dict[str, Any] = {}

    def check(self, method: str) -> None:
        """Read the values by the schema of `method`; none can be had before.

        Raises ApiError 400 for what Telegram would refuse or ignore, 501 for what is not imitated here.
        """
        refuse_files(method, self._raw, self._uploads)
        self._values = checked(method, self._raw, self._uploads.keys())

    def text(self, name: str) -> str:
        """Return a string, "" if absent."""
        return str(self._values.get(name, ""))

    def integer(self, name: str, default: int = 0) -> int:
        """Return a whole number."""
        return int(self._values.get(name, default))

    def flag(self, name: str) -> bool:
        """Return a boolean, False if absent."""
        return bool(self._values.get(name, False))

    def nested(self, name: str) -> Any:
        """Return a list or an object, checked to the last field; None if absent."""
        return self._values.get(name)

    def chat_id(self) -> int | str | None:
        """Return chat_id: a number, or an @name; None if absent."""
        value: int | str | None = self._values.get("chat_id")
        return value

    def upload(self, name: str) -> Upload | None:
        """Return the file that came in the field `name`, or None."""
        return self._uploads.get(name)

    def to_log(self) -> dict[str, Any]:
        """Return all that came, each value of its type, for `World.calls`."""
        return self._values | dict(self._uploads)
