"""Text and captions as a bot sends them: parsed, trimmed, measured."""

from __future__ import annotations

from typing import Any

from sandbox.detect import detect, utf16_length
from sandbox.errors import bad_request, not_implemented
from sandbox.markup import parse_html

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_SOURCE = 1 << 15  # bytes, before anything is parsed
_ENTITIES = {
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "url",
    "email",
    "phone_number",
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "blockquote",
    "expandable_blockquote",
    "code",
    "pre",
    "text_link",
    "text_mention",
    "custom_emoji",
    "date_time",
}

Formatted = tuple[str, list[dict[str, Any]]]


def text_of(source: str, parse_mode: str, entities: list[dict[str, Any]] | None) -> Formatted:
    """Return a message's text and entities. Raises ApiError 400 if empty, too long or badly marked up."""
    text, found = _formatted(source, parse_mode, entities)
    if not text:
        raise bad_request("message text is empty")
    if utf16_length(text) > MAX_TEXT:
        raise bad_request("message is too long")
    return text, found


def caption_of(source: str, parse_mode: str, entities: list[dict[str, Any]] | None) -> Formatted:
    """Return a caption and its entities; it may be empty. Raises ApiError 400 as for texts."""
    caption, found = _formatted(source, parse_mode, entities)
    if utf16_length(caption) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return caption, found


def _formatted(source: str, parse_mode: str, entities: list[dict[str, Any]] | None) -> Formatted:
    if len(source.encode()) > MAX_SOURCE:
        raise bad_request("text is too long")
    if parse_mode and entities:  # Telegram ignores the entities, silently
        raise bad_request("the sandbox takes parse_mode or entities, not both")
    if not parse_mode:
        text, given = source, [dict(one) for one in entities or []]
        _check(text, given)
    elif parse_mode.lower() == "html":
        text, given = parse_html(source)
    elif parse_mode.lower() in {"markdown", "markdownv2"}:
        raise not_implemented(f"the sandbox does not imitate parse_mode '{parse_mode}'")
    else:
        raise bad_request("unsupported parse_mode")
    text, given = _trimmed(text, given)
    return text, detect(text, given)


def _check(text: str, entities: list[dict[str, Any]]) -> None:
    length = utf16_length(text)
    for one in entities:
        start, size = one["offset"], one["length"]
        if one["type"] not in _ENTITIES:
            raise bad_request("can't parse MessageEntity: Unsupported type specified")
        if start < 0:
            raise bad_request(f"receive an entity with incorrect offset {start}")
        if size < 0:
            raise bad_request(f"receive an entity with incorrect length {size}")
        if start >= length:
            raise bad_request(f"entity begins after the end of the text at UTF-16 offset {start}")
        if start + size > length:
            where = f"ends after the end of the text at UTF-16 offset {start + size}"
            raise bad_request(f"entity beginning at UTF-16 offset {start} {where}")


def _trimmed(text: str, entities: list[dict[str, Any]]) -> Formatted:
    """Telegram trims both ends, and the entities with them."""
    stripped = text.strip()
    cut = utf16_length(text[: len(text) - len(text.lstrip())]) if stripped else 0
    end = utf16_length(stripped)
    kept = []
    for one in entities:
        start = max(one["offset"] - cut, 0)
        stop = min(one["offset"] + one["length"] - cut, end)
        if stop > start:
            kept.append(one | {"offset": start, "length": stop - start})
    return stripped, kept
