"""Which revision the tables are at, and which revisions this program knows."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy import text

from storage.driver import Tx


async def current(tx: Tx) -> str | None:
    """The tables' revision; None where there are no tables yet."""
    there = "SELECT count(*) FROM sqlite_schema WHERE name = 'alembic_version'"
    if not await tx.scalar(text(there)):
        return None
    revision: str | None = await tx.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def newest() -> str:
    """The revision that a start brings the tables to."""
    return _known()[0]


def known(revision: str) -> bool:
    """Whether this program can go on from that revision; one of a newer program it does not know."""
    return revision in _known()


@cache
def _known() -> list[str]:
    """All revisions, the newest first: the numbers by which their files are named.

    Read without Alembic, which a start on tables of today need not load.
    """
    files = (Path(__file__).parent / "migrations" / "versions").glob("[0-9]*.py")
    return sorted((file.name.partition("_")[0] for file in files), reverse=True)
