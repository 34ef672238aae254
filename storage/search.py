"""Full-text search in what was written in cases: FTS5 over folded words, so "gop y" finds "Góp ý".

A row's number is that of its message. FTS5 keeps the words of a deleted row in its segments until they are
merged, which rewrites the whole index: `merge` does it a few pages at a time, and SQLite (`secure_delete`)
overwrites the old ones.
"""

from __future__ import annotations

from sqlalchemy import Select, column, delete, insert, select, table, text

from domain.caseload import looked_for
from domain.vietnamese import fold
from storage.driver import Tx
from storage.tables import case_messages

_search = table("case_search", column("rowid"), column("folded"))
_MATCH = text("case_search MATCH :typed")
_PAGES = 32  # written by one merge: a few milliseconds, so nobody waits for a large index
_MERGE = text("INSERT INTO case_search (case_search, rank) VALUES ('merge', :pages)")
_CHANGES = text("SELECT total_changes()")
_WORKED = (
    2  # changes; a merge that had nothing to do makes one: https://www.sqlite.org/fts5.html#the_merge_command
)


async def add(tx: Tx, message: int, words: str) -> None:
    """A message's words can be found from now on."""
    await tx.execute(insert(_search).values(rowid=message, folded=fold(words)))


async def forget(tx: Tx, case: str) -> None:
    """Nothing written in the case can be found any more; its words leave the index by `merge`.

    To be called before the messages themselves are erased: they name the rows.
    """
    messages = select(case_messages.c.id).where(case_messages.c.case == case)
    await tx.execute(delete(_search).where(_search.c.rowid.in_(messages)))


async def merge(tx: Tx, *, begin: bool) -> bool:
    """Merge a few pages of the index, from the whole of it where the work begins; whether more is left.

    Once nothing is, no word of a deleted row is in it. SQLite's journal still holds its older pages until the
    next checkpoint.
    """
    before = await tx.scalar(_CHANGES)
    await tx.execute(_MERGE, {"pages": -_PAGES if begin else _PAGES})
    return bool(await tx.scalar(_CHANGES) - before >= _WORKED)


def cases_with(typed: str) -> Select[str]:
    """The ids of the cases in which one message holds all the words, each as the beginning of a word.

    Every word goes in quotes, so nothing that is typed is FTS5's own language. No words find nothing.
    """
    query = " ".join(f'"{word}"*' for word in looked_for(typed)) or '""'
    rows = select(_search.c.rowid).where(_MATCH.bindparams(typed=query)).scalar_subquery()
    return select(case_messages.c.case).where(case_messages.c.id.in_(rows))
