"""The words tests speak: `await lan.says("/gopy")`, `await lan.taps("Gửi")`, `lan.sees("Cảm ơn")`."""

from __future__ import annotations

import json
import re
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from sqlalchemy import update

from bot.clock import Clock
from bot.pace import Pace
from bot.settings import Settings
from bot.wiring import Program, build
from domain.person import Role
from handlers import menus
from sandbox.world import Message, Person, World
from storage.tables import posts
from storage.vault import new_key
from tests.people import ADMIN, EVERYONE
from tests.roads import Road, in_memory

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
TOKEN = "1:test"  # the in-memory sandbox's
UNITS = Path(__file__).parent.parent / "bot" / "demo" / "units.csv"


def at(text: str) -> datetime:
    """A local instant: at("2026-10-20 09:00")."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@dataclass
class Town:
    """The whole program and the Telegram at home it talks to, in one process and with no network.

    Where `road` says so they talk over a socket of this machine instead.
    """

    road: ClassVar[Road] = staticmethod(in_memory)
    program: Program
    world: World
    pace: Pace
    way: AsyncExitStack
    people: dict[int, Someone] = field(default_factory=dict)

    @classmethod
    async def build(cls, folder: Path, world: World | None = None, *, key: str = "", **settings: Any) -> Town:
        """A program on a database in `folder`; with `world` it goes on in that one (a restart)."""
        world = world or World(token=TOKEN, people=EVERYONE, bot_name="Vì Dân", bot_username="vidan_test_bot")
        way = AsyncExitStack()
        root, request = await way.enter_async_context(cls.road(world))
        defaults: dict[str, Any] = {
            "bot_token": TOKEN,
            "bot_api_url": root,
            "database_url": f"sqlite+aiosqlite:///{folder / 'vidan.db'}",
            "data_dir": folder,
            "secret_key": key or new_key(),
            "admin_ids": (ADMIN.id,),
        }
        pace = Pace(100_000, burst=100_000)
        program = build(
            Settings.model_validate(defaults | settings),
            Clock(at("2026-10-20 09:00")),
            request,
            pace,
        )
        await program.database.migrate()
        await program.application.initialize()
        await menus.set_defaults(program.application.bot, program.texts, "vi")
        town = cls(program, world, pace, way)
        town.moves(program.clock.now())
        return town

    async def open(self) -> None:
        """The demo units are there."""
        await self.program.services.units.bring_in(None, "units.csv", UNITS.read_bytes())

    async def close(self) -> None:
        """Stop; nothing stays open."""
        await self.program.lanes.stop()
        await self.program.application.shutdown()
        self.program.services.workshop.close()
        await self.program.database.close()
        await self.way.aclose()

    def who(self, person: Person) -> Someone:
        """The person, speaking."""
        return self.people.setdefault(person.id, Someone(self, person))

    async def joins(self, person: Person, role: Role, unit: str, name: str = "") -> Someone:
        """The person joins by an invitation, as people do."""
        token = await self.program.services.people.invite(None, role, unit, self.program.clock.now())
        someone = self.who(person)
        await someone.says(f"/start moi-{token}")
        await someone.says(name or f"{person.last_name} {person.first_name}")
        return someone

    async def settles_in(self) -> None:
        """All have held their posts for a month: long enough to agree to a grave thing."""
        now = self.program.clock.now()
        async with self.program.database.transaction() as tx:
            await tx.execute(update(posts).where(~posts.c.stands_in).values(since=now - timedelta(days=30)))

    async def settles(self) -> None:
        """Everything said is heard and answered, everything promised and due is delivered."""
        while await self.program.intake.poll(0):
            pass
        await self.program.lanes.idle()
        while await self.program.postman.round():
            await self.program.postman.idle()

    def moves(self, to: datetime) -> None:
        """It is that instant, for the bot and for Telegram."""
        self.program.clock.move(to)
        self.world.clock_offset = to - datetime.now(UTC)

    async def clock_strikes(self, text: str) -> None:
        """It is that local time; what is due happens."""
        self.moves(at(text))
        await self.program.ticker.tick()
        await self.settles()


@dataclass
class Someone:
    """One person in their chat with the bot."""

    town: Town
    person: Person

    @property
    def id(self) -> int:
        """Their Telegram id."""
        return self.person.id

    @property
    def messages(self) -> list[Message]:
        """What the bot shows them now, oldest first."""
        return [m for m in self.town.world.messages(self.id) if m.from_bot and not m.deleted]

    @property
    def screen(self) -> str:
        """All the bot's words in their chat."""
        return "\n———\n".join(said(message) for message in self.messages)

    @property
    def last(self) -> Message:
        """The newest message of the bot."""
        return self.messages[-1]

    async def says(self, text: str, *, reply_to: Message | None = None) -> None:
        """Write a message, or reply to one."""
        self.town.world.say(self.id, text, reply_to=reply_to.message_id if reply_to else None)
        await self.town.settles()

    async def taps(self, label: str) -> None:
        """Press the newest button whose label holds the words."""
        message, data = self.button(label)
        self.town.world.tap(self.id, message.message_id, data)
        await self.town.settles()

    async def forges(self, data: str) -> None:
        """Press a button that was never offered."""
        self.town.world.tap(self.id, self.last.message_id, data)
        await self.town.settles()

    async def sends_photo(self, data: bytes, caption: str = "", **more: Any) -> None:
        """Send a photo."""
        self.town.world.send_photo(self.id, data, caption=caption, **more)
        await self.town.settles()

    async def sends_file(self, name: str, data: bytes, mime: str = "text/csv") -> None:
        """Send a file."""
        self.town.world.send_document(self.id, name, data, mime)
        await self.town.settles()

    def button(self, label: str) -> tuple[Message, str]:
        """The newest button whose label holds the words, with its message."""
        for message in reversed(self.messages):
            for text, data in buttons(message):
                if label.casefold() in text.casefold():
                    return message, data
        raise AssertionError(
            f"no button {label!r}; the newest are {[b for m in self.messages[-3:] for b in buttons(m)]}"
        )

    def sees(self, *words: str) -> None:
        """The newest message (or a toast after it) holds the words."""
        shown = said(self.last) + " " + " ".join(toasts(self.town.world, 1))
        for word in words:
            assert word.casefold() in shown.casefold(), f"{word!r} not in: {shown}"

    def has_seen(self, *words: str) -> None:
        """Some message holds all the words."""
        assert any(all(w.casefold() in said(m).casefold() for w in words) for m in self.messages), self.screen

    def has_not_seen(self, word: str) -> None:
        """No message holds the word."""
        assert word.casefold() not in self.screen.casefold(), self.screen

    def hears(self, *words: str) -> None:
        """The last toast or alert holds the words."""
        shown = " ".join(toasts(self.town.world, 1))
        for word in words:
            assert word.casefold() in shown.casefold(), f"{word!r} not in: {shown}"


def said(message: Message) -> str:
    """A message's words."""
    return message.text or message.caption or ""


def buttons(message: Message) -> list[tuple[str, str]]:
    """The inline buttons of a message: (label, data)."""
    rows = (message.reply_markup or {}).get("inline_keyboard", [])
    return [(b["text"], b.get("callback_data", "")) for row in rows for b in row]


def toasts(world: World, last: int) -> list[str]:
    """The newest answers to pressed buttons that said something."""
    return [str(answer.text) for answer in world.answers if answer.text][-last:]


def file_of(town: Town, message: Message) -> bytes:
    """The bytes of a message's photo (the largest) or document."""
    sent = message.photo[-1] if message.photo else message.document
    assert sent, said(message)
    return town.world.file(sent["file_id"])


def code_in(text: str) -> str:
    """The receipt code in a text."""
    found = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", text)
    assert found, text
    return found[0]


def pretty(value: Any) -> str:
    """JSON for a failing test's message."""
    return json.dumps(value, ensure_ascii=False, indent=1, default=str)
