"""/baocao: the report of a period, at once."""

from __future__ import annotations

from domain.rights import Action
from handlers.context import Talk
from handlers.gate import require_able
from services.periods import period_name


async def report(talk: Talk) -> None:
    """The period typed, or last month. Words, picture and table come by the outbox as they are ready."""
    require_able(talk, Action.REPORT)
    unit, period = await talk.services.digests.ask(talk.act, talk.text)
    await talk.show(
        talk.html("report-coming", unit=unit.name, period=period_name(talk.texts, talk.who.language, period))
    )
