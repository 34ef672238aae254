"""One call of the Bot API, from its name to its result."""

from __future__ import annotations

import math
from typing import Any

from sandbox import methods_bot, methods_commands, methods_edit, methods_media, methods_send, methods_updates
from sandbox.errors import ApiError, not_implemented, too_many
from sandbox.params import Params
from sandbox.registry import METHODS, Method
from sandbox.schema import method_named
from sandbox.world import World

# Importing them is what fills the registry.
MODULES = (methods_bot, methods_commands, methods_edit, methods_media, methods_send, methods_updates)


async def dispatch(world: World, name: str, params: Params) -> Any:
    """Do the call and return its result, recorded in `world.calls`; what is refused goes to `world.refusals`.

    Raises ApiError: an ordered fault, Telegram's refusal, 501 for what the sandbox does not imitate. Raises
    UnansweredError for a fault that lets no answer come.
    """
    try:
        return await _called(world, _known(name), params)
    except ApiError as error:
        world.refusals.append((name, error))
        raise


def imitated() -> list[str]:
    """Return the names of all methods that the sandbox imitates."""
    return sorted(method.name for method in METHODS.values())


def _known(name: str) -> Method:
    method = METHODS.get(name.lower())
    if method is not None:
        return method
    if method_named(name) is None:
        raise ApiError(404, "Not Found: method not found")
    raise not_implemented(f"the sandbox does not imitate method '{method_named(name)}'")


async def _called(world: World, method: Method, params: Params) -> Any:
    fault = world.faults.take(method.name)
    if fault is not None and not fault.after:
        await fault.strike(world.sleep)
    params.check(method.name)
    _keep_pace(world, method, params)
    result = await method.handle(world, params)
    world.calls.append((method.name, params.to_log()))
    if fault is not None and fault.after:
        await fault.strike(world.sleep)
    return result


def _keep_pace(world: World, method: Method, params: Params) -> None:
    """Raise ApiError 429 for what is sent too fast, where the world judges the pace."""
    chat_id = params.chat_id()
    if world.limits is None or not method.sends or not isinstance(chat_id, int):
        return
    media = params.nested("media")
    count = len(media) if isinstance(media, list) else 1
    wait = world.limits.check(chat_id, chat_id < 0, count)
    if wait is not None:
        raise too_many(math.ceil(wait))
