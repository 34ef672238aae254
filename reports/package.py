"""A ZIP package (DOCX) without the moment it was packed."""

from __future__ import annotations

import io
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a ZIP can hold


def timeless(packed: bytes) -> bytes:
    """The same package with every part dated alike, so that equal contents are equal bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0  # otherwise the packing machine's own kind is noted
            new.writestr(part, old.read(name))
    return made.getvalue()
