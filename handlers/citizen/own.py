"""What the sender says of their own case: solved or not and why, how many stars, done, taken back."""

from __future__ import annotations

from dataclasses import replace

from domain.case import Case, CaseKind, CaseState, Verdict, reply_text
from domain.errors import Invalid
from domain.forms import Answers, Ask, Draft, Form
from handlers.cards import Plain
from handlers.citizen import meant
from handlers.context import Talk
from handlers.flow import Flow
from handlers.forms import begin
from handlers.identity_notices import link_kept
from handlers.keyboards import Button, button, keyboard
from services.verdicts import MOST_STARS
from texts.catalogue import Html

SKIP = "skip"
_ASKED = (CaseState.ANSWERED, CaseState.CLOSED)  # whether it is solved


async def pressed(talk: Talk) -> None:
    """s:done:CASE, s:withdraw:CASE, s:rate:CASE:STARS from the sender."""
    what, case, word = (*talk.data[1:], "", "", "")[:3]
    if what == "done":
        await _done(talk, case)
    elif what == "withdraw":
        await _ask_withdraw(talk, case)
    elif what == "rate":
        await _rate(talk, case, int(word) if word.isdecimal() else 0)
    else:
        raise Invalid("button-stale")


async def judged(talk: Talk, case_id: str, word: str) -> None:
    """Solved? yes, partly, no. A "no" counts at once; why is asked after it, and may be left unsaid."""
    try:
        verdict = Verdict(word)
    except ValueError as error:
        raise Invalid("button-stale") from error
    before = await talk.services.sender.own(talk.act, case_id)
    case = await talk.services.sender.judge(talk.act, case_id, verdict)
    await talk.change_buttons(None)
    talk.in_place = False  # the answer stays to be read
    ended = before is not None and before.state is CaseState.ANSWERED and case.state is CaseState.CLOSED
    if verdict is Verdict.PARTLY:
        await talk.show(talk.html("judged-partly", code=case.code), case=case.id)
    elif verdict is Verdict.YES:
        await _over(talk, case, talk.html("judged-yes", code=case.code), kept=ended)
    else:
        if ended:
            await talk.send(link_kept(talk.html), case=case.id)
        moved = "yes" if case.state is CaseState.NEW else "no"
        await _ask_more(talk, WHY, {"case": case.id, "code": case.code, "moved": moved})


async def said(talk: Talk, case: Case, words: str, *, coded: bool = False) -> bool:
    """What the buttons do, typed as a reply to a message of the case, or behind its code (`coded`).

    In a reply only words that mean nothing else there: "xong rồi" may well answer what an officer asked, and
    ends nothing before the unit says that it is done. Whether they meant anything.
    """
    verdict, language = meant.verdict(talk, words), talk.who.language
    asked = case.state in _ASKED and case.kind is not CaseKind.PRAISE
    if meant.among(words, talk.texts.words(language, "words-withdraw")):
        await _ask_withdraw(talk, case.id)
    elif case.answered_at and (stars := meant.stars(talk, words)):
        await _rate(talk, case.id, stars)
    elif verdict and asked:
        await judged(talk, case.id, verdict)
    elif (coded and verdict == Verdict.YES.value) or meant.among(
        words, talk.texts.words(language, "words-end")
    ):
        await _done(talk, case.id)
    else:
        return False
    return True


def judgeable(case: Case) -> bool:
    """Whether the sender is asked if it is solved: once it was answered, until they said; never of thanks."""
    return case.state in _ASKED and case.verdict is None and case.kind is not CaseKind.PRAISE


def verdict_row(plain: Plain, case: str) -> list[Button]:
    """Solved, partly, not solved."""
    return [button(plain(f"verdict-{one}"), "c", "judge", case, one.value) for one in Verdict]


def stars_row(case: str) -> list[Button]:
    """One to five."""
    return [button(f"{number} ⭐", "s", "rate", case, number) for number in range(1, MOST_STARS + 1)]


async def offer_reopening(talk: Talk, case: Case) -> None:
    """What was written in a closed case is kept, and asked what is to become of it."""
    known = {"case": case.id, "code": case.code, "body": talk.text, "photos": list(talk.photos)}
    said_in = [talk.act.message] if talk.act.message else []
    await begin(talk, REOPEN, {**known, "album": talk.album, "said": said_in})


async def _done(talk: Talk, case: str) -> None:
    ended = await talk.services.sender.close_own(talk.act, case)
    await _over(talk, ended, talk.html("ended-own", code=ended.code), kept=True)


async def _over(talk: Talk, case: Case, told: Html, *, kept: bool) -> None:
    """It ended by the sender's own word: how long it leads to them (`kept`), and how many stars."""
    lines = [told]
    if kept:
        lines.append(link_kept(talk.html))
    if case.answered_at:
        lines.append(talk.html("stars-ask"))
    rows = [stars_row(case.id)] if case.answered_at else []
    await talk.show(Html("\n\n".join(lines)), keyboard(rows), case=case.id)


async def _ask_withdraw(talk: Talk, case: str) -> None:
    found = await talk.services.sender.check_there(talk.act, case)
    await begin(talk, WITHDRAW, {"case": found.id, "code": found.code})


async def _rate(talk: Talk, case: str, stars: int) -> None:
    rated = await talk.services.sender.rate(talk.act, case, stars)
    await _ask_more(talk, WORD, {"case": rated.id, "code": rated.code, "stars": str(stars)})


async def _ask_more(talk: Talk, flow: Flow, known: Answers) -> None:
    """What was said counts already, so the form that asks for more is kept by itself."""
    talk.act = replace(talk.act, update=None)
    await begin(talk, flow, known)


async def _finish_withdraw(talk: Talk, draft: Draft) -> None:
    if draft.answers["sure"] != "yes":
        await talk.services.drafts.drop(talk.act, draft.id)
        await talk.show(talk.html("withdraw-kept", code=draft.answers["code"]))
        return
    case = await talk.services.sender.withdraw(talk.act, draft.answers["case"], draft)
    await talk.show(Html(f"{talk.html('withdrawn', code=case.code)}\n\n{link_kept(talk.html)}"))


async def _finish_words(talk: Talk, draft: Draft) -> None:
    """Why, or a word with the stars; nothing was lost where it is skipped."""
    if draft.answers["body"] == SKIP and not draft.answers.get("photos"):
        await talk.services.drafts.drop(talk.act, draft.id)
    else:
        answers = {**draft.answers, "body": "" if draft.answers["body"] == SKIP else draft.answers["body"]}
        told = Draft(id=draft.id, form=draft.form, version=draft.version, answers=answers)
        await talk.services.sender.explain(talk.act, told)
    key = "word-noted" if draft.form == WORD.form.name else "why-noted"
    await talk.show(talk.html(key, code=draft.answers["code"]))


async def _finish_reopen(talk: Talk, draft: Draft) -> None:
    answers = draft.answers
    verdict = Verdict(answers["solved"])
    case = await talk.services.sender.judge(talk.act, answers["case"], verdict, answers["body"], draft)
    moved = "yes" if case.reopened and case.state is CaseState.NEW else "no"
    await talk.show(talk.html(f"reopened-{verdict}", code=case.code, moved=moved), case=case.id)


_WORDS = Ask(name="body", read=reply_text, options=(SKIP,))
WHY = Flow(form=Form(name="why", asks=(_WORDS,)), finish=_finish_words, takes_photos=True)
WORD = Flow(form=Form(name="word", asks=(_WORDS,)), finish=_finish_words, takes_photos=True)
REOPEN = Flow(
    form=Form(
        name="reopen",
        asks=(Ask(name="body", read=reply_text), Ask(name="solved", options=("partly", "no"), free=False)),
    ),
    finish=_finish_reopen,
    takes_photos=True,
)
WITHDRAW = Flow(
    form=Form(name="withdraw", asks=(Ask(name="sure", options=("yes", "no"), free=False),)),
    finish=_finish_withdraw,
)
