"""When a case is to be answered, who is reminded, and what follows when it is not."""

from __future__ import annotations

from services.audit import Audit
from services.custody import Custody
from services.drafts import Drafts
from services.rules import Rules
from services.zone import Zone
from storage.database import Database


class Deadlines:
    """When a case is to be answered, who is reminded, and what follows when it is not."""

    def __init__(
        self, database: Database, custody: Custody, drafts: Drafts, audit: Audit, rules: Rules, zone: Zone
    ) -> None:
        self._database = database
        self._custody = custody
        self._drafts = drafts
        self._audit = audit
        self._rules = rules
        self._zone = zone
