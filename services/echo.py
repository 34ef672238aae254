"""The same words for those who said the same: each sent as if it were written there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from domain.case import OPEN, Case, CaseState, Side
from domain.errors import Stale
from domain.person import Act
from domain.rights import Action
from services import meanwhile, rights, waiting
from storage import case_notes, cases
from storage.database import Tx

MOST_AT_ONCE = 20  # answered in one go: one short transaction; the button then offers the others
Give = Callable[[Case, str], Awaitable[Case]]


async def repeated(tx: Tx, act: Act, case: Case) -> list[Case]:
    """The other open cases that say the same and wait for an answer: within the speaker's reach, and in no
    colleague's hand. None where the case itself was not answered in words.
    """
    if not await said(tx, case):
        return []
    by, ids = act.by.person, await case_notes.repeats(tx, case.id, case.same_as or case.id)
    return [
        one
        for one in await cases.of_ids(tx, ids)
        if one.state in OPEN - {CaseState.ANSWERED}
        and one.taken_by in (None, by)
        and await rights.may(tx, act, Action.ANSWER, one)
        and not await waiting.others(tx, one, by, act.at)
    ]


async def answer(tx: Tx, act: Act, case: Case, give: Give) -> list[Case]:
    """Answer those that repeat the case, the oldest first and some at a time, with the words of its own
    newest answer; they as they are then.

    `give` is the way any answer goes: it looks at rights and words, and keeps what a second pair of eyes is
    to see. Raises NotAllowed, Stale where none is left, and whatever `give` raises.
    """
    await meanwhile.held(tx, act, Action.ANSWER, case)
    words, others = await said(tx, case), await repeated(tx, act, case)
    if not others:
        raise Stale("repeats-none", code=case.code)
    return [await give(one, words) for one in others[-MOST_AT_ONCE:]]


async def said(tx: Tx, case: Case) -> str:
    """The newest answer in words that the case's sender got, with all its messages; a question is none."""
    asked = await case_notes.asked(tx, case.id)
    told = [one for one in await cases.messages(tx, case.id) if one.side is Side.UNIT and one.text]
    told = [one for one in told if one.id not in asked]
    same = [one for one in told if (one.at, one.author) == (told[-1].at, told[-1].author)]
    return "\n".join(one.text for one in same)
