"""The house stands as its plan says: imports go down, every package has its floor, files stay small."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.repository import ROOT, layers, modules, named, parsed, project

LONGEST_FILE, LONGEST_FUNCTION = 250, 40  # lines
PRODUCT = layers()
# A migration is history, written by Alembic and never edited: its length is nobody's choice.
HISTORY = "storage/migrations/versions/"


def test_imports_go_down_only() -> None:
    # A process of its own: the linter reconfigures the logging of the one it runs in.
    words = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    done = subprocess.run([*words, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_every_package_of_the_repository_stands_on_a_floor() -> None:
    found = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert found == {*layers(), "sandbox", "bench", "tests"}


def test_the_linters_look_at_every_package() -> None:
    tools = project()["tool"]
    assert set(tools["importlinter"]["root_packages"]) == {*layers(), "sandbox", "bench"}
    assert set(tools["mypy"]["packages"]) == {*layers(), "sandbox", "bench", "tests"}


def test_every_folder_with_modules_is_a_package() -> None:
    folders = {path.parent for path in modules(*PRODUCT, "sandbox", "tests")}
    without = {named(folder) for folder in folders if not (folder / "__init__.py").exists()}
    assert without <= {HISTORY.rstrip("/")}  # Alembic reads that folder itself


@pytest.mark.parametrize("path", modules(*PRODUCT, "sandbox"), ids=named)
def test_a_file_and_its_functions_are_small(path: Path) -> None:
    if named(path).startswith(HISTORY):
        assert path.name[:4].isdigit()
        return
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
    long = [
        f"{node.name} has {(node.end_lineno or 0) - node.lineno + 1} lines"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_telegram_is_known_on_the_two_top_floors_only() -> None:
    knowing = {path for path in modules(*PRODUCT, "sandbox") if "telegram" in _imported(path)}
    assert {named(path).partition("/")[0] for path in knowing} == {"bot", "handlers"}


def test_handlers_know_no_tables() -> None:
    assert not [named(p) for p in modules("handlers") if _imported(p) & {"storage", "sqlalchemy", "alembic"}]


def test_the_domain_needs_nothing_but_the_standard_library() -> None:
    foreign = set().union(*(_imported(path) for path in modules("domain"))) & set(_installed())
    assert foreign == set()


def test_no_module_is_named_for_nothing() -> None:
    assert not [
        named(path)
        for path in modules(*PRODUCT, "sandbox")
        if path.stem in {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
    ]


def test_nothing_is_printed_and_no_error_is_swallowed_bare() -> None:
    for path in modules(*PRODUCT):
        for node in ast.walk(parsed(path)):
            assert not (isinstance(node, ast.ExceptHandler) and node.type is None), named(path)
            called = node.func if isinstance(node, ast.Call) else None
            assert not (isinstance(called, ast.Name) and called.id == "print"), named(path)


def _imported(path: Path) -> set[str]:
    """The top-level names of all that the file imports, wherever in it."""
    found = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found


def _installed() -> list[str]:
    from importlib.metadata import packages_distributions

    return [*packages_distributions(), *(name for name in PRODUCT if name != "domain"), "sandbox"]
