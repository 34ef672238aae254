"""Methods by which the bot gets its updates."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from sandbox.errors import bad_request
from sandbox.params import Params
from sandbox.registry import method
from sandbox.schema import update_kinds
from sandbox.world import World

MAX_WAIT = 50
MAX_SECRET = 256
_PORTS = {None, 443, 80, 88, 8443}
_LOOPBACK = {"127.0.0.1", "localhost"}


@method("getUpdates")
async def get_updates(world: World, params: Params) -> list[dict[str, Any]]:
    """Give updates as `World.get_updates`; other kinds than `allowed_updates` are not kept from now on."""
    _allow(world, params)
    wait = min(max(params.integer("timeout"), 0), MAX_WAIT)
    return await world.get_updates(params.integer("offset"), params.integer("limit", 100), wait)


@method("setWebhook")
async def set_webhook(world: World, params: Params) -> bool:
    """Keep the address that updates are posted to. Telegram wants https; loopback may go without."""
    url = params.text("url")
    if url:
        _check_address(url)
        _check_secret(params.text("secret_token"))
    _allow(world, params)
    if params.flag("drop_pending_updates"):
        world.take_updates()
    world.webhook = {}
    if url:
        world.webhook = {
            "url": url,
            "secret_token": params.text("secret_token"),
            "max_connections": min(max(params.integer("max_connections", 40), 1), 100),
        }
        if params.text("ip_address"):
            world.webhook["ip_address"] = params.text("ip_address")
    world.updates.set_webhook(active=bool(url))
    return True


@method("deleteWebhook")
async def delete_webhook(world: World, params: Params) -> bool:
    """Go back to getUpdates."""
    if params.flag("drop_pending_updates"):
        world.take_updates()
    world.webhook = {}
    world.updates.set_webhook(active=False)
    return True


@method("getWebhookInfo")
async def get_webhook_info(world: World, _params: Params) -> dict[str, Any]:
    """Tell the address, how many updates wait, and the last failure; never the secret."""
    info = {"url": "", "has_custom_certificate": False, "pending_update_count": world.updates_waiting}
    kinds = {"allowed_updates": sorted(world.updates.allowed)} if world.updates.allowed else {}
    return info | {name: one for name, one in world.webhook.items() if name != "secret_token"} | kinds


def _allow(world: World, params: Params) -> None:
    kinds = params.nested("allowed_updates")
    if kinds is None:
        return  # what was ordered before stays
    unknown = set(kinds) - update_kinds()
    if unknown:  # Telegram leaves them out, silently
        raise bad_request(f"the sandbox knows no update of kind '{min(unknown)}'")
    world.updates.allow(kinds)


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise bad_request("invalid webhook URL specified") from None
    if not parts.hostname:
        raise bad_request("invalid webhook URL specified")
    if parts.hostname in _LOOPBACK:
        return  # Telegram could not reach it; here it is the bot on this machine
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if port not in _PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def _check_secret(secret: str) -> None:
    if len(secret) > MAX_SECRET:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
