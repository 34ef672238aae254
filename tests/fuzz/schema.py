"""Strategies made from Telegram's own description of its types (sandbox/telegram/api.json)."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.fuzz import words
from tests.people import EVERYONE

API = Path(__file__).parents[2] / "sandbox" / "telegram" / "api.json"
DEEPEST = 3  # objects within objects before only what is required is filled in
MOST_EXTRA = 3  # optional fields filled in of one object
_ARRAY = "Array of "

Json = Any  # what json.loads gives
Draw = Callable[[st.SearchStrategy[Any]], Any]

_KNOWN = [person.id for person in EVERYONE]
_IDS = st.one_of(
    st.sampled_from(_KNOWN),
    st.sampled_from([1, 42, 700009001, 700009002, 2**40, 2**52 - 1]),
)
_ODD_IDS = st.sampled_from([0, -1, -100, 2**52, 2**53 + 1, -(2**52), -1001234567890])
_INTEGERS = st.one_of(st.integers(0, 9), st.integers(-5, 300), st.sampled_from([2**31 - 1, -(2**31)]))
_DATES = st.sampled_from([0, 1, 1_792_461_600, 1_792_461_600, 1_792_400_000, 2**31 - 1, 4_102_444_800])
_GROUPS = st.sampled_from([-4001, -4002, -1001234567890])
# Unix times by their names in the description, which knows them as integers only.
_WHEN = {"date", "edit_date", "expire_date", "until_date", "last_error_date", "forward_date", "start_date"}
_NAMES = {"first_name", "last_name", "title", "username"}
LONGEST_NAME = 64  # https://core.telegram.org/method/account.updateProfile
# A message mostly says something we know; the other hundred kinds share the rest.
_SAYING = ("text", "text", "text", "photo", "caption", "document", "entities", "reply_to_message")


@cache
def types() -> dict[str, dict[str, Any]]:
    """Name of a type -> {"fields": …} or {"subtypes": […]}."""
    described: dict[str, dict[str, Any]] = json.loads(API.read_text(encoding="utf-8"))["types"]
    return described


@st.composite
def value(draw: Draw, name: str, field: str, depth: int) -> Json:
    """A value of a type by its name in the description; `field` is what it is called there."""
    if name.startswith(_ARRAY):
        most = 3 if depth < DEEPEST else 0
        inner = name.removeprefix(_ARRAY)
        return [draw(value(inner, field, depth + 1)) for _ in range(draw(st.integers(0, most)))]
    if name in _SIMPLE:
        return draw(_SIMPLE[name](field))
    described = types()[name]
    if "subtypes" in described:
        choices = described["subtypes"] if depth < DEEPEST else described["subtypes"][:1]
        return draw(value(draw(st.sampled_from(choices)), field, depth))
    return draw(thing(name, depth))


@st.composite
def thing(draw: Draw, name: str, depth: int) -> dict[str, Json]:
    """An object of a type: what is required, and a few of the optional fields."""
    if name in _PECULIAR:
        return dict(draw(_PECULIAR[name](depth)))
    return dict(draw(plain(name, depth)))


@st.composite
def plain(draw: Draw, name: str, depth: int, wanted: tuple[str, ...] = ()) -> dict[str, Json]:
    """The same by the description alone; `wanted` are optional fields filled in for sure."""
    fields: dict[str, dict[str, Any]] = types()[name]["fields"]
    optional = [key for key, about in fields.items() if not about["required"]]
    most = MOST_EXTRA if depth < DEEPEST else 0
    extra = draw(st.lists(st.sampled_from(optional), max_size=most)) if optional and most else []
    made: dict[str, Json] = {}
    for key in (*(k for k, about in fields.items() if about["required"]), *wanted, *extra):
        if key not in made:
            made[key] = draw(_of_field(fields[key], key, depth))
    return made


def _of_field(about: dict[str, Any], key: str, depth: int) -> st.SearchStrategy[Json]:
    if "value" in about:  # what tells the kinds of a union apart
        return st.just(about["value"])
    return st.one_of([value(kind, key, depth + 1) for kind in about["types"]])


def _integer(field: str) -> st.SearchStrategy[int]:
    if field in _WHEN or field.endswith("_date"):
        return _DATES
    return st.one_of(_IDS, _IDS, _ODD_IDS) if field.endswith("id") and field != "message_id" else _INTEGERS


def _string(field: str) -> st.SearchStrategy[str]:
    if field == "data":
        return words.pressed
    if field in _NAMES:
        return words.phrases.map(lambda text: text[:LONGEST_NAME])
    return words.said if field in ("text", "caption") else words.phrases


_SIMPLE: dict[str, Callable[[str], st.SearchStrategy[Any]]] = {
    "Integer": _integer,
    "String": _string,
    "Boolean": lambda _: st.booleans(),
    "True": lambda _: st.just(True),
    "Float": lambda _: st.floats(-180, 180),
}


@st.composite
def _user(draw: Draw, depth: int) -> dict[str, Json]:
    """Mostly somebody known, seldom a bot."""
    made = dict(draw(plain("User", max(depth, DEEPEST - 1))))
    return made | {"id": draw(_IDS), "is_bot": draw(st.sampled_from([False, False, False, False, True]))}


@st.composite
def _chat(draw: Draw, depth: int) -> dict[str, Json]:
    """A private chat, a group, a channel, or a kind that is not known yet."""
    kind = draw(st.sampled_from(["private", "private", "group", "supergroup", "channel", "sender", "đ"]))
    number = draw(_IDS if kind == "private" else st.one_of(_GROUPS, _ODD_IDS))
    return dict(draw(plain("Chat", max(depth, DEEPEST - 1)))) | {"id": number, "type": kind}


@st.composite
def _message(draw: Draw, depth: int) -> dict[str, Json]:
    """Mostly said in private; the chat is then the speaker's own, as Telegram has it."""
    wanted = tuple(dict.fromkeys(draw(st.lists(st.sampled_from(_SAYING), min_size=1, max_size=2))))
    made = dict(draw(plain("Message", depth, wanted if depth < DEEPEST else ())))
    made["message_id"] = draw(st.integers(1, 200))
    if draw(st.integers(0, 5)):
        user = draw(_user(depth + 1))
        made |= {
            "from": user,
            "chat": {"id": user["id"], "type": "private", "first_name": user["first_name"]},
        }
    return made


_PECULIAR: dict[str, Callable[[int], st.SearchStrategy[dict[str, Json]]]] = {
    "User": _user,
    "Chat": _chat,
    "Message": _message,
}
