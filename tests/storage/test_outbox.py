"""The outbox: who claims what, for how long, in which order."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from itertools import chain

import pytest
from sqlalchemy import select

from domain.errors import Permanent
from domain.notice import NoticeKind
from storage import outbox
from storage.database import Database
from storage.outbox import Outcome
from storage.tables import outbox as rows
from tests.storage.ground import NOON

LEASE = timedelta(minutes=2)
SECOND = timedelta(seconds=1)


async def _add(database: Database, *kinds: NoticeKind, after: timedelta = timedelta()) -> list[int]:
    async with database.transaction() as tx:
        return [await outbox.add(tx, "to", kind, {"n": n}, NOON + after) for n, kind in enumerate(kinds)]


async def _claim(database: Database, after: timedelta = timedelta(), most: int = 30) -> list[int]:
    async with database.transaction() as tx:
        return [notice.id for notice in await outbox.claim(tx, NOON + after, LEASE, most)]


async def test_answers_are_claimed_before_digests_before_reminders(database: Database) -> None:
    reminder, digest, answer, chart = await _add(
        database, NoticeKind.REMINDER, NoticeKind.DIGEST, NoticeKind.ANSWER, NoticeKind.CHART
    )
    assert await _claim(database) == [answer, digest, chart, reminder]


async def test_of_the_same_urgency_the_earlier_is_claimed_first(database: Database) -> None:
    (late,) = await _add(database, NoticeKind.ANSWER, after=SECOND)
    (soon,) = await _add(database, NoticeKind.ANSWER)
    assert await _claim(database, SECOND) == [soon, late]


async def test_no_more_is_claimed_than_asked_for_and_nothing_before_it_is_due(database: Database) -> None:
    ids = await _add(database, *[NoticeKind.ANSWER] * 5)
    assert await _claim(database, -SECOND) == []
    assert await _claim(database, most=3) == ids[:3]
    assert await _claim(database, most=3) == ids[3:]


async def test_a_lease_keeps_others_away_until_it_ends(database: Database) -> None:
    ids = await _add(database, NoticeKind.ANSWER)
    assert await _claim(database) == ids
    assert await _claim(database, LEASE) == []
    assert await _claim(database, LEASE + SECOND) == ids


async def test_two_postmen_at_once_never_hold_the_same_notice(database: Database) -> None:
    ids = await _add(database, *[NoticeKind.ANSWER] * 40)
    other = Database(database.url)
    claimed = await asyncio.gather(*(_claim(one, most=10) for one in (database, other) * 3))
    await other.close()
    assert sorted(chain.from_iterable(claimed)) == ids


async def test_each_claim_counts_as_an_attempt(database: Database) -> None:
    await _add(database, NoticeKind.ANSWER)
    for attempt in (1, 2):
        async with database.transaction() as tx:
            (notice,) = await outbox.claim(tx, NOON + attempt * (LEASE + SECOND), LEASE, 1)
        assert (notice.attempts, notice.to, notice.kind, notice.params) == (
            attempt,
            "to",
            NoticeKind.ANSWER,
            {"n": 0},
        )


async def test_a_postponed_notice_comes_back_when_it_said(database: Database) -> None:
    (one,) = await _add(database, NoticeKind.ANSWER)
    await _claim(database)
    async with database.transaction() as tx:
        await outbox.postpone(tx, one, NOON + 5 * SECOND, "NetworkError")
        assert await outbox.next_due(tx) == NOON + 5 * SECOND
    assert await _claim(database, 4 * SECOND) == []
    assert await _claim(database, 5 * SECOND) == [one]


@pytest.mark.parametrize("state", ["sent", "dropped", "unreachable", "failed"])
async def test_a_settled_notice_is_never_claimed_again_and_its_sealed_answer_is_erased(
    database: Database, state: str
) -> None:
    async with database.transaction() as tx:
        one = await outbox.add(tx, "to", NoticeKind.REPLY, {}, NOON, b"sealed")
        assert await outbox.sealed(tx, one) == b"sealed"
        await outbox.settle(tx, one, Outcome(state, "why", 5), NOON)
        assert await outbox.sealed(tx, one) is None
        assert await outbox.next_due(tx) is None
        assert await outbox.sent_message(tx, one) == (5 if state == "sent" else None)
        row = (await tx.execute(select(rows.c.state, rows.c.reason, rows.c.sent_at))).one()
        assert tuple(row) == (state, "why", NOON if state == "sent" else None)
    assert await _claim(database, 2 * LEASE) == []


async def test_what_happened_once_cannot_happen_twice(database: Database) -> None:
    async with database.transaction() as tx:
        await outbox.occur(tx, "digest", "p:CAT", "2026-10", NOON, 7)
        await outbox.occur(tx, "digest", "p:CAT", "2026-11", NOON)

    async def again() -> None:
        async with database.transaction() as tx:
            await outbox.add(tx, "to", NoticeKind.DIGEST, {}, NOON)
            await outbox.occur(tx, "digest", "p:CAT", "2026-10", NOON)

    with pytest.raises(Permanent):
        await again()
    async with database.reading() as tx:
        assert await outbox.occurred(tx, "digest", "2026-10") == {"p:CAT": 7}
        assert await outbox.occurrence(tx, "digest", "p:CAT", "2026-10") == 7
        assert await outbox.occurrence(tx, "digest", "q:CAT", "2026-10") is None
        assert await outbox.next_due(tx) is None
