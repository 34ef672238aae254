"""Posts updates to the webhook, one at a time and in order, until each is taken with a 2xx."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import httpx

from sandbox.world import World

RETRY_SECONDS = 1.0


@asynccontextmanager
async def deliver(world: World, transport: httpx.AsyncBaseTransport | None) -> AsyncIterator[None]:
    """Deliver in the background while the block runs."""
    task = asyncio.create_task(_run(world, transport))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _run(world: World, transport: httpx.AsyncBaseTransport | None) -> None:
    # Not the environment's proxies: the address is on this machine.
    async with httpx.AsyncClient(transport=transport, trust_env=False, timeout=30) as client:
        while not world.bell.closed:  # closed: waits return at once, and this would spin
            update = world.updates.first()
            if not world.webhook or update is None:
                await world.bell.wait(3600)
            elif await _posted(client, world.webhook, update):
                world.updates.done(update["update_id"])
            else:
                await asyncio.sleep(RETRY_SECONDS)


async def _posted(client: httpx.AsyncClient, webhook: dict[str, str], update: dict[str, object]) -> bool:
    secret = webhook.get("secret_token")
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
    try:
        response = await client.post(webhook["url"], json=update, headers=headers)
    except httpx.HTTPError:
        return False
    return response.is_success
