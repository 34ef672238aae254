"""Reading the audit: as far as one's reach goes, and as a file for inspectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from domain import receipt
from domain.audit import Looked
from domain.errors import Invalid, NotAllowed, NotFound
from domain.notice import NoticeKind
from domain.period import Period
from domain.person import Act
from domain.rights import Action, able, serving
from domain.unit import Tree, below, search
from domain.vietnamese import fold, whole
from services import rights
from services.audit import A_MARK, Audit
from services.custody import Custody
from services.zone import Zone
from storage import audit, cases, outbox, units
from storage.audit import Entry, Wanted
from storage.database import Database, Tx

A_PAGE = 10  # rows in the chat
A_FILE = 10_000  # rows in a file; more come with a shorter period
MOST_MEANT = 8  # units or people offered where several are meant
NONE = "none"  # the id of no case: an unknown code looks and is noted like one that is out of reach


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row in people's names. `actor` is empty for the program and the command line; `at` is UTC.

    `number` counts what was looked at, its oldest row first: by the rows' own numbers who must not see all
    would find the gaps.
    """

    number: int
    at: datetime
    actor: str
    action: str
    subject: str
    unit: str
    details: str
    mark: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """Lines, the newest first; `name` of the case, person or unit they are about, empty for all; `older`
    leads to what comes before them, None where nothing does.
    """

    lines: Sequence[Line]
    name: str
    older: Looked | None


class Inspection:
    """For those whose posts reach: `rights.reached` with Action.AUDIT says how far."""

    def __init__(self, database: Database, custody: Custody, audit: Audit, zone: Zone) -> None:
        self._database = database
        self._custody = custody
        self._audit = audit
        self._zone = zone

    async def meant(self, act: Act, typed: str) -> list[tuple[Looked, str]]:
        """What is meant by the words: a receipt's code, a unit, a person; with them or alone a period, and
        "#120" for the rows up to number 120. Several, with their names, where several units or people fit.

        Raises NotAllowed, NotFound where nobody within reach is called so.
        """
        looked, words = _times(typed)
        if not words:
            return [(looked, "")]
        async with self._database.studying() as tx:
            tree = await units.tree(tx)
            reach = await self._reach(tx, act, tree)
            found = await self._case(tx, act, looked, words, tree) or await _which(
                tx, looked, words, tree, reach
            )
        if not found:
            raise NotFound("audit-not-found", typed=words[:40])
        return found[:MOST_MEANT]

    async def page(self, act: Act, looked: Looked, most: int = A_PAGE) -> Page:
        """The newest rows of what is looked at. Raises NotAllowed."""
        async with self._database.studying() as tx:
            tree = await units.tree(tx)
            wanted = await self._wanted(tx, act, looked, tree)
            total = await audit.count(tx, wanted)
            newest = total if looked.before is None else min(looked.before, total)
            shown = await audit.newest(tx, wanted, total - newest, most)
            names = {code: unit.name for code, unit in tree.items()} | await audit.names(tx, shown, wanted)
            if looked.case and looked.case not in names:
                case = await cases.get(tx, looked.case)
                names |= {case.id: case.code} if case and shown else {}
        older = replace(looked, before=newest - len(shown)) if newest > len(shown) else None
        name = names.get(looked.case or looked.person or looked.unit, "")
        lines = [_line(newest - place, one, names) for place, one in enumerate(shown)]
        return Page(lines=lines, name=name, older=older)

    async def export(self, act: Act, looked: Looked) -> None:
        """Promise the speaker the rows as a file; that is noted, too, and stands in the file. Raises
        NotAllowed.
        """
        async with self._database.transaction(act.update) as tx:
            await self._reach(tx, act, await units.tree(tx))
            await self._custody.remember(tx, act.by)  # where to send it: admins by setting never joined
            which, whose, when, before = looked.parts()
            own = next((post.unit for post in act.by.posts), "")
            details = {"of": which, "whose": whose, "period": when, "upto": before}
            await self._audit.note(tx, act, "exported-audit", "audit", at=act.at, unit=own, **details)
            params = {"looked": [which, whose, when, before]}
            await outbox.add(tx, act.by.key, NoticeKind.AUDIT, params, act.at)

    async def _case(
        self, tx: Tx, act: Act, looked: Looked, words: str, tree: Tree
    ) -> list[tuple[Looked, str]]:
        """The case whose code the words are; `NONE` where no row of it is for the speaker to see, for its id
        stands in what is noted of a file. Empty for other words.
        """
        try:
            code = receipt.parse(words)
        except Invalid:
            return []
        case = await cases.by_code(tx, code)
        if case:
            wanted = await self._wanted(tx, act, Looked(case=case.id), tree)
            case = case if await audit.newest(tx, wanted, 0, 1) else None
        return [(replace(looked, case=case.id if case else NONE), code)]

    async def _wanted(self, tx: Tx, act: Act, looked: Looked, tree: Tree) -> Wanted:
        reach = await self._reach(tx, act, tree)
        if looked.unit:
            named = {unit.code for unit in below(tree, looked.unit)}
            reach = named if reach is None else named & reach
        period = looked.period
        return Wanted(
            reach=reach,
            viewer=act.by.person or "",
            kept_from=serving(act.by.posts),
            subject=looked.case,
            person=looked.person,
            since=self._zone.instant(period.first, time()) if period else None,
            until=self._zone.instant(period.next.first, time()) if period else None,
        )

    async def _reach(self, tx: Tx, act: Act, tree: Tree) -> set[str] | None:
        """The units the speaker may see; None for all, and what happened in none. Raises NotAllowed."""
        reach = await rights.reached(tx, act, Action.AUDIT)
        if not reach and (tree or not able(act.by.posts, Action.AUDIT)):
            raise NotAllowed("not-for-you", action=Action.AUDIT.value)
        return None if set(tree) <= reach else reach


def _times(typed: str) -> tuple[Looked, str]:
    """Period and "#120" among the words, and the rest of the words."""
    looked, rest = Looked(), []
    for word in typed.split():
        if word.startswith("#") and (number := whole(word[1:])) is not None:
            looked = replace(looked, before=number)
            continue
        try:
            looked = replace(looked, period=Period.parse(word))
        except Invalid:
            rest.append(word)
    return looked, " ".join(rest)


async def _which(
    tx: Tx, looked: Looked, words: str, tree: Tree, reach: set[str] | None
) -> list[tuple[Looked, str]]:
    """The units or people within reach that the words name."""
    found = [unit for unit in search(tree.values(), words) if reach is None or unit.code in reach]
    if found:
        return [(replace(looked, unit=unit.code), unit.name) for unit in found]
    wanted = f" {fold(words)}"
    people = [one for one in await audit.persons(tx, reach) if wanted in f" {fold(one.name)}"]
    return [(replace(looked, person=one.id), one.name) for one in people]


def _line(number: int, entry: Entry, names: Mapping[str, str]) -> Line:
    def named(value: Any) -> str:
        if isinstance(value, list):
            return "+".join(map(named, value))
        return names.get(value, value) if isinstance(value, str) else str(value)

    return Line(
        number=number,
        at=entry.at,
        actor=named(entry.actor or ""),
        action=entry.action,
        subject=named(entry.subject),
        unit=named(entry.unit),
        details="; ".join(f"{key}={named(value)}" for key, value in sorted(entry.details.items())),
        mark=entry.chain[:A_MARK],
    )
