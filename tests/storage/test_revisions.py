"""The revisions known by their files are those that Alembic knows."""

from __future__ import annotations

from pathlib import Path

from alembic.script import ScriptDirectory

import storage
from storage import revisions


def test_each_file_is_named_by_its_revision_and_the_highest_is_the_newest() -> None:
    scripts = ScriptDirectory(str(Path(storage.__file__).parent / "migrations"))
    known = [script.revision for script in scripts.walk_revisions()]
    assert known[0] == revisions.newest() == scripts.get_current_head()
    assert all(revisions.known(revision) for revision in known)
    assert len(list(Path(scripts.versions).glob("[0-9]*.py"))) == len(known)
    assert not revisions.known("9999")
