"""A database of its own for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database
from tests.storage import ground


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """Migrated, with three units."""
    database = ground.fresh(tmp_path)
    await ground.with_units(database)
    yield database
    await database.close()
