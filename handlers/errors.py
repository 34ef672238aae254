"""When we failed: the person hears so kindly, with a reference by which an operator finds it."""

from __future__ import annotations

from typing import Any

from telegram import Bot, Update
from telegram.error import TelegramError
from telegram.ext import CallbackContext

from handlers.wire import write
from services import Services
from texts.catalogue import Catalogue

FAILURES = "failures"  # in bot_data: update id -> the exception its handler raised


async def note(update: object, context: CallbackContext[Any, Any, dict[Any, Any], Any]) -> None:
    """PTB swallows a handler's exception; noted here, the lane raises it again."""
    if isinstance(update, Update):
        context.bot_data.setdefault(FAILURES, {})[update.update_id] = context.error


async def apologise(bot: Bot, services: Services, texts: Catalogue, person: int, reference: str) -> None:
    """Tell the person; that may fail too, and then the log has it all the same."""
    text = texts.html(await services.people.language(person), "we-failed", reference=reference)
    try:
        await write(bot, person, text)
    except TelegramError:
        return
