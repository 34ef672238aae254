"""sendPhoto, sendDocument, sendMediaGroup."""

from __future__ import annotations

import secrets
from typing import Any

from sandbox.errors import bad_request, not_implemented
from sandbox.files import open_image
from sandbox.methods_send import addressed, captioned
from sandbox.params import Params, Upload
from sandbox.registry import method
from sandbox.wording import caption_of
from sandbox.world import World

MAX_PHOTO = 10 * 1024 * 1024
MOST_IN_ALBUM = 10


@method("sendPhoto", sends=True)
async def send_photo(world: World, params: Params) -> dict[str, Any]:
    """Send a photo by upload or file_id. Telegram wants a picture of at most 10 MB."""
    chat_id, shared = addressed(world, params)
    content = photo_content(world, params, params.text("photo"), "photo")
    return world.as_api(world.add_message(chat_id, world.bot, **content, **captioned(params), **shared))


@method("sendDocument", sends=True)
async def send_document(world: World, params: Params) -> dict[str, Any]:
    """Send any file by upload or file_id, at most 50 MB."""
    chat_id, shared = addressed(world, params)
    content = document_content(world, params, params.text("document"), "document")
    return world.as_api(world.add_message(chat_id, world.bot, **content, **captioned(params), **shared))


@method("sendMediaGroup", sends=True)
async def send_media_group(world: World, params: Params) -> list[dict[str, Any]]:
    """Send 2 to 10 photos or 2 to 10 documents as one album, or none of them."""
    chat_id, shared = addressed(world, params)
    items = params.nested("media")
    _check_album(items)
    # All are checked before any is shown: an album never arrives in part.
    contents = [media_content(world, params, item) for item in items]
    group = str(secrets.randbits(53))
    sent = [world.add_message(chat_id, world.bot, media_group_id=group, **one, **shared) for one in contents]
    return [world.as_api(message) for message in sent]


def _check_album(items: list[dict[str, Any]]) -> None:
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > MOST_IN_ALBUM:
        raise bad_request("too many messages to send as an album")
    if len(items) < 2:  # Telegram's manual wants two; what its server says of one is not known
        raise bad_request("the sandbox takes albums of 2 to 10 items, as the manual has it")
    if len({bool(item.get("show_caption_above_media")) for item in items}) > 1:
        raise bad_request("parameter show_caption_above_media must be the same for all messages")
    kinds = {item["type"] for item in items}
    if len(kinds) > 1 and "document" in kinds:
        raise bad_request("document can't be mixed with other media types")


def media_content(world: World, params: Params, item: dict[str, Any]) -> dict[str, Any]:
    """Return the message fields of one InputMediaPhoto or InputMediaDocument.

    Raises ApiError 400 for bad files or captions, 501 for other kinds of media.
    """
    makers = {"photo": photo_content, "document": document_content}
    kind = item["type"]
    if kind not in makers:
        raise not_implemented(f"the sandbox does not imitate media of type '{kind}'")
    caption, entities = caption_of(
        item.get("caption") or "", item.get("parse_mode") or "", item.get("caption_entities")
    )
    content = makers[kind](world, params, item["media"], "")
    return content | {"caption": caption or None, "caption_entities": entities}


def photo_content(world: World, params: Params, reference: str, name: str) -> dict[str, Any]:
    """Return the `photo` field of a message. Raises ApiError 400 for what Telegram refuses as a photo."""
    upload = _uploaded(params, reference, name)
    if upload is None:
        sizes = world.shelf.photo(reference)
        if sizes is None:
            raise _no_file(reference)
        return {"photo": sizes}
    if len(upload.data) > MAX_PHOTO:
        size = f"file of size {len(upload.data)} bytes is too big for a photo"
        raise bad_request(f"{size}; the maximum size is {MAX_PHOTO} bytes")
    if not upload.data:
        raise bad_request("file must be non-empty")
    picture = open_image(upload.data)
    if picture is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = picture.size
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return {"photo": world.shelf.put_photo(upload.data)}


def document_content(world: World, params: Params, reference: str, name: str) -> dict[str, Any]:
    """Return the `document` field of a message. Raises ApiError 400 or 413 as Telegram refuses."""
    upload = _uploaded(params, reference, name)
    if upload is None:
        stored = world.shelf.get(reference)
        if stored is None:
            raise _no_file(reference)
        return {"document": stored.to_document()}
    if not upload.data:
        raise bad_request("file must be non-empty")
    stored = world.shelf.put(upload.data, folder="documents", name=upload.name, mime=upload.mime)
    return {"document": stored.to_document()}


def _uploaded(params: Params, reference: str, name: str) -> Upload | None:
    """The file sent in the field `name`, or attached elsewhere; None: the reference is a file sent before."""
    if not reference.startswith("attach://"):
        return params.upload(name) if name else None
    upload = params.upload(reference.removeprefix("attach://"))
    if upload is None:
        raise bad_request(
            f"there is no {name} in the request" if name else "can't parse InputMedia: media not found"
        )
    return upload


def _no_file(reference: str) -> Exception:
    if reference.startswith(("http://", "https://")):
        return not_implemented("the sandbox fetches nothing from the Internet")
    return bad_request("wrong file identifier/HTTP URL specified")
