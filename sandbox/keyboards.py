"""reply_markup as Telegram accepts it: what the schema cannot say."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from sandbox.errors import bad_request

# An inline keyboard's, by what bots met: 100 buttons, 8 in a row, 10 kB all together. None is documented.
MAX_BUTTONS, MAX_IN_ROW, MAX_BYTES = 100, 8, 10_000
MAX_DATA = 64  # bytes of callback_data
_ACTIONS = ("url", "callback_data", "copy_text")
_STYLES = {"", "default", "primary", "danger", "success"}


def checked_markup(markup: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return the reply_markup if Telegram would take it, None for none.

    It has the form that the schema wants. Raises ApiError 400: BUTTON_DATA_INVALID and the like.
    """
    if not markup:
        return None
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"])
    if "keyboard" in markup:
        rows = [[_reply_button(one) for one in row] for row in markup["keyboard"] if row]
        if not rows:
            raise bad_request(
                "the sandbox takes no keyboard without buttons"
            )  # Telegram sends none, silently
        return markup | {"keyboard": rows}
    if markup.get("remove_keyboard") is True or markup.get("force_reply") is True:
        return markup
    raise bad_request("the sandbox takes no reply markup that does nothing")  # Telegram sends none, silently


def _inline(rows: list[list[dict[str, Any]]]) -> dict[str, Any] | None:
    kept = [[_inline_button(one) for one in row] for row in rows if row]
    if not kept:
        return None  # an empty inline keyboard is no keyboard: this is how bots take the buttons away
    many = sum(len(row) for row in kept) > MAX_BUTTONS or max(len(row) for row in kept) > MAX_IN_ROW
    if many or len(json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()) > MAX_BYTES:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": kept}


def _inline_button(button: dict[str, Any]) -> dict[str, Any]:
    _check_text(button, "inline keyboard button")
    actions = [name for name in _ACTIONS if button.get(name)]
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:  # Telegram takes the first, silently
        raise bad_request(f"the sandbox takes one action a button, not {' and '.join(actions)}")
    if len(button.get("callback_data", "").encode()) > MAX_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in actions:
        _check_url(button["url"])
    return button


def _reply_button(button: dict[str, Any]) -> dict[str, Any]:
    _check_text(button, "keyboard button")
    return button


def _check_text(button: dict[str, Any], what: str) -> None:
    if not button["text"].strip():  # Telegram leaves out a button without text, silently
        raise bad_request(f"{what} text must be non-empty")
    if button.get("style", "").lower() not in _STYLES:
        raise bad_request(f"can't parse {what}: invalid button style specified")


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme in {"tg", "mailto", "tel"} and (parts.netloc or parts.path):
        return
    if parts.scheme not in {"http", "https"} or "." not in parts.netloc:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
