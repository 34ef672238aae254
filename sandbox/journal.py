"""What happened, in order, for the page: it asks for everything after the number it knows."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass
from typing import Any

from sandbox.bell import Bell


@dataclass(frozen=True)
class Entry:
    """One change. A message's entry only names it: the page gets the message as it is by then."""

    seq: int
    kind: str  # message, toast, typing, commands, clock, block
    chat_id: int
    data: dict[str, Any]


class Journal:
    """Numbered changes. `epoch` tells a page that it talks to another process than before."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._entries: list[Entry] = []
        self.epoch = secrets.token_hex(6)

    @property
    def seq(self) -> int:
        """The number of the last change."""
        return len(self._entries)

    def add(self, kind: str, chat_id: int = 0, **data: Any) -> None:
        """Record a change and wake the pages."""
        self._entries.append(Entry(self.seq + 1, kind, chat_id, data))
        self._bell.ring()

    async def after(self, since: int, timeout: float) -> list[Entry]:
        """Return the changes after `since`, waiting at most `timeout` seconds for the first."""
        deadline = asyncio.get_running_loop().time() + timeout
        while self.seq <= since and not self._bell.closed:
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                break
            await self._bell.wait(left)
        return self._entries[max(since, 0) :]
