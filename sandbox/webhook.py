"""Posts updates to the webhook until each is taken: one chat's in order, different chats' side by side."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx

from sandbox.world import World

RETRY_SECONDS = 1.0
CONNECTIONS = 40  # unless setWebhook said otherwise


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
        await _Delivery(world, client).run()


class _Delivery:
    def __init__(self, world: World, client: httpx.AsyncClient) -> None:
        self._world = world
        self._client = client
        self._busy: set[int] = set()  # chats whose update is under way, or waits to be posted again

    async def run(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            while not self._world.bell.closed:  # closed: waits return at once, and this would spin
                update = self._next()
                if update is None:
                    await self._world.bell.wait(3600)
                    continue
                chat = _chat_of(update)
                self._busy.add(chat)
                tasks.create_task(self._post(update, chat))

    def _next(self) -> dict[str, Any] | None:
        """The update that may be posted now, or None."""
        webhook, outage = self._world.webhook, self._world.faults.outage
        if not webhook or outage or len(self._busy) >= webhook.get("max_connections", CONNECTIONS):
            return None
        waiting = self._world.updates.waiting()
        return next((update for update in waiting if _chat_of(update) not in self._busy), None)

    async def _post(self, update: dict[str, Any], chat: int) -> None:
        webhook = self._world.webhook
        failed = await _failure(self._client, webhook, update)
        if failed:
            webhook |= {"last_error_date": int(self._world.now.timestamp()), "last_error_message": failed}
            await self._world.sleep(RETRY_SECONDS)
        else:
            self._world.updates.done(update["update_id"])
        self._busy.remove(chat)
        self._world.bell.ring()


async def _failure(client: httpx.AsyncClient, webhook: dict[str, Any], update: dict[str, Any]) -> str:
    """Post one update; return why it was not taken, as getWebhookInfo tells it, or ""."""
    secret = webhook.get("secret_token")
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
    try:
        response = await client.post(webhook["url"], json=update, headers=headers)
    except httpx.ConnectError:
        return "Connection refused"
    except httpx.TimeoutException:
        return "Read timeout expired"
    except httpx.HTTPError:
        return "Connection reset by peer"
    if response.is_success:
        return ""
    return f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}"


def _chat_of(update: dict[str, Any]) -> int:
    """Return the chat in whose order the update stands; 0 for one without."""
    for event in update.values():
        if isinstance(event, dict):
            message = event["message"] if isinstance(event.get("message"), dict) else event
            about = message.get("chat") or event.get("from")
            return int(about["id"]) if isinstance(about, dict) and "id" in about else 0
    return 0
