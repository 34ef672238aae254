"""Every journey is made twice: in memory, and over a real socket with the program's own transport."""

from __future__ import annotations

import pytest

from tests.roads import in_memory, over_sockets
from tests.talk import Town


@pytest.fixture(params=[in_memory, over_sockets], ids=["memory", "socket"])
def road(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `Town.build` takes for the way to Telegram, at a restart too."""
    monkeypatch.setattr(Town, "road", staticmethod(request.param))


@pytest.fixture
def town(road: None, town: Town) -> Town:
    """The town of every test, at the end of that road."""
    return town
