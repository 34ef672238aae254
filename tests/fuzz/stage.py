"""A town in which something is going on, and a Telegram that forgets, so that only the bot can grow."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from domain.person import Role
from sandbox.core import Chat
from sandbox.journal import Journal
from sandbox.world import Person, World
from tests.fuzz.words import BUTTON, CODE, TOKEN
from tests.people import ADMIN, EVERYONE, HOA, LAN, MINH, NGAN, TUAN, VIET
from tests.talk import TOKEN as BOT_TOKEN
from tests.talk import Town, buttons, code_in, said

WEBHOOK = "https://vidan.example.vn/telegram"
KEPT = 60  # messages a chat remembers


class _Forgetful(Journal):
    """Tells nobody and keeps nothing: no page looks."""

    def add(self, kind: str, chat_id: int = 0, **data: Any) -> None:
        return


class Stage:
    """The town, and what of it an update may point at."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self._token = self._code = ""

    @classmethod
    async def build(cls, folder: Path) -> Stage:
        """Posts are held, a deed is recorded, a case is open, two forms are half-filled."""
        world = World(token=BOT_TOKEN, people=EVERYONE, bot_name="Vì Dân", bot_username="vidan_test_bot")
        world.journal = _Forgetful(world.bell)
        stage = cls(
            await Town.build(folder, world, webhook_url=WEBHOOK, webhook_secret=secrets.token_hex(16))
        )
        town = stage.town
        await town.program.intake.recover()  # from then on deliveries are welcome
        await town.open()
        for person, role, unit in (
            (MINH, Role.OFFICER, "32134"),
            (TUAN, Role.OFFICER, "32134"),
            (NGAN, Role.DUTY, "32134"),
            (VIET, Role.COMMANDER, "CAT"),
        ):
            await town.joins(person, role, unit)
        await town.who(MINH).says("/viectot Giúp cụ bà qua đường ở chợ xã")
        stage._code = await _opinion(town)
        for person in (LAN, HOA):
            await town.who(person).says("/gopy")
        await town.who(TUAN).says("/viectot")
        await town.who(ADMIN).says("/moi")
        now = town.program.clock.now()
        stage._token = await town.program.services.people.invite(None, Role.OFFICER, "32134", now, 50)
        return stage

    def forget(self, kept: int = KEPT) -> None:
        """Only what the chats show last stays, so many messages each, and none of what the bot asked for."""
        world = self.town.world
        world.calls.clear()
        world.answers.clear()
        world.refusals.clear()  # with each come its frames, and what these hold
        world.open_callbacks.clear()
        for chat in world.chats.values():
            for number in list(chat.messages)[: max(0, len(chat.messages) - kept)]:
                del chat.messages[number]

    def real(self, update: dict[str, Any]) -> dict[str, Any]:
        """The update with its placeholders filled in, and its chats there, as they are when one writes."""
        made: dict[str, Any] = self._filled(update)
        for body in made.values():
            if isinstance(body, dict):
                self._furnish(body)
        return made

    def _filled(self, part: Any) -> Any:
        if isinstance(part, dict):
            return {key: self._filled(value) for key, value in part.items()}
        if isinstance(part, list):
            return [self._filled(value) for value in part]
        if not isinstance(part, str) or "§" not in part:
            return part
        if part.startswith(BUTTON):
            return self._button(part.removeprefix(BUTTON))
        return part.replace(CODE, self._code).replace(TOKEN, self._token)

    def _button(self, wish: str) -> str:
        """`7`: one of the buttons shown now, anybody's; `7|2|x`: the same with its third part exchanged."""
        which, _, change = wish.partition("|")
        shown = [
            data
            for chat in self.town.world.chats.values()
            for message in list(chat.messages.values())[-8:]
            if message.from_bot
            for _, data in buttons(message)
        ]
        if not shown or not which.isdecimal():
            return wish
        data = shown[int(which) % len(shown)]
        place, _, word = change.partition("|")
        if place.isdecimal():
            parts = data.split(":")
            parts[int(place) % len(parts)] = word.replace(CODE, self._code)
            data = ":".join(parts)
        return data

    def _furnish(self, body: dict[str, Any]) -> None:
        """Who writes has a chat; what is replied to or pressed is a message that is there."""
        message = body.get("message") if "data" in body else body
        chat = message.get("chat") if isinstance(message, dict) else None
        for who in (body.get("from"), chat):
            if isinstance(who, dict) and type(who.get("id")) is int:
                self._open(who)
        if isinstance(message, dict) and isinstance(chat, dict) and isinstance(chat.get("id"), int):
            replied = message.get("reply_to_message")
            for pointed in (replied, message if message is not body else None):
                if isinstance(pointed, dict) and isinstance(pointed.get("message_id"), int):
                    self._aim(pointed, chat["id"])

    def _open(self, who: dict[str, Any]) -> None:
        world, number = self.town.world, int(who["id"])
        if number in world.chats:
            return
        if number > 0:
            world.add_person(Person(id=number, first_name="Người Lạ"))
        else:
            world.chats[number] = Chat(about={"id": number, "type": "group", "title": "Nhóm"})

    def _aim(self, pointed: dict[str, Any], chat: int) -> None:
        there = list(self.town.world.chats[chat].messages) if chat in self.town.world.chats else []
        if there:
            pointed["message_id"] = there[pointed["message_id"] % len(there)]


async def _opinion(town: Town) -> str:
    """A case, as a newcomer makes one; its code."""
    lan = town.who(LAN)
    await lan.says("Đường vào ấp Cái Rô không có đèn")
    await lan.taps("Gửi góp ý")
    await lan.says("luong the tran")
    await lan.taps("Phản ánh")
    await lan.taps("Ẩn danh")
    await lan.taps("✅ Gửi")
    return code_in(said(lan.last))
