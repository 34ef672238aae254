"""What becomes of somebody's posts, told to them."""

from __future__ import annotations

from datetime import date

from domain.person import Post, Role
from handlers.keyboards import button, keyboard
from handlers.parcel import Letter, Parcel

_GONE = ("ended", "left", "over")  # told of a post that is held no more; the others of one that is
TOLD = ("moved", "stands-in", "begun", "more", *_GONE)


async def post(letter: Letter) -> Parcel | None:
    """POST: moved, stands-in, begun, ended, left, over; more (waits on the desk); phone: a link was made."""
    params = letter.notice.params
    if params["what"] == "phone":
        if not await letter.services.phones.stands(params["person"]):
            return None
        stop = keyboard([[button(letter.plain("button-phone-stop"), "p", "stop")]])
        return Parcel(text=letter.html("post-phone"), keyboard=stop)
    held = Post(role=Role(params["role"]), unit=params["unit"])
    if await letter.services.posts.holds(letter.to.key, held, letter.now) == (params["what"] in _GONE):
        return None
    unit = (await letter.services.units.tree()).get(held.unit)
    days = {name: date.fromisoformat(params[name]) for name in ("since", "until") if name in params}
    text = letter.html(
        f"post-{params['what']}",
        role=letter.plain(f"role-{held.role}"),
        unit=unit.name if unit else held.unit,
        **days,
    )
    return Parcel(text=text)
