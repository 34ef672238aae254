"""Replies to messages of a case, and edits of them, from whichever side: they land in that case."""

from __future__ import annotations

from domain.answer import unsigned
from domain.case import Case, CaseKind, CaseState
from domain.errors import Invalid
from handlers import album
from handlers.citizen import meant, own
from handlers.commander import answer, case_forms, case_words, identity, postpone, verbs
from handlers.context import Talk
from handlers.flow import forgotten
from handlers.forms import typed
from services.case_view import View
from services.cases import About

_INSIDE = tuple(
    flow.form.name for flow in (*case_forms.FLOWS, postpone.FLOW, identity.ASK) if flow is not case_forms.ASK
)


async def reply(talk: Talk, message_id: int) -> bool:
    """A reply to any message of a case lands in that case, whatever form is open. Whether it was one."""
    about = await talk.services.cases.about(talk.who.chat, message_id)
    if about is None:
        return False
    if talk.document:
        raise Invalid("photos-only")
    mine = await talk.services.sender.own(talk.act, about.case)
    if mine and about.inside:
        return False  # who sent it as a citizen is no colleague there
    if not mine and await _not_to_the_sender(talk, about):
        return True
    if talk.album:
        await album.replied(talk, about.case, mine)
    elif mine:
        await _from_sender(talk, mine)
    else:
        await _from_desk(talk, about.case)
    return True


async def edited(talk: Talk) -> None:
    """An edit of what is in a case comes after it, as words of their own; elsewhere one hears how to correct.

    Telegram tells of an edit, too, where only a link's preview changed.
    """
    if not talk.text:  # a live location moving is an edit too
        return
    about = await talk.services.cases.about(talk.who.chat, talk.act.message) if talk.act.message else None
    view = await talk.services.cases.view(about.case) if about else None
    if about is None or view is None:
        await talk.say("edited")
    elif await talk.services.sender.own(talk.act, view.case.id):
        await _corrected_by_sender(talk, about, view)
    else:
        await _corrected_by_desk(talk, about, view)


async def _corrected_by_sender(talk: Talk, about: About, view: View) -> None:
    if _stands(talk, about, view, talk.text):
        return
    text = talk.plain("edited-as", text=talk.text)
    found = await talk.services.sender.correct(talk.act, view.case.id, about.message, text)
    await talk.say("edited-noted", code=found.code, case=found.id)


async def _corrected_by_desk(talk: Talk, about: About, view: View) -> None:
    """An answer or a question can be corrected; what has had its effect, a note, a transfer, cannot."""
    meant = verbs.meant(talk.texts, talk.text)
    told = meant.verb if meant and meant.sure else ""
    words = talk.text if meant is None else meant.rest if told in ("ask", "answer") else ""
    if about.message is None or not words:
        await talk.say("edited")
        return
    if _stands(talk, about, view, words):
        return
    text = talk.plain("edited-as", text=words)
    found = await talk.services.cases.correct(
        talk.act, view.case.id, about.message, text, question=told == "ask"
    )
    if await talk.services.cases.mine_waits(talk.act, found.id):
        await talk.say("answer-proposed", code=found.code, case=found.id, inside=True)
    else:
        await talk.say("desk-corrected", code=found.code, case=found.id)


def _stands(talk: Talk, about: About, view: View, words: str) -> bool:
    """Whether that is what the message says already, as it was corrected last.

    Of a message from before it was kept what each says, whether any message of the case does.
    """
    same = {_run(words), _run(talk.plain("edited-as", text=words))}
    last = next((one for one in view.messages if one.id == about.message), None)
    if last is None:
        return any(_run(one.text) in same for one in view.messages)
    # A long answer went in pieces, of which this is the last.
    pieces = [one.text for one in view.messages if (one.author, one.at) == (last.author, last.at)]
    return bool(same & {_run(unsigned(last.text)), _run(unsigned("".join(pieces)))})


def _run(words: str) -> str:
    return "".join(words.split())


async def _from_sender(talk: Talk, case: Case) -> None:
    if not talk.photos and await own.said(talk, case, talk.text):
        return
    praised = case.kind is CaseKind.PRAISE and case.state is CaseState.CLOSED
    thanks = praised or (not talk.photos and meant.thanks(talk, case, talk.text))
    if not thanks and await talk.services.sender.may_reopen(talk.act, case):
        await own.offer_reopening(talk, case)
        return
    found = await talk.services.sender.reply(talk.act, case.id, talk.text, talk.photos, thanks=thanks)
    await talk.say("thanked" if thanks else "added-words", code=found.code, case=found.id)


async def _not_to_the_sender(talk: Talk, about: About) -> bool:
    """Whether the desk's words are for a form of the same case whose words stay inside, a verb, or said to a
    colleague. A form left lying takes no new words, but that is no reason to send them.
    """
    draft = talk.draft if talk.draft and talk.draft.answers.get("case") == about.case else None
    if draft and draft.form in _INSIDE:
        if forgotten(talk, draft):
            await case_words.doubted(talk, about.case, "note")
        else:
            await typed(talk, draft)
        return True
    if await case_words.typed_verb(talk, about.case, in_form=_in_form(talk, about.case)):
        return True
    if about.inside:
        await case_words.to_colleague(talk, about.case)
    return about.inside


async def _from_desk(talk: Talk, case: str) -> None:
    if _in_form(talk, case) and talk.draft:
        await typed(talk, talk.draft)
    else:
        await answer.send(talk, case, talk.text, talk.photos)


def _in_form(talk: Talk, case: str) -> bool:
    """Whether a form about the very case is open: a reply to one of its messages is typed into it."""
    draft = talk.draft
    return (
        draft is not None
        and draft.form in talk.flows
        and draft.answers.get("case") == case
        and not forgotten(talk, draft)
    )
