"""A direct answer that Telegram could not take at once: when it comes it is asked whom it is still for."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text, update

from domain.person import Role
from storage.tables import outbox
from tests.journeys.test_conflict import row
from tests.journeys.test_identity import asks, staffed
from tests.journeys.test_opinion import WORDS, opinion
from tests.people import LAN, NGAN
from tests.talk import Someone, Town, said

UNIT = "32134"


async def presses_in_vain(who: Someone, data: str) -> None:
    """Press a button while Telegram takes no answer; what it would have shown waits five minutes."""
    program = who.town.program
    who.town.world.fail_next("sendMessage", code=502, description="Bad Gateway", times=1)
    who.town.world.tap(who.id, who.last.message_id, data)
    while await program.intake.poll(0):
        pass
    await program.lanes.idle()  # and the postman has no word yet
    later = program.clock.now() + timedelta(minutes=5)
    async with program.database.transaction() as tx:
        waiting = (outbox.c.kind == "reply", outbox.c.state == "waiting")
        await tx.execute(update(outbox).where(*waiting).values(due_at=later))


async def comes_back(town: Town, after: timedelta = timedelta(minutes=10)) -> None:
    """What waited is delivered."""
    town.moves(town.program.clock.now() + after)
    await town.settles()


async def leaves(town: Town) -> None:
    """Nobody is on duty any more."""
    async with town.program.database.transaction() as tx:
        await tx.execute(text("DELETE FROM posts WHERE role = 'duty'"))


def new_of(who: Someone, before: set[int]) -> list[str]:
    """What came since."""
    return [said(message) for message in who.messages if message.message_id not in before]


def shown(who: Someone) -> set[int]:
    """The messages they have."""
    return {message.message_id for message in who.messages}


async def test_a_case_that_was_looked_at_comes_late_to_who_still_sees_it(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, UNIT)
    code = await opinion(town.who(LAN))
    before = shown(ngan)
    await presses_in_vain(ngan, f"h:open:{(await row(town, code)).id}")
    assert new_of(ngan, before) == []
    await comes_back(town)
    (late,) = new_of(ngan, before)
    assert WORDS in late


async def test_words_taken_back_meanwhile_do_not_come_late(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, UNIT)
    lan = town.who(LAN)
    code = await opinion(lan)
    before = shown(ngan)
    await presses_in_vain(ngan, f"h:open:{(await row(town, code)).id}")
    await lan.says(f"/theodoi {code} rút lại")
    await lan.taps("rút")
    assert (await row(town, code)).state == "withdrawn"
    await comes_back(town)
    assert not any(WORDS in late for late in new_of(ngan, before))


async def test_who_left_meanwhile_hears_neither_a_case_nor_a_list(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, UNIT)
    code = await opinion(town.who(LAN))
    before = shown(ngan)
    for data in (f"h:open:{(await row(town, code)).id}", "h:list:open", "m:hopthu"):
        await presses_in_vain(ngan, data)
    await leaves(town)
    await comes_back(town)
    assert new_of(ngan, before) == []


async def test_a_list_of_cases_is_too_old_after_an_hour_and_other_words_after_a_day(town: Town) -> None:
    ngan = await town.joins(NGAN, Role.DUTY, UNIT)
    lan = town.who(LAN)
    await opinion(lan)
    before, lans = shown(ngan), shown(lan)
    await presses_in_vain(ngan, "m:hopthu")
    await presses_in_vain(lan, "m:theodoi")
    await comes_back(town, timedelta(minutes=61))
    assert new_of(ngan, before) == []
    assert len(new_of(lan, lans)) == 1
    await presses_in_vain(lan, "m:theodoi")
    await comes_back(town, timedelta(hours=25))
    assert len(new_of(lan, lans)) == 1


async def test_a_name_opened_never_comes_late_and_is_shown_when_pressed_again(town: Town) -> None:
    ngan, viet, _, code = await staffed(town)
    await asks(ngan, code)
    await viet.taps("Đồng ý, báo người gửi")
    await viet.taps("✅ Gửi")
    await presses_in_vain(ngan, "i:open:1")
    await comes_back(town)
    ngan.has_not_seen(str(LAN.id))
    await ngan.forges("i:open:1")
    ngan.sees(str(LAN.id))
