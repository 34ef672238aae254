"""Whole updates: mostly of the kinds we asked for, at times any other, at times what Telegram never sends."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from tests.fuzz import words
from tests.fuzz.schema import Draw, Json, plain, thing, types, value

_OURS = ("message",) * 12 + ("callback_query",) * 8 + ("edited_message",) * 2 + ("my_chat_member",) * 2
_OTHERS = tuple(kind for kind in types()["Update"]["fields"] if kind != "update_id")
_UNKNOWN: dict[str, Json] = {
    "from_tomorrow": {"id": 1, "from": {"id": 7, "is_bot": False, "first_name": "x"}}
}
_WRONG: tuple[Json, ...] = (
    None,
    True,
    -1,
    10**20,
    1.5,
    "",
    "x",
    [],
    [[]],
    {},
    {"id": "x"},
    [None],
    "9" * 5000,
)
# A copy each time: what was put in may be broken further, or put into itself.
_wrong = st.sampled_from(_WRONG).map(deepcopy)
BROKEN = "broken"  # marks what Telegram would never send; taken off before the update is sent


@st.composite
def updates(draw: Draw) -> dict[str, Json]:
    """An update without its number; one in thirty is `BROKEN`: a part has a wrong type or is missing."""
    kind = draw(st.sampled_from((*_OURS, *_OURS, *_OTHERS)))
    made = {kind: draw(_body(kind))}
    if draw(st.integers(0, 40)) == 0:
        made = deepcopy(_UNKNOWN)
    if draw(st.integers(0, 20)) == 0:
        next(iter(made.values()))["a_field_from_tomorrow"] = draw(_wrong)
    if draw(st.integers(0, 29)) == 0:
        _break(draw, made)
        made[BROKEN] = True
    return made


@st.composite
def _body(draw: Draw, kind: str) -> dict[str, Json]:
    field = types()["Update"]["fields"][kind]["types"][0]
    if kind == "callback_query":
        return dict(draw(_press()))
    if kind == "my_chat_member":
        return dict(draw(_membership()))
    return dict(draw(value(field, kind, 0)))


@st.composite
def _press(draw: Draw) -> dict[str, Json]:
    """A button pressed; the message it stood on is in the presser's own chat, gone, or missing."""
    made = dict(draw(plain("CallbackQuery", 1, ("data",))))
    where = {"id": made["from"]["id"], "type": "private"}
    stood = draw(st.sampled_from(["own", "own", "own", "any", "gone", "none"]))
    if stood == "own":
        sender = {"id": 1, "is_bot": True, "first_name": "Vì Dân"}
        number, text = draw(st.integers(1, 200)), draw(words.phrases)
        made["message"] = {"message_id": number, "date": 1_792_461_600, "from": sender, "text": text}
        made["message"]["chat"] = where
    elif stood == "gone":
        made["message"] = {"message_id": draw(st.integers(1, 200)), "date": 0, "chat": where}
    elif stood == "none":
        made.pop("message", None)
    return made


@st.composite
def _membership(draw: Draw) -> dict[str, Json]:
    made = dict(draw(thing("ChatMemberUpdated", 1)))
    if draw(st.booleans()):
        made["chat"] = {"id": made["from"]["id"], "type": "private"}
    return made


def _break(draw: Draw, update: dict[str, Json]) -> None:
    """Exchange or take away one part, somewhere within."""
    inside: Any = update
    for _ in range(draw(st.integers(1, 4))):
        deeper = [key for key, part in _parts(inside) if isinstance(part, dict | list) and part]
        if not deeper:
            break
        inside = inside[draw(st.sampled_from(deeper))]
    key = draw(st.sampled_from([key for key, _ in _parts(inside)]))
    if inside is update or draw(st.booleans()):
        inside[key] = draw(_wrong)
    else:
        del inside[key]


def _parts(inside: Any) -> list[tuple[Any, Any]]:
    return list(inside.items()) if isinstance(inside, dict) else list(enumerate(inside))
