"""Bytes that were sent: kept in memory, known by file_id, downloaded by file_path."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from PIL import Image, UnidentifiedImageError

# Telegram's boxes for the smaller copies of a photo, by longest side.
_COPIES = (90, 320, 800)


@dataclass(frozen=True)
class StoredFile:
    """One file on Telegram's side."""

    file_id: str
    file_unique_id: str
    file_path: str
    name: str
    mime: str
    data: bytes

    def to_api(self) -> dict[str, Any]:
        """Return it as a Bot API `File` with the path to download it from."""
        return self._ids() | {"file_path": self.file_path}

    def to_document(self) -> dict[str, Any]:
        """Return it as a Bot API `Document`."""
        return self._ids() | {"file_name": self.name, "mime_type": self.mime}

    def _ids(self) -> dict[str, Any]:
        return {
            "file_id": self.file_id,
            "file_unique_id": self.file_unique_id,
            "file_size": len(self.data),
        }


class Shelf:
    """All files of the sandbox. Ids are opaque and differ by kind, as Telegram's do."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._photos: dict[str, list[dict[str, Any]]] = {}  # by the id of each of its sizes

    def put(self, data: bytes, *, folder: str, name: str, mime: str) -> StoredFile:
        """Keep `data` and return its record; `folder` is Telegram's ("photos", "documents")."""
        number = len(self._by_id) + 1
        kind = "AgAC" if folder == "photos" else "BQAC"
        suffix = name.rpartition(".")[2] if "." in name else "bin"
        stored = StoredFile(
            file_id=f"{kind}AgIAAxkBAAI{number:06d}",
            file_unique_id=f"AQAD{number:06d}",
            file_path=f"{folder}/file_{number}.{suffix}",
            name=name,
            mime=mime,
            data=data,
        )
        self._by_id[stored.file_id] = stored
        self._by_path[stored.file_path] = stored
        return stored

    def put_photo(self, data: bytes) -> list[dict[str, Any]]:
        """Keep a photo with its smaller copies; return `PhotoSize`s, smallest first.

        The largest keeps the very bytes that were given, so that a test can plant metadata in them.
        Bytes that are no picture are kept too, with made-up sizes: a person's phone is trusted.
        """
        picture = open_image(data)
        width, height = picture.size if picture else (1280, 960)
        sizes = []
        for side in (*_COPIES, max(width, height)):
            largest = side == max(width, height)
            if side > max(width, height) or (side in _COPIES and largest):
                continue
            copy = data if largest or picture is None else _shrink(picture, side)
            mime = Image.MIME.get(picture.format or "", "image/jpeg") if largest and picture else "image/jpeg"
            stored = self.put(copy, folder="photos", name="photo.jpg", mime=mime)
            sizes.append(_photo_size(stored, width, height, side))
        if len(sizes) < 2:  # a tiny picture: Telegram still gives a thumbnail beside it
            stored = self.put(data, folder="photos", name="photo.jpg", mime="image/jpeg")
            sizes.insert(0, _photo_size(stored, width, height, max(width, height)))
        self._photos |= dict.fromkeys((size["file_id"] for size in sizes), sizes)
        return sizes

    def photo(self, file_id: str) -> list[dict[str, Any]] | None:
        """Return all sizes of the photo that this is one of, or None."""
        return self._photos.get(file_id)

    def get(self, file_id: str) -> StoredFile | None:
        """Return the file of this id, or None."""
        return self._by_id.get(file_id)

    def at(self, file_path: str) -> StoredFile | None:
        """Return the file to be downloaded from this path, or None."""
        return self._by_path.get(file_path)


def open_image(data: bytes) -> Image.Image | None:
    """Return the decoded picture, or None if these bytes are not one."""
    try:
        picture = Image.open(io.BytesIO(data))
        picture.load()
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
    return picture


def _shrink(picture: Image.Image, side: int) -> bytes:
    copy = picture.convert("RGB")
    copy.thumbnail((side, side))
    out = io.BytesIO()
    copy.save(out, "JPEG", quality=80)
    return out.getvalue()


def _photo_size(stored: StoredFile, width: int, height: int, side: int) -> dict[str, Any]:
    scale = side / max(width, height)
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.file_unique_id,
        "file_size": len(stored.data),
        "width": max(1, round(width * scale)),
        "height": max(1, round(height * scale)),
    }
