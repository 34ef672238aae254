"""The roll, the posts, the invitations."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

from domain.person import Post, Role
from storage import invitations, people
from storage.database import Database
from storage.invitations import Invitation
from tests.storage.ground import NOON, TRAN, XUYEN, with_officer


async def test_an_invitation_is_used_as_often_as_it_says_whoever_comes_at_once(database: Database) -> None:
    given = Invitation(Role.OFFICER, TRAN.code, 3, NOON + timedelta(days=7))
    async with database.transaction() as tx:
        await invitations.add(tx, "hash", given, None)
        assert await invitations.get(tx, "hash") == given
        assert await invitations.get(tx, "other") is None

    async def use() -> bool:
        async with database.transaction() as tx:
            return await invitations.use(tx, "hash")

    assert sum(await asyncio.gather(*(use() for _ in range(8)))) == 3
    async with database.reading() as tx:
        left = await invitations.get(tx, "hash")
    assert left is not None
    assert left.uses == 0


async def test_an_officer_serves_in_one_unit_and_a_commander_in_several(database: Database) -> None:
    await with_officer(database, "p")
    async with database.transaction() as tx:
        assert await people.add_post(tx, "p", Post(role=Role.OFFICER, unit=XUYEN.code), NOON)
        assert not await people.add_post(tx, "p", Post(role=Role.OFFICER, unit=XUYEN.code), NOON)
        for unit in (TRAN.code, XUYEN.code):
            assert await people.add_post(tx, "p", Post(role=Role.COMMANDER, unit=unit), NOON)
        found = await people.by_key(tx, "key-p", NOON)
        assert found is not None
        assert set(found[1]) == {
            Post(role=Role.OFFICER, unit=XUYEN.code),
            Post(role=Role.COMMANDER, unit=TRAN.code),
            Post(role=Role.COMMANDER, unit=XUYEN.code),
        }
        assert await people.officers_by_unit(tx, [TRAN.code, XUYEN.code], NOON) == {XUYEN.code: 1}
        assert [row.unit for row in await people.holding(tx, [Role.COMMANDER], NOON, TRAN.code)] == [
            TRAN.code
        ]
        assert len(await people.holding(tx, [Role.COMMANDER], NOON)) == 2


async def test_a_pause_lasts_through_its_last_day_and_a_new_time_ends_it(database: Database) -> None:
    await with_officer(database, "p")
    last = date(2026, 10, 22)
    async with database.transaction() as tx:
        await people.set_reminder(tx, "p", at="18:00")
        await people.set_reminder(tx, "p", paused_until=last)
        assert await people.reminder_settings(tx, "p") == ("18:00", "2026-10-22")
        await people.set_reminder(tx, "p", at="19:00")
        assert await people.reminder_settings(tx, "p") == ("19:00", None)


async def test_a_person_is_known_by_key_and_by_id(database: Database) -> None:
    await with_officer(database, "p")
    async with database.transaction() as tx:
        await people.set_language(tx, "key-p", "en")
        person = await people.by_id(tx, "p")
        assert person is not None
        assert person.language == "en"
        assert await people.by_key(tx, "key-p", NOON) == (person, (Post(role=Role.OFFICER, unit=TRAN.code),))
        assert (await people.by_key(tx, "x", NOON), await people.by_id(tx, "x")) == (None, None)
