"""Both languages hold the same sentences, the code finds each it asks for, and each is fit to be shown."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from domain.vietnamese import fold
from tests.texts.uses import FAMILIES, LISTS, PLAIN, REFUSED, ROOT, Use, uses
from texts import catalogue
from texts.catalogue import LANGUAGES, Catalogue, Html

TEXTS = Catalogue(ZoneInfo("Asia/Ho_Chi_Minh"))
FILES = {
    "admin",
    "audit",
    "citizen",
    "commander",
    "common",
    "deadlines",
    "desk",
    "digest",
    "forms",
    "inbox",
    "officer",
    "people",
    "settings",
    "units",
    "sender",
    "waiting",
}
TAGS = {"b", "i", "code", "blockquote", "a"}
ON_BUTTONS = ("button-", "option-", "verdict-", "role-", "language-name")
NOT_BUTTONS = {"button-stale", "offer-to-citizen", "offer-to-officer", "offer-to-staff"}
COUNTS = (0, 1, 2, 7139)
UNIT = "Công an phường Hộ Phòng"

# What the code passes: words as they may well be; whatever is not here is a number, tried with several.
WORDS: dict[str, Any] = {
    "address": "http://127.0.0.1:8088/",
    "above": "Công an tỉnh Cà Mau",
    "alias": "4F2A",
    "codes": "4KAD-7XMP, 9QRT-3ACD",
    "draft": "Đã lắp năm bóng đèn đầu ấp.",
    "names": "{code} {unit} {above} {date}",
    "opinion": "Đường vào ấp tối quá, bà con đi lại khó.",
    "other": "9QRT-3ACD",
    "title": "Hẹn đi kiểm tra",
    "to": "Lê Hải Minh",
    "topic": "Giao thông",
    "at": "17:30 23/11/2026",
    "body": "Đường vào ấp tối quá, bà con đi lại khó.",
    "bot": "vidan_bot",
    "by": 12.5,
    "change": "tăng 12,5%, kỳ trước 320",
    "code": "4KAD-7XMP",
    "column": "parent",
    "command": "gopy",
    "contact": "Bảy Nhung, 0912 345 678",
    "away": Html(""),
    "database": "vidan.db",
    "day": "23/11/2026",
    "emergency": Html("113"),
    "files": "a.txt, b.png",
    "folder": "out",
    "form": "gửi ý kiến",
    "head": Html("⏳ sắp hết hạn"),
    "grid": Html("<pre>T2 T3</pre>"),
    "kind": "Góp ý, kiến nghị",
    "line": "Cán bộ tiếp nhận, Công an xã Lương Thế Trân",
    "late": "no",
    "latest": "22:00",
    "lines": Html("<b>một</b>\nhai"),
    "link": "https://t.me/vidan_bot?start=moi-abc",
    "month": "11/2026",
    "name": "Nguyễn Thị Bảy",
    "payload": "moi-abc",
    "period": "tháng 10/2026",
    "post": "Cán bộ tiếp nhận, Công an phường Hộ Phòng",
    "place": "",
    "reason": "Timeout",
    "reference": "7F3A9C",
    "role": "Cán bộ tiếp nhận",
    "roles": "Cán bộ tiếp nhận, Chỉ huy",
    "since": "20/10/2026",
    "sender": "ẩn danh",
    "share": 92.4,
    "state": "đang xem",
    "text": "Đường vào ấp tối quá, bà con đi lại khó.",
    "today": Html("• việc"),
    "typed": "công an xã nào đó mà không có trong tỉnh",
    "unit": UNIT,
    "units": f"{UNIT} (3); {UNIT} (2)",
    "until": "23/11/2026",
    "value": "một ô dài bốn mươi ký tự trong tệp đơn vị",
    "what": "gửi góp ý",
    "year": "2026",
}


class _Variables(Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: Any) -> None:  # noqa: N802 - the visitor's own naming
        self.found.add(node.id.name)


@cache
def sentences(language: str) -> dict[str, tuple[str, frozenset[str]]]:
    """Each key with its file's name and its variables."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for file in sorted((ROOT / "texts" / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{file.name}: {entry.content}"
            if isinstance(entry, ast.Message):
                assert entry.id.name not in found, f"{entry.id.name} is said twice"
                assert entry.value is not None, entry.id.name
                variables = _Variables()
                variables.visit(entry)
                found[entry.id.name] = (file.stem, frozenset(variables.found))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_finds_each_entry_as_the_whole_file_says_it(language: str) -> None:
    whole = {
        entry.id.name: entry
        for file in sorted((ROOT / "texts" / language).glob("*.ftl"))
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body
        if isinstance(entry, ast.Message)
    }
    cut = {key: FluentParser().parse_entry(text) for key, text in catalogue._sources(language).items()}
    assert cut.keys() == whole.keys()
    for key, entry in whole.items():
        assert cut[key].equals(entry, ignored_fields=["span", "comment"]), key


@cache
def asked() -> tuple[Use, ...]:
    """Every use in the code."""
    return tuple(uses())


def used(*how: str) -> set[str]:
    """The keys that the code uses in one of these ways."""
    return {use.key for use in asked() if use.how in how}


def samples(key: str, language: str) -> Iterator[dict[str, Any]]:
    """Values for a sentence, so many that every branch of it is said."""
    names = sentences(language)[key][1]
    for count in range(1, 13) if "number" in names else COUNTS:
        for late in ("yes", "no"):
            yield {name: {**WORDS, "late": late}.get(name, count) for name in names}


def said(key: str, language: str) -> set[str]:
    """The sentence as plain text, in each of its forms."""
    return {TEXTS.plain(language, key, **values) for values in samples(key, language)}


def marked(key: str, language: str) -> set[str]:
    """The sentence as Telegram HTML, in each of its forms, its values full of signs that must be escaped."""
    found: set[str] = set()
    for values in samples(key, language):
        typed = {
            name: f"{value} <&>" for name, value in values.items() if type(value) is str and name != "late"
        }
        found.add(TEXTS.html(language, key, **{**values, **typed}))
    return found


def test_both_languages_have_the_same_files() -> None:
    for language in LANGUAGES:
        files = {file.stem for file in (ROOT / "texts" / language).glob("*.ftl")}
        assert files == FILES, language


def test_both_languages_say_the_same_keys_in_the_same_files() -> None:
    vietnamese = {key: file for key, (file, _) in sentences("vi").items()}
    assert vietnamese == {key: file for key, (file, _) in sentences("en").items()}


def test_both_languages_use_the_same_variables() -> None:
    vietnamese = {key: names for key, (_, names) in sentences("vi").items()}
    assert vietnamese == {key: names for key, (_, names) in sentences("en").items()}


def test_every_key_the_code_asks_for_is_said() -> None:
    missing = {(use.key, use.where) for use in asked() if use.key not in sentences("vi")}
    assert not missing


def test_the_code_was_read_at_all() -> None:
    assert len(used(*REFUSED)) > 40
    by_name = {"card-moved", "greet-officer", "choose-found", "change-down", "deed-changed"}
    assert by_name <= {use.key for use in asked()}
    assert all(FAMILIES.values())


def test_no_sentence_is_left_over() -> None:
    assert not set(sentences("vi")) - {use.key for use in asked()}


def test_every_variable_of_a_sentence_is_passed_wherever_it_is_said() -> None:
    nothing = ("", frozenset[str]())
    lacking = {
        (use.key, use.where, *sorted(sentences("vi").get(use.key, nothing)[1] - use.values))
        for use in asked()
        if use.values is not None
    }
    assert not {one for one in lacking if one[2:]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_said_without_errors(language: str) -> None:
    for key in sentences(language):
        assert all(text.strip() for text in said(key, language) | marked(key, language)), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_as_html_is_what_telegram_reads(language: str) -> None:
    for key in sentences(language):
        for text in marked(key, language):
            assert _open_tags(re.sub("</?pre>", "", text)) == [], (key, text)


def _open_tags(text: str) -> list[str]:
    """The tags still open at the end. Asserts that each is known and closed by its own end."""
    still: list[str] = []
    for end, name in re.findall(r"<(/?)([^<>\s]*)[^<>]*>", text):
        assert name in TAGS, text
        if not end:
            still.append(name)
        else:
            assert still, text
            assert still.pop() == name, text
    assert "<" not in re.sub(r"</?[a-z]+(?: [^<>]*)?>", "", text), text
    return still


@pytest.mark.parametrize("language", LANGUAGES)
def test_refusals_fit_an_alert_and_hold_no_markup(language: str) -> None:
    for key in used(*REFUSED, "toast") & set(sentences(language)):
        for text in said(key, language):
            assert len(text) <= 190, (len(text), text)
            assert not re.search("[<>]", text), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shown_without_markup_holds_none(language: str) -> None:
    for key in used(*PLAIN, *LISTS, "BadSetting") & set(sentences(language)):
        assert not any(re.search("</?[a-z]", text) for text in said(key, language)), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_are_short(language: str) -> None:
    for key in sentences(language):
        if key.startswith((*ON_BUTTONS, "offer-")) and key not in NOT_BUTTONS:
            assert all(len(text) <= 40 for text in said(key, language)), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_holds_more_than_one_sign(language: str) -> None:
    for key in sentences(language):
        for text in said(key, language):
            signs = [char for char in text if unicodedata.category(char) == "So"]
            assert len(signs) <= 1, (key, signs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_weekdays_are_seven_of_two_letters(language: str) -> None:
    names = TEXTS.words(language, "weekdays")
    assert len(names) == 7
    assert {len(name) for name in names} == {2}


@pytest.mark.parametrize("language", LANGUAGES)
def test_typed_words_mean_one_thing(language: str) -> None:
    keys = [key for key in sentences(language) if key.startswith("words-command-")]
    in_forms = ["words-cancel", "words-back", "words-send", "words-edit"]
    to_officers = [f"words-{choice}" for choice in ("deed", "attach", "suggest", "drop")]
    to_citizens = [f"words-{choice}" for choice in ("suggest", "praise", "drop")]
    for together in (keys, in_forms, to_officers, to_citizens):
        typed = [(fold(word), key) for key in together for word in TEXTS.words(language, key)]
        assert all(word for word, _ in typed)
        twice = {word for word, count in Counter(word for word, _ in set(typed)).items() if count > 1}
        assert not twice


@pytest.mark.parametrize("language", LANGUAGES)
def test_fields_are_typed_as_they_are_shown(language: str) -> None:
    for key in FAMILIES["field-{}"]:
        assert all(char.isalpha() or char in " ," for char in TEXTS.plain(language, key)), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_digest_lines_are_single_lines(language: str) -> None:
    for key in sentences(language):
        if key.startswith("digest-"):
            assert not any("\n" in text for text in said(key, language)), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_telegrams_menu_takes_the_texts(language: str) -> None:
    assert len(TEXTS.plain(language, "menu-description")) <= 512
    assert len(TEXTS.plain(language, "menu-about")) <= 120
    for key in FAMILIES["command-{}"]:
        assert 3 <= len(TEXTS.plain(language, key)) <= 256


@pytest.mark.parametrize("language", LANGUAGES)
def test_emergency_numbers_stand_in_one_line(language: str) -> None:
    line = TEXTS.html(language, "emergency")
    assert "\n" not in line
    assert re.findall(r"<b>(\d+)</b>", line) == ["113", "114", "115", "112"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_law_is_told_before_anyone_types(language: str) -> None:
    kinds = unescape(re.sub("<[^>]+>", "", TEXTS.html(language, "ask-suggest-kind", unit=UNIT)))
    assert "khiếu nại, tố cáo" in kinds.casefold() or "complaints and denunciations" in kinds.casefold()
    assert "VNeID → Dịch vụ khác → Kiến nghị, phản ánh về ANTT" in TEXTS.plain(language, "formal-ways")
    assert "113" in TEXTS.html(language, "receipt-crime", code="4KAD-7XMP", unit=UNIT)


def test_settings_name_themselves_in_capitals() -> None:
    for key in set(FAMILIES["setting-{}"]):
        name = key.removeprefix("setting-").replace("-", "_").upper()
        for language in LANGUAGES:
            assert name in TEXTS.plain(language, key), key


def test_files_are_nfc_and_tidy() -> None:
    for file in _files():
        text = file.read_text(encoding="utf-8")
        assert text == unicodedata.normalize("NFC", text), file
        assert text.endswith("\n")
        assert not re.search(r"[ \t]$", text, re.MULTILINE), file
        assert "\t" not in text, file


def _files() -> list[Path]:
    return [file for language in LANGUAGES for file in (ROOT / "texts" / language).glob("*.ftl")]
