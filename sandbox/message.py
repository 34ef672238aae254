"""One message as the chat shows it, as the Bot API gives it, and as the page draws it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass
class Message:
    """What a chat holds. A deleted one keeps its id and loses its content, as it does for people."""

    message_id: int
    chat_id: int
    from_bot: bool
    sender: dict[str, Any]
    chat: dict[str, Any]
    date: datetime
    text: str | None = None
    entities: list[dict[str, Any]] = field(default_factory=list)
    caption: str | None = None
    caption_entities: list[dict[str, Any]] = field(default_factory=list)
    photo: list[dict[str, Any]] | None = None
    document: dict[str, Any] | None = None
    extra: dict[str, Any] = field(default_factory=dict)  # any other kind: sticker, poll, forward_origin …
    media_group_id: str | None = None
    reply_markup: dict[str, Any] | None = None
    reply_to: int | None = None
    edit_date: datetime | None = None
    edited: bool = False
    deleted: bool = False

    @property
    def inline_keyboard(self) -> list[list[dict[str, Any]]]:
        """The buttons beneath the message; empty if there are none."""
        rows: list[list[dict[str, Any]]] = (self.reply_markup or {}).get("inline_keyboard", [])
        return rows

    def to_api(self, replied: Message | None = None) -> dict[str, Any]:
        """Return a Bot API `Message`; reply keyboards are left out, as Telegram never echoes them."""
        body: dict[str, Any] = {
            "message_id": self.message_id,
            "from": self.sender,
            "chat": self.chat,
            "date": int(self.date.timestamp()),
        }
        if self.edit_date:
            body["edit_date"] = int(self.edit_date.timestamp())
        if self.media_group_id:
            body["media_group_id"] = self.media_group_id
        if replied and not replied.deleted:
            body["reply_to_message"] = replied.to_api()
        if self.inline_keyboard:
            body["reply_markup"] = {"inline_keyboard": self.inline_keyboard}
        return body | self.content()

    def content(self) -> dict[str, Any]:
        """Return the part of the message that says something: text, media, caption, or another kind."""
        parts = {
            "text": self.text,
            "entities": self.entities,
            "photo": self.photo,
            "document": self.document,
            "caption": self.caption,
            "caption_entities": self.caption_entities,
        }
        return {name: value for name, value in parts.items() if value} | self.extra

    def erase(self) -> None:
        """Delete the message: nothing that was said may be read back from it."""
        self.text = self.caption = self.photo = self.document = self.reply_markup = None
        self.entities, self.caption_entities, self.extra = [], [], {}
        self.deleted = True

    def to_page(self, replied: Message | None = None) -> dict[str, Any]:
        """Return what the page needs to draw the bubble."""
        view: dict[str, Any] = {
            "chat_id": self.chat_id,
            "message_id": self.message_id,
            "mine": not self.from_bot,
            "date": int(self.date.timestamp()),
            "edited": self.edited,
            "deleted": self.deleted,
            "media_group_id": self.media_group_id,
            "reply_markup": self.reply_markup,
        }
        if self.reply_to:
            view["reply_to"] = {
                "message_id": self.reply_to,
                "text": replied.summary() if replied else "",
                "mine": bool(replied and not replied.from_bot),
            }
        return view | self.content()

    def summary(self) -> str:
        """Return a line that stands for the message in a quotation."""
        if self.text or self.caption:
            return (self.text or self.caption or "")[:120]
        if self.document:
            return str(self.document.get("file_name", ""))
        return "🖼" if self.photo else "…"
