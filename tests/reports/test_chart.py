"""The picture: its size, its sameness, and that odd data never spoils it."""

from __future__ import annotations

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from reports.chart import Chart, MonthBar, draw

MONTHS = tuple(MonthBar(label=f"{n:02}/26", deeds=800 + n * 37, opinions=30 + n) for n in range(5, 11))
KINDS = (("Giấy tờ, căn cước, VNeID", 412), ("Chăm sóc người già, neo đơn", 208), ("Trả lại của rơi", 187))
BLUE, ORANGE = (0, 114, 178), (213, 94, 0)


def chart(
    *,
    title: str = "Mỗi ngày làm một việc tốt vì dân",
    months: tuple[MonthBar, ...] = MONTHS,
    kinds: tuple[tuple[str, int], ...] = KINDS,
) -> Chart:
    """A chart in which only what matters is said."""
    return Chart(
        title=title,
        subtitle="Công an xã Lương Thế Trân · Tháng 10/2026",
        months=months,
        deeds_label="Việc tốt",
        opinions_label="Ý kiến",
        kinds=kinds,
        kinds_title="Theo loại",
        months_title="Sáu tháng gần đây",
        empty="Tháng này chưa ghi nhận việc tốt hay ý kiến nào.",
    )


def picture(made: bytes) -> Image.Image:
    """The PNG as pixels."""
    image = Image.open(io.BytesIO(made))
    image.load()
    return image.convert("RGB")


def ink(image: Image.Image, colour: tuple[int, int, int] | None = None) -> int:
    """How many pixels have that colour; without one, how many are not white."""
    counts = {shade: count for count, shade in image.getcolors(1_000_000) or []}
    return counts.get(colour, 0) if colour else sum(counts.values()) - counts.get((255, 255, 255), 0)


def test_the_picture_is_as_large_as_a_phone_can_show_and_has_both_colours() -> None:
    image = picture(draw(chart()))
    assert image.size == (1200, 800)
    assert ink(image, BLUE) > 5000
    assert ink(image, ORANGE) > 5000


def test_the_same_chart_is_the_same_bytes() -> None:
    assert draw(chart()) == draw(chart())
    assert b"Software" not in draw(chart())


def test_without_anything_to_draw_it_says_so_instead_of_drawing_bars() -> None:
    nothing = picture(
        draw(chart(months=tuple(MonthBar(label="10/26", deeds=0, opinions=0) for _ in "12"), kinds=()))
    )
    assert ink(nothing, BLUE) == 0
    assert ink(nothing.crop((0, 250, 1200, 800))) > 500


def test_kinds_are_shown_most_first_and_no_more_than_eight() -> None:
    many = tuple((f"Loại {n}", n) for n in range(1, 11))
    assert draw(chart(kinds=many)) == draw(chart(kinds=tuple(sorted(many, key=lambda k: -k[1])[:8])))


def test_deeds_without_opinions_and_opinions_without_deeds_are_drawn() -> None:
    assert ink(
        picture(draw(chart(months=(MonthBar(label="10/26", deeds=3, opinions=0),), kinds=KINDS[:1]))), BLUE
    )
    assert ink(picture(draw(chart(months=(MonthBar(label="10/26", deeds=0, opinions=4),), kinds=()))), ORANGE)


def test_two_years_of_months_fit() -> None:
    long = tuple(MonthBar(label=f"{n % 12 + 1:02}/26", deeds=n * 1000, opinions=n) for n in range(24))
    assert picture(draw(chart(months=long))).size == (1200, 800)


def test_every_vietnamese_letter_has_a_shape_of_its_own() -> None:
    letters = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
    seen = {picture(draw(chart(title=letter, months=(), kinds=()))).tobytes() for letter in letters[::6]}
    assert len(seen) == len(letters[::6])


def test_emoji_control_characters_and_formulas_of_mathematics_do_no_harm() -> None:
    assert draw(chart(title="Việc tốt \U0001faf6\x00 $x^{2}$")) == draw(chart(title="Việc tốt $x^{2}$"))


@settings(max_examples=15, deadline=None)
@given(title=st.text(max_size=80), name=st.text(max_size=80), count=st.integers(0, 10**9))
def test_no_text_and_no_count_stops_the_drawing(title: str, name: str, count: int) -> None:
    months = (MonthBar(label=name, deeds=count, opinions=0),)
    assert picture(draw(chart(title=title, months=months, kinds=((name, count),)))).size == (1200, 800)
