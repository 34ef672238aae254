"""A sender's name: notices to who may agree, to who asked, to the sender; how long the link stays."""

from __future__ import annotations

from collections.abc import Callable

from domain.case import CaseState
from domain.identity import LINK_KEPT_MONTHS, Decision
from handlers.keyboards import button, keyboard
from handlers.parcel import Letter, Parcel
from services.askings import Asked
from texts.catalogue import Html


async def name(letter: Letter) -> Parcel | None:
    """NAME. It carries no case: a reply to it must never land in front of the sender."""
    number = letter.notice.params["request"]
    asked = await letter.services.identity.seen(number)
    if asked is None:
        return None
    if letter.notice.params.get("ended"):
        return Parcel(text=letter.html("name-ended", code=asked.case.code))
    if letter.notice.params.get("decided"):
        return None if asked.case.state is CaseState.WITHDRAWN else _decided(letter, asked)
    if not await letter.services.identity.may_agree(letter.to.key, number, letter.now):
        return None
    rows = [[button(letter.plain(f"option-decision-{one}"), "i", one.value, number)] for one in Decision]
    text = letter.html(
        "name-asking",
        code=asked.case.code,
        unit=asked.unit,
        name=asked.asker,
        reason=asked.request.reason,
        until=asked.request.void_from,
    )
    return Parcel(text=text, keyboard=keyboard(rows))


async def opened(letter: Letter) -> Parcel | None:
    """OPENED, to the sender: which unit asked, which agreed, and why."""
    asked = await letter.services.identity.seen(letter.notice.params["request"])
    if asked is None:
        return None
    agreed = (await letter.services.units.tree()).get(letter.notice.params["agreed"])
    text = letter.html(
        "name-opened",
        code=asked.case.code,
        unit=asked.unit,
        higher=agreed.name if agreed else asked.unit,
        reason=asked.request.reason or letter.plain("name-reason-erased"),
    )
    return Parcel(text=text, case=asked.case.id)


def link_kept(html: Callable[..., Html]) -> Html:
    """How long the case leads to its sender, as the sender is told at its end."""
    return html("link-kept", months=LINK_KEPT_MONTHS)


def _decided(letter: Letter, asked: Asked) -> Parcel:
    if not asked.request.agreed:
        return Parcel(text=letter.html("name-denied", code=asked.case.code, name=asked.decider))
    look = button(letter.plain("button-name-look"), "i", "look", asked.request.id)
    text = letter.html(
        "name-agreed",
        code=asked.case.code,
        name=asked.decider,
        until=asked.request.open_until,
        told="no" if asked.request.untold else "yes",
    )
    return Parcel(text=text, keyboard=keyboard([[look]]))
