"""An answer that waits to be approved waits no longer than what it answers stays the same."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from domain.case import Case, CaseState, Verdict
from domain.errors import Stale
from domain.notice import NoticeKind
from domain.person import Role, Speaker
from storage import case_notes, photos
from storage.tables import cases as case_table
from storage.tables import photos as photo_table
from storage.tables import posts, unit_rules
from tests.services.deciding import admin, decides
from tests.services.desks import (
    DONE,
    GROUP,
    act,
    draft,
    heard,
    now,
    serves,
    told,
    with_a_group_below,
)
from tests.services.office import Office, at
from tests.storage.ground import PROVINCE, TRAN, XUYEN

WHY = "Việc này thuộc địa bàn bên ấy"
OTHER = "Tổ tuần tra đã cử người tới gắn ba cái đèn mới rồi."
PHOTO = "AgAC-photo"
SAID = (OTHER, "Điện lực hẹn sáng mai kéo lại dây.", "Xã đã xin kinh phí, tháng tới làm xong.")


async def _second_eyes(office: Office, *units: str) -> None:
    async with office.database.transaction() as tx:
        for unit in units or (TRAN.code,):
            await tx.execute(unit_rules.insert().values(unit=unit, name="second_eyes", value=1))


async def _waits(office: Office, who: Speaker, case: Case) -> int:
    """An answer with a photo waits; its id."""
    await office.services.cases.reply(act(who), case.id, DONE, [PHOTO])
    async with office.database.reading() as tx:
        (waiting,) = await case_notes.of_case(tx, case.id, [case_notes.DRAFT])
    return waiting.id


async def _copied(office: Office, case: Case) -> Path:
    """Somebody looked at the photo: our copy of it lies there."""
    file = office.settings.data_dir / "media" / "copy.jpg"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"jpeg")
    async with office.database.transaction() as tx:
        (photo,) = await photos.waiting(tx, case.id)
        await photos.copied(tx, photo.id, file.name)
    return file


async def _left(office: Office, case: Case) -> tuple[list[str], list[str], int]:
    """(kinds of the case's words that waited once, their texts, photos that wait)."""
    kinds = [case_notes.DRAFT, case_notes.NOTE]
    async with office.database.reading() as tx:
        notes = await case_notes.of_case(tx, case.id, kinds)
        waits = len(await photos.waiting(tx, case.id))
    return [note.kind for note in notes], [note.text for note in notes], waits


async def _said(office: Office, case: Case) -> list[str]:
    view = await office.services.cases.view(case.id)
    assert view is not None
    return [message.text for message in view.messages[1:]]


async def test_passed_on_the_new_desk_answers_and_nobody_can_agree_to_the_old_words(office: Office) -> None:
    await _second_eyes(office, TRAN.code, XUYEN.code)
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    chief = await serves(office, 2, "Hoàng Khải", Role.COMMANDER)
    duty = await serves(office, 3, "Văn Út", Role.DUTY, XUYEN.code)
    leads = await serves(office, 4, "Quốc Việt", Role.COMMANDER, XUYEN.code)
    case = await heard(office)
    old = await _waits(office, ngan, case)
    file = await _copied(office, case)
    await office.services.handling.pass_on(act(ngan), draft(case, unit=XUYEN.code, reason=WHY))
    assert await _left(office, case) == ([case_notes.NOTE], [DONE], 0)
    assert not file.exists()
    await office.services.cases.reply(act(duty), case.id, OTHER)
    for one in (chief, leads):
        with pytest.raises(Stale):
            await office.services.answers.approve(act(one), case.id, old)
    (asked,) = await told(office, leads, NoticeKind.APPROVE)
    await office.services.answers.approve(act(leads), case.id, asked["note"])
    assert await _said(office, case) == [OTHER]
    assert await office.promised(NoticeKind.PHOTOS) == 0


async def test_given_back_and_moved_up_it_waits_no_more(office: Office) -> None:
    await with_a_group_below(office)
    await _second_eyes(office, GROUP.code, XUYEN.code)
    duty = await serves(office, 1, "Thu Ngân", Role.DUTY, GROUP.code)
    chief = await serves(office, 2, "Hoàng Khải", Role.COMMANDER, TRAN.code)
    case = await heard(office, unit=GROUP.code)
    old = await _waits(office, duty, case)
    await office.services.handling.escalate(act(duty), draft(case, reason="Quá khả năng của tổ"))
    assert await _left(office, case) == ([case_notes.NOTE], [DONE], 0)
    await office.services.handling.give_back(act(chief), draft(case, reason="Tổ làm được việc này"))
    with pytest.raises(Stale, match="draft-lapsed"):
        await office.services.answers.approve(act(chief), case.id, old)
    assert await _said(office, case) == []


@pytest.mark.parametrize("verdict", [Verdict.NO, Verdict.PARTLY])
async def test_a_case_that_is_opened_again_wants_another_answer(office: Office, verdict: Verdict) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    await serves(office, 2, "Hoàng Khải", Role.COMMANDER)
    viet = await serves(office, 3, "Quốc Việt", Role.COMMANDER, PROVINCE.code)
    lan = await office.services.people.speaker(900_001, "Lan", at("2026-10-20 08:00"))
    case = await office.hears(lan, "Đường vào ấp không có đèn")
    await office.services.cases.reply(act(ngan), case.id, OTHER)
    await _second_eyes(office)
    old = await _waits(office, ngan, case)
    await office.services.cases.close(act(ngan), case.id)
    with pytest.raises(Stale, match="case-closed"):
        await office.services.answers.approve(act(viet), case.id, old)
    again = await office.services.sender.judge(act(lan), case.id, verdict)
    assert again.state is not CaseState.CLOSED
    assert await _left(office, case) == ([case_notes.NOTE], [DONE], 0)
    with pytest.raises(Stale, match="draft-lapsed"):
        await office.services.answers.approve(act(viet), case.id, old)
    assert await _said(office, case) == [OTHER]


async def _names(office: Office, by: Speaker, case: Case, author: Speaker) -> None:
    await office.services.handling.name_officer(act(by), case.id, author.person)


async def _leaves(office: Office, by: Speaker, _: Case, author: Speaker) -> None:
    kept = await office.services.drafts.open(act(by), "people", {})
    await office.services.posts.leave(act(by), kept, author.person or "")


@pytest.mark.parametrize("happens", [_names, _leaves])
async def test_what_was_written_by_who_may_not_answer_any_more_is_a_note_and_another_answers(
    office: Office, happens: Callable[[Office, Speaker, Case, Speaker], Awaitable[None]]
) -> None:
    await _second_eyes(office)
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    minh = await serves(office, 2, "Hải Minh", Role.DUTY)
    chief = await serves(office, 3, "Hoàng Khải", Role.COMMANDER)
    case = await heard(office)
    old = await _waits(office, ngan, case)
    await happens(office, chief, case, ngan)
    kinds, texts, _ = await _left(office, case)
    assert (kinds, texts) == ([case_notes.NOTE], [DONE])
    with pytest.raises(Stale, match="draft-lapsed"):
        await office.services.answers.approve(act(chief), case.id, old)
    assert (await now(office, case)).taken_by is None
    await office.services.cases.reply(act(minh), case.id, OTHER)
    asked = (await told(office, chief, NoticeKind.APPROVE))[-1]
    sent = await office.services.answers.approve(act(chief), case.id, asked["note"])
    assert (sent.taken_by, await _said(office, case)) == (minh.person, [OTHER])
    assert await office.promised(NoticeKind.PHOTOS) == 0


async def test_a_stand_ins_answer_waits_no_longer_than_they_stand_in(office: Office) -> None:
    await _second_eyes(office)
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    chief = await serves(office, 3, "Hoàng Khải", Role.COMMANDER)
    case = await heard(office)
    old = await _waits(office, ngan, case)
    async with office.database.transaction() as tx:
        over = posts.update().where(posts.c.person == ngan.person).values(until=at("2026-10-21 00:00"))
        await tx.execute(over)
    shown = await office.services.caseload.opened(act(chief), case.id)
    assert (shown.draft, [note.kind for note in shown.notes]) == (old, [case_notes.DRAFT])
    later = act(chief, "2026-10-22 08:00")
    shown = await office.services.caseload.opened(later, case.id)
    assert (shown.draft, [note.kind for note in shown.notes]) == (None, [case_notes.NOTE])
    with pytest.raises(Stale, match="draft-lapsed"):  # by the instant, whether or not the clock has struck
        await office.services.answers.approve(later, case.id, old)
    await office.services.posts.enqueue_due(later.at)
    kinds, _, _ = await _left(office, case)
    assert kinds == [case_notes.NOTE]


async def test_what_its_sender_ended_waits_for_nothing(office: Office) -> None:
    await _second_eyes(office)
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    await serves(office, 2, "Hoàng Khải", Role.COMMANDER)
    viet = await serves(office, 3, "Quốc Việt", Role.COMMANDER, PROVINCE.code)
    lan = await office.services.people.speaker(900_001, "Lan", at("2026-10-20 08:00"))
    ended, gone = [await office.hears(lan, f"Đường vào ấp {name} không có đèn") for name in ("Rô", "Dơi")]
    old = [await _waits(office, ngan, case) for case in (ended, gone)]
    await office.services.sender.close_own(act(lan), ended.id)
    await office.services.sender.withdraw(act(lan), gone.id)
    assert await _left(office, ended) == ([case_notes.NOTE], [DONE], 0)
    assert await _left(office, gone) == ([], [], 0)
    for case, note in zip((ended, gone), old, strict=True):
        with pytest.raises(Stale):
            await office.services.answers.approve(act(viet), case.id, note)


async def test_a_unit_merged_away_takes_its_waiting_answers_along(office: Office) -> None:
    # The author has the case still, and thinks it as good as answered: nobody else would look at it.
    await _second_eyes(office, TRAN.code, XUYEN.code)
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    await serves(office, 2, "Hoàng Khải", Role.COMMANDER)
    leads = await serves(office, 4, "Quốc Việt", Role.COMMANDER, XUYEN.code)
    case = await heard(office)
    old = await _waits(office, ngan, case)
    await decides(office, await admin(office), "merge", TRAN.code, into=XUYEN.code, when="2026-10-20 11:00")
    later = "2026-10-20 12:00"
    assert await office.services.answers.may_read(leads.key, case.id, at(later))
    shown = await office.services.caseload.opened(act(leads, later), case.id)
    assert shown.draft == old
    sent = await office.services.answers.approve(act(leads, later), case.id, old)
    assert (sent.state, sent.taken_by, await _said(office, case)) == (CaseState.ANSWERED, ngan.person, [DONE])
    assert await office.promised(NoticeKind.PHOTOS) == 1


async def test_an_answer_that_the_merge_leaves_without_a_right_to_it_is_a_note_and_its_author_hears_so(
    office: Office,
) -> None:
    await with_a_group_below(office)
    await _second_eyes(office, GROUP.code)
    duty = await serves(office, 1, "Thu Ngân", Role.DUTY, GROUP.code)
    await serves(office, 2, "Hoàng Khải", Role.COMMANDER, TRAN.code)
    case = await heard(office, unit=GROUP.code)
    await _waits(office, duty, case)
    async with office.database.transaction() as tx:  # kept from the commune: after the merge it lies above
        await tx.execute(case_table.update().values(about=TRAN.code))
    await decides(office, await admin(office), "merge", GROUP.code, into=TRAN.code, when="2026-10-20 11:00")
    moved = await now(office, case)
    assert (moved.handler, moved.taken_by, moved.state) == (PROVINCE.code, None, CaseState.NEW)
    assert (await _left(office, case))[:2] == ([case_notes.NOTE], [DONE])
    assert [one["what"] for one in await told(office, duty, NoticeKind.TOLD)] == ["lapsed"]


async def test_what_waits_when_its_case_ends_goes_whoever_ends_it_and_its_author_hears_so(
    office: Office,
) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    minh = await serves(office, 2, "Hải Minh", Role.DUTY)
    await serves(office, 3, "Hoàng Khải", Role.COMMANDER)
    lan = await office.services.people.speaker(900_001, "Lan", at("2026-10-20 08:00"))
    ended = []
    for place, name in enumerate(("Rô", "Dơi", "Keo")):
        ended.append(await office.hears(lan, f"Đường vào ấp {name} không có đèn"))
        await office.services.cases.reply(act(ngan), ended[-1].id, SAID[place])
    await _second_eyes(office)
    for case in ended:
        await _waits(office, ngan, case)
    file = await _copied(office, ended[2])
    await office.services.cases.close(act(minh), ended[0].id)
    await office.services.sender.close_own(act(lan), ended[1].id)
    for day in ("2026-10-28 09:00", "2026-11-05 09:00"):  # nobody said anything, asked once more or not
        await office.services.deadlines.enqueue_due(at(day))
    for case in ended:
        assert (await now(office, case)).state is CaseState.CLOSED
        assert await _left(office, case) == ([case_notes.NOTE], [DONE], 0)
    assert not file.exists()
    heard_so = [(one["what"], one["case"]) for one in await told(office, ngan, NoticeKind.TOLD)]
    assert heard_so == [("lapsed", case.id) for case in ended]


async def test_where_nobody_needs_to_agree_any_more_the_answer_sent_is_the_only_one(office: Office) -> None:
    await _second_eyes(office)
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    minh = await serves(office, 2, "Hải Minh", Role.DUTY)
    chief = await serves(office, 3, "Hoàng Khải", Role.COMMANDER)
    case = await heard(office)
    old = await _waits(office, ngan, case)
    async with office.database.transaction() as tx:
        await tx.execute(unit_rules.delete())
    await office.services.cases.reply(act(minh), case.id, OTHER)
    assert await _left(office, case) == ([case_notes.NOTE], [DONE], 0)
    with pytest.raises(Stale, match="draft-lapsed"):
        await office.services.answers.approve(act(chief), case.id, old)
    assert await _said(office, case) == [OTHER]


async def test_photos_of_words_that_lapsed_never_go_with_later_ones(office: Office) -> None:
    await _second_eyes(office)
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    minh = await serves(office, 2, "Hải Minh", Role.DUTY)
    chief = await serves(office, 3, "Hoàng Khải", Role.COMMANDER)
    case = await heard(office)
    await _waits(office, ngan, case)
    file = await _copied(office, case)
    await _leaves(office, chief, case, ngan)
    await office.services.cases.reply(act(minh), case.id, OTHER)
    assert not file.exists()
    async with office.database.reading() as tx:
        assert await tx.scalar(select(func.count()).select_from(photo_table)) == 0
