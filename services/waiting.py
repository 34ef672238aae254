"""An answer that waits to be approved: how long it does, and what stays of it when it does no more."""

from __future__ import annotations

from datetime import datetime

from domain.case import Case
from domain.rights import Action
from services import desk
from storage import case_notes, people, photos
from storage.case_notes import DRAFT, NOTE, Note
from storage.database import Tx


async def holds(tx: Tx, case: Case, draft: Note, at: datetime) -> bool:
    """Whether the case lies where the answer was written, and its author may still answer it."""
    author = await people.by_id(tx, draft.author)
    here = draft.unit in (None, case.handler)
    return here and author is not None and await desk.can(tx, author.key, Action.ANSWER, case, at)


async def others(tx: Tx, case: Case, author: str | None, at: datetime) -> Note | None:
    """The answer of somebody else than the author that still waits; None where there is none."""
    for draft in await case_notes.of_case(tx, case.id, [DRAFT]):
        if draft.author != author and await holds(tx, case, draft, at):
            return draft
    return None


async def drop(tx: Tx, case: str) -> list[str]:
    """No answer to the case waits any more: the words stay as a note of the desk, the photos go.

    The names of our copies of them return, to be unlinked once this is committed.
    """
    for draft in await case_notes.of_case(tx, case, [DRAFT]):
        await case_notes.settle(tx, draft.id, NOTE)
    return await photos.drop_waiting(tx, case)


async def lapse(tx: Tx, case: Case, at: datetime) -> list[str]:
    """The same where one waits that its author may not answer with any more; else nothing is done."""
    drafts = await case_notes.of_case(tx, case.id, [DRAFT])
    if all([await holds(tx, case, draft, at) for draft in drafts]):
        return []
    return await drop(tx, case.id)
