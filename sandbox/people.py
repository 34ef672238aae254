"""Who plays in the sandbox: the people, the bot and the words over the page."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Person:
    """One Telegram account; `label`, `hint` and `tries` are shown on the page only."""

    id: int
    first_name: str
    last_name: str = ""
    username: str | None = None
    language_code: str | None = "vi"
    label: dict[str, str] = field(default_factory=dict)
    hint: dict[str, str] = field(default_factory=dict)
    tries: tuple[str, ...] = ()

    def to_user(self) -> dict[str, Any]:
        """Return the account as a Bot API `User`; empty fields are left out, as Telegram does."""
        user: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        optional = {
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
        }
        return user | {name: value for name, value in optional.items() if value}

    def to_chat(self) -> dict[str, Any]:
        """Return the private chat with this person as a Bot API `Chat`: its id is the person's."""
        chat: dict[str, Any] = {"id": self.id, "type": "private", "first_name": self.first_name}
        optional = {"last_name": self.last_name, "username": self.username}
        return chat | {name: value for name, value in optional.items() if value}

    def to_page(self) -> dict[str, Any]:
        """Return what the page shows above this person's chat."""
        return {
            "id": self.id,
            "name": f"{self.first_name} {self.last_name}".strip(),
            "username": self.username,
            "language_code": self.language_code,
            "label": self.label,
            "hint": self.hint,
            "try": list(self.tries),
        }


@dataclass(frozen=True)
class Cast:
    """What the people file says: the bot, the page's title in both languages, and the people."""

    bot_name: str
    bot_username: str
    title: dict[str, str]
    people: tuple[Person, ...]


def read_cast(path: Path) -> Cast:
    """Return the cast written in the JSON file at `path`.

    Raises OSError if it cannot be read and ValueError (with the reason) if it is not a people file.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        people = tuple(_person(row) for row in data["people"])
        bot = data["bot"]
        cast = Cast(str(bot["name"]), str(bot["username"]), dict(data.get("title", {})), people)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"{path}: not a people file ({error!r})") from error
    if not cast.people:
        raise ValueError(f"{path}: nobody in it")
    if len({person.id for person in cast.people}) != len(cast.people):
        raise ValueError(f"{path}: two people have the same id")
    return cast


def _person(row: dict[str, Any]) -> Person:
    return Person(
        id=int(row["id"]),
        first_name=str(row["first_name"]),
        last_name=str(row.get("last_name") or ""),
        username=row.get("username") or None,
        language_code=row.get("language_code", "vi"),
        label=dict(row.get("label") or {}),
        hint=dict(row.get("hint") or {}),
        tries=tuple(str(one) for one in row.get("try", ())),
    )
