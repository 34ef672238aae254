"""Forms: where a person stands is computed from their answers alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.forms import Answers, Ask, Draft, Form, without

FORM = Form(
    name="suggest",
    asks=(
        Ask(name="kind"),
        Ask(name="unit"),
        Ask(name="body"),
        Ask(name="contact"),
        Ask(name="phone", when=lambda answers: answers.get("contact") == "yes"),
        Ask(name="hour", when=lambda answers: answers.get("phone") is not None),
    ),
    review=True,
)
NAMES = [ask.name for ask in FORM.asks]
values = st.fixed_dictionaries(
    {name: st.text(max_size=3) for name in NAMES} | {"contact": st.sampled_from(["yes", "no"])}
)


def _filled(answers: Answers, values: Answers, most: int = 99) -> Answers:
    """Answer whatever is asked, in the order it is asked."""
    while most and (ask := FORM.next(answers)):
        answers = {**answers, ask.name: values[ask.name]}
        most -= 1
    return answers


@given(values)
def test_questions_come_in_their_order_and_end(values: Answers) -> None:
    answers = _filled({}, values)
    assert FORM.next(answers) is None
    assert list(answers) == [ask.name for ask in FORM.given(answers)]
    assert ("phone" in answers) is (values["contact"] == "yes")


@given(values, st.sampled_from(NAMES))
def test_editing_an_answer_and_giving_it_again_changes_nothing(values: Answers, name: str) -> None:
    answers = _filled({}, values)
    edited = without(answers, name)
    asked = FORM.next(edited)
    assert asked is None if name not in answers else asked is FORM.ask(name)
    assert _filled(edited, values) == answers


@given(values, st.sampled_from(NAMES), values)
def test_editing_an_answer_leaves_the_others_as_they_were(
    values: Answers, name: str, others: Answers
) -> None:
    answers = _filled({}, values)
    changed = _filled(without(answers, name), others)
    assert {kept: changed[kept] for kept in answers if kept != name} == without(answers, name)
    assert FORM.next(changed) is None


@given(values, st.integers(1, len(NAMES)))
def test_back_asks_the_last_question_again(values: Answers, far: int) -> None:
    answers = _filled({}, values, far)
    last = FORM.given(answers)[-1]
    earlier = FORM.back(answers)
    assert FORM.next(earlier) is last
    assert {**earlier, last.name: answers[last.name]} == answers


@given(values)
def test_going_back_to_the_start_takes_as_many_steps_as_there_were_answers(values: Answers) -> None:
    answers, steps = _filled({}, values), 0
    total = len(answers)
    while FORM.given(answers):
        answers, steps = FORM.back(answers), steps + 1
    assert (answers, steps) == ({}, total)


def test_there_is_nothing_before_the_first_question() -> None:
    assert FORM.back({}) == {}
    first = FORM.next({})
    assert first is FORM.asks[0]


def test_an_answer_that_is_no_longer_asked_for_is_not_shown_and_not_asked() -> None:
    answers = _filled({}, {**dict.fromkeys(NAMES, "x"), "contact": "yes"})
    changed = {**answers, "contact": "no"}
    assert "phone" not in [ask.name for ask in FORM.given(changed)]
    assert FORM.next(changed) is None


@given(st.sets(st.sampled_from(NAMES)))
def test_what_is_known_from_the_start_is_not_asked(known: set[str]) -> None:
    answers: Answers = dict.fromkeys(known, "known")
    asked = FORM.next(answers)
    assert asked is None or asked.name not in known


def test_a_draft_takes_answers_without_changing_itself() -> None:
    draft = Draft(id="d", form="suggest", version=1, answers={"kind": "praise"})
    fuller = draft.having(unit="CAT")
    assert fuller.answers == {"kind": "praise", "unit": "CAT"}
    assert (draft.answers, fuller.version) == ({"kind": "praise"}, 1)


@pytest.mark.parametrize("name", NAMES)
def test_a_question_is_found_by_its_name(name: str) -> None:
    found = FORM.ask(name)
    assert found is not None
    assert found.name == name
    assert FORM.ask("no such") is None
    assert found.read("as typed") == "as typed"
