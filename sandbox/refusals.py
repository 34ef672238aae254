"""Telegram's own sentences for calls that are wrong in form, as its server's source has them.

They are kept as the source spells them, with a capital; `bad_request` makes the first letter small, as the
server does.
"""

from __future__ import annotations

from sandbox.errors import TOO_OLD

_MISSING = {
    ("deleteMessage", "chat_id"): "Chat identifier is not specified",
    ("deleteMessage", "message_id"): "Message identifier is not specified",
    ("answerCallbackQuery", "callback_query_id"): TOO_OLD,
    ("getFile", "file_id"): "file_id not specified",
    ("sendChatAction", "action"): "Wrong parameter action in request",
    ("sendDocument", "document"): "There is no document in the request",
    ("sendPhoto", "photo"): "There is no photo in the request",
}
_MISSING_ANYWHERE = {"chat_id": "chat_id is empty", "text": "Message text is empty"}
_NO_JSON = {
    "link_preview_options": "link preview options",
    "menu_button": "menu button",
    "reply_markup": "reply keyboard markup",
    "reply_parameters": "reply parameters",
    "scope": "BotCommandScope",
}
_NO_OBJECT = {
    "BotCommand": "expected an Object",
    "InputMedia": "expected an Object",
    "KeyboardButton": "KeyboardButton must be a String or an Object",
    "LinkPreviewOptions": "Object expected as link preview options",
    "MessageEntity": "expected an Object",
    "ReplyMarkup": "Object expected as reply markup",
    "ReplyParameters": "Object expected as reply parameters",
}
_INSIDE = {
    "BotCommand": "Can't parse BotCommand: ",
    "BotCommandScope": "Can't parse BotCommandScope: ",
    "InlineKeyboardButton": "Can't parse inline keyboard button: ",
    "InputMedia": "Can't parse InputMedia: ",
    "KeyboardButton": "Can't parse keyboard button: ",
    "MenuButton": "Can't parse menu button: ",
    "MessageEntity": "Can't parse MessageEntity: ",
}
_ROWS = {
    "inline_keyboard": 'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    "keyboard": 'Field "keyboard" must be an Array of Arrays',
}
_NO_SUCH_TYPE = {
    "BotCommandScope": "Unsupported type specified",
    "MenuButton": "MenuButton has unsupported type",
}
_MARKUPS = {"InlineKeyboardMarkup", "ReplyKeyboardMarkup", "ReplyKeyboardRemove", "ForceReply"}
SCALARS = {
    "Integer": "a Number",
    "Float": "a Number",
    "Boolean": "of type Boolean",
    "String": "of type String",
    "InputFile": "a file or of type String",
}


def missing(method: str, name: str) -> str:
    """Return what Telegram says of a required parameter that did not come."""
    return _MISSING.get((method, name)) or _MISSING_ANYWHERE.get(name) or f'Parameter "{name}" is required'


def no_json(method: str, name: str) -> str:
    """Return what it says of a parameter whose text is no JSON."""
    what = "input media" if (method, name) == ("editMessageMedia", "media") else _NO_JSON.get(name, name)
    return f"Can't parse {what} JSON object"


def no_object(kind: str) -> str:
    """Return what it says where an object of the type should stand and something else does."""
    return _NO_OBJECT.get(family(kind), f"{family(kind)} must be an Object")


def no_such_type(kind: str, given: str) -> str:
    """Return what it says of an object whose field `type` names none that may stand here."""
    return _NO_SUCH_TYPE.get(family(kind), f'type "{given}" is unsupported')


def no_array(name: str, kind: str, *, rows: bool) -> str:
    """Return what it says where an array of `kind` should stand; `rows`: it would be one row of several."""
    if rows:
        return _ROWS.get(name, f'Field "{name}" must be an Array of Arrays')
    return (
        f'Field "{name}" must be of type Array' if name in _ROWS else f"Expected an Array of {family(kind)}"
    )


def inside(kind: str) -> str:
    """Return what it puts before a mistake that was found inside an object of the type."""
    return _INSIDE.get(family(kind), "")


def family(kind: str) -> str:
    """Return the name under which Telegram speaks of the type: an InputMediaPhoto is an InputMedia."""
    if kind in _MARKUPS:
        return "ReplyMarkup"
    return next(
        (name for name in ("InputMedia", "BotCommandScope", "MenuButton") if kind.startswith(name)), kind
    )
