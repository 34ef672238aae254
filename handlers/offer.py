"""Plain words are offered as what they may be; what will happen is named, the other meanings are buttons."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.case import LONGEST, CaseKind, opinion_text
from domain.deed import deed_text
from domain.errors import Invalid
from domain.forms import Answers, Ask, Draft, Form
from domain.person import Role
from domain.photo import MOST_PHOTOS
from domain.vietnamese import fold, units_long
from handlers.citizen import suggest
from handlers.context import Talk
from handlers.keyboards import button, columns, keyboard
from handlers.officer import deed
from handlers.review import MOST_SAID, cancel, enough

FORM = Form(name="offer", asks=(Ask(name="as"),))
FRESH = timedelta(hours=1)
SHOWN = 300  # characters of the words repeated back


async def offer(talk: Talk) -> None:
    """Keep the words and ask what they are."""
    begun = talk.act.at.isoformat()
    answers: Answers = {"body": talk.text, "photos": list(talk.photos), "album": talk.album, "begun": begun}
    answers["said"] = [talk.act.message] if talk.act.message else []
    await _show(talk, await talk.services.drafts.open(talk.act, FORM.name, answers))


async def more(talk: Talk, draft: Draft) -> None:
    """Typed or sent while the offer is open: a choice by its words, or more of the same."""
    if talk.act.at - datetime.fromisoformat(draft.answers["begun"]) > FRESH:
        await offer(talk)  # words left lying are not glued to new ones
        return
    word = fold(talk.text)
    choices = _offered(talk, draft)
    if not talk.photos:
        if word.isdecimal() and 0 < int(word) <= len(choices):
            await _become(talk, draft, choices[int(word) - 1])
            return
        for choice in choices:
            if word in (
                fold(talk.plain(f"offer-{choice}")),
                *map(fold, talk.texts.words(talk.who.language, f"words-{choice}")),
            ):
                await _become(talk, draft, choice)
                return
    seen = bool(talk.album) and draft.answers.get("album") == talk.album
    before = draft.answers["body"]
    if talk.text and units_long(before) > LONGEST:
        before = ""  # it was too long to be sent: the shorter text stands in its place
    body = "\n".join(part for part in (before, talk.text) if part)
    files = [*draft.answers["photos"], *talk.photos]
    if len(files) > MOST_PHOTOS:
        await enough(talk, draft)
        return
    said = [*draft.answers.get("said", []), *([talk.act.message] if talk.act.message else [])][-MOST_SAID:]
    longer = draft.having(body=body, photos=files, album=talk.album, said=said)
    saved = await talk.services.drafts.save(talk.act, longer, quietly=seen)
    if not seen:
        await _show(talk, saved)


async def pressed(talk: Talk) -> None:
    """o:draft:version:choice."""
    _, draft_id, version, choice, *_ = (*talk.data, "", "", "")
    draft = await talk.services.drafts.find(
        talk.who.key, draft_id, int(version) if version.isdecimal() else 0
    )
    if choice not in _choices(talk) or draft.form != FORM.name:
        raise Invalid("button-stale")
    await _become(talk, draft, choice)


async def _become(talk: Talk, draft: Draft, choice: str) -> None:
    body, files = draft.answers["body"], draft.answers["photos"]
    if choice == "deed":
        await deed.recorded(talk, await talk.services.deeds.record(talk.act, deed_text(body), files, draft))
    elif choice == "attach":
        diary = await talk.services.deeds.diary(talk.act, talk.services.deeds.month(talk.act))
        if not diary.deeds:
            raise Invalid("deed-none-today")
        done = await talk.services.deeds.add_photos(talk.act, diary.deeds[-1].id, files, draft)
        await talk.show(*deed.card(talk, "deed-changed", done))
    elif choice == "drop":
        await cancel(talk, draft)
    else:
        kind = {"kind": CaseKind.PRAISE.value} if choice == "praise" else {}
        known = {"body": opinion_text(body)} if body else {}
        told = {"photos": files, "said": draft.answers.get("said", [])}
        await suggest.with_text(talk, draft, {**kind, **known, **told})


def _choices(talk: Talk) -> tuple[str, ...]:
    if talk.who.has(Role.OFFICER):
        return ("deed", "attach", "suggest", "drop")
    return ("suggest", "praise", "drop")


def _offered(talk: Talk, draft: Draft) -> list[str]:
    return [choice for choice in _choices(talk) if choice != "attach" or draft.answers["photos"]]


async def _show(talk: Talk, draft: Draft) -> None:
    key = "offer-to-officer" if talk.who.has(Role.OFFICER) else "offer-to-citizen"
    if talk.who.posts and not talk.who.has(Role.OFFICER):
        key = "offer-to-staff"
    buttons = [
        button(talk.plain(f"offer-{choice}"), "o", draft.id, draft.version, choice)
        for choice in _offered(talk, draft)
    ]
    text = draft.answers["body"] or talk.plain("photo-only")
    await talk.send(
        talk.html(key, text=text[:SHOWN], photos=len(draft.answers["photos"])), keyboard(columns(buttons, 1))
    )
