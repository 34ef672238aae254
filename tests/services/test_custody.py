"""Custody: who a citizen is stands nowhere in the open."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from domain.case import CaseKind, CaseState
from domain.errors import NotFound, Permanent
from domain.person import Act, Role, Speaker
from services.custody import Address, Custody
from services.outbox import Outcome
from storage import cases
from storage.vault import Vault, new_key
from tests.services.office import Office, at

LAN = 7_310_498_265
NAME = "Trần Thị Biển-Lặng"
PHONE = "0913579246"
FILE = "AgACAgUAAxkBPLANTED"


async def _lan(office: Office) -> Speaker:
    return await office.services.people.speaker(LAN, NAME, at("2026-10-20 09:00"))


async def test_a_citizens_number_name_and_contact_are_in_no_byte_of_the_database(
    office: Office, tmp_path: Path
) -> None:
    lan = await _lan(office)
    act = Act(by=lan, at=at("2026-10-20 09:00"))
    update = {
        "update_id": 5,
        "message": {"from": {"id": LAN, "first_name": NAME}, "chat": {"id": LAN}, "text": PHONE},
    }
    await office.services.inbox.keep([update], act.at)
    await office.services.drafts.open(act, "suggest", {"contact": f"{NAME} {PHONE}", "photos": [FILE]})
    case = await office.hears(
        lan, "Đường tối quá", anonymous=False, contact=f"{NAME} {PHONE}", photos=(FILE,)
    )
    await office.services.outbox.keep_reply(act, {"text": f"Chào {NAME}"}, act.at)
    to = await _address(office, office.services.custody.case_key(case.id))
    notice, *_ = await office.services.outbox.claim(act.at)
    await office.services.outbox.settle(notice, Outcome("sent"), act.at, to, case=case.id, messages=[91])
    await office.services.people.set_language(act, "en")
    await office.services.groups.may_speak(act, -LAN)
    raw = b"".join(file.read_bytes() for file in tmp_path.glob("vidan.db*"))
    assert case.code.encode() in raw  # the rows are there, and in these files
    for planted in (str(LAN), NAME, "Biển-Lặng", PHONE, FILE):
        assert planted.encode() not in raw
        assert json.dumps(planted).strip('"').encode() not in raw
    assert LAN.to_bytes(6, "big") not in raw  # as SQLite stores a number of this size


async def test_of_what_was_withdrawn_no_byte_is_left_and_its_count_stays(
    office: Office, tmp_path: Path
) -> None:
    lan = await _lan(office)
    act = Act(by=lan, at=at("2026-10-20 10:00"), message=91)
    words = "Chuyện ngoắt ngoéo ở bến đò"
    case = await office.hears(
        lan, words, anonymous=False, contact=f"{NAME} {PHONE}", photos=(FILE,), said=(90,)
    )
    other = await office.hears(lan, "Đèn ở cầu cũng hư rồi")
    await office.services.sender.reply(act, case.id, "Nói thêm: ngoắt ngoéo lắm", [FILE])
    withdrawn = await office.services.sender.withdraw(act, case.id)
    assert (withdrawn.state, withdrawn.due_at) == (CaseState.WITHDRAWN, None)
    async with office.database.reading() as tx:
        assert await office.services.custody.contact(tx, case.id) == ""
        assert await office.services.custody.is_sender(tx, lan, case.id)  # they may still look it up
        assert await tx.scalar(text("SELECT count(*) FROM photos")) == 0
        assert await tx.scalar(text("SELECT sum(received) FROM case_months")) == 2
        assert await tx.scalar(text("SELECT count(*) FROM case_search WHERE case_search MATCH 'den'")) == 1
    await office.database.close()  # what the journal still held is written back
    raw = b"".join(file.read_bytes() for file in tmp_path.glob("vidan.db*"))
    for planted in (words, "ngoắt", "ngoat", "ngoeo", "ben do", PHONE, FILE):
        assert planted.encode() not in raw, planted
    assert other.text.encode() in raw


async def _address(office: Office, finder: str) -> Address:
    async with office.database.reading() as tx:
        found = await office.services.custody.address(tx, finder)
    assert found is not None
    return found


async def test_no_table_but_custody_joins_a_case_with_its_sender(office: Office, tmp_path: Path) -> None:
    lan = await _lan(office)
    await office.hears(lan, "Đường tối quá")
    await office.database.close()
    connection = sqlite3.connect(tmp_path / "vidan.db")
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    holding = [t for t in tables if lan.key in str(connection.execute(f'SELECT * FROM "{t}"').fetchall())]
    connection.close()
    assert holding == ["custody"]


async def test_a_form_of_the_senders_joins_neither_a_roll_nor_what_they_did_that_instant(
    office: Office,
) -> None:
    await office.joins(LAN, Role.OFFICER)
    lan = await _lan(office)
    case = await office.hears(lan, "Trưởng công an xã đánh bài trong giờ trực")
    act = Act(by=lan, at=at("2026-10-20 15:00:18.273781"))
    await office.services.audit.alone(None, "judged", case.id, at=act.at, by="sender")
    await office.services.drafts.open(act, "why", {"case": case.id})
    joins = (
        "JOIN people ON people.key = drafts.owner",
        "JOIN custody ON custody.finder = drafts.owner",
        "JOIN audit ON audit.at = drafts.changed_at",
    )
    async with office.database.reading() as tx:
        for join in joins:
            assert await tx.scalar(text(f"SELECT count(*) FROM drafts {join}")) == 0, join
    kept = await office.services.drafts.active(lan.key)
    assert kept is not None
    assert kept.changed_at == act.at
    assert (await office.services.people.heard(LAN, NAME, act.at))[1] == kept


async def test_a_cases_sender_is_found_only_with_the_key(office: Office) -> None:
    lan = await _lan(office)
    case = await office.hears(lan, "Đường tối quá")
    to = await _address(office, office.services.custody.case_key(case.id))
    assert (to.chat, to.language, to.key) == (LAN, "vi", lan.key)
    stranger = Custody(Vault(new_key()))
    async with office.database.reading() as tx:
        assert await stranger.address(tx, stranger.case_key(case.id)) is None
        with pytest.raises(Permanent, match="vault-closed"):
            await stranger.address(tx, office.services.custody.case_key(case.id))


async def test_two_cases_of_one_person_share_nothing_that_a_unit_sees(office: Office) -> None:
    lan = await _lan(office)
    one, other = await office.hears(lan, "Đường tối quá"), await office.hears(lan, "Cảm ơn các anh")
    assert len({one.id, other.id, one.code, other.code}) == 4
    assert (one.alias, one.version) != (other.alias, other.version)
    assert office.services.custody.case_key(one.id) != office.services.custody.case_key(other.id)


async def test_only_its_sender_follows_a_case_and_strangers_learn_not_even_that_it_exists(
    office: Office,
) -> None:
    lan = await _lan(office)
    hoa = await office.services.people.speaker(700000102, "Hoa", at("2026-10-20 09:00"))
    case = await office.hears(lan, "Đường tối quá")
    now = at("2026-10-21 09:00")
    view = await office.services.sender.track(Act(by=lan, at=now), case.code.lower())
    assert view.case == case
    assert [found.id for found in await office.services.sender.mine(Act(by=lan, at=now))] == [case.id]
    refusals = []
    for who, code in ((hoa, case.code), (hoa, "3333-3333")):
        with pytest.raises(NotFound) as caught:
            await office.services.sender.track(Act(by=who, at=now), code)
        refusals.append(caught.value.key)
    assert len(set(refusals)) == 1
    assert await office.services.sender.mine(Act(by=hoa, at=now)) == []


async def test_nothing_goes_to_who_blocked_the_bot_until_they_let_it_in_again(office: Office) -> None:
    lan = await _lan(office)
    case = await office.hears(lan, "Đường tối quá")
    finder = office.services.custody.case_key(case.id)
    act = Act(by=lan, at=at("2026-10-20 10:00"))
    for blocked in (True, False):
        await office.services.people.membership(act, blocked=blocked)
        async with office.database.reading() as tx:
            assert (await office.services.custody.address(tx, finder) is None) is blocked
            assert (await office.services.custody.address(tx, lan.key) is None) is blocked


async def test_who_left_no_trace_has_no_address(office: Office) -> None:
    lan = await _lan(office)
    async with office.database.reading() as tx:
        assert await office.services.custody.address(tx, lan.key) is None
        assert await office.services.custody.record(tx, lan.key) is None
        assert await office.services.custody.contact(tx, "no such case") == ""


async def test_the_unit_sees_a_contact_only_where_the_sender_gave_one(office: Office) -> None:
    lan = await _lan(office)
    named = await office.hears(lan, "Đường tối quá", anonymous=False, contact=PHONE)
    hidden = await office.hears(lan, "Cảm ơn các anh", anonymous=True, contact=PHONE)
    async with office.database.reading() as tx:
        assert await office.services.custody.contact(tx, named.id) == PHONE
        assert await office.services.custody.contact(tx, hidden.id) == ""


async def test_a_persons_list_of_cases_has_an_end_and_keeps_the_newest(office: Office) -> None:
    lan = await _lan(office)
    custody = office.services.custody
    async with office.database.transaction() as tx:
        await custody.remember(tx, lan, language="vi")
        for number in range(80):
            await custody.link(tx, lan, f"old{number:09}", "", {"contact": "Bảy Nhung " * 10})
        await custody.link(tx, lan, "newest", "", {})
        lengths = (await tx.execute(text("SELECT DISTINCT length(sealed) FROM custody"))).scalars().all()
        assert len(lengths) == 1
        record = await custody.record(tx, lan.key)
        assert record is not None
        assert len(record.cases) >= 20
        assert record.cases[-1] == "newest"
        assert "old000000000" not in record.cases
        moved = await office.services.custody.remember(tx, replace(lan, chat=5), language="en")
        assert moved == replace(record, chat=5, language="en")


async def test_what_is_over_leaves_a_full_list_before_what_still_runs(office: Office) -> None:
    lan = await _lan(office)
    old = await office.hears(lan, "Cầu khỉ đầu xóm gãy ván", "2026-10-01 08:00")
    over = await office.hears(lan, "Cảm ơn mấy chú", "2026-10-02 08:00", kind=CaseKind.PRAISE)
    async with office.database.transaction() as tx:
        await cases.change(tx, over, state=CaseState.CLOSED)
    for number in range(60):
        await office.hears(lan, f"Đèn số {number} tắt", "2026-10-03 08:00")
        async with office.database.transaction() as tx:
            record = await office.services.custody.record(tx, lan.key)
            assert record is not None
            if over.id not in record.cases:
                break
    assert record is not None
    assert record.cases[0] == old.id
    assert len(record.cases) == number + 2
