"""What everybody does: act, wait a while for an answer, try again where none comes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from random import Random
from time import monotonic

from tests.crash.home import Phone
from tests.crash.ledger import Ledger
from tests.crash.sight import Sight, sight

PATIENCE = 8.0  # seconds until a person thinks that nothing will come
PAUSE = (0.2, 1.0)  # seconds between two things one does
TWICE = 0.08  # of presses are double ones


class Person:
    """One person with a phone. `open` is asked before anything new is begun."""

    def __init__(self, phone: Phone, ledger: Ledger, random: Random, open_: Callable[[], bool]) -> None:
        self.phone = phone
        self.ledger = ledger
        self.random = random
        self.open = open_
        self._read = 0  # how much of the news was looked at
        self._press = ""
        self._again: Callable[[], None] = lambda: None
        self._act = ""
        self._acted = 0.0

    async def live(self) -> None:
        """Do things until told to begin nothing new."""
        while self.open():
            await asyncio.sleep(self.random.uniform(*PAUSE))
            await self.once()

    async def once(self) -> None:
        """One whole thing, from its beginning to its end."""
        raise NotImplementedError

    def say(self, text: str, act: str, reply_to: int | None = None) -> None:
        """Write; `act` names what is done, for the count of silences."""

        def again() -> None:
            self._read, self._press = len(self.phone.news), ""
            self.phone.say(text, reply_to)

        self._do(act, again)

    def tap(self, seen: Sight, data: str, act: str) -> None:
        """Press a button, now and then twice."""
        assert seen.message is not None, "nothing to press"
        number = seen.message.message_id

        def again() -> None:
            self._read = len(self.phone.news)
            self._press = self.phone.tap(number, data)

        self._do(act, again)
        if self.random.random() < TWICE:
            self.phone.tap(number, data)

    async def drop(self, offer: Sight) -> None:
        """The bot asks what to make of words that were meant otherwise: nothing."""
        self.tap(offer, next(data for data in offer.datas if data.endswith(":drop")), "drop")
        await self.answer_or_again("talk")

    def again(self) -> None:
        """Do the same once more."""
        self._do(self._act, self._again)

    async def answer(self, *wanted: str, fits: Callable[[Sight], bool] = lambda _: True) -> Sight | None:
        """What came of the last act: the newest of these that fits, or None where nothing comes.

        A refusal shown for the very press ("toast") is always wanted.
        """
        self.ledger.asked += 1
        until = monotonic() + PATIENCE
        while True:
            seen = len(self.phone.news)
            found = self._newest(wanted, fits)
            if found:
                self.ledger.waits.append(monotonic() - self._acted)
                return found
            if not await self.phone.wait(seen, until - monotonic()):
                self.ledger.silent[self._act] += 1
                return None

    def seen(self, wanted: Collection[str]) -> list[Sight]:
        """All the phone ever showed of these kinds, oldest first."""
        return [one for news in self.phone.news if (one := sight(news)).what in wanted]

    async def answer_or_again(
        self, *wanted: str, fits: Callable[[Sight], bool] = lambda _: True
    ) -> Sight | None:
        """The same; where nothing comes, the act is tried a second time."""
        first = await self.answer(*wanted, fits=fits)
        if first is not None:
            return first
        self.again()
        second = await self.answer(*wanted, fits=fits)
        self.ledger.then[f"{self._act} again: {second.what if second else 'nothing'}"] += 1
        return second

    def _newest(self, wanted: Collection[str], fits: Callable[[Sight], bool]) -> Sight | None:
        refused: Sight | None = None
        for news in reversed(self.phone.news[self._read :]):
            one = sight(news)
            if one.what in wanted and fits(one):
                return one
            if one.what == "toast" and one.text and news.press == self._press:
                refused = one
        return refused

    def _do(self, act: str, again: Callable[[], None]) -> None:
        self._act, self._again, self._acted = act, again, monotonic()
        again()
