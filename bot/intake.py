"""Intake: updates are committed here before Telegram is told that they arrived.

Whether they are fetched (`run`, long polling) or delivered (`bot/web.py`), they pass through `take`.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from math import inf
from time import monotonic
from typing import Any, TypeGuard
from urllib.parse import urlencode

from telegram import Bot, Update
from telegram.error import Conflict, TelegramError

from bot.lanes import Lanes
from bot.logs import logger
from bot.metrics import Metrics
from bot.persevere import persevere
from domain.errors import Failed, Temporary
from services.inbox import Inbox

log = logger("intake")
ALLOWED = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)
HOLD = 25  # seconds Telegram may hold an empty answer
MOST_WAITING = 5_000  # updates in memory; Telegram keeps the others until half of these are done
APART = 300.0  # seconds between two removals of a webhook: with another program that sets it nobody fights
LOOK = 30.0  # seconds until it is looked at again
STALE = 120.0  # seconds without a word of Telegram's after which intake counts as standing still
_LARGEST_ID = 2**53  # of an update; Telegram's are far below, and our column holds them


def shaped(raw: object) -> TypeGuard[dict[str, Any]]:
    """Whether it can be kept: an object with a usable `update_id`. The rest is judged by who handles it."""
    return isinstance(raw, dict) and type(raw.get("update_id")) is int and _number(raw) is not None


def _number(raw: object) -> int | None:
    """What its number is however it is written, if it can be told back to Telegram: 7, "7", 7.0."""
    told = raw.get("update_id") if isinstance(raw, dict) else None
    if isinstance(told, bool) or not isinstance(told, int | float | str):
        return None
    try:
        number = int(told)
    except (ValueError, OverflowError):
        return None
    return number if 0 <= number < _LARGEST_ID else None


class Intake:
    """Our own; PTB's Updater acknowledges a batch before the handlers ran."""

    def __init__(
        self,
        bot: Bot,
        inbox: Inbox,
        lanes: Lanes,
        now: Callable[[], datetime],
        metrics: Metrics,
        contested: Callable[[], None],
    ) -> None:
        """`contested` is called at each sign of another program that uses the token."""
        self._bot = bot
        self._inbox = inbox
        self._lanes = lanes
        self._now = now
        self._metrics = metrics
        self._contested = contested
        self._offset: int | None = None
        self._hold = 0
        self._alone = False  # whether we have seen to it that no webhook keeps updates from us
        self._removed = -inf  # when we did so last
        self._recovered = self._closed = self._pausing = False
        self._heard: float | None = None
        self._doubtful: set[int] = set()
        self._taking = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def open(self) -> bool:
        """Whether deliveries are welcome: what was kept before is taken up, and no stop has begun."""
        return self._recovered and not self._closed

    @property
    def full(self) -> bool:
        """Whether so much waits in memory that Telegram had better keep the rest for now."""
        return self._lanes.waiting >= MOST_WAITING

    @property
    def fresh(self) -> bool:
        """Whether intake runs: Telegram answered or delivered not long ago."""
        return self.open and self._heard is not None and monotonic() - self._heard < STALE

    async def recover(self) -> int:
        """Take up what was kept and not done before the last stop; how many."""
        waiting = await self._inbox.recover()  # with what was reopened meanwhile
        self._lanes.put(waiting)
        self._recovered = True
        return len(waiting)

    async def look(self) -> None:
        """Queue what an operator has reopened to be handled once more. Now and then, by both ways."""
        self._lanes.put(await self._inbox.take_up())

    async def take(self, updates: Sequence[dict[str, Any]]) -> None:
        """Commit well-shaped raw updates, then queue them; what came before is left out.

        Raises Failed where the database could not keep them: Telegram must bring them again. One that cannot
        even be written down is told in the log and left behind: it must not hold up all that come after it.
        """
        if self._closed:
            raise Temporary("stopping")
        self._taking += 1
        self._idle.clear()
        try:
            await self._keep(updates)
        except Failed:
            raise
        except Exception as error:  # noqa: BLE001 - which of them it was shows when each is kept alone
            log.warning("batch_not_kept", updates=len(updates), error=type(error).__name__)
            await self._keep_apart(updates)
        finally:
            self._taking -= 1
            if not self._taking:
                self._idle.set()

    async def _keep_apart(self, updates: Sequence[dict[str, Any]]) -> None:
        for update in updates:
            try:
                await self._keep([update])
            except Failed:
                raise
            except Exception as error:  # noqa: BLE001 - a poisoned update, or none would ever pass again
                log.error("update_not_kept", update=update["update_id"], error=type(error).__name__)

    async def _keep(self, updates: Sequence[dict[str, Any]]) -> None:
        numbers = {update["update_id"] for update in updates}
        try:
            arrived = await self._inbox.keep(updates, self._now())
        except BaseException:
            self._doubtful |= numbers  # a commit whose answer was lost may stand all the same
            raise
        # Those that stand from a try that seemed to fail are no news to the inbox, yet nobody handles them.
        lost = (numbers & self._doubtful) - {one.key.update for one in arrived}
        if lost:
            arrived += [one for one in await self._inbox.waiting() if one.key.update in lost]
        self._doubtful -= numbers
        self._metrics.kept(len(arrived))
        if not self._closed:
            self._lanes.put(arrived)

    def heard(self) -> None:
        """Telegram answered us or delivered, just now."""
        self._heard = monotonic()
        self._metrics.heard()

    async def stop(self, patience: float) -> None:
        """Take nothing more; what is being kept is kept, for at most so many seconds."""
        self._closed = True
        try:
            async with asyncio.timeout(patience):
                await self._idle.wait()
        except TimeoutError:
            log.warning("intake_stopped_late")

    async def run(self) -> None:
        """Poll until cancelled. Raises InvalidToken where Telegram does not know the bot."""
        await persevere(self._step, self._contested)

    async def _step(self) -> float:
        self._alone = self._alone or await self._without_webhook()
        if not self._alone:
            return LOOK
        if self._crowded():
            return 0.1
        await self.look()
        # The first answers at once: so it is soon known that it can be had.
        hold, self._hold = self._hold, HOLD
        try:
            await self.poll(hold)
        except Conflict:
            self._alone = False  # a webhook may have been set meanwhile
            raise
        return 0

    async def _without_webhook(self) -> bool:
        """While a webhook is set Telegram refuses polls: remove it, unless it came back since we last did.

        The backlog stays: dropping is never asked for.
        """
        if not (await self._bot.get_webhook_info()).url:
            return True
        if monotonic() - self._removed < APART:
            log.error("another_program_took_the_webhook", again_in=LOOK)
            self._contested()
            return False
        await self._bot.delete_webhook(drop_pending_updates=False)
        self._removed = monotonic()
        log.info("webhook_removed", why="WEBHOOK_URL is empty")
        return True

    def _crowded(self) -> bool:
        """Whether to let half of a full memory drain first; Telegram keeps the rest."""
        waiting = self._lanes.waiting
        crowded = waiting > MOST_WAITING // 2 if self._pausing else self.full
        if crowded != self._pausing:
            log.info("intake_pauses" if crowded else "intake_goes_on", waiting=waiting)
        self._pausing = crowded
        return crowded

    async def poll(self, hold: int) -> int:
        """Ask once and keep what came; how many updates. The next call acknowledges them.

        Raises TelegramError where Telegram, or whoever answered in its place, gave no updates; Failed where
        they could not be kept.
        """
        # Raw, not as PTB's objects: one update that PTB cannot read would hold up all others for ever.
        asked = {"timeout": hold, "allowed_updates": json.dumps(ALLOWED)}
        if self._offset is not None:
            asked["offset"] = self._offset
        url = f"{self._bot.base_url}/getUpdates?{urlencode(asked)}"
        try:
            # PTB's way for getUpdates: a poll never waits until answers give a connection free.
            answer: object = await self._bot._request[0].post(url, read_timeout=hold + 10)
        except (KeyError, TypeError) as error:  # well-formed JSON that is no answer of the Bot API's
            raise TelegramError("no answer") from error
        given = answer if isinstance(answer, list) else [None]
        updates = [update for update in given if shaped(update)]
        numbers = [number for one in given if (number := _number(one)) is not None]
        if len(updates) < len(given):
            log.error("updates_misshapen", number=len(given) - len(updates), passed_over=bool(numbers))
        if given and not numbers:  # nothing tells how to pass them over
            raise TelegramError("no updates")
        self.heard()
        if updates:
            await self.take(updates)
        if numbers:
            self._offset = max(numbers) + 1
        return len(updates)
