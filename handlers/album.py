"""An album as a reply to a case: many updates, one answer."""

from __future__ import annotations

from domain.case import Case, check_answerable, opinion_text
from domain.forms import Answers, Draft
from domain.rights import Action
from handlers.citizen import own, track
from handlers.commander import desk
from handlers.context import Talk
from handlers.forms import begin, typed

_TAKERS = (track.ADD.form.name, desk.ANSWER.form.name, own.REOPEN.form.name)


async def replied(talk: Talk, case: str, mine: Case | None) -> None:
    """Gather the album in the form of who replies; one tap sends it. `mine` is set for the case's sender.

    Another album goes on where the first was not sent yet, up to what one message holds. Raises NotFound for
    strangers, Stale where the case is over.
    """
    if talk.draft and _for_this(talk, talk.draft, case):
        await typed(talk, talk.draft)
        return
    known: Answers = {"case": case, "photos": list(talk.photos), "album": talk.album}
    known["said"] = [talk.act.message] if talk.act.message else []
    if mine and await talk.services.sender.may_reopen(talk.act, mine):
        await own.offer_reopening(talk, mine)
        return
    if talk.text:
        known["body"] = opinion_text(talk.text)
    if mine:
        check_answerable(mine)
        await begin(talk, track.ADD, known)
    else:
        begun = await talk.services.cases.begun(talk.act, case, Action.ANSWER)
        await begin(talk, desk.ANSWER, {**known, **begun})


def _for_this(talk: Talk, draft: Draft, case: str) -> bool:
    """Whether the form that is open takes the photo: the rest of its album, or more for the same case."""
    if draft.answers.get("album") == talk.album:
        return True
    return draft.form in _TAKERS and draft.answers.get("case") == case
