"""The audit: who saw, changed, exported, opened what and when. Each row is chained to the one before.

A row's chain is a keyed hash of what it says and of the chain before it, so none can be changed, taken out or
put elsewhere without `verify` finding the place. That the newest rows are there is known by the head: number
and chain of the newest row, sealed in custody by the same commit, where no look tells it from another record.
What is appended goes on from the head, never from the rows that are there: a cut is not healed by going on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from domain.errors import BadSetting, NotAllowed, Permanent, Refused
from domain.person import Act, Role
from services.custody import PADDED_TO, Custody
from services.health import TRIED, opening
from storage import audit, cases, custody, health, outbox, people, units
from storage.audit import Entry
from storage.database import Database, Tx
from storage.vault import Vault

REFUSED = "refused"  # the kind of the occurrence
A_PIECE = 1000  # rows walked at once
A_MARK = 12  # signs of a chain that people compare: 48 bits
# An id, a code, a name of the program's own, an instant: nobody's words.
_TOKEN = re.compile(r"[\w.:,@/+-]{0,40}|[\d .:+-]{0,40}")


class Head(NamedTuple):
    """The newest row's number and chain; (0, "") before the first."""

    number: int
    chain: str


@dataclass(frozen=True, kw_only=True)
class Walk:
    """What a walk along the chain found: how many rows, the last one's mark, and the number of the first row
    that is not what it was, or is not there; None where all are.
    """

    rows: int
    mark: str
    broken: int | None


class Audit:
    """Notes in the caller's transaction: what was done and that it was noted stand or fall together."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault
        self._finder = vault.finder("audit head")

    async def note(
        self,
        tx: Tx,
        act: Act | None,
        action: str,
        subject: str,
        *,
        at: datetime,
        unit: str = "",
        **details: Any,
    ) -> None:
        """Append a row. `act` is None for the program and the command line, and for all that the sender of a
        case does with it: who is on a roll may send an opinion, and would be named beside their own case.

        `action` has its words in the texts, as `audit-action-…`. `details` are ids and numbers, never what
        anybody wrote, for a row cannot be erased: raises ValueError where they look like words. Raises
        BadSetting where SECRET_KEY is not the data's: a row it chained would look forged for ever.
        """
        _check([action, subject, unit, *details.values()])
        number, sealed = await audit.last(tx, self._finder)
        if sealed is None and not opening(self._vault, await health.sealed_records(tx, TRIED)).fits:
            raise BadSetting("setting-secret-key-changed")
        head = self._head(sealed)
        entry = Entry(
            # Both the same, unless somebody took rows away or put some there: then the gap stays to be seen.
            id=max(number, head.number) + 1,
            at=at,
            actor=self.actor(act),
            action=action,
            subject=subject,
            unit=unit,
            details=details,
            chain="",
        )
        entry = entry._replace(chain=self.link(entry, head.chain))
        await audit.add(tx, entry)
        kept = {"number": entry.id, "chain": entry.chain}
        await custody.put(tx, self._finder, self._vault.seal(kept, self._finder, PADDED_TO))

    async def alone(
        self, act: Act | None, action: str, subject: str, *, at: datetime, **details: Any
    ) -> None:
        """The same in a transaction of its own, for what leaves no other row: a backup, a replay."""
        async with self._database.transaction() as tx:
            await self.note(tx, act, action, subject, at=at, **details)

    async def refused(self, act: Act, error: NotAllowed) -> Refused:
        """Note that somebody on a roll, or who was, tried what they may not: in a transaction of its own.

        It is for those to see who lead where the case lies, or the unit that was meant; else the speaker's.
        The same once more within the hour is not noted again: no row can ever be erased. What to say returns:
        of a case of their own nothing is noted, which would name its sender, and they hear where it stands.
        """
        if not error.action or not (act.by.posts or act.by.person):
            return error
        subject = error.subject if _TOKEN.fullmatch(error.subject) else ""
        async with self._database.transaction() as tx:
            case = await cases.get(tx, subject)
            sent = case or await cases.by_code(tx, subject)
            if sent and await Custody(self._vault).is_sender(tx, act.by, sent.id):
                return Refused("case-your-own", code=sent.code)
            tree = await units.tree(tx)
            own = next((post.unit for post in act.by.posts), "")
            unit = case.handler if case else subject if subject in tree else own
            there = case or subject in tree or await people.by_id(tx, subject)
            if await self._first(tx, act, error.action, subject if there else ""):
                await self.note(tx, act, "refused", subject, at=act.at, unit=unit, tried=error.action)
        return error

    async def _first(self, tx: Tx, act: Act, action: str, subject: str) -> bool:
        """Whether the speaker tries that for the first time in this hour; what there is not is all one."""
        tried = self._vault.finder("refused", act.by.key, action, subject)
        hour = f"{act.at.astimezone(UTC):%Y-%m-%d %H}"
        if tried in await outbox.occurred(tx, REFUSED, hour):
            return False
        await outbox.occur(tx, REFUSED, tried, hour, act.at)
        return True

    async def verify(self) -> Walk:
        """Walk the chain from its first row to the head. What is appended meanwhile is walked, too."""
        number, chain = 0, ""
        while True:
            async with self._database.studying() as tx:
                found = await audit.after(tx, number, A_PIECE)
                last = await audit.last(tx, self._finder)
            for entry in found:
                if entry.id != number + 1 or entry.chain != self.link(entry, chain):
                    return Walk(rows=number, mark=chain[:A_MARK], broken=number + 1)
                number, chain = entry.id, entry.chain
            if len(found) < A_PIECE:
                whole = self._head(last.sealed) == (number, chain)
                return Walk(rows=number, mark=chain[:A_MARK], broken=None if whole else number + 1)

    def link(self, entry: Entry, before: str) -> str:
        """The chain of a row: a keyed hash of what it says and of the row before it.

        Said as JSON with sorted keys and no white space, the instant in UTC: one text for one row.
        """
        said = [entry.id, entry.at.astimezone(UTC).isoformat(), entry.actor, entry.action, entry.subject]
        words = json.dumps([*said, entry.unit, entry.details], sort_keys=True, separators=(",", ":"))
        return self._vault.finder("audit", before, words)

    def _head(self, sealed: bytes | None) -> Head:
        """What is kept of the newest row. Where that is lost the chain begins anew: `verify` sees it."""
        if sealed is None:
            return Head(0, "")
        try:
            return Head(**self._vault.open(sealed, self._finder))
        except Permanent:
            return Head(0, "")

    def actor(self, act: Act | None) -> str | None:
        """The person's id. Admins by ADMIN_IDS need not be on a roll: a keyed sign of theirs, after an @."""
        if act is None:
            return None
        if act.by.person is None and act.by.has(Role.ADMIN):
            return sign(self._vault, act.by.key)
        return act.by.person

    def is_actor(self, act: Act, named: str | None) -> bool:
        """Whether the speaker is who is named so, by id or by the sign of an admin on no roll."""
        return named is not None and named in (act.by.person, sign(self._vault, act.by.key))


def sign(vault: Vault, key: str) -> str:
    """How an admin on no roll, of that finder, is named."""
    return f"@{vault.finder('audit admin', key)[:8]}"


def _check(values: Iterable[object]) -> None:
    for value in values:
        if isinstance(value, list | tuple):
            _check(value)
        elif isinstance(value, str) and not _TOKEN.fullmatch(value):
            raise ValueError("words in the audit")
        elif not isinstance(value, str | int | None):
            raise ValueError(f"{type(value).__name__} in the audit")
