"""Answers about units: which one, and a name, a code, a day that fit. What does not is told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from domain.day import read_day
from domain.errors import Invalid, Refused
from domain.period import Period
from domain.reshape import unit_code, unit_name
from domain.unit import Found, Unit
from domain.vietnamese import day as shown_day
from domain.vietnamese import fold, sort_key
from handlers.context import Talk
from handlers.flow import Options, page_of

A_PAGE = 10
Refuses = Callable[[Unit], Refused | None]


def labelled(talk: Talk, found: Iterable[Found]) -> Options:
    """Units with the former name by which they were found."""
    return [
        (
            one.unit.code,
            talk.plain("units-formerly", name=one.unit.name, former=one.former)
            if one.former
            else one.unit.name,
        )
        for one in found
    ]


async def choose(talk: Talk, typed: str, refused: Refuses) -> Options:
    """Those typed, else a page of all by the alphabet ("@2" is the second), less what is refused."""
    if typed and not typed.startswith("@"):
        found = await talk.services.units.find(typed)
        why = [refused(one.unit) for one in found]
        fit = [one for one, error in zip(found, why, strict=True) if error is None]
        if found and not fit and why[0]:
            raise why[0]
        return labelled(talk, fit[:A_PAGE])
    tree = await talk.services.units.tree()
    fitting = sorted((unit for unit in tree.values() if not refused(unit)), key=lambda u: sort_key(u.name))
    return page_of(talk, [(unit.code, unit.name) for unit in fitting], typed, A_PAGE)


async def names(talk: Talk, typed: str) -> Options:
    """A name nobody bears. Raises Invalid."""
    if not typed:
        return []
    name = unit_name(typed)
    for unit in (await talk.services.units.tree()).values():
        if unit.name.casefold() == name.casefold():
            raise Invalid("reshape-name-taken", name=name[:60], code=unit.code)
    return [(name, name)]


async def codes(talk: Talk, typed: str) -> Options:
    """A code no unit has or had. Raises Invalid."""
    if not typed:
        return []
    code = unit_code(typed)
    taken = (await talk.services.units.tree()).get(code)
    if taken:
        raise Invalid("reshape-code-taken", code=code, unit=taken.name)
    return [(code, code)]


async def days(talk: Talk, typed: str) -> Options:
    """Today, the first of the next month and of the next year; or the day typed. Raises Invalid."""
    today = talk.services.zone.day(talk.act.at)
    offered = [today, Period.holding(today).next.first, date(today.year + 1, 1, 1)]
    fit = list(dict.fromkeys(offered))
    if typed.isdecimal() and 0 < int(typed) <= len(fit):
        fit = [fit[int(typed) - 1]]
    elif typed:
        fit = [talk.services.reshaping.day(talk.act, _read_day(talk, typed, today))]
    return [(str(day), talk.plain("units-today", day=day) if day == today else shown_day(day)) for day in fit]


def _read_day(talk: Talk, typed: str, today: date) -> date:
    if fold(typed) in map(fold, talk.texts.words(talk.who.language, "words-today")):
        return today
    if fold(typed) in map(fold, talk.texts.words(talk.who.language, "words-tomorrow")):
        return today + timedelta(days=1)
    try:
        return read_day(typed, today)
    except Invalid as error:
        raise Invalid("reshape-day-odd") from error
