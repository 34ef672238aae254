"""The rehearsal's own data: demo units and people, three months of deeds and opinions."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from bot.seed_desk import DeskSeed
from domain.case import CaseKind, Verdict
from domain.deed import Deed, DeedKind
from domain.period import Period
from domain.person import Act, Person, Post, Role, Speaker
from services import Services
from services.outbox import Outcome
from services.suggestions import Opinion
from storage import deeds, outbox, people
from storage.database import Database

DEMO = Path(__file__).parent / "demo"
OFFICE = ("CAT", "32134")  # where the rehearsal's commander and its officers serve
_DAILY = 0.3  # how likely an officer records a deed on a day
_BACK = 3  # months


class Seed:
    """Fills an empty database; the same day and seed give the same data."""

    def __init__(self, database: Database, services: Services, now: datetime) -> None:
        self._database = database
        self._services = services
        self._now = now
        self._random = Random(f"{now:%Y-%m-%d}")
        self._first = Period.holding(services.zone.day(now))
        for _ in range(_BACK):
            self._first = self._first.previous

    async def fill(self, stage: dict[str, int]) -> None:
        """Everything; `stage` names the Telegram ids of who plays officer, duty and commander."""
        await self._services.units.bring_in(None, "units.csv", (DEMO / "units.csv").read_bytes())
        roll = await self._people()
        await self._deeds(roll)
        await self._opinions(roll)
        await self._settle()
        await self._stage(stage)
        await self._desk(roll, stage)

    async def _people(self) -> list[Speaker]:
        """Demo people have no address in custody, so nothing is ever sent to them."""
        since = self._services.zone.instant(self._first.first, time(6, 0))
        roll = []
        async with self._database.transaction() as tx:
            for number, row in enumerate(_rows("people.csv")):
                key = self._services.custody.vault.finder("demo", number)
                person = Person(id=f"demo{number}", key=key, name=row["name"], language="vi")
                posts = tuple(Post(role=role, unit=row["unit"]) for role in {Role.OFFICER, Role(row["role"])})
                await people.add(tx, person, since)
                for post in posts:
                    await people.add_post(tx, person.id, post, since)
                roll.append(
                    Speaker(key=key, chat=0, name=row["name"], language="vi", person=person.id, posts=posts)
                )
        return roll

    async def _deeds(self, roll: list[Speaker]) -> None:
        texts = list(_rows("deeds.csv"))
        done = [
            self._deed(who, day, self._random.choice(texts))
            for day in self._days()
            for who in roll
            if self._random.random() < _DAILY
        ]
        async with self._database.transaction() as tx:
            await deeds.bring_in(tx, done)

    def _deed(self, who: Speaker, day: date, row: dict[str, str]) -> Deed:
        person, unit = who.officer()
        return Deed(
            id=f"{self._random.getrandbits(48):012x}",
            person=person,
            unit=unit,
            day=day,
            kind=DeedKind(row["kind"]),
            text=row["text"],
            helped=int(row["helped"]),
            place=row["place"],
            photos=0,
            late=False,
            recorded_at=self._at(day),
        )

    async def _opinions(self, roll: list[Speaker]) -> None:
        staffed = sorted({post.unit for who in roll for post in who.posts})
        days = list(self._days())
        for number, row in enumerate(_rows("opinions.csv")):
            unit = staffed[number % len(staffed)]
            # What is unanswered is recent: an inbox in which something waits, not one that was forgotten.
            recent = not row["answer"] or row["verdict"] == Verdict.NO
            day = self._random.choice(days[-6:-2] if recent else days[:-6])
            sender = Speaker(
                key=self._services.custody.vault.finder("demo citizen", number),
                chat=0,
                name="",
                language="vi",
            )
            await self._opinion(row, Act(by=sender, at=self._at(day)), unit, _who(roll, Role.DUTY, unit))

    async def _opinion(self, row: dict[str, str], act: Act, unit: str, duty: Speaker) -> None:
        opinion = Opinion(
            unit=unit, kind=CaseKind(row["kind"]), text=row["text"], photos=(), anonymous=True, contact=""
        )
        async with self._database.transaction() as tx:
            case = await self._services.suggestions.receive(tx, act, opinion)
        if not row["answer"]:
            return
        answering = Act(by=duty, at=min(act.at + timedelta(hours=self._random.randint(2, 50)), self._now))
        await self._services.cases.reply(answering, case.id, row["answer"])
        await self._services.cases.close(answering, case.id)
        if row["verdict"]:
            await self._services.sender.judge(
                Act(by=act.by, at=answering.at), case.id, Verdict(row["verdict"])
            )
        if row["verdict"] == Verdict.PARTLY:  # the rest was seen to as well
            await self._services.cases.reply(answering, case.id, row["answer"])
            await self._services.cases.close(answering, case.id)

    async def _settle(self, since: int = 0) -> None:
        """What was promised in the past, after the notice `since`, was, for this story, kept."""
        async with self._database.transaction() as tx:
            for notice in await outbox.claim(tx, self._now, timedelta(0), 10_000):
                if notice.id > since:
                    await outbox.settle(tx, notice.id, Outcome("dropped", "demo"), self._now)

    async def _desk(self, roll: list[Speaker], stage: dict[str, int]) -> None:
        """What waits in the inboxes of those who play; no flood of cards and reminders greets them."""
        async with self._database.transaction() as tx:
            held = await outbox.claim(tx, self._now, timedelta(0), 10_000)
        unit = OFFICE[1]
        duty = {post.unit: who for who in roll for post in who.posts if post.role is Role.DUTY}
        played, chief = [
            await self._services.people.speaker(stage[role], "", self._now) for role in ("duty", "commander")
        ]
        await DeskSeed(self._database, self._services, self._now).fill(played, duty, chief, unit)
        await self._services.deadlines.enqueue_due(self._now)
        await self._settle(max((notice.id for notice in held), default=0))

    async def _stage(self, stage: dict[str, int]) -> None:
        """Those who play: an officer and a duty officer in one commune, a commander of the province."""
        province, commune = OFFICE
        posts = {
            "officer": [Post(role=Role.OFFICER, unit=commune)],
            "duty": [Post(role=Role.DUTY, unit=commune)],
            "commander": [Post(role=Role.COMMANDER, unit=province)],
        }
        names = {row["role"]: row["name"] for row in _rows("stage.csv")}
        since = self._services.zone.instant(self._first.first, time(6, 0))
        for role, given in posts.items():
            who = await self._services.people.speaker(stage[role], names[role], since)
            async with self._database.transaction() as tx:
                for post in given:
                    await self._services.people.enrol(tx, Act(by=who, at=since), names[role], post)
        await self._deeds([await self._services.people.speaker(stage["officer"], names["officer"], since)])

    def _days(self) -> Iterator[date]:
        day, today = self._first.first, self._services.zone.day(self._now)
        while day < today:
            yield day
            day += timedelta(days=1)

    def _at(self, day: date) -> datetime:
        return self._services.zone.instant(
            day, time(self._random.randint(7, 20), self._random.randint(0, 59))
        )


def stage_people() -> list[dict[str, str]]:
    """Who plays on the rehearsal's page: role, id, name."""
    return list(_rows("stage.csv"))


def _who(roll: list[Speaker], role: Role, unit: str) -> Speaker:
    return next(who for who in roll if Post(role=role, unit=unit) in who.posts)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
