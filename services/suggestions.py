"""A citizen's opinion becomes a case."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from domain import receipt
from domain.case import Case, CaseKind, CaseState, counted, new_alias, opinion_text
from domain.errors import Invalid, NotFound
from domain.forms import Draft
from domain.notice import NoticeKind
from domain.period import Period
from domain.person import Act
from domain.photo import MOST_PHOTOS
from domain.unit import root
from domain.vietnamese import day as shown_day
from services import desk
from services.audit import Audit
from services.custody import Custody
from services.deadlines import Deadlines
from services.drafts import Drafts
from services.zone import Zone
from storage import cases, months, outbox, photos, units
from storage.database import Database, Tx

MOST_A_DAY = 10  # opinions of one person in a local day; custody's list of them holds more
CONSENT = "2026-11"  # version of the sentence agreed to by tapping "send" (texts: consent)


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """What the form gathered. `unit` is empty for "I don't know"; `contact` for who stays anonymous.

    `away`: it is not for the unit it speaks of, but for the level above. `said` are the messages in which the
    sender wrote it.
    """

    unit: str
    kind: CaseKind
    text: str
    photos: Sequence[str]
    anonymous: bool
    contact: str
    away: bool = False
    said: Sequence[int] = ()


class Suggestions:
    """Receives opinions."""

    def __init__(
        self,
        database: Database,
        custody: Custody,
        drafts: Drafts,
        zone: Zone,
        random: Random,
        audit: Audit,
        deadlines: Deadlines,
    ) -> None:
        self._audit = audit
        self._deadlines = deadlines
        self._database = database
        self._custody = custody
        self._drafts = drafts
        self._zone = zone
        self._random = random

    async def send(self, act: Act, draft: Draft) -> Case:
        """Turn the finished draft into a case, with a receipt for the sender and a card for the desk.

        Raises Invalid where an answer does not fit or enough was sent today (the draft stays), Stale where
        it changed or was sent already.
        """
        opinion = opinion_of(draft)
        await self._check_share(act, opinion)
        async with self._database.transaction(act.update) as tx:
            await self._drafts.take(tx, act, draft)
            return await self.receive(tx, act, opinion)

    async def _check_share(self, act: Act, opinion: Opinion) -> None:
        """One person's flood holds up nobody else's opinion; word of a crime is always taken. Raises Invalid.

        Only their own sealed list tells whose the cases are.
        """
        if opinion.kind is CaseKind.CRIME:
            return
        async with self._database.reading() as tx:
            record = await self._custody.record(tx, act.by.key)
            sent = await cases.of_ids(tx, record.cases) if record else []
        today = self._zone.day(act.at)
        days = [self._zone.day(case.received_at) for case in sent if case.kind is not CaseKind.CRIME]
        if days.count(today) >= MOST_A_DAY:
            raise Invalid("opinions-enough", most=MOST_A_DAY, day=shown_day(today + timedelta(days=1)))

    async def receive(self, tx: Tx, act: Act, opinion: Opinion) -> Case:
        """The same inside the caller's transaction.

        What is kept from the unit it speaks of stands under the one above in every table, so that no list,
        sum or search of the unit holds it; `about` alone says of whom it speaks.
        """
        case = await self._case(tx, act, opinion)
        message = await cases.add(tx, case, CONSENT)
        await desk.recuse(tx, case, act.at)
        for file in opinion.photos[:MOST_PHOTOS]:
            await photos.add(tx, self._custody.vault.seal(file, "photo"), case=case.id, message=message)
        last = {"unit": opinion.unit, "anonymous": opinion.anonymous, "contact": opinion.contact}
        await self._custody.link(tx, act.by, case.id, "" if opinion.anonymous else opinion.contact, last)
        if counted(case):
            await months.count_case(tx, case.unit, self._zone.month(act.at), case.kind, received=1)
        await outbox.add(tx, self._custody.case_key(case.id), NoticeKind.RECEIPT, {"case": case.id}, act.at)
        await self._custody.said(tx, act, case.id, opinion.said, told=message)
        # No actor: an officer may speak as a citizen, and must not be found by it.
        await self._audit.note(tx, None, "received", case.id, at=act.at, unit=case.handler, by="sender")
        await desk.hand(tx, await desk.of(tx, case, act.at), case.id, act.at)
        return case

    async def _case(self, tx: Tx, act: Act, opinion: Opinion) -> Case:
        tree = await units.tree(tx)
        top = root(tree)
        unit = await units.today(tx, opinion.unit or (top.code if top else ""))
        if unit not in tree:
            raise NotFound("unit-unknown", typed=unit)
        about = unit if opinion.away and opinion.unit else None
        handler = (tree[unit].parent or unit) if about else unit  # above the province: its secretariat
        code = receipt.make(self._random)
        while await cases.by_code(tx, code):
            code = receipt.make(self._random)
        return Case(
            id=secrets.token_hex(6),
            code=code,
            alias=new_alias(),
            unit=handler,
            handler=handler,
            about=about,
            due_at=await self._deadlines.first_due(tx, handler, opinion.kind, act.at),
            due_since=act.at,
            kind=opinion.kind,
            state=CaseState.NEW,
            text=opinion.text,
            verdict=None,
            taken_by=None,
            version=1,
            received_at=act.at,
            answered_at=None,
        )


def opinion_of(draft: Draft) -> Opinion:
    """Read the form's answers, trusting none. Raises Invalid."""
    answers = draft.answers
    try:
        kind = CaseKind(answers["kind"])
        anonymous = answers["anonymous"] != "no"
        return Opinion(
            unit=str(answers["unit"]),
            kind=kind,
            text=opinion_text(answers["body"]),
            photos=[str(file) for file in answers.get("photos", [])],
            anonymous=anonymous,
            contact="" if anonymous else str(answers.get("contact", ""))[:100],
            away=answers.get("away") == "yes" and kind is not CaseKind.PRAISE,
            said=[number for number in answers.get("said", []) if isinstance(number, int)],
        )
    except (KeyError, ValueError) as error:
        raise Invalid("form-unfinished") from error


def month_of(zone: Zone, case: Case) -> str:
    """The month in which a case counts: that of its receipt."""
    return str(Period.holding(zone.day(case.received_at)))
