"""Where Telegram delivers: registered at start, looked after while we run, left in place at the stop."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from telegram import Bot, WebhookInfo

from bot.intake import ALLOWED, Intake
from bot.logs import logger
from bot.persevere import persevere

log = logger("webhook")
# Deliveries at once, as many as Telegram offers: they share commits. Each chat's messages still come one
# after the other (telegram-bot-api, WebhookActor: a queue a chat); a tap may overtake a message.
CONNECTIONS = 100
LOOK = 60.0  # seconds between two looks whether it still stands


class Webhook:
    """What setWebhook and getWebhookInfo are for us. The deliveries themselves come to `bot/web.py`."""

    def __init__(
        self, bot: Bot, address: str, secret: str, intake: Intake, contested: Callable[[], None]
    ) -> None:
        """`address` is public, `secret` what Telegram shows at each delivery; `contested` as for Intake."""
        self._bot = bot
        self._address = address
        self._secret = secret
        self._intake = intake
        self._contested = contested
        self._registered = False
        self._last_trouble: datetime | None = None

    async def run(self) -> None:
        """Register, then look now and then, until cancelled. Raises InvalidToken as Intake.run does."""
        await persevere(self._step, self._contested)

    async def _step(self) -> float:
        if not self._registered:
            await self._register()
            return LOOK
        await self._intake.look()
        info = await self._bot.get_webhook_info()
        if info.url == self._address:
            self._tell(info)
            self._intake.heard()
        elif info.url:  # taking it back would be a fight without end: the operator decides
            log.error("another_program_took_the_webhook")
            self._contested()
        else:
            await self._register()
        return LOOK

    async def _register(self) -> None:
        """One call whatever is set: the secret cannot be read back, and Telegram changes nothing equal.

        `drop_pending_updates` is never asked for: what came while we were away is delivered.
        """
        await self._bot.set_webhook(
            self._address,
            secret_token=self._secret,
            allowed_updates=ALLOWED,
            max_connections=CONNECTIONS,
        )
        self._registered = True
        self._intake.heard()
        log.info("webhook_registered")

    def _tell(self, info: WebhookInfo) -> None:
        """What Telegram says went wrong with deliveries, each trouble once."""
        at = info.last_error_date
        if at and (self._last_trouble is None or at > self._last_trouble):
            self._last_trouble = at
            log.warning("webhook_trouble", reason=info.last_error_message, waiting=info.pending_update_count)
