"""The end of a case, whoever ends it: what waits of it waits no more, and whom that concerns hears so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from domain.case import Case, CaseState, Verdict
from domain.notice import NoticeKind
from domain.person import Act
from services import waiting
from services.audit import Audit
from services.case_work import CaseWork
from services.custody import Custody
from services.media import Media
from storage import outbox
from storage.database import Tx


class Ending:
    """In the caller's transaction, after rights and words were looked at. Raises Stale where it changed."""

    def __init__(self, custody: Custody, audit: Audit, media: Media) -> None:
        self._work = CaseWork(custody)
        self._custody = custody
        self._audit = audit
        self._media = media

    async def by_desk(self, tx: Tx, act: Act, case: Case) -> Case:
        """After an answer; its sender is asked whether it is solved."""
        await self._ask(tx, case, act.at)
        return await self._end(tx, act, case, act.at, "close", {})

    async def by_itself(self, tx: Tx, case: Case, at: datetime) -> Case:
        """Nobody said anything for long; its sender may still say whether it is solved."""
        await self._ask(tx, case, at, by="time")
        return await self._end(tx, None, case, at, "closed", {})

    async def by_sender(self, tx: Tx, act: Act, case: Case) -> Case:
        """It is done, they say; the desk hears so. The audit names nobody: a sender is no actor."""
        await self._work.tell_desk(tx, act, case, NoticeKind.VERDICT, verdict="ended", moved="no")
        over = {"verdict": Verdict.YES, "asked_at": None, "due_at": None, "passed_by": None}
        return await self._end(tx, None, case, act.at, "ended", over, by="sender")

    async def _ask(self, tx: Tx, case: Case, at: datetime, **more: str) -> None:
        told = {"case": case.id, "step": CaseState.CLOSED.value, **more}
        await outbox.add(tx, self._custody.case_key(case.id), NoticeKind.STEP, told, at)

    async def _end(
        self,
        tx: Tx,
        act: Act | None,
        case: Case,
        at: datetime,
        action: str,
        values: Mapping[str, object],
        **said: object,
    ) -> Case:
        await waiting.tell(tx, case, at, besides=act.by.person if act else None)
        self._media.forget(tx, await waiting.drop(tx, case.id))
        await self._audit.note(tx, act, action, case.id, at=at, unit=case.handler, **said)
        return await self._work.change(tx, case, state=CaseState.CLOSED, closed_at=at, **values)
