"""A post office in virtual time: the real postman and database, and a Telegram that fails by plan."""

from __future__ import annotations

import asyncio
import json
import math
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from sqlalchemy import Row, select
from telegram import Bot
from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

from bot.counted import CountedRequest
from bot.metrics import Metrics
from bot.pace import Pace
from bot.postman import Postman
from bot.transport import Unsure
from domain.notice import NoticeKind
from domain.person import Act, Person, Post, Role, Speaker
from sandbox.limits import Limits
from storage import outbox, people
from storage.tables import outbox as rows
from tests.bot import virtual
from tests.services.office import Office, at
from tests.storage.ground import TRAN
from texts.catalogue import Catalogue

START = at("2026-10-20 17:00")
LATE = at("2026-10-20 22:01")  # nobody is reminded from here on
DAY = str(START.date())
MEMORY = Path("/dev/shm")  # where there is one, nobody waits for a disk


class Call(NamedTuple):
    """One message that reached Telegram: when (loop time), for which chat, saying what."""

    at: float
    chat: int
    text: str


class Broken(Unsure):
    """The same, and this time nothing had arrived."""


@dataclass
class Telegram(BaseRequest):
    """Takes messages and judges their pace strictly; `plan` says how a call fails, if it does.

    The plan gets the method and the chat and answers with None, (status, body), or what lies beneath the
    error to raise; of these only Unsure comes once the message has arrived.
    """

    plan: Callable[[str, int], Exception | tuple[int, dict[str, Any]] | None] = lambda _method, _chat: None
    takes: float = 0.05
    arrived: list[Call] = field(default_factory=list)
    tried: list[float] = field(default_factory=list)
    limits: Limits = field(default_factory=lambda: Limits(virtual.now))

    read_timeout = 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """Answer one call."""
        name = url.rpartition("/")[2]
        given = request_data.parameters if request_data else {}
        chat = int(str(given.get("chat_id", 0)))
        self.tried.append(virtual.now())
        await asyncio.sleep(self.takes / 2)
        fault = self.plan(name, chat)
        if isinstance(fault, Exception) and type(fault) is not Unsure:
            raise NetworkError(str(fault)) from fault
        status, body = fault if isinstance(fault, tuple) else self._judged(chat, str(given.get("text")))
        await asyncio.sleep(self.takes / 2)
        if isinstance(fault, Exception):
            raise NetworkError(str(fault)) from fault
        return status, json.dumps(body).encode()

    def _judged(self, chat: int, text: str) -> tuple[int, dict[str, Any]]:
        wait = self.limits.check(chat, chat < 0)
        if wait:
            return too_many(math.ceil(wait))
        self.arrived.append(Call(virtual.now(), chat, text))
        about = {"id": chat, "type": "private"}
        return 200, {"ok": True, "result": {"message_id": len(self.arrived), "date": 0, "chat": about}}

    @property
    def refused(self) -> int:
        """How many came too fast."""
        return self.limits.refused

    @property
    def fastest(self) -> int:
        """The most messages that arrived within one second."""
        times = [call.at for call in self.arrived]
        return max((sum(t <= one < t + 1 - 1e-9 for one in times) for t in times), default=0)


def too_many(seconds: int) -> tuple[int, dict[str, Any]]:
    """A 429 as Telegram words it."""
    body = {"ok": False, "error_code": 429, "description": f"Too Many Requests: retry after {seconds}"}
    return 429, body | {"parameters": {"retry_after": seconds}}


def refusal(code: int, description: str) -> tuple[int, dict[str, Any]]:
    """Any other refusal."""
    return code, {"ok": False, "error_code": code, "description": description}


@dataclass
class PostOffice:
    """A postman at work; its clock goes with the loop's time."""

    office: Office
    telegram: Telegram
    pace: Pace
    bot: Bot
    metrics: Metrics = field(default_factory=Metrics)
    postman: Postman = field(init=False)

    def __post_init__(self) -> None:
        self.postman = self.another()

    def another(self) -> Postman:
        """One more postman on the same outbox, as after a restart."""
        texts = Catalogue(self.office.settings.zone)
        return Postman(self.bot, self.office.services, texts, self.pace, self.now, self.metrics)

    def now(self) -> datetime:
        """It is START when the loop begins."""
        return START + timedelta(seconds=virtual.now())

    async def works(self, seconds: float) -> None:
        """Let the postman work for so long."""
        working = asyncio.create_task(self.postman.run())
        await asyncio.sleep(seconds)
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)

    async def promises_answers(self, chats: range | list[int], text: str = "Dạ") -> None:
        """A direct answer that could not be delivered waits for each."""
        for chat in chats:
            act = Act(by=_speaker(chat), at=self.now())
            await self.office.services.outbox.keep_reply(act, {"text": text, "markup": None}, self.now())
        self.postman.wake()

    async def promises_reminders(self, chats: range) -> None:
        """Each is an officer, and is to be reminded."""
        custody = self.office.services.custody
        async with self.office.database.transaction() as tx:
            for chat in chats:
                who = _speaker(chat, custody.person_key(chat))
                await custody.remember(tx, who, language="vi")
                await people.add(tx, Person(id=f"p{chat}", key=who.key, name="Minh", language="vi"), START)
                await people.add_post(tx, f"p{chat}", Post(role=Role.OFFICER, unit=TRAN.code), START)
                params = {"person": f"p{chat}", "day": DAY}
                await outbox.add(tx, who.key, NoticeKind.REMINDER, params, self.now())
        self.postman.wake()

    async def rows(self) -> list[Row[*tuple[Any, ...]]]:
        """The whole outbox."""
        async with self.office.database.reading() as tx:
            return list(await tx.execute(select(rows).order_by(rows.c.id)))

    async def states(self) -> set[str]:
        """Which states there are."""
        return {row.state for row in await self.rows()}

    def counted(self, name: str, **labels: str) -> float:
        """A figure of the metrics."""
        return self.metrics.registry.get_sample_value(f"vidan_{name}", labels) or 0.0


@asynccontextmanager
async def opened(**telegram: Any) -> AsyncIterator[PostOffice]:
    """A post office on a fresh database."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        office = await Office.open(Path(folder))
        pace, server = Pace(30), Telegram(**telegram)
        bot = Bot("1:test", request=CountedRequest(server, pace))
        yield PostOffice(office=office, telegram=server, pace=pace, bot=bot)
        await office.close()


def _speaker(chat: int, key: str = "") -> Speaker:
    return Speaker(key=key, chat=chat, name="", language="vi", person=None, posts=())
