"""Which words go where: an answer to a case, an open form, a command, an offer, in this order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telegram.ext import Application, CallbackQueryHandler, ChatMemberHandler, MessageHandler, filters

from domain.errors import Invalid, NotFound
from domain.rights import Action, able
from domain.vietnamese import fold
from handlers import commands, offer, replies
from handlers.admin import invite, people, phone, reshape, settings, units
from handlers.citizen import own, start, suggest, track
from handlers.commander import audit, bulk, case_forms, desk, identity, inbox, postpone, ready
from handlers.commands_list import find
from handlers.context import Talk
from handlers.flow import Flow, forgotten
from handlers.forms import pressed as form_pressed
from handlers.forms import typed
from handlers.gate import Gate, Handler
from handlers.officer import deed, diary, join, reminder

_FLOWS = (
    suggest.FLOW,
    track.ADD,
    own.WHY,
    own.WORD,
    own.REOPEN,
    own.WITHDRAW,
    join.FLOW,
    deed.TEXT,
    deed.PLACE,
    deed.HELP,
    deed.PHOTO,
    reminder.FLOW,
    desk.ANSWER,
    *case_forms.FLOWS,
    *ready.FLOWS,
    bulk.BULK,
    identity.ASK,
    identity.AGREE,
    postpone.FLOW,
    invite.FLOW,
    people.FLOW,
    phone.FLOW,
    settings.FLOW,
    units.FIND,
    reshape.FLOW,
)
FLOWS: Mapping[str, Flow] = {flow.form.name: flow for flow in _FLOWS}

_BUTTONS: Mapping[str, Handler] = {
    "f": form_pressed,
    "p": phone.pressed,
    "o": offer.pressed,
    "c": desk.pressed,
    "h": inbox.pressed,
    "d": deed.pressed,
    "y": diary.pressed,
    "r": reminder.pressed,
    "t": track.code_pressed,
    "s": own.pressed,
    "l": start.language_pressed,
    "u": units.pressed,
    "k": settings.pressed,
    "a": audit.pressed,
    "i": identity.pressed,
}


def add_routes(application: Application[Any, Any, Any, Any, Any, Any], gate: Gate) -> None:
    """Register the conversation's handlers with PTB; each update meets one."""
    private = filters.ChatType.PRIVATE
    # A pinned message says nothing; that it is none is asked last, it takes thirty looks.
    spoken = filters.UpdateType.MESSAGE & (filters.TEXT | ~filters.StatusUpdate.ALL)
    application.add_handlers(
        [
            CallbackQueryHandler(gate.admits(button_pressed)),
            MessageHandler(private & spoken, gate.admits(message)),
            MessageHandler(private & filters.UpdateType.EDITED_MESSAGE, gate.admits(replies.edited)),
            ChatMemberHandler(gate.admits(membership), ChatMemberHandler.MY_CHAT_MEMBER),
            MessageHandler(filters.ChatType.GROUPS & filters.UpdateType.MESSAGE, gate.admits(in_group)),
        ]
    )


async def message(talk: Talk) -> None:
    """Anything written or sent in the private chat."""
    if talk.forwarded:
        raise Invalid("forwarded")
    if talk.unkept:
        await talk.say("words-only")
    if talk.text.startswith("/"):
        await _command(talk)
    elif talk.other:
        raise Invalid("cannot-read")
    elif talk.reply_to and await replies.reply(talk, talk.reply_to):
        return
    elif talk.document:
        await _document(talk)
    elif talk.draft and talk.draft.form == offer.FORM.name:
        await offer.more(talk, talk.draft)
    elif talk.draft and not forgotten(talk, talk.draft):
        await typed(talk, talk.draft)
    elif not await _bare_command(talk):
        await offer.offer(talk)


async def button_pressed(talk: Talk) -> None:
    """A button: by the first part of its data. An unknown or forged one is answered politely."""
    kind = talk.data[0] if talk.data else ""
    if kind == "m" and len(talk.data) > 1 and (command := find(talk.data[1])):
        talk.in_place = False
        await commands.run(talk, command, "")
    elif kind in _BUTTONS:
        await _BUTTONS[kind](talk)
    else:
        raise Invalid("button-stale")


async def membership(talk: Talk) -> None:
    """The person blocked the bot, or let it in again."""
    if talk.chat == talk.who.chat:  # being removed from a group blocks nobody
        await talk.services.people.membership(talk.act, blocked=talk.left)


async def in_group(talk: Talk) -> None:
    """In a group the bot speaks when addressed, once a day, and asks for a private word."""
    name = f"@{talk.bot.username}".casefold()
    word = talk.text.casefold().partition(" ")[0]
    command = word.startswith("/") and "@" not in word and find(word)  # /help@another is not for us
    if (command or name in talk.text.casefold()) and await talk.services.groups.may_speak(
        talk.act, talk.chat
    ):
        await talk.bot.send_message(talk.chat, talk.plain("group-hello", bot=talk.bot.username))


async def _command(talk: Talk) -> None:
    word, _, rest = talk.text.partition(" ")
    first_line, _, more = word.partition("\n")
    command = find(first_line)
    if command is None:
        raise NotFound("command-unknown", typed=first_line[:30])
    await commands.run(talk, command, "\n".join(part for part in (more, rest) if part).strip())


async def _bare_command(talk: Talk) -> bool:
    """Whatever buttons do can be done by typing: "góp ý" alone means /gopy."""
    word = fold(talk.text)
    for name in (
        "gopy",
        "khen",
        "theodoi",
        "viectot",
        "nhatky",
        "nhacnho",
        "hopthu",
        "baocao",
        "canbo",
        "moi",
        "kiemtra",
        "donvi",
        "trogiup",
    ):
        command = find(name)
        known = talk.texts.words(talk.who.language, f"words-command-{name}")
        if command and command.for_speaker(talk.who) and word in map(fold, known):
            await commands.run(talk, command, "")
            return True
    return False


async def _document(talk: Talk) -> None:
    if able(talk.who.posts, Action.UNITS):
        await units.file_received(talk)
    else:
        raise Invalid("photos-only")
