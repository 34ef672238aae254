"""The gate: an Update narrowed once into a Talk, roles checked, refusals turned into kind sentences."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from datetime import datetime, timedelta
from typing import Any

from telegram import Message, Update, User
from telegram.ext import CallbackContext

from domain.errors import AlreadyDone, NotAllowed, Refused
from domain.person import Act, Role, UpdateKey
from domain.rights import Action, able
from domain.vietnamese import nfc, visible
from handlers import menus
from handlers.context import Presses, Talk
from handlers.flow import Flow
from services import Services
from texts.catalogue import Catalogue

BACKLOG = timedelta(days=1)  # how long Telegram keeps updates for a bot that is away
Handler = Callable[[Talk], Awaitable[None]]
Now = Callable[[], datetime]


class Gate:
    """Lets an update in as a Talk."""

    def __init__(self, services: Services, texts: Catalogue, flows: Mapping[str, Flow], now: Now) -> None:
        self._services = services
        self._texts = texts
        self._flows = flows
        self._now = now
        self._presses = Presses()

    def admits(
        self, handler: Handler
    ) -> Callable[[Update, CallbackContext[Any, Any, Any, Any]], Coroutine[Any, Any, None]]:
        """The handler as PTB calls it. Refused becomes an answer; AlreadyDone ends in silence."""

        async def callback(update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
            user = update.effective_user
            if user is None or user.is_bot:
                return
            talk = await self._talk(update, context, user)
            try:
                await handler(talk)
                await talk.toast()
            except AlreadyDone:
                await talk.toast()
            except NotAllowed as forbidden:
                await self._forbid(talk, forbidden)
            except Refused as refused:
                await refuse(talk, refused)

        return callback

    async def _forbid(self, talk: Talk, forbidden: NotAllowed) -> None:
        """The audit hears of it; a menu that still offers what a role that ended could do is set anew."""
        await refuse(talk, await self._services.audit.refused(talk.act, forbidden))
        if talk.who.person:
            await menus.set_for(talk.bot, self._texts, talk.who)

    async def _talk(self, update: Update, context: CallbackContext[Any, Any, Any, Any], user: User) -> Talk:
        key = UpdateKey(self._services.inbox.bot, update.update_id)
        speaker, draft = await self._services.people.heard(user.id, nfc(user.full_name or ""), self._now())
        act = Act(by=speaker, at=self._said_at(update), update=key, message=_said_in(update, user))
        talk = Talk(
            bot=context.bot,
            services=self._services,
            texts=self._texts,
            act=act,
            flows=self._flows,
            presses=self._presses,
            now=self._now,
            draft=draft,
        )
        if update.callback_query:
            talk.query = update.callback_query
            talk.data = tuple((update.callback_query.data or "").split(":"))
        if update.my_chat_member:
            talk.left = update.my_chat_member.new_chat_member.status in ("kicked", "left")
        talk.chat = update.effective_chat.id if update.effective_chat else user.id
        message = update.effective_message
        if isinstance(message, Message):
            _narrow(talk, message)
        return talk

    def _said_at(self, update: Update) -> datetime:
        """When a message was written, where it waited for us; a button's message is older than its press."""
        now = self._now()
        message = update.effective_message
        if update.callback_query or not message:
            return now
        said = message.edit_date or message.date if isinstance(message, Message) else message.date
        return max(min(said, now), now - BACKLOG)


def _said_in(update: Update, user: User) -> int | None:
    """The message in which the person says it, where that is their own chat."""
    message = None if update.callback_query else update.effective_message
    return message.message_id if message and message.chat.id == user.id else None


def _narrow(talk: Talk, message: Message) -> None:
    talk.text = nfc(message.text or message.caption or "")
    talk.photos = (message.photo[-1].file_id,) if message.photo else ()
    talk.album = message.media_group_id or ""
    talk.document = message.document
    if message.document and (message.document.mime_type or "").startswith("image/"):
        talk.photos, talk.document = (message.document.file_id,), None
    talk.forwarded = message.forward_origin is not None
    talk.reply_to = message.reply_to_message.message_id if message.reply_to_message else None
    talk.other = not (visible(talk.text) or talk.photos or talk.document)
    talk.unkept = bool(message.caption) and not (talk.photos or talk.document or talk.other)


async def refuse(talk: Talk, refused: Refused) -> None:
    """Tell the speaker kindly why not, by the button pressed or as a message."""
    if talk.query:
        await talk.toast(refused.key, alert=True, **refused.params)
    else:
        await talk.send(talk.html(refused.key, **refused.params))


def require(talk: Talk, *roles: Role) -> None:
    """Raise NotAllowed, of which the audit hears, unless the speaker holds one of the roles."""
    if not talk.who.has(*roles):
        raise NotAllowed("not-for-you", action="+".join(sorted(roles)), subject="role")


def require_able(talk: Talk, action: Action) -> None:
    """Raise NotAllowed, of which the audit hears, where none of the speaker's posts gives the right."""
    if not able(talk.who.posts, action):
        raise NotAllowed("not-for-you", action=action.value, subject="role")
