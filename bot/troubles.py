"""What a refused or failed call means for the notice it carried, and for everybody else's.

| trouble | when | what follows |
|---|---|---|
| WAIT | 429 with `retry_after` | nobody sends for so long; then it goes |
| GONE | 403 and 400 about the chat: blocked, deactivated, kicked, no rights, not found | unreachable, noted |
| VOID | the message to edit is gone or too old | nothing is owed any more |
| REFUSED | any other 400, 413 | failed for good: Telegram would say the same again |
| AWAY | never sent, or 5xx, 429 without a time, 401, 404: Telegram serves nobody just now | everybody waits |
| UNSURE | sent, and no answer or none that can be read: it may have arrived | goes again, counted |
| ODD | anything else, as a 403 that is not about the chat (a proxy's) | tried again, ever more rarely |
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)


class Trouble(StrEnum):
    """What a failed call means."""

    WAIT = "wait"
    GONE = "gone"
    VOID = "void"
    REFUSED = "refused"
    AWAY = "away"
    UNSURE = "unsure"
    ODD = "odd"


# Telegram's own words, as its server says them today; matched without regard to case.
_GONE = (
    "bot was blocked by the user",
    "bot was kicked",
    "bot is not a member",
    "bot can't initiate conversation",
    "bot can't send messages to",
    "chat not found",
    "chat_write_forbidden",
    "group chat was deactivated",
    "have no rights to send",
    "input_user_deactivated",
    "need administrator rights",
    "not enough rights",
    "peer_id_invalid",
    "user is deactivated",
    "user_is_blocked",
    "user not found",
)
_VOID = ("message to edit not found", "message can't be edited", "message_id_invalid")
_REFUSALS = ((_GONE, Trouble.GONE), (_VOID, Trouble.VOID))
_PLAIN: Mapping[type[TelegramError], Trouble] = {
    RetryAfter: Trouble.WAIT,
    InvalidToken: Trouble.AWAY,
    ChatMigrated: Trouble.REFUSED,  # a person's chat never does; where one may, it was followed before
}
_GATEWAY = ("bad gateway", "gateway time")  # 502, 504: what stood behind may have done it
_UNREADABLE = "invalid server response"  # PTB's words for a success that is no JSON
# What lies beneath a call that was never written: our own transport's word, and the names httpx has for it.
_NOT_SENT = {"NotSent", "ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError"}


def judge(error: TelegramError) -> Trouble:
    """What the error means; see the table above."""
    text = error.message.casefold()
    for kind, trouble in _PLAIN.items():
        if isinstance(error, kind):
            return trouble
    if isinstance(error, Forbidden):
        return Trouble.GONE if _holds(text, _GONE) else Trouble.ODD
    if isinstance(error, BadRequest):
        found = [trouble for words, trouble in _REFUSALS if _holds(text, words)]
        return found[0] if found else Trouble.REFUSED
    if isinstance(error, NetworkError):
        return _network(error, text)
    return Trouble.UNSURE if _UNREADABLE in text else Trouble.ODD


def _network(error: NetworkError, text: str) -> Trouble:
    if "entity too large" in text:
        return Trouble.REFUSED
    cause = error.__cause__
    if cause is None or isinstance(cause, TelegramError):  # an HTTP status, with JSON or without
        lost = isinstance(error, TimedOut) or _holds(text, _GATEWAY)
        return Trouble.UNSURE if lost else Trouble.AWAY
    return Trouble.AWAY if type(cause).__name__ in _NOT_SENT else Trouble.UNSURE


def _holds(text: str, words: tuple[str, ...]) -> bool:
    return any(one in text for one in words)
