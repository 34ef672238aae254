"""What people wrote goes into a sentence as it is, and nothing of it is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from fluent.runtime import FluentResource
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor
from hypothesis import given
from hypothesis import strategies as st

from tests.talk import ZONE
from texts import catalogue
from texts.catalogue import LANGUAGES, Catalogue

TEXTS = Catalogue(ZONE)
SIGN = "\ue000"


class _References(Visitor):
    def __init__(self) -> None:
        self.found: list[str] = []

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 - the visitor's way
        self.found.append(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802 - the same
        self.found.append(node.id.name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_refers_to_another(language: str) -> None:
    seen = _References()
    for file in sorted((Path(catalogue.__file__).parent / language).glob("*.ftl")):
        seen.visit(FluentResource(file.read_text(encoding="utf-8")))
    assert seen.found == []


@given(
    words=st.text(max_size=3000), place=st.sampled_from([f"{SIGN}text{SIGN}", "x", f"{SIGN}", "{ $text }"])
)
def test_words_stand_in_a_sentence_as_they_are(words: str, place: str) -> None:
    said = TEXTS.plain(
        "vi",
        "deed-recorded",
        day="1",
        late="no",
        kind="k",
        text=words,
        helped=0,
        place=place,
        placed="yes",
        photos=0,
    )
    assert f"<blockquote>{words}</blockquote>" in said
    assert place in said


def test_no_template_holds_what_somebody_wrote() -> None:
    TEXTS.html("vi", "deed-which-kind", text="Giúp bà Năm dọn nhà")
    parts = catalogue._template("vi", "deed-which-kind", ("text",), ())
    assert "text" in parts
    assert not any("Năm" in part for part in parts)


def test_a_sentence_follows_the_words_it_depends_on() -> None:
    values = {"day": "1", "kind": "k", "text": "t", "helped": 0, "place": "Chợ", "photos": 0}
    late = TEXTS.plain("vi", "deed-recorded", late="yes", placed="no", **values)
    in_time = TEXTS.plain("vi", "deed-recorded", late="no", placed="yes", **values)
    assert "ghi bù" in late
    assert "Chợ" not in late
    assert "ghi bù" not in in_time
    assert "Chợ" in in_time
