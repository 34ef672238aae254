"""What changed meanwhile, and by whom: the later of two people is told, never just refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.case import Case, CaseState, check_answerable
from domain.errors import NotAllowed, Stale
from domain.person import Act
from domain.rights import Action, Target, allowed
from services import desk, rights
from storage import case_notes, people, units
from storage.database import Tx

HOLDER, SEEN = "holder", "seen"  # in a draft: who had the case, and its newest message, when the form began


async def held(tx: Tx, act: Act, action: Action, case: Case, *, theirs: bool = False) -> str:
    """The speaker's id, where they may do that with the case; `theirs` as `rights.require` has it.

    Raises NotAllowed, of which the audit hears; Stale, naming who, where it was theirs until somebody passed
    it on or gave it to another.
    """
    try:
        return await rights.require(tx, act, action, case, theirs=theirs)
    except NotAllowed:
        await _moved(tx, act, action, case)
        await _given_away(tx, act, action, case)
        raise


async def open_for(tx: Tx, act: Act, action: Action, case: Case) -> str:
    """The same for what can be done with open cases only. Raises Stale, naming who ended it."""
    officer = await held(tx, act, action, case)
    if case.state is CaseState.CLOSED:
        who = await case_notes.last_by(tx, case.id, "close")
        if who and who != officer:
            raise Stale("case-closed-by", code=case.code, name=await name(tx, who))
    check_answerable(case, desk=True)
    return officer


async def same_holder(tx: Tx, act: Act, case: Case, known: Mapping[str, Any]) -> None:
    """Raise Stale where a colleague took the case since the speaker last saw who has it.

    `known` is what a form kept (or a card's button said): nothing where the speaker saw nothing.
    """
    if HOLDER not in known or not case.taken_by:
        return
    if case.taken_by not in (known[HOLDER], act.by.person):
        raise Stale("case-taken", code=case.code, name=await name(tx, case.taken_by))


async def same_words(tx: Tx, act: Act, case: Case, known: Mapping[str, Any]) -> None:
    """Raise Stale where a colleague wrote to the sender since the speaker began to."""
    if SEEN not in known or act.by.person is None:
        return
    who = await case_notes.answered_since(tx, case.id, int(known[SEEN]), act.by.person)
    if who:
        raise Stale("case-answered-by", code=case.code, name=await name(tx, who))


async def name(tx: Tx, person: str) -> str:
    """The name of somebody on the roll; empty for nobody there."""
    found = await people.by_id(tx, person)
    return found.name if found else ""


async def _moved(tx: Tx, act: Act, action: Action, case: Case) -> None:
    """Raise Stale where the case lay where the speaker reaches, and was passed on from there."""
    moves, person = await case_notes.of_case(tx, case.id, case_notes.MOVES), act.by.person
    if not moves or person is None or await desk.speaks_of(tx, case, person):
        return
    tree, own = await units.tree(tx), await case_notes.was_given(tx, case.id, person)
    for unit in {case.unit, *(move.unit for move in moves if move.unit)} - {case.handler}:
        if allowed(act.by.posts, action, Target(unit=unit, own=own, kept_from=case.about), tree):
            to, by = tree[case.handler].name, await name(tx, moves[-1].author)
            raise Stale("case-passed-by", code=case.code, unit=to, name=by)


async def _given_away(tx: Tx, act: Act, action: Action, case: Case) -> None:
    """Raise Stale where the case had been given to the speaker and is another's now."""
    person = act.by.person
    if person is None or not case.taken_by or await desk.speaks_of(tx, case, person):
        return
    target = Target(unit=case.handler, own=True, kept_from=case.about)
    if not allowed(act.by.posts, action, target, await units.tree(tx)):
        return
    if await case_notes.was_given(tx, case.id, person):
        raise Stale("case-given-by", code=case.code, name=await name(tx, case.taken_by))
