"""What people do: each act changes the chat and queues the update that Telegram would send."""

from __future__ import annotations

from typing import Any

from sandbox.core import Chat, Core
from sandbox.detect import detect
from sandbox.errors import forbidden
from sandbox.message import Message
from sandbox.payloads import contact_of, other_kind


class Acts(Core):
    """People's side. Every act raises LookupError for a person or message that is not there."""

    def say(self, person_id: int, text: str, *, reply_to: int | None = None) -> int:
        """Send a text as the person; return its message id. Commands and links become entities."""
        return self._sent(person_id, text=text, entities=detect(text), reply_to=reply_to)

    def tap(self, person_id: int, message_id: int, data: str) -> str:
        """Press a button; return the callback query's id.

        `data` need not be on the message: stale and forged presses are the bot's to withstand.
        A message that was deleted since is given as Telegram gives it: inaccessible, date 0.
        """
        person = self.person(person_id)
        message = self.chats[person_id].messages.get(message_id)
        if message is None:
            raise LookupError(f"chat {person_id} never had message {message_id}")
        shown = self.as_api(message)
        if message.deleted:
            shown = {"message_id": message_id, "chat": message.chat, "date": 0}
        number = self.new_callback(person_id)
        query = {"id": number, "from": person.to_user(), "message": shown, "data": data}
        self.push({"callback_query": query | {"chat_instance": str(7_000_000_000 + person_id)}})
        return number

    def send_photo(
        self,
        person_id: int,
        data: bytes,
        *,
        caption: str = "",
        media_group_id: str | None = None,
        reply_to: int | None = None,
    ) -> int:
        """Send a photo as the person; the bot gets several sizes, the last has the very bytes."""
        content = {
            "photo": self.shelf.put_photo(data),
            "media_group_id": media_group_id,
            "reply_to": reply_to,
        }
        return self._sent(person_id, **content, caption=caption or None, caption_entities=detect(caption))

    def send_document(
        self,
        person_id: int,
        name: str,
        data: bytes,
        mime: str,
        *,
        caption: str = "",
        reply_to: int | None = None,
    ) -> int:
        """Send a file as the person."""
        stored = self.shelf.put(data, folder="documents", name=name, mime=mime)
        words = {"caption": caption or None, "caption_entities": detect(caption), "reply_to": reply_to}
        return self._sent(person_id, document=stored.to_document(), **words)

    def send_other(
        self, person_id: int, kind: str, *, caption: str | None = None, reply_to: int | None = None
    ) -> int:
        """Send a sticker, poll, contact, location, voice, video or dice. Raises ValueError for others."""
        extra = other_kind(kind, self.person(person_id), self.shelf)
        return self._sent(person_id, caption=caption, reply_to=reply_to, extra=extra)

    def share_contact(self, person_id: int) -> int:
        """Send the person's own number, as the request_contact button does."""
        return self._sent(person_id, extra={"contact": contact_of(self.person(person_id))})

    def forward(self, person_id: int, text: str, from_name: str) -> int:
        """Forward somebody's words whose account is hidden: only the name comes along."""
        origin = {"type": "hidden_user", "sender_user_name": from_name, "date": int(self.now.timestamp())}
        return self._sent(person_id, text=text, entities=detect(text), extra={"forward_origin": origin})

    def edit(self, person_id: int, message_id: int, text: str) -> None:
        """Change the text (or caption) of the person's own message."""
        message = self.find(self.person(person_id).id, message_id)
        if message is None or message.from_bot:
            raise LookupError(f"person {person_id} has no message {message_id} to edit")
        if message.text is None:
            message.caption, message.caption_entities = text, detect(text)
        else:
            message.text, message.entities = text, detect(text)
        message.edited, message.edit_date = True, self.now
        self.changed(message)
        self.push({"edited_message": self.as_api(message)})

    def block(self, person_id: int) -> None:
        """Block the bot: it hears of it, and every later send is refused with 403."""
        self._membership(person_id, blocked=True)

    def unblock(self, person_id: int) -> None:
        """Let the bot write again."""
        self._membership(person_id, blocked=False)

    def deactivate(self, person_id: int) -> None:
        """Delete the person's account: the bot hears nothing of it; each later send is refused with 403."""
        self.chats[self.person(person_id).id].shut = lambda: forbidden("user is deactivated")
        del self.people[person_id]

    def push(self, update: dict[str, Any]) -> int:
        """Queue any raw update; return its update_id, given if missing."""
        return self.updates.push(update)

    def _sent(self, person_id: int, **content: Any) -> int:
        person = self.person(person_id)
        reply_to = content.get("reply_to")
        if reply_to is not None and self.find(person_id, reply_to) is None:
            raise LookupError(f"chat {person_id} has no message {reply_to} to reply to")
        chat = self.chats[person_id]
        chat.started = True
        if chat.blocked:  # writing to a bot one has blocked unblocks it
            self.unblock(person_id)
        message: Message = self.add_message(person_id, person.to_user(), **content)
        self.push({"message": self.as_api(message)})
        return message.message_id

    def _membership(self, person_id: int, *, blocked: bool) -> None:
        user = self.person(person_id).to_user()
        chat = self.chats[person_id]
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        self.journal.add("block", person_id, blocked=blocked)
        self.tell_membership(chat, user, kicked=blocked)

    def tell_membership(self, chat: Chat, user: dict[str, Any], *, kicked: bool) -> None:
        """Queue the update that `user` threw the bot out of the chat, or let it in."""
        out = {"status": "kicked", "user": self.bot, "until_date": 0}
        member = {"status": "member", "user": self.bot}
        old, new = (member, out) if kicked else (out, member)
        change = {"chat": chat.about, "from": user, "date": int(self.now.timestamp())}
        self.push({"my_chat_member": change | {"old_chat_member": old, "new_chat_member": new}})
