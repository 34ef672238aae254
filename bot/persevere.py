"""Going on whatever the network does: the loop in which both ways of intake live."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import NoReturn

from telegram.error import BadRequest, Conflict, InvalidToken, RetryAfter, TelegramError

from bot.logs import logger
from domain.errors import Failed
from handlers.context import seconds

log = logger("intake")
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds


async def persevere(step: Callable[[], Awaitable[float]], contested: Callable[[], None]) -> NoReturn:
    """Take one step after the other; each returns the seconds until the next. Ends only by being cancelled.

    What Telegram, the network or our database refuse for now is tried again, with growing pauses; `contested`
    is called where another program uses the token. Raises InvalidToken: asking again would change nothing.
    """
    pause = FIRST_PAUSE
    while True:
        try:
            wait = await step()
            pause = FIRST_PAUSE
        except InvalidToken:
            raise
        except RetryAfter as error:
            wait = seconds(error)
        except (TelegramError, Failed) as error:
            if isinstance(error, Conflict) and not about_webhook(error):
                contested()
            log.warning(_event(error), again_in=pause, **_about(error))
            wait, pause = pause, min(pause * 2, LONGEST_PAUSE)
        await asyncio.sleep(wait)


def about_webhook(error: Conflict) -> bool:
    """Whether a set webhook keeps the updates from us, which a program that ended long ago may have left."""
    return "webhook" in error.message.casefold()  # "terminated by setWebhook request" is another of its words


def _event(error: TelegramError | Failed) -> str:
    if isinstance(error, Failed):
        return "database_away"
    if isinstance(error, Conflict):
        return "a_webhook_is_set" if about_webhook(error) else "another_program_polls_with_this_token"
    return "telegram_refused" if isinstance(error, BadRequest) else "telegram_unreachable"


def _about(error: TelegramError | Failed) -> dict[str, str]:
    """What may be told: of a network fault the words might hold an address with the token in it."""
    told = {"error": type(error).__name__}
    return told | {"reason": error.message} if isinstance(error, BadRequest) else told
