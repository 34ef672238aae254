"""The table of rights: what it gives, how far, and what no post gives."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain.person import Post, Role
from domain.rights import GIVEN, RIGHTS, Action, Scope, Target, able, allowed, gives, over, reach
from domain.unit import Unit, UnitKind, below


def _unit(code: str, parent: str | None) -> Unit:
    return Unit(code=code, name=code, kind=UnitKind.COMMUNE, parent=parent)


TREE = {one.code: one for one in (_unit("P", None), _unit("A", "P"), _unit("A1", "A"), _unit("B", "P"))}
POSTS = st.builds(Post, role=st.sampled_from(Role), unit=st.sampled_from(list(TREE)), stands_in=st.booleans())
TARGETS = st.builds(
    Target,
    unit=st.sampled_from(list(TREE)),
    own=st.booleans(),
    desk=st.booleans(),
    about=st.booleans(),
    kept_from=st.none() | st.sampled_from(list(TREE)),
)
ACTIONS = st.sampled_from(Action)
CASES = {action for role in (Role.DUTY, Role.OFFICER) for action in RIGHTS[role]}


def post(role: Role, unit: str, *, stands_in: bool = False) -> Post:
    return Post(role=role, unit=unit, stands_in=stands_in)


@given(posts=st.lists(POSTS, max_size=3), action=ACTIONS, target=TARGETS)
def test_what_is_allowed_is_within_reach_or_an_own_case_or_an_empty_desk(
    posts: list[Post], action: Action, target: Target
) -> None:
    if allowed(posts, action, target, TREE):
        assert able(posts, action)
        assert target.unit in reach(posts, action, TREE) or target.own or target.desk


@given(posts=st.lists(POSTS, max_size=3), action=ACTIONS)
def test_whatever_is_within_reach_is_allowed_there(posts: list[Post], action: Action) -> None:
    for code in reach(posts, action, TREE):
        assert allowed(posts, action, Target(unit=code), TREE)


@given(posts=st.lists(POSTS, max_size=3), action=ACTIONS, target=TARGETS, more=POSTS)
def test_a_further_post_takes_no_right_away_but_where_it_makes_one_partial(
    posts: list[Post], action: Action, target: Target, more: Post
) -> None:
    if allowed(posts, action, target, TREE) and more.unit != target.kept_from:
        assert allowed([*posts, more], action, target, TREE)


@given(posts=st.lists(POSTS, max_size=3), action=ACTIONS, target=TARGETS)
def test_nobody_does_anything_with_what_speaks_of_them(
    posts: list[Post], action: Action, target: Target
) -> None:
    if target.about:
        assert not allowed(posts, action, target, TREE)


@given(action=ACTIONS, target=TARGETS, unit=st.sampled_from(list(TREE)))
def test_an_admin_does_nothing_with_a_case(action: Action, target: Target, unit: str) -> None:
    if action in CASES or action in (Action.APPROVE, Action.AGREE_NAME, Action.REPORT):
        assert not allowed([post(Role.ADMIN, unit)], action, target, TREE)


@given(posts=st.lists(POSTS, max_size=3), other=POSTS)
def test_who_may_take_a_post_away_could_give_it(posts: list[Post], other: Post) -> None:
    if over(posts, other, TREE):
        assert gives(posts, Action.PEOPLE, other, TREE)


@given(lent=st.lists(st.builds(lambda one: Post(role=one.role, unit=one.unit, stands_in=True), POSTS)))
def test_who_stands_in_gives_and_ends_no_posts_so_none_makes_their_own_longer(lent: list[Post]) -> None:
    for action in (Action.INVITE, Action.PEOPLE):
        assert not able(lent, action)
        assert reach(lent, action, TREE) == set()
    assert not any(over(lent, one, TREE) for one in lent)


def test_no_post_gives_nothing() -> None:
    assert not any(able([], action) or reach([], action, TREE) for action in Action)


def test_an_officer_handles_what_was_given_to_them_in_their_unit_only() -> None:
    officer = [post(Role.OFFICER, "A")]
    assert allowed(officer, Action.ANSWER, Target(unit="A", own=True), TREE)
    assert not allowed(officer, Action.ANSWER, Target(unit="A"), TREE)
    assert not allowed(officer, Action.ANSWER, Target(unit="A1", own=True), TREE)
    assert not allowed(officer, Action.ASSIGN, Target(unit="A", own=True), TREE)


def test_a_duty_officer_answers_for_the_own_unit_and_for_an_empty_desk_below() -> None:
    duty = [post(Role.DUTY, "A")]
    assert reach(duty, Action.ANSWER, TREE) == {"A"}
    assert allowed(duty, Action.ANSWER, Target(unit="A1", desk=True), TREE)
    assert not allowed(duty, Action.ANSWER, Target(unit="A1"), TREE)
    assert not allowed(duty, Action.ANSWER, Target(unit="B", desk=True), TREE)


def test_a_commander_reaches_all_below_and_the_secretariat_the_province() -> None:
    for code in TREE:
        led = {unit.code for unit in below(TREE, code)}
        assert reach([post(Role.COMMANDER, code)], Action.SEE, TREE) == led
        assert reach([post(Role.SECRETARIAT, code)], Action.SEE, TREE) == set(TREE)


def test_what_is_kept_from_a_unit_is_hidden_from_who_serves_there_by_any_post() -> None:
    target = Target(unit="P", kept_from="A")
    both = [post(Role.OFFICER, "A"), post(Role.DUTY, "P", stands_in=True)]
    assert not allowed(both, Action.SEE, target, TREE)
    assert allowed(both[1:], Action.SEE, target, TREE)
    assert allowed([post(Role.SECRETARIAT, "A")], Action.SEE, target, TREE)  # serves the province


def test_a_commanders_post_is_ended_from_above_or_by_an_admin_never_from_beside() -> None:
    chief = post(Role.COMMANDER, "A")
    assert over([post(Role.COMMANDER, "P")], chief, TREE)
    assert over([post(Role.ADMIN, "P")], chief, TREE)
    assert not over([post(Role.COMMANDER, "A")], chief, TREE)
    assert not over([post(Role.COMMANDER, "A1")], chief, TREE)
    assert over([post(Role.COMMANDER, "A")], post(Role.DUTY, "A"), TREE)


def test_only_an_admin_gives_and_takes_the_secretariats_and_the_admins_posts() -> None:
    top, admin = [post(Role.COMMANDER, "P")], [post(Role.ADMIN, "P")]
    for role in (Role.SECRETARIAT, Role.ADMIN):
        assert not gives(top, Action.INVITE, post(role, "P"), TREE)
        assert not over(top, post(role, "P"), TREE)
        assert gives(admin, Action.INVITE, post(role, "P"), TREE)
    assert {role for role in Role if Action.INVITE in RIGHTS[role]} == set(GIVEN)


def test_leading_holds_all_of_a_desks_rights_and_a_desk_all_of_an_officers() -> None:
    chain = [RIGHTS[role] for role in (Role.OFFICER, Role.DUTY, Role.COMMANDER)]
    for less, more in pairwise(chain):
        assert set(less) < set(more)
        assert all(more[action] > scope for action, scope in less.items())
    assert set(RIGHTS[Role.SECRETARIAT].values()) == {Scope.PROVINCE}
