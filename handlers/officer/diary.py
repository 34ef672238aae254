"""The month as a calendar with the days done."""

from __future__ import annotations

import calendar

from domain.period import Period
from domain.person import Role
from handlers.context import Talk
from handlers.gate import require
from handlers.keyboards import button, keyboard
from services.deeds import Diary
from texts.catalogue import Html

DONE = "✅"
LINES, A_LINE = 10, 150  # deeds shown, and characters of each


async def diary(talk: Talk) -> None:
    """/nhatky, this month or the one typed."""
    require(talk, Role.OFFICER)
    period = Period.parse(talk.text) if talk.text else Period.holding(talk.services.zone.day(talk.act.at))
    await _show(talk, period.months[-1])


async def pressed(talk: Talk) -> None:
    """The arrows beneath the calendar: y:2026-10."""
    require(talk, Role.OFFICER)
    await _show(talk, Period.parse(talk.data[1] if len(talk.data) > 1 else "").months[-1])


async def _show(talk: Talk, month: Period) -> None:
    shown = await talk.services.deeds.diary(talk.act, month)
    arrows = [button(f"‹ {_short(month.previous)}", "y", month.previous)]
    if month.next.first <= shown.today:
        arrows.append(button(f"{_short(month.next)} ›", "y", month.next))
    today = [f"• {talk.html('diary-deed', text=deed.text[:A_LINE])}" for deed in shown.deeds[-LINES:]]
    text = talk.html(
        "diary",
        month=_short(month),
        grid=Html(f"<pre>{_grid(talk, shown)}</pre>"),
        days=len(shown.days),
        deeds=sum(shown.days.values()),
        today=Html("\n".join(today)),
        count=len(shown.deeds),
    )
    heard = await talk.services.mentions.of(talk.act)
    if heard:  # else nothing, not even that there was something
        line = talk.html("diary-heard", times=heard.times, praise=heard.praise)
        text = Html(f"{text}\n\n{line}")
    await talk.show(text, keyboard([arrows, [button(talk.plain("button-deed"), "m", "viectot")]]))


def _short(month: Period) -> str:
    return f"{month.number:02}/{month.year}"


def _grid(talk: Talk, shown: Diary) -> str:
    """Weeks from Monday; a done day is marked in place of its number, so the columns keep their width."""
    weeks = calendar.Calendar().monthdatescalendar(shown.period.year, shown.period.number)
    lines = [" ".join(f"{name:>2}" for name in talk.texts.words(talk.who.language, "weekdays"))]
    for week in weeks:
        cells = []
        for day in week:
            if not shown.period.first <= day <= shown.period.last:
                cells.append("  ")
            elif day in shown.days:
                cells.append(DONE)
            else:
                cells.append(f"{day.day:>2}")
        lines.append(" ".join(cells).rstrip())
    return "\n".join(lines)
