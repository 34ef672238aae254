"""What doctor found: a line for each check, with a sign before it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from texts.catalogue import Catalogue

GOOD, WORTH, BAD = "✓", "!", "✗"


class Finding(NamedTuple):
    """A sign, which sentence it is, and the sentence."""

    sign: str
    key: str
    text: str


@dataclass
class Report:
    """Collects the findings in the order in which they are made."""

    texts: Catalogue
    language: str
    findings: list[Finding] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """As they are shown."""
        return [f"{finding.sign} {finding.text}" for finding in self.findings]

    @property
    def well(self) -> bool:
        """Whether nothing must be done."""
        return not any(finding.sign == BAD for finding in self.findings)

    def good(self, key: str, **values: Any) -> None:
        """It is as it should be."""
        self._add(GOOD, key, values)

    def worth(self, key: str, **values: Any) -> None:
        """The bot works, but it is worth knowing."""
        self._add(WORTH, key, values)

    def bad(self, key: str, **values: Any) -> None:
        """Something must be done; the sentence says what."""
        self._add(BAD, key, values)

    def _add(self, sign: str, key: str, values: dict[str, Any]) -> None:
        self.findings.append(Finding(sign, key, self.texts.plain(self.language, key, **values)))
