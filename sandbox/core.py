"""The state of the sandbox: chats, files, queues. Nothing here does I/O."""

from __future__ import annotations

import asyncio
import copy
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox.bell import Bell
from sandbox.errors import ApiError, bad_request, forbidden
from sandbox.faults import Faults, Sleep
from sandbox.files import Shelf
from sandbox.journal import Journal
from sandbox.limits import Limits
from sandbox.message import Message
from sandbox.people import Person
from sandbox.updates import UpdateQueue


@dataclass
class Chat:
    """One chat: `about` is the Bot API `Chat`. `shut` makes the refusal where nobody can be written to."""

    about: dict[str, Any]
    started: bool = True
    blocked: bool = False
    shut: Callable[[], ApiError] | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    next_id: int = 1


@dataclass(frozen=True)
class Answer:
    """How the bot answered a press of a button."""

    id: str
    text: str
    show_alert: bool
    url: str = ""


class Core:
    """What World is made of. People's acts and the bot's methods work on it."""

    def __init__(
        self,
        *,
        token: str,
        people: Iterable[Person],
        bot_name: str,
        bot_username: str,
        started: bool = True,
        title: dict[str, str] | None = None,
        limits: Limits | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        """`started` lets the bot write first; `limits` judges its pace; `sleep` is how slow answers wait."""
        self.token = token
        self.title = title or {}
        self.bot_id = int(token.partition(":")[0]) if token.partition(":")[0].isdigit() else 1
        self.bot = {"id": self.bot_id, "is_bot": True, "first_name": bot_name, "username": bot_username}
        self.bell = Bell()
        self.updates = UpdateQueue(self.bell)
        self.journal = Journal(self.bell)
        self.shelf = Shelf()
        self.faults = Faults()
        self.limits = limits
        self.sleep = sleep
        self.clock_offset = timedelta()
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.open_callbacks: dict[str, tuple[int, datetime]] = {}  # id → chat, when it was pressed
        self.answers: list[Answer] = []
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.profile: dict[tuple[str, str], str] = {}  # (description | short_description, language) → text
        self.menu_buttons: dict[int, dict[str, Any]] = {}
        self.webhook: dict[str, Any] = {}
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.refusals: list[tuple[str, ApiError]] = []
        self._started = started
        for person in people:
            self.add_person(person)

    def add_person(self, person: Person) -> None:
        """Let one more person in; their private chat has their id."""
        self.people[person.id] = person
        self.chats[person.id] = Chat(about=person.to_chat(), started=self._started)

    @property
    def now(self) -> datetime:
        """The sandbox's time, in UTC: the real one moved by `clock_offset`."""
        return datetime.now(UTC) + self.clock_offset

    def person(self, person_id: int) -> Person:
        """Return a person. Raises LookupError if nobody has this id."""
        if person_id not in self.people:
            raise LookupError(f"nobody in the sandbox has id {person_id}")
        return self.people[person_id]

    def chat_to_write(self, chat_id: int) -> Chat:
        """Return the chat if the bot may write there. Raises ApiError 400 or 403 with Telegram's words."""
        chat = self.chats.get(chat_id)
        if chat is None:
            raise bad_request("chat not found")
        if chat.shut is not None:
            raise chat.shut()
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    def add_message(self, chat_id: int, sender: dict[str, Any], **content: Any) -> Message:
        """Put a message into a chat, tell the page, and return it."""
        chat = self.chats[chat_id]
        message = Message(
            message_id=chat.next_id,
            chat_id=chat_id,
            from_bot=sender is self.bot,
            sender=sender,
            chat=chat.about,
            date=self.now,
            **content,
        )
        chat.next_id += 1
        chat.messages[message.message_id] = message
        self.changed(message)
        return message

    def changed(self, message: Message) -> None:
        """Tell the page that a message is new or not what it was."""
        self.journal.add("message", message.chat_id, message_id=message.message_id)

    def find(self, chat_id: int, message_id: int | None) -> Message | None:
        """Return a message that is still there, or None."""
        chat = self.chats.get(chat_id)
        message = chat.messages.get(message_id) if chat and message_id else None
        return message if message and not message.deleted else None

    def as_api(self, message: Message) -> dict[str, Any]:
        """Return the Bot API `Message` with what it replies to."""
        return copy.deepcopy(message.to_api(self.find(message.chat_id, message.reply_to)))

    def as_page(self, message: Message) -> dict[str, Any]:
        """Return what the page draws."""
        return copy.deepcopy(message.to_page(self.find(message.chat_id, message.reply_to)))

    def new_callback(self, chat_id: int) -> str:
        """Return the id of a press that the bot has yet to answer."""
        number = str(secrets.randbits(62))
        self.open_callbacks[number] = (chat_id, self.now)
        return number
