"""How a parcel goes out: as words, pictures, a file, or as an edit of what was sent before."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import Bot, InputMediaPhoto, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.logs import logger
from bot.pace import Pace
from bot.troubles import Trouble, judge
from domain.errors import Permanent, Refused
from handlers.keyboards import Keyboard
from handlers.parcel import Parcel
from handlers.wire import write
from services import Services
from services.custody import Address
from services.media import Photo
from texts.catalogue import Html

log = logger("sender")
HTML = ParseMode.HTML


@dataclass(frozen=True)
class Ready:
    """What may go as soon as it has its turn: so many messages, sent by `go`, which tells their ids.

    `heavy` are uploads.
    """

    go: Callable[[], Awaitable[list[int]]]
    messages: int = 1
    heavy: bool = False


class Sender:
    """Sends parcels; photos are our own clean copies, never forwarded."""

    def __init__(self, bot: Bot, services: Services, pace: Pace) -> None:
        self._bot = bot
        self._services = services
        self._pace = pace

    async def ready(self, to: Address, parcel: Parcel) -> Ready | None:
        """Fetch what it takes; None where the message to edit is not known. Raises TelegramError.

        `go` then sends it all; of the ids it tells, the message with the words is the first.
        """
        if parcel.edits is not None:
            message = await self._services.outbox.message_of(parcel.edits)
            return Ready(lambda: self._edit(to, parcel, message)) if message else None
        if parcel.photos:
            pictures = await self._cleaned(parcel.photos)
            if pictures:
                return Ready(lambda: self._photos(to, parcel, pictures), len(pictures), heavy=True)
            return Ready(lambda: self._words(to, parcel.lost))
        return Ready(lambda: self._one(to, parcel), heavy=bool(parcel.picture or parcel.file))

    async def _one(self, to: Address, parcel: Parcel) -> list[int]:
        if parcel.picture:
            return _ids(await self._bot.send_photo(to.chat, parcel.picture))
        if parcel.file:
            name, data = parcel.file
            return _ids(await self._bot.send_document(to.chat, data, filename=name))
        return await self._words(to, parcel.text, parcel.keyboard)

    async def _words(self, to: Address, text: Html, keyboard: Keyboard | None = None) -> list[int]:
        return [await write(self._bot, to.chat, text, keyboard)]

    async def _photos(self, to: Address, parcel: Parcel, pictures: list[bytes]) -> list[int]:
        try:
            if len(pictures) == 1:
                return _ids(
                    await self._bot.send_photo(to.chat, pictures[0], caption=parcel.text, parse_mode=HTML)
                )
            media = [InputMediaPhoto(picture) for picture in pictures]
            sent = await self._bot.send_media_group(to.chat, media, caption=parcel.text, parse_mode=HTML)
            return _ids(*sent)
        except TelegramError as error:
            if judge(error) is not Trouble.REFUSED:
                raise
            log.warning("photos_refused", reason=error.message)  # a shape Telegram does not take
            return await self._words(to, parcel.lost)

    async def _edit(self, to: Address, parcel: Parcel, message: int) -> list[int]:
        try:
            await write(self._bot, to.chat, parcel.text, parcel.keyboard, message)
        except BadRequest as error:
            if "not modified" not in error.message:
                raise
        return [message]  # as it is to be, perhaps since an answer that got lost

    async def _cleaned(self, photos: tuple[Photo, ...]) -> list[bytes]:
        made = []
        for photo in photos:
            try:
                made.append(await self._services.media.bytes_of(photo, self._fetch))
            except (Refused, Permanent, BadRequest):  # no picture, our copy gone, too big for a bot to fetch
                log.warning("photo_unreadable", photo=photo.id)
        return made

    async def _fetch(self, file_id: str) -> bytes:
        with self._pace.asking():
            file = await self._bot.get_file(file_id)
            return bytes(await file.download_as_bytearray())


def _ids(*messages: Message) -> list[int]:
    return [message.message_id for message in messages]
