"""World: the whole sandbox in one object, in memory. Tests and the server hold it alike."""

from __future__ import annotations

import asyncio
import copy
from typing import Any

from sandbox.core import Answer
from sandbox.errors import ApiError
from sandbox.faults import EVERY, Fault, Refuse
from sandbox.groups import Groups
from sandbox.message import Message
from sandbox.params import Params
from sandbox.people import Person

__all__ = ["Answer", "Message", "Person", "World"]


class World(Groups):
    """People, chats, files, the queue of updates, and a record of what the bot did.

    `calls` are the calls that were done, `refusals` those that were refused; both as (method, …) in order.
    """

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

    def order(self, fault: Fault, method: str = EVERY, times: int | None = 1) -> None:
        """Order a fault for the next `times` calls of `method`; None: for all until `clear_faults`."""
        self.faults.order(fault, method, times)

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
        """Order an error for the next `times` calls of `method`: `order(Refuse(…), method, times)` in short.

        `after=True` does the work first: what a bot sees of a timeout after the message was sent.
        """
        fault = Refuse(code=code, description=description, retry_after=retry_after, after=after)
        self.order(fault, method, times)

    def clear_faults(self) -> None:
        """Forget all faults that were ordered, end the outage, let the updates go."""
        self.faults.clear()
        self.release_updates()

    def begin_outage(self, code: int = 502, description: str = "Bad Gateway") -> None:
        """Refuse everything, even a getUpdates call that waits, and post nothing, until `end_outage`."""
        self.faults.outage = ApiError(code, description)
        self.updates.end_reading(ApiError(code, description))

    def end_outage(self) -> None:
        """Telegram is back."""
        self.faults.outage = None
        self.bell.ring()

    def hold_updates(self) -> None:
        """Keep all updates back, from getUpdates and the webhook alike, until `release_updates`."""
        self.updates.hold(held=True)

    def release_updates(self) -> None:
        """Let the updates go that were kept back."""
        self.updates.hold(held=False)

    def double_updates(self, times: int = 1) -> None:
        """Deliver each of the next `times` updates twice: once more after the bot confirmed it."""
        self.updates.double(times)

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
