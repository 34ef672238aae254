"""A notice on its way out: what it is rendered from, and what the postman sends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.notice import Notice
from handlers.keyboards import Keyboard
from services import Services
from services.case_view import Message, View
from services.custody import Address
from services.media import Photo
from texts.catalogue import Catalogue, Html

_NOTHING = Html("")


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """What the postman sends: words with buttons, photos with words beneath, or a file.

    `lost` is said where none of the photos can be read.

    `edits` names a notice sent before, whose message takes the new words instead.


    `case` is what replies to it are about.
    """

    text: Html = _NOTHING
    keyboard: Keyboard | None = None
    photos: tuple[Photo, ...] = ()
    lost: Html = _NOTHING
    picture: bytes | None = None
    file: tuple[str, bytes] | None = None
    edits: int | None = None
    case: str | None = None


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What rendering needs."""

    services: Services
    texts: Catalogue
    now: datetime
    notice: Notice
    to: Address

    async def message(self) -> tuple[View | None, Message | None]:
        """The case that the notice is about, and the message of it; None for what is gone."""
        view = await self.services.cases.view(self.notice.params["case"])
        wanted = self.notice.params["message"]
        return view, next((one for one in view.messages if one.id == wanted), None) if view else None

    def html(self, key: str, **values: object) -> Html:
        """A sentence in the recipient's language."""
        return self.texts.html(self.to.language, key, **values)

    def plain(self, key: str, **values: object) -> str:
        """The same without markup."""
        return self.texts.plain(self.to.language, key, **values)
