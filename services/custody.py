"""Custody: who a citizen is, and whose case is whose. Nothing else in the program knows."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from domain.case import OPEN
from domain.person import Act, Speaker
from storage import cases, custody, queue
from storage.database import Tx
from storage.vault import Vault, encoded

# Bytes. With its key such a row stays under 1,002, SQLite's limit within a page of 4,096: a longer one would
# go on in pages handed out in the order of writing, and its neighbours there would tell whose case it is.
PADDED_TO = 896
ROOM = 120  # of it for what else a record says


@dataclass(frozen=True, kw_only=True)
class Record:
    """What is kept of a person: where to write, in which language, and what they chose last.

    `cases` lists the ids of their cases: only here, so a dump without the key joins none of them.
    """

    chat: int
    language: str
    blocked: bool = False
    last: dict[str, Any] = field(default_factory=dict)
    cases: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where a notice goes."""

    chat: int
    language: str
    key: str


class Custody:
    """Reads and writes custody inside the caller's transaction."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault

    def person_key(self, telegram_id: int) -> str:
        """The finder of a person."""
        return self.vault.finder("person", telegram_id)

    def case_key(self, case: str) -> str:
        """The finder of a case's sender: an address that names nobody."""
        return self.vault.finder("case", case)

    def message_key(self, chat: int, message: int) -> str:
        """The finder of a message in a chat."""
        return self.vault.finder("message", chat, message)

    async def record(self, tx: Tx, key: str) -> Record | None:
        """What is kept of the person; None for who left no trace yet."""
        sealed = await custody.get(tx, key)
        return self.opened(sealed, key) if sealed else None

    def opened(self, sealed: bytes, key: str) -> Record:
        """A person's sealed record."""
        return Record(**self.vault.open(sealed, key))

    async def remember(self, tx: Tx, who: Speaker, **changes: Any) -> Record:
        """Keep the speaker's address, with the changes named."""
        old = await self.record(tx, who.key)
        new = replace(old or Record(chat=who.chat, language=who.language), **{"chat": who.chat, **changes})
        if new != old:
            await self._put(tx, who.key, asdict(new))
        return new

    async def set_blocked(self, tx: Tx, key: str, blocked: bool) -> None:
        """Note that the person cannot be written to, or can again: then what they are owed waits again."""
        record = await self.record(tx, key)
        if record is None or record.blocked == blocked:
            return
        await self._put(tx, key, asdict(replace(record, blocked=blocked)))
        if not blocked:
            await queue.revive(tx, [self.case_key(case) for case in record.cases])

    async def link(self, tx: Tx, who: Speaker, case: str, contact: str, last: dict[str, Any]) -> None:
        """Note that the case is the speaker's; `contact` is the name they let the unit see, or empty."""
        await self._put(tx, self.case_key(case), {"person": who.key, "contact": contact})
        old = await self.record(tx, who.key)
        listed = await _fitting(tx, [*(old.cases if old else []), case], [last, who.chat])
        await self.remember(tx, who, cases=listed, last=last)

    async def move(self, tx: Tx, old: str, who: Speaker) -> Address | None:
        """The person of that finder is on the roll as the speaker from now on, in the language they chose.

        What they sent as a citizen stays theirs at the old place: who moves them there is somebody else, and
        must not see it. Without any, nothing stays. Where that was; None where nothing was kept.
        """
        before = await self.record(tx, old)
        if before is None:
            await self.remember(tx, who)
            return None
        await self.remember(tx, who, language=before.language, blocked=False)
        if not before.cases:
            await custody.drop(tx, old)
        return Address(chat=before.chat, language=before.language, key=old)

    async def _put(self, tx: Tx, finder: str, record: dict[str, Any]) -> None:
        """Keep a record, padded: its length must not tell a case from a person, nor how many cases."""
        await custody.put(tx, finder, self.vault.seal(record, finder, PADDED_TO))

    async def contact(self, tx: Tx, case: str) -> str:
        """The name and number the sender let the unit see; empty for who stays anonymous."""
        sealed = await custody.get(tx, self.case_key(case))
        return str(self.vault.open(sealed, self.case_key(case))["contact"]) if sealed else ""

    async def is_sender(self, tx: Tx, who: Speaker, case: str) -> bool:
        """Whether the case is the speaker's own: asked of the case's link, which outlives their list."""
        return await self.sent_by(tx, who.key, case)

    async def sent_by(self, tx: Tx, key: str, case: str) -> bool:
        """The same of the person of that finder."""
        sealed = await custody.get(tx, self.case_key(case))
        return sealed is not None and hmac.compare_digest(
            str(self.vault.open(sealed, self.case_key(case))["person"]), key
        )

    async def said(
        self, tx: Tx, act: Act, case: str, messages: Iterable[int] = (), *, told: int | None = None
    ) -> None:
        """What the speaker said in the act's message, and in those named, is about the case.

        A reply to it lands there, and an edit of it corrects `told`, the case's message that it became.
        """
        for message in {*messages, *([act.message] if act.message else [])}:
            await cases.map_message(tx, self.message_key(act.by.chat, message), case, told)

    async def forget_contact(self, tx: Tx, case: str) -> None:
        """The name and number the sender let the unit see are erased; the link itself stays."""
        sealed = await custody.get(tx, self.case_key(case))
        if sealed is not None:
            link = self.vault.open(sealed, self.case_key(case))
            await self._put(tx, self.case_key(case), {**link, "contact": ""})

    async def address(self, tx: Tx, finder: str) -> Address | None:
        """Where a notice to that finder goes: a person's chat, or that of a case's sender.

        None where the link was destroyed or the person has blocked the bot.
        """
        sealed = await custody.get(tx, finder)
        if sealed is None:
            return None
        kept = self.vault.open(sealed, finder)
        if "person" in kept:
            return await self.address(tx, kept["person"])
        return None if kept["blocked"] else Address(chat=kept["chat"], language=kept["language"], key=finder)


async def _fitting(tx: Tx, listed: list[str], besides: list[Any]) -> list[str]:
    """Those of the cases (oldest first, the last is new) that fit into a person's record: some forty.

    What is over leaves first, then what is oldest.
    """

    def fits(some: list[str]) -> bool:
        return len(encoded([some, *besides])) <= PADDED_TO - ROOM

    if fits(listed):
        return listed
    running = {case.id for case in await cases.of_ids(tx, listed) if case.state in OPEN}
    left = list(listed)
    for leaving in sorted(listed[:-1], key=lambda case: case in running):
        if fits(left):
            break
        left.remove(leaving)
    return left
