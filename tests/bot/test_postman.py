"""The postman: pace, order, outages and leases. Time here is virtual, the database is real."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import insert, text

from bot.transport import NotSent, Unsure
from domain.notice import NoticeKind
from services.outbox import LEASE
from storage.tables import outbox
from tests.bot import post, virtual
from tests.bot.post import Broken, opened, refusal, too_many

HOUR = 3600.0
MANY = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :most)
    INSERT INTO outbox ("to", kind, params, priority, state, due_at, attempts)
    SELECT 'other ' || i, 'reminder', '{}', 2, 'waiting', '2026-10-20 10:00:00.000000', 0 FROM n
"""


def test_nearly_all_of_the_pace_is_used_and_a_strict_server_refuses_nothing() -> None:
    async def story() -> None:
        async with opened() as town:
            await town.promises_reminders(range(1, 241))
            await town.works(10)
            assert (town.telegram.refused, len(town.telegram.arrived)) == (0, 240)
            first, last = town.telegram.arrived[0].at, town.telegram.arrived[-1].at
            assert 239 / (last - first) >= 0.98 * 30
            assert await town.states() == {"sent"}

    virtual.run(story())


def test_an_answer_goes_out_next_though_a_hundred_thousand_reminders_wait() -> None:
    async def story() -> None:
        async with opened() as town:
            await town.promises_reminders(range(1, 150))
            async with town.office.database.transaction() as tx:
                await tx.execute(text(MANY), {"most": 100_000})
            working = asyncio.create_task(town.works(3.5))
            await asyncio.sleep(2)
            asked = virtual.now()
            await town.promises_answers([7_000])
            await working
            (answered,) = (call.at for call in town.telegram.arrived if call.chat == 7_000)
            assert answered - asked < 0.25
            assert len(town.telegram.arrived) > 90

    virtual.run(story())


def test_who_has_very_many_notices_keeps_nobody_waiting() -> None:
    async def story() -> None:
        async with opened() as town:
            await town.promises_answers([5] * 80)
            await town.promises_answers(range(100, 160))
            await town.works(10)
            others = [call.at for call in town.telegram.arrived if call.chat != 5]
            assert len(others) == 60
            assert max(others) < 6
            assert town.telegram.refused == 0
            await town.works(90)
            assert await town.states() == {"sent"}

    virtual.run(story())


def test_one_recipients_many_rows_are_passed_over_when_leasing() -> None:
    async def story() -> None:
        async with opened() as town:
            await town.promises_reminders(range(1, 40))
            row = {
                "to": town.office.services.custody.person_key(1),
                "kind": "reminder",
                "params": {"person": "p1", "day": post.DAY},
                "priority": 2,
                "state": "waiting",
                "due_at": post.START - timedelta(hours=1),
            }
            async with town.office.database.transaction() as tx:
                await tx.execute(insert(outbox), [row] * 500)
            await town.works(3)
            assert {call.chat for call in town.telegram.arrived} == set(range(1, 40))

    virtual.run(story())


def test_a_chats_notices_go_in_their_order() -> None:
    async def story() -> None:
        async with opened() as town:
            for number in range(12):
                await town.promises_answers([5], f"số {number}")
            await town.works(30)
            assert [call.text for call in town.telegram.arrived] == [f"số {number}" for number in range(12)]

    virtual.run(story())


def test_retry_after_stops_everyone_to_the_second_and_counts_as_no_attempt() -> None:
    async def story() -> None:
        async with opened() as town:
            await town.promises_reminders(range(1, 101))
            once = iter([too_many(17)])
            town.telegram.plan = lambda _method, _chat: next(once, None) if virtual.now() > 1 else None
            await town.works(30)
            times = [call.at for call in town.telegram.arrived]
            pause = max(after - before for before, after in pairwise(times))
            assert 17 - 0.1 < pause < 17.3
            assert (len(times), town.telegram.refused) == (100, 0)
            assert {row.attempts for row in await town.rows()} == {1}
            assert town.counted("held_total") == 1
            assert town.counted("held_seconds_total") == 17

    virtual.run(story())


def test_a_direct_answers_retry_after_stops_the_postman_too() -> None:
    async def story() -> None:
        async with opened() as town:
            town.telegram.plan = lambda _method, chat: too_many(9) if chat == 77 else None
            with pytest.raises(Exception, match="Flood control"):
                await town.bot.send_message(77, "Dạ")
            await town.promises_answers([1])
            await town.works(12)
            assert [call.at for call in town.telegram.arrived] == pytest.approx([9], abs=0.2)

    virtual.run(story())


OUTAGES: dict[str, Callable[[], Exception | tuple[int, dict[str, object]]]] = {
    "no way there": NotSent,
    "the way breaks": Broken,
    "500": lambda: refusal(500, "Internal Server Error"),
    "502": lambda: refusal(502, "Bad Gateway"),
}


@pytest.mark.parametrize("kind", OUTAGES)
def test_an_hours_outage_is_drained_at_the_pace_with_nothing_lost(kind: str) -> None:
    async def story() -> None:
        async with opened() as town:
            over = 10 + HOUR
            town.telegram.plan = lambda _method, _chat: OUTAGES[kind]() if 1 <= virtual.now() < over else None
            await town.promises_answers(range(1, 61))
            working = asyncio.create_task(town.works(over + 90))
            await asyncio.sleep(HOUR / 2)
            await town.promises_answers(range(1000, 1060))
            await town.promises_reminders(range(5000, 5030))
            await working
            looks = [at for at in town.telegram.tried if 60 < at < over]
            assert len(looks) < HOUR / 25  # nobody's attempts are burnt meanwhile
            after = [call for call in town.telegram.arrived if call.at >= over]
            assert after[0].at - over < 60  # noticed within a minute
            assert after[-1].at - after[0].at < len(after) / 29 + 1  # and drained at the pace
            assert (town.telegram.refused, town.telegram.fastest) == (0, 30)
            kinds = [call.chat >= 5000 for call in after[5:]]
            assert kinds == sorted(kinds)  # answers first
            assert await town.states() == {"sent"}
            assert len(town.telegram.arrived) == 150  # each once
            assert max(row.attempts for row in await town.rows()) <= 3

    virtual.run(story())


def test_after_an_outage_is_asked_again_what_still_holds() -> None:
    """Reminders of the evening that only went out after 22:00 would wake people."""

    async def story() -> None:
        async with opened() as town:
            late = (post.LATE - post.START).total_seconds()
            await asyncio.sleep(late - 300)
            town.telegram.plan = lambda _method, _chat: (
                NotSent() if late - 298 < virtual.now() < late + 100 else None
            )
            await town.promises_reminders(range(1, 101))
            await town.works(500)
            assert 30 < len(town.telegram.arrived) < 80
            assert await town.states() == {"sent", "dropped"}

    virtual.run(story())


def test_a_lost_answer_is_sent_again_and_counted() -> None:
    async def story() -> None:
        async with opened() as town:
            lost = iter([Unsure()])
            town.telegram.plan = lambda _method, chat: next(lost, None) if chat == 5 else None
            await town.promises_answers(range(1, 40))
            await town.works(20)
            assert len([call for call in town.telegram.arrived if call.chat == 5]) == 2
            doubled = [row for row in await town.rows() if row.unsure]
            assert [(row.state, row.unsure) for row in doubled] == [("sent", 1)]
            assert town.counted("sends_ambiguous_total") == 1

    virtual.run(story())


def test_what_never_left_is_sent_again_and_not_counted_as_doubled() -> None:
    async def story() -> None:
        async with opened() as town:
            away = iter([NotSent()])
            town.telegram.plan = lambda _method, chat: next(away, None) if chat == 5 else None
            await town.promises_answers(range(1, 40))
            await town.works(20)
            assert len(town.telegram.arrived) == 39
            assert {row.unsure for row in await town.rows()} == {0}
            assert town.counted("sends_ambiguous_total") == 0

    virtual.run(story())


def test_a_notice_whose_answer_is_lost_each_time_is_given_up_after_a_few_copies() -> None:
    async def story() -> None:
        async with opened() as town:
            town.telegram.plan = lambda _method, chat: Unsure() if chat == 5 else None
            await town.promises_answers([5])
            working = asyncio.create_task(town.works(90))
            for _ in range(40):  # others are answered meanwhile: it is no outage
                await town.promises_answers([100])
                await asyncio.sleep(2)
            await working
            (row,) = [row for row in await town.rows() if row.state != "sent"]
            assert (row.state, row.unsure >= 4) == ("failed", True)
            assert len([call for call in town.telegram.arrived if call.chat == 5]) <= 8

    virtual.run(story())


def test_one_poisonous_notice_holds_nobody_up() -> None:
    async def story() -> None:
        async with opened() as town:
            town.telegram.plan = lambda _method, chat: (
                refusal(500, "Internal Server Error") if chat == 5 else None
            )
            await town.promises_answers([5])
            await town.works(1)
            await town.promises_reminders(range(1000, 1150))
            await town.works(9)
            assert len(town.telegram.arrived) == 150

    virtual.run(story())


def test_a_postman_killed_before_he_could_record_it_sends_it_again_when_the_lease_ends() -> None:
    async def story() -> None:
        async with opened() as town:
            await town.promises_answers([1])
            (held,) = await town.office.services.outbox.claim(town.now())  # sent, and never settled
            await town.works(LEASE.total_seconds() - 2)
            assert town.telegram.arrived == []
            await town.works(5)
            assert len(town.telegram.arrived) == 1
            (row,) = await town.rows()
            assert (row.id, row.state, row.attempts) == (held.id, "sent", 2)

    virtual.run(story())


def test_what_was_sent_is_recorded_however_long_the_database_is_away() -> None:
    async def story() -> None:
        async with opened() as town:
            file = town.office.settings.database_path

            def away(_method: str, _chat: int) -> None:
                _execute(file, "ALTER TABLE outbox RENAME TO gone")
                asyncio.get_running_loop().call_later(4, _execute, file, "ALTER TABLE gone RENAME TO outbox")

            town.telegram.plan = away
            await town.promises_answers([1])
            await town.works(30)
            assert len(town.telegram.arrived) == 1
            (row,) = await town.rows()
            assert (row.state, row.attempts) == ("sent", 1)

    virtual.run(story())


def _execute(file: Path, words: str) -> None:
    connection = sqlite3.connect(file)
    connection.execute(words)
    connection.close()


def test_a_postman_who_stops_ends_what_is_on_the_wire_and_gives_back_the_rest() -> None:
    async def story() -> None:
        async with opened(takes=2.0) as town:
            await town.promises_reminders(range(1, 100))
            await town.works(1)
            sent = [row for row in await town.rows() if row.state == "sent"]
            back = [row for row in await town.rows() if row.state == "waiting"]
            assert len(sent) == len(town.telegram.arrived) > 20
            assert len(sent) + len(back) == 99
            assert {(row.leased_until, row.attempts) for row in back} == {(None, 0)}
            town.postman = town.another()
            await town.works(20)
            assert len(town.telegram.arrived) == 99

    virtual.run(story())


def test_two_postmen_side_by_side_send_each_once() -> None:
    async def story() -> None:
        async with opened() as town:
            await town.promises_reminders(range(1, 100))
            other = town.another()
            working = asyncio.create_task(other.run())
            await town.works(10)
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)
            assert len(town.telegram.arrived) == 99

    virtual.run(story())


def test_a_lease_that_another_took_meanwhile_sends_nothing() -> None:
    async def story() -> None:
        async with opened() as town:
            await town.promises_answers([1])
            outbox = town.office.services.outbox
            (ours,) = await outbox.claim(town.now())
            later = town.now() + LEASE + timedelta(seconds=1)
            assert await outbox.still_ours(ours, later)  # nobody took it: the lease is renewed
            (theirs,) = await outbox.claim(later + LEASE + timedelta(seconds=1))
            assert not await outbox.still_ours(ours, later + LEASE + timedelta(seconds=1))
            assert await outbox.still_ours(theirs, later)
            await outbox.put_back(ours)  # too late: it is theirs
            assert await outbox.claim(later + LEASE + timedelta(seconds=2)) == []

    virtual.run(story())


def test_a_clock_set_back_an_hour_keeps_no_lease_alive() -> None:
    async def story() -> None:
        async with opened() as town:
            await town.promises_answers([1])
            outbox = town.office.services.outbox
            (held,) = await outbox.claim(town.now() + timedelta(hours=1))
            assert held.leased_until > town.now() + timedelta(hours=1)
            assert len(await outbox.claim(town.now() + timedelta(seconds=1))) == 1

    virtual.run(story())


def test_the_kinds_of_outage_are_told_in_the_row() -> None:
    async def story() -> None:
        async with opened() as town:
            town.telegram.plan = lambda _method, _chat: refusal(500, "Internal Server Error")
            await town.promises_answers([1])
            await town.works(3)
            (row,) = await town.rows()
            assert (row.state, row.kind, row.attempts) == ("waiting", NoticeKind.REPLY.value, 0)
            assert "Internal Server Error" in row.reason

    virtual.run(story())
