"""Officers record one good deed a day."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.deed import MOST_HELPED, Deed, DeedKind, check_day, deed_text, guess_kind
from domain.errors import Invalid, NotFound, Stale
from domain.forms import Draft
from domain.notice import NoticeKind
from domain.period import Period
from domain.person import Act
from domain.photo import MOST_PHOTOS
from domain.vietnamese import fold, nfc
from services.custody import Custody
from services.drafts import Drafts
from services.zone import Zone
from storage import deeds, outbox, people, photos
from storage.database import Database, Tx

LONGEST_PLACE = 200


@dataclass(frozen=True, kw_only=True)
class Diary:
    """A month of one officer: how many deeds on each day that has any, and those of today."""

    period: Period
    days: dict[date, int]
    today: date
    deeds: Sequence[Deed]


class Deeds:
    """Records, changes and shows deeds. Only their own officer does."""

    def __init__(self, database: Database, custody: Custody, drafts: Drafts, zone: Zone) -> None:
        self._database = database
        self._drafts = drafts
        self._custody = custody
        self._zone = zone

    async def record(
        self, act: Act, text: str, files: Sequence[str] = (), draft: Draft | None = None
    ) -> Deed:
        """Record today's deed in one message; its kind is guessed and may be changed.

        `draft` is the form it was written in, used up by the same commit.

        Raises NotAllowed for who is no officer, Invalid for too short or long a text, Stale where the
        very same deed stands already that day.
        """
        async with self._database.transaction(act.update) as tx:
            if draft:
                await self._drafts.take(tx, act, draft)
            return await self._keep(tx, act, text, files)

    async def _keep(self, tx: Tx, act: Act, text: str, files: Sequence[str]) -> Deed:
        person, unit = act.by.officer()
        text = deed_text(text)
        day = self._zone.day(act.at)
        same_day = await deeds.told(tx, person, day)
        folded = fold(text) if same_day else ""
        if any(fold(other.text) == folded for other in same_day):
            raise Stale("deed-same")
        deed = Deed(
            id=secrets.token_hex(6),
            person=person,
            unit=unit,
            day=day,
            kind=guess_kind(text),
            text=text,
            helped=0,
            place="",
            photos=len(files[:MOST_PHOTOS]),
            late=False,
            recorded_at=act.at,
        )
        await deeds.add(tx, deed, same_day)
        for file in files[:MOST_PHOTOS]:
            await photos.add(tx, self._custody.vault.seal(file, "photo"), deed=deed.id)
        await self._thank(tx, act, person, day)
        return deed

    async def get(self, act: Act, deed: str) -> Deed:
        """The speaker's own deed. Raises NotFound for anybody else's or one undone."""
        async with self._database.reading() as tx:
            return await self._own(tx, act, deed)

    async def change(
        self,
        act: Act,
        deed: str,
        *,
        kind: DeedKind | None = None,
        helped: int | None = None,
        place: str | None = None,
        day: date | None = None,
        draft: Draft | None = None,
    ) -> Deed:
        """Complete or correct a deed while its day may still be entered. Raises Invalid, NotFound, Stale."""
        async with self._database.transaction(act.update) as tx:
            if draft:
                await self._drafts.take(tx, act, draft)
            before = await self._own(tx, act, deed)
            after = self._changed(act, before, kind=kind, helped=helped, place=place, day=day)
            await deeds.replace(tx, before, after)
            return after

    async def add_photos(self, act: Act, deed: str, files: Sequence[str], draft: Draft | None = None) -> Deed:
        """Add photos to a deed. Raises Invalid where there are enough, NotFound."""
        async with self._database.transaction(act.update) as tx:
            if draft:
                await self._drafts.take(tx, act, draft)
            before = await self._own(tx, act, deed)
            self._check_open(act, before)
            if before.photos + len(files) > MOST_PHOTOS:
                raise Invalid("deed-photos-enough", most=MOST_PHOTOS)
            for file in files:
                await photos.add(tx, self._custody.vault.seal(file, "photo"), deed=deed)
            return replace(before, photos=before.photos + len(files))

    async def undo(self, act: Act, deed: str) -> Deed:
        """Erase a deed, photos and all. Raises NotFound, Stale."""
        async with self._database.transaction(act.update) as tx:
            found = await self._own(tx, act, deed)
            self._check_open(act, found)
            await deeds.remove(tx, found)
            return found

    async def diary(self, act: Act, period: Period) -> Diary:
        """The speaker's own month. Raises NotAllowed for who is no officer."""
        person, _ = act.by.officer()
        today = self._zone.day(act.at)
        async with self._database.reading() as tx:
            return Diary(
                period=period,
                days=await deeds.days(tx, person, period),
                today=today,
                deeds=await deeds.on_day(tx, person, today),
            )

    def month(self, act: Act) -> Period:
        """The local month of the act."""
        return Period.holding(self._zone.day(act.at))

    def _changed(
        self,
        act: Act,
        deed: Deed,
        *,
        kind: DeedKind | None,
        helped: int | None,
        place: str | None,
        day: date | None,
    ) -> Deed:
        self._check_open(act, deed)
        if helped is not None and not 0 <= helped <= MOST_HELPED:
            raise Invalid("deed-helped-odd", most=MOST_HELPED)
        if place is not None and not 0 < len(nfc(place)) <= LONGEST_PLACE:
            raise Invalid("deed-place-odd", most=LONGEST_PLACE)
        late = check_day(day, act.at, self._zone.info) if day else deed.late
        return replace(
            deed,
            kind=kind or deed.kind,
            helped=deed.helped if helped is None else helped,
            place=deed.place if place is None else nfc(place),
            day=day or deed.day,
            late=late,
        )

    def _check_open(self, act: Act, deed: Deed) -> None:
        """What was reported upward stays as it was: after 48 hours nothing changes."""
        try:
            check_day(deed.day, act.at, self._zone.info)
        except Invalid as error:
            raise Stale("deed-settled") from error

    async def _own(self, tx: Tx, act: Act, deed: str) -> Deed:
        person, _ = act.by.officer()
        found = await deeds.get(tx, deed)
        if found is None or found.person != person:
            raise NotFound("deed-unknown")
        return found

    async def _thank(self, tx: Tx, act: Act, person: str, day: date) -> None:
        """The reminder that went out today becomes a thank-you."""
        reminder = await outbox.occurrence(tx, "reminder", person, str(day))
        if not reminder or not await outbox.sent_message(tx, reminder):
            return
        if known := await people.by_id(tx, person):
            await outbox.add(tx, known.key, NoticeKind.THANKS, {"reminder": reminder}, act.at)
