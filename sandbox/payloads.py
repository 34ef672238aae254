"""Kinds of message that a bot must survive: the smallest bodies that are true to Telegram."""

from __future__ import annotations

from typing import Any

from sandbox.files import Shelf
from sandbox.people import Person


def other_kind(kind: str, person: Person, shelf: Shelf) -> dict[str, Any]:
    """Return the message fields of a sticker, poll, contact, location, voice, video or dice.

    Raises ValueError for any other word.
    """
    simple: dict[str, dict[str, Any]] = {
        "poll": {"poll": _poll()},
        "contact": {"contact": contact_of(person)},
        "location": {"location": {"latitude": 9.176, "longitude": 105.152}},
        "dice": {"dice": {"emoji": "🎲", "value": 4}},
    }
    if kind in simple:
        return simple[kind]
    if kind not in {"sticker", "voice", "video"}:
        raise ValueError(f"the sandbox knows no message of kind {kind!r}")
    mime, suffix = {
        "sticker": ("image/webp", "webp"),
        "voice": ("audio/ogg", "oga"),
        "video": ("video/mp4", "mp4"),
    }[kind]
    stored = shelf.put(b"not really " + kind.encode(), folder=f"{kind}s", name=f"{kind}.{suffix}", mime=mime)
    body = stored.to_document()
    del body["file_name"]
    if kind == "sticker":
        del body["mime_type"]
        body |= {"type": "regular", "is_animated": False, "is_video": False, "emoji": "👍"}
    if kind != "voice":
        body |= {"width": 512, "height": 512}
    if kind != "sticker":
        body |= {"duration": 3}
    return {kind: body}


def contact_of(person: Person) -> dict[str, Any]:
    """Return the person's own contact card; the number is one that nobody has."""
    return {
        "phone_number": f"+8490000{person.id % 10000:04d}",
        "first_name": person.first_name,
        "user_id": person.id,
    }


def _poll() -> dict[str, Any]:
    options = [
        {"persistent_id": str(n), "text": text, "voter_count": 0} for n, text in enumerate(("Có", "Không"))
    ]
    return {
        "id": "5231",
        "question": "Ai trực tối nay?",
        "options": options,
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
    }
