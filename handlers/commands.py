"""What each command does."""

from __future__ import annotations

from collections.abc import Mapping

from domain.errors import NotAllowed
from domain.person import Role
from handlers.admin import invite, people, settings, units
from handlers.citizen import start, suggest, track
from handlers.commander import audit, inbox, report
from handlers.commands_list import Command, menu
from handlers.context import Talk
from handlers.gate import Handler
from handlers.officer import deed, diary, reminder
from texts.catalogue import Html


async def run(talk: Talk, command: Command, rest: str) -> None:
    """Do what the command says with the words behind it. Raises NotAllowed for who may not."""
    if not command.for_speaker(talk.who):
        tried = command.action or command.name
        raise NotAllowed("not-for-you", action=str(tried), subject=f"/{command.name}")
    talk.text = rest
    await _HANDLERS[command.name](talk)


async def help_shown(talk: Talk) -> None:
    """/trogiup: what this speaker may do, and whom to call in an emergency."""
    lines = [
        talk.html("help-line", command=name, what=talk.plain(f"command-{name}")) for name in menu(talk.who)
    ]
    if talk.who.has(Role.DUTY, Role.COMMANDER, Role.SECRETARIAT):
        lines.insert(0, talk.html("help-desk"))
    await talk.show(talk.html("help", lines=Html("\n".join(lines)), emergency=start.emergency(talk)))


_HANDLERS: Mapping[str, Handler] = {
    "viectot": deed.deed,
    "nhatky": diary.diary,
    "nhacnho": reminder.reminder,
    "hopthu": inbox.inbox,
    "baocao": report.report,
    "kiemtra": audit.audit,
    "donvi": units.units,
    "canbo": people.people,
    "moi": invite.invite,
    "caidat": settings.settings,
    "gopy": suggest.suggest,
    "khen": suggest.praise,
    "theodoi": track.track,
    "ngonngu": start.language,
    "huy": start.cancel,
    "trogiup": help_shown,
    "start": start.start,
}
