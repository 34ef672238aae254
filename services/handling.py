"""What the desk does with a case besides answering: assign, ask, note, pass, mark, escalate."""

from __future__ import annotations

from services.audit import Audit
from services.custody import Custody
from services.deadlines import Deadlines
from services.drafts import Drafts
from storage.database import Database


class Handling:
    """What the desk does with a case besides answering: assign, ask, note, pass, mark, escalate."""

    def __init__(
        self, database: Database, custody: Custody, drafts: Drafts, audit: Audit, deadlines: Deadlines
    ) -> None:
        self._database = database
        self._custody = custody
        self._drafts = drafts
        self._audit = audit
        self._deadlines = deadlines
