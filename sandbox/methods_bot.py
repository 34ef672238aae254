"""Methods about the bot itself: who it is, its descriptions and menu button, files, chat actions."""

from __future__ import annotations

from typing import Any

from sandbox.errors import bad_request, not_implemented
from sandbox.methods_commands import language_of
from sandbox.methods_send import chat_of
from sandbox.params import Params
from sandbox.registry import method
from sandbox.world import World

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
MAX_DOWNLOAD = 20 * 1024 * 1024


@method("getMe")
async def get_me(world: World, _params: Params) -> dict[str, Any]:
    """Tell the bot who it is."""
    abilities = ("can_join_groups", "can_read_all_group_messages", "supports_inline_queries")
    more = ("can_connect_to_business", "has_main_web_app")
    return dict(world.bot) | dict.fromkeys((*abilities, *more), False) | {"can_join_groups": True}


@method("getFile")
async def get_file(world: World, params: Params) -> dict[str, Any]:
    """Tell the path to download a file from."""
    stored = world.shelf.get(params.text("file_id"))
    if stored is None:
        raise bad_request("invalid file_id")
    if len(stored.data) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return stored.to_api()


@method("sendChatAction")
async def send_chat_action(world: World, params: Params) -> bool:
    """Show on the page that the bot is busy."""
    action = params.text("action")
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat_id = chat_of(params)
    world.chat_to_write(chat_id)
    world.journal.add("typing", chat_id, action=action)
    return True


@method("setMyDescription")
async def set_my_description(world: World, params: Params) -> bool:
    """Keep what an empty chat shows."""
    return _describe(world, params, "description")


@method("setMyShortDescription")
async def set_my_short_description(world: World, params: Params) -> bool:
    """Keep what the bot's profile shows."""
    return _describe(world, params, "short_description")


@method("setChatMenuButton")
async def set_chat_menu_button(world: World, params: Params) -> bool:
    """Keep the kind of menu button; a Mini App's button could not be pressed here."""
    button = params.nested("menu_button") or {"type": "default"}
    if button["type"] == "web_app":
        raise not_implemented("the sandbox does not imitate the menu button of a Mini App")
    chat_id = params.integer("chat_id")
    if chat_id:
        world.chat_to_write(chat_id)
    world.menu_buttons[chat_id] = button
    return True


def _describe(world: World, params: Params, what: str) -> bool:
    text, language = params.text(what), language_of(params)
    if len(text) > _LONGEST[what]:
        raise bad_request(f"{what} is too long")
    world.profile[what, language] = text
    world.journal.add("commands")
    return True
