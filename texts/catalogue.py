"""Every sentence the program says, in both languages, from Fluent files."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number

from domain import vietnamese

LANGUAGES = ("vi", "en")
_HERE = Path(__file__).parent
# Plurals follow the language; numbers are written as the country writes them (7.139 and 9,2), in English
# too: of the English locales, Germany's has these signs.
_LOCALES = {"vi": "vi_VN", "en": "en_DE"}


_LONG = 1000  # characters
_SIGN = "\ue000"  # of the private use area: nobody types it


class Html(str):
    """Text that is markup already: the one kind of value the catalogue does not escape."""

    __slots__ = ()


class Catalogue:
    """Says things in a language. A missing key or variable raises, so a test finds it."""

    def __init__(self, zone: ZoneInfo) -> None:
        """`zone` is where times are shown."""
        self.zone = zone

    def html(self, language: str, key: str, **values: Any) -> Html:
        """The sentence as Telegram HTML; every value but Html is escaped here and nowhere else."""
        return Html(
            self._say(language, key, {name: self._shown(value, html=True) for name, value in values.items()})
        )

    def plain(self, language: str, key: str, **values: Any) -> str:
        """The sentence where no markup is read: buttons, toasts, cells, the command line."""
        return self._say(
            language, key, {name: self._shown(value, html=False) for name, value in values.items()}
        )

    def local_day(self, at: datetime) -> date:
        """The day of an instant where times are shown."""
        return at.astimezone(self.zone).date()

    def knows(self, language: str, key: str) -> bool:
        """Whether there is such a sentence."""
        return _bundle(language).has_message(key)

    def words(self, language: str, key: str) -> tuple[str, ...]:
        """A list kept as one sentence, its parts divided by bars: the ways a person may type a thing."""
        return tuple(word.strip() for word in self._say(language, key, {}).split("|"))

    def _say(self, language: str, key: str, values: dict[str, Any]) -> str:
        return _formatted(language, key, values) if values else _constant(language, key)

    def _shown(self, value: Any, *, html: bool) -> Any:
        if isinstance(value, datetime):
            return vietnamese.moment(value.astimezone(self.zone))
        if isinstance(value, date):
            return vietnamese.day(value)
        if isinstance(value, float):
            return fluent_number(value, maximumFractionDigits=1)
        if isinstance(value, int):
            return value
        if html and not isinstance(value, Html):
            return escape(str(value), quote=False)
        return str(value)


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([_LOCALES[language]], use_isolating=False)
    for file in sorted((_HERE / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return bundle


@cache
def _constant(language: str, key: str) -> str:
    """A sentence without variables says the same each time."""
    return _formatted(language, key, {})


def _formatted(language: str, key: str, values: dict[str, Any]) -> str:
    bundle = _bundle(language)
    message = bundle.get_message(key) if bundle.has_message(key) else None
    if message is None or message.value is None:
        raise KeyError(f"{language}: no text {key}")
    # Fluent refuses values of more than 2,500 characters: long ones stand by a sign and go in afterwards.
    long = {name: v for name, v in values.items() if isinstance(v, str) and len(v) > _LONG}
    signs = {name: f"{_SIGN}{number}{_SIGN}" for number, name in enumerate(long)}
    said, errors = bundle.format_pattern(message.value, values | signs)
    if errors:
        raise KeyError(f"{language}: {key}: {errors}")
    text = str(said)
    for name, sign in signs.items():
        text = text.replace(sign, long[name])
    return text
