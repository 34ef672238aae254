"""An album as a reply to a case: many updates, one answer."""

from __future__ import annotations

from domain.case import opinion_text
from domain.errors import NotFound
from domain.forms import Answers
from handlers.citizen import track
from handlers.commander import desk
from handlers.context import Talk
from handlers.forms import begin, typed


async def replied(talk: Talk, case: str) -> None:
    """Gather the album in the form of who replies; one tap sends it. Raises NotFound for strangers."""
    if talk.draft and talk.draft.answers.get("album") == talk.album:
        await typed(talk, talk.draft)
        return
    known: Answers = {"case": case, "photos": list(talk.photos), "album": talk.album}
    if talk.text:
        known["body"] = opinion_text(talk.text)
    try:
        await talk.services.sender.check_own(talk.act, case)
    except NotFound:
        code = await talk.services.cases.check_desk(talk.act, case)
        await begin(talk, desk.ANSWER, {**known, "code": code})
    else:
        await begin(talk, track.ADD, known)
