"""A right call of each method, and everything that can be made wrong with it by the schema."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from sandbox import schema
from sandbox.imitated import PARAMETERS
from sandbox.params import Params
from sandbox.world import World
from tests.sandbox.conftest import LAN, picture

Call = dict[str, Any]
BUTTONS = {
    "inline_keyboard": [
        [
            {"text": "Gửi", "callback_data": "send", "style": "primary"},
            {"text": "a", "url": "https://t.me/a"},
        ],
        [{"text": "Mã", "copy_text": {"text": "8K2M"}}],
    ]
}
KEYS = {"keyboard": [[{"text": "Số của tôi", "request_contact": True}]], "resize_keyboard": True}
ENTITIES = [{"type": "bold", "offset": 0, "length": 1}]
REPLY = {"message_id": 1, "allow_sending_without_reply": True}
SENDING: Call = {
    "chat_id": LAN,
    "reply_parameters": REPLY,
    "reply_markup": BUTTONS,
    "disable_notification": True,
    "protect_content": False,
    "allow_paid_broadcast": False,
}
CAPTION: Call = {"caption": "chữ", "caption_entities": ENTITIES}
# A value that no parameter or field of the type may have.
WRONG: dict[str, list[Any]] = {
    "Integer": ["abc", "1.5", 1.5, True, [1], {"a": 1}],
    "Boolean": ["maybe", 7, [True]],
    "String": [5, True, ["a"], {"a": 1}],
    "object": ["no json", 5, ["a"], {"no_such_field": 1}],
    "array": ["[", 5, {"a": 1}, [[[7]]]],
}


async def examples(world: World) -> dict[str, Call]:
    """Return a call of each method that this world would take, with every parameter that is imitated.

    The world gets a photo of Lan's (message 1), a text (2) and a photo (3) of the bot's, and a press.
    """
    world.send_photo(LAN, picture(40, 30))
    photo = world.messages(LAN)[0].photo or []
    file_id = photo[-1]["file_id"]
    await world.call("sendMessage", Params({"chat_id": LAN, "text": "một"}))
    await world.call("sendPhoto", Params({"chat_id": LAN, "photo": file_id}))
    press = world.tap(LAN, 2, "x")
    text: Call = {"text": "hai", "entities": ENTITIES, "link_preview_options": {"is_disabled": True}}
    media = {"type": "photo", "media": file_id, "has_spoiler": False, **CAPTION}
    one = {"language_code": "vi", "scope": {"type": "chat", "chat_id": LAN}}
    edit = {"chat_id": LAN, "reply_markup": BUTTONS}
    return {
        "getMe": {},
        "getFile": {"file_id": file_id},
        "getUpdates": {"offset": 0, "limit": 5, "timeout": 0, "allowed_updates": ["message"]},
        "setWebhook": {
            "url": "https://example.org/telegram",
            "secret_token": "a_B-9",
            "ip_address": "203.0.113.5",
            "max_connections": 10,
            "allowed_updates": ["message"],
            "drop_pending_updates": False,
        },
        "deleteWebhook": {"drop_pending_updates": True},
        "getWebhookInfo": {},
        "sendMessage": SENDING | text,
        "sendPhoto": SENDING
        | CAPTION
        | {"photo": file_id, "show_caption_above_media": True, "has_spoiler": False, "reply_markup": KEYS},
        "sendDocument": SENDING
        | CAPTION
        | {"document": file_id, "thumbnail": file_id, "disable_content_type_detection": True},
        "sendMediaGroup": {name: value for name, value in SENDING.items() if name != "reply_markup"}
        | {"media": [media, media]},
        "sendChatAction": {"chat_id": LAN, "action": "typing"},
        "editMessageText": edit | text | {"message_id": 2},
        "editMessageCaption": edit | CAPTION | {"message_id": 3, "show_caption_above_media": False},
        "editMessageMedia": edit | {"message_id": 3, "media": media},
        "editMessageReplyMarkup": {"chat_id": LAN, "message_id": 3, "reply_markup": BUTTONS},
        "deleteMessage": {"chat_id": LAN, "message_id": 3},
        "answerCallbackQuery": {
            "callback_query_id": press,
            "text": "Dạ",
            "show_alert": True,
            "url": "https://t.me/a",
            "cache_time": 0,
        },
        "setMyCommands": one | {"commands": [{"command": "gopy", "description": "Góp ý"}]},
        "getMyCommands": one,
        "deleteMyCommands": one,
        "setMyDescription": {"description": "a", "language_code": "vi"},
        "setMyShortDescription": {"short_description": "a", "language_code": "vi"},
        "setChatMenuButton": {"chat_id": LAN, "menu_button": {"type": "commands"}},
    }


def spoilt(method: str, call: Call) -> Iterator[tuple[str, Call]]:
    """Give every way to make the call wrong: what was done to it, and the call."""
    for name, slot in schema.parameters(method).items():
        if name not in PARAMETERS:
            continue
        if slot.required:
            yield f"without {name}", {key: value for key, value in call.items() if key != name}
        for value in _wrong(slot.kinds):
            yield f"{name}={value!r}", call | {name: value}
        for what, value in _within(slot.kinds, call.get(name)):
            yield f"{name}{what}", call | {name: value}
    yield "with no_such_parameter", call | {"no_such_parameter": "1"}


def _within(kinds: tuple[str, ...], value: Any) -> Iterator[tuple[str, Any]]:
    """Give every way to spoil something inside an object or array."""
    inner = schema.items(kinds)
    if isinstance(value, list) and inner:
        for index, one in enumerate(value):
            for what, worse in _within(inner, one):
                yield f"[{index}]{what}", [*value[:index], worse, *value[index + 1 :]]
    elif isinstance(value, dict):
        yield "+no_such_field", value | {"no_such_field": 1}
        slots = schema.fields(_kind(kinds, value))
        for name, one in value.items():
            if slots[name].required and len(value) > 1:
                yield f"-{name}", {key: other for key, other in value.items() if key != name}
            for worse in _wrong(slots[name].kinds, strict=True):
                yield f".{name}={worse!r}", value | {name: worse}
            for what, worse in _within(slots[name].kinds, one):
                yield f".{name}{what}", value | {name: worse}


def _kind(kinds: tuple[str, ...], value: Call) -> str:
    fitting = [kind for kind in schema.branches(kinds) if value.keys() <= schema.fields(kind).keys()]
    named = [kind for kind in fitting if schema.fields(kind).get("type", None)]
    return next((one for one in named if schema.fields(one)["type"].value == value.get("type")), fitting[0])


def _wrong(kinds: tuple[str, ...], *, strict: bool = False) -> list[Any]:
    """Return values that none of the types takes; `strict`: inside JSON, where "5" is no Integer."""
    if schema.items(kinds):
        return copy.deepcopy(WRONG["array"])
    if set(kinds) == {"Integer", "String"}:
        return [True, [1], {"a": 1}, 1.5]
    for kind in ("Integer", "Boolean", "String"):
        if kind in kinds:
            return [*WRONG[kind], *(["5"] if strict and kind == "Integer" else [])]
    return copy.deepcopy(WRONG["object"])
