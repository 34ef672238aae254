"""Text made fit to be shown: letters a file format cannot hold are dropped, long lines are broken."""

from __future__ import annotations

import re
import textwrap

# XML 1.0, section 2.2 "Characters": whatever lies outside these ranges makes Office call the file broken.
_ILLEGAL = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def clean(text: str) -> str:
    """The text without the characters that XML forbids (control characters, lone surrogates)."""
    return _ILLEGAL.sub("", text)


def flat(text: str) -> str:
    """The clean text without line breaks and tabs; blanks left for handwriting stay as many as they are."""
    return re.sub(r"[\t\n\r]+", " ", clean(text))


def one_line(text: str) -> str:
    """The clean text with every run of white space made a single space."""
    return " ".join(clean(text).split())


def wrapped(text: str, width: int, lines: int) -> str:
    """The text over at most so many `lines` of `width` characters; what does not fit ends in an ellipsis."""
    return "\n".join(textwrap.wrap(one_line(text), width, max_lines=lines, placeholder=" …"))
