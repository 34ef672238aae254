"""Parameters of a call: strings of a form or values of JSON, read strictly by kind."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.errors import bad_request


@dataclass(frozen=True)
class Upload:
    """A file that came with the call."""

    name: str
    mime: str
    data: bytes

    def __repr__(self) -> str:
        return f"Upload({self.name!r}, {self.mime!r}, {len(self.data)} bytes)"


class Params:
    """What one call carried. Uploads are found by field name, also through attach://name."""

    def __init__(self, raw: Mapping[str, Any], uploads: Mapping[str, Upload] | None = None) -> None:
        self._raw = {name: value for name, value in raw.items() if value is not None}
        self._uploads = dict(uploads or {})

    def refuse_unknown(self, method: str, known: frozenset[str]) -> None:
        """Raise ApiError 400 for a parameter the sandbox would have to ignore."""
        attached = {name for name in self._uploads if name not in known}
        for name in (*self._raw, *(self._uploads.keys() - attached)):
            if name not in known:
                raise bad_request(f"the sandbox does not know parameter '{name}' of method '{method}'")
        mentioned = json.dumps(self._raw, default=str)
        for name in attached:
            if f"attach://{name}" not in mentioned:
                raise bad_request(f"file '{name}' is attached and nothing refers to it")

    def text(self, name: str) -> str:
        """Return a string, "" if absent. Raises ApiError 400 if it is not one."""
        value = self._raw.get(name, "")
        if not isinstance(value, str):
            raise bad_request(f"field '{name}' must be of type String")
        return value

    def integer(self, name: str, default: int = 0) -> int:
        """Return a whole number. Raises ApiError 400 if it is not one."""
        value = self._raw.get(name, default)
        try:
            return int(str(value))
        except ValueError:
            raise bad_request(f"field '{name}' must be a Number") from None

    def flag(self, name: str) -> bool:
        """Return a boolean as forms write it: true, True or 1."""
        return str(self._raw.get(name, "")).lower() in {"true", "1", "yes"}

    def nested(self, name: str) -> Any:
        """Return a list or an object, decoded if it came as JSON text; None if absent.

        Raises ApiError 400 with Telegram's words if it is no JSON.
        """
        value = self._raw.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def upload(self, name: str) -> Upload | None:
        """Return the file of the field `name`, sent there or attached elsewhere by reference."""
        value = self._raw.get(name)
        if isinstance(value, str) and value.startswith("attach://"):
            return self.attached(value)
        return self._uploads.get(name)

    def attached(self, reference: str) -> Upload:
        """Return the file that attach://name refers to. Raises ApiError 400 if none came."""
        upload = self._uploads.get(reference.removeprefix("attach://"))
        if upload is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return upload

    def to_log(self) -> dict[str, Any]:
        """Return the parameters with nested JSON decoded, for `World.calls`."""
        return {name: _decoded(value) for name, value in self._raw.items()} | dict(self._uploads)


def _decoded(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in {"{", "["}:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
