"""What lies on a desk: counts, lists, search, one case opened."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime

from domain import caseload as piles
from domain import receipt
from domain.case import OPEN, Case, is_alias
from domain.caseload import A_PAGE, Filter, Left, Pile, Reach
from domain.errors import NotAllowed, NotFound
from domain.notice import NoticeKind
from domain.person import Act
from domain.rights import RIGHTS, Action, serving
from domain.workdays import Calendar
from services import rights
from services.audit import Audit
from services.case_view import Sight, sight
from services.case_work import CaseWork
from services.custody import Custody
from services.rules import Rules
from storage import caseload, cases, outbox, units
from storage.caseload import Counts, Note, Step
from storage.database import Database, Tx

__all__ = ["Caseload", "Counts", "Line", "Listing", "Note", "Sight", "Sorts", "Step"]


@dataclass(frozen=True, kw_only=True)
class Line:
    """A case as a list shows it: with the name of its unit, of who has it, and how long it has."""

    case: Case
    unit: str
    taken_by: str
    left: Left | None


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A page of what was chosen; pages count from 0. `unit` is the name of the one chosen."""

    lines: Sequence[Line]
    total: int
    page: int
    pages: int
    unit: str


@dataclass(frozen=True, kw_only=True)
class Sorts:
    """How many of the cases chosen there are by unit (code, name, number), kind and topic; most first."""

    units: Sequence[tuple[str, str, int]]
    kinds: Mapping[str, int]
    topics: Mapping[str, int]


class Caseload:
    """Everything the speaker may see and nothing else; whoever may see nothing finds empty piles."""

    def __init__(self, database: Database, custody: Custody, audit: Audit, rules: Rules) -> None:
        self._database = database
        self._custody = custody
        self._audit = audit
        self._rules = rules
        self._work = CaseWork(custody)

    async def counts(self, act: Act) -> Counts:
        """How many open cases lie in each pile."""
        async with self._database.reading() as tx:
            reach, calendar = await self._reach(tx, act), await self._rules.calendar(tx)
            return await caseload.counts(tx, reach, act.at, piles.soon(act.at, calendar))

    async def listed(self, act: Act, chosen: Filter, page: int = 0) -> Listing:
        """A page of the cases chosen, oldest deadline first; the last page where there are not so many."""
        async with self._looking(chosen) as tx:
            reach, calendar = await self._reach(tx, act), await self._rules.calendar(tx)
            soon = piles.soon(act.at, calendar)
            total = await caseload.count(tx, reach, chosen, act.at, soon)
            pages = max(1, -(-total // A_PAGE))
            page = max(0, min(page, pages - 1))
            ids = await caseload.page_of(tx, reach, chosen, act.at, soon, page)
            lines = await self._lines(tx, act, ids, calendar)
            unit = (await units.tree(tx)).get(chosen.unit)
        return Listing(lines=lines, total=total, page=page, pages=pages, unit=unit.name if unit else "")

    async def sorts(self, act: Act, chosen: Filter) -> Sorts:
        """What the cases chosen can be told apart by."""
        async with self._looking(chosen) as tx:
            reach, calendar = await self._reach(tx, act), await self._rules.calendar(tx)
            found = await caseload.sorts(tx, reach, chosen, act.at, piles.soon(act.at, calendar))
            tree = await units.tree(tx)
        by_unit = [(code, tree[code].name, number) for code, number in found[0].items()]
        return Sorts(units=by_unit, kinds=found[1], topics=found[2])

    async def lines(self, act: Act, ids: Collection[str]) -> list[Line]:
        """Those of the cases that the speaker sees, in the order given."""
        async with self._database.reading() as tx:
            seen_now = await caseload.within(tx, await self._reach(tx, act), ids)
            calendar = await self._rules.calendar(tx)
            return await self._lines(tx, act, [one for one in ids if one in seen_now], calendar)

    async def left(self, now: datetime, case: Case) -> Left | None:
        """How long the case has at that instant; None where no clock runs."""
        async with self._database.reading() as tx:
            return piles.left(case, now, await self._rules.calendar(tx))

    async def first(self, act: Act) -> str:
        """The case to be seen to first. Raises NotFound where nothing waits."""
        async with self._database.reading() as tx:
            found = await caseload.first(tx, await self._reach(tx, act))
        if found is None:
            raise NotFound("inbox-nothing-waits")
        return found

    async def by_code(self, act: Act, code: str) -> str:
        """The id of the case with that receipt code. Raises Invalid for a slip.

        Raises NotAllowed, alike in words and in what the audit notes of it, where there is none and where it
        is not for the speaker to see.
        """
        code = receipt.parse(code)
        async with self._database.reading() as tx:
            found = await cases.by_code(tx, code)
            if found is None or not await rights.may(tx, act, Action.SEE, found):
                raise NotAllowed("inbox-no-such-code", action=Action.SEE.value, subject=code, code=code)
            return found.id

    async def by_alias(self, act: Act, alias: str) -> str:
        """The receipt code of the case within reach whose sender goes by that alias: of two, the open one.

        Empty where there is none, or where several may be meant.
        """
        if not is_alias(alias):
            return ""
        async with self._database.studying() as tx:  # no index: it is seldom asked
            found = await cases.by_alias(tx, alias.upper())
            reached = await caseload.within(tx, await self._reach(tx, act), [case.id for case in found])
        mine = [case for case in found if case.id in reached]
        meant = [case for case in mine if case.state in OPEN] or mine
        return meant[0].code if len(meant) == 1 else ""

    async def opened(self, act: Act, case: str, *, again: bool = False) -> Sight:
        """The whole case. Noted in the audit; the speaker has read it now. `again`: it is only shown anew
        after what the speaker did with it, which was noted.

        Raises NotFound, NotAllowed.
        """
        async with self._database.transaction() as tx:
            found = await self._work.find(tx, case)
            await rights.require(tx, act, Action.SEE, found)
            if not again:
                await self._audit.note(tx, act, "saw", case, at=act.at, unit=found.handler)
            await self._work.read(tx, act, found)
            calendar = await self._rules.calendar(tx)
            actions = await rights.which(tx, act, piles.possible(found), found)
            same = await cases.get(tx, found.same_as) if found.same_as else None
            same = same if same and await rights.may(tx, act, Action.SEE, same) else None
            left = piles.left(found, act.at, calendar)
            return await sight(tx, self._custody, act, found, actions=actions, left=left, same=same)

    async def send_photos(self, act: Act, case: str) -> int:
        """Promise the speaker the photos of the case; how many. Raises NotFound, NotAllowed."""
        async with self._database.transaction(act.update) as tx:
            found = await self._work.find(tx, case)
            await rights.require(tx, act, Action.SEE, found)
            pictured = await caseload.pictured(tx, case)
            for message, _ in pictured:
                params = {"case": case, "message": message}
                await outbox.add(tx, act.by.key, NoticeKind.PHOTOS, params, act.at)
            number = sum(count for _, count in pictured)
            await self._audit.note(tx, act, "saw", case, at=act.at, unit=found.handler, photos=number)
            return number

    async def shown(self, act: Act, case: str, message: int, *, inside: bool = False) -> None:
        """A reply to that message in the speaker's chat lands in the case from now on; `inside`: as a word
        among colleagues.
        """
        finder = self._custody.message_key(act.by.chat, message)
        async with self._database.transaction() as tx:
            if await cases.get(tx, case):
                await cases.map_message(tx, finder, case, inside=inside)

    def _looking(self, chosen: Filter) -> AbstractAsyncContextManager[Tx]:
        """A look at what lies on desks is short; one at all there ever was is not, and holds up nobody."""
        return self._database.studying() if chosen.pile is Pile.ALL else self._database.reading()

    async def _lines(self, tx: Tx, act: Act, ids: Sequence[str], calendar: Calendar) -> list[Line]:
        found = {case.id: case for case in await cases.of_ids(tx, ids)}
        tree = await units.tree(tx)
        named = await caseload.names(tx, [case.taken_by for case in found.values() if case.taken_by])
        return [
            Line(
                case=case,
                unit=tree[case.handler].name,
                taken_by=named.get(case.taken_by or "", ""),
                left=piles.left(case, act.at, calendar),
            )
            for case in (found[one] for one in ids if one in found)
        ]

    async def _reach(self, tx: Tx, act: Act) -> Reach:
        """What the speaker sees: as far as their right reaches, and what they took where they serve."""
        posts = act.by.posts
        return Reach(
            person=act.by.person or "",
            units=frozenset(await rights.reached(tx, act, Action.SEE)),
            own=frozenset(post.unit for post in posts if Action.SEE in RIGHTS[post.role]),
            serves=serving(posts),
        )
