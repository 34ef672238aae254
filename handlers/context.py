"""Talk: one update as the conversation sees it. The gate makes it; nothing below reads PTB's Update."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from telegram import Bot, CallbackQuery, Document, Message
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from domain.forms import Draft
from domain.person import Act, Speaker
from handlers.keyboards import Keyboard
from handlers.lengths import pieces
from handlers.patience import patiently
from handlers.wire import MaybeDone, call, write
from services import Services
from texts.catalogue import Catalogue, Html

if TYPE_CHECKING:
    from handlers.flow import Flow

_LEFT = ("blocked", "deactivated", "initiate", "kicked")  # Telegram's words for who is gone
PATIENCE = 8.0  # seconds a direct answer may take before it becomes a promise in the outbox
A_DAY = timedelta(days=1)
AN_HOUR = timedelta(hours=1)  # a list of cases names none of them: what was withdrawn meanwhile stands there
NEVER = timedelta(0)
MOST_PRESSES = 1_000  # remembered as answered


class Presses:
    """The newest presses that were answered: each is once, however often its update is tried or comes."""

    def __init__(self) -> None:
        self._answered: dict[str, None] = {}

    def first(self, press: str) -> bool:
        """Whether it was not answered yet; from now on it was."""
        if press in self._answered:
            return False
        self._answered[press] = None
        if len(self._answered) > MOST_PRESSES:
            del self._answered[next(iter(self._answered))]
        return True


@dataclass(kw_only=True)
class Talk:
    """Who says what, and how to answer. `data` are the parts of a pressed button, its kind first.

    `chat` is where it was said (a group's too); `left` tells that the person blocked the bot.
    `in_place` is off where the pressed message says something that must stay: a card, a receipt.
    `unkept` tells that words came beneath what is not taken: a video, a voice.
    `keeps`: how long what is said may wait while Telegram is away; afterwards they ask again.
    """

    bot: Bot
    services: Services
    texts: Catalogue
    act: Act
    draft: Draft | None
    flows: Mapping[str, Flow]
    presses: Presses
    now: Callable[[], datetime]
    text: str = ""
    photos: tuple[str, ...] = ()
    album: str = ""
    document: Document | None = None
    forwarded: bool = False
    other: bool = False
    unkept: bool = False
    chat: int = 0
    left: bool = False
    reply_to: int | None = None
    data: tuple[str, ...] = ()
    query: CallbackQuery | None = None
    in_place: bool = True
    keeps: timedelta = A_DAY

    @property
    def who(self) -> Speaker:
        """The speaker."""
        return self.act.by

    def html(self, key: str, **values: Any) -> Html:
        """A sentence in the speaker's language, as Telegram HTML."""
        return self.texts.html(self.who.language, key, **values)

    def plain(self, key: str, **values: Any) -> str:
        """A sentence in the speaker's language for buttons and toasts."""
        return self.texts.plain(self.who.language, key, **values)

    async def say(
        self,
        key: str,
        keyboard: Keyboard | None = None,
        *,
        case: str = "",
        inside: bool = False,
        **values: Any,
    ) -> None:
        """Answer with a new message. A reply to it lands in the `case`, where one is named: `inside` as a
        word among colleagues, which its sender never reads.
        """
        await self.send(self.html(key, **values), keyboard, case=case, inside=inside)

    async def send(
        self, text: Html, keyboard: Keyboard | None = None, *, case: str = "", inside: bool = False
    ) -> None:
        """The same with text ready made."""
        await self._deliver(text, keyboard, case=case, inside=inside)

    async def show(
        self, text: Html, keyboard: Keyboard | None = None, *, case: str = "", inside: bool = False
    ) -> None:
        """Answer in place of the message whose button was pressed; without one as a new message.

        In place of a list or a question no case is shown: a reply to it would land there ever after.
        """
        if (
            not self.in_place
            or self.query is None
            or not isinstance(self.query.message, Message)
            or not self.query.message.text
        ):
            await self.send(text, keyboard, case=case, inside=inside)
            return
        await self._deliver(text, keyboard, self.query.message.message_id, case=case, inside=inside)

    async def change_buttons(self, keyboard: Keyboard | None) -> None:
        """The message whose button was pressed offers these from now on, or nothing."""
        if self.query and isinstance(self.query.message, Message):
            message = self.query.message.message_id
            try:
                await call(
                    self.bot,
                    "editMessageReplyMarkup",
                    chat_id=self.who.chat,
                    message_id=message,
                    reply_markup=keyboard,
                )
            except TelegramError:
                return  # an ornament: what counts was committed

    async def toast(self, key: str = "", *, alert: bool = False, **values: Any) -> None:
        """Answer a pressed button, once; without a key only the waiting sign goes away."""
        if self.query is None or not self.presses.first(self.query.id):
            return
        words = self.plain(key, **values)[:200] if key else None  # Telegram's limit
        try:
            await call(
                self.bot, "answerCallbackQuery", callback_query_id=self.query.id, text=words, show_alert=alert
            )
        except TelegramError:
            return  # too old a press cannot be answered; its effect stands

    async def _deliver(
        self,
        text: Html,
        keyboard: Keyboard | None,
        message: int | None = None,
        *,
        case: str = "",
        inside: bool = False,
    ) -> None:
        """Of whatever length: what one message does not hold comes in several, the buttons under the last."""
        *before, last = pieces(text)
        for piece in before:
            await self._write(piece, None, None, case, inside)
        await self._write(last, keyboard, None if before else message, case, inside)

    async def _write(
        self, text: Html, keyboard: Keyboard | None, message: int | None, case: str, inside: bool
    ) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                sent = await write(self.bot, self.who.chat, text, keyboard, message)
        except (TimeoutError, TelegramError) as error:
            after = _again_after(error)
            if after is not None and self.keeps:
                due = self.now() + timedelta(seconds=after)
                reply = {"text": text, "markup": keyboard, "case": None if inside else case or None}
                unsure, keeps = isinstance(error, TimeoutError | MaybeDone), self.keeps
                keep = self.services.outbox.keep_reply
                # Here and below: raised to the lane, it would have everything said once more.
                await patiently(lambda: keep(self.act, reply, due, keeps=keeps, unsure=unsure))
        else:
            if case:
                await patiently(lambda: self.services.caseload.shown(self.act, case, sent, inside=inside))


def _again_after(error: Exception) -> float | None:
    """Seconds until the outbox says what was not said; None: nobody waits for it. Raises our own mistakes."""
    if isinstance(error, Forbidden) and any(words in error.message for words in _LEFT):
        return None  # they left; the outbox learns of it with the next notice
    if isinstance(error, BadRequest):
        if "not modified" in error.message:
            return None
        if "to edit" not in error.message and "can't be edited" not in error.message:
            raise error
        return 0.0
    # Else Telegram is away, a proxy forbids everything, or an answer says nothing.
    return seconds(error) if isinstance(error, RetryAfter) else 1.0


def seconds(error: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    after = error.retry_after
    return after if isinstance(after, int | float) else after.total_seconds()
