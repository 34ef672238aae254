"""Every sentence the program says, in both languages, from Fluent files."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from fluent.runtime import FluentBundle
from fluent.runtime.types import fluent_number
from fluent.syntax import FluentParser
from fluent.syntax.ast import Resource
from fluent.syntax.visitor import Visitor

from domain import vietnamese

LANGUAGES = ("vi", "en")
_HERE = Path(__file__).parent
# Plurals follow the language; numbers are written as the country writes them (7.139 and 9,2), in English
# too: of the English locales, Germany's has these signs.
_LOCALES = {"vi": "vi_VN", "en": "en_DE"}


_ENTRY = re.compile(r"^[a-z].*(?:\n(?![a-z#]).*)*", re.MULTILINE)
_SIGN = "\ue000"  # of the private use area: no text of ours holds it


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
        return key in _sources(language)

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
def _sources(language: str) -> dict[str, str]:
    """Every entry as it is written, by key. Cutting the files is quick; parsing all of them is not, and a day
    asks for few: each is parsed when it is first said. What none of ours begins with is a comment.
    """
    files = sorted((_HERE / language).glob("*.ftl"))
    entries = [entry for file in files for entry in _ENTRY.findall(file.read_text(encoding="utf-8"))]
    return {entry.partition(" =")[0]: entry for entry in entries}


@cache
def _bundle(language: str) -> FluentBundle:
    """Where sentences are said: it fills as they are asked for."""
    return FluentBundle([_LOCALES[language]], use_isolating=False)


@cache
def _constant(language: str, key: str) -> str:
    """A sentence without variables says the same each time."""
    return _formatted(language, key, {})


def _formatted(language: str, key: str, values: dict[str, Any]) -> str:
    """Words go into a template made once. So nothing people wrote is remembered, and none is too long: Fluent
    refuses values of more than 2,500 characters.
    """
    deciding = _deciding(language, key)
    words = {name: v for name, v in values.items() if isinstance(v, str) and name not in deciding}
    rest = tuple((name, v) for name, v in values.items() if name not in words)
    parts = _template(language, key, tuple(words), rest)
    return "".join([words[part] if place % 2 else part for place, part in enumerate(parts)])


@lru_cache(256)
def _template(
    language: str, key: str, words: tuple[str, ...], rest: tuple[tuple[str, Any], ...]
) -> list[str]:
    """The sentence in pieces; every second one is the name of a word that goes there."""
    signs = {name: f"{_SIGN}{name}{_SIGN}" for name in words}
    said, errors = _bundle(language).format_pattern(_pattern(language, key), dict(rest) | signs)
    if errors:
        raise KeyError(f"{language}: {key}: {errors}")
    return str(said).split(_SIGN)


@cache
def _deciding(language: str, key: str) -> frozenset[str]:
    """The variables on whose values the sentence depends, not only holds. Those values are kept in templates:
    codes and numbers only, never what somebody wrote.
    """
    found = _Deciding()
    found.visit(_pattern(language, key))
    return frozenset(found.names)


@cache
def _pattern(language: str, key: str) -> Any:
    source = _sources(language).get(key)
    if source is None:
        raise KeyError(f"{language}: no text {key}")
    # Without the places in the files: nobody asks for them, and they are large.
    entry = FluentParser(with_spans=False).parse_entry(source)
    bundle = _bundle(language)
    bundle.add_resource(Resource([entry]))
    return bundle.get_message(key).value


class _Deciding(Visitor):
    """Collects the variables of selectors and functions. No text refers to another; a test says so."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self._inside = 0

    def visit_SelectExpression(self, node: Any) -> None:  # noqa: N802 - the visitor's way of naming
        self._inside += 1
        self.visit(node.selector)
        self._inside -= 1
        for variant in node.variants:
            self.visit(variant)

    def visit_FunctionReference(self, node: Any) -> None:  # noqa: N802 - the same
        self._inside += 1
        self.generic_visit(node)
        self._inside -= 1

    def visit_VariableReference(self, node: Any) -> None:  # noqa: N802 - the same
        if self._inside:
            self.names.add(node.id.name)
