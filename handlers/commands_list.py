"""Every chat command by name: who may use it. Dispatch, menus, help and the docs' test read this."""

from __future__ import annotations

from typing import NamedTuple

from domain.person import LEADS, MANAGES, Role, Speaker


class Command(NamedTuple):
    """`name` and its English `alias` without the slash; no roles: everyone."""

    name: str
    alias: str
    roles: frozenset[Role] = frozenset()

    def for_speaker(self, who: Speaker | None) -> bool:
        """Whether the speaker may use it; None stands for somebody unknown."""
        return not self.roles or (who is not None and who.has(*self.roles))


_OFFICER = frozenset({Role.OFFICER})

COMMANDS = (
    Command("viectot", "deed", _OFFICER),
    Command("nhatky", "diary", _OFFICER),
    Command("nhacnho", "reminder", _OFFICER),
    Command("baocao", "report", LEADS),
    Command("donvi", "units", frozenset({Role.ADMIN})),
    Command("moi", "invite", MANAGES),
    Command("gopy", "suggest"),
    Command("khen", "praise"),
    Command("theodoi", "track"),
    Command("ngonngu", "language"),
    Command("huy", "cancel"),
    Command("trogiup", "help"),
    Command("start", "start"),
)


def find(word: str) -> Command | None:
    """The command of that name or alias, however it is written; with the bot's name behind an @ too."""
    name = word.removeprefix("/").partition("@")[0].casefold()
    return next((command for command in COMMANDS if name in (command.name, command.alias)), None)


def menu(who: Speaker | None) -> list[str]:
    """The names a person's menu shows."""
    return [command.name for command in COMMANDS if command.name != "start" and command.for_speaker(who)]
