"""A short run of `make crash`."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.crash.crowd import Size
from tests.crash.report import table
from tests.crash.run import run


@pytest.mark.timeout(180)  # processes that start and stop, on a machine that may be busy
async def test_a_bot_killed_again_and_again_keeps_its_word(tmp_path: Path) -> None:
    told: list[str] = []
    small = Size(citizens=4, officers=2)
    outcome = await run(tmp_path, 6, Random(2026), small, told.append, most_doubled=1)
    assert not outcome.broken, table(outcome)
    assert outcome.lives.kills == 6
    assert outcome.verdict.effects > 5, "something was done meanwhile"
    assert outcome.verdict.post.sent > 5
