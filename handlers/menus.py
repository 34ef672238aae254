"""Telegram's own menu: each person sees only what they may use, in their language."""

from __future__ import annotations

from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import TelegramError

from domain.person import Speaker
from handlers.commands_list import menu
from texts.catalogue import LANGUAGES, Catalogue


async def set_defaults(bot: Bot, texts: Catalogue, language: str) -> None:
    """The menu and description of who has said nothing yet. Raises TelegramError."""
    for code in LANGUAGES:
        commands = _commands(texts, code, None)
        await bot.set_my_commands(commands, language_code=None if code == language else code)
    await bot.set_my_description(texts.plain(language, "menu-description"))
    await bot.set_my_short_description(texts.plain(language, "menu-about"))


async def set_for(bot: Bot, texts: Catalogue, who: Speaker) -> None:
    """The menu of one person. It is an ornament: where Telegram does not take it, /trogiup says the same."""
    try:
        await bot.set_my_commands(_commands(texts, who.language, who), scope=BotCommandScopeChat(who.chat))
    except TelegramError:
        return


def _commands(texts: Catalogue, language: str, who: Speaker | None) -> list[BotCommand]:
    return [BotCommand(name, texts.plain(language, f"command-{name}")) for name in menu(who)]
