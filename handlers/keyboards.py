"""Inline keyboards: a button is a text and what it does; the data stays within Telegram's 64 bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

Button: TypeAlias = dict[str, str]  # Telegram's InlineKeyboardButton as JSON
Keyboard: TypeAlias = dict[str, Any]  # its InlineKeyboardMarkup


def button(label: str, *data: object) -> Button:
    """A button whose callback data are the parts, joined by colons."""
    return {"text": label, "callback_data": ":".join(map(str, data))}


def keyboard(rows: Iterable[Sequence[Button]]) -> Keyboard:
    """The rows that hold anything."""
    return {"inline_keyboard": [list(row) for row in rows if row]}


def columns(buttons: Sequence[Button], wide: int) -> list[list[Button]]:
    """Buttons side by side, `wide` in a row."""
    return [list(buttons[start : start + wide]) for start in range(0, len(buttons), wide)]
