"""How a parcel goes out: as words, pictures, a file, or as an edit of what was sent before."""

from __future__ import annotations

from telegram import Bot, InputMediaPhoto
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.logs import logger
from bot.pace import Pace
from domain.errors import Permanent, Refused
from handlers.keyboards import Keyboard
from handlers.parcel import Parcel
from services import Services
from services.custody import Address
from services.media import Photo
from texts.catalogue import Html

log = logger("sender")


class Sender:
    """Sends parcels; photos are our own clean copies, never forwarded."""

    def __init__(self, bot: Bot, services: Services, pace: Pace) -> None:
        self._bot = bot
        self._services = services
        self._pace = pace

    async def send(self, to: Address, parcel: Parcel) -> list[int]:
        """Send it all; the ids of the messages, the one with the words first. Raises TelegramError."""
        if parcel.edits is not None:
            return await self._edit(to, parcel, parcel.edits)
        if parcel.photos:
            try:
                return await self._photos(to, parcel)
            except BadRequest as error:  # a shape Telegram does not take
                log.warning("photos_refused", reason=error.message)
                return [await self._words(to, parcel.lost)]
        await self._pace.turn(to.chat)
        if parcel.picture:
            return [(await self._bot.send_photo(to.chat, parcel.picture)).message_id]
        if parcel.file:
            name, data = parcel.file
            return [(await self._bot.send_document(to.chat, data, filename=name)).message_id]
        return [await self._words(to, parcel.text, parcel.keyboard)]

    async def _words(self, to: Address, text: Html, keyboard: Keyboard | None = None) -> int:
        html = ParseMode.HTML
        return (
            await self._bot.send_message(to.chat, text, parse_mode=html, reply_markup=keyboard)
        ).message_id

    async def _photos(self, to: Address, parcel: Parcel) -> list[int]:
        pictures = await self._cleaned(parcel.photos)
        await self._pace.turn(to.chat)
        if not pictures:
            return [await self._words(to, parcel.lost)]
        if len(pictures) == 1:
            html = ParseMode.HTML
            sent = await self._bot.send_photo(to.chat, pictures[0], caption=parcel.text, parse_mode=html)
            return [sent.message_id]
        html, media = ParseMode.HTML, [InputMediaPhoto(picture) for picture in pictures]
        album = await self._bot.send_media_group(
            to.chat, media, caption=parcel.text, parse_mode=ParseMode.HTML
        )
        return [message.message_id for message in album]

    async def _edit(self, to: Address, parcel: Parcel, notice: int) -> list[int]:
        message = await self._services.outbox.message_of(notice)
        if message is None:
            return []
        await self._pace.turn(to.chat)
        try:
            await self._bot.edit_message_text(
                parcel.text, to.chat, message, parse_mode=ParseMode.HTML, reply_markup=parcel.keyboard
            )
        except BadRequest:
            return []  # deleted meanwhile, or too old to edit: nothing is owed any more
        return [message]

    async def _cleaned(self, photos: tuple[Photo, ...]) -> list[bytes]:
        made = []
        for photo in photos:
            try:
                made.append(await self._services.media.bytes_of(photo, self._fetch))
            except (Refused, Permanent, BadRequest):  # no picture, our copy gone, too big for a bot to fetch
                log.warning("photo_unreadable", photo=photo.id)
        return made

    async def _fetch(self, file_id: str) -> bytes:
        file = await self._bot.get_file(file_id)
        return bytes(await file.download_as_bytearray())
