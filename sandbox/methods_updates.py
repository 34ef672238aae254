"""Methods by which the bot gets its updates."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from sandbox.errors import bad_request
from sandbox.params import Params
from sandbox.registry import method
from sandbox.world import World

MAX_WAIT = 50


@method("getUpdates", "offset limit timeout allowed_updates")
async def get_updates(world: World, params: Params) -> list[dict[str, Any]]:
    """Give updates as `World.get_updates`; of other kinds than `allowed_updates` none are given."""
    wait = min(params.integer("timeout"), MAX_WAIT)
    allowed = params.nested("allowed_updates")
    if allowed is not None:
        world.updates.allow(allowed)
    return await world.get_updates(params.integer("offset"), params.integer("limit", 100), wait)


@method("setWebhook", "url max_connections allowed_updates drop_pending_updates secret_token ip_address")
async def set_webhook(world: World, params: Params) -> bool:
    """Keep the address that updates are posted to. Telegram wants https; loopback may go without."""
    url = params.text("url")
    parts = urlsplit(url)
    if url and parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "localhost"}:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if params.flag("drop_pending_updates"):
        world.take_updates()
    allowed = params.nested("allowed_updates")
    if allowed is not None:
        world.updates.allow(allowed)
    world.webhook = {"url": url, "secret_token": params.text("secret_token")} if url else {}
    world.updates.set_webhook(active=bool(url))
    return True


@method("deleteWebhook", "drop_pending_updates")
async def delete_webhook(world: World, params: Params) -> bool:
    """Go back to getUpdates."""
    if params.flag("drop_pending_updates"):
        world.take_updates()
    world.webhook = {}
    world.updates.set_webhook(active=False)
    return True


@method("getWebhookInfo")
async def get_webhook_info(world: World, _params: Params) -> dict[str, Any]:
    """Tell the address and how many updates wait."""
    info = {"has_custom_certificate": False, "pending_update_count": world.updates_waiting}
    return {"url": world.webhook.get("url", "")} | info
