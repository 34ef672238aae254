"""What lies on a desk: counts, lists, search, one case opened."""

from __future__ import annotations

from services.audit import Audit
from services.custody import Custody
from services.zone import Zone
from storage.database import Database


class Caseload:
    """What lies on a desk: counts, lists, search, one case opened."""

    def __init__(self, database: Database, custody: Custody, audit: Audit, zone: Zone) -> None:
        self._database = database
        self._custody = custody
        self._audit = audit
        self._zone = zone
