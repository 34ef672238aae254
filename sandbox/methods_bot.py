"""Methods about the bot itself: who it is, its commands and descriptions, files, chat actions."""

from __future__ import annotations

import re
from typing import Any

from sandbox.errors import bad_request
from sandbox.params import Params
from sandbox.registry import method
from sandbox.world import World

_SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}
_LONGEST = {"description": 512, "short_description": 120}


@method("getMe")
async def get_me(world: World, _params: Params) -> dict[str, Any]:
    """Tell the bot who it is."""
    abilities = ("can_join_groups", "can_read_all_group_messages", "supports_inline_queries")
    more = ("can_connect_to_business", "has_main_web_app")
    return dict(world.bot) | dict.fromkeys((*abilities, *more), False) | {"can_join_groups": True}


@method("getFile", "file_id")
async def get_file(world: World, params: Params) -> dict[str, Any]:
    """Tell the path to download a file from."""
    stored = world.shelf.get(params.text("file_id"))
    if stored is None:
        raise bad_request("invalid file_id")
    if len(stored.data) > 20 * 1024 * 1024:
        raise bad_request("file is too big")
    return stored.to_api()


@method("sendChatAction", "chat_id action")
async def send_chat_action(world: World, params: Params) -> bool:
    """Show on the page that the bot is busy."""
    chat_id = params.integer("chat_id")
    world.chat_to_write(chat_id)
    action = params.text("action")
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.journal.add("typing", chat_id, action=action)
    return True


@method("setMyCommands", "commands scope language_code")
async def set_my_commands(world: World, params: Params) -> bool:
    """Keep the list of a scope and language."""
    rows = params.nested("commands")
    if not isinstance(rows, list) or len(rows) > 100:
        raise bad_request(
            "BOT_COMMANDS_TOO_MUCH" if isinstance(rows, list) else "expected an Array of BotCommand"
        )
    for row in rows:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", str(row.get("command", ""))):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(row.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    key = (_scope_key(world, params), params.text("language_code"))
    world.commands[key] = [{"command": row["command"], "description": row["description"]} for row in rows]
    world.journal.add("commands")
    return True


@method("getMyCommands", "scope language_code")
async def get_my_commands(world: World, params: Params) -> list[dict[str, str]]:
    """Give the list of exactly this scope and language."""
    return world.commands.get((_scope_key(world, params), params.text("language_code")), [])


@method("deleteMyCommands", "scope language_code")
async def delete_my_commands(world: World, params: Params) -> bool:
    """Forget the list of a scope and language."""
    world.commands.pop((_scope_key(world, params), params.text("language_code")), None)
    world.journal.add("commands")
    return True


@method("setMyDescription", "description language_code")
async def set_my_description(world: World, params: Params) -> bool:
    """Keep what an empty chat shows."""
    return _describe(world, params, "description")


@method("setMyShortDescription", "short_description language_code")
async def set_my_short_description(world: World, params: Params) -> bool:
    """Keep what the bot's profile shows."""
    return _describe(world, params, "short_description")


@method("setChatMenuButton", "chat_id menu_button")
async def set_chat_menu_button(world: World, params: Params) -> bool:
    """Keep the kind of menu button; a Mini App's button could not be pressed here."""
    button = params.nested("menu_button") or {"type": "default"}
    if button.get("type") not in {"default", "commands"}:
        raise bad_request("the sandbox knows the menu buttons 'default' and 'commands'")
    chat_id = params.integer("chat_id")
    if chat_id:
        world.chat_to_write(chat_id)
    world.menu_buttons[chat_id] = button
    return True


def commands_for(world: World, person_id: int) -> list[dict[str, str]]:
    """Return the commands that this person's menu shows: the narrowest scope that has a list."""
    language = world.person(person_id).language_code or ""
    for scope in (f"chat:{person_id}", "all_private_chats", "default"):
        for tongue in dict.fromkeys((language, "")):
            rows = world.commands.get((scope, tongue))
            if rows:
                return rows
    return []


def _describe(world: World, params: Params, what: str) -> bool:
    text = params.text(what)
    if len(text) > _LONGEST[what]:
        raise bad_request(f"{what} is too long")
    world.profile[what, params.text("language_code")] = text
    world.journal.add("commands")
    return True


def _scope_key(world: World, params: Params) -> str:
    scope = params.nested("scope") or {"type": "default"}
    kind = str(scope.get("type"))
    if kind in _SCOPES:
        return kind
    if kind not in {"chat", "chat_administrators"}:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    chat_id = int(scope.get("chat_id", 0))
    if chat_id not in world.chats:
        raise bad_request("chat not found")
    return f"{kind}:{chat_id}"
