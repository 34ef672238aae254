"""The crowd's three sorts: who has an opinion, who records deeds, who answers at the desk."""

from __future__ import annotations

import asyncio

from services.suggestions import MOST_A_DAY
from tests.crash.ledger import tag_of
from tests.crash.person import PAUSE, Person
from tests.crash.sight import Sight, says, sight

UNITS = {
    "32134": "luong the tran",
    "32002": "an xuyen",
    "32191": "nam can",
    "32248": "dat mui",
    "32152": "dam doi",
    "32128": "cai nuoc",
    "32119": "khanh hung",
    "32065": "thoi binh",
    "32098": "song doc",
    "31942": "gia rai",
    "31843": "hong dan",
    "31867": "phuoc long",
}
STEPS = 80  # acts after which a person gives up
_FORM = ("unit", "kind", "words", "away", "anonymous", "send", "resume", "talk")
_OPINIONS = (
    "Đường vào ấp không có đèn, tối bà con đi lại rất sợ",
    "Mấy chú công an xã làm căn cước rất lễ phép",
    "Chợ xã lấn chiếm lòng đường giờ tan trường",
)
_DEEDS = ("giúp cụ bà qua đường ở chợ", "trả lại ví nhặt được cho bà con", "đưa người bị nạn đi cấp cứu")
# What was done, each time in other words: an answer that others were sent already is refused.
_DONE = (
    "tuần tra đèn nhắc dọn hàng mời cam kết sửa cầu bảng loa hẹn chiều sáng ấp xóm chợ trường bến phà lộ rạch"
)
_THERE = "doi mương bờ vuông tôm ghe máy xe tải nhóm thanh niên quán giấy tờ căn cước biên bản kênh vàm ngã"


class Citizen(Person):
    """Sends opinions through the form, adds words, says whether it is solved."""

    async def live(self) -> None:
        """A number of opinions, then somebody else has the word."""
        self._codes: set[str] = set()
        self._judged: set[int] = set()
        for _ in range(MOST_A_DAY):
            if not self.open():
                return
            await asyncio.sleep(self.random.uniform(*PAUSE))
            await self.once()

    async def once(self) -> None:
        """One opinion; then, maybe, words more or a verdict."""
        words = self.ledger.wish("opinion", self.random.choice(_OPINIONS))
        if await self._send(words):
            self.ledger.done(words)
        else:
            self.ledger.given_up["opinion"] += 1
            return
        if self.random.random() < 0.3:
            await self._add()
        await self._judge()

    async def _send(self, words: str) -> bool:
        self._sent = False
        self.say("/gopy", "command")
        for _ in range(STEPS):
            shown = await self.answer_or_again(*_FORM, "code", "receipt", fits=self._news)
            if shown and shown.what in ("code", "receipt"):
                self._codes.add(shown.code)
                return True
            if self._sent and await self._listed(words):
                return True
            if self._sent or shown is None or shown.what in ("toast", "talk"):
                self._sent = False
                self.say("/gopy", "command")
            else:
                self._step(shown, words)
        return False

    def _news(self, one: Sight) -> bool:
        """Notices about earlier opinions are no answer to this one."""
        return not one.code or one.code not in self._codes

    def _step(self, shown: Sight, words: str) -> None:
        data = shown.data("kind:report", "away:no", "anonymous:yes", "send", "resume")
        if shown.what == "unit":
            self.say(self.random.choice([*UNITS.values(), *UNITS]), "unit")
        elif shown.what == "words":
            self.say(words, "words")
        elif shown.what == "kind" and self.random.random() < 0.2:
            self.say("phản ánh", "kind")
        elif shown.what == "send" and tag_of(words) not in shown.text:
            self.ledger.given_up["a review without the words"] += 1
            self.say("/huy", "command")
        else:
            self._sent = shown.what == "send"
            self.tap(shown, data, shown.what)

    async def _listed(self, words: str) -> bool:
        """Whether the opinion is among one's own: no receipt came, so one looks."""
        self.say("/theodoi", "command")
        none, listed = says("track-none"), None
        for _ in range(STEPS):
            listed = await self.answer_or_again(
                "list", "talk", fits=lambda one: one.what == "list" or one.text == none
            )
            if listed:
                break
        for line in listed.text.splitlines() if listed else ():
            if tag_of(words) in line:
                self._codes.add(line[:9])
                return True
        return False

    async def _add(self) -> None:
        """Reply to the receipt, where it has come."""
        came = self.seen({"receipt"})
        if not came or came[-1].message is None:
            return
        words, receipt = self.ledger.wish("addition", "xin nói thêm cho rõ chuyện này"), came[-1]
        self.say(words, "reply", came[-1].message.message_id)
        thanks = says("added-words", code=receipt.code)
        shown = await self.answer("code", "offer", fits=lambda one: one.text == thanks or _offers(one, words))
        if shown and shown.what == "offer":  # the receipt was sent, and the bot killed before it knew of it
            self.ledger.withdraw(words, "a reply to a receipt that was not known")
            await self.drop(shown)
        elif shown:
            self.ledger.done(words)
        else:
            self.ledger.unsure.add(tag_of(words))

    async def _judge(self) -> None:
        asked = [
            one for one in self.seen({"ask"}) if one.message and one.message.message_id not in self._judged
        ]
        for one in asked:
            assert one.message is not None, "it has buttons"
            self._judged.add(one.message.message_id)
            self.tap(one, _ending(one, ":yes"), "judge")
            await self.answer_or_again("code")


def _offers(one: Sight, words: str) -> bool:
    """Whether the bot asks what the words are to be: it did not know the message they answer."""
    return one.what == "offer" and tag_of(words) in one.text


class Officer(Person):
    """Records deeds, in one message or through the offer, and completes some."""

    async def once(self) -> None:
        """One deed."""
        words = self.ledger.wish("deed", self.random.choice(_DEEDS))
        shown = await self._offered(words) if self.random.random() < 0.25 else None
        for _ in range(STEPS):
            if shown is not None:
                break
            self.say(f"/viectot {words}", "deed")
            shown = await self.answer(
                "deed", "talk", fits=lambda one: one.what == "talk" or _told(one, words)
            )
        if shown is None:
            self.ledger.given_up["deed"] += 1
            return
        self.ledger.done(words)
        if shown.what == "deed" and self.random.random() < 0.2:
            await self._helped(shown)

    async def _offered(self, words: str) -> Sight | None:
        """Plain words, and the button that makes a deed of them."""
        self.say(words, "plain words")
        shown = await self.answer("offer", fits=lambda one: _told(one, words))
        if shown and shown.what == "offer":
            self.tap(shown, _ending(shown, ":deed"), "offer")
            shown = await self.answer_or_again("deed", fits=lambda one: _told(one, words))
        if shown and shown.what == "deed":
            return shown
        self.say("/huy", "command")  # an open form may have taken the words
        await self.answer("talk")
        return None

    async def _helped(self, shown: Sight) -> None:
        self.tap(shown, shown.data("d:helped"), "number")
        asked = await self.answer_or_again("helped")
        if asked and asked.what == "helped":
            self.tap(asked, asked.data("helped:3"), "number")
            await self.answer_or_again("deed")


class Duty(Person):
    """Takes cards as they come and answers them."""

    async def live(self) -> None:
        """Until told; the cards that are there by then stay."""
        looked, known = 0, set[str]()
        while self.open():
            if looked == len(self.phone.news):
                await self.phone.wait(looked, 0.5)
                continue
            one = sight(self.phone.news[looked])
            looked += 1
            if one.what == "card" and one.case not in known:  # a card may come twice
                known.add(one.case)
                await self._handle(one)

    async def _handle(self, card: Sight) -> None:
        if self.random.random() < 0.6:
            self.tap(card, card.data("c:take"), "take")
            await self.answer_or_again()
        words = self.ledger.wish("answer", " ".join(self.random.sample(f"{_DONE} {_THERE}".split(), 12)))
        shown = await (self._reply(card, words) if self.random.random() < 0.6 else self._by_form(card, words))
        if shown and shown.what == "answered":
            self.ledger.done(words)
            if self.random.random() < 0.4:
                self.tap(shown, shown.data("c:close"), "close")
                await self.answer_or_again("code", fits=lambda one: one.code == card.code)

    async def _reply(self, card: Sight, words: str) -> Sight | None:
        assert card.message is not None, "a card has buttons"
        self.say(words, "reply", card.message.message_id)
        shown = await self.answer(
            "answered", "offer", fits=lambda one: one.code == card.code or _offers(one, words)
        )
        if shown is None:
            self.ledger.unsure.add(tag_of(words))
        elif shown.what == "offer":  # the card was sent, and the bot killed before it knew of it
            self.ledger.given_up["a reply to a card that was not known"] += 1
            await self.drop(shown)
            return await self._by_form(card, words)
        return shown

    async def _by_form(self, card: Sight, words: str) -> Sight | None:
        self.tap(card, card.data("c:answer"), "answer button")
        asked = await self.answer_or_again("words", fits=lambda one: one.code == card.code)
        if asked is None or asked.what != "words":
            self.ledger.withdraw(words, "an answer by the form")
            return None
        self.say(words, "answer")
        choices = {"level": "level:own", "photos": "photos:none"}
        for _ in range(STEPS):
            shown = await self.answer_or_again(
                *choices, "answered", fits=lambda one: one.what in choices or one.code == card.code
            )
            if shown is None or shown.what not in choices:
                return shown
            self.tap(shown, shown.data(choices[shown.what]), shown.what)
        return None


def _told(one: Sight, words: str) -> bool:
    return tag_of(words) in one.text


def _ending(one: Sight, end: str) -> str:
    return next(data for data in one.datas if data.endswith(end))
