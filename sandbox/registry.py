"""The list of Bot API methods that the sandbox imitates. What each takes is the schema's to say."""

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
    """One method: its name as Telegram spells it, who does it, and whether it puts messages into a chat."""

    name: str
    handle: Handler
    sends: bool


METHODS: dict[str, Method] = {}  # by lower-case name: Telegram ignores the case


def method(name: str, *, sends: bool = False) -> Callable[[Handler], Handler]:
    """Register the function below as `name`; what `sends` counts for the pace."""

    def register(handle: Handler) -> Handler:
        METHODS[name.lower()] = Method(name, handle, sends)
        return handle

    return register
