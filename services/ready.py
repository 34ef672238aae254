"""A unit's ready answers: words that are filled in, never sent as they are to everybody."""

from __future__ import annotations

from datetime import datetime

from domain.answer import essence, filled, ready_text, title_text
from domain.case import Case
from domain.errors import Invalid, NotFound, Stale
from domain.forms import Draft
from domain.person import Act
from domain.rights import Action
from domain.unit import above
from domain.vietnamese import day, fold
from services import meanwhile, rights
from services.audit import Audit
from services.case_work import CaseWork
from services.custody import Custody
from services.drafts import Drafts
from services.zone import Zone
from storage import answers, units
from storage.answers import Ready
from storage.database import Database, Tx

__all__ = ["Ready", "ReadyAnswers"]

MOST = 30  # of a unit: they are buttons


class ReadyAnswers:
    """Who may change them: whoever has Action.READY in the unit."""

    def __init__(
        self, database: Database, custody: Custody, drafts: Drafts, audit: Audit, zone: Zone
    ) -> None:
        self._database = database
        self._drafts = drafts
        self._audit = audit
        self._zone = zone
        self._work = CaseWork(custody)

    async def ready_units(self, act: Act) -> list[tuple[str, str]]:
        """(code, name) of the units whose ready answers the speaker may change: those they hold a post in."""
        async with self._database.reading() as tx:
            reached, tree = await rights.reached(tx, act, Action.READY), await units.tree(tx)
        held = dict.fromkeys(post.unit for post in act.by.posts)
        return [(code, tree[code].name) for code in held if code in reached]

    async def ready_of(self, act: Act) -> list[Ready]:
        """All that the speaker may change. Raises NotAllowed for who may change none."""
        held = [code for code, _ in await self.ready_units(act)]
        async with self._database.reading() as tx:
            if not held:
                await rights.require_unit(tx, act, Action.READY, "")
            return await answers.ready(tx, held)

    async def ready_one(self, act: Act, number: int) -> Ready:
        """One that the speaker may change. Raises NotAllowed, Stale."""
        async with self._database.reading() as tx:
            one = await self._one(tx, number)
            await rights.require_unit(tx, act, Action.READY, one.unit)
            return one

    async def ready_for(self, act: Act, case: str) -> list[Ready]:
        """Those that fit the case: of the unit that handles it. Raises NotFound, NotAllowed, Stale."""
        async with self._database.reading() as tx:
            found = await self._work.find(tx, case)
            await meanwhile.open_for(tx, act, Action.ANSWER, found)
            return await answers.ready(tx, [found.handler])

    async def ready_filled(self, act: Act, case: str, number: int) -> str:
        """One of these with the case's facts in its placeholders. Raises NotFound, NotAllowed, Stale."""
        async with self._database.reading() as tx:
            found = await self._work.find(tx, case)
            await meanwhile.open_for(tx, act, Action.ANSWER, found)
            one = await answers.one(tx, number)
            if one is None or one.unit != found.handler:
                raise NotFound("ready-unknown")
            return filled(one.text, await self._facts(tx, found, act.at))

    async def ready_add(self, act: Act, draft: Draft) -> Ready:
        """Keep a new one: draft[unit, title, body]. Raises Invalid, NotAllowed, Stale."""
        unit, title = str(draft.answers["unit"]), title_text(str(draft.answers["title"]))
        text = ready_text(str(draft.answers["body"]))
        async with self._database.transaction(act.update) as tx:
            await self._drafts.take(tx, act, draft)
            author = await self._author(tx, act, unit)
            known = await answers.ready(tx, [unit])
            if len(known) >= MOST:
                raise Invalid("ready-enough", most=MOST)
            if fold(title) in {fold(one.title) for one in known}:
                raise Invalid("ready-same-title", title=title)
            number = await answers.add(tx, unit, title, text, author, act.at)
            await self._audit.note(tx, act, "ready-add", unit, at=act.at, unit=unit, ready=number)
            return Ready(number, unit, title, text)

    async def ready_change(self, act: Act, draft: Draft) -> Ready:
        """Put other words in its place: draft[ready, body]. Raises Invalid, NotFound, NotAllowed, Stale."""
        text = ready_text(str(draft.answers["body"]))
        async with self._database.transaction(act.update) as tx:
            await self._drafts.take(tx, act, draft)
            one = await self._one(tx, int(draft.answers["ready"]))
            author = await self._author(tx, act, one.unit)
            await answers.change(tx, one.id, text, author, act.at)
            await self._audit.note(tx, act, "ready-change", one.unit, at=act.at, unit=one.unit, ready=one.id)
            return one._replace(text=text)

    async def ready_drop(self, act: Act, number: int) -> Ready:
        """Take it away. Raises NotAllowed, Stale."""
        async with self._database.transaction(act.update) as tx:
            one = await self._one(tx, number)
            await self._author(tx, act, one.unit)
            await answers.drop(tx, number)
            await self._audit.note(tx, act, "ready-drop", one.unit, at=act.at, unit=one.unit, ready=number)
            return one

    async def _usual(self, tx: Tx, case: Case, at: datetime) -> list[str]:
        """The essence of each ready answer that fits the case, as it reads there."""
        facts = await self._facts(tx, case, at)
        return [essence(filled(one.text, facts)) for one in await answers.ready(tx, [case.handler])]

    async def _facts(self, tx: Tx, case: Case, at: datetime) -> dict[str, str]:
        tree = await units.tree(tx)
        unit, higher = tree[case.handler], next(iter(above(tree, case.handler)), tree[case.handler])
        date = day(self._zone.day(at))
        return {"code": case.code, "unit": unit.name, "above": higher.name, "date": date}

    async def _one(self, tx: Tx, number: int) -> Ready:
        one = await answers.one(tx, number)
        if one is None:
            raise Stale("ready-gone")
        return one

    async def _author(self, tx: Tx, act: Act, unit: str) -> str:
        await rights.require_unit(tx, act, Action.READY, unit)
        if act.by.person is None:
            raise NotFound("ready-unknown")
        return act.by.person
