"""The crowd: posts are given before the first kill, then everybody does what they do."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from bot.joining import build_services
from domain.person import Act, Post, Role
from storage.database import Database
from tests.crash.home import Home, Phone
from tests.crash.ledger import Ledger
from tests.crash.machine import Machine
from tests.crash.people import UNITS, Citizen, Duty, Officer
from tests.crash.records import settings_of

UNITS_FILE = Path(__file__).parents[2] / "bot" / "demo" / "units.csv"


@dataclass(frozen=True)
class Size:
    """How many of each sort are at it at a time. Twelve on duty are one for each unit: a desk whose chat
    gets more than Telegram's one message a second would only measure that."""

    citizens: int = 8
    officers: int = 6
    duty: int = 12


class Crowd:
    """Begins with `enter`; `leave` lets everybody end what they are at."""

    def __init__(self, home: Home, ledger: Ledger, random: Random, size: Size) -> None:
        self._home = home
        self._ledger = ledger
        self._random = random
        self._size = size
        self._open = True
        self._next = 800_000_000
        self._staff: list[tuple[Phone, Role]] = []
        self._tasks: list[asyncio.Task[None]] = []

    async def take_posts(self, machine: Machine) -> None:
        """Put the staff on the roll, while the bot is not there."""
        settings = settings_of(machine)
        database = Database(settings.database_url)
        try:
            await database.migrate()
            services = build_services(settings, database)
            await services.units.bring_in(None, UNITS_FILE.name, UNITS_FILE.read_bytes())
            for number, role in enumerate(self._roles()):
                phone, unit, now = (
                    self._phone("Đồng chí"),
                    list(UNITS)[number % len(UNITS)],
                    datetime.now(UTC),
                )
                act = Act(by=await services.people.speaker(phone.id, "Đồng chí", now), at=now)
                async with database.transaction() as tx:
                    await services.people.enrol(tx, act, f"Đồng chí {number}", Post(role=role, unit=unit))
                self._staff.append((phone, role))
            services.workshop.close()
        finally:
            await database.close()

    def enter(self) -> None:
        """Everybody begins."""
        lives = [self._citizens() for _ in range(self._size.citizens)]
        for phone, role in self._staff:
            sort = Officer if role is Role.OFFICER else Duty
            lives.append(sort(phone, self._ledger, self._own(), self.is_open).live())
        self._tasks = [asyncio.create_task(life) for life in lives]

    def check(self) -> None:
        """Raises what anybody stumbled over: a mistake in the crowd, not of the bot."""
        for task in self._tasks:
            if task.done():
                task.result()

    def is_open(self) -> bool:
        """Whether something new may be begun."""
        return self._open

    async def leave(self, patience: float) -> bool:
        """Whether everybody ended what they were at within so many seconds."""
        self._open = False
        done, late = await asyncio.wait(self._tasks, timeout=patience)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        for task in done:
            await task
        return not late

    async def _citizens(self) -> None:
        while self.is_open():
            await Citizen(self._phone("Bà con"), self._ledger, self._own(), self.is_open).live()

    def _roles(self) -> Iterable[Role]:
        return [Role.OFFICER] * self._size.officers + [Role.DUTY] * self._size.duty

    def _phone(self, name: str) -> Phone:
        self._next += 1
        return self._home.phone(self._next, name)

    def _own(self) -> Random:
        return Random(self._random.random())
