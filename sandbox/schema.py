"""Telegram's own description of its Bot API: what a method takes, what an object is made of.

`telegram/api.json` is read when the first call comes, not before: starting stays cheap.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("telegram") / "api.json"
_ARRAY = "Array of "


@dataclass(frozen=True, slots=True)
class Slot:
    """A parameter or a field: the types it may have. `value` is its only one where a type is known by it."""

    kinds: tuple[str, ...]
    required: bool
    value: str | None = None


def version() -> str:
    """Return the version of the description, like "Bot API 10.1"."""
    return str(_api()["version"])


def method_named(name: str) -> str | None:
    """Return a method's name as Telegram spells it, or None; Telegram ignores the case."""
    return _spellings().get(name.lower())


@cache
def parameters(method: str) -> Mapping[str, Slot]:
    """Return what the method takes. Raises KeyError for a method that Telegram does not have."""
    return _slots(_api()["methods"][method])


@cache
def fields(kind: str) -> Mapping[str, Slot]:
    """Return what an object of this type is made of. Raises KeyError for a type that is none."""
    return _slots(_api()["types"][kind].get("fields", {}))


@cache
def branches(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Return the object types that these names stand for: InputMedia is one of six."""
    types = _api()["types"]
    found: list[str] = []
    for kind in kinds:
        found += branches(tuple(types[kind]["subtypes"])) if "subtypes" in types[kind] else (kind,)
    return tuple(found)


@cache
def items(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Return the types of an array's items; empty if it is no array."""
    return tuple(kind.removeprefix(_ARRAY) for kind in kinds if kind.startswith(_ARRAY))


@cache
def update_kinds() -> frozenset[str]:
    """Return the kinds of update that there are: message, callback_query …"""
    return frozenset(fields("Update").keys() - {"update_id"})


@cache
def _api() -> Any:
    return json.loads(_FILE.read_text(encoding="utf-8"))


@cache
def _spellings() -> dict[str, str]:
    return {name.lower(): name for name in _api()["methods"]}


def _slots(rows: dict[str, Any]) -> dict[str, Slot]:
    return {
        name: Slot(tuple(row["types"]), bool(row["required"]), row.get("value")) for name, row in rows.items()
    }
