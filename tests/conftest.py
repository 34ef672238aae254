"""What every test may ask for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.talk import Town


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """The whole program with the demo units, on a fresh database."""
    town = await Town.build(tmp_path)
    await town.open()
    yield town
    await town.close()
