"""What is promised to be sent: a row holds what it is about, never rendered text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class NoticeKind(StrEnum):
    """The kinds of notice, each rendered when it is sent."""

    RECEIPT = "receipt"  # to the citizen: received, with the code
    CARD = "card"  # to the desk: a case to answer
    PHOTOS = "photos"  # to either side: the pictures that came with a message of a case
    STEP = "step"  # to the citizen: taken, closed
    ANSWER = "answer"  # to the citizen: what the unit says
    ADDED = "added"  # to the desk: the citizen wrote again
    ASKED = "asked"  # to the citizen: the unit asks back; its clock stands still
    LATE = "late"  # to the citizen: not in time, with a new date and the unit's reason
    AGAIN = "again"  # to the citizen: asked once more whether it is solved
    OPENED = "opened"  # to the citizen: their name was opened, by whose leave
    DUE = "due"  # to the desk: half of the time is gone, or one day is left
    OVERDUE = "overdue"  # to those above: not answered in time
    APPROVE = "approve"  # to the second pair of eyes: an answer to read
    NAME = "name"  # to who may agree: somebody asks for a sender's name
    POST = "post"  # to a colleague: what became of a post of theirs, or of their phone
    TOLD = "told"  # to a colleague: what became of a case of theirs (assigned, passed back, refused)
    VERDICT = "verdict"  # to the desk: solved or not
    REMINDER = "reminder"  # to the officer: nothing recorded today
    THANKS = "thanks"  # to the officer: the reminder becomes a thank-you
    DIGEST = "digest"  # to the commander: the month in words
    CHART = "chart"  # the same as a picture
    TABLE = "table"  # the same as a workbook
    AUDIT = "audit"  # to who asked: the audit as a workbook
    REPLY = "reply"  # a direct answer that could not be delivered at once; sealed, the one with text


# Answers before digests before reminders.
ANSWER, DIGEST, REMINDER = PRIORITIES = range(3)
_PRIORITY = {
    NoticeKind.DIGEST: DIGEST,
    NoticeKind.CHART: DIGEST,
    NoticeKind.TABLE: DIGEST,
    NoticeKind.AUDIT: DIGEST,
    NoticeKind.REMINDER: REMINDER,
}
# What a citizen was promised: whoever lets the bot in again receives what could not be delivered meanwhile.
OWED = (
    *(NoticeKind.RECEIPT, NoticeKind.STEP, NoticeKind.ANSWER, NoticeKind.PHOTOS),
    *(NoticeKind.ASKED, NoticeKind.LATE, NoticeKind.AGAIN, NoticeKind.OPENED),
)


# What colleagues say to each other of a case: a reply to it is not for the case's sender.
AMONG_COLLEAGUES = (NoticeKind.APPROVE, NoticeKind.TOLD)


def priority(kind: NoticeKind) -> int:
    """The lower, the sooner."""
    return _PRIORITY.get(kind, ANSWER)


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A row of the outbox as the postman holds it. `to` is a finder in custody, never an address.

    `unsure` counts sends that may have arrived.
    `attempts` counts this one; whoever claims it next counts on, so it also tells whose the lease is.
    """

    id: int
    to: str
    kind: NoticeKind
    params: dict[str, Any]
    attempts: int
    due_at: datetime
    leased_until: datetime
    unsure: int = 0
