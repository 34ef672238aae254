"""A call held against Telegram's schema: names, what is required, types down to the last button.

Stricter than Telegram in what it would silently ignore: an unknown name, or a value of the wrong type, is a
mistake in the bot that asked, and a test should see it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from sandbox import refusals, schema
from sandbox.errors import bad_request, not_implemented
from sandbox.imitated import FIELDS, PARAMETERS
from sandbox.schema import Slot

_WHOLE = re.compile(r"-?\d{1,19}")
_FLAGS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
_MAY_BE_EMPTY = {("setWebhook", "url")}  # an empty one takes the webhook away
_MAY_BE_BARE = {"reply_markup", "reply_parameters"}  # Telegram takes {} for none
_LONG = 2**63


class _WrongError(Exception):
    """What is wrong, in Telegram's words."""


def checked(method: str, raw: Mapping[str, Any], files: Collection[str]) -> dict[str, Any]:
    """Return the values of a call's parameters, each of its type; `files` are the fields that came as files.

    Raises ApiError 400 as Telegram words it, 501 for what exists but is not imitated here.
    """
    slots = schema.parameters(method)
    values: dict[str, Any] = {}
    for name, value in raw.items():
        slot = _slot(method, name, slots)
        if value == "" and (method, name) not in _MAY_BE_EMPTY:
            continue  # an empty parameter is none
        try:
            values[name] = _parameter(method, name, slot, value)
        except _WrongError as wrong:
            raise bad_request(str(wrong)) from None
    for name, slot in slots.items():
        if slot.required and name not in values and name not in files:
            raise bad_request(refusals.missing(method, name))
    return values


def refuse_files(method: str, raw: Mapping[str, Any], files: Collection[str]) -> None:
    """Raise ApiError 400 for a file that is no file parameter's and that nothing refers to."""
    if not files:
        return
    slots = schema.parameters(method)
    mentioned = json.dumps(dict(raw), default=str)
    for name in files:
        if name in slots:
            if "InputFile" not in _slot(method, name, slots).kinds:
                raise bad_request(f"the sandbox takes no file as parameter '{name}' of method '{method}'")
        elif f"attach://{name}" not in mentioned:
            raise bad_request(f"file '{name}' is attached and nothing refers to it")


def _slot(method: str, name: str, slots: Mapping[str, Slot]) -> Slot:
    if name not in slots:
        raise bad_request(f"the sandbox does not know parameter '{name}' of method '{method}'")
    if name not in PARAMETERS:
        raise not_implemented(f"the sandbox does not imitate parameter '{name}' of method '{method}'")
    return slots[name]


def _parameter(method: str, name: str, slot: Slot, value: Any) -> Any:
    """Return a parameter's value: forms carry everything as text, JSON carries it as it is."""
    scalars = [kind for kind in slot.kinds if kind in _FROM_TEXT]
    if not scalars and isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise _WrongError(refusals.no_json(method, name)) from None
    if not scalars:
        return None if value == {} and name in _MAY_BE_BARE else _nested(name, slot.kinds, value)
    for kind in scalars:
        read = _FROM_TEXT[kind](value)
        if read is not None:
            return read
    raise _WrongError(f'Field "{name}" must be {refusals.SCALARS[scalars[0]]}')


def _integer(value: Any) -> int | None:
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        value = int(value)
    return value if type(value) is int and -_LONG <= value < _LONG else None


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else _FLAGS.get(value.lower()) if isinstance(value, str) else None


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) else None


_FROM_TEXT: dict[str, Callable[[Any], Any]] = {
    "Integer": _integer,
    "Boolean": _flag,
    "String": _string,
    "InputFile": _string,
}
_IN_JSON: dict[str, Callable[[Any], bool]] = {
    "Integer": lambda value: type(value) is int and -_LONG <= value < _LONG,
    "Float": lambda value: type(value) in {int, float},
    "Boolean": lambda value: isinstance(value, bool),
    "String": lambda value: isinstance(value, str),
}


def _nested(name: str, kinds: tuple[str, ...], value: Any, *, rows: bool = False) -> Any:
    """Return a value from within JSON. `rows`: it is one row of an array of arrays."""
    scalars = [kind for kind in kinds if kind in _IN_JSON]
    if scalars:
        if any(_IN_JSON[kind](value) for kind in scalars):
            return value
        raise _WrongError(f'Field "{name}" must be {refusals.SCALARS[scalars[0]]}')
    inner = schema.items(kinds)
    if not inner:
        return _object(kinds, value)
    if not isinstance(value, list):
        raise _WrongError(refusals.no_array(name, inner[0], rows=rows))
    return [_nested(name, inner, one, rows=True) for one in value]


def _object(kinds: tuple[str, ...], value: Any) -> dict[str, Any]:
    if kinds == ("KeyboardButton",) and isinstance(value, str):
        value = {"text": value}  # Telegram takes a bare text as a button
    try:
        if not isinstance(value, dict):
            raise _WrongError(refusals.no_object(kinds[0]))
        kind = _picked(kinds, value)
        slots, known = schema.fields(kind), FIELDS.get(kind)
        for name in value:
            if name not in slots:
                raise _WrongError(f"the sandbox does not know field '{name}' of {kind}")
            if known is not None and name not in known:
                raise not_implemented(f"the sandbox does not imitate field '{name}' of {kind}")
        for name, slot in slots.items():
            if slot.required and value.get(name) is None:
                raise _WrongError(f'Can\'t find field "{name}"')
        given = {name: one for name, one in value.items() if one is not None}
        return {name: _nested(name, slots[name].kinds, one) for name, one in given.items()}
    except _WrongError as wrong:
        raise _WrongError(refusals.inside(kinds[0]) + str(wrong)) from None


def _picked(kinds: tuple[str, ...], value: dict[str, Any]) -> str:
    """Return which of the types the object is: by its field `type`, else by the fields it has."""
    types = schema.branches(kinds)
    if types == ("InlineKeyboardMarkup",) and value and "inline_keyboard" not in value:
        raise _WrongError("Inline keyboard expected")
    if len(types) == 1:
        return types[0]
    tags = {schema.fields(kind)["type"].value: kind for kind in types if "type" in schema.fields(kind)}
    if not tags:
        return max(types, key=lambda kind: len(schema.fields(kind).keys() & value.keys()))
    given = value.get("type")
    if not isinstance(given, str):
        raise _WrongError(
            'Can\'t find field "type"' if given is None else 'Field "type" must be of type String'
        )
    if given not in tags:
        raise _WrongError(refusals.no_such_type(types[0], given))
    return tags[given]
