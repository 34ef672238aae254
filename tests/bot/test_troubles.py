"""What a refusal means, as PTB tells it and Telegram words it."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.transport import NotSent, Unsure
from bot.troubles import Trouble, judge
from tests.bot.post import Telegram, refusal, too_many

UPGRADED = "Bad Request: group chat was upgraded to a supergroup chat"


async def _raised(status: int, body: dict[str, Any]) -> TelegramError:
    bot = Bot("1:test", request=Telegram(plan=lambda _method, _chat: (status, body), takes=0))
    with pytest.raises(TelegramError) as caught:
        await bot.send_message(5, "Dạ")
    return caught.value


@pytest.mark.parametrize(
    ("code", "description", "trouble"),
    [
        (403, "Forbidden: bot was blocked by the user", Trouble.GONE),
        (403, "Forbidden: user is deactivated", Trouble.GONE),
        (403, "Forbidden: bot can't initiate conversation with a user", Trouble.GONE),
        (403, "Forbidden: bot can't send messages to bots", Trouble.GONE),
        (403, "Forbidden: bot was kicked from the supergroup chat", Trouble.GONE),
        (403, "Forbidden: bot is not a member of the channel chat", Trouble.GONE),
        (403, "Forbidden", Trouble.ODD),
        (400, "Bad Request: chat not found", Trouble.GONE),
        (400, "Bad Request: not enough rights to send text messages to the chat", Trouble.GONE),
        (400, "Bad Request: have no rights to send a message", Trouble.GONE),
        (400, "Bad Request: need administrator rights in the channel chat", Trouble.GONE),
        (400, "Bad Request: CHAT_WRITE_FORBIDDEN", Trouble.GONE),
        (400, "Bad Request: PEER_ID_INVALID", Trouble.GONE),
        (400, "Bad Request: group chat was deactivated", Trouble.GONE),
        (400, "Bad Request: message to edit not found", Trouble.VOID),
        (400, "Bad Request: message can't be edited", Trouble.VOID),
        (400, "Bad Request: MESSAGE_ID_INVALID", Trouble.VOID),
        (400, "Bad Request: can't parse entities: unclosed start tag at byte offset 3", Trouble.REFUSED),
        (400, "Bad Request: message is too long", Trouble.REFUSED),
        (400, "Bad Request: BUTTON_DATA_INVALID", Trouble.REFUSED),
        (400, "Bad Request: message is not modified", Trouble.REFUSED),
        (413, "Request Entity Too Large", Trouble.REFUSED),
        (401, "Unauthorized", Trouble.AWAY),
        (404, "Not Found", Trouble.AWAY),
        (409, "Conflict: terminated by other getUpdates request", Trouble.ODD),
        (429, "Too Many Requests", Trouble.AWAY),
        (500, "Internal Server Error", Trouble.AWAY),
        (503, "Service Unavailable", Trouble.AWAY),
        (502, "Bad Gateway", Trouble.UNSURE),
        (504, "Gateway Timeout", Trouble.UNSURE),
    ],
)
async def test_a_refusal_is_judged_by_telegrams_words(code: int, description: str, trouble: Trouble) -> None:
    assert judge(await _raised(*refusal(code, description))) is trouble


async def test_a_wait_and_a_migration_are_told_by_their_parameters() -> None:
    assert judge(await _raised(*too_many(7))) is Trouble.WAIT
    code, body = refusal(400, UPGRADED)
    migrated = body | {"parameters": {"migrate_to_chat_id": -1001}}
    assert judge(await _raised(code, migrated)) is Trouble.REFUSED


@pytest.mark.parametrize(
    ("beneath", "trouble"),
    [
        (NotSent(), Trouble.AWAY),
        (Unsure(), Trouble.UNSURE),
        (httpx.ConnectError("refused"), Trouble.AWAY),
        (httpx.ConnectTimeout("slow"), Trouble.AWAY),
        (httpx.PoolTimeout("busy"), Trouble.AWAY),
        (httpx.ReadTimeout("silent"), Trouble.UNSURE),
        (httpx.ReadError("reset"), Trouble.UNSURE),
        (httpx.RemoteProtocolError("half an answer"), Trouble.UNSURE),
    ],
)
@pytest.mark.parametrize("kind", [NetworkError, TimedOut])
def test_whether_a_call_may_have_arrived_is_told_by_what_lies_beneath(
    kind: type[NetworkError], beneath: Exception, trouble: Trouble
) -> None:
    error = kind("it failed")
    error.__cause__ = beneath
    assert judge(error) is trouble


def test_a_success_that_cannot_be_read_may_have_arrived() -> None:
    assert judge(TelegramError("Invalid server response")) is Trouble.UNSURE
    assert judge(TelegramError("Something else")) is Trouble.ODD
    assert judge(TimedOut()) is Trouble.UNSURE
