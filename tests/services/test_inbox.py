"""Updates on their way in, without Telegram."""

from __future__ import annotations

from datetime import timedelta

from services.inbox import A_PAGE, KEPT
from storage import inbox as rows
from tests.services.office import Office, at


async def test_done_keys_are_forgotten_some_at_a_time_and_only_when_no_redelivery_can_come(
    office: Office,
) -> None:
    inbox, day = office.services.inbox, at("2026-10-20 09:00")
    many = [{"update_id": number, "message": {}} for number in range(A_PAGE + 5)]
    kept = await inbox.keep(many, day)
    async with office.database.transaction() as tx:
        for one in kept[1:]:
            await rows.finish(tx, one.key)
    await inbox.keep([{"update_id": 9_000, "message": {}}], day + KEPT)
    before = office.database.writer.commits
    await inbox.prune(day + KEPT + timedelta(minutes=1))
    assert office.database.writer.commits - before == 2
    assert [one.key.update for one in await inbox.waiting()] == [0, 9_000]
    again = await inbox.keep(many, day + KEPT)
    assert len(again) == A_PAGE + 4  # the one that waits was here before
