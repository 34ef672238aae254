"""reply_markup as Telegram accepts it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from sandbox.errors import ApiError, bad_request, not_implemented

MAX_BUTTONS = 100
MAX_DATA = 64
_INLINE_ACTIONS = ("url", "callback_data", "copy_text")
_INLINE_OTHERS = (
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "callback_game",
    "pay",
)
_REPLY_KNOWN = {"text", "request_contact", "request_location", "style", "icon_custom_emoji_id"}


def checked_markup(markup: Any, *, inline_only: bool = False) -> dict[str, Any] | None:
    """Return the reply_markup if Telegram would take it, None for none.

    Raises ApiError 400 (BUTTON_DATA_INVALID and the like), 501 for buttons the page could not press.
    """
    if markup is None or markup == {}:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = _rows(markup["inline_keyboard"], "inline keyboard")
        kept = [[_inline_button(one) for one in row] for row in rows]
        if sum(len(row) for row in kept) > MAX_BUTTONS:
            raise bad_request("reply markup is too long")
        # An empty inline keyboard is no keyboard: this is how bots take the buttons away.
        return {"inline_keyboard": [row for row in kept if row]} if any(kept) else None
    if inline_only:
        raise bad_request("inline keyboard expected")
    if "keyboard" in markup:
        rows = _rows(markup["keyboard"], "keyboard")
        if not any(rows):
            raise bad_request("reply markup keyboard must be non-empty")
        return markup | {"keyboard": [[_reply_button(one) for one in row] for row in rows if row]}
    if markup.get("remove_keyboard") is True or markup.get("force_reply") is True:
        return markup
    raise bad_request("can't parse reply keyboard markup JSON object")


def _rows(rows: Any, what: str) -> list[list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f"field '{what.replace(' ', '_')}' must be an Array of Arrays")
    return rows


def _inline_button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str) or not button["text"].strip():
        raise _wrong("inline keyboard button", "Field 'text' must be a non-empty String")
    for name in _INLINE_OTHERS:
        if button.get(name) is not None:
            raise not_implemented(f"the sandbox does not know inline buttons with '{name}'")
    actions = [name for name in _INLINE_ACTIONS if button.get(name) is not None]
    if len(actions) != 1:
        raise _wrong("inline keyboard button", "Text buttons are unallowed in the inline keyboard")
    if "callback_data" in actions and not 1 <= len(str(button["callback_data"]).encode()) <= MAX_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in actions:
        _check_url(str(button["url"]))
    return button


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme in {"tg", "mailto", "tel"} and (parts.netloc or parts.path):
        return
    if parts.scheme not in {"http", "https"} or "." not in parts.netloc:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _reply_button(button: Any) -> dict[str, Any]:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict) or not isinstance(button.get("text"), str) or not button["text"].strip():
        raise _wrong("keyboard button", "Field 'text' must be a non-empty String")
    for name in button:
        if name not in _REPLY_KNOWN:
            raise not_implemented(f"the sandbox does not know keyboard buttons with '{name}'")
    return button


def _wrong(what: str, reason: str) -> ApiError:
    return bad_request(f"can't parse {what}: {reason}")
