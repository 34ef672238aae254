"""The repository holds nothing that belongs elsewhere: no secret, no machine's path, nothing unfinished."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.repository import ROOT, files, named

TEXT = [
    path for path in files() if path.suffix not in {".png", ".jpg", ".ttf", ".woff2", ".xlsx", ".docx", ".db"}
]
# Each is written in two halves, so that this file does not hold what it looks for.
FORBIDDEN = {
    "a bot's token": re.compile(r"\b\d{8,10}:AA[A-Za-z0-9_-]{33}\b"),
    "a private key": re.compile("-----BEGIN [A-Z ]*PRIVATE" + " KEY-----"),
    "a password in an address": re.compile(
        r"postgresql\+psycopg://\w+:(?!PASSWORD|password|\.\.\.|…)[^@\s]{3,}@"
    ),
    "a path of one machine": re.compile(
        r"(?<![\w/.])/(?:work/(?:main|shared)|tmp/" + r"bash_jobs|home/\w+|root)/"
    ),
    "something unfinished": re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X{3}|HA" + r"CK)\b"),
    "an unresolved merge": re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE),
    "a debugger": re.compile(r"\b(?:break" + r"point\(\)|pdb\.set" + r"_trace)"),
    "a skipped test": re.compile(r"pytest\.mark\.(?:sk" + r"ip|xf" + r"ail)\b"),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    found = [named(path) for path in TEXT if FORBIDDEN[what].search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_every_text_is_utf_8_with_plain_line_ends_and_a_last_one() -> None:
    for path in TEXT:
        data = path.read_bytes()
        assert data.decode("utf-8") is not None
        assert b"\r\n" not in data or path.suffix == ".csv", named(path)  # RFC 4180 asks for it
        assert not data or data.endswith(b"\n") or path.suffix == ".svg", named(path)


def test_no_setting_of_ones_own_and_no_database_is_kept() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert {".env", "data/", ".venv/"} <= set(ignored)
    assert not [named(path) for path in files() if path.suffix in {".db", ".db-wal", ".sqlite"}]


def test_the_files_looked_at_are_the_projects() -> None:
    names = {named(path) for path in TEXT}
    assert {"pyproject.toml", "bot/__main__.py", ".env.example", ".ci/run"} <= names
    assert not [name for name in names if Path(name).parts[0] in {".git", ".venv", "data"}]
