"""Words written in cases are found as people type them, and leave nothing behind."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from domain.case import Side
from services.purge import purge
from storage import cases, search, sender
from storage.database import Database
from tests.storage.ground import NOON
from tests.storage.test_cases import CASE

SECRET = "Hòn Đá Bạc zươngqua"  # its words begin alike with nothing else, so each piece would be seen


async def _told(database: Database, *texts: str) -> None:
    """A case for each text: c0, c1, …"""
    async with database.transaction() as tx:
        for number, words in enumerate(texts):
            await cases.add(tx, replace(CASE, id=f"c{number}", code=str(number), text=words), "2026-11")


async def _found(database: Database, typed: str) -> list[str]:
    async with database.reading() as tx:
        return sorted(set(await tx.scalars(search.cases_with(typed))))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("góp ý", ["c0"]),
        ("gop y", ["c0"]),
        ("GÓP Ý", ["c0"]),
        ("den duong", ["c1"]),
        ("đèn đường", ["c1"]),
        ("duo", ["c1"]),  # the beginning of a word
        ("uong", []),  # not its end
        ("đèn góp", []),  # all the words in one message
        ("hoa", ["c2"]),
        ("hoà", ["c2"]),  # wherever the tone is written
        ("", []),
        ("   ", []),
    ],
)
async def test_words_are_found_without_their_marks_and_by_their_beginning(
    database: Database, typed: str, found: list[str]
) -> None:
    await _told(database, "Góp ý về phường", "Đèn đường bị hư", "Hòa giải xong rồi")
    assert await _found(database, typed) == found


@pytest.mark.parametrize(
    "typed", ["den*", "(den", "den)", "-den", "^den", "{den}", "den:", "den\x00", "+den"]
)
async def test_signs_around_a_word_are_no_signs_of_the_databases_own(database: Database, typed: str) -> None:
    await _told(database, "Góp ý về phường", "Đèn đường bị hư")
    assert await _found(database, typed) == ["c1"]


@pytest.mark.parametrize(
    "typed",
    [
        *('"', "'", '""', "*", "+", "\\", "%", "_", "😀", "1'--", "a" * 3000),
        *("den OR gop", "NOT den", "den NEAR gop", "NEAR(den gop)", "folded:den", "den AND gop"),
        "den; DROP TABLE cases",
    ],
)
async def test_words_of_the_databases_own_language_are_looked_for_like_others(
    database: Database, typed: str
) -> None:
    await _told(database, "Góp ý về phường", "Đèn đường bị hư")
    assert await _found(database, typed) == []


async def test_what_either_side_writes_later_is_found_too(database: Database) -> None:
    await _told(database, "Đèn đường bị hư")
    async with database.transaction() as tx:
        await cases.add_message(tx, "c0", Side.UNIT, "Điện lực đã thay bóng", None, NOON)
    assert await _found(database, "dien luc bong") == ["c0"]


async def test_what_was_forgotten_is_in_no_byte_of_the_index(database: Database, tmp_path: Path) -> None:
    await _told(database, "Đèn đường bị hư", f"Chuyện ở {SECRET}", *[f"Việc thứ {n}" for n in range(200)])
    async with database.transaction() as tx:
        await cases.add_message(tx, "c1", Side.CITIZEN, f"Thêm về {SECRET}", None, NOON)
    assert await _found(database, "zuong") == ["c1"]
    assert b"zuongqua" in _raw(tmp_path)

    async with database.transaction() as tx:
        assert await sender.erase(tx, "c1") == []
        await search.forget(tx, "c1")  # twice does no harm
    assert await _found(database, "zuong") == []
    assert await _found(database, "den duong") == ["c0"]
    await purge(database)
    with sqlite3.connect(tmp_path / "vidan.db") as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    other.close()
    # The index keeps words folded, one after another without what they have in common with the one before.
    raw = _raw(tmp_path)
    assert b"viec" in raw
    for piece in (b"zuongqua", b"uongqua", b"ongqua", b"ngqua"):
        assert piece not in raw


async def test_a_large_index_is_rewritten_a_few_pages_at_a_time(database: Database, tmp_path: Path) -> None:
    for start in range(0, 3000, 500):
        async with database.transaction() as tx:
            for number in range(start, start + 500):
                words = " ".join(f"{number * step % 7919}" for step in range(1, 60))
                text = f"{words} zuongqua" if number == 1000 else words
                await cases.add(tx, replace(CASE, id=f"c{number}", code=str(number), text=text), "2026-11")
    async with database.transaction() as tx:
        await sender.erase(tx, "c1000")
    before = database.writer.commits
    await purge(database)
    assert database.writer.commits - before > 5
    assert b"zuongqua" not in _raw(tmp_path)
    before = database.writer.commits
    await purge(database)  # nothing is left to do
    assert database.writer.commits - before == 1


def _raw(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.glob("vidan.db*")))
