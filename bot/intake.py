"""Intake by long polling: updates are committed here before Telegram is told that they arrived."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.lanes import Lanes
from bot.logs import logger
from domain.errors import Temporary
from handlers.context import seconds
from services.inbox import Inbox

log = logger("intake")
ALLOWED = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)
HOLD = 25  # seconds Telegram may hold an empty answer
LONGEST_PAUSE = 30.0


class Intake:
    """Our own loop; PTB's Updater acknowledges a batch before the handlers ran."""

    def __init__(self, bot: Bot, inbox: Inbox, lanes: Lanes, now: Callable[[], datetime]) -> None:
        self._bot = bot
        self._inbox = inbox
        self._lanes = lanes
        self._now = now
        self._offset: int | None = None

    async def recover(self) -> int:
        """Take up what was kept and not done before the last stop; how many."""
        waiting = await self._inbox.waiting()
        self._lanes.put(waiting)
        return len(waiting)

    async def run(self) -> None:
        """Poll until cancelled. Raises InvalidToken where Telegram does not know the bot."""
        pause = 1.0
        while True:
            try:
                await self.poll(HOLD)
                pause = 1.0
            except InvalidToken:
                raise
            except RetryAfter as error:
                await asyncio.sleep(seconds(error))
            except (TelegramError, Temporary) as error:
                event = (
                    "another_program_polls_with_this_token"
                    if isinstance(error, Conflict)
                    else "telegram_unreachable"
                )
                log.warning(event, error=type(error).__name__, again_in=pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def poll(self, hold: int) -> int:
        """Ask once and keep what came; how many updates. The next call acknowledges them."""
        updates = await self._bot.get_updates(
            offset=self._offset, timeout=hold, read_timeout=hold + 10, allowed_updates=list(ALLOWED)
        )
        if updates:
            self._lanes.put(await self._inbox.keep([update.to_dict() for update in updates], self._now()))
            self._offset = updates[-1].update_id + 1
        return len(updates)
