"""A unit's own rules and the days on which the province works."""

from __future__ import annotations

from services.audit import Audit
from storage.database import Database


class Rules:
    """A unit's own rules and the days on which the province works."""

    def __init__(self, database: Database, audit: Audit) -> None:
        self._database = database
        self._audit = audit
