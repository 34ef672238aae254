"""Updates on their way in: kept before they are acknowledged, done when their effect is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from domain.errors import BadSetting, NotFound, Permanent
from domain.person import UpdateKey
from domain.reference import meant
from services.custody import Custody
from services.purge import purge
from storage import inbox
from storage.database import Database
from storage.inbox import Arrived

__all__ = ["Arrived", "Inbox"]

KEPT = timedelta(days=2)  # how long a done key still tells a redelivered update
A_PAGE = 500  # done keys forgotten in one transaction
FAILED_KEPT = timedelta(days=30)  # how long a failed update may be replayed; it holds what somebody wrote


class Inbox:
    """What intake, lanes and `replay` know of the inbox."""

    def __init__(self, database: Database, custody: Custody, bot: int) -> None:
        """`bot` is the bot's own Telegram id: another bot's updates never mix in."""
        self._database = database
        self._custody = custody
        self.bot = bot

    async def keep(self, updates: Iterable[dict[str, Any]], now: datetime) -> list[Arrived]:
        """Commit raw updates, encrypted; those that were here before are left out of what returns."""
        arrived = [self._sealed(update) for update in updates]
        async with self._database.transaction() as tx:
            return await inbox.add(tx, arrived, now)

    async def waiting(self) -> list[Arrived]:
        """All not yet done, in their order, without what they hold; what was reopened stays for `take_up`."""
        async with self._database.reading() as tx:
            return await inbox.waiting(tx, self.bot)

    async def whole(self, update: int) -> Arrived | None:
        """The update of that number with what it holds; None where it waits no more."""
        async with self._database.reading() as tx:
            return await inbox.whole(tx, UpdateKey(self.bot, update))

    def opened(self, arrived: Arrived) -> dict[str, Any]:
        """The raw update; what was kept just now need not be opened again."""
        if arrived.raw is not None:
            return arrived.raw
        update: dict[str, Any] = self._custody.vault.open(arrived.sealed, _purpose(arrived.key))
        return update

    def writer(self, arrived: Arrived) -> int | None:
        """The Telegram id of whoever wrote or pressed it in their own chat; None where it was in a group."""
        for part in self.opened(arrived).values():
            if isinstance(part, dict):
                within = part.get("message")
                chat = part.get("chat") or (within.get("chat") if isinstance(within, dict) else None)
                person = _id(part.get("from"))
                return person if person and _id(chat) in (person, None) else None
        return None

    async def finish(self, key: UpdateKey) -> None:
        """Mark done an update that had no transaction of its own. Raises AlreadyDone."""
        if not self._database.took(key):
            async with self._database.transaction(key):
                pass
            self._database.took(key)

    async def fail(self, key: UpdateKey, reference: str, reason: str) -> bool:
        """Keep it under the reference its sender is shown; False where its effect stands already."""
        self._database.took(key)
        async with self._database.transaction() as tx:
            return await inbox.fail(tx, key, reference, reason)

    async def prune(self, now: datetime) -> None:
        """Forget done keys that no redelivery can bring again."""
        while True:
            async with self._database.studying() as tx:
                old = await inbox.old(tx, now - KEPT, most=A_PAGE)
            if not old:
                return
            async with self._database.transaction() as tx:
                await inbox.drop(tx, old)

    async def reopen(self, typed: str) -> str:
        """A failed update is to be handled once more, by the running program or at the next start.

        `typed` is its reference as somebody copied it; comes back as it is. Raises NotFound where no failed
        update has it, BadSetting where it was sealed under another key.
        """
        async with self._database.transaction() as tx:
            failed = await inbox.failed(tx)
            reference = meant(typed, failed)
            if reference is None:
                raise NotFound("reference-unknown", typed=typed[:40])
            arrived = failed[reference]
            try:
                update = self.opened(arrived)
            except Permanent as error:
                raise BadSetting("setting-secret-key-changed") from error
            await inbox.reopen(tx, arrived.key, self._custody.person_key(_sender(update)))
        return reference

    async def recover(self) -> list[Arrived]:
        """At a start, what waits as `waiting` gives it; what of it was reopened is given here for good.

        `take_up` gives what is reopened while this reads, and nothing that is in here.
        """
        async with self._database.reading() as tx:  # one view of both
            waiting, reopened = await inbox.waiting(tx, self.bot), await inbox.reopened(tx, self.bot)
        if not reopened:  # there is nothing to write, so nothing is locked
            return waiting
        async with self._database.transaction() as tx:
            await inbox.take_up(tx, self.bot)
            return await inbox.waiting(tx, self.bot)

    async def take_up(self) -> list[Arrived]:
        """What was reopened since the last time, in its order; each is given once, whoever asks."""
        async with self._database.reading() as tx:
            reopened = await inbox.reopened(tx, self.bot)
        if not reopened:  # there is nothing to write, so nothing is locked
            return []
        async with self._database.transaction() as tx:  # asked again: another may have been faster
            return await inbox.take_up(tx, self.bot)

    async def fold_in(self) -> None:
        """What was erased, from done updates to withdrawn words, leaves index and log of the database too."""
        await purge(self._database)

    async def prune_failed(self, now: datetime) -> None:
        """Forget failed updates that nobody replayed in all that time."""
        async with self._database.transaction() as tx:
            await inbox.prune_failed(tx, now - FAILED_KEPT)

    def _sealed(self, update: dict[str, Any]) -> Arrived:
        key = UpdateKey(self.bot, int(update["update_id"]))
        sealed = self._custody.vault.seal(update, _purpose(key))
        return Arrived(key, self._custody.person_key(_sender(update)), sealed, update)


def _purpose(key: UpdateKey) -> str:
    return f"update {key.bot} {key.update}"


def _sender(update: dict[str, Any]) -> int:
    """The Telegram id of who acted, else of the chat: one lane for each."""
    for part in update.values():
        if isinstance(part, dict):
            who = part.get("from") or part.get("user") or part.get("chat") or part.get("sender_chat")
            if number := _id(who):
                return number
    return 0


def _id(who: object) -> int | None:
    number = who.get("id") if isinstance(who, dict) else None
    return number if isinstance(number, int) else None
