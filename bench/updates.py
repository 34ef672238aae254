"""The streams of updates that all bots are fed alike."""

from __future__ import annotations

import json
from typing import Any

FIRST_PERSON = 1_000_000  # Telegram ids of the people of the bench count up from here
OFFICERS = 2_000


def deeds(count: int, date: int) -> list[bytes]:
    """Deeds of 2,000 officers, each person's turn coming round: `/viectot Giúp bà Năm …`, ids from 1.

    `date` is when they were written, in Unix seconds. Each is one update's JSON.
    """
    return [
        _message(number, number % OFFICERS, date, f"/viectot Giúp bà Năm dọn nhà sau bão {number}")
        for number in range(1, count + 1)
    ]


def strangers(count: int, date: int) -> list[bytes]:
    """Each from another citizen: four of five greet the bot, the fifth begins an opinion."""
    return [
        _message(number, OFFICERS + number, date, "/gopy" if number % 5 == 0 else "/start")
        for number in range(1, count + 1)
    ]


def _message(number: int, person: int, date: int, text: str) -> bytes:
    who: dict[str, Any] = {"id": FIRST_PERSON + person, "first_name": "Lan", "last_name": f"Trần {person}"}
    command = len(text.split(" ", 1)[0])
    update = {
        "update_id": number,
        "message": {
            "message_id": 2 * number,
            "from": {**who, "is_bot": False, "language_code": "vi"},
            "chat": {**who, "type": "private"},
            "date": date,
            "text": text,
            "entities": [{"type": "bot_command", "offset": 0, "length": command}],
        },
    }
    return json.dumps(update, ensure_ascii=False, separators=(",", ":")).encode()
