"""What is on the wire: the pace counts it while a block lasts."""

from __future__ import annotations

from typing import Protocol


class Counts(Protocol):
    """What the pace is told."""

    def went(self, messages: int) -> float:
        """So many are on the wire; the instant."""

    def came_back(
        self, messages: int, begun: float, error: BaseException | None, *, heavy: bool, direct: bool
    ) -> None:
        """They were answered, or `error` is what became of them."""


class Going:
    """What is on the wire while the block lasts."""

    def __init__(self, pace: Counts, messages: int, *, heavy: bool = False, direct: bool = False) -> None:
        self._pace, self._messages, self._heavy, self._direct = pace, messages, heavy, direct

    def __enter__(self) -> None:
        self._begun = self._pace.went(self._messages)

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self._pace.came_back(self._messages, self._begun, error, heavy=self._heavy, direct=self._direct)
