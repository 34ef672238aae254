"""What can be done with a case beside answering, by its buttons and by words in a reply to its card."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping

from domain.case import Topic, opinion_text
from domain.errors import Invalid
from domain.forms import Draft
from domain.rights import Action
from domain.vietnamese import whole
from handlers.cards import UNTAKEN, answered_buttons, next_buttons
from handlers.commander import case_card, ready, verbs
from handlers.commander import case_forms as forms
from handlers.commander.answer import begin_answer
from handlers.commander.case_forms import begin_for
from handlers.context import Talk
from handlers.flow import Flow, match
from handlers.forms import begin
from handlers.keyboards import button, keyboard
from texts.catalogue import LANGUAGES

Verb = Callable[[Talk, str, str], Awaitable[None]]  # (talk, case, what follows in the button or the words)


async def take(talk: Talk, case: str, _: str) -> None:
    """The speaker has the case."""
    await talk.services.cases.take(talk.act, case)
    if talk.query is None:
        await talk.say("case-taken-by-you")
        return
    await talk.toast("case-taken-by-you")
    await case_card.less(talk, case)


async def close(talk: Talk, case: str, word: str) -> None:
    """End the case."""
    closed = await talk.services.cases.close(talk.act, case, untaken=word == UNTAKEN)
    await talk.change_buttons(None)
    await talk.say("case-closed-by-you", next_buttons(talk.plain), code=closed.code)


async def approve(talk: Talk, case: str, note: str) -> None:
    """Let a colleague's answer go out. Raises Invalid for a forged number."""
    sent = await talk.services.answers.approve(talk.act, case, _number(note))
    await talk.change_buttons(None)
    await talk.say("answer-approved", answered_buttons(talk.plain, sent.id), code=sent.code)


async def read_draft(talk: Talk, case: str, note: str) -> None:
    """Have a colleague's answer sent whole, to agree to or send back. Raises Invalid for a forged number."""
    await talk.services.answers.put_before(talk.act, case, _number(note))
    await talk.toast("draft-coming")


async def send_back(talk: Talk, case: str, note: str) -> None:
    """Say why it does not."""
    code = await talk.services.answers.check_reader(talk.act, case, _number(note))
    await begin(talk, forms.SEND_BACK, {"case": case, "code": code, "note": note})


def _form(flow: Flow, action: Action) -> Verb:
    async def opened(talk: Talk, case: str, word: str) -> None:
        await begin_for(talk, flow, action, case, word)

    return opened


ACTS: Mapping[str, Verb] = {
    "take": take,
    "close": close,
    "ask": _form(forms.ASK, Action.ASK),
    "note": _form(forms.NOTE, Action.NOTE),
    "pass": _form(forms.PASS, Action.PASS),
    "back": _form(forms.BACK, Action.PASS),
    "up": _form(forms.UP, Action.ESCALATE),
    "same": _form(forms.SAME, Action.SAME),
    "topic": _form(forms.TOPIC, Action.TOPIC),
    "assign": _form(forms.ASSIGN, Action.ASSIGN),
    "officer": _form(forms.OFFICER, Action.TOPIC),
    "ready": ready.offered,
    "draft": read_draft,
    "approve": approve,
    "sendback": send_back,
}


async def typed_verb(talk: Talk, case: str) -> bool:
    """Whether words in a reply to a case's message were one of the desk's verbs, which is then done.

    "nhận", "ghi chú: …", "chuyển: Năm Căn vì …", in either language. Where a verb is nearly meant, or stands
    beneath a photo, nothing is done and it is said how to go on: what one writes of a sender to colleagues
    must never be sent to them. False for a citizen's own case and for anything else: that is the answer.
    Raises what the verb raises.
    """
    found = verbs.meant(talk.texts, talk.text)
    if found is None or await talk.services.cases.is_sender(talk.act, case):
        return False
    if talk.photos:
        if found.verb in verbs.BARE and found.sure and not found.rest:
            return False
        await _doubted(talk, case, found.verb)
    elif not found.sure:
        await _doubted(talk, case, found.verb)
    elif found.rest and found.verb in _SAID:
        await _SAID[found.verb](talk, case, found.rest)
    else:
        await ACTS[found.verb](talk, case, "")
    return True


async def _doubted(talk: Talk, case: str, verb: str) -> None:
    """Nothing was sent; the form of the answer sends whatever is written there."""
    form = keyboard([[button(talk.plain("button-answer"), "c", "answer", case)]])
    said = talk.texts.words(talk.who.language, f"words-verb-{verb}")
    key = "verb-with-photo" if talk.photos else "verb-doubtful"
    await talk.say(key, form, verb=said[0])


async def _ask(talk: Talk, case: str, rest: str) -> None:
    await forms.ASK.finish(talk, _draft(case, body=opinion_text(rest)))


async def _note(talk: Talk, case: str, rest: str) -> None:
    await forms.NOTE.finish(talk, _draft(case, body=rest))


async def _back(talk: Talk, case: str, rest: str) -> None:
    await forms.BACK.finish(talk, _draft(case, reason=rest))


async def _up(talk: Talk, case: str, rest: str) -> None:
    await forms.UP.finish(talk, _draft(case, reason=rest))


async def _same(talk: Talk, case: str, rest: str) -> None:
    await forms.SAME.finish(talk, _draft(case, same=rest))


async def _pass(talk: Talk, case: str, rest: str) -> None:
    """ "Năm Căn vì …": one unit and the reason; without a reason it is asked for."""
    becauses = [word for language in LANGUAGES for word in talk.texts.words(language, "words-because")]
    name, *reason = re.split(rf"\s(?:{'|'.join(map(re.escape, becauses))})\s", rest, maxsplit=1, flags=re.I)
    found = await talk.services.units.search(name.strip(" ,.;"))
    if len(found) != 1:
        raise Invalid("pass-which", typed=name[:40])
    if reason:
        await forms.PASS.finish(talk, _draft(case, unit=found[0].code, reason=reason[0]))
    else:
        await begin_for(talk, forms.PASS, Action.PASS, case, unit=found[0].code)


async def _assign(talk: Talk, case: str, rest: str) -> None:
    found = await forms.people_found(talk, await talk.services.handling.colleagues(talk.act, case), rest)
    if len(found) == 1:
        await forms.ASSIGN.finish(talk, _draft(case, person=found[0][0]))
    else:
        await begin_for(talk, forms.ASSIGN, Action.ASSIGN, case)


async def _topic(talk: Talk, case: str, rest: str) -> None:
    options = [(topic.value, talk.plain(f"option-topic-{topic}")) for topic in Topic]
    meant = match(options, rest)
    if meant:
        await forms.TOPIC.finish(talk, _draft(case, topic=meant))
    else:
        await begin_for(talk, forms.TOPIC, Action.TOPIC, case)


async def _answer(talk: Talk, case: str, _: str) -> None:
    await begin_answer(talk, case)


def _draft(case: str, **answers: str) -> Draft:
    """All was said in one message: nothing is kept, so there is no draft to use up."""
    return Draft(id="", form="", version=0, answers={"case": case, **answers})


def _number(note: str) -> int:
    number = whole(note)
    if number is None:
        raise Invalid("button-stale")
    return number


_SAID: Mapping[str, Verb] = {
    "ask": _ask,
    "note": _note,
    "pass": _pass,
    "back": _back,
    "up": _up,
    "same": _same,
    "topic": _topic,
    "assign": _assign,
}
