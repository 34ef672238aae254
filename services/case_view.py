"""A case as a card or a list shows it, and as the desk sees it opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.case import Case
from domain.caseload import Left
from domain.person import Act
from domain.rights import Action
from domain.unit import Unit
from services import waiting
from services.custody import Custody
from storage import caseload, cases, people, photos, units
from storage.case_notes import DRAFT, NOTE
from storage.caseload import Note, Step
from storage.cases import Message
from storage.database import Tx
from storage.photos import Photo

__all__ = ["Message", "Note", "Sight", "Step", "View", "seen", "sight"]


@dataclass(frozen=True, kw_only=True)
class View:
    """A case with what a card shows. `contact` is empty for who stays anonymous, `passed_by` (a unit's name)
    where nobody passed it on or it was accepted; `read_by` is the name of the unit whose human has read it.
    """

    case: Case
    unit: Unit
    handler: Unit
    passed_by: str
    read_by: str
    taken_by: str
    contact: str
    messages: Sequence[Message]
    photos: Sequence[Photo]


@dataclass(frozen=True, kw_only=True)
class Sight:
    """A case opened on the desk: what its sender never sees, too.

    `about` is the name of a unit, `officer` that of the person it speaks of, `same_as` the code
    of the case that it repeats, each empty where there is none, or none for these eyes; `photos` is how many
    came with it; `authors` are the names of those who wrote for the unit, by their ids; `draft` is the answer
    that waits for the reader to agree to it, None where none does.
    """

    view: View
    left: Left | None
    notes: Sequence[Note]
    history: Sequence[Step]
    actions: frozenset[Action]
    photos: int
    authors: Mapping[str, str]
    about: str
    officer: str
    same_as: str
    draft: int | None


async def seen(tx: Tx, custody: Custody, case: Case) -> View:
    """The case with its units, who took it, what was said, and the photos of the first message."""
    tree = await units.tree(tx)
    taker = await people.by_id(tx, case.taken_by) if case.taken_by else None
    messages = await cases.messages(tx, case.id)
    return View(
        case=case,
        unit=tree[case.unit],
        handler=tree[case.handler],
        passed_by=tree[case.passed_by].name if case.passed_by else "",
        read_by=tree[case.read_by].name if case.read_by else "",
        taken_by=taker.name if taker else "",
        contact=await custody.contact(tx, case.id),
        messages=messages,
        photos=await photos.of_message(tx, messages[0].id) if messages else [],
    )


async def sight(
    tx: Tx,
    custody: Custody,
    act: Act,
    case: Case,
    *,
    actions: frozenset[Action],
    left: Left | None,
    same: Case | None,
) -> Sight:
    """The case opened, by a speaker who may see it, do the `actions`, and has so long `left`.

    `same` is the case it repeats, where they may see that one, too.
    """
    tree, view = await units.tree(tx), await seen(tx, custody, case)
    draft = await waiting.to_agree(tx, custody.vault, act, case)
    wrote = {message.author for message in view.messages if message.author}
    named = await caseload.names(tx, wrote | {case.officer} if case.officer else wrote)
    return Sight(
        view=view,
        left=left,
        notes=await _notes(tx, case, act.at),
        history=[_told(step, same) for step in await caseload.history(tx, case.id)],
        actions=actions,
        photos=await caseload.photos_of(tx, case.id),
        authors=named,
        about=tree[case.about].name if case.about else "",
        officer=named.get(case.officer or "", ""),
        same_as=same.code if same else "",
        draft=draft.id if draft else None,
    )


async def _notes(tx: Tx, case: Case, at: datetime) -> list[Note]:
    """The desk's words; an answer that nobody may agree to any more is a note like others."""
    alive = {draft.id for draft in await waiting.of_case(tx, case, at)}
    return [
        note._replace(kind=NOTE) if note.kind == DRAFT and note.id not in alive else note
        for note in await caseload.notes(tx, case.id)
    ]


def _told(step: Step, same: Case | None) -> Step:
    """A step without the other case it names, but for one that may be seen."""
    kept = {
        key: value for key, value in step.details.items() if key != "other" or (same and value == same.id)
    }
    return step._replace(details=kept)
