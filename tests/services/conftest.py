"""The services on a database of their own, and words to make what tests need."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.services.office import Office


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """All services, with three units."""
    office = await Office.open(tmp_path)
    yield office
    await office.close()
