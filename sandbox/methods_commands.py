"""Methods about the list of commands that people find in the bot's menu."""

from __future__ import annotations

import re
from typing import Any

from sandbox.errors import bad_request, not_implemented
from sandbox.params import Params
from sandbox.registry import method
from sandbox.world import World

MAX_COMMANDS, MAX_COMMAND, MAX_DESCRIPTION = 100, 32, 256
_TO_MANY_CHATS = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}


@method("setMyCommands")
async def set_my_commands(world: World, params: Params) -> bool:
    """Keep the list of a scope and language."""
    key = _key(world, params)
    rows = params.nested("commands")
    if len(rows) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.commands[key] = [_command(row) for row in rows]
    world.journal.add("commands")
    return True


@method("getMyCommands")
async def get_my_commands(world: World, params: Params) -> list[dict[str, str]]:
    """Give the list of exactly this scope and language."""
    return world.commands.get(_key(world, params), [])


@method("deleteMyCommands")
async def delete_my_commands(world: World, params: Params) -> bool:
    """Forget the list of a scope and language."""
    world.commands.pop(_key(world, params), None)
    world.journal.add("commands")
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


def language_of(params: Params) -> str:
    """Return language_code, "" for everybody else. Raises ApiError 400 if it is not two letters."""
    code = params.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def _command(row: dict[str, Any]) -> dict[str, str]:
    command, description = row["command"].strip().removeprefix("/"), row["description"].strip()
    if not command:
        raise bad_request("command must be non-empty")
    if len(command) > MAX_COMMAND:
        raise bad_request(f"command length must not exceed {MAX_COMMAND}")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > MAX_DESCRIPTION:
        raise bad_request(f"command description length must not exceed {MAX_DESCRIPTION}")
    if not re.fullmatch(r"[a-z0-9_]+", command):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": command, "description": description}


def _key(world: World, params: Params) -> tuple[str, str]:
    scope = params.nested("scope") or {"type": "default"}
    kind, language = scope["type"], language_of(params)
    if kind in _TO_MANY_CHATS:
        return kind, language
    if kind == "chat_member":
        raise not_implemented("the sandbox does not imitate commands for one member of a group")
    chat_id = scope["chat_id"]
    if chat_id not in world.chats:
        raise bad_request("chat not found")
    return f"{kind}:{chat_id}", language
