"""Units renamed, moved, merged and split, with the day from which it holds."""

from __future__ import annotations

from services.audit import Audit
from services.drafts import Drafts
from services.zone import Zone
from storage.database import Database


class Reshaping:
    """Units renamed, moved, merged and split, with the day from which it holds."""

    def __init__(self, database: Database, audit: Audit, drafts: Drafts, zone: Zone) -> None:
        self._database = database
        self._audit = audit
        self._drafts = drafts
        self._zone = zone
