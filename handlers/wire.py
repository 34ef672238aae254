"""Words to Telegram as plain JSON, without PTB's objects on the way there and back.

Every answer goes this way: PTB would build an object of each button and one of the message sent, which nobody
reads. Calls with files go by PTB's own methods.
"""

from __future__ import annotations

from typing import Any

from telegram import Bot
from telegram.error import NetworkError
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter  # how PTB's own calls are made, too


class MaybeDone(NetworkError):
    """The call was written, and no answer says what became of it: Telegram may have done it."""


async def call(bot: Bot, method: str, **given: Any) -> Any:
    """Ask the Bot API; its result as JSON. What is None is left out. Raises TelegramError as PTB does."""
    parameters = [RequestParameter(name, value, None) for name, value in given.items() if value is not None]
    return await bot.request.post(f"{bot.base_url}/{method}", RequestData(parameters))


async def write(
    bot: Bot, chat: int, text: str, keyboard: dict[str, Any] | None = None, message: int | None = None
) -> int:
    """Send words as HTML, or put them in place of a message; that message's id. Raises TelegramError."""
    given = {"chat_id": chat, "text": text, "parse_mode": "HTML", "reply_markup": keyboard}
    if message is None:
        sent = await call(bot, "sendMessage", **given)
    else:
        sent = await call(bot, "editMessageText", message_id=message, **given)
    if not isinstance(sent, dict) or "message_id" not in sent:
        raise NetworkError("an answer that is no message")
    return int(sent["message_id"])
