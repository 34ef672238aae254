"""An answer on its way to the sender: written, counted, promised, whoever wrote it and agreed to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.answer import parts
from domain.case import Case, CaseState, Side, counted
from domain.errors import Invalid
from domain.notice import NoticeKind
from domain.person import Act
from services import waiting
from services.audit import Audit
from services.case_work import CaseWork
from services.custody import Custody
from services.media import Media
from services.suggestions import month_of
from services.zone import Zone
from storage import months, photos
from storage.database import Tx


class Answering:
    """In the caller's transaction, after rights and words were looked at."""

    def __init__(self, custody: Custody, audit: Audit, media: Media, zone: Zone) -> None:
        self._work = CaseWork(custody)
        self._audit = audit
        self._media = media
        self._zone = zone

    async def send(
        self,
        tx: Tx,
        act: Act,
        case: Case,
        text: str,
        files: Sequence[str],
        author: str,
        said: Sequence[int] = (),
        *,
        drafted: bool = False,
    ) -> Case:
        """Send it; the case as it is then. Pictures without a word answer nothing: it stays as it was.

        A text longer than one notice holds goes as two, photos with the last. The deadline ends. `author`
        wrote it and has the case from now on, where nobody had. `drafted`: the speaker agrees to what the
        author wrote, whose photos wait with the case. Else what waited is only a note now: the sender hears
        one answer. `said` are the messages it was written in.
        """
        if drafted:
            act = replace(act, message=None)  # the words of agreement are none of the answer
        last = await self._tell(tx, act, case, text, files, author, said)
        pictures = await photos.waiting(tx, case.id) if drafted else []
        if pictures:  # they came with the draft that is agreed to now
            await photos.attach(tx, case.id, last)
        if files or pictures:
            await self._work.tell_sender(tx, act, case, NoticeKind.PHOTOS, message=last)
        told: dict[str, object] = {}
        if text and case.due_at is not None:  # the deadline ends here: whether it was met stays known
            told["late"] = (case.asked_at or act.at) > case.due_at
        await self._note(tx, act, case, author, last, **told)
        if not text:
            return case
        if not drafted:
            self._media.forget(tx, await waiting.drop(tx, case.id))
        return await self._answered(tx, act, case, author)

    async def correct(self, tx: Tx, act: Act, case: Case, text: str, author: str) -> None:
        """Send what was edited in an earlier answer. It answers nothing that was said since: no state, no
        deadline changes.
        """
        message = await self._tell(tx, act, case, text, (), author)
        await self._note(tx, act, case, author, message)

    async def _tell(
        self,
        tx: Tx,
        act: Act,
        case: Case,
        text: str,
        files: Sequence[str],
        author: str,
        said: Sequence[int] = (),
    ) -> int:
        """Write it and promise it, in as many pieces as it needs; the id of the last one."""
        if not text and not files:
            raise Invalid("message-empty")
        message, pieces = 0, parts(text)
        for number, piece in enumerate(pieces, start=1):
            beneath = files if number == len(pieces) else ()
            message = await self._work.write(tx, act, case, Side.UNIT, piece, beneath, author, said)
            await self._work.tell_sender(tx, act, case, NoticeKind.ANSWER, message=message)
        return message

    async def _note(self, tx: Tx, act: Act, case: Case, author: str, message: int, **told: object) -> None:
        told |= {"message": message, "author": author}
        await self._audit.note(tx, act, "answer", case.id, at=act.at, unit=case.handler, **told)

    async def _answered(self, tx: Tx, act: Act, case: Case, author: str) -> Case:
        if case.answered_at is None and counted(case):
            month = month_of(self._zone, case)
            await months.count_case(tx, case.unit, month, case.kind, answered=1)
        return await self._work.change(
            tx,
            case,
            state=CaseState.ANSWERED,
            due_at=None,
            asked_at=None,
            taken_by=case.taken_by or author,
            answered_at=case.answered_at or act.at,
            passed_by=None,
        )
