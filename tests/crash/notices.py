"""Promised notices held against what phones showed: each is known by what it is about."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from domain.identity import LINK_KEPT_MONTHS
from domain.notice import Notice, NoticeKind
from storage.tables import case_messages, cases, outbox, units
from tests.crash.home import Home
from tests.crash.ledger import tag_of
from tests.crash.records import Records
from tests.crash.sight import says, sight_of


class About(NamedTuple):
    """In which chat, and what it says: a tag that stands in it, or its exact words."""

    chat: int
    words: str


@dataclass
class Post:
    """What became of all that was promised."""

    sent: int = 0
    replies: int = 0  # direct answers that had to wait; where they went is erased
    lost: list[About] = field(default_factory=list)
    doubled: int = 0
    waits: list[float] = field(default_factory=list)  # seconds from the promise to the phone


async def compare(home: Home, records: Records) -> Post:
    """Look at each row that is called sent."""
    post = Post()
    promised: Counter[About] = Counter()
    shown = _shown(home)
    for row, words in await _rows(records):
        post.sent += 1
        if row.kind == NoticeKind.REPLY:
            post.replies += 1
            continue
        to = await records.services.outbox.address(_notice(row))
        about = About(to.chat if to else 0, words)
        promised[about] += 1
        if about in shown:
            post.waits.append((shown[about][0] - row.due_at).total_seconds())
    for about, times in promised.items():
        came = len(shown.get(about, ()))
        post.lost += [about] * max(0, times - came)
        post.doubled += max(0, came - times)
    return post


def _shown(home: Home) -> dict[About, list[datetime]]:
    """When each thing was shown for the first time, and each time after that."""
    found: dict[About, list[datetime]] = {}
    for (chat, _), message in home.first.items():
        seen = sight_of(message)
        # A tag in a direct answer to who said it is no notice: those have other buttons.
        tag = tag_of(seen.text) if seen.what in ("card", "code", "ask") else ""
        found.setdefault(About(chat, tag or seen.text), []).append(message.date)
    return found


async def _rows(records: Records) -> list[tuple[Any, str]]:
    """Each sent row, with what its message says."""
    async with records.database.reading() as tx:
        rows = (await tx.execute(select(outbox).where(outbox.c.state == "sent"))).all()
        firsts = select(func.min(case_messages.c.id)).group_by(case_messages.c.case)
        first = set(await tx.scalars(firsts))
        messages = (await tx.execute(select(case_messages))).all()
        codes = {row.id: (row.code, row.unit) for row in await tx.execute(select(cases))}
        days = {row.id: _day(row.due_at) for row in await tx.execute(select(cases)) if row.due_at}
        names = {row.code: row.name for row in await tx.execute(select(units))}
    told = {message.case: tag_of(message.text) for message in messages if message.id in first}
    tags = {message.id: tag_of(message.text) for message in messages}
    made = []
    for row in rows:
        params = row.params
        code, unit = codes.get(params.get("case"), ("", ""))
        match NoticeKind(row.kind):
            case NoticeKind.RECEIPT:
                day = days.get(params["case"], "")
                words = says("receipt", code=code, unit=names[unit], due="yes" if day else "no", day=day)
            case NoticeKind.CARD:
                words = told[params["case"]]
            case NoticeKind.STEP:
                words = says(f"step-{params['step']}", code=code, unit=names[unit])
                if params["step"] == "closed":
                    words += f"\n\n{says('link-kept', months=str(LINK_KEPT_MONTHS))}\n\n{says('solved-ask')}"
            case NoticeKind.ANSWER | NoticeKind.ADDED:
                words = tags[params["message"]]
            case NoticeKind.VERDICT:
                words = says(f"told-{params['verdict']}", code=code, moved=params["moved"])
            case other:
                words = str(other)
        made.append((row, words))
    return made


def _day(at: datetime) -> str:
    """As the bot writes the day of an instant."""
    return f"{at.astimezone(ZoneInfo('Asia/Ho_Chi_Minh')):%d/%m/%Y}"


def _notice(row: Any) -> Notice:
    """As much of it as its address needs."""
    return Notice(
        id=row.id,
        to=row.to,
        kind=NoticeKind(row.kind),
        params=row.params,
        attempts=row.attempts,
        due_at=row.due_at,
        leased_until=row.due_at,
    )
