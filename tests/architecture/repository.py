"""The repository as files, for the tests of its own shape."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
# What tools and runs leave behind; the rest is the project's (.gitignore names the same).
_LEFT_BEHIND = {"__pycache__", "data", "e2e-screenshots", "node_modules", "site-packages"}
_OURS = {".ci", ".github"}


def project() -> dict[str, Any]:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def layers() -> list[str]:
    """The packages named in the layers contract, from the top."""
    contract = next(c for c in project()["tool"]["importlinter"]["contracts"] if c["type"] == "layers")
    return [name.strip() for layer in contract["layers"] for name in layer.split("|")]


def files(folder: Path = ROOT) -> Iterator[Path]:
    """Every file of the project's own."""
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            hidden = path.name.startswith(".") and path.name not in _OURS
            if path.name not in _LEFT_BEHIND and not hidden:
                yield from files(path)
        elif path.name != ".env" and path.suffix != ".pyc":
            yield path


def modules(*packages: str) -> list[Path]:
    """The Python files of the packages."""
    return [path for package in packages for path in files(ROOT / package) if path.suffix == ".py"]


def parsed(path: Path) -> ast.Module:
    """A Python file as a tree."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def named(path: Path) -> str:
    """The path as people write it."""
    return path.relative_to(ROOT).as_posix()
