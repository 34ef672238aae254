"""A sender's name: opened when one asks with a reason and another agrees."""

from __future__ import annotations

from services.audit import Audit
from services.custody import Custody
from services.drafts import Drafts
from storage.database import Database


class Identity:
    """A sender's name: opened when one asks with a reason and another agrees."""

    def __init__(self, database: Database, custody: Custody, drafts: Drafts, audit: Audit) -> None:
        self._database = database
        self._custody = custody
        self._drafts = drafts
        self._audit = audit
