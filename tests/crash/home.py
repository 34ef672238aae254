"""Telegram at home on a loopback port: it outlives the bot, and people hold their phones in it."""

from __future__ import annotations

import asyncio
import secrets
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from time import monotonic

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from sandbox.api import make_app
from sandbox.world import Message, Person, World

SENDING = ("sendmessage", "editmessagetext", "answercallbackquery", "sendphoto", "senddocument")

ASKING = ("getupdates", "setwebhook")


@dataclass(frozen=True)
class News:
    """Something a phone shows anew: a message of the bot (new or changed), or the answer to a press."""

    message: Message | None = None
    press: str = ""
    toast: str = ""


@dataclass
class Phone:
    """One person's chat with the bot. What the bot shows is read from `news`, in the order it came."""

    home: Home
    id: int
    news: list[News] = field(default_factory=list)
    _rings: asyncio.Event = field(default_factory=asyncio.Event)

    def say(self, text: str, reply_to: int | None = None) -> None:
        """Send a text."""
        self.home.said += 1
        self.home.world.say(self.id, text, reply_to=reply_to)

    def tap(self, message: int, data: str) -> str:
        """Press a button; the press's id."""
        self.home.said += 1
        return self.home.world.tap(self.id, message, data)

    def show(self, news: News) -> None:
        """The bot did something."""
        self.news.append(news)
        self._rings.set()

    async def wait(self, seen: int, patience: float) -> bool:
        """Whether more than `seen` news are there within so many seconds."""
        try:
            async with asyncio.timeout(patience):
                while len(self.news) <= seen:
                    self._rings.clear()
                    await self._rings.wait()
        except TimeoutError:
            return False
        return True


class Home:
    """The sandbox's World behind HTTP, and what of the bot's doing is seen from there."""

    def __init__(self) -> None:
        self.token = f"1:{secrets.token_hex(16)}"
        self.world = World(token=self.token, people=[], bot_name="Vì Dân", bot_username="vidan_crash_bot")
        self.url = ""
        self.said = 0  # updates people caused
        self.first: dict[tuple[int, int], Message] = {}  # (chat, message) -> as it was when it came
        self.asked = asyncio.Event()  # the bot wants updates, or has them brought: it is at work
        self.acted_at: float | None = None  # when it first did something after that
        self._phones: dict[int, Phone] = {}

    def phone(self, number: int, name: str) -> Phone:
        """Somebody new has the bot on their phone."""
        self.world.add_person(Person(id=number, first_name=name))
        self._phones[number] = Phone(self, number)
        return self._phones[number]

    def forget_life(self) -> None:
        """What comes now is another life's."""
        self.asked.clear()
        self.acted_at = None

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Serve while the block lasts."""
        # Its protocol is named: else asyncio leaves Nagle on, and each answer waits 40 ms for an ACK.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        config = uvicorn.Config(
            _Door(make_app(self.world), self._called), access_log=False, log_level="critical"
        )
        server = _Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        watching = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
            server.should_exit = True
            self.world.bell.close()
            await serving

    def _called(self, method: str) -> None:
        if method in ASKING:
            self.asked.set()
        elif method in SENDING and self.asked.is_set() and self.acted_at is None:
            self.acted_at = monotonic()

    async def _watch(self) -> None:
        since = 0
        while True:
            for entry in await self.world.journal.after(since, 5):
                since = entry.seq
                phone = self._phones.get(entry.chat_id)
                if phone is None:
                    continue
                if entry.kind == "toast":
                    phone.show(News(press=str(entry.data["id"]), toast=str(entry.data["text"])))
                elif entry.kind == "message":
                    self._message(phone, int(entry.data["message_id"]))

    def _message(self, phone: Phone, number: int) -> None:
        message = self.world.find(phone.id, number)
        if message and message.from_bot:
            if (phone.id, number) not in self.first:
                self.first[phone.id, number] = replace(message)
            phone.show(News(message=message))


class _Server(uvicorn.Server):
    """Leaves the signals to who runs it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class _Door:
    """Notes which method is called before the sandbox does it."""

    def __init__(self, app: ASGIApp, called: Callable[[str], None]) -> None:
        self._app = app
        self._called = called

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            self._called(str(scope["path"]).rpartition("/")[2].lower())
        await self._app(scope, receive, send)
