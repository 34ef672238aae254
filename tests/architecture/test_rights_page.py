"""The tables of rights that people read are the one that the program asks."""

from __future__ import annotations

import re

import pytest

from domain.person import Role
from domain.rights import RIGHTS, Action, Scope
from tests.architecture.repository import ROOT

ROLES = (Role.OFFICER, Role.DUTY, Role.COMMANDER, Role.SECRETARIAT, Role.ADMIN)
WORDS = {
    "docs/rights.md": ("–", "own case", "own unit", "subtree", "province"),
    "docs/vi/quyen.md": ("–", "việc của mình", "đơn vị mình", "cả cấp dưới", "toàn tỉnh"),
}


@pytest.mark.parametrize("page", WORDS)
def test_the_page_shows_every_cell_of_the_table_as_it_is(page: str) -> None:
    lines = re.findall(r"^\| `([a-z-]+)` \|[^|]+\|(.+)\|$", (ROOT / page).read_text(encoding="utf-8"), re.M)
    shown = {right: [cell.strip() for cell in cells.split("|")] for right, cells in lines}
    assert shown == {
        str(action): [WORDS[page][RIGHTS[role].get(action, Scope.NOTHING)] for role in ROLES]
        for action in Action
    }


def test_all_roles_stand_in_the_table() -> None:
    assert set(ROLES) == set(Role) == set(RIGHTS)
