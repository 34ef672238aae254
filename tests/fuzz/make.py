"""Makes updates, one a line, in a process of its own: hypothesis remembers all it made, the bot must not."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.updates import updates


def make(count: int, number: int, take: Callable[[dict[str, Any]], None]) -> None:
    """Hand `count` updates to `take`; the same `number` makes the same ones."""

    @seed(number)
    @settings(
        max_examples=count,
        phases=(Phase.generate,),
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(updates())
    def made(update: dict[str, Any]) -> None:
        take(update)

    made()


if __name__ == "__main__":
    make(int(sys.argv[1]), int(sys.argv[2]), lambda update: print(json.dumps(update)))  # noqa: T201 - piped
