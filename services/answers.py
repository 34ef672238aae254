"""Answers worth having: what they must say, ready ones, the second pair of eyes."""

from __future__ import annotations

from services.audit import Audit
from services.custody import Custody
from services.drafts import Drafts
from storage.database import Database


class Answers:
    """Answers worth having: what they must say, ready ones, the second pair of eyes."""

    def __init__(self, database: Database, custody: Custody, drafts: Drafts, audit: Audit) -> None:
        self._database = database
        self._custody = custody
        self._drafts = drafts
        self._audit = audit
