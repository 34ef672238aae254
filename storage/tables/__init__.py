"""Every table, with what each column means. Times are UTC; days and months are local, as text."""

from storage.tables.base import Instant, metadata
from storage.tables.desk import (
    audit,
    case_notes,
    identity_requests,
    own_days,
    ready_answers,
    unit_aliases,
    unit_changes,
    unit_rules,
)
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
    spoken_of,
)

__all__ = [
    "Instant",
    "audit",
    "case_messages",
    "case_months",
    "case_notes",
    "cases",
    "custody",
    "deed_months",
    "deeds",
    "drafts",
    "identity_requests",
    "inbox",
    "invitations",
    "message_map",
    "metadata",
    "occurrences",
    "officer_months",
    "outbox",
    "own_days",
    "people",
    "photos",
    "posts",
    "ready_answers",
    "snapshots",
    "spoken_of",
    "unit_aliases",
    "unit_changes",
    "unit_rules",
    "units",
]
