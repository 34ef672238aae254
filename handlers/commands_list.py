"""Every chat command by name: who may use it. Dispatch, menus, help and the docs' test read this."""

from __future__ import annotations

from typing import NamedTuple

from domain.person import LEADS, Role, Speaker
from domain.rights import Action, able


class Command(NamedTuple):
    """`name` and its English `alias` without the slash; neither roles nor an action: everyone.

    `action` is what the table of rights is asked for; `roles` are for what is no right but one's own work.
    """

    name: str
    alias: str
    roles: frozenset[Role] = frozenset()
    action: Action | None = None

    def for_speaker(self, who: Speaker | None) -> bool:
        """Whether the speaker may use it; None stands for somebody unknown."""
        if self.action:
            return who is not None and able(who.posts, self.action)
        return not self.roles or (who is not None and who.has(*self.roles))


_OFFICER = frozenset({Role.OFFICER})

COMMANDS = (
    Command("viectot", "deed", _OFFICER),
    Command("nhatky", "diary", _OFFICER),
    Command("nhacnho", "reminder", _OFFICER),
    Command("hopthu", "inbox", action=Action.SEE),
    Command("baocao", "report", action=Action.REPORT),
    Command("donvi", "units", LEADS | {Role.ADMIN}),
    Command("canbo", "people", action=Action.PEOPLE),
    Command("moi", "invite", action=Action.INVITE),
    Command("caidat", "settings", action=Action.RULES),
    Command("kiemtra", "audit", action=Action.AUDIT),
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
