"""What it does: one module per use. The caller of a service is a handler, the clock or the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.answers import Answers
from services.audit import Audit
from services.caseload import Caseload
from services.cases import Cases
from services.custody import Custody
from services.deadlines import Deadlines
from services.deeds import Deeds
from services.digests import Digests
from services.drafts import Drafts
from services.groups import Groups
from services.handling import Handling
from services.identity import Identity
from services.inbox import Inbox
from services.inspection import Inspection
from services.media import Media
from services.mentions import Mentions
from services.outbox import Outbox
from services.people import People
from services.phones import Phones
from services.posts import Posts
from services.reminders import Reminders
from services.reshaping import Reshaping
from services.rules import Rules
from services.sender import Sender
from services.suggestions import Suggestions
from services.units import Units
from services.workshop import Workshop
from services.zone import Zone

__all__ = [
    "Answers",
    "Audit",
    "Caseload",
    "Cases",
    "Custody",
    "Deadlines",
    "Deeds",
    "Digests",
    "Drafts",
    "Groups",
    "Handling",
    "Identity",
    "Inbox",
    "Inspection",
    "Media",
    "Mentions",
    "Outbox",
    "People",
    "Phones",
    "Posts",
    "Reminders",
    "Reshaping",
    "Rules",
    "Sender",
    "Services",
    "Suggestions",
    "Units",
    "Workshop",
    "Zone",
]


class Due(Protocol):
    """Promises what is due at the instant, or only counts it; safe to repeat."""

    async def __call__(self, now: datetime, *, dry_run: bool = False) -> int:
        """How much it was."""


@dataclass(frozen=True, kw_only=True)
class Services:
    """All of them, joined once by the wiring."""

    answers: Answers
    audit: Audit
    caseload: Caseload
    cases: Cases
    custody: Custody
    deadlines: Deadlines
    deeds: Deeds
    digests: Digests
    drafts: Drafts
    groups: Groups
    handling: Handling
    identity: Identity
    inbox: Inbox
    inspection: Inspection
    media: Media
    mentions: Mentions
    outbox: Outbox
    people: People
    phones: Phones
    posts: Posts
    reminders: Reminders
    reshaping: Reshaping
    rules: Rules
    sender: Sender
    suggestions: Suggestions
    units: Units
    workshop: Workshop
    zone: Zone

    @property
    def due(self) -> Mapping[str, Due]:
        """What the clock and the command line ask, by kind and in this order."""
        return {
            "units": self.reshaping.enqueue_due,  # first: the others ask the tree
            "digests": self.digests.enqueue_due,
            "reminders": self.reminders.enqueue_due,
            "deadlines": self.deadlines.enqueue_due,
            "posts": self.posts.enqueue_due,
        }
