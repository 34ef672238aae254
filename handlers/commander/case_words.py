"""What the desk says in a reply to a message of a case: a verb with its words, or a word to colleagues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from domain.case import SHORTEST, CaseState, Topic, opinion_text
from domain.errors import Invalid, Stale
from domain.forms import Draft
from domain.rights import Action
from handlers.cards import decide_buttons, next_buttons
from handlers.commander import answer, identity, postpone, verbs
from handlers.commander import case_forms as forms
from handlers.commander.case_acts import LABELLED, Verb
from handlers.commander.case_forms import begin_for
from handlers.context import Talk
from handlers.flow import match
from handlers.forms import begin
from handlers.keyboards import Keyboard, button, keyboard
from texts.catalogue import LANGUAGES


async def typed_verb(talk: Talk, case: str, *, in_form: bool) -> bool:
    """Whether words in a reply to a case's message were one of the desk's verbs, which is then done.

    "nhận", "ghi chú: …", "chuyển: Năm Căn vì …", "Xin thêm thời gian", in either language. Where a verb is
    nearly meant, takes no words, or stands beneath a photo, nothing is done and it is said how to go on: what
    one writes of a sender to colleagues must never be sent to them, and no words are lost. False for a
    citizen's own case, for what a form of the case takes (`in_form`) and for anything else: that is the
    answer. Raises what the verb raises.
    """
    found = verbs.meant(talk.texts, talk.text)
    if found is None or await talk.services.cases.is_sender(talk.act, case):
        return False
    if in_form and found.verb == verbs.FORM:
        return False
    if talk.photos and (
        found.verb not in verbs.TYPED or (found.verb in verbs.BARE and found.sure and not found.rest)
    ):
        return False
    if talk.photos or not found.sure:
        await doubted(talk, case, found.verb)
    elif not found.rest:
        await LABELLED[found.verb](talk, case, "")
    elif found.verb in _SAID:
        await _SAID[found.verb](talk, case, found.rest)
    else:
        await _wordless(talk, case, found.verb)
    return True


async def to_colleague(talk: Talk, case: str) -> None:
    """A reply to what was said among colleagues: for the author where an answer waits to be approved."""
    number = await talk.services.cases.to_agree(talk.act, case)
    if number is None or talk.photos:
        await doubted(talk, case, "note")
    elif len(talk.text.split()) < SHORTEST:
        decide = decide_buttons(talk.plain, case, number)
        await talk.say("draft-doubtful", decide, case=case, inside=True)
    else:
        code = await talk.services.answers.check_reader(talk.act, case, number)
        words = {"body": opinion_text(talk.text)}
        await begin(talk, forms.SEND_BACK, {"case": case, "code": code, "note": str(number), **words})


async def doubted(talk: Talk, case: str, verb: str) -> None:
    """Nothing was sent; the form of the answer sends whatever is written there."""
    key = "verb-with-photo" if talk.photos else "verb-doubtful"
    await talk.say(key, _to_answer(talk, case), verb=_word(talk, verb), case=case, inside=True)


async def _wordless(talk: Talk, case: str, verb: str) -> None:
    """The verb takes no words: nothing was done, and they were sent to nobody."""
    await talk.say("verb-wordless", _to_answer(talk, case), verb=_word(talk, verb), case=case, inside=True)


def _to_answer(talk: Talk, case: str) -> Keyboard:
    return keyboard([[button(talk.plain("button-answer"), "c", "answer", case)]])


def _word(talk: Talk, verb: str) -> str:
    return talk.texts.words(talk.who.language, f"words-verb-{verb}")[0]


async def _answer(talk: Talk, case: str, rest: str) -> None:
    await answer.send(talk, case, rest)


async def _close(talk: Talk, case: str, rest: str) -> None:
    """The last words to the sender, then the end."""
    closed = await talk.services.cases.close(talk.act, case, rest)
    if closed.state is CaseState.CLOSED:
        await talk.say("case-closed-with", next_buttons(talk.plain), code=closed.code)
    else:
        await answer.answered(talk, closed)


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
    because = _any(talk.texts.words(code, "words-because") for code in LANGUAGES)
    name, *reason = re.split(rf"\s(?:{because})\s", rest, maxsplit=1, flags=re.I)
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


async def _officer(talk: Talk, case: str, rest: str) -> None:
    found = await forms.people_found(talk, await talk.services.handling.spoken_of(talk.act, case), rest)
    if len(found) == 1:
        await forms.OFFICER.finish(talk, _draft(case, officer=found[0][0]))
    else:
        await begin_for(talk, forms.OFFICER, Action.TOPIC, case)


async def _topic(talk: Talk, case: str, rest: str) -> None:
    options = [(topic.value, talk.plain(f"option-topic-{topic}")) for topic in Topic]
    meant = match(options, rest)
    if meant:
        await forms.TOPIC.finish(talk, _draft(case, topic=meant))
    else:
        await begin_for(talk, forms.TOPIC, Action.TOPIC, case)


async def _late(talk: Talk, case: str, rest: str) -> None:
    """ "5 ngày vì …": how long and why; what was left out is asked for."""
    days = _any(talk.texts.words(code, "words-days") for code in LANGUAGES)
    because = _any(talk.texts.words(code, "words-because") for code in LANGUAGES)
    how_long = rf"(\d{{1,2}})\s*(?:(?:{days})\b)?[\s,.;–-]*(?:(?:{because})\b)?(.*)"
    found = re.match(how_long, rest, re.I | re.DOTALL)
    number, why = (int(found[1]), found[2].strip()) if found else (None, rest)
    known: dict[str, object] = {} if number is None else {"days": number}
    if why:
        known["reason"] = opinion_text(why)
    if len(known) == len(postpone.FLOW.form.asks):
        await postpone.FLOW.finish(talk, _draft(case, **known))
    else:
        about = await talk.services.deadlines.check(talk.act, case)
        await begin(talk, postpone.FLOW, {"case": case, "code": about.code, **known})


async def _name(talk: Talk, case: str, rest: str) -> None:
    await identity.ASK.finish(talk, _draft(case, body=rest))


async def _send_back(talk: Talk, case: str, rest: str) -> None:
    number = await talk.services.cases.to_agree(talk.act, case)
    if number is None:
        raise Stale("draft-none")
    await forms.SEND_BACK.finish(talk, _draft(case, note=str(number), body=rest))


def _any(lists: Iterable[Iterable[str]]) -> str:
    """A pattern of any of the words, the longest first."""
    words = [word for listed in lists for word in listed]
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _draft(case: str, **answers: object) -> Draft:
    """All was said in one message: nothing is kept, so there is no draft to use up."""
    return Draft(id="", form="", version=0, answers={"case": case, **answers})


_SAID: Mapping[str, Verb] = {
    "answer": _answer,
    "close": _close,
    "ask": _ask,
    "note": _note,
    "pass": _pass,
    "back": _back,
    "up": _up,
    "same": _same,
    "topic": _topic,
    "assign": _assign,
    "officer": _officer,
    "late": _late,
    "name": _name,
    "sendback": _send_back,
}
