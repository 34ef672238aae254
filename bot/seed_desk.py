"""The rehearsal's inbox: some fifty cases that wait, in all the states a desk may find them in."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import cycle
from pathlib import Path

from domain.case import Case, CaseKind, Topic
from domain.forms import Draft
from domain.person import Act, Speaker
from domain.rule import Rule
from services import Services
from services.suggestions import Opinion
from storage import answers, rules
from storage.database import Database

DEMO = Path(__file__).parent / "demo"
_OLDEST = 17  # days: with ten working days to answer, some are overdue
_APART = 300  # numbers beyond those of the rows
_STEPS = ("new", "new", "taken", "new", "asked", "new", "answered", "new", "mine", "noted")


class DeskSeed:
    """What waits: two of three on the desk that is played; one is passed on, one answer to be approved."""

    def __init__(self, database: Database, services: Services, now: datetime) -> None:
        self._database = database
        self._services = services
        self._now = now
        self._words: dict[str, list[str]] = {}
        for row in _rows("desk.csv"):
            self._words.setdefault(row["use"], []).append(row["text"])

    async def fill(self, played: Speaker, helpers: dict[str, Speaker], chief: Speaker, unit: str) -> None:
        """`played` is on duty in the unit that is played, `helpers` are by unit, `chief` commands all."""
        elsewhere = cycle(sorted(set(helpers) - {unit}))
        steps, places, rows = cycle(_STEPS), self._words["place"], list(_rows("waiting.csv"))
        for number, (row, place) in enumerate((row, place) for place in places for row in rows):
            here = unit if number % 3 else next(elsewhere)
            age = (number * 7) % _OLDEST
            case = await self._received(number, here, row, place, age)
            step = next(steps)
            officer = played if step == "mine" and here == unit else helpers[here]
            await self._taken_further(case, step, officer, row["answer"].format(place=place))
            if step != "new" and row["topic"]:
                await self._services.handling.set_topic(self._act(officer), case.id, Topic(row["topic"]))
        await self._passed_down(chief, unit)
        await self._proposed(*next((code, who) for code, who in sorted(helpers.items()) if code != unit))
        await self._ready(helpers[unit], unit)

    async def _received(self, number: int, unit: str, row: dict[str, str], place: str, age: int) -> Case:
        key = self._services.custody.vault.finder("demo neighbour", number)
        sender = Speaker(key=key, chat=0, name="", language="vi")
        # A word about a crime is never left lying: it came within the hour.
        kind = CaseKind(row["kind"])
        day = self._services.zone.day(self._now) - timedelta(days=age)
        at = self._services.zone.instant(day, time(7 + number % 10, number % 60))
        at = min(at, self._now - timedelta(minutes=40))
        if kind is CaseKind.CRIME:
            at = self._now - timedelta(minutes=40)
        opinion = Opinion(
            unit=unit, kind=kind, text=row["text"].format(place=place), photos=(), anonymous=True, contact=""
        )
        async with self._database.transaction() as tx:
            return await self._services.suggestions.receive(tx, Act(by=sender, at=at), opinion)

    async def _taken_further(self, case: Case, step: str, officer: Speaker, answer: str) -> None:
        act = self._act(officer, case)
        if step in ("taken", "mine", "noted"):
            await self._services.cases.take(act, case.id)
        if step == "noted":
            await self._services.handling.note(act, _said(case, body=self._one("note")))
        elif step == "asked":
            await self._services.handling.ask(act, _said(case, body=self._one("question")))
        elif step == "answered" and answer:
            await self._services.cases.reply(act, case.id, answer)

    async def _passed_down(self, chief: Speaker, unit: str) -> None:
        """One that came to the province and belongs in the unit."""
        tree = await self._services.units.tree()
        top = next(code for code, one in tree.items() if one.parent is None)
        case = await self._told(top, "passed")
        draft = _said(case, unit=unit, reason=self._one("reason"))
        await self._services.handling.pass_on(self._act(chief, case), draft)

    async def _proposed(self, unit: str, duty: Speaker) -> None:
        """An answer that waits for the commander, in a unit that wants a second pair of eyes."""
        async with self._database.transaction() as tx:
            await rules.put(tx, unit, Rule.SECOND_EYES, 1)
        case = await self._told(unit, "proposed")
        answer = self._one("answer").format(place=self._one("place"))
        await self._services.cases.reply(self._act(duty, case), case.id, answer)

    async def _ready(self, duty: Speaker, unit: str) -> None:
        """The unit's ready answers."""
        async with self._database.transaction() as tx:
            for row in _rows("desk.csv"):
                if row["use"] == "ready" and duty.person:
                    await answers.add(tx, unit, row["title"], row["text"], duty.person, self._now)

    async def _told(self, unit: str, use: str) -> Case:
        """A report that came yesterday, beside those of the other file."""
        row = {"kind": CaseKind.REPORT.value, "text": self._one(use)}
        number = _APART + list(self._words).index(use)
        return await self._received(number, unit, row, self._one("place"), 1)

    def _one(self, use: str) -> str:
        return self._words[use][0]

    def _act(self, who: Speaker, case: Case | None = None) -> Act:
        """Some hours after the case came, never later than now."""
        at = case.received_at + timedelta(hours=3) if case else self._now
        return Act(by=who, at=min(at, self._now))


def _said(case: Case, **answers: str) -> Draft:
    """What a form would have held."""
    return Draft(id="", form="", version=0, answers={"case": case.id, **answers})


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
