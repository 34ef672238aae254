"""What it does: one module per use. The caller of a service is a handler, the clock or the command line."""

from __future__ import annotations

from dataclasses import dataclass

from services.cases import Cases
from services.custody import Custody
from services.deeds import Deeds
from services.digests import Digests
from services.drafts import Drafts
from services.groups import Groups
from services.inbox import Inbox
from services.media import Media
from services.outbox import Outbox
from services.people import People
from services.reminders import Reminders
from services.suggestions import Suggestions
from services.units import Units
from services.workshop import Workshop
from services.zone import Zone

__all__ = [
    "Cases",
    "Custody",
    "Deeds",
    "Digests",
    "Drafts",
    "Groups",
    "Inbox",
    "Media",
    "Outbox",
    "People",
    "Reminders",
    "Services",
    "Suggestions",
    "Units",
    "Workshop",
    "Zone",
]


@dataclass(frozen=True, kw_only=True)
class Services:
    """All of them, joined once by the wiring."""

    cases: Cases
    custody: Custody
    deeds: Deeds
    digests: Digests
    drafts: Drafts
    groups: Groups
    inbox: Inbox
    media: Media
    outbox: Outbox
    people: People
    reminders: Reminders
    suggestions: Suggestions
    units: Units
    workshop: Workshop
    zone: Zone
