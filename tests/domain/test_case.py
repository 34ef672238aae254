"""Cases: what may be said and when a case may go on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.case import (
    LONGEST,
    OPEN,
    WAITING,
    Case,
    CaseKind,
    CaseState,
    check_answerable,
    check_closable,
    opinion_text,
)
from domain.errors import Invalid, Stale

NOW = datetime(2026, 10, 20, tzinfo=UTC)
CASE = Case(
    id="c", code="4KAD-7XMP", alias="1A2B", unit="CAT", handler="CAT", kind=CaseKind.SUGGESTION,
    state=CaseState.NEW, text="một hai ba", verdict=None, taken_by=None, version=1, received_at=NOW,
    answered_at=None,
)  # fmt: skip


@pytest.mark.parametrize("state", CaseState)
def test_only_an_open_case_takes_more_words(state: CaseState) -> None:
    case = replace(CASE, state=state)
    if state in OPEN:
        check_answerable(case)
        assert WAITING < OPEN
    else:
        with pytest.raises(Stale, match=f"case-{state}") as caught:
            check_answerable(case)
        assert caught.value.params == {"code": CASE.code}


@pytest.mark.parametrize("state", CaseState)
@pytest.mark.parametrize("answered_before", [True, False])
def test_a_case_closes_only_after_an_answer(state: CaseState, answered_before: bool) -> None:
    case = replace(CASE, state=state, answered_at=NOW if answered_before else None)
    if state is CaseState.ANSWERED:
        check_closable(case)
        assert state in OPEN
    else:
        with pytest.raises(Invalid if state in OPEN else Stale):
            check_closable(case)


@given(st.lists(st.sampled_from(["đường", "tối", "quá", "3"]), max_size=6))
def test_an_opinion_needs_three_words(words: list[str]) -> None:
    text = " ".join(words)
    if len(words) >= 3:
        assert opinion_text(f" {text}\n") == text
    else:
        with pytest.raises(Invalid, match="words-too-few"):
            opinion_text(text)


def test_an_opinion_has_an_end() -> None:
    text = "một hai ba".ljust(LONGEST, "a")
    assert opinion_text(text) == text
    with pytest.raises(Invalid, match="words-too-many"):
        opinion_text(text + "a")


def test_signs_are_no_words() -> None:
    with pytest.raises(Invalid, match="words-too-few"):
        opinion_text("!!! ??? ... 👍👍👍")
