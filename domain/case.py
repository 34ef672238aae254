"""A citizen's case: what they said, in which state it is, and who may move it on."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.errors import Invalid, Stale
from domain.vietnamese import nfc, units_long

_ALIAS_BYTES = 2
SHORTEST, LONGEST = 3, 3000  # words at least, UTF-16 units at most: a card holds it whole


class CaseKind(StrEnum):
    """What the law tells apart and this channel takes in."""

    SUGGESTION = "suggestion"  # góp ý, kiến nghị
    REPORT = "report"  # phản ánh
    PRAISE = "praise"  # khen
    CRIME = "crime"  # tố giác: taken as word for the duty officer, never as the formal report


# Khiếu nại (Law on Complaints 2011, Art. 8) and tố cáo (Law on Denunciations 2018, Art. 22-23) need a
# signed, named submission or a visit in person: a chat is neither, so the formal ways are shown instead.
FORMAL = ("complaint", "denunciation")


class CaseState(StrEnum):
    """Where a case stands."""

    NEW = "new"
    TAKEN = "taken"
    ASKED = "asked"  # the sender was asked: the clock stands still
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({CaseState.NEW, CaseState.TAKEN, CaseState.ASKED, CaseState.ANSWERED})
WAITING = frozenset({CaseState.NEW, CaseState.TAKEN})


class Topic(StrEnum):
    """What an opinion is about, as the forum counts them: sides of police work, how it is done, the rest."""

    SECURITY = "security"  # an ninh trật tự
    TRAFFIC = "traffic"
    RESIDENCE = "residence"  # cư trú, căn cước
    FIRE = "fire"
    DRUGS = "drugs"
    CYBER = "cyber"  # lừa đảo trên mạng
    PROCEDURES = "procedures"  # cải cách thủ tục hành chính
    ATTITUDE = "attitude"  # tinh thần, thái độ phục vụ
    MANNER = "manner"  # lễ tiết, tác phong
    OTHER = "other"


class Verdict(StrEnum):
    """Solved? The citizen's own word, asked after closing: "closed" is not "fixed"."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Side(StrEnum):
    """Who wrote a message of a case."""

    CITIZEN = "citizen"
    UNIT = "unit"


@dataclass(frozen=True, kw_only=True)
class Case:
    """`alias` is all a unit knows of the sender; `unit` is spoken about, `handler` answers for it.

    `about` is set where the unit spoken of must not see it: `unit` is then the one above. `due_at` counts
    from `due_since` and ends with an answer; its clock stands still since `asked_at`. At `read_at`
    somebody of the unit `read_by` read it, for the desk of the unit `read_for`, if for any. `passed_by`
    passed it on to who has not accepted it yet; `officer` is the person it speaks of by name.
    `version` counts the changes: who saves an older one is refused (compare-and-swap).
    """

    id: str
    code: str
    alias: str
    unit: str
    handler: str
    kind: CaseKind
    state: CaseState
    text: str
    verdict: Verdict | None
    taken_by: str | None
    version: int
    received_at: datetime
    answered_at: datetime | None
    topic: Topic | None = None
    about: str | None = None
    officer: str | None = None
    due_at: datetime | None = None
    due_since: datetime | None = None
    asked_at: datetime | None = None
    read_at: datetime | None = None
    read_by: str | None = None
    read_for: str | None = None
    passed_by: str | None = None
    same_as: str | None = None
    stars: int | None = None
    reopened: bool = False

    @property
    def read(self) -> bool:
        """Whether somebody of the desk on which it lies has read it."""
        return self.read_for == self.handler


def new_alias() -> str:
    """All that a desk calls a sender by: another one in each case, so two of one person share nothing."""
    return secrets.token_hex(_ALIAS_BYTES).upper()


def is_alias(word: str) -> bool:
    """Whether that may be one, typed large or small."""
    return re.fullmatch(rf"[0-9A-Fa-f]{{{2 * _ALIAS_BYTES}}}", word) is not None


def counted(case: Case) -> bool:
    """Whether it stands in the sums of its unit. What is kept from the province would be betrayed by them."""
    return case.about != case.unit


def opinion_text(text: str) -> str:
    """An opinion's or answer's text as kept. Raises Invalid where it says too little or too much."""
    text = nfc(text)
    if len(re.findall(r"\w+", text)) < SHORTEST:
        raise Invalid("words-too-few", least=SHORTEST)
    if units_long(text) > LONGEST:
        raise Invalid("words-too-many", most=LONGEST)
    return text


def reply_text(text: str) -> str:
    """A citizen's further words as kept: as short as they like. Raises Invalid where they are too long."""
    text = nfc(text)
    if units_long(text) > LONGEST:
        raise Invalid("words-too-many", most=LONGEST)
    return text


def there(case: Case) -> Case:
    """The case. Raises Stale where its sender took it back: then nothing is done with it any more."""
    if case.state is CaseState.WITHDRAWN:
        raise Stale("case-withdrawn", code=case.code)
    return case


def check_answerable(case: Case, *, desk: bool = False) -> None:
    """Raise Stale where nobody may add to the case any more; to the `desk` in words of its own."""
    if case.state is CaseState.WITHDRAWN:
        raise Stale("desk-case-withdrawn" if desk else "case-withdrawn", code=case.code)
    if case.state is CaseState.CLOSED:
        raise Stale("desk-case-closed" if desk else "case-closed", code=case.code)


def check_closable(case: Case) -> None:
    """Closing needs an answer first, once more after a reopening. Raises Stale or Invalid."""
    check_answerable(case, desk=True)
    if case.state is not CaseState.ANSWERED:
        raise Invalid("case-unanswered", code=case.code)
