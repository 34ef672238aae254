"""Answers worth having: not what others were told, ready ones filled in, and a second pair of eyes."""

from __future__ import annotations

import asyncio
import csv
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz import fuzz

from domain.answer import LONGEST_ANSWER, essence
from domain.case import Case, CaseKind, CaseState
from domain.errors import Invalid, NotAllowed, NotFound, Refused, Stale
from domain.forms import Draft
from domain.notice import NoticeKind
from domain.person import Role, Speaker
from domain.rights import Action
from domain.vietnamese import units_long
from services.answers import SAME
from services.ready import MOST
from services.suggestions import Opinion
from storage.tables import unit_rules
from tests.services.desks import DONE, act, draft, heard, noted, now, serves, told, why
from tests.services.office import Office, at
from tests.storage.ground import PROVINCE, TRAN, XUYEN

EMPTY = "Công an xã đã ghi nhận ý kiến của bà con và sẽ xem xét, giải quyết theo quy định."
NEAR = (
    (EMPTY, "Công an xã đã ghi nhận ý kiến của bà con và sẽ xem xét giải quyết theo đúng quy định."),
    (EMPTY, "Công an phường đã ghi nhận ý kiến của anh/chị và sẽ xem xét, giải quyết theo quy định."),
    (EMPTY, f"Dạ, {EMPTY} Xin cảm ơn bà con!"),
    (EMPTY, EMPTY.upper()),
    (
        "Cảm ơn bà con. Về ý kiến 4KAD-7XMP, đơn vị đã nhận ngày 20/10/2026 và sẽ giải quyết theo quy định.",
        "Cảm ơn bà con. Về ý kiến 9QRT-3ACD, đơn vị đã nhận ngày 02/11/2026 và sẽ giải quyết theo quy định.",
    ),
    ("Đã xem xét và ghi nhận ý kiến của bà con.", "Đã ghi nhận và xem xét ý kiến của bà con."),
)
FAR = (
    (
        "Công an xã đã báo điện lực, tối mai sẽ lắp 5 bóng đèn.",
        "Công an xã đã báo điện lực, tuần sau sẽ lắp 3 bóng đèn ở cầu Cái Rô.",
    ),
    ("Đã lắp hai bóng đèn đầu ấp.", "Đã lắp thêm ba bóng đèn cuối ấp."),
    (
        "Tổ tuần tra đã đến chợ lúc 6 giờ sáng nay, nhắc 4 hộ dọn hàng vào trong vạch, mai kiểm tra lại.",
        "Tổ tuần tra đã đến chợ lúc 17 giờ chiều qua, nhắc 2 hộ dọn xe vào trong bãi, thứ hai kiểm tra lại.",
    ),
    (
        "Căn cước của chị đã có, mời chị tới trụ sở nhận trong giờ hành chính, mang theo giấy hẹn.",
        "Căn cước của bác đã có, tổ lưu động sẽ mang tới nhà bác sáng thứ bảy này.",
    ),
)


async def _answered(office: Office, who: Speaker, opinion: str, answer: str, **more: Any) -> Case:
    case = await heard(office, opinion, **more)
    found, _ = await office.services.cases.reply(act(who), case.id, answer)
    return found


async def _second_eyes(office: Office, unit: str = TRAN.code) -> None:
    async with office.database.transaction() as tx:
        await tx.execute(unit_rules.insert().values(unit=unit, name="second_eyes", value=1))


@pytest.mark.parametrize(("earlier", "later"), NEAR)
async def test_a_near_copy_is_refused_and_the_earlier_one_is_shown(
    office: Office, earlier: str, later: str
) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    first = await _answered(office, ngan, "Đường vào ấp không có đèn", earlier)
    case = await heard(office, "Chợ lấn chiếm lòng đường")
    with pytest.raises(Invalid) as caught:
        await office.services.cases.reply(act(ngan), case.id, later)
    key, params = why(caught.value)
    assert (key, params["code"], params["text"]) == ("answer-recycled", first.code, earlier[:60])
    assert int(params["share"]) >= SAME
    assert (await now(office, case)).state is CaseState.NEW


@pytest.mark.parametrize(("earlier", "later"), FAR)
async def test_an_answer_that_says_what_was_done_here_is_no_copy_however_alike_it_sounds(
    office: Office, earlier: str, later: str
) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    await _answered(office, ngan, "Đường vào ấp không có đèn", earlier)
    assert (await _answered(office, ngan, "Chợ lấn chiếm lòng đường", later)).state is CaseState.ANSWERED


def test_the_threshold_lies_between_copies_and_honest_answers() -> None:
    file = Path(__file__).parents[2] / "bot" / "demo" / "opinions.csv"
    with file.open(encoding="utf-8", newline="") as rows:
        honest = [essence(row["answer"]) for row in csv.DictReader(rows) if row["answer"]]
    near = [fuzz.token_sort_ratio(essence(one), essence(other)) for one, other in NEAR]
    far = [fuzz.token_sort_ratio(essence(one), essence(other)) for one, other in FAR]
    far += [fuzz.token_sort_ratio(one, other) for one, other in combinations(honest, 2)]
    assert min(near) > SAME + 2
    assert max(far) < SAME - 4


async def test_another_units_words_are_no_copy_and_neither_are_thanks_for_praise(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    khai = await serves(office, 2, "Hoàng Khải", Role.DUTY, XUYEN.code)
    await _answered(office, ngan, "Đường vào ấp không có đèn", EMPTY)
    elsewhere = await _answered(office, khai, "Đường phường không có đèn", EMPTY, unit=XUYEN.code)
    assert elsewhere.state is CaseState.ANSWERED
    for words in ("Mấy anh dễ thương quá", "Cảm ơn mấy anh nhiều lắm"):
        lan = await office.services.people.speaker(77, "Lan", at("2026-10-20 08:00"))
        async with office.database.transaction() as tx:
            opinion = Opinion(
                unit=TRAN.code,
                kind=CaseKind.PRAISE,
                text=words,
                photos=(),
                anonymous=True,
                contact="",
            )
            case = await office.services.suggestions.receive(tx, act(lan), opinion)
        found, _ = await office.services.cases.reply(act(ngan), case.id, "Dạ, đơn vị cảm ơn bà con nhiều.")
        assert found.state is CaseState.ANSWERED


async def test_what_is_said_besides_an_answer_may_be_usual_but_closing_needs_an_answer_of_its_own(
    office: Office,
) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    first = await _answered(office, ngan, "Đường vào ấp không có đèn", DONE)
    assert (await office.services.cases.reply(act(ngan), first.id, "Cảm ơn bà con nghen"))[0]
    second = await _answered(office, ngan, "Chợ lấn chiếm lòng đường", "Đã nhắc bốn hộ dọn hàng vào trong.")
    assert (await office.services.cases.reply(act(ngan), second.id, "Cảm ơn bà con nghen"))[0]
    assert (await office.services.cases.close(act(ngan), second.id)).state is CaseState.CLOSED


async def test_a_case_is_not_closed_on_photos_without_words(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    case = await heard(office)
    await office.services.cases.reply(act(ngan), case.id, "", ["AgAC-photo"])
    with pytest.raises(Invalid, match="case-unanswered"):
        await office.services.cases.close(act(ngan), case.id)


async def test_a_case_is_not_closed_on_a_question_and_photos(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    case = await heard(office)
    await office.services.handling.ask(act(ngan), draft(case, body="Đoạn đường nào vậy bà con ơi?"))
    await office.services.cases.reply(act(ngan), case.id, "", ["AgAC-photo"])
    with pytest.raises(Invalid, match="case-unanswered"):
        await office.services.cases.close(act(ngan), case.id)
    await office.services.cases.reply(act(ngan), case.id, DONE)
    assert (await office.services.cases.close(act(ngan), case.id)).state is CaseState.CLOSED


@pytest.mark.parametrize("words", ["1 2 3", "20/10/2026 - 3 - 4"])
async def test_numbers_alone_are_no_answer(office: Office, words: str) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    case = await heard(office)
    with pytest.raises(Invalid, match="words-too-few"):
        await office.services.cases.answer(act(ngan), await _form(office, ngan, case, words))


async def _form(office: Office, who: Speaker, case: Case, body: str) -> Draft:
    known = {"case": case.id, "body": body, "line": "Nơi giải quyết: Công an xã"}
    return await office.services.drafts.open(act(who), "answer", known)


async def test_words_typed_like_a_signature_hide_no_copy(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    await _answered(office, ngan, "Đường vào ấp không có đèn", DONE)
    second = await heard(office, "Chợ lấn chiếm lòng đường")
    with pytest.raises(Invalid, match="answer-recycled"):
        await office.services.cases.reply(act(ngan), second.id, f"Dạ\n\n— {DONE}")
    with pytest.raises(Invalid, match="answer-recycled"):
        await office.services.cases.answer(act(ngan), await _form(office, ngan, second, f"Dạ\n\n— {DONE}"))


async def test_who_did_it_is_not_counted_in_the_longest_answer(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    case = await heard(office)
    longest = ("Đã làm xong rồi. " * 300)[:4094] + "ok"
    assert units_long(longest) == 4096
    sent = await office.services.cases.answer(act(ngan), await _form(office, ngan, case, longest))
    assert sent.state is CaseState.ANSWERED


async def test_a_case_is_not_closed_on_words_that_somebody_else_was_sent(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    first, second = await heard(office), await heard(office, "Chợ lấn chiếm lòng đường")
    await office.services.cases.reply(act(ngan), first.id, "", ["AgAC-photo"])
    await office.services.cases.reply(act(ngan), first.id, EMPTY)  # besides the photo: said as talk is
    await office.services.cases.reply(act(ngan), second.id, "", ["AgAC-photo"])  # answers nothing
    with pytest.raises(Invalid, match="answer-recycled"):
        await office.services.cases.reply(act(ngan), second.id, EMPTY)
    with pytest.raises(Invalid, match="case-unanswered"):
        await office.services.cases.close(act(ngan), second.id)


async def test_the_longest_answer_with_its_signature_goes_as_two_messages(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    case = await heard(office)
    text = ("Đã tới nhà từng hộ, ghi tên và hẹn ngày. " * 100)[:LONGEST_ANSWER].strip()
    await office.services.cases.reply(act(ngan), case.id, text)
    assert await office.promised(NoticeKind.ANSWER) == 2
    view = await office.services.cases.view(case.id)
    assert view is not None
    said = [message.text for message in view.messages[1:]]
    assert " ".join(said).split() == text.split()


async def test_a_form_begun_before_a_colleague_answered_is_told_and_sends_nothing(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    minh = await serves(office, 2, "Hải Minh", Role.DUTY)
    case = await heard(office)
    known = await office.services.cases.begun(act(ngan), case.id, Action.ANSWER)
    await office.services.cases.reply(act(minh), case.id, DONE)
    form = await office.services.drafts.open(act(ngan), "answer", {**known, "body": "Mai tổ sẽ tới lắp đèn"})
    with pytest.raises(Stale) as caught:
        await office.services.cases.answer(act(ngan), form)
    assert why(caught.value) == ("case-taken", {"code": case.code, "name": "Hải Minh"})


async def test_an_answer_waits_for_another_who_agrees_to_it(office: Office) -> None:
    await _second_eyes(office)
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    chief = await serves(office, 2, "Hoàng Khải", Role.COMMANDER)
    case = await heard(office)
    waits, _ = await office.services.cases.reply(act(ngan), case.id, DONE, ["AgAC-photo"])
    assert (waits.state, waits.taken_by, waits.answered_at) == (CaseState.TAKEN, ngan.person, None)
    assert await office.promised(NoticeKind.ANSWER) == 0
    first, pictures = await told(office, chief, NoticeKind.APPROVE)
    assert (first["part"], pictures["part"]) == (0, 1)
    sent = await office.services.answers.approve(act(chief), case.id, first["note"])
    assert (sent.state, sent.taken_by) == (CaseState.ANSWERED, ngan.person)
    assert await office.promised(NoticeKind.ANSWER) == await office.promised(NoticeKind.PHOTOS) == 1
    assert [params["what"] for params in await told(office, ngan, NoticeKind.TOLD)] == ["approved"]
    assert await noted(office, case) == ["propose", "answer"]


async def test_nobody_is_the_second_pair_of_eyes_of_their_own(office: Office) -> None:
    await _second_eyes(office)
    chief = await serves(office, 2, "Hoàng Khải", Role.COMMANDER)
    viet = await serves(office, 3, "Quốc Việt", Role.COMMANDER, PROVINCE.code)
    case = await heard(office)
    await office.services.cases.reply(act(chief), case.id, DONE)
    assert await told(office, chief, NoticeKind.APPROVE) == []
    (asked,) = await told(office, viet, NoticeKind.APPROVE)
    with pytest.raises(NotAllowed):
        await office.services.answers.approve(act(chief), case.id, asked["note"])
    assert (await office.services.answers.approve(act(viet), case.id, asked["note"])).state is (
        CaseState.ANSWERED
    )


async def test_where_nobody_else_could_agree_the_answer_goes_at_once(office: Office) -> None:
    await _second_eyes(office)
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    case = await heard(office)
    found, _ = await office.services.cases.reply(act(ngan), case.id, DONE)
    assert found.state is CaseState.ANSWERED


async def test_an_answer_sent_back_comes_with_the_words_and_nothing_reaches_the_sender(
    office: Office,
) -> None:
    await _second_eyes(office)
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    chief = await serves(office, 2, "Hoàng Khải", Role.COMMANDER)
    case = await heard(office)
    await office.services.cases.reply(act(ngan), case.id, DONE)
    (asked,) = await told(office, chief, NoticeKind.APPROVE)
    await office.services.answers.send_back(
        act(chief), draft(case, note=asked["note"], body="Ghi rõ ngày lắp giùm")
    )
    (back,) = await told(office, ngan, NoticeKind.TOLD)
    assert await office.services.handling.words(back["note"]) == "Ghi rõ ngày lắp giùm"
    assert await office.services.handling.words(back["draft"]) == DONE
    assert await office.promised(NoticeKind.ANSWER) == 0
    with pytest.raises(Stale, match="draft-decided"):
        await office.services.answers.approve(act(chief), case.id, asked["note"])


async def test_of_two_who_decide_at_once_one_does_and_the_other_is_told_by_whom(office: Office) -> None:
    twin = office.twin()
    await _second_eyes(office)
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    names = ("Hoàng Khải", "Văn Út")
    chiefs = [await serves(office, 2 + place, name, Role.COMMANDER) for place, name in enumerate(names)]
    case = await heard(office)
    await office.services.cases.reply(act(ngan), case.id, DONE)
    (asked,) = await told(office, chiefs[0], NoticeKind.APPROVE)
    assert await told(office, chiefs[1], NoticeKind.APPROVE) == [asked]
    done = await asyncio.gather(
        office.services.answers.approve(act(chiefs[0]), case.id, asked["note"]),
        twin.services.answers.approve(act(chiefs[1]), case.id, asked["note"]),
        return_exceptions=True,
    )
    refused = [one for one in done if isinstance(one, Refused)]
    assert len(refused) == 1
    first = names[done.index(refused[0]) - 1]
    assert why(refused[0]) == ("draft-decided", {"code": case.code, "name": first})
    assert await office.promised(NoticeKind.ANSWER) == 1
    await twin.close()


async def test_a_second_answer_in_waiting_is_one_too_many(office: Office) -> None:
    await _second_eyes(office)
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    minh = await serves(office, 2, "Hải Minh", Role.DUTY)
    chief = await serves(office, 3, "Hoàng Khải", Role.COMMANDER)
    case = await heard(office)
    await office.services.cases.reply(act(ngan), case.id, DONE)
    with pytest.raises(Stale) as caught:
        await office.services.cases.reply(act(minh), case.id, "Mai tổ tuần tra sẽ tới lắp đèn")
    assert why(caught.value) == ("answer-waits-by", {"code": case.code, "name": "Thu Ngân"})
    await office.services.cases.reply(act(ngan), case.id, "Sáng mai tổ tuần tra sẽ tới lắp đèn")
    older, newer = await told(office, chief, NoticeKind.APPROVE)
    assert await office.services.answers.draft(older["note"]) is None
    assert await office.services.answers.draft(newer["note"]) is not None


async def _kept(office: Office, who: Speaker, title: str, body: str, unit: str = TRAN.code) -> int:
    form = await office.services.drafts.open(act(who), "ready", {"unit": unit, "title": title, "body": body})
    return (await office.services.answers.ready_add(act(who), form)).id


async def test_a_ready_answer_is_kept_filled_in_changed_and_dropped(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    number = await _kept(office, ngan, "Hẹn", "Về {code}: {unit} ({above}) hẹn ngày {date}.")
    case = await heard(office)
    filled = await office.services.answers.ready_filled(act(ngan), case.id, number)
    assert filled == f"Về {case.code}: {TRAN.name} ({PROVINCE.name}) hẹn ngày 20/10/2026."
    form = await office.services.drafts.open(
        act(ngan), "readychange", {"ready": str(number), "body": "Hẹn bà con ngày ___ nhé"}
    )
    await office.services.answers.ready_change(act(ngan), form)
    assert [one.text for one in await office.services.answers.ready_of(act(ngan))] == [
        "Hẹn bà con ngày ___ nhé"
    ]
    await office.services.answers.ready_drop(act(ngan), number)
    assert await office.services.answers.ready_of(act(ngan)) == []
    with pytest.raises(Stale, match="ready-gone"):
        await office.services.answers.ready_drop(act(ngan), number)


async def test_what_is_written_to_a_ready_answer_is_compared_and_alone_it_goes_once(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    number = await _kept(office, ngan, "Hẹn", "Về {code}: {unit} hẹn tới tận nơi coi trong ngày {date}.")

    async def answers(opinion: str, more: str) -> Case:
        case = await heard(office, opinion)
        filled = await office.services.answers.ready_filled(act(ngan), case.id, number)
        await office.services.answers.check_early(act(ngan), case.id, f"{filled}\n{more}".strip())
        found, _ = await office.services.cases.reply(act(ngan), case.id, f"{filled}\n{more}".strip())
        return await office.services.cases.close(act(ngan), found.id)

    first, done = "Đường vào ấp không có đèn", "Đã đo đoạn đường, sẽ gắn năm bóng."
    assert (await answers(first, "")).state is CaseState.CLOSED
    with pytest.raises(Invalid, match="answer-ready-alone"):
        await answers("Chợ lấn chiếm lòng đường", "")
    assert (await answers("Chợ lấn chiếm lòng đường quá", done)).state is CaseState.CLOSED
    assert (
        await answers("Ghe đậu kín bến", "Sáng nay mời chủ ghe dời về bến dưới.")
    ).state is CaseState.CLOSED
    with pytest.raises(Invalid) as caught:
        await answers("Cầu khỉ gãy tay vịn", "Đã đo đoạn đường, sẽ gắn hai bóng.")
    assert caught.value.key == "answer-recycled"


async def test_ready_answers_are_the_units_own(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    khai = await serves(office, 2, "Hoàng Khải", Role.DUTY, XUYEN.code)
    minh = await serves(office, 3, "Hải Minh", Role.OFFICER)
    number = await _kept(office, ngan, "Hẹn", "Đơn vị hẹn bà con hôm sau")
    with pytest.raises(NotAllowed):
        await office.services.answers.ready_drop(act(khai), number)
    with pytest.raises(NotAllowed):
        await office.services.answers.ready_of(act(minh))
    far = await heard(office, "Đèn đường phường hư rồi", unit=XUYEN.code)
    with pytest.raises(NotFound, match="ready-unknown"):
        await office.services.answers.ready_filled(act(khai), far.id, number)
    with pytest.raises(NotAllowed):
        await _kept(office, khai, "Hẹn", "Đơn vị hẹn bà con hôm sau")


async def test_ready_answers_have_titles_of_their_own_and_an_end(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    await _kept(office, ngan, "Hẹn", "Đơn vị hẹn bà con hôm sau")
    with pytest.raises(Invalid, match="ready-same-title"):
        await _kept(office, ngan, "HẸN", "Đơn vị hẹn bà con hôm khác")
    for place in range(MOST - 1):
        await _kept(office, ngan, f"Mẫu {place}", "Đơn vị hẹn bà con hôm sau")
    with pytest.raises(Invalid, match="ready-enough"):
        await _kept(office, ngan, "Mẫu dư", "Đơn vị hẹn bà con hôm sau")


async def test_a_form_that_was_used_up_answers_nothing_twice(office: Office) -> None:
    ngan = await serves(office, 1, "Thu Ngân", Role.DUTY)
    case = await heard(office)
    form = await office.services.drafts.open(act(ngan), "answer", {"case": case.id, "body": DONE})
    await office.services.cases.answer(act(ngan), form)
    with pytest.raises(Stale, match="button-stale"):
        await office.services.cases.answer(
            act(ngan), Draft(id=form.id, form="answer", version=form.version, answers=form.answers)
        )
    assert await office.promised(NoticeKind.ANSWER) == 1
