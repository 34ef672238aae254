"""The short way for plain words reads what the long way reads."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot, Update

from handlers.decode import decode

BOT = Bot("1:test")
PEOPLE = st.fixed_dictionaries(
    {"id": st.integers(1, 2**52), "is_bot": st.booleans(), "first_name": st.text(max_size=20)},
    optional={
        "last_name": st.text(max_size=20),
        "username": st.text(max_size=20),
        "language_code": st.just("vi"),
    },
)
CHATS = st.fixed_dictionaries(
    {"id": st.integers(-(2**52), 2**52), "type": st.sampled_from(["private", "group", "supergroup"])},
    optional={"first_name": st.text(max_size=20), "title": st.text(max_size=20)},
)
MESSAGES = st.fixed_dictionaries(
    {
        "message_id": st.integers(0, 2**31),
        "date": st.integers(0, 2**31),
        "chat": CHATS,
        "text": st.text(max_size=50),
    },
    optional={"from": PEOPLE},
)


@given(update_id=st.integers(0, 2**31), message=MESSAGES)
def test_plain_words_are_read_alike(update_id: int, message: dict[str, Any]) -> None:
    raw = {"update_id": update_id, "message": message}
    short, long = decode(raw, BOT), Update.de_json(raw, BOT)
    assert short.to_dict() == long.to_dict()
    assert short.effective_user == long.effective_user
    assert short.message is not None
    assert short.message.get_bot() is BOT
    assert short.effective_chat == long.effective_chat


def test_anything_more_goes_the_long_way() -> None:
    chat, person = {"id": 5, "type": "private"}, {"id": 5, "is_bot": False, "first_name": "Lan"}
    plain = {"message_id": 1, "date": 1, "chat": chat, "from": person, "text": "Chào"}
    replied = plain | {"message_id": 2, "reply_to_message": plain}
    assert decode({"update_id": 1, "message": replied}, BOT).message.reply_to_message.message_id == 1  # type: ignore[union-attr]  # they are there
    assert decode({"update_id": 1, "edited_message": plain}, BOT).edited_message is not None
