"""A new date for a case, with the reason: its sender reads both."""

from __future__ import annotations

import re

from domain.case import opinion_text
from domain.errors import Invalid
from domain.forms import Ask, Draft, Form
from handlers.context import Talk
from handlers.flow import Flow, Options
from handlers.forms import begin
from services.deadlines import MOST_LATER

_OFTEN = (2, 5, 10)  # working days offered as buttons


async def pressed(talk: Talk, case: str, _: str) -> None:
    """c:late:CASE asks by how many days, and why."""
    found = await talk.services.deadlines.check(talk.act, case)
    await begin(talk, FLOW, {"case": case, "code": found.code})


def _days(text: str) -> int:
    """5, "5 ngày". Raises Invalid."""
    number = re.fullmatch(r"\s*(\d{1,2})\D{0,20}", text)
    if not number or not 0 < int(number[1]) <= MOST_LATER:
        raise Invalid("later-days-odd", most=MOST_LATER)
    return int(number[1])


async def _often(talk: Talk, typed: str) -> Options:
    return [(str(days), talk.plain("days-more", days=days)) for days in _OFTEN]


async def _finish(talk: Talk, draft: Draft) -> None:
    case = await talk.services.deadlines.postpone(talk.act, draft)
    if case.due_at is not None:
        await talk.show(talk.html("put-off", code=case.code, day=talk.texts.local_day(case.due_at)))


FLOW = Flow(
    form=Form(
        name="late",
        asks=(Ask(name="days", read=_days, columns=3), Ask(name="reason", read=opinion_text)),
    ),
    finish=_finish,
    choices={"days": _often},
)
