"""The daily reminder: once, in time, and only to who wants and needs it."""

from __future__ import annotations

import asyncio
from datetime import date, time
from unicodedata import normalize

import pytest

from domain.errors import Invalid, NotAllowed
from domain.notice import Notice, NoticeKind
from domain.person import Act, Person, Post, Role, Speaker
from services.outbox import Outcome
from services.reminders import A_PAGE, read_time
from storage import people
from tests.services.office import Office, at
from tests.storage.ground import XUYEN

MINH = 201


async def _remind(office: Office, when: str, *, dry_run: bool = False) -> int:
    return await office.services.reminders.enqueue_due(at(when), dry_run=dry_run)


async def _minh(office: Office) -> Speaker:
    return await office.joins(MINH, Role.OFFICER)


async def _claimed(office: Office, when: str) -> Notice:
    (notice,) = await office.services.outbox.claim(at(when))
    return notice


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("17:30", time(17, 30)), ("17h30", time(17, 30)), ("17h", time(17)), ("17 giờ", time(17)),
        ("17 giờ 30", time(17, 30)), ("17 gio 05", time(17, 5)), ("7", time(7)), ("07:00", time(7)),
        (" 17H30 ", time(17, 30)), ("17.30", time(17, 30)), ("1730", time(17, 30)), ("17g30", time(17, 30)),
        ("0:00", time()), ("23:59", time(23, 59)), (normalize("NFC", "5 giờ"), time(5)),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(typed: str, meant: time) -> None:
    assert read_time(typed) == meant


@pytest.mark.parametrize(
    "typed", ["", "24:00", "17:60", "17:5", "chiều", "17:30:00", "-5", "1 7", "99", "5 giờ chiều mai", "²"]
)
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="time-unreadable"):
        read_time(typed)


async def test_an_officer_is_reminded_once_a_day_from_their_time_on(office: Office) -> None:
    await _minh(office)
    assert await _remind(office, "2026-10-20 16:59") == 0
    assert await _remind(office, "2026-10-20 17:00", dry_run=True) == 1
    assert await _remind(office, "2026-10-20 17:00") == 1
    assert await _remind(office, "2026-10-20 17:01") == 0
    assert await _remind(office, "2026-10-21 18:30") == 1
    assert await office.promised(NoticeKind.REMINDER) == 2


async def test_two_programs_asking_at_once_promise_one_reminder(office: Office) -> None:
    await _minh(office)
    twin = office.twin()
    done = await asyncio.gather(*(_remind(one, "2026-10-20 17:00") for one in (office, twin) * 3))
    await twin.close()
    assert sum(done) == 1
    assert await office.promised(NoticeKind.REMINDER) == 1


async def test_nobody_is_reminded_at_night_nor_of_a_day_that_passed(office: Office) -> None:
    await _minh(office)
    assert await _remind(office, "2026-10-20 22:01") == 0
    assert await _remind(office, "2026-10-21 07:00") == 0
    assert await office.promised(NoticeKind.REMINDER) == 0


async def test_who_recorded_today_is_not_reminded(office: Office) -> None:
    minh = await _minh(office)
    await office.services.deeds.record(Act(by=minh, at=at("2026-10-20 08:00")), "Đưa cụ bà qua đường")
    assert await _remind(office, "2026-10-20 17:00") == 0
    assert await _remind(office, "2026-10-21 17:00") == 1


async def test_only_officers_are_reminded_and_an_officer_who_moved_only_once(office: Office) -> None:
    await office.joins(301, Role.DUTY)
    await office.joins(401, Role.COMMANDER, "CAT")
    await _minh(office)
    await office.joins(MINH, Role.OFFICER, XUYEN.code)
    assert await _remind(office, "2026-10-20 17:00") == 1


async def test_an_own_time_counts_and_ends_a_pause(office: Office) -> None:
    minh = await _minh(office)
    act = Act(by=minh, at=at("2026-10-20 09:00"))
    assert await office.services.reminders.pause(act, 7) == date(2026, 10, 26)
    assert await _remind(office, "2026-10-26 21:00") == 0
    assert await _remind(office, "2026-10-27 17:00") == 1
    await office.services.reminders.pause(Act(by=minh, at=at("2026-10-28 09:00")), 30)
    await office.services.reminders.set_time(act, time(19, 30))
    setting = await office.services.reminders.setting(act)
    assert (setting.at, setting.paused_until) == (time(19, 30), None)
    assert await _remind(office, "2026-10-28 19:29") == 0
    assert await _remind(office, "2026-10-28 19:30") == 1


@pytest.mark.parametrize("days", [0, -1, 367])
async def test_an_odd_pause_is_refused(office: Office, days: int) -> None:
    with pytest.raises(Invalid, match="reminder-pause-odd"):
        await office.services.reminders.pause(Act(by=await _minh(office), at=at("2026-10-20 09:00")), days)


async def test_a_time_at_night_is_refused_and_a_citizen_sets_none(office: Office) -> None:
    act = Act(by=await _minh(office), at=at("2026-10-20 09:00"))
    with pytest.raises(Invalid, match="reminder-too-late"):
        await office.services.reminders.set_time(act, time(22, 1))
    lan = await office.services.people.speaker(101, "Lan", at("2026-10-20 09:00"))
    with pytest.raises(NotAllowed):
        await office.services.reminders.set_time(Act(by=lan, at=act.at), time(9))
    assert (await office.services.reminders.setting(act)).at == time(17)


async def test_a_promised_reminder_is_asked_again_before_it_is_sent(office: Office) -> None:
    minh = await _minh(office)
    await _remind(office, "2026-10-20 17:00")
    notice = await _claimed(office, "2026-10-20 17:00")
    reminders = office.services.reminders
    assert await reminders.holds(notice, at("2026-10-20 17:56"))
    assert not await reminders.holds(notice, at("2026-10-20 22:01"))
    assert not await reminders.holds(notice, at("2026-10-21 17:00"))
    await office.services.deeds.record(Act(by=minh, at=at("2026-10-20 17:30")), "Đưa cụ bà qua đường")
    assert not await reminders.holds(notice, at("2026-10-20 17:56"))


async def test_who_goes_on_leave_meanwhile_is_not_reminded_any_more(office: Office) -> None:
    minh = await _minh(office)
    await _remind(office, "2026-10-20 17:00")
    notice = await _claimed(office, "2026-10-20 17:00")
    await office.services.reminders.pause(Act(by=minh, at=at("2026-10-20 17:01")), 1)
    assert not await office.services.reminders.holds(notice, at("2026-10-20 17:02"))


async def test_in_an_hour_means_in_an_hour_but_not_at_night(office: Office) -> None:
    minh = await _minh(office)
    again = await office.services.reminders.snooze(Act(by=minh, at=at("2026-10-20 17:05")))
    assert again == at("2026-10-20 18:05")
    assert await office.services.outbox.claim(at("2026-10-20 18:04")) == []
    assert (await _claimed(office, "2026-10-20 18:05")).kind is NoticeKind.REMINDER
    for late in ("2026-10-20 21:30", "2026-10-20 23:30"):
        with pytest.raises(Invalid, match="reminder-too-late"):
            await office.services.reminders.snooze(Act(by=minh, at=at(late)))


async def test_a_sent_reminder_becomes_a_thank_you(office: Office) -> None:
    minh = await _minh(office)
    await _remind(office, "2026-10-20 17:00")
    notice = await _claimed(office, "2026-10-20 17:00")
    await office.services.outbox.settle(notice, Outcome("sent", None, 55), at("2026-10-20 17:00"))
    await office.services.deeds.record(Act(by=minh, at=at("2026-10-20 17:30")), "Đưa cụ bà qua đường")
    assert await office.promised(NoticeKind.THANKS) == 1
    assert await office.services.outbox.message_of(notice.id) == 55


async def test_hundreds_are_promised_theirs_a_few_at_a_time_and_once(office: Office) -> None:
    async with office.database.transaction() as tx:
        for number in range(A_PAGE * 2 + 50):
            person = Person(id=f"p{number}", key=f"key {number}", name="Minh", language="vi")
            await people.add(tx, person, at("2026-09-01 08:00"))
            post = Post(role=Role.OFFICER, unit=XUYEN.code)
            await people.add_post(tx, person.id, post, at("2026-09-01 08:00"))
    before = office.database.writer.pieces
    assert await _remind(office, "2026-10-20 17:00", dry_run=True) == A_PAGE * 2 + 50
    assert await _remind(office, "2026-10-20 17:00") == A_PAGE * 2 + 50
    assert office.database.writer.pieces - before == 3
    assert await _remind(office, "2026-10-20 17:01") == 0
    recipients = {notice.to for notice in await office.services.outbox.claim(at("2026-10-20 17:00"), 1000)}
    assert len(recipients) == A_PAGE * 2 + 50
