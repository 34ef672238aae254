"""World: the whole sandbox in one object, in memory. Tests and the server hold it alike."""

from __future__ import annotations

import asyncio
import copy
from typing import Any

from sandbox.acts import Acts
from sandbox.core import Answer
from sandbox.errors import ApiError
from sandbox.message import Message
from sandbox.params import Params
from sandbox.people import Person

__all__ = ["Answer", "Message", "Person", "World"]


class World(Acts):
    """People, chats, files, the queue of updates, and a record of what the bot did."""

    def messages(self, chat_id: int) -> list[Message]:
        """Return copies of what the chat shows, oldest first; deleted ones are empty and marked so."""
        chat = self.chats.get(chat_id)
        return [copy.deepcopy(one) for one in chat.messages.values()] if chat else []

    def file(self, file_id: str) -> bytes:
        """Return a file's bytes. Raises LookupError if there is none of this id."""
        stored = self.shelf.get(file_id)
        if stored is None:
            raise LookupError(f"no file has id {file_id}")
        return stored.data

    def fail_next(
        self,
        method: str,
        *,
        code: int,
        description: str,
        retry_after: int | None = None,
        times: int = 1,
        after: bool = False,
    ) -> None:
        """Order a fault: the next `times` calls of `method` are answered with this error.

        `after=True` does the work first: what a bot sees of a timeout after the message was sent.
        """
        self.faults.order(method, ApiError(code, description, retry_after), times=times, after=after)

    @property
    def updates_waiting(self) -> int:
        """How many updates the bot has not confirmed."""
        return len(self.updates)

    def take_updates(self) -> list[dict[str, Any]]:
        """Remove and return all queued updates."""
        return self.updates.take()

    async def get_updates(
        self, offset: int = 0, limit: int = 100, timeout: float = 0
    ) -> list[dict[str, Any]]:
        """Do what getUpdates does: confirm ids below `offset`, then give what is not confirmed."""
        return await self.updates.get(offset, limit, timeout)

    async def wait_for_message(self, chat_id: int, after_id: int, timeout: float = 5) -> Message:
        """Return the bot's first message after `after_id`, waiting for it. Raises TimeoutError."""
        deadline = asyncio.get_running_loop().time() + timeout
        while True:
            for message in self.messages(chat_id):
                if message.message_id > after_id and message.from_bot and not message.deleted:
                    return message
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0 or self.bell.closed:
                raise TimeoutError(f"chat {chat_id} got nothing after message {after_id}")
            await self.bell.wait(left)

    async def call(self, method: str, params: Params) -> Any:
        """Do one Bot API call and return its result. Raises ApiError as Telegram refuses."""
        # The methods know the World's state; imported here so that they may name it in their types.
        from sandbox.methods import dispatch

        return await dispatch(self, method, params)
