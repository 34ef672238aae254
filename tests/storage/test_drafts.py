"""Drafts: one of each form a person, saved by compare-and-swap."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from storage import drafts
from storage.database import Database
from storage.drafts import Row
from tests.storage.ground import NOON

ROW = Row("d1", "suggest", 1, True, b"one")
DAY = timedelta(days=1)


async def test_of_two_savings_of_one_version_a_single_one_counts(database: Database) -> None:
    async with database.transaction() as tx:
        await drafts.add(tx, "lan", ROW, NOON)

    async def save(words: bytes) -> bool:
        async with database.transaction() as tx:
            return await drafts.change(tx, "lan", ROW._replace(sealed=words), 2, NOON)

    saved = await asyncio.gather(*(save(str(n).encode()) for n in range(10)))
    assert sum(saved) == 1
    async with database.reading() as tx:
        kept = await drafts.active(tx, "lan")
    assert kept == Row("d1", "suggest", 2, True, str(saved.index(True)).encode())


async def test_a_person_reaches_only_their_own_drafts(database: Database) -> None:
    async with database.transaction() as tx:
        await drafts.add(tx, "lan", ROW, NOON)
        assert await drafts.by_id(tx, "hoa", "d1") is None
        assert not await drafts.change(tx, "hoa", ROW, 2, NOON)
        assert await drafts.drop(tx, "hoa") == 0
        assert await drafts.by_id(tx, "lan", "d1") == ROW


async def test_a_form_set_aside_waits(database: Database) -> None:
    async with database.transaction() as tx:
        await drafts.add(tx, "lan", ROW, NOON)
        await drafts.set_aside(tx, "lan")
        assert await drafts.active(tx, "lan") is None
        (aside,) = await drafts.all_of(tx, "lan")
        assert not aside.active
        assert await drafts.change(tx, "lan", aside, 2, NOON)
        again = await drafts.active(tx, "lan")
        assert again is not None
        assert (again.id, again.version) == ("d1", 2)


async def test_a_new_draft_takes_the_place_of_an_older_one_of_its_form(database: Database) -> None:
    async with database.transaction() as tx:
        await drafts.add(tx, "lan", ROW, NOON)
        await drafts.add(tx, "lan", Row("d2", "suggest", 1, True, b"two"), NOON)
        assert await drafts.by_id(tx, "lan", "d1") is None
        assert await drafts.of_form(tx, "lan", "suggest") == Row("d2", "suggest", 1, True, b"two")


async def test_dropping_takes_what_is_named_and_no_more(database: Database) -> None:
    async with database.transaction() as tx:
        for number, form in enumerate(("suggest", "track", "deed")):
            await drafts.add(tx, "lan", Row(f"d{number}", form, 1, False, b""), NOON)
        assert await drafts.drop(tx, "lan", form="track") == 1
        assert await drafts.drop(tx, "lan", draft="d0") == 1
        assert await drafts.of_form(tx, "lan", "deed") is not None
        assert await drafts.drop(tx, "lan") == 1


async def test_only_what_nobody_touched_for_long_is_pruned(database: Database) -> None:
    async with database.transaction() as tx:
        await drafts.add(tx, "lan", ROW, NOON)
        await drafts.add(tx, "hoa", ROW._replace(id="d2"), NOON + DAY)
        assert await drafts.prune(tx, NOON + DAY) == 1
        assert await drafts.active(tx, "lan") is None
        assert await drafts.active(tx, "hoa") is not None
