"""sendMessage, and what all sending methods share."""

from __future__ import annotations

from typing import Any

from sandbox.core import Chat
from sandbox.errors import bad_request, not_implemented
from sandbox.keyboards import checked_markup
from sandbox.params import Params
from sandbox.registry import method
from sandbox.wording import caption_of, text_of
from sandbox.world import World


@method("sendMessage", sends=True)
async def send_message(world: World, params: Params) -> dict[str, Any]:
    """Write into a chat. Text of 1 to 4096 UTF-16 units after parsing; Telegram trims it."""
    chat_id, shared = addressed(world, params)
    text, entities = text_of(params.text("text"), params.text("parse_mode"), params.nested("entities"))
    return world.as_api(world.add_message(chat_id, world.bot, text=text, entities=entities, **shared))


def addressed(world: World, params: Params) -> tuple[int, dict[str, Any]]:
    """Return the chat of a sending call and what every message may have: reply_to, reply_markup.

    Raises ApiError for chats the bot may not write to and replies to nothing.
    """
    chat_id = chat_of(params)
    chat = world.chat_to_write(chat_id)
    markup = checked_markup(params.nested("reply_markup"))
    return chat_id, {
        "reply_to": _replied(chat, chat_id, params.nested("reply_parameters")),
        "reply_markup": markup,
    }


def chat_of(params: Params) -> int:
    """Return chat_id as a number. Raises ApiError 400: the sandbox has no public @names."""
    chat_id = params.chat_id()
    if chat_id is None:
        raise bad_request("chat_id is empty")
    if isinstance(chat_id, str):
        raise bad_request("chat not found")
    return chat_id


def captioned(params: Params) -> dict[str, Any]:
    """Return the caption of a media message with its entities. Raises ApiError 400 if too long."""
    given = params.nested("caption_entities")
    caption, entities = caption_of(params.text("caption"), params.text("parse_mode"), given)
    return {"caption": caption or None, "caption_entities": entities}


def _replied(chat: Chat, chat_id: int, reply: Any) -> int | None:
    if reply is None:
        return None
    if reply.get("chat_id", chat_id) != chat_id:
        raise not_implemented("the sandbox imitates replies within one chat only")
    message = chat.messages.get(reply["message_id"])
    if message is not None and not message.deleted:
        return message.message_id
    if reply.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")
