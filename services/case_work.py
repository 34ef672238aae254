"""What both sides of a case do in the caller's transaction: find, write, tell, change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from domain.case import Case, CaseKind, Side, reply_text
from domain.errors import Invalid, NotFound, Stale
from domain.notice import NoticeKind
from domain.person import Act
from domain.photo import MOST_PHOTOS
from services import desk
from services.custody import Custody
from storage import caseload, cases, outbox, people, photos
from storage.database import Tx

READ = "read"  # the step of which the sender of word of a crime hears: a human has read it


class CaseWork:
    """Raises NotFound for no such case, Stale where it changed meanwhile."""

    def __init__(self, custody: Custody) -> None:
        self._custody = custody

    async def find(self, tx: Tx, case: str) -> Case:
        """The case of that id. Raises NotFound."""
        found = await cases.get(tx, case)
        if found is None:
            raise NotFound("case-unknown")
        return found

    async def own(self, tx: Tx, act: Act, case: str) -> Case:
        """The speaker's own case. Raises NotFound alike for no such case and for somebody else's."""
        found = await self.find(tx, case)
        if not await self._custody.is_sender(tx, act.by, case):
            raise NotFound("case-unknown")
        return found

    async def write(
        self,
        tx: Tx,
        act: Act,
        case: Case,
        side: Side,
        text: str,
        files: Sequence[str],
        author: str | None,
        said: Sequence[int] = (),
    ) -> int:
        """Keep what one side wrote, with its photos; its id. `said` are the messages it was written in,
        beside the act's. Raises Invalid for nothing or too much.
        """
        words = reply_text(text)
        if not words and not files:
            raise Invalid("message-empty")
        message = await cases.add_message(tx, case.id, side, words, author, act.at)
        for file in files[:MOST_PHOTOS]:
            await photos.add(tx, self._custody.vault.seal(file, "photo"), case=case.id, message=message)
        await self._custody.said(tx, act, case.id, said, told=message)
        return message

    async def tell_sender(self, tx: Tx, act: Act, case: Case, kind: NoticeKind, **params: object) -> None:
        """Promise the sender a notice about the case."""
        await outbox.add(tx, self._custody.case_key(case.id), kind, {"case": case.id, **params}, act.at)

    async def tell_desk(self, tx: Tx, act: Act, case: Case, kind: NoticeKind, **params: object) -> None:
        """Promise it to who took the case, while they may answer; else to the whole desk."""
        for key in await desk.now(tx, case, act.at):
            await outbox.add(tx, key, kind, {"case": case.id, **params}, act.at)

    async def read(self, tx: Tx, act: Act, case: Case, *, told: bool = False) -> None:
        """The speaker, who may see the case, has read it: they opened it, or act on it.

        Kept of the first human, and of the first of the desk on which it lies; the sender of word of a crime
        hears so, unless they are `told` by the act itself.
        """
        desks = not case.read and await desk.belongs(tx, act, case)
        if case.read_at is not None and not desks:
            return
        unit = await desk.speaks_for(tx, act, case)
        await caseload.read(tx, case.id, unit, case.handler if desks else None, act.at)
        if case.kind is CaseKind.CRIME and not told:
            await self.tell_sender(tx, act, case, NoticeKind.STEP, step=READ)

    async def tell_colleague(
        self, tx: Tx, act: Act, case: Case, person: str | None, **params: object
    ) -> None:
        """Promise a colleague, other than the speaker, word of what became of a case of theirs."""
        known = await people.by_id(tx, person) if person and person != act.by.person else None
        if known:
            await outbox.add(tx, known.key, NoticeKind.TOLD, {"case": case.id, **params}, act.at)

    async def change(self, tx: Tx, case: Case, **values: object) -> Case:
        """Change it by compare-and-swap; as it is now. Raises Stale where somebody was faster."""
        stored = {
            name: value.value if isinstance(value, StrEnum) else value for name, value in values.items()
        }
        if not await cases.change(tx, case, **stored):
            raise Stale("button-stale")
        values.pop("closed_at", None)
        return replace(case, version=case.version + 1, **values)  # type: ignore[arg-type]  # columns named as the fields
