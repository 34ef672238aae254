"""A photo without what it tells beside the picture: place, time, device, thumbnail."""

from __future__ import annotations

import io

from domain.errors import Invalid

LARGEST_SIDE = 1600  # pixels; enough to read a number plate, small enough for an old phone
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")  # pictures only: an EPS is a program that Pillow would run
MOST_PIXELS = 80_000_000  # a larger one is a bomb, not a photo


def clean(data: bytes) -> bytes:
    """The picture re-encoded as JPEG, upright, with no metadata at all. Raises Invalid where it is none."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Invalid("photo-unreadable")
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Invalid("photo-unreadable") from error
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)  # a new image carries no info dictionary along
    made = io.BytesIO()
    bare.save(made, "JPEG", quality=85, optimize=True)
    return made.getvalue()
