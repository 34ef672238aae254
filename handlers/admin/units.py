"""/donvi: the unit tree, and the file that changes it."""

from __future__ import annotations

from collections import Counter

from domain.errors import Invalid
from domain.person import Role
from handlers.context import Talk
from handlers.gate import require
from services.units import LARGEST


async def units(talk: Talk) -> None:
    """How many units there are, and how to bring in more."""
    require(talk, Role.ADMIN)
    tree = await talk.services.units.tree()
    kinds = Counter(unit.kind.value for unit in tree.values())
    await talk.show(
        talk.html(
            "units-now",
            count=len(tree),
            departments=kinds["department"],
            wards=kinds["ward"],
            communes=kinds["commune"],
        )
    )


async def file_received(talk: Talk) -> None:
    """A CSV or XLSX file from an admin. A bad cell is named and nothing is imported."""
    require(talk, Role.ADMIN)
    document = talk.document
    if document is None or not (document.file_name or "").casefold().endswith((".csv", ".xlsx")):
        raise Invalid("file-not-units")
    if (document.file_size or 0) > LARGEST:
        raise Invalid("file-too-large", most=LARGEST // 1_000_000)
    # Fetched before the transaction begins: no network inside one.
    data = bytes(await (await talk.bot.get_file(document.file_id)).download_as_bytearray())
    done = await talk.services.units.bring_in(talk.act, document.file_name or "", data)
    await talk.say("units-imported", added=done.added, changed=done.changed, same=done.same)
