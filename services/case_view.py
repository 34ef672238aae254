"""A case as a card or a list shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.case import Case
from domain.unit import Unit
from services.custody import Custody
from storage import cases, people, photos, units
from storage.cases import Message
from storage.database import Tx
from storage.photos import Photo


@dataclass(frozen=True, kw_only=True)
class View:
    """A case with what a card shows. `contact` is empty for who stays anonymous."""

    case: Case
    unit: Unit
    handler: Unit
    taken_by: str
    contact: str
    messages: Sequence[Message]
    photos: Sequence[Photo]


async def seen(tx: Tx, custody: Custody, case: Case) -> View:
    """The case with its units, who took it, what was said, and the photos of the first message."""
    tree = await units.tree(tx)
    taker = await people.by_id(tx, case.taken_by) if case.taken_by else None
    messages = await cases.messages(tx, case.id)
    return View(
        case=case,
        unit=tree[case.unit],
        handler=tree[case.handler],
        taken_by=taker.name if taker else "",
        contact=await custody.contact(tx, case.id),
        messages=messages,
        photos=await photos.of_message(tx, messages[0].id) if messages else [],
    )
