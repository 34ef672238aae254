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
from services import Services
from services.suggestions import Opinion
from storage.database import Database

FILE = Path(__file__).parent / "demo" / "waiting.csv"
PLACES = ("chợ xã", "cầu Kinh Giữa", "cổng trường tiểu học")
_OLDEST = 17  # days: with ten working days to answer, some are overdue
_STEPS = ("new", "new", "taken", "new", "asked", "new", "answered", "new", "mine", "noted")
_QUESTION = "Dạ, bà con cho hỏi thêm: chuyện này xảy ra lúc mấy giờ, ở khúc nào?"
_NOTE = "Đã gọi trưởng ấp, mai xuống coi lại."
_REASON = "Việc này ở địa bàn xã, nhờ đơn vị giải quyết cho gần bà con."


class DeskSeed:
    """What waits: two of three on the desk that is played, the others on the other desks, a few passed on."""

    def __init__(self, database: Database, services: Services, now: datetime) -> None:
        self._database = database
        self._services = services
        self._now = now

    async def fill(self, played: Speaker, helpers: dict[str, Speaker], chief: Speaker, unit: str) -> None:
        """`played` is on duty in the unit that is played, `helpers` are by unit, `chief` commands all."""
        elsewhere = cycle(sorted(set(helpers) - {unit}))
        steps = cycle(_STEPS)
        for number, (row, place) in enumerate((row, place) for place in PLACES for row in _rows()):
            here = unit if number % 3 else next(elsewhere)
            age = (number * 7) % _OLDEST
            case = await self._received(number, here, row, place, age)
            step = next(steps)
            officer = played if step == "mine" and here == unit else helpers[here]
            await self._taken_further(case, step, officer, row["answer"].format(place=place))
            if step != "new" and row["topic"]:
                await self._services.handling.set_topic(self._act(officer), case.id, Topic(row["topic"]))
        await self._passed_down(chief, unit)

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
            await self._services.handling.note(act, _said(case, body=_NOTE))
        elif step == "asked":
            await self._services.handling.ask(act, _said(case, body=_QUESTION))
        elif step == "answered" and answer:
            await self._services.cases.reply(act, case.id, answer)

    async def _passed_down(self, chief: Speaker, unit: str) -> None:
        """One that came to the province and belongs in the unit."""
        row = {"kind": "report", "text": "Bãi rác tự phát ở {place} bốc mùi, chưa rõ nơi nào lo."}
        tree = await self._services.units.tree()
        top = next(code for code, one in tree.items() if one.parent is None)
        case = await self._received(len(PLACES) * 100, top, row, PLACES[0], 1)
        draft = _said(case, unit=unit, reason=_REASON)
        await self._services.handling.pass_on(self._act(chief, case), draft)

    def _act(self, who: Speaker, case: Case | None = None) -> Act:
        """Some hours after the case came, never later than now."""
        at = case.received_at + timedelta(hours=3) if case else self._now
        return Act(by=who, at=min(at, self._now))


def _said(case: Case, **answers: str) -> Draft:
    """What a form would have held."""
    return Draft(id="", form="", version=0, answers={"case": case.id, **answers})


def _rows() -> Iterator[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
