"""What people wanted, and how they fared: the database is held against this at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count


@dataclass
class Ledger:
    """Each wish is told apart by a tag in its words."""

    wishes: dict[str, str] = field(default_factory=dict)  # tag -> deed, opinion, answer or addition
    settled: set[str] = field(default_factory=set)  # tags whose people saw that it was done
    unsure: set[str] = field(default_factory=set)  # tags of replies that nothing was heard of
    given_up: Counter[str] = field(default_factory=Counter)  # people who found no way on, and where
    asked: int = 0  # acts that an answer is due to
    silent: Counter[str] = field(default_factory=Counter)  # those left without one, by what was done
    then: Counter[str] = field(default_factory=Counter)  # and what came when they tried again
    waits: list[float] = field(default_factory=list)  # seconds until the answers came
    _numbers: Iterator[int] = field(default_factory=lambda: count(100_000))

    def wish(self, kind: str, words: str) -> str:
        """A new wish; its words, behind a tag no other has: lists show how words begin."""
        tag = f"số {next(self._numbers)}"
        self.wishes[tag] = kind
        return f"{tag} {words}"

    def done(self, words: str) -> None:
        """The person saw that it was done."""
        self.settled.add(tag_of(words))

    def withdraw(self, words: str, why: str) -> None:
        """The person could not even wish: it was taken for something else."""
        del self.wishes[tag_of(words)]
        self.given_up[why] += 1


def tag_of(words: str) -> str:
    """The tag in the words; empty where there is none."""
    _, _, number = words.partition("số ")
    return f"số {number[:6]}" if number[:6].isdecimal() else ""
