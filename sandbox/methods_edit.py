"""Methods that change or delete what was sent, and answer presses of buttons."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sandbox.core import Answer
from sandbox.detect import utf16_length
from sandbox.errors import TOO_OLD, bad_request
from sandbox.keyboards import checked_markup
from sandbox.message import Message
from sandbox.methods_media import media_content
from sandbox.methods_send import captioned, chat_of
from sandbox.params import Params
from sandbox.registry import method
from sandbox.wording import text_of
from sandbox.world import World

# Telegram does not say how long it waits for the answer to a press; who measured it was refused after
# about 15 seconds.
ANSWER_WITHIN = timedelta(seconds=15)
MAX_TOAST = 200
_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


@method("editMessageText")
async def edit_message_text(world: World, params: Params) -> dict[str, Any]:
    """Change the text of the bot's own message; without reply_markup its buttons go."""
    text, entities = text_of(params.text("text"), params.text("parse_mode"), params.nested("entities"))
    message = _own(world, params)
    if message.text is None:
        raise bad_request("there is no text in the message to edit")
    return _edited(world, message, params, {"text": text, "entities": entities})


@method("editMessageCaption")
async def edit_message_caption(world: World, params: Params) -> dict[str, Any]:
    """Change the caption of the bot's own photo or document."""
    message = _own(world, params)
    if not (message.photo or message.document):
        raise bad_request("there is no caption in the message to edit")
    return _edited(world, message, params, captioned(params))


@method("editMessageMedia")
async def edit_message_media(world: World, params: Params) -> dict[str, Any]:
    """Put another photo or document in the place of the bot's own."""
    message = _own(world, params)
    if not (message.photo or message.document):
        raise bad_request("message media can't be edited")
    content = media_content(world, params, params.nested("media"))
    return _edited(world, message, params, {"photo": None, "document": None} | content)


@method("editMessageReplyMarkup")
async def edit_message_reply_markup(world: World, params: Params) -> dict[str, Any]:
    """Change or take away the buttons; people see no "edited" mark for it."""
    return _edited(world, _own(world, params), params, {})


@method("deleteMessage")
async def delete_message(world: World, params: Params) -> bool:
    """Delete any message of a private chat, or the bot's own of a group, for 48 hours."""
    chat_id = chat_of(params)
    chat = world.chat_to_write(chat_id)
    message = world.find(chat_id, params.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    foreign = chat.about["type"] != "private" and not message.from_bot
    if foreign or world.now - message.date > timedelta(hours=48):
        raise bad_request("message can't be deleted for everyone")
    message.erase()
    world.changed(message)
    return True


@method("answerCallbackQuery")
async def answer_callback_query(world: World, params: Params) -> bool:
    """Stop the clock on a pressed button, with a toast or an alert; once for each press."""
    number, text = params.text("callback_query_id"), params.text("text")
    chat_id, pressed = world.open_callbacks.get(number, (0, None))
    if pressed is None or world.now - pressed > ANSWER_WITHIN:
        raise bad_request(TOO_OLD)
    if utf16_length(text) > MAX_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    del world.open_callbacks[number]
    answer = Answer(number, text, params.flag("show_alert"), params.text("url"))
    world.answers.append(answer)
    world.journal.add("toast", chat_id, id=number, text=text, alert=answer.show_alert, url=answer.url)
    return True


def _own(world: World, params: Params) -> Message:
    if params.chat_id() is None and not params.integer("message_id"):
        raise bad_request("message identifier is not specified")  # an inline message's, then
    chat_id = chat_of(params)
    world.chat_to_write(chat_id)
    message = world.find(chat_id, params.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot or (message.reply_markup and not message.inline_keyboard):
        raise bad_request("message can't be edited")
    return message


def _edited(world: World, message: Message, params: Params, content: dict[str, Any]) -> dict[str, Any]:
    markup = checked_markup(params.nested("reply_markup"))
    said = any(getattr(message, name) != value for name, value in content.items())
    if not said and markup == message.reply_markup:
        raise bad_request(_SAME)
    for name, value in content.items():
        setattr(message, name, value)
    message.reply_markup = markup
    message.edit_date = world.now
    message.edited = message.edited or said
    world.changed(message)
    return world.as_api(message)
