"""Replies to messages of a case, and edits of them, from whichever side: they land in that case."""

from __future__ import annotations

from domain.case import Case, CaseKind, CaseState
from domain.errors import Invalid, NotFound, Stale
from handlers import album
from handlers.citizen import meant, own
from handlers.commander import answer, case_acts, case_forms, verbs
from handlers.context import Talk
from handlers.flow import forgotten
from handlers.forms import typed

_INSIDE = tuple(flow.form.name for flow in case_forms.FLOWS if flow is not case_forms.ASK)


async def reply(talk: Talk, message_id: int) -> bool:
    """A reply to any message of a case lands in that case, whatever form is open. Whether it was one."""
    case = await talk.services.cases.about(talk.who.chat, message_id)
    if case is None:
        return False
    if talk.document:
        raise Invalid("photos-only")
    mine = await talk.services.sender.own(talk.act, case)
    if not mine and await _not_to_the_sender(talk, case):
        return True
    if talk.album:
        await album.replied(talk, case, mine)
    elif mine:
        await _from_sender(talk, mine)
    else:
        await _from_desk(talk, case)
    return True


async def edited(talk: Talk) -> None:
    """An edit of what is in a case comes after it, as words of their own; elsewhere one hears how to correct.

    Telegram tells of an edit, too, where only a link's preview changed.
    """
    if not talk.text:  # a live location moving is an edit too
        return
    case = await talk.services.cases.about(talk.who.chat, talk.act.message) if talk.act.message else None
    view = await talk.services.cases.view(case) if case else None
    if view is None:
        await talk.say("edited")
        return
    text = talk.plain("edited-as", text=talk.text)
    if any(message.text in (talk.text, text) for message in view.messages):
        return
    if await talk.services.sender.own(talk.act, view.case.id):
        found = await talk.services.sender.correct(talk.act, view.case.id, text)
        await talk.say("edited-noted", code=found.code)
    elif _was_an_answer(talk, view.case):
        await _answered(talk, view.case.id, text, ())
    else:
        await talk.say("edited")


def _was_an_answer(talk: Talk, case: Case) -> bool:
    """Whether what the desk edits can be corrected: a question, a note, a transfer has had its effect."""
    return case.state is not CaseState.ASKED and verbs.meant(talk.texts, talk.text) is None


async def _from_sender(talk: Talk, case: Case) -> None:
    if not talk.photos and await own.said(talk, case, talk.text):
        return
    praised = case.kind is CaseKind.PRAISE and case.state is CaseState.CLOSED
    thanks = praised or (not talk.photos and meant.thanks(talk, case, talk.text))
    if not thanks and await talk.services.sender.may_reopen(talk.act, case):
        await own.offer_reopening(talk, case)
        return
    found = await talk.services.sender.reply(talk.act, case.id, talk.text, talk.photos, thanks=thanks)
    await talk.say("thanked" if thanks else "added-words", code=found.code)


async def _not_to_the_sender(talk: Talk, case: str) -> bool:
    """Whether the desk's words are for a form of the same case whose words stay inside, or a verb."""
    if _in_form(talk, case) and talk.draft and talk.draft.form in _INSIDE:
        await typed(talk, talk.draft)
        return True
    return await case_acts.typed_verb(talk, case)


async def _from_desk(talk: Talk, case: str) -> None:
    if _in_form(talk, case) and talk.draft:
        await typed(talk, talk.draft)
    else:
        await _answered(talk, case, talk.text, talk.photos)


def _in_form(talk: Talk, case: str) -> bool:
    """Whether a form about the very case is open: a reply to one of its messages is typed into it."""
    draft = talk.draft
    return (
        draft is not None
        and draft.form in talk.flows
        and draft.answers.get("case") == case
        and not forgotten(talk, draft)
    )


async def _answered(talk: Talk, case: str, text: str, files: tuple[str, ...]) -> None:
    try:
        found, _ = await talk.services.cases.reply(talk.act, case, text, files)
    except NotFound as error:
        raise Stale("case-gone") from error
    await answer.answered(talk, found)
