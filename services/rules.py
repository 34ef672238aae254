"""A unit's own rules and the days on which the province works."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.deadline import carried, moved
from domain.errors import Invalid, NotFound
from domain.forms import Draft
from domain.person import Act
from domain.rights import Action
from domain.rule import DEFAULTS, LIMITS, Rule, settled
from domain.unit import Tree, Unit, root
from domain.vietnamese import day as shown_day
from domain.workdays import Calendar
from services import rights
from services.audit import Audit
from services.drafts import Drafts
from services.zone import Zone
from storage import deadlines, rules, units
from storage.database import Database, Tx
from storage.rules import OwnDay

FARTHEST = timedelta(days=800)  # a day of one's own: as far ahead as decrees are known, and a slip is found


@dataclass(frozen=True, kw_only=True)
class Held:
    """What holds for a unit: the value, and the unit that settled it (None: it is the program's own)."""

    value: int
    by: Unit | None


@dataclass(frozen=True, kw_only=True)
class Sight:
    """A unit's rules as they are shown; `days` are the province's own from today on, None where the speaker
    may not change them.
    """

    unit: Unit
    rules: Mapping[Rule, Held]
    days: Sequence[OwnDay] | None


class Rules:
    """What units settle for themselves. Raises NotAllowed for whom the right Action.RULES does not reach."""

    def __init__(self, database: Database, audit: Audit, drafts: Drafts, zone: Zone) -> None:
        self._database = database
        self._audit = audit
        self._drafts = drafts
        self._zone = zone

    async def get(self, tx: Tx, unit: str, name: str) -> int | None:
        """The unit's own, else that of the nearest unit above; None where no one settled it."""
        found = settled(await rules.settled(tx), await units.tree(tx), unit, name)
        return found[0] if found else None

    async def calendar(self, tx: Tx) -> Calendar:
        """When the province works."""
        own = await rules.days(tx)
        return Calendar(
            zone=self._zone.info,
            free=frozenset(one.day for one in own if not one.works),
            worked=frozenset(one.day for one in own if one.works),
        )

    async def reached(self, act: Act) -> list[Unit]:
        """The units whose rules the speaker may settle, those they serve in first."""
        async with self._database.reading() as tx:
            codes, tree = await rights.reached(tx, act, Action.RULES), await units.tree(tx)
        own = [post.unit for post in act.by.posts if post.unit in codes]
        found = [tree[code] for code in dict.fromkeys([*own, *sorted(codes)])]
        return [unit for unit in found if unit.merged_into is None]

    async def shown(self, act: Act, unit: str) -> Sight:
        """What holds for the unit. Raises NotFound for no such unit."""
        async with self._database.reading() as tx:
            tree, stored = await units.tree(tx), await rules.settled(tx)
            if unit not in tree:
                raise NotFound("unit-unknown", typed=unit[:40])
            await rights.require_unit(tx, act, Action.RULES, unit)
            held = {rule: _held(settled(stored, tree, unit, rule), tree, rule) for rule in Rule}
            province = (await self._province(tx)).code in await rights.reached(tx, act, Action.RULES)
            days = [one for one in await rules.days(tx) if one.day >= self._zone.day(act.at)]
        return Sight(unit=tree[unit], rules=held, days=days if province else None)

    async def settle(self, act: Act, draft: Draft) -> None:
        """Settle what the form asked: draft[unit, rule, value]; an empty value: as above.

        Raises Invalid for a value out of bounds, NotFound for no such unit or rule.
        """
        unit, rule = str(draft.answers.get("unit", "")), _rule(draft.answers.get("rule"))
        value = _value(rule, draft.answers.get("value"))
        async with self._database.transaction(act.update) as tx:
            await rights.require_unit(tx, act, Action.RULES, unit)
            await self._drafts.take(tx, act, draft)
            before = (await rules.settled(tx)).get((unit, rule))
            await rules.put(tx, unit, rule, value)
            change = {"rule": rule.value, "before": before, "after": value}
            await self._audit.note(tx, act, "rule", unit, at=act.at, unit=unit, **change)

    async def set_day(self, act: Act, draft: Draft) -> OwnDay | None:
        """Keep the province's own day: draft[day, works (yes, no, drop), why]; None where it was dropped.

        Deadlines that count the day move with it, but for crimes'. Raises Invalid for a day out of bounds,
        NotFound for dropping what was never kept.
        """
        day, works = _day(draft.answers.get("day")), str(draft.answers.get("works", ""))
        if abs(day - self._zone.day(act.at)) > FARTHEST:
            raise Invalid("own-day-far")
        one = OwnDay(day, works == "yes", str(draft.answers.get("why", ""))[:100])
        async with self._database.transaction(act.update) as tx:
            top = (await self._province(tx)).code
            await rights.require_unit(tx, act, Action.RULES, top)
            before = await self.calendar(tx)
            if works == "drop" and not await rules.drop_day(tx, day):
                raise NotFound("own-day-unknown", day=shown_day(day))
            await self._drafts.take(tx, act, draft)
            if works != "drop":
                await rules.put_day(tx, one)
            number = await self._move(tx, day, before, act.at)
            await self._audit.note(
                tx, act, "own-day", str(day), at=act.at, unit=top, works=works, moved=number
            )
        return None if works == "drop" else one

    async def _move(self, tx: Tx, day: date, before: Calendar, now: datetime) -> int:
        """Move the deadlines that count the day; of how many cases.

        All at once, with the day itself: a kill between pages would leave some of them where they were. A
        thousand take a few hundredths of a second, some times a year.
        """
        after = await self.calendar(tx)
        if before.is_workday(day) == after.is_workday(day):
            return 0
        dues: dict[str, datetime] = {}
        said, keys = await deadlines.done(tx), {}
        for one in await deadlines.running(tx, self._zone.instant(day, time())):
            due = moved(one.due_at, one.since, day, before, after, now)
            if due != one.due_at:
                dues[one.id], keys[one.id] = due, carried(said.get(one.id, ()), one.due_at, due)
        await deadlines.move(tx, dues)
        await deadlines.do_all(tx, keys, now)
        return len(dues)

    async def _province(self, tx: Tx) -> Unit:
        top = root(await units.tree(tx))
        if top is None:
            raise NotFound("unit-unknown", typed="")
        return top


def _held(found: tuple[int, str] | None, tree: Tree, rule: Rule) -> Held:
    return Held(value=found[0], by=tree[found[1]]) if found else Held(value=DEFAULTS[rule], by=None)


def _rule(name: object) -> Rule:
    try:
        return Rule(str(name))
    except ValueError as error:
        raise NotFound("button-stale") from error


def _value(rule: Rule, typed: object) -> int | None:
    if typed in (None, ""):
        return None
    if not isinstance(typed, int) or typed not in LIMITS[rule]:
        raise Invalid("rule-value-odd", least=LIMITS[rule][0], most=LIMITS[rule][-1])
    return typed


def _day(stored: object) -> date:
    try:
        return date.fromisoformat(str(stored))
    except ValueError as error:
        raise Invalid("day-unreadable") from error
