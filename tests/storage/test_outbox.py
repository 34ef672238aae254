"""The outbox: who claims what, for how long, in which order."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import timedelta
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, Row, event, select

from domain.errors import Permanent
from domain.notice import PRIORITIES, Notice, NoticeKind
from storage import outbox, queue
from storage.database import Database
from storage.outbox import Outcome, Promise
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


async def _leased(database: Database, after: timedelta = timedelta()) -> Notice:
    async with database.transaction() as tx:
        (notice,) = await outbox.claim(tx, NOON + after, LEASE, 1)
    return notice


async def _row(database: Database) -> Row[*tuple[Any, ...]]:
    async with database.reading() as tx:
        return (await tx.execute(select(rows))).one()


async def test_a_postponed_notice_comes_back_when_it_said(database: Database) -> None:
    (one,) = await _add(database, NoticeKind.ANSWER)
    held = await _leased(database)
    async with database.transaction() as tx:
        await outbox.postpone(tx, held, NOON + 5 * SECOND, "NetworkError", unsure=True)
    row = await _row(database)
    assert (row.attempts, row.unsure, row.reason) == (1, 1, "NetworkError")
    assert await _claim(database, 4 * SECOND) == []
    assert await _claim(database, 5 * SECOND) == [one]


async def test_a_notice_put_back_is_as_if_it_had_not_been_tried(database: Database) -> None:
    (one,) = await _add(database, NoticeKind.ANSWER)
    for due_at in (None, NOON + SECOND):
        held = await _leased(database, SECOND)
        async with database.transaction() as tx:
            await outbox.put_back(tx, held, None, due_at=due_at)
        row = await _row(database)
        assert (row.attempts, row.leased_until, row.due_at) == (0, None, due_at or NOON)
    assert await _claim(database, SECOND) == [one]


async def test_what_another_postman_took_is_theirs_alone(database: Database) -> None:
    await _add(database, NoticeKind.ANSWER)
    ours, later = await _leased(database), LEASE + SECOND
    theirs = await _leased(database, later)
    async with database.transaction() as tx:
        assert not await outbox.renew(tx, ours, NOON + 9 * LEASE)
        await outbox.put_back(tx, ours, "ours")
        await outbox.postpone(tx, ours, NOON, "ours")
        assert await outbox.renew(tx, theirs, NOON + 9 * LEASE)
    row = await _row(database)
    assert (row.attempts, row.reason, row.leased_until) == (2, None, NOON + 9 * LEASE)


async def test_a_lease_from_before_the_clock_was_set_back_ends_at_once(database: Database) -> None:
    ids = await _add(database, NoticeKind.ANSWER)
    assert await _claim(database, timedelta(hours=1)) == ids
    assert await _claim(database) == ids


async def test_of_each_recipient_one_is_leased_and_none_of_who_is_busy(database: Database) -> None:
    ids = []
    async with database.transaction() as tx:
        for to in ["many"] * 200 + ["busy", "one", "other", "one"]:
            ids.append(await outbox.add(tx, to, NoticeKind.REMINDER, {}, NOON))
    async with database.reading() as tx:
        found = await queue.due(tx, NOON, LEASE, 3, answers=9, busy={"busy"})
        assert found == [ids[0], ids[201], ids[202]]
        assert await queue.due(tx, NOON, LEASE, 2, answers=9, busy={"many"}) == [ids[200], ids[201]]


async def test_there_is_room_for_answers_where_there_is_none_for_others(database: Database) -> None:
    await _add(database, *[NoticeKind.REMINDER] * 3)
    answers = await _add(database, *[NoticeKind.ANSWER] * 3)
    async with database.reading() as tx:
        assert await queue.due(tx, NOON, LEASE, 0, answers=2) == answers[:2]
        assert len(await queue.due(tx, NOON, LEASE, 4, answers=9)) == 4


async def test_looking_for_what_is_due_reads_the_index_of_what_waits(
    database: Database, tmp_path: Path
) -> None:
    asked: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        asked.append((statement, values))

    event.listen(Engine, "before_cursor_execute", note)
    await _claim(database)
    event.remove(Engine, "before_cursor_execute", note)
    connection = sqlite3.connect(tmp_path / "vidan.db")
    looks = [one for one in asked if "ORDER BY outbox.due_at" in one[0]]
    plans = [str(connection.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()) for sql, values in looks]
    connection.close()
    assert len(plans) == len(PRIORITIES)
    for plan in plans:
        assert "INDEX ix_outbox_waiting (priority=? AND due_at<?)" in plan
        assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize("state", ["sent", "dropped", "unreachable", "failed"])
async def test_a_settled_notice_is_never_claimed_again_and_its_sealed_answer_is_erased(
    database: Database, state: str
) -> None:
    async with database.transaction() as tx:
        one = await outbox.add(tx, "to", NoticeKind.REPLY, {}, NOON, b"sealed")
        assert await outbox.sealed(tx, one) == b"sealed"
        assert await outbox.waits_until(tx, one) == NOON
        assert await outbox.settle(tx, one, Outcome(state, "why", 5), NOON + timedelta(minutes=7))
        assert await outbox.sealed(tx, one) is None
        assert await outbox.waits_until(tx, one) is None
        assert await outbox.sent_message(tx, one) == (5 if state == "sent" else None)
        row = (await tx.execute(select(rows.c.state, rows.c.reason, rows.c.sent_at))).one()
        assert tuple(row) == (state, "why", NOON if state == "sent" else None)  # to the hour
        assert not await outbox.settle(tx, one, Outcome("failed", "later"), NOON)
    assert await _claim(database, 2 * LEASE) == []


async def test_what_is_owed_waits_again_and_nothing_else_does(database: Database) -> None:
    kinds = {
        "sender": (NoticeKind.ANSWER, NoticeKind.RECEIPT, NoticeKind.REMINDER),
        "other": (NoticeKind.ANSWER,),
    }
    async with database.transaction() as tx:
        for to, given in kinds.items():
            for kind in given:
                one = await outbox.add(tx, to, kind, {}, NOON)
                await outbox.settle(tx, one, Outcome("unreachable", "blocked"), NOON)
        one = await outbox.add(tx, "sender", NoticeKind.ANSWER, {}, NOON)
        await outbox.settle(tx, one, Outcome("sent"), NOON)
        assert await queue.revive(tx, ["sender"]) == 2
    async with database.transaction() as tx:
        revived = await outbox.claim(tx, NOON, LEASE, 9)
    assert [(one.kind, one.attempts) for one in revived] == [(NoticeKind.ANSWER, 1), (NoticeKind.RECEIPT, 1)]


async def test_what_is_promised_once_is_promised_once_to_each(database: Database) -> None:
    async with database.transaction() as tx:
        await outbox.occur(tx, "reminder", "p1", "2026-10-20", NOON)
    promises = [Promise(f"p{n}", f"key {n}", {"n": n}) for n in range(5)]
    for expected in (4, 0):
        async with database.transaction() as tx:
            add = outbox.add_once(tx, "reminder", "2026-10-20", NoticeKind.REMINDER, promises, NOON)
            assert await add == expected
    async with database.reading() as tx:
        notices = await outbox.occurred(tx, "reminder", "2026-10-20")
        kept = {row.id: (row.to, row.params) for row in await tx.execute(select(rows))}
    assert notices.pop("p1") is None
    found = {who: kept[notice] for who, notice in notices.items() if notice}
    assert found == {f"p{n}": (f"key {n}", {"n": n}) for n in (0, 2, 3, 4)}


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
        assert (await tx.execute(select(rows))).first() is None


async def test_nobody_gets_two_at_once_however_different_their_urgency(database: Database) -> None:
    answer, *_ = await _add(database, NoticeKind.REMINDER, NoticeKind.DIGEST, NoticeKind.ANSWER)
    async with database.reading() as tx:
        found = await queue.due(tx, NOON, LEASE, 30, answers=30, busy=set())
    assert len(found) == 1
    assert found[0] == answer + 2  # the answer
