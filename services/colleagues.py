"""Who of a unit has a case, and whom it speaks of."""

from __future__ import annotations

from domain.case import OPEN, Case, CaseState, there
from domain.errors import NotFound, Stale
from domain.forms import Draft
from domain.kept import landing
from domain.notice import NoticeKind
from domain.person import Act, Role
from domain.rights import SERVES, Action
from domain.unit import above
from domain.vietnamese import sort_key
from services import desk, meanwhile, waiting
from services.audit import Audit
from services.custody import Custody
from services.deadlines import Deadlines
from services.drafts import Drafts
from services.media import Media
from services.passing import Passing
from services.suggestions import month_of
from services.zone import Zone
from storage import caseload, months, people, units
from storage.database import Database, Tx


class Colleagues(Passing):
    """Given to somebody of the unit, or kept from them."""

    def __init__(
        self,
        database: Database,
        custody: Custody,
        drafts: Drafts,
        audit: Audit,
        deadlines: Deadlines,
        media: Media,
        zone: Zone,
    ) -> None:
        super().__init__(database, custody, drafts, audit, deadlines, media)
        self._zone = zone

    async def colleagues(self, act: Act, case: str) -> list[tuple[str, str]]:
        """(person, name) of those to whom the case can be given: all who serve in the unit that handles it.

        Without who has it and from whom it is kept. Raises NotFound, NotAllowed, Stale.
        """
        async with self._database.reading() as tx:
            found = await self._work.find(tx, case)
            await meanwhile.open_for(tx, act, Action.ASSIGN, found)
            return [one for one in await self._impartial(tx, act, found) if one[0] != found.taken_by]

    async def assign(self, act: Act, case: str, person: str, draft: Draft | None = None) -> Case:
        """A colleague has the case from now on, and its card; who had it is told. It is accepted by that.

        Raises NotAllowed, NotFound (no such colleague in the unit), Stale.
        """
        async with self._database.transaction(act.update) as tx:
            await self._used(tx, act, draft)
            found = await self._work.find(tx, case)
            await meanwhile.same_holder(tx, act, found, draft.answers if draft else {})
            return await self._assign(tx, act, found, person)

    async def spoken_of(self, act: Act, case: str) -> list[tuple[str, str]]:
        """(person, name) of those it may speak of: all who serve in the unit it speaks about.

        Raises NotAllowed, NotFound, Stale.
        """
        async with self._database.reading() as tx:
            found = await self._work.find(tx, case)
            await meanwhile.held(tx, act, Action.TOPIC, found)
            there(found)
            return await self._serving(tx, act, found.unit)

    async def name_officer(self, act: Act, case: str, person: str | None, draft: Draft | None = None) -> Case:
        """Note whom of the unit it speaks of; None for nobody. From then on they have no part in it.

        Where they command the unit that handles it, it goes one level up, out of that unit's sight. So does
        one that is closed, for it may come back; but nobody is handed the card of what waits for nobody.
        Raises NotAllowed, NotFound, Stale.
        """
        async with self._database.transaction(act.update) as tx:
            await self._used(tx, act, draft)
            found = await self._work.find(tx, case)
            await meanwhile.held(tx, act, Action.TOPIC, found)
            there(found)
            if person is not None and person not in dict(await self._serving(tx, act, found.unit)):
                raise NotFound("colleague-unknown")
            unit = found.handler
            await self._audit.note(tx, act, "name-officer", case, at=act.at, unit=unit, officer=person)
            values: dict[str, object] = {"officer": person}
            if person is not None:
                values |= await self._kept_from(tx, act, found, person)
            named = await self._work.change(tx, found, **values)
            if "about" in values:
                await desk.recuse(tx, named, act.at)
            if "taken_by" in values and named.state in OPEN:
                await desk.hand(tx, await desk.of(tx, named, act.at), case, act.at)
            self._media.forget(tx, await waiting.lapse(tx, named, act.at))
            return named

    async def _assign(self, tx: Tx, act: Act, case: Case, person: str) -> Case:
        await meanwhile.open_for(tx, act, Action.ASSIGN, case)
        if person not in dict(await self._impartial(tx, act, case)):
            raise NotFound("colleague-unknown")
        if person == case.taken_by:
            raise Stale("case-taken", code=case.code, name=await meanwhile.name(tx, person))
        await self._work.read(tx, act, case, told=case.state is CaseState.NEW)
        state = CaseState.TAKEN if case.state is CaseState.NEW else case.state
        await self._audit.note(tx, act, "assign", case.id, at=act.at, unit=case.handler, to=person)
        given = await self._work.change(tx, case, state=state, taken_by=person, passed_by=None)
        if case.state is CaseState.NEW:
            await self._work.tell_sender(tx, act, case, NoticeKind.STEP, step=CaseState.TAKEN.value)
        known = await people.by_id(tx, person)
        if known and person != act.by.person:
            await desk.hand(tx, [known.key], case.id, act.at)
        await self._work.tell_colleague(
            tx, act, case, case.taken_by, what="given", by=act.by.person, to=person
        )
        return given

    async def _impartial(self, tx: Tx, act: Act, case: Case) -> list[tuple[str, str]]:
        """(person, name) of all in the unit that handles it of whom, and of whose unit, it does not speak."""
        kept = await desk.recused(tx, case, act.at)
        return [one for one in await self._serving(tx, act, case.handler) if one[0] not in kept]

    async def _serving(self, tx: Tx, act: Act, unit: str) -> list[tuple[str, str]]:
        """(person, name) of all who hold a post in the unit now, by given name."""
        held = {row.person for row in await people.holding(tx, SERVES, act.at, unit)}
        named = (await caseload.names(tx, held)).items()
        return sorted(named, key=lambda one: (sort_key(one[1].split()[-1]), sort_key(one[1])))

    async def _kept_from(self, tx: Tx, act: Act, case: Case, person: str) -> dict[str, object]:
        """What else changes, so that nobody handles what speaks of them, nor those whom they command."""
        values: dict[str, object] = {}
        if case.taken_by == person:
            state = CaseState.NEW if case.state is CaseState.TAKEN else case.state
            values = {"taken_by": None, "state": state}
        tree, hidden = await units.tree(tx), ""
        for unit in (case.unit, case.handler):
            led = await people.holding(tx, [Role.COMMANDER], act.at, unit)
            hidden = unit if person in {row.person for row in led} else hidden
        higher = tree[hidden].parent if hidden else None
        if higher is None or case.verdict is not None:
            return values
        month, was = month_of(self._zone, case), int(case.answered_at is not None)
        for unit, by in ((case.unit, -1), (higher, 1)):  # it counts where it is seen
            await months.count_case(tx, unit, month, case.kind, received=by, answered=by * was)
        values |= {"unit": higher, "about": hidden}
        if case.passed_by and landing(tree, hidden, case.passed_by) != case.passed_by:
            values["passed_by"] = None  # nobody gives it back to them
        if hidden in {case.handler, *(one.code for one in above(tree, case.handler))}:
            state = CaseState.NEW if case.state is CaseState.TAKEN else case.state
            values |= {"handler": higher, "passed_by": None, "taken_by": None, "state": state}
        return values
