"""What happens in groups: people speak, throw the bot out, turn the group into a supergroup."""

from __future__ import annotations

from typing import Any

from sandbox.acts import Acts
from sandbox.core import Chat
from sandbox.detect import detect
from sandbox.errors import ApiError, forbidden

_SUPERGROUP = -1_000_000_000_000  # a supergroup's id is below this


class Groups(Acts):
    """The group side. Every act raises LookupError for a person or group that is not there."""

    def say_in_group(self, group_id: int, person_id: int, text: str) -> int:
        """Speak in a group where the bot is; the group comes to be with its first message."""
        person = self.person(person_id)
        self.chats.setdefault(group_id, Chat(about=_about(group_id)))
        message = self.add_message(group_id, person.to_user(), text=text, entities=detect(text))
        self.push({"message": self.as_api(message)})
        return message.message_id

    def kick_from_group(self, group_id: int, person_id: int) -> None:
        """Throw the bot out of the group: it hears of it, and every later send is refused with 403."""
        chat = self._group(group_id)
        kind = chat.about["type"]
        chat.shut = lambda: forbidden(f"bot was kicked from the {kind} chat")
        self.tell_membership(chat, self.person(person_id).to_user(), kicked=True)

    def migrate(self, group_id: int) -> int:
        """Turn the group into a supergroup; return its new id. Sends to the old one are refused with it."""
        chat = self._group(group_id)
        new_id = _SUPERGROUP + group_id
        self.chats[new_id] = Chat(about=_about(new_id))
        chat.shut = lambda: ApiError(
            400, "Bad Request: group chat was upgraded to a supergroup chat", migrated_to=new_id
        )
        self._tell(group_id, {"migrate_to_chat_id": new_id})
        self._tell(new_id, {"migrate_from_chat_id": group_id})
        return new_id

    def _tell(self, group_id: int, extra: dict[str, Any]) -> None:
        anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
        self.push({"message": self.as_api(self.add_message(group_id, anonymous, extra=extra))})

    def _group(self, group_id: int) -> Chat:
        if group_id >= 0 or group_id not in self.chats:
            raise LookupError(f"the sandbox has no group {group_id}")
        return self.chats[group_id]


def _about(group_id: int) -> dict[str, Any]:
    if group_id < _SUPERGROUP:
        return {"id": group_id, "type": "supergroup", "title": "Nhóm"}
    return {"id": group_id, "type": "group", "title": "Nhóm", "all_members_are_administrators": False}
