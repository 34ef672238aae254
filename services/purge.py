"""What was erased leaves the search index and the database's log as well."""

from __future__ import annotations

from contextlib import suppress

from domain.errors import Temporary
from storage import search
from storage.database import Database


async def purge(database: Database) -> None:
    """Words that were erased leave the index, a few pages a transaction, then SQLite's log.

    Safe to repeat, and it never fails whoever asks: what a database that is away, or the end of the program,
    leaves undone, the nightly round does.
    """
    with suppress(Temporary):
        more, begin = True, True
        while more:
            async with database.transaction() as tx:
                more = await search.merge(tx, begin=begin)
            begin = False
        await database.fold_in()
