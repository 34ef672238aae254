"""Cases, their messages and photos, and the inbox of raw updates."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from domain.case import Case, CaseKind, CaseState, Side
from domain.person import UpdateKey
from storage import cases, inbox, photos
from storage.database import Database
from storage.tables import inbox as rows
from tests.storage.ground import NOON, TRAN

HOUR = timedelta(hours=1)
CASE = Case(
    id="c1", code="4KAD-7XMP", alias="1A2B", unit=TRAN.code, handler=TRAN.code, kind=CaseKind.SUGGESTION,
    state=CaseState.NEW, text="Đường tối quá", verdict=None, taken_by=None, version=1, received_at=NOON,
    answered_at=None,
)  # fmt: skip


async def test_a_case_comes_back_as_it_was_kept_with_its_first_words(database: Database) -> None:
    async with database.transaction() as tx:
        first = await cases.add(tx, CASE, "2026-11")
        await cases.add_message(tx, "c1", Side.UNIT, "Đã thay đèn", None, NOON + HOUR)
        assert await cases.get(tx, "c1") == await cases.by_code(tx, CASE.code) == CASE
        assert [(m.side, m.text) for m in await cases.messages(tx, "c1")] == [
            (Side.CITIZEN, "Đường tối quá"),
            (Side.UNIT, "Đã thay đèn"),
        ]
        message = await cases.message(tx, first)
        assert message is not None
        assert (message.id, message.at) == (first, NOON)
        assert (await cases.get(tx, "x"), await cases.by_code(tx, "x"), await cases.message(tx, 99)) == (
            None,
        ) * 3


async def test_of_two_changes_of_one_version_the_first_counts(database: Database) -> None:
    async with database.transaction() as tx:
        await cases.add(tx, CASE, "2026-11")
        assert await cases.change(tx, CASE, state="taken")
        assert not await cases.change(tx, CASE, state="closed")
        found = await cases.get(tx, "c1")
    assert found == replace(CASE, state=CaseState.TAKEN, version=2)


async def test_what_waits_is_counted_and_listed_from_the_oldest(database: Database) -> None:
    async with database.transaction() as tx:
        for number, state in enumerate(
            [CaseState.TAKEN, CaseState.NEW, CaseState.ANSWERED, CaseState.CLOSED]
        ):
            case = replace(
                CASE, id=f"c{number}", code=f"{number}", state=state, received_at=NOON - number * HOUR
            )
            await cases.add(tx, case, "2026-11")
        assert await cases.waiting(tx, [TRAN.code, "CAT"]) == {TRAN.code: (2, NOON - HOUR)}
        assert await cases.untaken(tx, [TRAN.code], kept_from=False) == ["c1"]
        assert await cases.untaken(tx, ["CAT"], kept_from=False) == []
        assert [case.id for case in await cases.of_ids(tx, ["c2", "c0", "gone"])] == ["c0", "c2"]


async def test_a_message_is_about_one_case_the_newest_named(database: Database) -> None:
    async with database.transaction() as tx:
        await cases.add(tx, CASE, "2026-11")
        await cases.add(tx, replace(CASE, id="c2", code="2"), "2026-11")
        await cases.map_message(tx, "finder", "c1")
        await cases.map_message(tx, "finder", "c2")
        assert await cases.by_message(tx, "finder") == cases.About("c2", None, inside=False)
        assert await cases.by_message(tx, "other") is None


async def test_the_way_to_telegrams_photo_is_erased_once_ours_is_made(database: Database) -> None:
    async with database.transaction() as tx:
        message = await cases.add(tx, CASE, "2026-11")
        await photos.add(tx, b"sealed", case="c1", message=message)
        (photo,) = await photos.of_message(tx, message)
        assert (photo.sealed, photo.file) == (b"sealed", None)
        await photos.copied(tx, photo.id, "a.jpg")
        assert await photos.of_message(tx, message) == [photo._replace(sealed=None, file="a.jpg")]


async def test_an_update_delivered_again_is_kept_once_and_recovered_in_order(database: Database) -> None:
    first, second, other = (
        inbox.Arrived(UpdateKey(bot, number), "lane", b"x") for bot, number in ((1, 8), (1, 9), (2, 8))
    )
    async with database.transaction() as tx:
        assert await inbox.add(tx, [second, first], NOON) == [second, first]
        assert await inbox.add(tx, [other], NOON) == [other]
        assert await inbox.add(tx, [first, second], NOON) == []
        assert await inbox.waiting(tx, 1) == [first._replace(sealed=b""), second._replace(sealed=b"")]
        assert await inbox.whole(tx, first.key) == first
        await inbox.finish(tx, first.key)
        assert [one.key for one in await inbox.waiting(tx, 1)] == [second.key]
        assert await inbox.whole(tx, first.key) is None
        assert await inbox.add(tx, [first], NOON) == []


async def test_a_done_update_keeps_nothing_but_its_key_and_that_not_for_ever(database: Database) -> None:
    done, failed = (inbox.Arrived(UpdateKey(1, number), "lane", b"x") for number in (1, 2))
    async with database.transaction() as tx:
        await inbox.add(tx, [done, failed], NOON)
        await inbox.finish(tx, done.key)
        await inbox.fail(tx, failed.key, "REF34567", "KeyError")
        await inbox.fail(tx, done.key, "REF00000", "too late")
        kept = (await tx.execute(select(rows).order_by(rows.c.update_id))).all()
        assert (kept[0].state, kept[0].lane, kept[0].sealed, kept[0].reference) == ("done", "", None, None)
        assert (kept[1].state, kept[1].sealed, kept[1].reference) == ("failed", b"x", "REF34567")
        assert await inbox.waiting(tx, 1) == []
        assert await inbox.old(tx, NOON + HOUR, most=5) == [done.key]
        await inbox.drop(tx, [done.key, failed.key])  # the failed one stays
        await inbox.finish(tx, failed.key)  # replayed by an operator
