"""An answer that waits to be approved: how long it does, and what stays of it when it does no more."""

from __future__ import annotations

from datetime import datetime

from domain.case import Case
from domain.notice import NoticeKind
from domain.person import Act, Role
from domain.rights import Action
from domain.unit import above
from services import bonds, desk, rights
from storage import case_notes, outbox, people, photos, units
from storage.case_notes import DRAFT, NOTE, Note
from storage.database import Tx
from storage.vault import Vault


async def holds(tx: Tx, case: Case, draft: Note, at: datetime) -> bool:
    """Whether the case lies where the answer was written, and its author may still answer it."""
    author = await people.by_id(tx, draft.author)
    here = draft.unit in (None, case.handler)
    return here and author is not None and await desk.can(tx, author.key, Action.ANSWER, case, at)


async def of_case(tx: Tx, case: Case, at: datetime) -> list[Note]:
    """The answers to the case that wait, oldest first."""
    drafts = await case_notes.of_case(tx, case.id, [DRAFT])
    return [draft for draft in drafts if await holds(tx, case, draft, at)]


async def owned(tx: Tx, vault: Vault, reader: str, author: str) -> bool:
    """Whether that author's answer counts as the reader's own (both are ids), so that others must agree."""
    return author == reader or await bonds.beholden(tx, vault, reader, author)


async def approvers(tx: Tx, vault: Vault, case: Case, author: str, at: datetime) -> list[str]:
    """The finders of who may agree to the author's answer (by id): the nearest commanders, never they."""
    tree = await units.tree(tx)
    chain = [case.handler, *(one.code for one in above(tree, case.handler))]
    levels = [await people.holding(tx, [Role.COMMANDER], at, code) for code in chain]
    for level in (*levels, await people.holding(tx, [Role.SECRETARIAT], at)):
        others = [row for row in level if not await owned(tx, vault, row.person, author)]
        found = [row.key for row in others if await desk.can(tx, row.key, Action.APPROVE, case, at)]
        if found:
            return list(dict.fromkeys(found))
    return []


async def to_agree(tx: Tx, vault: Vault, act: Act, case: Case) -> Note | None:
    """The first answer that waits for the speaker, too, to agree to it; None where none does."""
    for draft in await of_case(tx, case, act.at):
        theirs = await owned(tx, vault, act.by.person or "", draft.author)
        if await rights.may(tx, act, Action.APPROVE, case, theirs=theirs):
            return draft
    return None


async def others(tx: Tx, case: Case, author: str | None, at: datetime) -> Note | None:
    """The answer of somebody else than the author that still waits; None where there is none."""
    return next((draft for draft in await of_case(tx, case, at) if draft.author != author), None)


async def tell(tx: Tx, case: Case, at: datetime, *, besides: str | None = None) -> None:
    """Promise those who wrote what waits, but for the person `besides`, word that it does so no more."""
    for draft in await case_notes.of_case(tx, case.id, [DRAFT]):
        author = await people.by_id(tx, draft.author)
        if author and author.id != besides:
            told = {"case": case.id, "what": "lapsed", "draft": draft.id}
            await outbox.add(tx, author.key, NoticeKind.TOLD, told, at)


async def follow(tx: Tx, case: Case, at: datetime) -> None:
    """The case lies where its unit was merged: what waits does so there. Where its author may not answer with
    it any more it is only a note, and they hear so; its photos go before the case is answered again.
    """
    await case_notes.drafts_follow(tx, case.id, case.handler)
    if await of_case(tx, case, at):
        return
    await tell(tx, case, at)
    for draft in await case_notes.of_case(tx, case.id, [DRAFT]):
        await case_notes.settle(tx, draft.id, NOTE)


async def drop(tx: Tx, case: str) -> list[str]:
    """No answer to the case waits any more: the words stay as a note of the desk, the photos go.

    The names of our copies of them return, to be unlinked once this is committed.
    """
    for draft in await case_notes.of_case(tx, case, [DRAFT]):
        await case_notes.settle(tx, draft.id, NOTE)
    return await photos.drop_waiting(tx, case)


async def lapse(tx: Tx, case: Case, at: datetime) -> list[str]:
    """The same where one waits that its author may not answer with any more; else nothing is done."""
    if len(await of_case(tx, case, at)) == len(await case_notes.of_case(tx, case.id, [DRAFT])):
        return []
    return await drop(tx, case.id)
