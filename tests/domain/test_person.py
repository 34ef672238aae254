"""Who speaks, and what they may do."""

from __future__ import annotations

import pytest

from domain.errors import Invalid, NotAllowed
from domain.notice import NoticeKind, priority
from domain.person import LEADS, LONGEST_NAME, Post, Role, Speaker, person_name

BOTH = (
    Post(role=Role.OFFICER, unit="A"),
    Post(role=Role.COMMANDER, unit="A"),
    Post(role=Role.COMMANDER, unit="B"),
    Post(role=Role.SECRETARIAT, unit="B"),
)


def _speaker(person: str | None, *posts: Post) -> Speaker:
    return Speaker(key="k", chat=1, name="Lan", language="vi", person=person, posts=posts)


def test_a_citizen_holds_no_role_and_is_no_officer() -> None:
    lan = _speaker(None)
    assert not lan.has(*Role)
    assert lan.units(*Role) == ()
    with pytest.raises(NotAllowed):
        lan.officer()


def test_the_units_of_several_roles_are_named_once_each() -> None:
    assert _speaker("p", *BOTH).units(*LEADS) == ("A", "B")
    assert _speaker("p", *BOTH).units(Role.ADMIN) == ()


def test_an_officer_speaks_for_the_unit_they_serve_in() -> None:
    assert _speaker("p", *reversed(BOTH)).officer() == ("p", "A")


def test_an_officers_post_without_a_place_on_the_roll_counts_for_nothing() -> None:
    with pytest.raises(NotAllowed):
        _speaker(None, *BOTH).officer()


def test_a_name_is_kept_composed_and_with_single_spaces() -> None:
    assert person_name("  Nguye\u0302\u0303n   Va\u0306n\tAn\n") == "Nguyễn Văn An"


@pytest.mark.parametrize(
    ("typed", "key"),
    [("", "name-empty"), (" 123 !", "name-empty"), ("a" * (LONGEST_NAME + 1), "name-too-long")],
)
def test_what_is_no_name_is_refused(typed: str, key: str) -> None:
    with pytest.raises(Invalid, match=key):
        person_name(typed)


def test_answers_go_before_digests_before_reminders() -> None:
    assert priority(NoticeKind.ANSWER) < priority(NoticeKind.DIGEST) < priority(NoticeKind.REMINDER)
    assert priority(NoticeKind.DIGEST) == priority(NoticeKind.CHART) == priority(NoticeKind.TABLE)
