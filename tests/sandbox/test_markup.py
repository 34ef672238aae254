"""Telegram's HTML, with its own words for what is wrong."""

import pytest

from sandbox.detect import detect
from sandbox.errors import ApiError
from sandbox.markup import parse_html


def kinds(source: str) -> list[tuple[str, int, int]]:
    _, entities = parse_html(source)
    return [(one["type"], one["offset"], one["length"]) for one in entities]


def test_offsets_count_utf16_units() -> None:
    text, _ = parse_html("😀 <b>đậm</b> &amp; <i>nghiêng</i>")
    assert text == "😀 đậm & nghiêng"
    assert kinds("😀 <b>đậm</b> &amp; <i>nghiêng</i>") == [("bold", 3, 3), ("italic", 9, 7)]


def test_nested_tags_give_the_outer_entity_first() -> None:
    assert kinds("<b>a<i>b</i></b>") == [("bold", 0, 2), ("italic", 1, 1)]


def test_every_tag_that_telegram_knows() -> None:
    source = (
        "<u>a</u><s>b</s><tg-spoiler>c</tg-spoiler><span class='tg-spoiler'>d</span><code>e</code>"
        '<pre><code class="language-py">f</code></pre><blockquote expandable>g</blockquote>'
        '<a href="https://t.me/x?start=a&amp;b">h</a><a href="tg://user?id=5">i</a>'
    )
    text, entities = parse_html(source)
    assert text == "abcdefghi"
    assert [one["type"] for one in entities] == [
        "underline",
        "strikethrough",
        "spoiler",
        "spoiler",
        "code",
        "pre",
        "expandable_blockquote",
        "text_link",
        "text_mention",
    ]
    assert entities[5]["language"] == "py"
    assert entities[7]["url"] == "https://t.me/x?start=a&b"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("đ<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 2'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        (
            "<a href>x</a>",
            'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0',
        ),
    ],
)
def test_broken_markup_is_refused_in_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as caught:
        parse_html(source)
    assert caught.value.description == f"Bad Request: can't parse entities: {reason}"


def test_unknown_references_stay_as_they_are() -> None:
    assert parse_html("&nbsp; &lt;x&gt; &#273; &") == ("&nbsp; <x> đ &", [])


def test_commands_links_and_mentions_are_found() -> None:
    found = detect("/gopy@vidan_bot xem https://t.me/vidan_bot?start=dv-1, hỏi @minh_ca #gopy")
    assert [one["type"] for one in found] == ["bot_command", "url", "mention", "hashtag"]
    assert found[1]["length"] == len("https://t.me/vidan_bot?start=dv-1")


def test_nothing_is_found_inside_code_or_a_date() -> None:
    assert detect("/x", [{"type": "code", "offset": 0, "length": 2}])[1:] == []
    assert detect("23/11/2026 và/hoặc") == []
