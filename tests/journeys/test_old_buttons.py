"""A button of a form that was set aside: what is typed next is for the question that stands last."""

from __future__ import annotations

import pytest

from domain.person import Role
from tests.journeys.test_opinion import WORDS, opinion
from tests.people import LAN, NGAN
from tests.talk import Someone, Town, buttons

TIP = "Nhà hoang cuối xóm ban đêm có người tụ tập bán hàng cấm"


@pytest.mark.parametrize(
    ("begun", "pressed", "asked"),
    [
        (("/gopy", "gop y"), "Phản ánh", "Mời anh/chị kể"),  # a question that is past
        (("/gopy", "gop y", WORDS, "sửa đơn vị"), "Xem danh sách", "Trang 2"),
        (("/gopy", "gop y", WORDS), "Sửa", "Sửa chỗ nào"),
    ],
)
async def test_words_typed_under_a_question_that_came_back_never_go_into_another_case(
    town: Town, begun: tuple[str, ...], pressed: str, asked: str
) -> None:
    ngan, lan = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN)
    code = await opinion(lan)
    for words in begun:
        await lan.says(words)
    await lan.says(f"/theodoi {code}")
    await lan.taps("Viết thêm")
    await lan.taps(pressed)
    assert any(asked in text for text in (lan.screen, *_labels(lan)))
    await lan.says(TIP)
    ngan.has_not_seen(TIP)


async def test_a_form_set_aside_is_cancelled_and_the_open_one_goes_on(town: Town) -> None:
    ngan, lan = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN)
    code = await opinion(lan)
    await lan.says("/gopy")
    _, cancel = lan.button("Hủy")
    await lan.says(f"/theodoi {code}")
    await lan.taps("Viết thêm")
    await lan.forges(cancel)
    lan.has_seen("đã hủy")
    await lan.says("Đèn ngay khúc cua cũng tắt luôn rồi")
    ngan.has_seen("Đèn ngay khúc cua")


def _labels(who: Someone) -> list[str]:
    return [label for message in who.messages for label, _ in buttons(message)]
