"""A failed update is handled once more, by its reference as people copy it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from bot import lanes
from domain import receipt
from domain.errors import BadSetting, NotFound
from domain.person import Role, UpdateKey
from domain.reference import meant
from services.inbox import FAILED_KEPT, Inbox
from storage.tables import inbox
from storage.vault import Vault, new_key
from tests.operators.shell import Shell
from tests.people import LAN, NGAN
from tests.services.office import Office, at
from tests.talk import TOKEN, Someone, Town, code_in, said

NOW = at("2026-10-20 09:00")
REFERENCE = "7KDA3MPX"
WORDS = "Đường vào ấp tối quá"
references = st.text(receipt.ALPHABET, min_size=8, max_size=8)


def message(update: int, who: int = LAN.id, text: str = "/gopy") -> dict[str, object]:
    """An update as Telegram gives it, as far as the inbox looks at it."""
    return {"update_id": update, "message": {"from": {"id": who}, "text": text}}


async def failed(office: Office, *updates: int) -> list[str]:
    """These updates came and failed; their lanes."""
    arrived = await office.services.inbox.keep([message(update) for update in updates], NOW)
    for number, one in enumerate(arrived):
        await office.services.inbox.fail(one.key, f"{REFERENCE[:7]}{receipt.ALPHABET[number]}", "KeyError")
    return [one.lane for one in arrived]


async def states(office: Office) -> dict[int, tuple[str, str | None]]:
    """State and reference of each update."""
    async with office.database.reading() as tx:
        rows = await tx.execute(select(inbox.c.update_id, inbox.c.state, inbox.c.reference))
        return {row.update_id: (row.state, row.reference) for row in rows}


async def test_a_reopened_update_is_given_once_in_its_senders_lane_with_what_was_sent(office: Office) -> None:
    box = office.services.inbox
    (lane,) = await failed(office, 7)
    assert await box.take_up() == []
    assert await box.reopen("7KDA3MP3") == "7KDA3MP3"
    (one,) = await box.take_up()
    assert (one.key, one.lane) == (UpdateKey(box.bot, 7), lane)
    assert box.opened(one) == message(7)
    assert await box.take_up() == []
    await box.finish(one.key)
    assert await states(office) == {7: ("done", None)}


async def test_several_are_given_in_the_order_they_came(office: Office) -> None:
    await failed(office, 9, 8, 7)
    for sign in receipt.ALPHABET[:3]:
        await office.services.inbox.reopen(f"{REFERENCE[:7]}{sign}")
    assert [one.key.update for one in await office.services.inbox.take_up()] == [7, 8, 9]


async def test_what_was_reopened_while_no_bot_ran_is_handled_at_the_next_start(office: Office) -> None:
    await failed(office, 7)
    await office.services.inbox.reopen("7KDA3MP3")
    assert [one.key.update for one in await office.services.inbox.waiting()] == [7]


async def test_what_fails_again_gets_another_reference(office: Office) -> None:
    box = office.services.inbox
    await failed(office, 7)
    await box.reopen("7KDA3MP3")
    (one,) = await box.take_up()
    assert await box.fail(one.key, "YYYYYYYY", "KeyError")
    assert await states(office) == {7: ("failed", "YYYYYYYY")}
    with pytest.raises(NotFound, match="reference-unknown"):
        await box.reopen("7KDA3MP3")


async def test_an_unknown_reference_and_one_replayed_already_change_nothing(office: Office) -> None:
    await failed(office, 7)
    for typed in ("AAAAAAAA", "", "'; DROP TABLE inbox"):
        with pytest.raises(NotFound, match="reference-unknown"):
            await office.services.inbox.reopen(typed)
    assert await states(office) == {7: ("failed", "7KDA3MP3")}
    await office.services.inbox.reopen("7KDA3MP3")
    with pytest.raises(NotFound, match="reference-unknown"):
        await office.services.inbox.reopen("7KDA3MP3")


async def test_under_another_key_nothing_is_reopened(office: Office) -> None:
    await failed(office, 7)
    office.services.custody.vault = Vault(new_key())
    with pytest.raises(BadSetting, match="setting-secret-key-changed"):
        await office.services.inbox.reopen("7KDA3MP3")
    assert await states(office) == {7: ("failed", "7KDA3MP3")}


async def test_another_bots_updates_are_left_to_it(office: Office) -> None:
    await failed(office, 7)
    other = Inbox(office.database, office.services.custody, 99)
    await other.reopen("7KDA3MP3")
    assert await other.take_up() == []
    assert len(await office.services.inbox.take_up()) == 1


async def test_failed_updates_are_forgotten_in_the_end(office: Office) -> None:
    await failed(office, 7)
    await office.services.inbox.prune_failed(NOW + FAILED_KEPT)
    assert 7 in await states(office)
    await office.services.inbox.prune_failed(NOW + FAILED_KEPT * 1.01)
    assert await states(office) == {}


@given(references, st.sampled_from([str.lower, str.title, str]), st.sampled_from(["", " ", "-", "–", "."]))
def test_a_reference_is_read_however_it_is_written(reference: str, case: type[str], between: str) -> None:
    typed = f"  «{case(reference[:4])}{between}{case(reference[4:])}» "
    assert meant(typed, [reference, "YYYYYYYY"]) == reference


@pytest.mark.parametrize(
    ("typed", "reference"), [("QKDA3MPX", "DKDA3MPX"), ("0KDA3MPX", "QKDA3MPX"), ("okdagmpx", "QKDA6MPX")]
)
def test_signs_that_look_alike_are_taken_for_each_other(typed: str, reference: str) -> None:
    assert meant(typed, [reference, "YYYYYYYY"]) == reference


def test_where_two_look_alike_only_the_very_one_is_meant() -> None:
    assert meant("QKDA3MPX", ["QKDA3MPX", "DKDA3MPX"]) == "QKDA3MPX"
    assert meant("0KDA3MPX", ["QKDA3MPX", "DKDA3MPX"]) is None


async def test_an_opinion_whose_sending_failed_is_received_after_a_replay(
    town: Town, operator: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "PAUSE", 0)
    ngan = await town.joins(NGAN, Role.DUTY, "32134")
    lan = town.who(LAN)
    await lan.says(WORDS)
    await lan.taps("Gửi góp ý")
    for word in ("32134", "phản ánh", "ẩn danh"):
        await lan.says(word)
    with _away(town, "case_messages"):
        await lan.taps("✅ Gửi")
    reference = _reference(lan)
    ngan.has_not_seen(WORDS)

    settings = town.program.settings
    operator.set(bot_token=TOKEN, secret_key=settings.secret_key, database_url="vidan.db", data_dir=".")
    unknown = await operator.types("replay", "AAAAAAAA")
    assert (unknown.code, "AAAAAAAA" in unknown.err) == (1, True)
    done = await operator.types("replay", f"{reference[:4]}-{reference[4:]}".lower())
    assert (done.code, reference in done.out) == (0, True), done.err

    town.program.lanes.put(await town.program.services.inbox.take_up())
    await town.settles()
    lan.sees("Đã nhận", code_in(said(lan.last)))
    ngan.has_seen(WORDS)


@contextmanager
def _away(town: Town, table: str) -> Iterator[None]:
    """A table is not there for a while: what needs it fails."""
    with closing(sqlite3.connect(town.program.settings.database_path)) as other:
        other.execute(f"ALTER TABLE {table} RENAME TO away")
        yield
        other.execute(f"ALTER TABLE away RENAME TO {table}")


def _reference(who: Someone) -> str:
    """What the person is shown when we failed."""
    found = re.search(rf"\b[{receipt.ALPHABET}]{{8}}\b", said(who.last))
    assert found, who.screen
    return found[0]
