"""Every table, with what each column means. Times are UTC; days and months are local, as text."""

from storage.tables.base import Instant, metadata
from storage.tables.register import invitations, people, posts, units
from storage.tables.traffic import custody, drafts, inbox, occurrences, outbox
from storage.tables.work import (
    case_messages,
    case_months,
    cases,
    deed_months,
    deeds,
    message_map,
    officer_months,
    photos,
    snapshots,
)

__all__ = [
    "Instant",
    "case_messages",
    "case_months",
    "cases",
    "custody",
    "deed_months",
    "deeds",
    "drafts",
    "inbox",
    "invitations",
    "message_map",
    "metadata",
    "occurrences",
    "officer_months",
    "outbox",
    "people",
    "photos",
    "posts",
    "snapshots",
    "units",
]
