"""One call of the Bot API, from its name to its result."""

from __future__ import annotations

from typing import Any

from sandbox import methods_bot, methods_edit, methods_media, methods_send, methods_updates
from sandbox.errors import not_implemented
from sandbox.params import Params
from sandbox.registry import METHODS
from sandbox.world import World

# Importing them is what fills the registry.
MODULES = (methods_bot, methods_edit, methods_media, methods_send, methods_updates)


async def dispatch(world: World, name: str, params: Params) -> Any:
    """Do the call and return its result, recorded in `world.calls`.

    Raises ApiError: 501 for a method the sandbox does not imitate, an ordered fault, or Telegram's refusal.
    """
    method = METHODS.get(name.lower())
    if method is None:
        raise not_implemented(f"the sandbox does not know method '{name}'")
    before, after = world.faults.take(method.name)
    if before:
        raise before
    params.refuse_unknown(method.name, method.parameters)
    result = await method.handle(world, params)
    world.calls.append((method.name, params.to_log()))
    if after:
        raise after
    return result
