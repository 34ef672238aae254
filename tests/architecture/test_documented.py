"""What a person may set, type or run stands in the guides."""

from __future__ import annotations

import re

import pytest

from bot.settings import Settings
from bot.verbs import VERBS
from handlers.commands_list import COMMANDS, Command
from tests.architecture.repository import ROOT, files, named

OPERATE = (ROOT / "docs/operate.md").read_text(encoding="utf-8")
COMMANDS_PAGE = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
NAMES = [name.upper() for name in Settings.model_fields]


@pytest.mark.parametrize("name", NAMES)
def test_a_setting_stands_in_the_example_and_in_the_operators_guide(name: str) -> None:
    assert re.search(rf"^{name}=", EXAMPLE, re.MULTILINE)
    assert re.search(rf"^\| `{name}` \|", OPERATE, re.MULTILINE)


def test_the_example_and_the_guide_name_no_setting_that_does_not_exist() -> None:
    assert re.findall(r"^([A-Z_]+)=", EXAMPLE, re.MULTILINE) == NAMES
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", OPERATE, re.MULTILINE)) == set(NAMES)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_command_and_its_alias_stand_on_one_line_of_the_commands_page(command: Command) -> None:
    assert re.search(rf"^\| `/{command.name}\b[^`]*` \| `/{command.alias}` \|", COMMANDS_PAGE, re.MULTILINE)


def test_the_commands_page_names_no_command_that_does_not_exist() -> None:
    listed = set(re.findall(r"^\| `/(\w+)", COMMANDS_PAGE, re.MULTILINE))
    assert listed == {command.name for command in COMMANDS}


def test_no_two_commands_share_a_name() -> None:
    names = [name for command in COMMANDS for name in {command.name, command.alias}]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", name) for name in names)  # Telegram's rule


@pytest.mark.parametrize("verb", [*VERBS, "key"])
def test_a_verb_of_the_command_line_stands_in_the_operators_guide(verb: str) -> None:
    assert re.search(rf"^\| `{verb}\b", OPERATE, re.MULTILINE)


def test_a_page_links_only_to_what_there_is() -> None:
    lost = []
    for page in (path for path in files() if path.suffix == ".md"):
        for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
            if "://" not in link and not link.startswith("mailto:") and not (page.parent / link).exists():
                lost.append(f"{named(page)}: {link}")
    assert lost == []


def test_each_decision_has_its_number_once() -> None:
    numbers = [path.name[:4] for path in sorted((ROOT / "docs/decisions").glob("*.md"))]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
