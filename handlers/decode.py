"""An update as PTB's objects, from the JSON it came as."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from telegram import Bot, Chat, Message, Update, User

_PLAIN = frozenset({"message_id", "from", "chat", "date", "text", "entities"})


class _Unguarded:
    """Set without PTB's guard, which asks in Python for each of a message's hundred attributes: five sixths
    of what a message costs. What is made here is handed on once and changed by nobody.
    """

    __slots__ = ()
    __setattr__ = object.__setattr__
    __delattr__ = object.__delattr__  # one slot of the interpreter's holds both


class _Update(_Unguarded, Update):
    __slots__ = ()


class _Message(_Unguarded, Message):
    __slots__ = ()


class _Chat(_Unguarded, Chat):
    __slots__ = ()


class _User(_Unguarded, User):
    __slots__ = ()


def decode(raw: dict[str, Any], bot: Bot) -> Update:
    """The update. Raises TypeError, KeyError, ValueError or OverflowError where it cannot be read.

    Most are a few words in a private chat. PTB looks for a hundred kinds of content in each message, a fifth
    of all time spent on it; a message of plain text has none of them. Its entities are read by nobody here.
    """
    message = raw.get("message")
    if len(raw) == 2 and type(message) is dict and message.keys() <= _PLAIN and "text" in message:  # noqa: PLR2004 - update_id and message
        update = _Update(raw["update_id"], message=_plain(message, bot))
        update.set_bot(bot)
        return update
    return Update.de_json(raw, bot)


def _plain(message: dict[str, Any], bot: Bot) -> Message:
    read = _Message(
        message_id=message["message_id"],
        date=datetime.fromtimestamp(message["date"], UTC),
        chat=_Chat.de_json(message["chat"], bot),
        from_user=_User.de_json(message["from"], bot) if "from" in message else None,
        text=message["text"],
    )
    read.set_bot(bot)
    return read
