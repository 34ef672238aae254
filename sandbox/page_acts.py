"""What people do through the page: the same acts as in tests, with nothing forged."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.detect import utf16_length
from sandbox.files import open_image
from sandbox.world import World

MAX_TEXT = 4096
MAX_FILE = 20 * 1024 * 1024


class Acting:
    """One endpoint for each act. Bad requests raise ValueError, KeyError or LookupError."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def say(self, request: Request) -> Response:
        """Send a text; what is too long for one message is refused, not cut."""
        body = await _object(request)
        text = str(body["text"]).strip()
        if not 1 <= utf16_length(text) <= MAX_TEXT:
            raise ValueError("a message has 1 to 4096 characters")
        reply = body.get("reply_to")
        number = self._world.say(int(body["person"]), text, reply_to=int(reply) if reply else None)
        return _done(message_id=number)

    async def tap(self, request: Request) -> Response:
        """Press a button that the message really has now."""
        body = await _object(request)
        person, number, data = int(body["person"]), int(body["message_id"]), str(body["data"])
        message = self._world.find(self._world.person(person).id, number)
        buttons = [one for row in message.inline_keyboard for one in row] if message else []
        if not any(one.get("callback_data") == data for one in buttons):
            raise LookupError("the message has no such button any more")
        return _done(callback_id=self._world.tap(person, number, data))

    async def upload(self, request: Request) -> Response:
        """Send a photo or a file; `as` says which. A photo that is no picture goes as a file."""
        async with request.form(max_part_size=4096) as form:
            file = form["file"]
            if not isinstance(file, UploadFile):
                raise ValueError("no file came")
            data = await file.read()
            known = ("person", "as", "caption", "media_group_id", "reply_to")
            fields = {name: str(form.get(name) or "") for name in known}
            name, mime = file.filename or "file", file.content_type or "application/octet-stream"
        if not data or len(data) > MAX_FILE:
            raise ValueError("a file has 1 byte to 20 MB")
        person, caption = int(fields["person"]), fields["caption"][:1024]
        reply = int(fields["reply_to"]) if fields["reply_to"] else None
        if fields["as"] == "photo" and open_image(data):
            group = fields["media_group_id"] or None
            number = self._world.send_photo(
                person, data, caption=caption, media_group_id=group, reply_to=reply
            )
        else:
            number = self._world.send_document(person, name, data, mime, caption=caption, reply_to=reply)
        return _done(message_id=number)

    async def edit(self, request: Request) -> Response:
        """Change one's own message."""
        body = await _object(request)
        text = str(body["text"]).strip()
        if not 1 <= utf16_length(text) <= MAX_TEXT:
            raise ValueError("a message has 1 to 4096 characters")
        self._world.edit(int(body["person"]), int(body["message_id"]), text)
        return _done()

    async def contact(self, request: Request) -> Response:
        """Share one's number, or one's place, as the reply keyboard asks."""
        body = await _object(request)
        person = int(body["person"])
        if body.get("kind") == "location":
            return _done(message_id=self._world.send_other(person, "location"))
        return _done(message_id=self._world.share_contact(person))

    async def block(self, request: Request) -> Response:
        """Block or unblock the bot."""
        body = await _object(request)
        act = self._world.block if body.get("blocked") else self._world.unblock
        act(int(body["person"]))
        return _done()


async def _object(request: Request) -> dict[str, Any]:
    body = await request.json()
    if not isinstance(body, dict):
        raise TypeError("an object is expected")
    return body


def _done(**more: Any) -> Response:
    return JSONResponse({"ok": True} | more)
