"""When a case is to be answered, who is reminded, and what follows when it is not."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

from domain.case import WAITING, Case, CaseKind, CaseState, check_answerable, opinion_text
from domain.deadline import LATER, Step, carried
from domain.errors import Invalid, Refused, Stale
from domain.forms import Draft
from domain.notice import NoticeKind
from domain.person import Act
from domain.rights import Action
from domain.rule import OF_KIND, holds
from services import desk, rights
from services.audit import Audit
from services.case_work import CaseWork
from services.custody import Custody
from services.drafts import Drafts
from services.ending import Ending
from services.follow_ups import FollowUps
from services.pressing import Pressing
from services.rules import Rules
from services.zone import Zone
from storage import case_notes, cases, deadlines, rules, units
from storage.database import Database, Tx

MOST_LATER = 10  # working days a desk may put a deadline off by
A_PAGE = 100  # cases given a deadline in one transaction


class Deadlines:
    """Instants are aware; what returns is UTC."""

    def __init__(
        self,
        database: Database,
        custody: Custody,
        drafts: Drafts,
        audit: Audit,
        rules: Rules,
        zone: Zone,
        ending: Ending,
    ) -> None:
        self._database = database
        self._drafts = drafts
        self._audit = audit
        self._rules = rules
        self._work = CaseWork(custody)
        self._pressing = Pressing(database, custody, audit, rules)
        self._follow_ups = FollowUps(database, custody, audit, ending, zone, rules, self.resumed)

    async def first_due(self, tx: Tx, unit: str, kind: CaseKind, at: datetime) -> datetime | None:
        """When a case of the kind, received then and handled by the unit, is to be answered.

        None where no answer is due (thanks, unless the unit wants it otherwise). Word of a crime counts by
        the clock, day and night.
        """
        length = holds(await rules.settled(tx), await units.tree(tx), unit, OF_KIND[kind])
        if kind is CaseKind.CRIME:
            return (at + timedelta(hours=length)).astimezone(UTC)
        return (await self._rules.calendar(tx)).close(at, length) if length else None

    async def begun(self, tx: Tx, unit: str, kind: CaseKind, at: datetime) -> dict[str, object]:
        """What changes of a case that waits for an answer from then on, the first or another one."""
        return {"due_at": await self.first_due(tx, unit, kind, at), "due_since": at, "asked_at": None}

    async def resumed(self, tx: Tx, case: Case, at: datetime) -> dict[str, object]:
        """What changes of a case whose clock goes on: the deadline is as much working time later as the clock
        stood still (of a crime: as much time). Nothing where it did not; what had been answered begins anew.
        """
        if case.asked_at is None:
            return {}
        if case.due_at is None:
            return await self.begun(tx, case.handler, case.kind, at)
        due = case.due_at + max(at - case.asked_at, timedelta())
        if case.kind is not CaseKind.CRIME:
            calendar = await self._rules.calendar(tx)
            due = calendar.after(case.due_at, calendar.worktime(case.asked_at, at))
        said = (await deadlines.done(tx, case=case.id)).get(case.id, set())
        await deadlines.do(tx, case.id, carried(said, case.due_at, due), at)
        return {"asked_at": None, "due_at": due}

    async def stops(self, tx: Tx, case: Case) -> bool:
        """Whether a question to the sender makes the clock stand still.

        Not after one that was left without a reply, or whoever asks again and again never has to answer.
        """
        return deadlines.UNHEARD not in (await deadlines.done(tx, case=case.id)).get(case.id, set())

    async def enqueue_due(self, now: datetime, *, dry_run: bool = False) -> int:
        """Promise what is due: reminders, reports upwards, words to senders; how many cases it is about.

        Safe to repeat. Cases without a deadline, from before there were any, are given one first.
        """
        given = await self._give(now, dry_run=dry_run)
        pressed = await self._pressing.enqueue_due(now, dry_run=dry_run)
        return given + pressed + await self._follow_ups.enqueue_due(now, dry_run=dry_run)

    async def check(self, act: Act, case: str) -> Case:
        """A case whose deadline the speaker may put off now. Raises NotFound, NotAllowed, Invalid, Stale."""
        async with self._database.reading() as tx:
            return (await self._postponable(tx, act, case))[0]

    async def postpone(self, act: Act, draft: Draft) -> Case:
        """Put a deadline off by draft[case, days, reason]: working days from it, once it is over from today.

        Once before it is over and once after, until there is an answer; the sender is told the new date and
        the reason.
        Raises as `check` does; Invalid too for days out of bounds or too short a reason.
        """
        days, reason = draft.answers.get("days"), opinion_text(str(draft.answers.get("reason", "")))
        if not isinstance(days, int) or not 0 < days <= MOST_LATER:
            raise Invalid("later-days-odd", most=MOST_LATER)
        async with self._database.transaction(act.update) as tx:
            if draft.id:
                await self._drafts.take(tx, act, draft)
            found, due, key = await self._postponable(tx, act, str(draft.answers.get("case", "")))
            author = await rights.require(tx, act, Action.POSTPONE, found)
            later = (await self._rules.calendar(tx)).close(max(due, act.at), days)
            await self._work.read(tx, act, found)
            note = await case_notes.add(tx, found.id, case_notes.LATE, author, reason, act.at, found.handler)
            # Its half is not told again: it was, or the desk has just thought of it.
            await deadlines.do(tx, found.id, [key, Step("half").key(later)], act.at)
            changed = await self._work.change(tx, found, due_at=later)
            told = {"due": later.isoformat(), "was": due.isoformat(), "note": note}
            await self._work.tell_sender(tx, act, found, NoticeKind.LATE, **told)
            await self._audit.note(
                tx, act, "postponed", found.id, at=act.at, unit=found.handler, days=days, note=note
            )
            return changed

    async def offers(self, key: str, case: str, now: datetime) -> bool:
        """Whether the person of that finder may put the deadline off now."""
        async with self._database.reading() as tx:
            found = await cases.get(tx, case)
            if found is None or not await desk.can(tx, key, Action.POSTPONE, found, now):
                return False
            with suppress(Refused):
                return bool(await _round(tx, found, now))
        return False

    async def reason(self, note: int | None) -> str:
        """What the unit said of why it takes longer; empty where it said nothing."""
        if note is None:
            return ""
        async with self._database.reading() as tx:
            found = await case_notes.get(tx, note)
        return found.text if found else ""

    async def _postponable(self, tx: Tx, act: Act, case: str) -> tuple[Case, datetime, str]:
        """The case, its deadline, and the key under which putting it off is noted."""
        found = await self._work.find(tx, case)
        await rights.require(tx, act, Action.POSTPONE, found)
        return found, *await _round(tx, found, act.at)

    async def _give(self, now: datetime, *, dry_run: bool) -> int:
        """Give some of the cases without a deadline the one they should have had, and time to meet it."""
        async with self._database.reading() as tx:  # by the desks' index, and no more than a page
            ids = await deadlines.without(tx, A_PAGE)
        if dry_run or not ids:
            return len(ids)
        async with self._database.transaction() as tx:
            calendar = await self._rules.calendar(tx)
            for case in await cases.of_ids(tx, ids):
                meant = await self.first_due(tx, case.handler, case.kind, case.received_at)
                fresh = now + timedelta(days=1) if case.kind is CaseKind.CRIME else calendar.close(now, LATER)
                if case.due_at is None and case.state in WAITING and meant is not None:
                    since = case.received_at if meant > fresh else now
                    await cases.change(tx, case, due_at=max(meant, fresh), due_since=since)
        return len(ids)


async def _round(tx: Tx, case: Case, at: datetime) -> tuple[datetime, str]:
    """The deadline, and the key under which putting it off then is noted: it counts as long as its round.

    Raises Invalid, Stale.
    """
    check_answerable(case, desk=True)
    if case.kind is CaseKind.CRIME:
        raise Invalid("later-not-crime", code=case.code)
    if case.due_at is None or case.due_since is None or case.state not in (*WAITING, CaseState.ASKED):
        raise Stale("later-not-needed", code=case.code)
    key = Step("put", int(at >= case.due_at)).key(case.due_since)
    if key in (await deadlines.done(tx, case=case.id)).get(case.id, set()):
        raise Stale("later-once", code=case.code)
    return case.due_at, key
