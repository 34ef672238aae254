"""The list of Bot API methods that the sandbox imitates, each with the parameters it knows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandbox.params import Params
    from sandbox.world import World

Handler = Callable[["World", "Params"], Awaitable[Any]]


@dataclass(frozen=True)
class Method:
    """One method: its name as Telegram spells it, what it takes, and who does it."""

    name: str
    parameters: frozenset[str]
    handle: Handler


METHODS: dict[str, Method] = {}  # by lower-case name: Telegram ignores the case


def method(name: str, parameters: str = "") -> Callable[[Handler], Handler]:
    """Register the function below as `name`; `parameters` are names separated by spaces."""

    def register(handle: Handler) -> Handler:
        METHODS[name.lower()] = Method(name, frozenset(parameters.split()), handle)
        return handle

    return register
