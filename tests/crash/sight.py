"""What a person makes of what their phone shows: told by the buttons, as the words may change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sandbox.world import Message
from tests.crash.home import News
from texts.catalogue import Catalogue

_TEXTS = Catalogue(ZoneInfo("Asia/Ho_Chi_Minh"))
_CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")
# A form's buttons carry the question's name as their fourth part.
_ASKS = ("send", "unit", "kind", "away", "anonymous", "helped", "level", "photos", "resume")


@dataclass(frozen=True)
class Sight:
    """`what` it is; where it has buttons, `message` holds them; `code` and `case` where it names one.

    In forms: send (the review), unit, kind, away, anonymous, helped, level, photos, resume, words (a free
    text is asked for).
    Else: toast, receipt, list (one's opinions), card, ask (solved?), answered, deed, offer, code (words with
    one), talk.
    """

    what: str
    message: Message | None = None
    text: str = ""
    code: str = ""
    case: str = ""

    @property
    def datas(self) -> list[str]:
        """What all its buttons say to the bot."""
        return _data(self.message)

    def data(self, *starts: str) -> str:
        """The button whose data begin with one of these, or hold it as the form's action; else empty."""
        for data in _data(self.message):
            if data.startswith(starts) or (data.startswith("f:") and ":".join(data.split(":")[3:]) in starts):
                return data
        return ""


def says(key: str, **values: str) -> str:
    """One of the bot's sentences as a phone shows it."""
    return re.sub(r"<[^>]+>", "", _TEXTS.plain("vi", key, **values))


def sight(news: News) -> Sight:
    """Look at what is new."""
    return Sight("toast", text=news.toast) if news.message is None else sight_of(news.message)


def sight_of(message: Message) -> Sight:
    """Look at a message."""
    text = message.text or message.caption or ""
    data = _data(message)
    found = _CODE.search(text)
    case = next((one.split(":")[2] for one in data if one.startswith("c:") and one.count(":") > 1), "")
    what = _what(data, found is not None)
    if what == "receipt" and any(button["text"] in data[0] for button in message.inline_keyboard[0]):
        what = "list"  # its buttons are named by the codes
    return Sight(what, message, text, found[0] if found else "", case)


def _what(data: list[str], coded: bool) -> str:
    actions = {one.split(":")[3] for one in data if one.startswith("f:") and one.count(":") > 2}
    if actions:
        return next((ask for ask in _ASKS if ask in actions), "words")
    kinds = {one.split(":")[0] for one in data}
    if "c" in kinds:
        steps = {one.split(":")[1] for one in data if one.startswith("c:")}
        if "judge" in steps or "add" in steps:
            return "ask" if "judge" in steps else "shown"
        return "card" if "answer" in steps else "answered"
    named = {"t": "receipt", "d": "deed", "o": "offer"}
    return next((named[kind] for kind in named if kind in kinds), "code" if coded else "talk")


def _data(message: Message | None) -> list[str]:
    if message is None:
        return []
    return [str(button.get("callback_data", "")) for row in message.inline_keyboard for button in row]
