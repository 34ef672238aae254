"""The key the database gave a new row."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CursorResult


def new_id(done: CursorResult[Any]) -> int:
    """The new row's number."""
    key = done.inserted_primary_key
    return int(key[0]) if key else 0
