"""Groups: the bot belongs to private chats; in a group it speaks once a day, when addressed."""

from __future__ import annotations

from domain.person import Act
from services.custody import Custody
from services.zone import Zone
from storage import outbox
from storage.database import Database


class Groups:
    """Remembers in which group the bot spoke today, without knowing which group it is."""

    def __init__(self, database: Database, custody: Custody, zone: Zone) -> None:
        self._database = database
        self._custody = custody
        self._zone = zone

    async def may_speak(self, act: Act, chat: int) -> bool:
        """Whether nothing was said in the group today; from now on something was."""
        day = str(self._zone.day(act.at))
        group = self._custody.vault.finder("group", chat)
        async with self._database.transaction(act.update) as tx:
            if group in await outbox.occurred(tx, "group", day):
                return False
            await outbox.occur(tx, "group", group, day, act.at)
            return True
