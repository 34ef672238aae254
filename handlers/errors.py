"""When we failed: the person hears so kindly, with a reference by which an operator finds it."""

from __future__ import annotations

from typing import Any

from telegram import Bot, Update
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import CallbackContext

from services import Services
from texts.catalogue import Catalogue

FAILURES = "failures"  # in bot_data: update id -> the exception its handler raised


async def note(update: object, context: CallbackContext[Any, Any, dict[Any, Any], Any]) -> None:
    """PTB swallows a handler's exception; noted here, the lane raises it again."""
    if isinstance(update, Update):
        context.bot_data.setdefault(FAILURES, {})[update.update_id] = context.error


async def apologise(bot: Bot, services: Services, texts: Catalogue, update: Update, reference: str) -> None:
    """Tell the person, if there is one; that may fail too, and then the log has it all the same."""
    user = update.effective_user
    if user is None or (update.effective_chat and update.effective_chat.id != user.id):
        return
    who = await services.people.speaker(user.id, "")
    text = texts.html(who.language, "we-failed", reference=reference)
    try:
        await bot.send_message(user.id, text, parse_mode=ParseMode.HTML)
    except TelegramError:
        return
